//! When and where: what a camera wrote, and what it wrote badly.

use crate::support::{
    Holder, degrees, field, jpeg, orientation, photo, picture, sample, text, tiff, with_app1,
};
use ::photo::{Fault, Inspection, inspect};
use exif::{Field, Tag, Value};
use proptest::prelude::*;

const NINGBO: [[(u32, u32); 3]; 2] = [
    [(29, 1), (52, 1), (1234, 100)],
    [(121, 1), (33, 1), (27, 1)],
];

fn place([lat, lng]: [[(u32, u32); 3]; 2]) -> Vec<Field> {
    vec![
        text(Tag::GPSLatitudeRef, "N"),
        degrees(Tag::GPSLatitude, lat),
        text(Tag::GPSLongitudeRef, "E"),
        degrees(Tag::GPSLongitude, lng),
    ]
}

fn seen(fields: &[Field]) -> Inspection {
    let file = photo(Holder::Jpeg, &picture(16, 12), &tiff(fields, false));
    inspect(&file).unwrap()
}

fn taken_at(date_time: &str) -> (Option<String>, Vec<Fault>) {
    let seen = seen(&[text(Tag::DateTimeOriginal, date_time)]);
    (seen.taken_at.map(|t| t.to_string()), seen.faults)
}

#[test]
fn a_phone_photo_tells_when_and_where() {
    for name in ["landscape_6_gps.jpg", "landscape_6_gps.heic"] {
        let seen = inspect(&sample(name)).unwrap();
        let taken_at = seen.taken_at.unwrap();
        assert_eq!(taken_at.to_string(), "2026-11-03T09:12:33+08:00", "{name}");
        assert_eq!(
            taken_at.instant().unwrap().timestamp(),
            1_793_668_353,
            "{name}"
        );
        assert!((seen.lat.unwrap() - 29.870_094_44).abs() < 1e-7, "{name}");
        assert!((seen.lng.unwrap() - 121.557_5).abs() < 1e-7, "{name}");
        assert_eq!(seen.faults, [], "{name}");
    }
}

#[test]
fn a_time_without_an_offset_stays_without_one() {
    let (time, faults) = taken_at("2026:11:03 09:12:33");
    assert_eq!(time.as_deref(), Some("2026-11-03T09:12:33"));
    assert_eq!(faults, []);
}

#[test]
fn an_offset_counts_only_if_it_is_one() {
    let with = |offset| {
        let seen = seen(&[
            text(Tag::DateTimeOriginal, "2026:11:03 09:12:33"),
            text(Tag::OffsetTimeOriginal, offset),
        ]);
        seen.taken_at.unwrap().to_string()
    };
    assert_eq!(with("-03:30"), "2026-11-03T09:12:33-03:30");
    assert_eq!(with("Z"), "2026-11-03T09:12:33+00:00");
    for nonsense in ["", "   :  ", "+25:00", "+08:75", "8", "北京时间"] {
        assert_eq!(with(nonsense), "2026-11-03T09:12:33", "{nonsense:?}");
    }
}

#[test]
fn the_time_of_a_later_change_is_not_the_time_it_was_taken() {
    let seen = seen(&[text(Tag::DateTime, "2026:11:04 08:00:00")]);
    assert_eq!(seen.taken_at, None);
}

#[test]
fn a_clock_that_was_never_set_is_no_fault() {
    for blank in ["0000:00:00 00:00:00", "    :  :     :  :  ", ""] {
        assert_eq!(taken_at(blank), (None, vec![]), "{blank:?}");
    }
}

#[test]
fn a_time_that_is_none_is_a_fault() {
    for wrong in [
        "2026:13:03 09:12:33",
        "2026:02:30 09:12:33",
        "2026:11:03 24:00:00",
        "2026:11:03",
        "昨天上午",
    ] {
        assert_eq!(
            taken_at(wrong),
            (None, vec![Fault::TakenAtInvalid]),
            "{wrong}"
        );
    }
}

#[test]
fn a_place_that_is_none_is_a_fault() {
    let zero = [(0, 1), (0, 1), (0, 1)];
    let nothing = [(0, 0), (0, 0), (0, 0)];
    let [lat, lng] = NINGBO;
    for wrong in [
        [nothing, nothing],
        [zero, zero],
        [[(91, 1), (0, 1), (0, 1)], lng],
        [[(90, 1), (0, 1), (1, 1)], lng],
        [[(29, 1), (61, 1), (0, 1)], lng],
        [[(29, 0), (0, 1), (0, 1)], lng],
        [lat, [(181, 1), (0, 1), (0, 1)]],
    ] {
        let seen = seen(&place(wrong));
        assert_eq!((seen.lat, seen.lng), (None, None), "{wrong:?}");
        assert_eq!(seen.faults, [Fault::PositionInvalid], "{wrong:?}");
    }
}

#[test]
fn a_place_without_its_half_of_the_globe_is_not_guessed() {
    let mut fields = place(NINGBO);
    fields.retain(|f| f.tag != Tag::GPSLatitudeRef);
    let seen = seen(&fields);
    assert_eq!(
        (seen.lat, seen.faults),
        (None, vec![Fault::PositionInvalid])
    );
}

#[test]
fn one_broken_field_costs_only_itself() {
    let mut fields = place(NINGBO);
    fields.push(orientation(6));
    fields.push(text(Tag::DateTimeOriginal, "2026:11:03 09:12:33"));
    let mut block = tiff(&fields, false);
    // The time's value is said to lie far outside the block.
    let entry = block
        .windows(4)
        .position(|w| w == [0x90, 0x03, 0, 2])
        .unwrap();
    block[entry + 8..entry + 12].copy_from_slice(&[0x7f, 0xff, 0xff, 0xff]);
    let seen = inspect(&photo(Holder::Jpeg, &picture(16, 12), &block)).unwrap();
    assert_eq!((seen.width, seen.height), (12, 16));
    assert_eq!(seen.taken_at, None);
    assert!(seen.lat.is_some());
    assert_eq!(seen.faults, [Fault::ExifBroken]);
}

#[test]
fn a_block_without_its_header_is_still_read() {
    let mut fields = place(NINGBO);
    fields.push(orientation(8));
    for little in [true, false] {
        let mut block = tiff(&fields, little);
        block[..4].fill(0xff);
        let seen = inspect(&photo(Holder::Jpeg, &picture(16, 12), &block)).unwrap();
        assert_eq!((seen.width, seen.height), (12, 16));
        assert!(seen.lat.is_some());
        assert_eq!(seen.faults, [Fault::ExifBroken]);
    }
}

#[test]
fn a_block_behind_a_wrong_length_is_found() {
    let block = [&b"Exif\0\0"[..], &tiff(&place(NINGBO), true)].concat();
    let mut file = with_app1(&jpeg(&picture(16, 12)), &block);
    // The length of its segment says "nothing in here".
    file[4..6].copy_from_slice(&[0, 2]);
    let seen = inspect(&file).unwrap();
    assert!(seen.lat.is_some());
    assert_eq!(seen.faults, [Fault::ExifBroken]);
}

/// No decoder finds the picture then, but it is a photo, with its size.
#[test]
fn a_block_whose_length_swallows_the_picture_leaves_a_photo() {
    let block = [&b"Exif\0\0"[..], &tiff(&place(NINGBO), true)].concat();
    for len in [[0xff, 0xff], [1, 0xff]] {
        let mut file = with_app1(&jpeg(&picture(160, 120)), &block);
        file[4..6].copy_from_slice(&len);
        let seen = inspect(&file).unwrap();
        assert_eq!((seen.width, seen.height), (160, 120));
        assert!(seen.lat.is_some());
        assert!(!seen.faults.is_empty());
    }
}

#[test]
fn the_broken_samples_are_photos_all_the_same() {
    let bad = inspect(&sample("hopper_bad_exif.jpg")).unwrap();
    assert_eq!((bad.width, bad.height), (500, 500));
    assert_eq!(bad.faults, [Fault::ExifBroken]);

    let invalid = inspect(&sample("invalid-exif.jpg")).unwrap();
    assert_eq!((invalid.width, invalid.height), (200, 200));
    assert_eq!(invalid.faults, [Fault::ExifBroken]);

    let gps = inspect(&sample("exif_gps.jpg")).unwrap();
    assert_eq!(gps.taken_at.unwrap().to_string(), "2099-09-29T10:10:10");
    assert_eq!((gps.lat, gps.lng), (None, None));
    assert_eq!(gps.faults, [Fault::PositionInvalid]);
}

/// A table that points to thousands of overlapping tables: a reader that lists
/// everything finds 12.5 million entries in these 60 KB and needs 590 MB.
#[test]
fn a_hostile_block_is_not_unfolded() {
    let mut block = b"MM\0*\0\0\0\x08".to_vec();
    let entries: u16 = 5000;
    block.extend(entries.to_be_bytes());
    for i in 0..u32::from(entries) {
        block.extend([0x87, 0x69, 0, 4, 0, 0, 0, 1]);
        block.extend((10 + 12 * i).to_be_bytes());
    }
    let seen = inspect(&photo(Holder::Jpeg, &picture(16, 12), &block)).unwrap();
    assert_eq!((seen.width, seen.height), (16, 12));
}

prop_compose! {
    fn camera()(
        date in (1990..2100u32, 1..=12u32, 1..=28u32, 0..24u32, 0..60u32, 0..60u32),
        offset in proptest::option::of((any::<bool>(), 0..14u32, 0..60u32)),
        lat in (0..90u32, 0..60u32, 0..6000u32),
        lng in (0..180u32, 0..60u32, 0..6000u32),
        south in any::<bool>(),
        west in any::<bool>(),
        turned in 1..=8u16,
    ) -> (Vec<Field>, String, f64, f64, bool) {
        let (y, mo, d, h, mi, s) = date;
        let mut fields = vec![
            orientation(turned),
            text(Tag::Model, "Sample"),
            field(Tag::MakerNote, Value::Undefined(vec![0xff; 300], 0)),
            text(Tag::DateTimeOriginal, &format!("{y:04}:{mo:02}:{d:02} {h:02}:{mi:02}:{s:02}")),
        ];
        let mut when = format!("{y:04}-{mo:02}-{d:02}T{h:02}:{mi:02}:{s:02}");
        if let Some((east, h, m)) = offset {
            let sign = if east || (h, m) == (0, 0) { '+' } else { '-' };
            let offset = format!("{sign}{h:02}:{m:02}");
            when += &offset;
            fields.push(text(Tag::OffsetTimeOriginal, &offset));
        }
        let mut coordinate = |tag, tag_ref, (d, m, s): (u32, u32, u32), negative, letters: [&str; 2]| {
            fields.push(text(tag_ref, letters[usize::from(negative)]));
            fields.push(degrees(tag, [(d, 1), (m, 1), (s, 100)]));
            let value = f64::from(d) + f64::from(m) / 60.0 + f64::from(s) / 360_000.0;
            if negative { -value } else { value }
        };
        let lat = coordinate(Tag::GPSLatitude, Tag::GPSLatitudeRef, lat, south, ["N", "S"]);
        let lng = coordinate(Tag::GPSLongitude, Tag::GPSLongitudeRef, lng, west, ["E", "W"]);
        (fields, when, lat, lng, turned >= 5)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn what_another_library_wrote_is_read_back(
        (fields, when, lat, lng, swapped) in camera(),
        little in any::<bool>(),
        holder in prop_oneof![Just(Holder::Jpeg), Just(Holder::Png), Just(Holder::WebP)],
    ) {
        prop_assume!((lat, lng) != (0.0, 0.0));
        let seen = inspect(&photo(holder, &picture(16, 12), &tiff(&fields, little))).unwrap();
        prop_assert_eq!(seen.faults, vec![]);
        prop_assert_eq!(seen.taken_at.unwrap().to_string(), when);
        prop_assert!((seen.lat.unwrap() - lat).abs() < 1e-9);
        prop_assert!((seen.lng.unwrap() - lng).abs() < 1e-9);
        prop_assert_eq!((seen.width, seen.height), if swapped { (12, 16) } else { (16, 12) });
    }

    #[test]
    fn a_photo_survives_any_exif(
        block in proptest::collection::vec(any::<u8>(), 0..400),
        start in prop_oneof![Just(&b""[..]), Just(&b"II*\0\x08\0\0\0"[..]), Just(&b"MM\0*\0\0\0\x08"[..])],
    ) {
        let file = photo(Holder::Jpeg, &picture(16, 12), &[start, &block].concat());
        let seen = inspect(&file).unwrap();
        prop_assert_eq!(seen.width + seen.height, 28);
        prop_assert!(!seen.faults.contains(&Fault::PixelsUnreadable));
    }
}
