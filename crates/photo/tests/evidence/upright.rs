//! Which side is up, and how large the photo is that way.

use crate::support::{Holder, decoded, difference, orientation, photo, picture, sample, tiff};
use ::photo::{Format, inspect, inspect_with_thumbnail, thumbnail};
use image::RgbImage;

/// How a camera stores a picture under each orientation: what side of the
/// scene its first row and first column show (Exif 2.32, tag 274).
fn stored(upright: &RgbImage, orientation: u16) -> RgbImage {
    let (w, h) = upright.dimensions();
    let at = |r: u32, c: u32| match orientation {
        1 => (c, r),
        2 => (w - 1 - c, r),
        3 => (w - 1 - c, h - 1 - r),
        4 => (c, h - 1 - r),
        5 => (r, c),
        6 => (w - 1 - r, c),
        7 => (w - 1 - r, h - 1 - c),
        _ => (r, h - 1 - c),
    };
    let (columns, rows) = if orientation < 5 { (w, h) } else { (h, w) };
    RgbImage::from_fn(columns, rows, |c, r| {
        let (x, y) = at(r, c);
        *upright.get_pixel(x, y)
    })
}

#[test]
fn all_eight_orientations_come_out_upright() {
    let upright = picture(64, 48);
    for holder in [Holder::Jpeg, Holder::Png, Holder::WebP] {
        for number in 1..=8 {
            let block = tiff(&[orientation(number)], number % 2 == 0);
            let file = photo(holder, &stored(&upright, number), &block);
            let seen = inspect(&file).unwrap();
            assert_eq!((seen.width, seen.height), (64, 48), "{holder:?} {number}");
            assert_eq!(seen.faults, []);
            let shown = decoded(&thumbnail(&file, 64, 48).unwrap());
            let off = difference(&shown, &upright);
            assert!(off < 4.0, "{holder:?} {number}: off by {off}");
        }
    }
}

#[test]
fn a_turned_photo_looks_like_the_one_held_straight() {
    let straight = decoded(&thumbnail(&sample("Landscape_1.jpg"), 192, 144).unwrap());
    let turned = decoded(&thumbnail(&sample("Landscape_6.jpg"), 192, 144).unwrap());
    assert_eq!(straight.dimensions(), (192, 128));
    // The two differ by the numeral painted into them.
    assert!(difference(&straight, &turned) < 6.0);
}

#[test]
fn the_orientation_of_a_webp_is_read() {
    let file = sample("hopper_orientation_6.webp");
    let as_stored = decoded(&file);
    let shown = decoded(&thumbnail(&file, 128, 128).unwrap());
    assert!(difference(&shown, &image::imageops::rotate90(&as_stored)) < 6.0);
    assert!(difference(&shown, &as_stored) > 20.0);
}

#[test]
fn a_heic_is_turned_once_and_not_twice() {
    // Its container says "turn" and so does its EXIF, as in a phone's files.
    let heic = sample("landscape_6_gps.heic");
    let seen = inspect(&heic).unwrap();
    assert_eq!(
        (seen.format, seen.width, seen.height),
        (Format::Heic, 360, 240)
    );
    let shown = decoded(&thumbnail(&heic, 180, 180).unwrap());
    let jpeg = decoded(&thumbnail(&sample("landscape_6_gps.jpg"), 180, 180).unwrap());
    assert_eq!(shown.dimensions(), (180, 120));
    assert!(difference(&shown, &jpeg) < 6.0);
}

#[test]
fn an_orientation_that_is_none_is_a_fault_and_turns_nothing() {
    for number in [0, 9, 65_535] {
        let file = photo(
            Holder::Jpeg,
            &picture(64, 48),
            &tiff(&[orientation(number)], true),
        );
        let seen = inspect(&file).unwrap();
        assert_eq!((seen.width, seen.height), (64, 48));
        assert_eq!(seen.faults, [::photo::Fault::OrientationInvalid]);
    }
}

#[test]
fn a_thumbnail_fits_its_box_and_never_grows() {
    let file = sample("Portrait_3.jpg");
    let within = |w, h| decoded(&thumbnail(&file, w, h).unwrap()).dimensions();
    assert_eq!(within(96, 72), (48, 72));
    assert_eq!(within(9000, 9000), (1200, 1800));
    let (w, h) = within(0, 0);
    assert!(w == 1 && h == 1);
}

#[test]
fn a_thumbnail_tells_no_place_and_no_time() {
    let file = sample("landscape_6_gps.jpg");
    assert!(inspect(&file).unwrap().lat.is_some());
    let small = thumbnail(&file, 96, 72).unwrap();
    let seen = inspect(&small).unwrap();
    assert_eq!((seen.lat, seen.lng, seen.taken_at), (None, None, None));
    assert!(!small.windows(4).any(|w| w == b"Exif"));
}

#[test]
fn one_decoding_gives_the_same_as_two() {
    for name in crate::support::PHOTOS {
        let file = sample(name);
        let (seen, small) = inspect_with_thumbnail(&file, 96, 72).unwrap();
        assert_eq!(seen, inspect(&file).unwrap(), "{name}");
        assert_eq!(small, thumbnail(&file, 96, 72).ok(), "{name}");
    }
}

#[test]
fn what_is_transparent_is_shown_on_white() {
    let clear = image::RgbaImage::from_pixel(20, 20, image::Rgba([0, 0, 0, 0]));
    let mut png = std::io::Cursor::new(Vec::new());
    clear.write_to(&mut png, image::ImageFormat::Png).unwrap();
    let shown = decoded(&thumbnail(png.get_ref(), 10, 10).unwrap());
    assert!(shown.iter().all(|&c| c > 250));
}

#[test]
fn every_format_is_known_by_its_content() {
    use image::ImageFormat::*;
    let formats = [
        (Jpeg, Format::Jpeg),
        (Png, Format::Png),
        (WebP, Format::WebP),
        (Gif, Format::Gif),
        (Bmp, Format::Bmp),
    ];
    for (encoder, format) in formats {
        let mut file = std::io::Cursor::new(Vec::new());
        picture(30, 20).write_to(&mut file, encoder).unwrap();
        let seen = inspect(file.get_ref()).unwrap();
        assert_eq!(
            (seen.format, seen.width, seen.height),
            (format, 30, 20),
            "{encoder:?}"
        );
        assert_eq!(seen.faults, [], "{encoder:?}");
        assert!(thumbnail(file.get_ref(), 15, 10).is_ok());
    }
}
