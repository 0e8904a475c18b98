//! The text as rows, in order, before any page: addressee, paragraphs, headings with their numbers, attachments.

use super::{
    Style,
    item::{self, Item},
    measures::CELL,
    paragraph::{self, Measure, Row},
    shape::Shaper,
};
use crate::{
    Error, Letter, Place,
    content::{Numbering, clean},
    fonts::Role,
};

/// A row of the text and what page breaks must know of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Line {
    Text {
        row: Row,
        heading: bool,
    },
    /// An empty row; none stands at a page's head.
    Empty,
}

impl Line {
    pub fn is_heading(&self) -> bool {
        matches!(self, Line::Text { heading: true, .. })
    }
}

pub(super) fn rows(letter: &Letter, shaper: &Shaper<'_>) -> Result<Vec<Line>, Error> {
    let mut lines = Vec::new();
    if let Some(addressee) = &letter.addressee {
        let text = format!("{}：", clean(addressee).trim_end_matches(['：', ':']));
        let items = shaper.shape(&text, Style::body(Role::Fang), Place::Addressee)?;
        push(
            &mut lines,
            paragraph::rows(&items, Measure::indented(0.0)),
            false,
        );
    }
    let mut numbering = Numbering::default();
    for (i, part) in letter.body.iter().enumerate() {
        let place = Place::Paragraph(i + 1);
        let items = match part.level {
            0 => shaper.shape(&clean(&part.text), Style::body(Role::Fang), place)?,
            level => heading(
                level,
                &numbering.next(level),
                &clean(&part.text),
                place,
                shaper,
            )?,
        };
        let runs_on = part.level > 0 && sentence(&clean(&part.text)).is_some();
        push(
            &mut lines,
            paragraph::rows(&items, Measure::indented(2.0)),
            part.level > 0 && !runs_on,
        );
    }
    attachments(letter, shaper, &mut lines)?;
    Ok(lines)
}

fn push(lines: &mut Vec<Line>, rows: Vec<Row>, heading: bool) {
    lines.extend(rows.into_iter().map(|row| Line::Text { row, heading }));
}

/// 一、黑体, （一）楷体, 1. and （1） 仿宋 (7.3.3). Where a heading's sentence runs on into text, only the sentence has the
/// heading's face.
fn heading(
    level: u8,
    number: &str,
    text: &str,
    place: Place,
    shaper: &Shaper<'_>,
) -> Result<Vec<Item>, Error> {
    let role = match level {
        1 => Role::Hei,
        2 => Role::Kai,
        _ => Role::Fang,
    };
    let (title, rest) = text.split_at(sentence(text).unwrap_or(text.len()));
    let mut items = shaper.shape(&format!("{number}{title}"), Style::body(role), place)?;
    items.extend(shaper.shape(rest, Style::body(Role::Fang), place)?);
    Ok(items)
}

/// Where the first sentence ends, if more follows it.
fn sentence(text: &str) -> Option<usize> {
    let end = text.find('。')? + '。'.len_utf8();
    (end < text.len()).then_some(end)
}

/// 附件：1. … under one empty row; names without a full stop; continuation under the name's first character (7.3.4).
fn attachments(letter: &Letter, shaper: &Shaper<'_>, lines: &mut Vec<Line>) -> Result<(), Error> {
    if letter.attachments.is_empty() {
        return Ok(());
    }
    lines.push(Line::Empty);
    let style = Style::body(Role::Fang);
    let several = letter.attachments.len() > 1;
    // 附件： is three characters; the names stand under each other.
    let label = 2.0 * CELL + 3.0 * CELL;
    for (i, name) in letter.attachments.iter().enumerate() {
        let place = Place::Attachment(i + 1);
        let name = clean(name);
        let name = name.trim_end_matches(['。', '；', '，', '.', ';']);
        let lead = format!(
            "{}{}",
            if i == 0 { "附件：" } else { "" },
            if several {
                format!("{}.", i + 1)
            } else {
                String::new()
            }
        );
        let mut items = shaper.shape(&lead, style, place)?;
        let lead_width = item::width(&items);
        items.extend(shaper.shape(name, style, place)?);
        let left = super::measures::LEFT;
        let first = if i == 0 {
            left + 2.0 * CELL
        } else {
            left + label
        };
        let rest = first + lead_width;
        push(
            lines,
            paragraph::rows(
                &items,
                Measure {
                    first,
                    rest,
                    right: super::measures::RIGHT,
                },
            ),
            false,
        );
    }
    Ok(())
}
