//! The text as rows, in order, before any page: addressee, paragraphs, headings with their numbers, tables, attachments.

use super::{
    Style,
    item::{self, Item},
    measures::CELL,
    paragraph::{self, Measure, Row},
    shape::Shaper,
    table::{self, TableRow},
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
        sort: Sort,
    },
    Table(TableRow),
    /// An empty row; none stands at a page's head.
    Empty,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Plain,
    /// Never alone at a page's foot.
    Heading,
    /// Names the photos behind the letter, and leads to them.
    Photos,
}

impl Line {
    /// Rows of the grid it takes.
    pub fn height(&self) -> usize {
        match self {
            Line::Table(row) => row.height,
            Line::Text { .. } | Line::Empty => 1,
        }
    }

    /// Rows that must be free for it: a table stands half a row lower than text, and ends on the page.
    pub fn needs(&self) -> usize {
        match self {
            Line::Table(row) => row.height + 1,
            Line::Text { .. } | Line::Empty => 1,
        }
    }

    /// Stands with what follows: a heading, a table's head.
    pub fn leads(&self) -> bool {
        match self {
            Line::Text { sort, .. } => *sort == Sort::Heading,
            Line::Table(row) => row.is_head(),
            Line::Empty => false,
        }
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
            Sort::Plain,
        );
    }
    let mut numbering = Numbering::default();
    for (i, part) in letter.body.iter().enumerate() {
        let place = Place::Paragraph(i + 1);
        if let Some(table) = &part.table {
            table::rows(table, &clean(&part.text), i + 1, shaper, &mut lines)?;
            continue;
        }
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
            match part.level > 0 && !runs_on {
                true => Sort::Heading,
                false => Sort::Plain,
            },
        );
    }
    attachments(letter, shaper, &mut lines)?;
    Ok(lines)
}

pub(super) fn push(lines: &mut Vec<Line>, rows: Vec<Row>, sort: Sort) {
    lines.extend(rows.into_iter().map(|row| Line::Text { row, sort }));
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
    let names = letter.attachment_names();
    if names.is_empty() {
        return Ok(());
    }
    lines.push(Line::Empty);
    let style = Style::body(Role::Fang);
    let several = names.len() > 1;
    // 附件： is three characters; the names stand under each other.
    let label = 2.0 * CELL + 3.0 * CELL;
    for (i, name) in names.iter().enumerate() {
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
            match letter.annex_number() == Some(i) {
                true => Sort::Photos,
                false => Sort::Plain,
            },
        );
    }
    Ok(())
}
