//! Prints what photo files tell, one JSON object a line:
//! `cargo run -q --release -p photo --example inspect -- FILE…`
//!
//! A file that is no photo has its line too, with the reason among its faults.
//! A file that cannot be read at all is named on stderr; the status is then 2.

use photo::{Error, Format, Inspection, TakenAt};
use serde::Serialize;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let files: Vec<_> = std::env::args_os().skip(1).collect();
    if files.is_empty() {
        eprintln!("error[usage]: name at least one file: inspect FILE…");
        return ExitCode::from(2);
    }
    let mut status = ExitCode::SUCCESS;
    for file in &files {
        let path = Path::new(file);
        match line(path) {
            Ok(line) => {
                if let Err(cause) = print(&line) {
                    eprintln!("error[stdout]: {cause}");
                    return ExitCode::from(2);
                }
            }
            Err(error) => {
                eprintln!("error[{}]: {}: {error}", error.code(), path.display());
                status = ExitCode::from(2);
            }
        }
    }
    status
}

fn print(line: &Line) -> io::Result<()> {
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, line)?;
    writeln!(out)
}

/// The line's keys, in this order.
#[derive(Serialize)]
struct Line {
    file: String,
    sha256: Option<String>,
    format: Option<Format>,
    width: Option<u32>,
    height: Option<u32>,
    taken_at: Option<TakenAt>,
    lat: Option<f64>,
    lng: Option<f64>,
    faults: Vec<String>,
}

fn line(path: &Path) -> Result<Line, Error> {
    let file = path.to_string_lossy().into_owned();
    let bytes = match photo::read(path) {
        Ok(bytes) => bytes,
        Err(error @ Error::Unreadable { .. }) => return Err(error),
        // Refused by its size, unread: only of nothing is the hash known.
        Err(refused) => {
            let empty = matches!(refused, Error::Empty { .. });
            return Ok(refusal(file, empty.then(|| photo::sha256(b"")), &refused));
        }
    };
    Ok(match photo::inspect(&bytes) {
        Ok(inspection) => facts(file, inspection),
        Err(refused) => refusal(file, Some(photo::sha256(&bytes)), &refused),
    })
}

fn facts(file: String, photo: Inspection) -> Line {
    let faults = photo.faults.iter().map(|f| format!("{}: {f}", f.code()));
    Line {
        file,
        sha256: Some(photo.sha256),
        format: Some(photo.format),
        width: Some(photo.width),
        height: Some(photo.height),
        taken_at: photo.taken_at,
        lat: photo.lat,
        lng: photo.lng,
        faults: faults.collect(),
    }
}

fn refusal(file: String, sha256: Option<String>, refused: &Error) -> Line {
    Line {
        file,
        sha256,
        format: None,
        width: None,
        height: None,
        taken_at: None,
        lat: None,
        lng: None,
        faults: vec![format!("{}: {refused}", refused.code())],
    }
}
