//! Tables of simple cells: 4号 text between thin rules, across the text area. A table keeps the body's rows, half a row
//! lower, so that the text under it is on the grid again.

use std::rc::Rc;

use super::{
    Bar, Ink, Run, Style,
    flow::{Line, Sort, push},
    head::{TEXT_CENTER, centered},
    item::{self, Item},
    measures::*,
    paragraph::{self, Measure, Row},
    shape::Shaper,
};
use crate::{
    Error, Place,
    content::{Table, clean},
    fonts::Role,
};

/// Between a rule and a cell's text.
const PADDING: f64 = 1.5;
/// No column is narrower: two characters and the padding, with air.
const NARROWEST: f64 = 16.0;
/// A column asks for as many characters as its longest cell has, within these.
const LIKELY: std::ops::RangeInclusive<usize> = 3..=24;
/// 7.4.1 has 0.35 and 0.25 mm for its own rules.
const OUTER_RULE: f64 = 0.35;
const INNER_RULE: f64 = 0.25;
/// From the top of a row of the grid to the table's rule in it: white above and below a table is the same.
const LOWER: f64 = CELL / 2.0;
/// A row of the table that is taller goes on in the next page; head and piece fill no page.
const TALLEST: usize = 10;

/// One row of a table, or as much of it as one page may hold.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TableRow {
    cells: Vec<Vec<Row>>,
    /// Rows of the grid.
    pub height: usize,
    table: Rc<Frame>,
    part: Part,
}

/// What all rows of a table share.
#[derive(Debug, PartialEq)]
struct Frame {
    /// The rules between columns, from the left margin to the right.
    edges: Vec<f64>,
    head: Vec<Vec<Row>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    Row,
}

impl TableRow {
    pub fn is_head(&self) -> bool {
        self.part == Part::Head
    }

    /// The head to repeat where this row begins a page.
    pub fn head(&self) -> Option<TableRow> {
        (!self.is_head()).then(|| head(&self.table))
    }

    fn continues(&self, above: Option<&Line>) -> bool {
        matches!(above, Some(Line::Table(row)) if Rc::ptr_eq(&row.table, &self.table))
    }

    /// Text and rules of the row whose grid row begins at `top`, cell by cell.
    pub fn draw(
        &self,
        top: f64,
        pitch: f64,
        (above, below): (Option<&Line>, Option<&Line>),
        runs: &mut Vec<Run>,
        bars: &mut Vec<Bar>,
    ) {
        let (top, height) = (top + LOWER, self.height as f64 * pitch);
        for cell in &self.cells {
            let middle = top + height / 2.0 + (ABOVE_BASELINE - 0.5) * mm(SIZE_4);
            let first = middle - (cell.len().saturating_sub(1)) as f64 / 2.0 * pitch;
            for (k, row) in cell.iter().enumerate() {
                runs.extend(row.clone().on(first + k as f64 * pitch));
            }
        }
        let across = |y: f64, weight: f64| Bar {
            ink: Ink::Black,
            left: LEFT,
            top: y - weight / 2.0,
            width: TEXT_WIDTH,
            height: weight,
        };
        let upper = if self.continues(above) {
            INNER_RULE
        } else {
            OUTER_RULE
        };
        bars.push(across(top, upper));
        if !self.continues(below) {
            bars.push(across(top + height, OUTER_RULE));
        }
        let last = self.table.edges.len() - 1;
        for (k, &edge) in self.table.edges.iter().enumerate() {
            let weight = if k == 0 || k == last {
                OUTER_RULE
            } else {
                INNER_RULE
            };
            // The outermost rules stay inside the text area.
            let left = (edge - weight / 2.0).clamp(LEFT, RIGHT - weight);
            bars.push(Bar {
                ink: Ink::Black,
                left,
                top,
                width: weight,
                height,
            });
        }
    }
}

/// The table's rows behind `lines`, its caption above and a free row under it. `paragraph` is its place in the body.
pub(super) fn rows(
    table: &Table,
    caption: &str,
    paragraph: usize,
    shaper: &Shaper<'_>,
    lines: &mut Vec<Line>,
) -> Result<(), Error> {
    if !caption.is_empty() {
        let style = Style::body(Role::Hei);
        let items = shaper.shape(caption, style, Place::Paragraph(paragraph))?;
        let rows = paragraph::ragged(&items, Measure::indented(0.0));
        let rows = rows.into_iter().map(|row| centered(row, TEXT_CENTER));
        push(lines, rows.collect(), Sort::Heading);
    }
    let edges = edges(table);
    let columns = 0..table.columns.len();
    let cell = |row: usize, column: usize, text: &str, role: Role| {
        let style = Style::natural(role, SIZE_4, Ink::Black);
        let place = Place::cell(paragraph, row, column + 1);
        let items = shaper.shape(&clean(text), style, place)?;
        Ok::<_, Error>(cell_rows(items, edges[column], edges[column + 1]))
    };
    let mut body: Vec<Vec<Vec<Row>>> = Vec::with_capacity(table.rows.len());
    for (i, row) in table.rows.iter().enumerate() {
        let cells = row.iter().enumerate();
        body.push(
            cells
                .map(|(column, text)| cell(i + 1, column, text, Role::Fang))
                .collect::<Result<_, _>>()?,
        );
    }
    // Short entries stand in the middle of their column, texts at its left.
    for column in columns.clone() {
        if body.iter().all(|row| row[column].len() <= 1) {
            for row in &mut body {
                center(&mut row[column], edges[column], edges[column + 1]);
            }
        }
    }
    let mut head_cells = Vec::with_capacity(table.columns.len());
    for column in columns {
        let mut title = cell(0, column, &table.columns[column].title, Role::Hei)?;
        center(&mut title, edges[column], edges[column + 1]);
        head_cells.push(title);
    }
    let frame = Rc::new(Frame {
        edges,
        head: head_cells,
    });
    lines.push(Line::Table(head(&frame)));
    for cells in body {
        lines.extend(pieces(cells, &frame).map(Line::Table));
    }
    lines.push(Line::Empty);
    Ok(())
}

fn head(frame: &Rc<Frame>) -> TableRow {
    TableRow {
        cells: frame.head.clone(),
        height: tallest(&frame.head),
        table: frame.clone(),
        part: Part::Head,
    }
}

fn tallest(cells: &[Vec<Row>]) -> usize {
    cells.iter().map(Vec::len).max().unwrap_or(0).max(1)
}

/// A row in pieces that a page can hold.
fn pieces(cells: Vec<Vec<Row>>, frame: &Rc<Frame>) -> impl Iterator<Item = TableRow> {
    let height = tallest(&cells);
    (0..height).step_by(TALLEST).map(move |from| {
        let part = |cell: &Vec<Row>| {
            let to = (from + TALLEST).min(cell.len());
            cell[from.min(to)..to].to_vec()
        };
        let cells: Vec<Vec<Row>> = cells.iter().map(part).collect();
        TableRow {
            height: tallest(&cells),
            cells,
            table: frame.clone(),
            part: Part::Row,
        }
    })
}

/// The rules between columns: each column the narrowest at least, the rest by their shares.
fn edges(table: &Table) -> Vec<f64> {
    let longest = |column: usize| {
        let cells = table.rows.iter().map(|row| row[column].as_str());
        let texts = cells.chain([table.columns[column].title.as_str()]);
        let longest = texts.map(|text| text.chars().count()).max().unwrap_or(0);
        longest.clamp(*LIKELY.start(), *LIKELY.end())
    };
    let shares: Vec<f64> = table
        .columns
        .iter()
        .enumerate()
        .map(|(i, column)| column.width.map_or_else(|| longest(i) as f64, f64::from))
        .collect();
    let sum: f64 = shares.iter().sum();
    let free = TEXT_WIDTH - NARROWEST * shares.len() as f64;
    let mut edges = vec![LEFT];
    let mut at = LEFT;
    for share in shares {
        at += NARROWEST + free * share / sum;
        edges.push(at);
    }
    edges
}

fn cell_rows(items: Vec<Item>, left: f64, right: f64) -> Vec<Row> {
    let room = right - left - 2.0 * PADDING;
    let items: Vec<Item> = items
        .into_iter()
        .flat_map(|item| match item.width > room {
            true => item::parted(item, room),
            false => vec![item],
        })
        .collect();
    let (first, right) = (left + PADDING, right - PADDING);
    match items.is_empty() {
        true => Vec::new(),
        false => paragraph::ragged(
            &items,
            Measure {
                first,
                rest: first,
                right,
            },
        ),
    }
}

fn center(cell: &mut [Row], left: f64, right: f64) {
    for row in cell {
        *row = centered(row.clone(), (left + right) / 2.0);
    }
}
