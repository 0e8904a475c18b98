//! What is wrong with a photo that is kept all the same.

use serde::Serialize;
use std::fmt;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fault {
    /// Some of the EXIF block could not be read; the rest was.
    ExifBroken,
    /// The EXIF orientation is not 1 to 8; the picture is shown as stored.
    OrientationInvalid,
    /// A time is written, but it is no time.
    TakenAtInvalid,
    /// A position is written, but it is no place: out of range, 0/0, or the
    /// 0°, 0° that phones write without a fix.
    PositionInvalid,
    /// The file ends before the picture does.
    PixelsTruncated,
    /// The picture could not be decoded.
    PixelsUnreadable,
    /// More pixels than are decoded here; stored and hashed only.
    PixelsTooMany,
}

impl Fault {
    pub fn code(self) -> &'static str {
        match self {
            Fault::ExifBroken => "exif.broken",
            Fault::OrientationInvalid => "exif.orientation_invalid",
            Fault::TakenAtInvalid => "taken_at.invalid",
            Fault::PositionInvalid => "gps.invalid",
            Fault::PixelsTruncated => "pixels.truncated",
            Fault::PixelsUnreadable => "pixels.unreadable",
            Fault::PixelsTooMany => "pixels.too_many",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Fault::ExifBroken => "拍摄信息有损坏，只读出了一部分",
            Fault::OrientationInvalid => "拍摄方向无效，按原样显示",
            Fault::TakenAtInvalid => "拍摄时间无效",
            Fault::PositionInvalid => "拍摄位置无效",
            Fault::PixelsTruncated => "文件不完整，画面可能缺了一部分",
            Fault::PixelsUnreadable => "画面无法显示，原文件照样保存",
            Fault::PixelsTooMany => "超过 1 亿像素，只保存原文件，不生成画面",
        })
    }
}

impl Serialize for Fault {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}
