//! `due FILE.csv`: start_date,n_workdays[,…] → start_date,n_workdays,due_date.

use casework::Calendar;
use chrono::NaiveDate;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        return refuse("due.usage", "name a file: due FILE.csv");
    };
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            return refuse(
                "due.unreadable",
                &format!("{path}: {error}; name a readable CSV file"),
            );
        }
    };
    match due_dates(&text) {
        Ok(rows) => {
            print!("{rows}");
            ExitCode::SUCCESS
        }
        Err(problem) => refuse("due.malformed", &format!("{path}, {problem}")),
    }
}

/// All rows or none: nothing is printed when one of them is bad.
fn due_dates(text: &str) -> Result<String, String> {
    let mut out = String::from("start_date,n_workdays,due_date\n");
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    for row in reader.records() {
        let row = row.map_err(|error| error.to_string())?;
        let line = row.position().map_or(0, |position| position.line());
        let start: NaiveDate = field(&row, 0).parse().map_err(|_| {
            format!(
                "line {line}, column start_date: “{}” is no date; write YYYY-MM-DD",
                field(&row, 0)
            )
        })?;
        let n: u32 = field(&row, 1)
            .parse()
            .ok()
            .filter(|n| *n <= 10_000)
            .ok_or_else(|| {
                format!(
                    "line {line}, column n_workdays: “{}” is no number from 0 to 10000",
                    field(&row, 1)
                )
            })?;
        let due = Calendar::embedded().working_days_after(start, n);
        out.push_str(&format!("{start},{n},{due}\n"));
    }
    Ok(out)
}

fn field(row: &csv::StringRecord, index: usize) -> &str {
    row.get(index).unwrap_or_default().trim()
}

fn refuse(code: &str, message: &str) -> ExitCode {
    eprintln!("error[{code}]: {message}");
    ExitCode::from(2)
}
