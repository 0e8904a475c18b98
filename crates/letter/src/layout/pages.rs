//! Rows onto pages: 22 to a page, no heading alone at a foot, and never a page with only the signature (7.3.5.5).

use super::{
    Page,
    closing::{Closing, Placed},
    flow::Line,
    head::Head,
    measures::*,
};
use crate::Error;

/// The rows of one page and where on the grid they begin.
struct Sheet {
    first: usize,
    lines: Vec<Line>,
}

impl Sheet {
    fn room(&self) -> usize {
        ROWS.saturating_sub(self.first)
    }

    fn top(&self) -> f64 {
        TOP + self.first as f64 * PITCH
    }

    /// The baseline of the page's n-th row, rows `pitch` apart.
    fn baseline(&self, row: usize, pitch: f64) -> f64 {
        baseline(self.top() + row as f64 * pitch)
    }
}

/// How many rows may go over to the signature's page (7.3.5.5 leaves the number to us: enough to be a text, few enough
/// that the page before still looks full).
const CARRIED: std::ops::RangeInclusive<usize> = 3..=8;

pub(super) fn deal(head: &Head, lines: Vec<Line>, closing: Closing) -> Result<Vec<Page>, Error> {
    let mut sheets = fill(head, lines);
    let (pitch, placed) = match close(&sheets[sheets.len() - 1], &closing) {
        Some(found) => found,
        None => {
            let next = carry(&mut sheets, &closing).ok_or(Error::ClosingTooLong)?;
            let found = close(&next, &closing).ok_or(Error::ClosingTooLong)?;
            sheets.push(next);
            found
        }
    };
    let last = sheets.len() - 1;
    let mut pages: Vec<Page> = Vec::with_capacity(sheets.len());
    for (i, sheet) in sheets.into_iter().enumerate() {
        let pitch = if i == last { pitch } else { PITCH };
        pages.push(set(sheet, pitch));
    }
    pages[0].runs.splice(0..0, head.runs.iter().cloned());
    pages[0].bars = head.bars.clone();
    pages[last].runs.extend(placed.runs);
    pages[last].seal = placed.seal;
    Ok(pages)
}

fn set(sheet: Sheet, pitch: f64) -> Page {
    let baselines: Vec<f64> = (0..sheet.lines.len())
        .map(|row| sheet.baseline(row, pitch))
        .collect();
    let mut page = Page::default();
    for (line, baseline) in sheet.lines.into_iter().zip(baselines) {
        if let Line::Text { row, .. } = line {
            page.runs.extend(row.on(baseline));
        }
    }
    page
}

/// Text alone, page by page.
fn fill(head: &Head, lines: Vec<Line>) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    let mut rest = lines.into_iter();
    let mut sheet = Sheet {
        first: head.first_row,
        lines: Vec::new(),
    };
    let mut waiting: Vec<Line> = Vec::new();
    // What a page break pushed over comes first.
    while let Some(line) = waiting.pop().or_else(|| rest.next()) {
        if line == Line::Empty && sheet.lines.is_empty() {
            continue;
        }
        if sheet.lines.len() < sheet.room() {
            sheet.lines.push(line);
            continue;
        }
        waiting.push(line);
        // Headings at the foot go with their text, unless the page holds nothing else.
        let body = sheet
            .lines
            .iter()
            .rposition(|l| !l.is_heading())
            .map_or(0, |at| at + 1);
        if body > 0 || sheet.first > 0 {
            waiting.extend(sheet.lines.drain(body..).rev());
        }
        while sheet.lines.last() == Some(&Line::Empty) {
            sheet.lines.pop();
        }
        sheets.push(std::mem::replace(
            &mut sheet,
            Sheet {
                first: 0,
                lines: Vec::new(),
            },
        ));
    }
    sheets.push(sheet);
    sheets
}

/// Places the closing on the page that ends the text: at the usual distance, then nearer, then with tighter rows.
fn close(sheet: &Sheet, closing: &Closing) -> Option<(f64, Placed)> {
    let used = sheet.lines.len();
    if used == 0 {
        return None;
    }
    let room = BOTTOM - sheet.top() - CELL - closing.foot();
    let place = |empty: usize, pitch: f64| {
        let rows = used + closing.rows(empty) - 1;
        let fits = rows < ROWS && rows as f64 * pitch <= room + 1e-6;
        fits.then(|| closing.place(sheet.baseline(used - 1, pitch), empty, pitch))
            .flatten()
            .map(|p| (pitch, p))
    };
    let usual = closing
        .spacings()
        .iter()
        .find_map(|empty| place(*empty, PITCH));
    usual.or_else(|| {
        let empty = *closing.spacings().last()?;
        let pitch = room / (used + closing.rows(empty) - 1) as f64;
        (PITCH * TIGHTEST..PITCH)
            .contains(&pitch)
            .then(|| place(empty, pitch))
            .flatten()
    })
}

/// Takes rows from the last page's end for a page of their own with the closing: the fewest that leave no heading behind.
fn carry(sheets: &mut [Sheet], closing: &Closing) -> Option<Sheet> {
    let sheet = sheets.last_mut()?;
    let count = sheet.lines.len();
    let cut = CARRIED
        .filter(|c| *c < count)
        .map(|c| count - c)
        .find(|&cut| {
            let taken = &sheet.lines[cut..];
            let rows = taken.len() - usize::from(taken.first() == Some(&Line::Empty));
            let next = rows + closing.rows(closing.spacings()[0]) <= ROWS;
            !sheet.lines[cut - 1].is_heading() && rows >= *CARRIED.start() && next
        })?;
    let mut lines = sheet.lines.split_off(cut);
    lines.retain({
        let mut at_head = true;
        move |line| {
            at_head &= *line == Line::Empty;
            !at_head
        }
    });
    while sheet.lines.last() == Some(&Line::Empty) {
        sheet.lines.pop();
    }
    Some(Sheet { first: 0, lines })
}
