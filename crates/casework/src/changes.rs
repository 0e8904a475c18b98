//! What changed between two revisions of a letter: part by part, paragraphs set
//! beside the ones they came from, then character by character.
//!
//! Nothing is left out: with the removed runs taken away the parts read as the
//! new revision, with the added ones as the old.

mod align;
mod runs;

use crate::letter::{AnnexPhoto, LetterContent};
use align::align;
use serde::{Deserialize, Serialize};

/// The parts in reading order, also those that stayed as they were.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PartChange {
    pub part: Part,
    pub change: Change,
    /// where it stood; None: it is new
    pub before: Option<Line>,
    /// where it stands; None: it is gone
    pub after: Option<Line>,
    pub runs: Vec<Run>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "ChangedPart"))]
pub enum Part {
    Title,
    Addressee,
    Paragraph,
    Attachment,
    Photo,
    Note,
    CopyTo,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "ChangeKind"))]
pub enum Change {
    Kept,
    Added,
    Removed,
    /// in its words or in its level
    Changed,
}

/// The place of a line among its like, from 1, and its level as in
/// [`crate::letter::Paragraph`]; 0 beside the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "ChangedLine"))]
pub struct Line {
    pub number: u32,
    pub level: u8,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "ChangeRun"))]
pub struct Run {
    pub kind: RunKind,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "ChangeRunKind"))]
pub enum RunKind {
    Kept,
    Added,
    Removed,
}

/// From `old` to `new`.
pub fn between(old: &LetterContent, new: &LetterContent) -> Vec<PartChange> {
    let plain = |text: &str| Text {
        level: 0,
        text: text.to_owned(),
    };
    let some = |text: &Option<String>| text.iter().map(|text| plain(text)).collect::<Vec<_>>();
    let list = |texts: &[String]| texts.iter().map(|text| plain(text)).collect::<Vec<_>>();
    let body = |content: &LetterContent| -> Vec<Text> {
        let paragraphs = content.body.iter();
        paragraphs
            .map(|paragraph| Text {
                level: paragraph.level,
                text: paragraph.words().into_owned(),
            })
            .collect()
    };
    [
        align(Part::Title, &[plain(&old.title)], &[plain(&new.title)]),
        align(
            Part::Addressee,
            &some(&old.addressee),
            &some(&new.addressee),
        ),
        align(Part::Paragraph, &body(old), &body(new)),
        align(
            Part::Attachment,
            &list(&old.attachments),
            &list(&new.attachments),
        ),
        align(Part::Photo, &photos(&old.annex), &photos(&new.annex)),
        align(Part::Note, &some(&old.note), &some(&new.note)),
        align(Part::CopyTo, &list(&old.copy_to), &list(&new.copy_to)),
    ]
    .concat()
}

/// What is said of each photo, and which one it is.
fn photos(annex: &[AnnexPhoto]) -> Vec<Text> {
    let line = |one: &AnnexPhoto| {
        let print: String = one.photo.chars().take(8).collect();
        let said = [&one.caption, &one.taken_at, &one.place];
        let said = said.into_iter().flatten().map(String::as_str);
        let mark = one.watermark.then_some("加水印");
        let facts: Vec<&str> = said.chain(mark).collect();
        Text {
            level: 0,
            text: format!("{}（指纹 {print}）", facts.join("　")),
        }
    };
    annex.iter().map(line).collect()
}

/// A line of a part.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Text {
    level: u8,
    text: String,
}
