//! The kinds of photo the product takes in.

use image::ImageFormat;
use serde::Serialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    Jpeg,
    Png,
    WebP,
    Heic,
    Gif,
    Bmp,
}

impl Format {
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Jpeg => "jpeg",
            Format::Png => "png",
            Format::WebP => "webp",
            Format::Heic => "heic",
            Format::Gif => "gif",
            Format::Bmp => "bmp",
        }
    }

    pub fn mime(self) -> &'static str {
        match self {
            Format::Jpeg => "image/jpeg",
            Format::Png => "image/png",
            Format::WebP => "image/webp",
            Format::Heic => "image/heic",
            Format::Gif => "image/gif",
            Format::Bmp => "image/bmp",
        }
    }

    /// The decoder in the `image` crate; HEIC has its own.
    pub(crate) fn decoder(self) -> Option<ImageFormat> {
        match self {
            Format::Jpeg => Some(ImageFormat::Jpeg),
            Format::Png => Some(ImageFormat::Png),
            Format::WebP => Some(ImageFormat::WebP),
            Format::Gif => Some(ImageFormat::Gif),
            Format::Bmp => Some(ImageFormat::Bmp),
            Format::Heic => None,
        }
    }

    /// Whether the EXIF orientation says how to turn the pixels. In HEIF it
    /// is a note only: the container's own `irot` and `imir` count (ISO/IEC
    /// 23008-12), and the decoder has applied them already.
    pub(crate) fn turned_by_exif(self) -> bool {
        self != Format::Heic
    }
}
