//! Sample photos, and photos made for one test.

use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};
use image::codecs::{jpeg::JpegEncoder, png::PngEncoder, webp::WebPEncoder};
use image::{ImageEncoder, Rgb, RgbImage};
use std::io::Cursor;
use std::path::{Path, PathBuf};

pub const PHOTOS: [&str; 9] = [
    "Landscape_1.jpg",
    "Landscape_6.jpg",
    "Portrait_3.jpg",
    "exif_gps.jpg",
    "hopper_bad_exif.jpg",
    "hopper_orientation_6.webp",
    "invalid-exif.jpg",
    "landscape_6_gps.heic",
    "landscape_6_gps.jpg",
];

/// The samples small enough to be read some thousand times.
pub const SMALL: [&str; 5] = [
    "exif_gps.jpg",
    "hopper_orientation_6.webp",
    "invalid-exif.jpg",
    "landscape_6_gps.heic",
    "landscape_6_gps.jpg",
];

pub fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/photos")
        .join(name)
}

pub fn sample(name: &str) -> Vec<u8> {
    std::fs::read(path(name)).unwrap()
}

/// Four corners of four colours: no turn and no mirror leaves it the same.
pub fn picture(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        match (x < width / 2, y < height / 2) {
            (true, true) => Rgb([220, 40, 40]),
            (false, true) => Rgb([40, 200, 40]),
            (true, false) => Rgb([40, 40, 220]),
            (false, false) => Rgb([230, 230, 230]),
        }
    })
}

#[derive(Debug, Clone, Copy)]
pub enum Holder {
    Jpeg,
    Png,
    WebP,
}

pub fn photo(holder: Holder, picture: &RgbImage, tiff: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    match holder {
        Holder::Jpeg => file = with_app1(&jpeg(picture), &[b"Exif\0\0", tiff].concat()),
        Holder::Png => {
            let mut encoder = PngEncoder::new(&mut file);
            encoder.set_exif_metadata(tiff.to_vec()).unwrap();
            write(encoder, picture);
        }
        Holder::WebP => {
            let mut encoder = WebPEncoder::new_lossless(&mut file);
            encoder.set_exif_metadata(tiff.to_vec()).unwrap();
            write(encoder, picture);
        }
    }
    file
}

pub fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut file, 95);
    encoder.encode_image(picture).unwrap();
    file
}

fn write(encoder: impl ImageEncoder, picture: &RgbImage) {
    let (width, height) = picture.dimensions();
    encoder
        .write_image(picture, width, height, image::ExtendedColorType::Rgb8)
        .unwrap();
}

pub fn with_app1(jpeg: &[u8], segment: &[u8]) -> Vec<u8> {
    let len = u16::try_from(segment.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &len, segment, &jpeg[2..]].concat()
}

/// An EXIF block written by another library than the one under test.
pub fn tiff(fields: &[Field], little: bool) -> Vec<u8> {
    let mut writer = Writer::new();
    for field in fields {
        writer.push_field(field);
    }
    let mut block = Cursor::new(Vec::new());
    writer.write(&mut block, little).unwrap();
    block.into_inner()
}

pub fn field(tag: Tag, value: Value) -> Field {
    Field {
        tag,
        ifd_num: In::PRIMARY,
        value,
    }
}

pub fn text(tag: Tag, text: &str) -> Field {
    field(tag, Value::Ascii(vec![text.as_bytes().to_vec()]))
}

pub fn orientation(number: u16) -> Field {
    field(Tag::Orientation, Value::Short(vec![number]))
}

pub fn degrees(tag: Tag, parts: [(u32, u32); 3]) -> Field {
    let parts = parts.map(|(num, denom)| Rational { num, denom });
    field(tag, Value::Rational(parts.to_vec()))
}

/// Mean difference of two pictures of one size, in steps of 255.
pub fn difference(a: &RgbImage, b: &RgbImage) -> f64 {
    assert_eq!(a.dimensions(), b.dimensions());
    let sum: u64 = a
        .iter()
        .zip(b.iter())
        .map(|(&a, &b)| u64::from(a.abs_diff(b)))
        .sum();
    sum as f64 / a.len() as f64
}

pub fn decoded(bytes: &[u8]) -> RgbImage {
    image::load_from_memory(bytes).unwrap().into_rgb8()
}
