//! `cargo xtask bench [NAME…]`: prints one JSON object of figures, measured now, on this machine, with real programs.
//!
//! Each subject starts what it needs, and every figure stands beside its floor or peer of the same run: the machine
//! may be busy with other things, minutes apart differ by a third. What is measured is in `crates/measure` where the
//! insides are needed, and in the examples of `photo` and `letter`.

mod district;
mod engines;
mod machine;
mod window;

use std::{
    collections::BTreeSet,
    fs,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Command, Stdio},
};

use serde_json::{Value, json};

use crate::{Stop, fonts, place, processes, processes::Process, setup, ui};
use district::District;

/// A subject, the beginnings of the names of its figures, and what measures it.
struct Subject {
    name: &'static str,
    figures: &'static [&'static str],
    measure: fn() -> Result<Vec<Value>, Stop>,
}

const SUBJECTS: &[Subject] = &[
    Subject {
        name: "load",
        figures: &[
            "initial_sync",
            "open_case",
            "search_index",
            "open_list",
            "search",
        ],
        measure: || program("load", &[100_000]),
    },
    Subject {
        name: "saving",
        figures: &["save_visit", "push_200"],
        measure: || program("saving", &[100_000]),
    },
    Subject {
        name: "change",
        figures: &["one_change", "nothing_new"],
        measure: || program("change", &[10_000, 100_000, 1_000_000]),
    },
    Subject {
        name: "photos",
        figures: &["photo_upload"],
        measure: photos,
    },
    Subject {
        name: "crowd",
        figures: &["server"],
        measure: || program("crowd", &[10_000]),
    },
    Subject {
        name: "engines",
        figures: &["photo_pipeline", "letter"],
        measure: engines::measure,
    },
    Subject {
        name: "window",
        figures: &["window", "desk_rss"],
        measure: window::measure,
    },
];

/// All subjects, or those that give a figure whose name begins so.
pub fn bench(names: &[&str]) -> Result<(), Stop> {
    let wanted = wanted(names)?;
    setup::packages(&[setup::BUILD, setup::WINDOW, setup::HEADLESS])?;
    ui::modules()?;
    ui::pages()?;
    fonts::fonts()?;
    build()?;
    let before = machine::load();
    let mut figures = Vec::new();
    let mut failed = Vec::new();
    for subject in wanted {
        eprintln!("\n== {}", subject.name);
        match (subject.measure)() {
            Ok(measured) => figures.extend(measured),
            // The others are worth having; the status tells.
            Err(Stop::Failed(why)) => failed.push(format!("{}: {why}", subject.name)),
            Err(stop) => return Err(stop),
        }
    }
    if !names.is_empty() {
        figures.retain(|figure| names.iter().any(|name| named(figure, name)));
    }
    let machine = machine::tell(before);
    println!(
        "{}",
        json!({ "machine": machine, "figures": figures, "failed": failed })
    );
    match failed.is_empty() {
        true => Ok(()),
        false => Err(Stop::Failed(failed.join("\n"))),
    }
}

fn wanted(names: &[&str]) -> Result<Vec<&'static Subject>, Stop> {
    let gives = |subject: &Subject, name: &str| {
        subject.name == name
            || subject
                .figures
                .iter()
                .any(|figure| figure.starts_with(name) || name.starts_with(figure))
    };
    if let Some(name) = names
        .iter()
        .find(|name| !SUBJECTS.iter().any(|subject| gives(subject, name)))
    {
        let known: BTreeSet<&str> = SUBJECTS
            .iter()
            .flat_map(|subject| subject.figures)
            .copied()
            .collect();
        return Err(Stop::NeedsYou(format!(
            "no figure begins with {name}; there are {}",
            known.into_iter().collect::<Vec<_>>().join(", ")
        )));
    }
    let all = names.is_empty();
    Ok(SUBJECTS
        .iter()
        .filter(|subject| all || names.iter().any(|name| gives(subject, name)))
        .collect())
}

/// A figure of this name, or of the subject of this name.
fn named(figure: &Value, name: &str) -> bool {
    let said = figure["name"].as_str().unwrap_or_default();
    let of_subject = SUBJECTS.iter().find(|subject| subject.name == name);
    said.starts_with(name)
        || of_subject
            .is_some_and(|subject| subject.figures.iter().any(|begin| said.starts_with(begin)))
}

/// Everything at once, so that cargo settles the features of what the programs share once.
fn build() -> Result<(), Stop> {
    processes::step(
        "cargo build --release",
        Command::new("cargo")
            .current_dir(place::root())
            .args(["build", "--release", "--bins"])
            .args([
                "-p", "server", "-p", "desk", "-p", "lianxin", "-p", "measure",
            ])
            .args(["--features", "lianxin/empty-window"]),
    )
}

/// A subject of `crates/measure`, in running districts of these sizes.
fn program(subject: &str, sizes: &[u32]) -> Result<Vec<Value>, Stop> {
    let mut districts = Vec::new();
    for cases in sizes {
        districts.push(District::with_new_cases(*cases)?);
    }
    let mut command = Command::new(place::program("release", "measure"));
    command.arg(subject);
    for district in &districts {
        command.arg(district.described()?);
    }
    figures_of(&mut command)
}

/// 3 GB arrive: the district does not outlive it.
fn photos() -> Result<Vec<Value>, Stop> {
    let measured = program("photos", &[1_000]);
    district::forget(1_000)?;
    measured
}

/// Runs a measuring program; its figures come one a line, and are shown as they come.
fn figures_of(command: &mut Command) -> Result<Vec<Value>, Stop> {
    let mut process = Process::start(command.stdout(Stdio::piped()))?;
    let mut figures = Vec::new();
    if let Some(stdout) = process.stdout() {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            eprintln!("{line}");
            let figure = serde_json::from_str(&line)
                .map_err(|error| format!("a figure is not JSON: {error}: {line}"))?;
            figures.push(figure);
        }
    }
    match process.wait()? {
        status if status.success() => Ok(figures),
        status => Err(Stop::Failed(format!(
            "it ended with {status}; its last words are above"
        ))),
    }
}

/// Data, stores and logs of the bench: always here, wherever cargo builds.
fn folder() -> PathBuf {
    place::root().join("target/bench")
}

fn remove(path: &std::path::Path) -> Result<(), Stop> {
    match fs::remove_dir_all(path) {
        Err(error) if path.exists() => Err(Stop::Failed(format!(
            "cannot remove {}: {error}",
            path.display()
        ))),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
