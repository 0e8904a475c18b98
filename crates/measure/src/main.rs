//! What `cargo xtask bench` runs: real desks against a real server on loopback, each figure beside its floor of the
//! same run. Prints one JSON object a line and ends with status 1 when what was measured was not right.
//!
//! The server and its district are made by the caller, who describes them in a file (`district`). Nothing of the
//! product lives here and nothing of it knows this crate.

mod change;
mod crowd;
mod desk;
mod district;
mod engines;
mod figure;
mod load;
mod looking;
mod photos;
mod process;
mod relay;
mod rows;
mod saving;
mod searching;

use district::District;
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

pub type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

const USAGE: &str = "\
measure SUBJECT DISTRICT.json…      prints figures as JSON, one a line

  load      a first synchronisation, the list, the search index and the search
  change    one change and nothing new, in one district after the other
  saving    saving a visit, and a push of 200 actions
  photos    1,000 photos of 3 MB
  crowd     2,000 desks: at rest, and with 200 changes a second
  engines   a photo and letters; takes the folder of the fonts in place of a district

DISTRICT.json: {\"url\":…,\"pid\":…,\"cases\":…,\"folder\":…,\"accounts\":[…]}, of a server that runs;
stores and files go into the folder.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let Some((subject, files)) = arguments
        .split_first()
        .filter(|(_, files)| !files.is_empty())
    else {
        eprintln!("error[arguments]: a subject and at least one district are needed\n{USAGE}");
        return ExitCode::from(2);
    };
    let files: Vec<PathBuf> = files.iter().map(PathBuf::from).collect();
    match measure(subject, &files) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error[{subject}]: {problem}");
            ExitCode::FAILURE
        }
    }
}

#[tokio::main]
async fn measure(subject: &str, files: &[PathBuf]) -> Result<()> {
    if subject == "engines" {
        return engines::run(&files[0]);
    }
    let mut districts = Vec::new();
    for file in files {
        districts.push(District::read(file)?);
    }
    let first = &districts[0];
    match subject {
        "load" => load::run(first).await,
        "change" => change::run(&districts).await,
        "saving" => saving::run(first).await,
        "photos" => photos::run(first).await,
        "crowd" => crowd::run(first).await,
        other => Err(format!("{other} is no subject\n{USAGE}").into()),
    }
}
