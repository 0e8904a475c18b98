//! Everything that can stop a letter: a stable code for programs, a sentence in Chinese for the person who can act.

use std::{fmt, path::PathBuf};

/// Why a letter was not made. Nothing has been written when one of these comes back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("函件内容读不懂：{detail}。请按说明改正后再试")]
    Malformed { detail: String },
    #[error("{place}是空的，请填写")]
    Empty { place: Place },
    #[error("{place}有 {chars} 字，最多 {most} 字，请删减")]
    TooLong {
        place: Place,
        chars: usize,
        most: usize,
    },
    #[error("标题有 {lines} 行，最多 {most} 行，请减少换行")]
    TitleLines { lines: usize, most: usize },
    #[error("成文日期“{date}”不是有效日期，请写成 2026-11-03 的样子")]
    Date { date: String },
    #[error("{place}的层次是 {level}，只能是 0（正文）到 4，请改正")]
    Level { place: Place, level: u8 },
    #[error("{place}只有标点，这样的段落会单独占一行，请并入上一段或删去")]
    OnlyMarks { place: Place },
    #[error("{place}的表格{detail}，请改正")]
    Table { place: Place, detail: String },
    #[error("{place}的拍摄时间“{taken_at}”读不懂，请写成 2026-11-20T14:05:00 的样子")]
    TakenAt { place: Place, taken_at: String },
    #[error("附件照片有 {photos} 张，最多 {most} 张，请挑选")]
    TooManyPhotos { photos: usize, most: usize },
    #[error("{place} {name} 不能用：{detail}。请换一个 JPEG 或 PNG 文件")]
    PhotoImage {
        place: Place,
        name: String,
        detail: String,
    },
    #[error("发文字号不完整：{detail}，请改正")]
    DocumentNumber { detail: &'static str },
    #[error("印章直径是 {diameter_mm} 毫米，只能在 30 到 50 毫米之间，请改正")]
    SealDiameter { diameter_mm: String },
    #[error("没有给出印章图样：请指定图样，或注明“手工加盖”（wet），或存为草稿")]
    SealMissing,
    #[error("印章图样 {name} 不能用：{detail}。请换一个 PNG 或 JPEG 文件")]
    SealImage { name: String, detail: String },
    #[error("{place}“{character}”没有字形，函件没有生成。请在字体文件夹中添加含此字的字体")]
    MissingGlyph { character: char, place: Place },
    #[error(
        "找不到公文字体（找过：{searched}）。请先运行 cargo xtask fonts，或用 LIANXIN_FONTS 指定字体文件夹"
    )]
    NoFonts { searched: String },
    #[error(
        "字体文件夹 {folder} 中没有{role}可用的字体。请先运行 cargo xtask fonts，或把该字体放进去"
    )]
    NoFace { role: &'static str, folder: String },
    #[error("字体文件 {} 读不出来：{detail}。请重新安装该字体", file.display())]
    BadFont { file: PathBuf, detail: String },
    #[error("落款和附注太长，一页放不下，请缩短附注、附件或抄送")]
    ClosingTooLong,
    #[error("生成 PDF 时出错：{detail}。请把这封函件交给管理员")]
    Pdf { detail: String },
}

impl Error {
    /// Stable: screens map it to their own words, tests and scripts rely on it.
    pub fn code(&self) -> &'static str {
        match self {
            Error::Malformed { .. } => "letter.malformed",
            Error::Empty { .. } => "letter.empty",
            Error::TooLong { .. } => "letter.too_long",
            Error::TitleLines { .. } => "letter.title_lines",
            Error::Date { .. } => "letter.bad_date",
            Error::Level { .. } => "letter.bad_level",
            Error::OnlyMarks { .. } => "letter.only_marks",
            Error::Table { .. } => "letter.bad_table",
            Error::TakenAt { .. } => "letter.bad_time",
            Error::TooManyPhotos { .. } => "letter.too_many_photos",
            Error::PhotoImage { .. } => "letter.photo_image",
            Error::DocumentNumber { .. } => "letter.bad_number",
            Error::SealDiameter { .. } => "letter.seal_diameter",
            Error::SealMissing => "letter.seal_missing",
            Error::SealImage { .. } => "letter.seal_image",
            Error::MissingGlyph { .. } => "letter.missing_glyph",
            Error::NoFonts { .. } => "letter.no_fonts",
            Error::NoFace { .. } => "letter.no_face",
            Error::BadFont { .. } => "letter.bad_font",
            Error::ClosingTooLong => "letter.closing_too_long",
            Error::Pdf { .. } => "letter.pdf",
        }
    }
}

/// A part of a letter, named as its writer would name it. Numbers count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case", tag = "part", content = "number")]
pub enum Place {
    Issuer,
    DocumentNumber,
    Urgency,
    Title,
    Addressee,
    Body,
    Paragraph(usize),
    /// Of the table that is this paragraph; row 0 is its head.
    Cell {
        paragraph: usize,
        row: usize,
        column: usize,
    },
    Attachment(usize),
    Photo(usize),
    Signatory,
    Date,
    Note,
    CopyTo(usize),
    PageNumber,
    DraftMark,
    RecipientName,
    RecipientAddress,
    SenderName,
    SenderAddress,
}

impl Place {
    pub(crate) fn cell(paragraph: usize, row: usize, column: usize) -> Place {
        Place::Cell {
            paragraph,
            row,
            column,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Issuer => write!(f, "发文机关"),
            Place::DocumentNumber => write!(f, "发文字号"),
            Place::Urgency => write!(f, "份号、密级、紧急程度"),
            Place::Title => write!(f, "标题"),
            Place::Addressee => write!(f, "主送"),
            Place::Body => write!(f, "正文"),
            Place::Paragraph(n) => write!(f, "第 {n} 段"),
            Place::Cell {
                paragraph,
                row: 0,
                column,
            } => write!(f, "第 {paragraph} 段表格的第 {column} 列标题"),
            Place::Cell {
                paragraph,
                row,
                column,
            } => write!(f, "第 {paragraph} 段表格第 {row} 行第 {column} 列"),
            Place::Photo(n) => write!(f, "第 {n} 张照片"),
            Place::Attachment(n) => write!(f, "第 {n} 个附件"),
            Place::Signatory => write!(f, "落款"),
            Place::Date => write!(f, "成文日期"),
            Place::Note => write!(f, "附注"),
            Place::CopyTo(n) => write!(f, "第 {n} 个抄送单位"),
            Place::PageNumber => write!(f, "页码"),
            Place::DraftMark => write!(f, "草稿标记"),
            Place::RecipientName => write!(f, "收信人"),
            Place::RecipientAddress => write!(f, "收信人地址"),
            Place::SenderName => write!(f, "寄信单位"),
            Place::SenderAddress => write!(f, "寄信地址"),
        }
    }
}
