//! An annex photo, ready for the file: upright, no finer than a printer shows, and without the place and camera that its
//! own file may carry.

use image::{
    DynamicImage, ImageDecoder, ImageReader, codecs::jpeg::JpegEncoder, imageops::FilterType,
};

use crate::{Error, Place, layout::measures::TEXT_WIDTH};

/// 200 dots an inch.
const DOTS_PER_MM: f64 = 200.0 / 25.4;
/// Two photos share a page's 225 mm.
const TALLEST_MM: f64 = 112.0;
const QUALITY: u8 = 82;
/// As for evidence: more is stored, but not decoded.
const MOST_PIXELS: u64 = 100_000_000;

#[derive(Debug, Clone)]
pub struct Photo {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) jpeg: Vec<u8>,
}

impl Photo {
    /// From the bytes of a JPEG or PNG file; `number` counts from 1.
    pub fn prepare(bytes: &[u8], number: usize, name: &str) -> Result<Photo, Error> {
        let bad = |detail: &str| bad(number, name, detail);
        let mut decoder = ImageReader::new(std::io::Cursor::new(bytes))
            .with_guessed_format()
            .map_err(|_| bad("内容不是图片"))?
            .into_decoder()
            .map_err(|_| bad("内容不是图片，或已损坏"))?;
        let (width, height) = decoder.dimensions();
        if u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err(bad("图片超过一亿像素"));
        }
        let turned = decoder.orientation();
        let mut picture =
            DynamicImage::from_decoder(decoder).map_err(|_| bad("图片已损坏，解不开"))?;
        // A faulty note of which way is up leaves the picture as it lies.
        if let Ok(turned) = turned {
            picture.apply_orientation(turned);
        }
        let (most_wide, most_high) = (
            (TEXT_WIDTH * DOTS_PER_MM) as u32,
            (TALLEST_MM * DOTS_PER_MM) as u32,
        );
        if picture.width() > most_wide || picture.height() > most_high {
            picture = picture.resize(most_wide, most_high, FilterType::Triangle);
        }
        let rgb = on_white(&picture);
        let mut jpeg = Vec::new();
        JpegEncoder::new_with_quality(&mut jpeg, QUALITY)
            .encode_image(&rgb)
            .map_err(|_| bad("图片转换失败"))?;
        Ok(Photo {
            width: rgb.width(),
            height: rgb.height(),
            jpeg,
        })
    }

    /// Its size in a frame of this size.
    pub(super) fn within(&self, width: f64, height: f64) -> (f64, f64) {
        let (w, h) = (f64::from(self.width), f64::from(self.height));
        let scale = (width / w).min(height / h);
        (w * scale, h * scale)
    }
}

pub(super) fn bad(number: usize, name: &str, detail: &str) -> Error {
    Error::PhotoImage {
        place: Place::Photo(number),
        name: name.to_owned(),
        detail: detail.to_owned(),
    }
}

/// Paper is white where a picture is transparent.
fn on_white(picture: &DynamicImage) -> image::RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let rgba = picture.to_rgba8();
    image::RgbImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let [r, g, b, a] = rgba.get_pixel(x, y).0;
        let over = |c: u8| ((u16::from(c) * u16::from(a) + 255 * (255 - u16::from(a))) / 255) as u8;
        image::Rgb([over(r), over(g), over(b)])
    })
}
