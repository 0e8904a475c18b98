//! `search FILE.csv "terms" [--limit N]`: searches the column `text` (or all
//! columns) as the desk searches its cases; prints
//! `{"total":n,"rows":[row numbers from 0, best first]}`.

use casebook::search::Index;
use serde_json::json;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("error[{}]: {}", problem.0, problem.1);
            ExitCode::from(2)
        }
    }
}

struct Problem(&'static str, String);

fn run() -> Result<String, Problem> {
    let arguments = Arguments::read()?;
    let texts = texts(&arguments.file)?;
    let fault = |e: casebook::Error| Problem("search.failed", e.to_string());
    let hits = Index::build(texts)
        .and_then(|index| index.search(&arguments.terms, arguments.limit))
        .map_err(fault)?;
    Ok(json!({ "total": hits.total, "rows": hits.rows }).to_string())
}

struct Arguments {
    file: String,
    terms: String,
    limit: Option<u64>,
}

impl Arguments {
    /// Two places and one option; terms may begin with `-`.
    fn read() -> Result<Self, Problem> {
        const USAGE: &str = "give FILE.csv \"terms\" [--limit N]";
        let wrong = |what: &str| Problem("arguments", format!("{what}; {USAGE}"));
        let mut places = Vec::new();
        let mut limit = None;
        let mut rest = std::env::args_os()
            .skip(1)
            .map(|a| a.to_string_lossy().into_owned());
        while let Some(argument) = rest.next() {
            // After both places only the option is left; before, anything is a term.
            if argument == "--limit" && places.len() != 1 {
                let number = rest.next().unwrap_or_default();
                let number = number
                    .parse()
                    .map_err(|_| wrong(&format!("“{number}” is no number")))?;
                limit = Some(number);
            } else {
                places.push(argument);
            }
        }
        let [file, terms] = <[String; 2]>::try_from(places)
            .map_err(|places| wrong(&format!("{} places given", places.len())))?;
        Ok(Self { file, terms, limit })
    }
}

fn texts(file: &str) -> Result<Vec<String>, Problem> {
    let unreadable = |e: &dyn std::fmt::Display| Problem("file.unreadable", format!("{file}: {e}"));
    let bytes = std::fs::read(file).map_err(|e| unreadable(&e))?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let column = reader
        .byte_headers()
        .map_err(|e| unreadable(&e))?
        .iter()
        .position(|name| name == b"text");
    let mut texts = Vec::new();
    for record in reader.byte_records() {
        let record = record.map_err(|e| unreadable(&e))?;
        let text = |field: &[u8]| String::from_utf8_lossy(field).into_owned();
        texts.push(match column {
            Some(column) => record.get(column).map(text).unwrap_or_default(),
            None => record.iter().map(text).collect::<Vec<_>>().join("\n"),
        });
    }
    Ok(texts)
}
