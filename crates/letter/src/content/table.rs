//! A table of simple cells in the body: a list of measures with date and person.

use serde::{Deserialize, Serialize};

use super::check::short;
use crate::{Error, Place};

const MOST_COLUMNS: usize = 8;
const MOST_ROWS: usize = 200;
/// Twenty characters fill ten rows of the narrowest column; the page must still hold a row under them.
const MOST_TITLE_CHARS: usize = 20;
const MOST_CELL_CHARS: usize = 500;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    pub columns: Vec<Column>,
    /// Each as long as `columns`; a cell may be empty.
    pub rows: Vec<Vec<String>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    pub title: String,
    /// Its share of the text area's width, against the other columns; by its longest cell where none is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u16>,
}

impl Table {
    pub fn chars(&self) -> usize {
        let cells = self.rows.iter().flatten();
        let titles = self.columns.iter().map(|column| &column.title);
        cells.chain(titles).map(|text| text.chars().count()).sum()
    }

    /// `paragraph` is the table's place in the body, from 1.
    pub(super) fn check(&self, paragraph: usize) -> Result<(), Error> {
        let wrong = |detail: &str| Error::Table {
            place: Place::Paragraph(paragraph),
            detail: detail.to_owned(),
        };
        let columns = self.columns.len();
        if !(1..=MOST_COLUMNS).contains(&columns) {
            return Err(wrong(&format!(
                "有 {columns} 列，只能是 1 到 {MOST_COLUMNS} 列"
            )));
        }
        let rows = self.rows.len();
        if !(1..=MOST_ROWS).contains(&rows) {
            return Err(wrong(&format!("有 {rows} 行，只能是 1 到 {MOST_ROWS} 行")));
        }
        if self.columns.iter().any(|column| column.width == Some(0)) {
            return Err(wrong("列宽是 0，须是 1 以上的整数"));
        }
        let heads = self.columns.iter().map(|column| &column.title);
        for (i, row) in self.rows.iter().enumerate() {
            if row.len() != columns {
                return Err(wrong(&format!(
                    "第 {} 行有 {} 格，应有 {columns} 格",
                    i + 1,
                    row.len()
                )));
            }
        }
        for (column, title) in heads.enumerate() {
            short(
                title,
                MOST_TITLE_CHARS,
                Place::cell(paragraph, 0, column + 1),
            )?;
        }
        for (i, row) in self.rows.iter().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                short(
                    cell,
                    MOST_CELL_CHARS,
                    Place::cell(paragraph, i + 1, column + 1),
                )?;
            }
        }
        Ok(())
    }
}
