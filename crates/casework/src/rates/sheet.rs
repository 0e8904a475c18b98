//! The table as it is read: a line an office, every rate beside its fraction.
//! Server and desk make it here, so that both show the same.

use super::{Config, Counts, Fraction, Period, Table};
use crate::ids::OfficeId;
use crate::moment::Moment;
use serde::Serialize;
use std::fmt::Write;

#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "RatesSheet"))]
pub struct Sheet {
    #[serde(flatten)]
    pub period: Period,
    /// of the formula
    pub version: u32,
    /// in the order they were asked for, also those without a valid follow-up
    pub offices: Vec<Line>,
    /// pooled from the cases of all lines; None for a single office
    pub total: Option<Line>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "RatesLine"))]
pub struct Line {
    /// None: the total
    pub office: Option<OfficeId>,
    pub name: String,
    pub counts: Counts,
    pub response: Option<Rate>,
    pub solution: Option<Rate>,
    pub satisfaction: Option<Rate>,
    pub composite: Option<Rate>,
}

/// A fraction, and what a person reads instead of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Rate {
    #[serde(flatten)]
    pub fraction: Fraction,
    /// hundredths of a percent
    pub basis_points: u64,
}

/// The lines of these offices, with their names.
pub fn sheet(
    table: &Table,
    period: Period,
    config: &Config,
    offices: &[(OfficeId, String)],
) -> Sheet {
    let none = Counts::default();
    let of = |office: &OfficeId| *table.offices.get(office).unwrap_or(&none);
    let mut pooled = none;
    for (office, _) in offices {
        pooled += of(office);
    }
    Sheet {
        period,
        version: config.version,
        offices: offices
            .iter()
            .map(|(office, name)| Line::of(Some(office), name, of(office), config))
            .collect(),
        total: (offices.len() > 1).then(|| Line::of(None, TOTAL, pooled, config)),
    }
}

const TOTAL: &str = "合计";

impl Line {
    fn of(office: Option<&OfficeId>, name: &str, counts: Counts, config: &Config) -> Self {
        let rate = |fraction: Option<Fraction>| {
            fraction.map(|fraction| Rate {
                fraction,
                basis_points: fraction.basis_points(),
            })
        };
        Self {
            office: office.cloned(),
            name: name.to_owned(),
            counts,
            response: rate(counts.response()),
            solution: rate(counts.solution(config)),
            satisfaction: rate(counts.satisfaction(config)),
            composite: rate(counts.composite(config)),
        }
    }

    fn rates(&self) -> [Option<Rate>; 4] {
        [
            self.response,
            self.solution,
            self.satisfaction,
            self.composite,
        ]
    }
}

impl Sheet {
    /// As a terminal shows it.
    pub fn text(&self) -> String {
        let mut rows = vec![HEADER.map(str::to_owned).to_vec()];
        for line in self.offices.iter().chain(&self.total) {
            let valid = line.counts.valid;
            let rates = line.rates().map(|rate| words(rate, valid));
            let mut row = vec![line.name.clone(), valid.to_string()];
            row.extend(rates);
            rows.push(row);
        }
        let mut text = self.head();
        for row in &rows {
            text.push_str(&aligned(row, &rows));
        }
        text
    }

    fn head(&self) -> String {
        let Period { month, window } = self.period;
        let month = month.map_or_else(String::new, |month| format!("{month}，"));
        format!(
            "{month}{}至{}，公式第{}版\n",
            instant(window.from),
            instant(window.until),
            self.version
        )
    }
}

const HEADER: [&str; 6] = ["单位", "有效回访", "响应率", "解决率", "满意率", "综合"];

fn instant(at: Moment) -> String {
    at.china().format("%Y年%-m月%-d日%H:%M").to_string()
}

/// In cases of V: 165/200 82.50%. Tenths of a case show their digit.
fn words(rate: Option<Rate>, valid: u64) -> String {
    let Some(Rate {
        fraction,
        basis_points,
    }) = rate
    else {
        return "—".to_owned();
    };
    let per_mille = fraction.numerator * valid * 1000 / fraction.denominator;
    let (cases, rest) = (per_mille / 1000, per_mille % 1000);
    let digits = match rest {
        0 => String::new(),
        rest => format!(".{rest:03}").trim_end_matches('0').to_owned(),
    };
    format!(
        "{cases}{digits}/{valid} {}.{:02}%",
        basis_points / 100,
        basis_points % 100
    )
}

/// One row, every column as wide as its widest cell.
fn aligned(row: &[String], rows: &[Vec<String>]) -> String {
    let mut line = String::new();
    for (column, cell) in row.iter().enumerate() {
        let cells = rows.iter().filter_map(|row| row.get(column));
        let widest = cells.map(|cell| width(cell)).max().unwrap_or_default();
        let padding = widest - width(cell);
        // Writing to a string does not fail.
        let _ = match column {
            0 => write!(line, "{cell}{:padding$}", ""),
            _ => write!(line, "  {:padding$}{cell}", ""),
        };
    }
    line.truncate(line.trim_end().len());
    line.push('\n');
    line
}

/// Columns of a terminal: a Han character takes two.
fn width(text: &str) -> usize {
    text.chars()
        .map(|character| if character >= FIRST_WIDE { 2 } else { 1 })
        .sum()
}

/// From the CJK blocks on, characters are wide (Unicode Annex 11).
const FIRST_WIDE: char = '\u{2e80}';
