//! The `inspect` example, as people outside run it.

use crate::support::path;
use serde_json::Value;
use std::path::PathBuf;
use std::process::{Command, Output};

/// `cargo test` builds the examples beside the tests.
fn inspect(files: &[PathBuf]) -> Output {
    let tests = std::env::current_exe().unwrap();
    let built = tests.parent().and_then(|deps| deps.parent()).unwrap();
    Command::new(built.join("examples/inspect"))
        .args(files)
        .output()
        .unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn every_file_has_a_line_also_a_faulty_one() {
    let files = [path("landscape_6_gps.heic"), path("LICENSE.pillow.txt")];
    let output = inspect(&files);
    assert!(output.status.success());
    let lines = lines(&output);
    let keys = [
        "file", "sha256", "format", "width", "height", "taken_at", "lat", "lng", "faults",
    ];
    for (line, file) in lines.iter().zip(&files) {
        assert_eq!(line["file"], file.to_str().unwrap());
        assert!(keys.iter().all(|&key| line.get(key).is_some()));
        assert_eq!(line["sha256"].as_str().unwrap().len(), 64);
    }
    assert_eq!(lines[0]["format"], "heic");
    assert_eq!(lines[0]["taken_at"], "2026-11-03T09:12:33+08:00");
    assert_eq!(lines[0]["faults"].as_array().unwrap().len(), 0);
    assert_eq!(lines[1]["format"], Value::Null);
    let fault = lines[1]["faults"][0].as_str().unwrap();
    assert!(fault.starts_with("photo.not_an_image: "));
}

#[test]
fn a_missing_file_is_named_and_the_others_are_still_told() {
    let output = inspect(&[path("missing.jpg"), path("exif_gps.jpg")]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(lines(&output).len(), 1);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.starts_with("error[photo.unreadable]: "));
    assert!(told.contains("missing.jpg"));
}
