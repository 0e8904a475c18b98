//! The example `render`, as a person or a script runs it.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

const LETTER: &str = include_str!("letters/reply.json");

/// Cargo builds the examples beside this test before running it.
fn render(args: &[&Path]) -> Output {
    let test = std::env::current_exe().unwrap();
    let program: PathBuf = test
        .ancestors()
        .nth(2)
        .unwrap()
        .join("examples")
        .join(format!("render{}", std::env::consts::EXE_SUFFIX));
    Command::new(program).args(args).output().unwrap()
}

fn folder_with(letter: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("in.json"), letter).unwrap();
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_good_letter_becomes_a_file() {
    let folder = folder_with(&LETTER.replace("\"draft\": false", "\"draft\": true"));
    let (input, output) = (folder.path().join("in.json"), folder.path().join("out.pdf"));
    let done = render(&[&input, &output]);
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    assert!(done.stdout.is_empty() && done.stderr.is_empty());
    assert!(std::fs::read(&output).unwrap().starts_with(b"%PDF-1.7"));
    assert_eq!(names(folder.path()), ["in.json", "out.pdf"]);
}

#[test]
fn bad_input_is_one_line_status_two_and_an_untouched_file() {
    let bad = [
        (
            LETTER.replace("2026-11-03", "2026-02-30"),
            "letter.bad_date",
        ),
        (LETTER.replace("\"title\"", "\"titel\""), "letter.malformed"),
        (
            LETTER.replace("王先生", "王\u{3134A}先生"),
            "letter.missing_glyph",
        ),
        ("no json".to_owned(), "letter.malformed"),
        (LETTER.to_owned(), "letter.seal_image"),
    ];
    for (letter, code) in bad {
        let folder = folder_with(&letter);
        let output = folder.path().join("out.pdf");
        std::fs::write(&output, b"yesterday's").unwrap();
        let done = render(&[&folder.path().join("in.json"), &output]);
        let said = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(2), "{said}");
        assert!(said.starts_with(&format!("error[{code}]: ")), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        assert_eq!(std::fs::read(&output).unwrap(), b"yesterday's");
        assert_eq!(names(folder.path()), ["in.json", "out.pdf"]);
    }
}

#[test]
fn a_missing_input_or_folder_is_said_plainly() {
    let folder = folder_with(LETTER);
    let missing = render(&[
        &folder.path().join("none.json"),
        &folder.path().join("out.pdf"),
    ]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&missing.stderr).starts_with("error[file.unreadable]"));
    let no_fonts = render(&[
        &folder.path().join("in.json"),
        &folder.path().join("out.pdf"),
        Path::new("--fonts"),
        folder.path(),
    ]);
    assert!(String::from_utf8_lossy(&no_fonts.stderr).starts_with("error[letter.no_fonts]"));
    assert_eq!(render(&[]).status.code(), Some(2));
}
