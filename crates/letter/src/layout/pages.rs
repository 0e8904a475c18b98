//! Rows onto pages: 22 to a page, no heading alone at a foot, and never a page with only the signature (7.3.5.5).

use super::{
    Link, Page,
    closing::{Closing, Placed},
    flow::{Line, Sort},
    head::Head,
    measures::*,
    paragraph::Row,
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

    /// Rows of the grid that are taken.
    fn used(&self) -> usize {
        self.lines.iter().map(Line::height).sum()
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
    pages[0].bars.splice(0..0, head.bars.iter().copied());
    pages[last].runs.extend(placed.runs);
    pages[last].seal = placed.seal;
    let after = pages.len();
    for link in pages.iter_mut().flat_map(|page| &mut page.links) {
        link.to_page = after;
    }
    Ok(pages)
}

fn set(sheet: Sheet, pitch: f64) -> Page {
    let mut page = Page::default();
    let mut row = 0;
    for (i, line) in sheet.lines.iter().enumerate() {
        match line {
            Line::Text { row: set, sort } => {
                let baseline = sheet.baseline(row, pitch);
                if *sort == Sort::Photos {
                    page.links.push(link(set, baseline));
                }
                page.runs.extend(set.clone().on(baseline));
            }
            Line::Table(cells) => {
                let above = i.checked_sub(1).and_then(|i| sheet.lines.get(i));
                let around = (above, sheet.lines.get(i + 1));
                let top = sheet.top() + row as f64 * pitch;
                cells.draw(top, pitch, around, &mut page.runs, &mut page.bars);
            }
            Line::Empty => {}
        }
        row += line.height();
    }
    page
}

/// The row's own place leads to the photos, whose first page `deal` fills in.
fn link(row: &Row, baseline: f64) -> Link {
    let em = mm(SIZE_3);
    Link {
        left: row.left,
        top: baseline - ABOVE_BASELINE * em,
        width: row.width(),
        height: em,
        to_page: 0,
    }
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
        if sheet.used() + line.needs() <= sheet.room() {
            sheet.lines.push(line);
            continue;
        }
        waiting.push(line);
        // Headings at the foot go with their text, unless the page holds nothing else.
        let body = sheet
            .lines
            .iter()
            .rposition(|l| !l.leads())
            .map_or(0, |at| at + 1);
        if body > 0 || sheet.first > 0 {
            waiting.extend(sheet.lines.drain(body..).rev());
        }
        // A table that goes on shows its head again.
        if let Some(Line::Table(row)) = waiting.last()
            && let Some(head) = row.head()
        {
            waiting.push(Line::Table(head));
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
    let used = sheet.used();
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
    let fits = |cut: &usize| {
        let rows = taken(&sheet.lines[*cut..]).iter().map(Line::height).sum();
        let on_one_page = rows + closing.rows(closing.spacings()[0]) <= ROWS;
        let wanted = rows >= *CARRIED.start() && on_one_page && !sheet.lines[cut - 1].leads();
        wanted.then_some(rows)
    };
    // A table's row is carried whole, and with its head, even where that is more than a text would give.
    let cuts = || (1..sheet.lines.len()).rev();
    let cut = cuts()
        .find(|cut| fits(cut).is_some_and(|rows| CARRIED.contains(&rows)))
        .or_else(|| cuts().find(|cut| fits(cut).is_some()))?;
    let lines = taken(&sheet.lines[cut..]);
    sheet.lines.truncate(cut);
    while sheet.lines.last() == Some(&Line::Empty) {
        sheet.lines.pop();
    }
    Some(Sheet { first: 0, lines })
}

/// Lines as they begin a page: no empty row at its head, and a table with its own.
fn taken(lines: &[Line]) -> Vec<Line> {
    let empty = lines.iter().take_while(|line| **line == Line::Empty);
    let lines = &lines[empty.count()..];
    let head = match lines.first() {
        Some(Line::Table(row)) => row.head().map(Line::Table),
        _ => None,
    };
    head.into_iter().chain(lines.iter().cloned()).collect()
}
