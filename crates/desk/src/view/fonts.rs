//! 设置 — 字体: the faces of letters on this computer.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FontsView {
    /// for the office's own fonts; there or not
    pub folder: String,
    pub roles: Vec<FontRole>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FontRole {
    /// `fang`, `kai`, `hei`, `title`, `song`
    pub role: String,
    /// as its file says: 仿宋_GB2312
    pub family: String,
    pub file: String,
    pub source: FontSource,
    /// Han characters that it has
    pub han: usize,
    /// with the centre, which prints; none before the centre has told
    pub agreement: Option<FontAgreement>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FontSource {
    /// LIANXIN_FONTS; no other folder counts
    Named,
    Office,
    System,
    Bundled,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FontAgreement {
    Same,
    /// but for characters that the face itself lacks
    ButRare,
    Other,
}
