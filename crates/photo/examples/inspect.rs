//! Prints what photo files tell, one JSON object a line:
//! `cargo run -q --release -p photo --example inspect -- FILE…`
//!
//! A file that is no photo has its line too, with the reason among its faults.
//! A file that cannot be read at all is named on stderr; the status is then 2.

use photo::{Error, Inspection};
use serde_json::{Value, json};
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
            Ok(line) => println!("{line}"),
            Err(error) => {
                eprintln!("error[{}]: {}: {error}", error.code(), path.display());
                status = ExitCode::from(2);
            }
        }
    }
    status
}

fn line(path: &Path) -> Result<Value, Error> {
    let name = path.to_string_lossy();
    let bytes = match photo::read(path) {
        Ok(bytes) => bytes,
        Err(error @ Error::Unreadable { .. }) => return Err(error),
        Err(refused) => return Ok(refused_line(&name, None, &refused)),
    };
    Ok(match photo::inspect(&bytes) {
        Ok(inspection) => photo_line(&name, &inspection),
        Err(refused) => refused_line(&name, Some(photo::sha256(&bytes)), &refused),
    })
}

fn photo_line(file: &str, photo: &Inspection) -> Value {
    let faults = photo.faults.iter().map(|f| format!("{}: {f}", f.code()));
    json!({
        "file": file,
        "sha256": photo.sha256,
        "format": photo.format,
        "width": photo.width,
        "height": photo.height,
        "taken_at": photo.taken_at,
        "lat": photo.lat,
        "lng": photo.lng,
        "faults": faults.collect::<Vec<_>>(),
    })
}

fn refused_line(file: &str, sha256: Option<String>, refused: &Error) -> Value {
    json!({
        "file": file,
        "sha256": sha256,
        "format": null,
        "width": null,
        "height": null,
        "taken_at": null,
        "lat": null,
        "lng": null,
        "faults": [format!("{}: {refused}", refused.code())],
    })
}
