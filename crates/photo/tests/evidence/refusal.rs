//! What is not taken in, and what a person is told.

use crate::support::sample;
use photo::{Error, MAX_BYTES, Seems, check_size, inspect, read, thumbnail};
use std::fs::File;

fn seems(bytes: &[u8]) -> Seems {
    match inspect(bytes).unwrap_err() {
        Error::NotAnImage { seems } | Error::UnsupportedFormat { seems } => seems,
        other => panic!("{other}"),
    }
}

#[test]
fn a_refusal_says_what_the_file_is_instead() {
    let gb18030 = b"\xc7\xe9\xbf\xf6\xcb\xb5\xc3\xf7\r\n";
    for (bytes, expected) in [
        ("情况说明：\n楼道堆物已清理。".as_bytes(), Seems::Text),
        (gb18030, Seems::Text),
        (b"BMW parked on the pavement again", Seems::Text),
        (b"MZ is how this sentence begins", Seems::Text),
        (
            b"<!DOCTYPE html><html><body>404</body></html>",
            Seems::WebPage,
        ),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", Seems::Pdf),
        (b"PK\x03\x04\x14\0\0\0\0\0word/document.xml", Seems::Word),
        (
            b"PK\x03\x04\x14\0\0\0\0\0xl/workbook.xml",
            Seems::Spreadsheet,
        ),
        (b"PK\x03\x04\x14\0\0\0\0\0OFD.xml", Seems::Ofd),
        (b"PK\x03\x04\x14\0\0\0\0\0anything", Seems::Archive),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0",
            Seems::OfficeDocument,
        ),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", Seems::Video),
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", Seems::Video),
        (b"#!AMR\n\x3c\x08", Seems::Audio),
        (b"MZ\x90\0\x03\0\0\0", Seems::Program),
        (b"\0\x01\x02\x03\x04", Seems::Unknown),
    ] {
        let refused = inspect(bytes).unwrap_err();
        assert_eq!(refused.code(), "photo.not_an_image");
        assert_eq!(seems(bytes), expected);
    }
}

#[test]
fn an_image_that_cannot_be_read_here_is_called_an_image() {
    for (bytes, expected) in [
        (&b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf"[..], Seems::Avif),
        (b"II*\0\x08\0\0\0", Seems::Tiff),
        (b"<?xml version=\"1.0\"?><svg xmlns=\"\"/>", Seems::Svg),
        (b"8BPS\0\x01", Seems::OtherImage),
    ] {
        let refused = inspect(bytes).unwrap_err();
        assert_eq!(refused.code(), "photo.unsupported_format");
        assert_eq!(seems(bytes), expected);
    }
}

#[test]
fn the_person_reads_what_it_is_and_that_nothing_changed() {
    let refused = inspect("情况说明".as_bytes()).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "内容是文字，不是照片，没有添加。原文件没有改动。"
    );
    assert_eq!(refused.facts()["seems"], "text");
    assert_eq!(refused.facts()["words"], "文字");
}

#[test]
fn the_size_alone_refuses() {
    assert_eq!(check_size(0, "a.jpg").unwrap_err().code(), "photo.empty");
    assert!(check_size(1, "a.jpg").is_ok());
    assert!(check_size(MAX_BYTES, "a.jpg").is_ok());

    let refused = check_size(60 * 1024 * 1024, "视频截图.png").unwrap_err();
    assert_eq!(refused.code(), "photo.too_large");
    assert_eq!(
        refused.to_string(),
        "视频截图.png 有 60 MB，超过 50 MB，没有添加。请用原相机照片，或截取需要的部分。"
    );
    let facts = refused.facts();
    assert_eq!(facts["name"], "视频截图.png");
    assert_eq!(facts["size"], 60 * 1024 * 1024);
    assert_eq!(facts["limit"], MAX_BYTES);

    let just_over = check_size(MAX_BYTES + 1, "a.jpg").unwrap_err();
    assert!(just_over.to_string().contains("50.1 MB"));
}

#[test]
fn a_file_too_large_is_refused_unread() {
    // A terabyte of nothing: reading it would not end.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("巨大.jpg");
    File::create(&path).unwrap().set_len(1 << 40).unwrap();
    let refused = read(&path).unwrap_err();
    assert_eq!(refused.facts()["size"], 1u64 << 40);
    assert_eq!(refused.facts()["name"], "巨大.jpg");
}

#[test]
fn an_empty_a_missing_and_a_good_file_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("空.jpg");
    assert_eq!(read(&path).unwrap_err().code(), "photo.unreadable");
    assert_eq!(
        read(folder.path()).map(|_| ()).unwrap_err().code(),
        "photo.unreadable"
    );
    File::create(&path).unwrap();
    assert_eq!(read(&path).unwrap_err().code(), "photo.empty");
    assert_eq!(inspect(b"").unwrap_err().code(), "photo.empty");

    let sound = sample("exif_gps.jpg");
    std::fs::write(&path, &sound).unwrap();
    assert_eq!(read(&path).unwrap(), sound);
    assert_eq!(std::fs::read(&path).unwrap(), sound);
}

#[test]
fn the_start_of_a_photo_alone_is_damage_not_a_photo() {
    for start in [&b"\xff\xd8\xff\xe0"[..], b"\x89PNG\r\n\x1a\n", b"GIF89a"] {
        assert_eq!(inspect(start).unwrap_err().code(), "photo.damaged");
    }
}

#[test]
fn a_photo_without_a_picture_says_so() {
    let mut png = std::io::Cursor::new(Vec::new());
    crate::support::picture(40, 30)
        .write_to(&mut png, image::ImageFormat::Png)
        .unwrap();
    let half = &png.get_ref()[..60];
    assert!(inspect(half).is_ok());
    assert_eq!(
        thumbnail(half, 10, 10).unwrap_err().code(),
        "photo.no_picture"
    );
}
