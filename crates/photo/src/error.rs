//! Why a file is not taken in, or has no picture.

use crate::{Format, Seems};
use serde_json::{Value, json};
use std::io;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{name} 是空文件，没有添加。请重新导出或重新拍摄。")]
    Empty { name: String },

    #[error(
        "{name} 有 {}，超过 {}，没有添加。请用原相机照片，或截取需要的部分。",
        megabytes(*size),
        megabytes(*limit)
    )]
    TooLarge { name: String, size: u64, limit: u64 },

    #[error("内容是{}，不是照片，没有添加。原文件没有改动。", seems.words())]
    NotAnImage { seems: Seems },

    #[error("内容是{}，这里读不了，没有添加。请先转成 JPEG 或 PNG。", seems.words())]
    UnsupportedFormat { seems: Seems },

    #[error("开头是 {} 照片，但连尺寸都读不出，没有添加。请换一份完好的文件。", format.as_str())]
    Damaged { format: Format },

    #[error("照片的画面无法显示，原文件没有改动。")]
    NoPicture { format: Format },

    #[error("{name} 读不出来：{cause}。请确认文件还在，且没有被别的程序占用。")]
    Unreadable { name: String, cause: io::Error },
}

impl Error {
    pub fn code(&self) -> &'static str {
        match self {
            Error::Empty { .. } => "photo.empty",
            Error::TooLarge { .. } => "photo.too_large",
            Error::NotAnImage { .. } => "photo.not_an_image",
            Error::UnsupportedFormat { .. } => "photo.unsupported_format",
            Error::Damaged { .. } => "photo.damaged",
            Error::NoPicture { .. } => "photo.no_picture",
            Error::Unreadable { .. } => "photo.unreadable",
        }
    }

    /// What a person needs to know, for the message the screen makes of it.
    pub fn facts(&self) -> Value {
        match self {
            Error::Empty { name } => json!({ "name": name }),
            Error::TooLarge { name, size, limit } => {
                json!({ "name": name, "size": size, "limit": limit })
            }
            Error::NotAnImage { seems } | Error::UnsupportedFormat { seems } => {
                json!({ "seems": seems, "words": seems.words() })
            }
            Error::Damaged { format } | Error::NoPicture { format } => {
                json!({ "format": format })
            }
            Error::Unreadable { name, cause } => {
                json!({ "name": name, "cause": cause.to_string() })
            }
        }
    }
}

/// Whole megabytes where they are exact or large, one decimal where rounding
/// would make a file just over the limit look like the limit itself.
fn megabytes(bytes: u64) -> String {
    let tenths = (bytes * 10).div_ceil(1024 * 1024);
    match tenths % 10 {
        0 => format!("{} MB", tenths / 10),
        rest => format!("{}.{rest} MB", tenths / 10),
    }
}
