//! Files cut short, bits turned over, headers that lie.

use crate::support::{PHOTOS, SMALL, picture, sample};
use photo::{Fault, inspect, inspect_with_thumbnail, sha256};
use proptest::prelude::*;

#[test]
fn a_photo_cut_anywhere_is_refused_or_kept_with_its_faults() {
    for name in PHOTOS {
        let whole = sample(name);
        let sound = inspect(&whole).unwrap();
        let step = whole.len() / 40 + 1;
        let lengths = (0..whole.len().min(700)).step_by(7);
        for len in lengths.chain((700..whole.len()).step_by(step)) {
            let cut = &whole[..len];
            let Ok((seen, _)) = inspect_with_thumbnail(cut, 96, 72) else {
                continue;
            };
            assert_eq!(seen.sha256, sha256(cut), "{name} at {len}");
            assert!(!seen.faults.is_empty(), "{name} at {len}");
            // The size stands, turned or not: the EXIF may be cut off.
            let sides = |w: u32, h: u32| (w.min(h), w.max(h));
            assert_eq!(
                sides(seen.width, seen.height),
                sides(sound.width, sound.height),
                "{name} at {len}"
            );
        }
    }
}

#[test]
fn half_a_photo_is_kept_with_its_size_time_and_place() {
    let whole = sample("landscape_6_gps.jpg");
    let seen = inspect(&whole[..whole.len() / 2]).unwrap();
    let sound = inspect(&whole).unwrap();
    assert_eq!((seen.width, seen.height), (sound.width, sound.height));
    assert_eq!((seen.lat, seen.lng), (sound.lat, sound.lng));
    assert_eq!(seen.taken_at, sound.taken_at);
    assert!(seen.faults.contains(&Fault::PixelsTruncated));
}

#[test]
fn half_a_heic_is_kept_with_its_size() {
    let whole = sample("landscape_6_gps.heic");
    let seen = inspect(&whole[..whole.len() / 2]).unwrap();
    assert_eq!((seen.width, seen.height), (360, 240));
    assert!(seen.faults.contains(&Fault::PixelsTruncated));
}

#[test]
fn what_a_phone_appends_to_a_photo_is_no_fault() {
    for name in ["landscape_6_gps.jpg", "landscape_6_gps.heic"] {
        let mut file = sample(name);
        let sound = inspect(&file).unwrap();
        file.extend(b"\0\0\xa1\x0a\x0e\0\0\0Image_UTC_Data1793668353000SEFH");
        let seen = inspect(&file).unwrap();
        assert_eq!(seen.faults, [], "{name}");
        assert_eq!((seen.width, seen.lat), (sound.width, sound.lat), "{name}");
    }
}

#[test]
fn no_flipped_bit_of_a_header_brings_anything_down() {
    for name in SMALL {
        let mut file = sample(name);
        for at in 0..file.len().min(500) {
            let bit = 1 << (at % 8);
            file[at] ^= bit;
            if let Ok(seen) = inspect(&file) {
                assert!(seen.width > 0 && seen.height > 0, "{name} at {at}");
            }
            file[at] ^= bit;
        }
    }
}

#[test]
fn too_many_pixels_are_hashed_but_not_decoded() {
    let mut gif = b"GIF89a".to_vec();
    gif.extend([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0x3b]);

    let mut bmp = std::io::Cursor::new(Vec::new());
    picture(4, 4)
        .write_to(&mut bmp, image::ImageFormat::Bmp)
        .unwrap();
    let mut bmp = bmp.into_inner();
    bmp[18..22].copy_from_slice(&10_001u32.to_le_bytes());
    bmp[22..26].copy_from_slice(&10_000u32.to_le_bytes());

    let mut jpeg = sample("landscape_6_gps.jpg");
    let frame = jpeg.windows(3).position(|w| w == [0xff, 0xc0, 0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0x40, 0, 0x40, 0]);

    for (file, width, height) in [
        (gif, 65_535, 65_535),
        (bmp, 10_001, 10_000),
        (jpeg, 16_384, 16_384),
    ] {
        let (seen, picture) = inspect_with_thumbnail(&file, 96, 72).unwrap();
        assert_eq!((seen.width, seen.height), (width, height));
        assert_eq!(seen.faults, [Fault::PixelsTooMany]);
        assert_eq!(seen.sha256, sha256(&file));
        assert_eq!(picture, None);
    }
}

#[test]
fn a_header_that_lies_about_its_size_is_a_fault() {
    let mut png = std::io::Cursor::new(Vec::new());
    picture(40, 30)
        .write_to(&mut png, image::ImageFormat::Png)
        .unwrap();
    let mut png = png.into_inner();
    png[19] = 50;
    let seen = inspect(&png).unwrap();
    assert_eq!(seen.faults, [Fault::PixelsUnreadable]);
}

fn any_start() -> impl Strategy<Value = &'static [u8]> {
    prop_oneof![
        Just(&b""[..]),
        Just(&b"\xff\xd8\xff"[..]),
        Just(&b"\xff\xd8\xff\xe1\0\x40Exif\0\0II*\0"[..]),
        Just(&b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"[..]),
        Just(&b"RIFF\0\x01\0\0WEBPVP8X"[..]),
        Just(&b"RIFF\0\x01\0\0WEBPVP8L"[..]),
        Just(&b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..]),
        Just(&b"\0\0\0\x14ftypheic\0\0\0\0heic\0\0\0\xf0meta\0\0\0\0"[..]),
        Just(&b"GIF89a"[..]),
        Just(&b"BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0"[..]),
    ]
}

proptest! {
    #[test]
    fn arbitrary_bytes_bring_nothing_down(
        start in any_start(),
        rest in proptest::collection::vec(any::<u8>(), 0..600),
    ) {
        let file = [start, &rest].concat();
        if let Ok((seen, _)) = inspect_with_thumbnail(&file, 96, 72) {
            prop_assert_eq!(seen.sha256, sha256(&file));
            prop_assert!(seen.width > 0 && seen.height > 0);
        }
    }

    #[test]
    fn bytes_written_over_a_photo_bring_nothing_down(
        name in prop::sample::select(&SMALL[..]),
        wounds in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
    ) {
        let mut file = sample(name);
        for (at, byte) in wounds {
            let at = at.index(file.len());
            file[at] = byte;
        }
        let _ = inspect_with_thumbnail(&file, 96, 72);
    }
}
