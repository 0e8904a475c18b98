//! What bytes seem to be, from their first few: never from the file's name.

use crate::{Error, Format};
use serde::Serialize;

/// What a refused file holds instead of a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Seems {
    Text,
    WebPage,
    Pdf,
    Ofd,
    Word,
    Spreadsheet,
    Slides,
    OfficeDocument,
    Archive,
    Video,
    Audio,
    Program,
    Avif,
    Tiff,
    Svg,
    OtherImage,
    Unknown,
}

impl Seems {
    pub fn words(self) -> &'static str {
        match self {
            Seems::Text => "文字",
            Seems::WebPage => "网页",
            Seems::Pdf => " PDF 文件",
            Seems::Ofd => " OFD 文件",
            Seems::Word => " Word 文档",
            Seems::Spreadsheet => "电子表格",
            Seems::Slides => "演示文稿",
            Seems::OfficeDocument => "办公文档",
            Seems::Archive => "压缩包",
            Seems::Video => "视频",
            Seems::Audio => "录音",
            Seems::Program => "程序",
            Seems::Avif => " AVIF 图片",
            Seems::Tiff => " TIFF 或相机 RAW 图片",
            Seems::Svg => " SVG 图片",
            Seems::OtherImage => "少见格式的图片",
            Seems::Unknown => "无法识别的数据",
        }
    }

    fn is_image(self) -> bool {
        matches!(
            self,
            Seems::Avif | Seems::Tiff | Seems::Svg | Seems::OtherImage
        )
    }
}

/// The format of a photo, or the error that says what came instead.
pub(crate) fn format(bytes: &[u8]) -> Result<Format, Error> {
    if let Some(format) = photo(bytes) {
        return Ok(format);
    }
    let seems = something_else(bytes);
    Err(match seems.is_image() {
        true => Error::UnsupportedFormat { seems },
        false => Error::NotAnImage { seems },
    })
}

fn photo(bytes: &[u8]) -> Option<Format> {
    if bytes.starts_with(b"\xff\xd8\xff") {
        Some(Format::Jpeg)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(Format::Png)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(Format::WebP)
    } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        Some(Format::Gif)
    } else if is_bmp(bytes) {
        Some(Format::Bmp)
    } else {
        (media_brand(bytes)? == Media::Heic).then_some(Format::Heic)
    }
}

/// "BM" also starts ordinary words, so the size of the header counts too.
fn is_bmp(bytes: &[u8]) -> bool {
    let header = bytes.get(14..18).map(|b| [b[0], b[1], b[2], b[3]]);
    bytes.starts_with(b"BM")
        && header.is_some_and(|size| {
            matches!(
                u32::from_le_bytes(size),
                12 | 16 | 40 | 52 | 56 | 64 | 108 | 124
            )
        })
}

#[derive(PartialEq)]
enum Media {
    Heic,
    Avif,
    Video,
    Audio,
}

/// The brands of an ISO media file (ISO/IEC 14496-12, `ftyp`).
fn media_brand(bytes: &[u8]) -> Option<Media> {
    if bytes.get(4..8) != Some(b"ftyp") {
        return None;
    }
    let size = u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize;
    let brands = bytes.get(8..bytes.len().min(size.clamp(12, 256)))?;
    let has = |wanted: &[&[u8]]| brands.chunks_exact(4).any(|b| wanted.contains(&b));
    Some(if has(&[b"avif", b"avis"]) {
        Media::Avif
    } else if has(&[b"heic", b"heix", b"heim", b"heis", b"mif1", b"mif2"]) {
        Media::Heic
    } else if brands.starts_with(b"M4A") || brands.starts_with(b"M4B") {
        Media::Audio
    } else {
        Media::Video
    })
}

fn something_else(bytes: &[u8]) -> Seems {
    const SIGNATURES: &[(&[u8], Seems)] = &[
        (b"%PDF-", Seems::Pdf),
        (b"II*\0", Seems::Tiff),
        (b"MM\0*", Seems::Tiff),
        (b"8BPS", Seems::OtherImage),
        (b"\0\0\x01\0", Seems::OtherImage),
        (b"\xff\x0a", Seems::OtherImage),
        (b"\0\0\0\x0cJXL ", Seems::OtherImage),
        (b"\0\0\0\x0cjP  ", Seems::OtherImage),
        (b"Rar!\x1a\x07", Seems::Archive),
        (b"7z\xbc\xaf\x27\x1c", Seems::Archive),
        (b"\x1f\x8b", Seems::Archive),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Seems::OfficeDocument),
        (b"{\\rtf", Seems::OfficeDocument),
        (b"MZ", Seems::Program),
        (b"\x7fELF", Seems::Program),
        (b"\x1aE\xdf\xa3", Seems::Video),
        (b"FLV\x01", Seems::Video),
        (b"ID3", Seems::Audio),
        (b"\xff\xfb", Seems::Audio),
        (b"\xff\xf3", Seems::Audio),
        (b"#!AMR", Seems::Audio),
        (b"OggS", Seems::Audio),
    ];
    if bytes.starts_with(b"PK\x03\x04") {
        return zipped(bytes);
    }
    if bytes.starts_with(b"RIFF") {
        return match bytes.get(8..12) {
            Some(b"AVI ") => Seems::Video,
            Some(b"WAVE") => Seems::Audio,
            _ => Seems::Unknown,
        };
    }
    match media_brand(bytes) {
        Some(Media::Avif) => return Seems::Avif,
        Some(Media::Audio) => return Seems::Audio,
        Some(_) => return Seems::Video,
        None => {}
    }
    SIGNATURES
        .iter()
        .find(|(start, seems)| {
            // "MZ" and "ID3" may also begin a sentence.
            bytes.starts_with(start)
                && !(matches!(seems, Seems::Program | Seems::Audio) && is_text(bytes))
        })
        .map(|&(_, seems)| seems)
        .unwrap_or_else(|| written(bytes))
}

/// Office documents are ZIP files; the names of their parts lie in the open.
fn zipped(bytes: &[u8]) -> Seems {
    let head = &bytes[..bytes.len().min(64 * 1024)];
    let names = |part: &[u8]| head.windows(part.len()).any(|w| w == part);
    if names(b"OFD.xml") {
        Seems::Ofd
    } else if names(b"word/") {
        Seems::Word
    } else if names(b"xl/") {
        Seems::Spreadsheet
    } else if names(b"ppt/") {
        Seems::Slides
    } else {
        Seems::Archive
    }
}

fn written(bytes: &[u8]) -> Seems {
    if !is_text(bytes) {
        return Seems::Unknown;
    }
    let head = &bytes[..bytes.len().min(1024)];
    let head = String::from_utf8_lossy(head).to_lowercase();
    if head.contains("<svg") {
        Seems::Svg
    } else if head.contains("<html") || head.contains("<!doctype html") {
        Seems::WebPage
    } else {
        Seems::Text
    }
}

/// Text in any encoding met here (UTF-8, GB 18030, UTF-16 with its mark) has
/// no control characters but line ends, tabs and the like.
fn is_text(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let marked = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let plain = |&b: &u8| b >= 0x20 && b != 0x7f || matches!(b, b'\t'..=b'\r' | 0x1b);
    marked || (!head.is_empty() && head.iter().all(plain))
}
