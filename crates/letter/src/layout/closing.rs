//! What stands under the text: the office's name and the date, with a seal or without, the note.

use super::{
    Run, SealPlace, Style,
    copies::Copies,
    head::centered,
    item::Item,
    measures::*,
    paragraph::{self, Measure, Row},
    shape::Shaper,
};
use crate::{
    Error, Letter, Place,
    content::{china_date, clean, written},
    fonts::Role,
};

/// How far name and date sit under the seal's centre ("a little below its middle", 7.3.5.1), from `wanted` down to none
/// where rows are short, and up to `most` for a small seal.
const UNDER_CENTER: f64 = 5.5;
const MOST_UNDER_CENTER: f64 = 6.5;
/// The ink of 3号 text ends about so far under its baseline.
const DESCENT: f64 = 0.7;
/// From a baseline up to the middle of its characters.
const HALF_HEIGHT: f64 = 2.0;

#[derive(Debug, Clone)]
pub(super) struct Closing {
    /// The office's name, one row or two, then the date.
    signature: Vec<Row>,
    note: Vec<Row>,
    copies: Copies,
    seal: Option<Stamp>,
}

#[derive(Debug, Clone, Copy)]
struct Stamp {
    diameter: f64,
    printed: bool,
    center_x: f64,
}

/// Everything under the text, placed.
#[derive(Debug, Default)]
pub(super) struct Placed {
    pub runs: Vec<Run>,
    pub seal: Option<SealPlace>,
}

impl Closing {
    pub fn shape(letter: &Letter, shaper: &Shaper<'_>, copies: Copies) -> Result<Closing, Error> {
        let style = Style::body(Role::Fang);
        let name = shaper.shape(&clean(&letter.signatory), style, Place::Signatory)?;
        let date = shaper.shape(&written(china_date(&letter.date)?), style, Place::Date)?;
        let (signature, seal) = match &letter.seal {
            Some(seal) => {
                let (rows, center_x) = over_the_date(&name, &date);
                (
                    rows,
                    Some(Stamp {
                        diameter: seal.diameter_mm,
                        printed: !seal.wet && !letter.draft,
                        center_x,
                    }),
                )
            }
            None => (from_the_margin(&name, &date), None),
        };
        Ok(Closing {
            signature,
            note: note(letter, shaper)?,
            copies,
            seal,
        })
    }

    /// Empty rows above the name, the most wanted first (7.3.5.1, 7.3.5.2, 7.3.5.5).
    pub fn spacings(&self) -> &'static [usize] {
        if self.seal.is_some() { &[2, 1] } else { &[1] }
    }

    /// Rows needed from the first empty one.
    pub fn rows(&self, empty: usize) -> usize {
        empty + self.signature.len() + self.note.len()
    }

    /// What the copies take of the text area's foot.
    pub fn foot(&self) -> f64 {
        self.copies.foot()
    }

    /// Places everything under a last row of text on `above`, rows `pitch` apart; `None` if the seal would then stand on
    /// the text or too far from it.
    pub fn place(&self, above: f64, empty: usize, pitch: f64) -> Option<Placed> {
        let row = |k: usize| above + (empty + 1 + k) as f64 * pitch;
        let rows = self.signature.len();
        let mut placed = Placed::default();
        if let Some(stamp) = self.seal {
            let middle = (row(rows - 2) + row(rows - 1)) / 2.0 - HALF_HEIGHT;
            let center_y = stamp.center(middle, above + DESCENT)?;
            let Stamp {
                diameter,
                printed,
                center_x,
            } = stamp;
            placed.seal = Some(SealPlace {
                center_x,
                center_y,
                diameter,
                printed,
            });
        }
        for (k, signed) in self.signature.iter().chain(&self.note).enumerate() {
            placed.runs.extend(signed.clone().on(row(k)));
        }
        placed.runs.extend(self.copies.placed());
        Some(placed)
    }
}

impl Stamp {
    /// The seal's centre: name and date a little under it, its upper edge under the text and within one line of it.
    fn center(&self, middle: f64, text_bottom: f64) -> Option<f64> {
        let radius = self.diameter / 2.0;
        let highest = text_bottom + radius;
        let lowest = text_bottom + PITCH + radius;
        let center = (middle - UNDER_CENTER).clamp(highest, lowest);
        (0.0..=MOST_UNDER_CENTER)
            .contains(&(middle - center))
            .then_some(center)
    }
}

/// With a seal: the date four characters from the right, the name centred on it, but never beyond the margin (7.3.5.1).
/// Returns the date's centre too.
fn over_the_date(name: &[Item], date: &[Item]) -> (Vec<Row>, f64) {
    let date = flush(date, RIGHT - 4.0 * CELL);
    let center = (date.left + date.right) / 2.0;
    let mut rows = Vec::new();
    for part in name_rows(name) {
        let row = centered(part, center);
        let beyond = (row.right - RIGHT).max(0.0);
        rows.push(row.shifted(-beyond));
    }
    rows.push(date);
    (rows, center)
}

/// Without: the name two characters from the right, the date beginning two after the name's first; a date that would
/// reach farther stands two from the right itself, and the name moves left (7.3.5.2).
fn from_the_margin(name: &[Item], date: &[Item]) -> Vec<Row> {
    let margin = RIGHT - 2.0 * CELL;
    let mut rows: Vec<Row> = name_rows(name);
    if rows.len() > 1 {
        rows = rows
            .into_iter()
            .map(|row| centered(row, LEFT + TEXT_WIDTH / 2.0))
            .collect();
        rows.push(flush(date, margin));
        return rows;
    }
    let name = rows.remove(0);
    let dx = margin - name.right;
    let name = name.shifted(dx);
    let date = paragraph::natural(date, name.left + 2.0 * CELL);
    let beyond = (date.right - margin).max(0.0);
    vec![name.shifted(-beyond), date.shifted(-beyond)]
}

/// A name wider than the text area breaks into rows of about the same length.
fn name_rows(name: &[Item]) -> Vec<Row> {
    let whole = paragraph::natural(name, LEFT);
    let rows = (whole.width() / TEXT_WIDTH).ceil().max(1.0) as usize;
    name.chunks(name.len().div_ceil(rows).max(1))
        .map(|part| paragraph::natural(part, LEFT))
        .collect()
}

fn flush(items: &[Item], right: f64) -> Row {
    let row = paragraph::natural(items, 0.0);
    let dx = right - row.right;
    row.shifted(dx)
}

/// 附注: in round brackets, indented two, under the date (7.3.6).
fn note(letter: &Letter, shaper: &Shaper<'_>) -> Result<Vec<Row>, Error> {
    let Some(note) = &letter.note else {
        return Ok(Vec::new());
    };
    let note = clean(note);
    let bare = note
        .strip_prefix(['（', '('])
        .and_then(|n| n.strip_suffix(['）', ')']))
        .unwrap_or(&note);
    let items = shaper.shape(&format!("（{bare}）"), Style::body(Role::Fang), Place::Note)?;
    Ok(paragraph::rows(&items, Measure::indented(2.0)))
}
