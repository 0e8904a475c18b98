//! What stands above and around the text: the mark and its lines, number, title, page numbers, the draft's mark.

use super::{
    Bar, Ghost, Ink, Page, Run, Style,
    item::{self, Item},
    measures::*,
    paragraph::{self, Row},
    shape::Shaper,
    title,
};
use crate::{Error, Letter, Place, content::clean, fonts::Role};

/// The first page's head.
#[derive(Debug)]
pub(super) struct Head {
    pub runs: Vec<Run>,
    pub bars: Vec<Bar>,
    /// The first row of the grid that text may use: one empty row under the title (7.3.2).
    pub first_row: usize,
}

/// The paper's centre; the double lines and the mark stand on it, the title on the text area's.
const PAPER_CENTER: f64 = PAPER_WIDTH / 2.0;
pub(super) const TEXT_CENTER: f64 = LEFT + TEXT_WIDTH / 2.0;
/// A row of the title: its character, and the white of all rows (3.2).
pub(super) const TITLE_PITCH: f64 = mm(SIZE_2) + LEADING;
/// Two rows, as a length (3.2).
const TWO_ROWS: f64 = 2.0 * PITCH;

pub(super) fn place(letter: &Letter, shaper: &Shaper<'_>) -> Result<Head, Error> {
    let (mut runs, mark_bottom) = mark(&clean(&letter.issuer), shaper)?;
    let thick_top = mark_bottom + LINE_UNDER_MARK;
    let thin_top = thick_top + LINE_THICK + LINE_GAP;
    let mut bars = vec![bar(thick_top, LINE_THICK), bar(thin_top, LINE_THIN)];
    let foot = PAPER_HEIGHT - LINE_ABOVE_EDGE - LINE_THICK;
    bars.push(bar(foot - LINE_GAP - LINE_THIN, LINE_THIN));
    bars.push(bar(foot, LINE_THICK));

    let elements_bottom = elements(letter, thin_top + LINE_THIN, shaper, &mut runs)?;
    let mut top = elements_bottom + TWO_ROWS;
    let mut bottom = top;
    for line in title::lines(&letter.title, shaper, Place::Title)? {
        let row = centered(paragraph::natural(&line, 0.0), TEXT_CENTER);
        runs.extend(row.on(top + ABOVE_BASELINE * mm(SIZE_2)));
        bottom = top + mm(SIZE_2);
        top += TITLE_PITCH;
    }
    let first_row = ((bottom + PITCH - TOP) / PITCH).ceil() as usize;
    Ok(Head {
        runs,
        bars,
        first_row,
    })
}

fn bar(top: f64, height: f64) -> Bar {
    Bar {
        ink: Ink::Red,
        left: PAPER_CENTER - LINE_LENGTH / 2.0,
        top,
        width: LINE_LENGTH,
        height,
    }
}

pub(super) fn centered(row: Row, center: f64) -> Row {
    let dx = center - (row.left + row.right) / 2.0;
    row.shifted(dx)
}

/// The issuer's mark: its ink from 30 mm down, as large as fits; several rows where even the smallest does not. Returns the
/// lower edge of its ink.
fn mark(issuer: &str, shaper: &Shaper<'_>) -> Result<(Vec<Run>, f64), Error> {
    let set = |size: u32| {
        shaper.shape(
            issuer,
            Style::natural(Role::Title, f64::from(size), Ink::Red),
            Place::Issuer,
        )
    };
    for size in (MARK_SMALLEST..=MARK_LARGEST).rev() {
        let items = set(size)?;
        if item::width(&items) <= TEXT_WIDTH {
            return mark_rows(&[&items], shaper);
        }
    }
    let items = set(MARK_SMALLEST)?;
    let rows = (item::width(&items) / TEXT_WIDTH).ceil() as usize;
    let length = items.len().div_ceil(rows.max(1));
    mark_rows(&items.chunks(length).collect::<Vec<_>>(), shaper)
}

fn mark_rows(rows: &[&[Item]], shaper: &Shaper<'_>) -> Result<(Vec<Run>, f64), Error> {
    let (mut runs, mut top) = (Vec::new(), MARK_TOP);
    for items in rows {
        let (above, below) = shaper.ink_height(items)?;
        runs.extend(centered(paragraph::natural(items, 0.0), PAPER_CENTER).on(top + above));
        top += above - below + LEADING;
    }
    Ok((runs, top - LEADING))
}

/// Number flush right, copy number, secrecy and urgency flush left, 7/8 of a character under the line (10.1). Returns
/// the lower edge of the last of them. A draft has no number but keeps its place, so that signing moves no row.
fn elements(
    letter: &Letter,
    line: f64,
    shaper: &Shaper<'_>,
    runs: &mut Vec<Run>,
) -> Result<f64, Error> {
    let style = Style::body(Role::Fang);
    let top = line + LEADING;
    let mut bottom = line;
    let left = [&letter.copy_number, &letter.secrecy, &letter.urgency];
    for (i, text) in left.into_iter().flatten().enumerate() {
        // Secrecy and urgency are set in 3号 黑体, the copy number in Arabic figures of 3号 (7.2.1–7.2.3).
        let role = if Some(text) == letter.copy_number.as_ref() {
            Role::Fang
        } else {
            Role::Hei
        };
        let items = shaper.shape(&clean(text), Style::body(role), Place::Urgency)?;
        let row_top = top + i as f64 * PITCH;
        runs.extend(paragraph::natural(&items, LEFT).on(baseline(row_top)));
        bottom = row_top + CELL;
    }
    if let Some(number) = &letter.document_number {
        let items = shaper.shape(&clean(&number.to_string()), style, Place::DocumentNumber)?;
        if !letter.draft {
            let row = paragraph::natural(&items, 0.0);
            let dx = RIGHT - row.right;
            runs.extend(row.shifted(dx).on(number_baseline(&items, top, shaper)?));
        }
        bottom = bottom.max(top + CELL);
    }
    Ok(bottom)
}

/// The distance to the line is seen from the ink, so it is measured from there.
fn number_baseline(items: &[Item], top: f64, shaper: &Shaper<'_>) -> Result<f64, Error> {
    let (above, _) = shaper.ink_height(items)?;
    Ok(top + above)
}

/// — 2 —: 4号 Song, 7 mm under the text; odd pages right, even pages left, one character free (7.5).
pub(super) fn page_number(page: usize, shaper: &Shaper<'_>) -> Result<Vec<Run>, Error> {
    let style = Style::natural(Role::Song, SIZE_4, Ink::Black);
    let dash = shaper.shape("—", style, Place::PageNumber)?;
    let items = shaper.shape(&format!("— {page} —"), style, Place::PageNumber)?;
    let (above, below) = shaper.ink_height(&dash)?;
    let baseline = BOTTOM + NUMBER_UNDER_TEXT + (above + below) / 2.0;
    let row = paragraph::natural(&items, 0.0);
    let free = mm(SIZE_4);
    let dx = if page % 2 == 1 {
        RIGHT - free - row.right
    } else {
        LEFT + free - row.left
    };
    Ok(row.shifted(dx).on(baseline).collect())
}

/// 草稿 in words at the page's head, and large and pale behind the text, so that no copy of a draft passes for a letter.
pub(super) fn mark_draft(page: &mut Page, shaper: &Shaper<'_>) -> Result<(), Error> {
    const DRAFT: &str = "草稿";
    let style = Style::natural(Role::Hei, 18.0, Ink::Black);
    let items = shaper.shape(DRAFT, style, Place::DraftMark)?;
    let row = paragraph::natural(&items, 0.0);
    let dx = RIGHT - row.right;
    // First on the page: read and copied before the text, and never inside a paragraph.
    page.runs.splice(0..0, row.shifted(dx).on(22.0));
    let size_mm = 62.0;
    for (i, character) in DRAFT.chars().enumerate() {
        page.ghosts.push(Ghost {
            outline: shaper.outline(Role::Hei, character, Place::DraftMark)?,
            x: PAPER_CENTER - size_mm + i as f64 * size_mm,
            baseline: TOP + TEXT_HEIGHT / 2.0 + 0.38 * size_mm,
            size_mm,
        });
    }
    Ok(())
}
