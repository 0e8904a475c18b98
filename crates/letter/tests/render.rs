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

/// Status 2, one line with this code, and no file.
fn refused(letter: &[u8], code: &str) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("in.json"), letter).unwrap();
    std::fs::write(folder.path().join("seal.png"), b"no picture").unwrap();
    let output = folder.path().join("out.pdf");
    let done = render(&[&folder.path().join("in.json"), &output]);
    let said = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(2), "{said}");
    assert!(
        said.starts_with(&format!("error[{code}]: ")),
        "{code}: {said}"
    );
    assert_eq!(said.trim_end().lines().count(), 1, "{said}");
    assert!(done.stdout.is_empty());
    assert_eq!(names(folder.path()), ["in.json", "seal.png"]);
}

fn changed(change: impl FnOnce(&mut serde_json::Value)) -> Vec<u8> {
    let mut letter: serde_json::Value = serde_json::from_str(LETTER).unwrap();
    change(&mut letter);
    serde_json::to_vec(&letter).unwrap()
}

#[test]
fn every_bad_input_is_refused_by_name_and_nothing_is_written() {
    use serde_json::json;
    refused(&changed(|l| l["kind"] = json!("memo")), "letter.malformed");
    for element in ["kind", "issuer", "title", "body", "signatory", "date"] {
        let without = changed(|l| {
            l.as_object_mut().unwrap().remove(element);
        });
        refused(&without, "letter.malformed");
    }
    for element in ["issuer", "title", "signatory", "addressee", "note"] {
        refused(
            &changed(|l| l[element] = json!(" \u{200B}\u{7}")),
            "letter.empty",
        );
    }
    refused(&changed(|l| l["body"] = json!([])), "letter.empty");
    refused(&changed(|l| l["body"] = json!([{}])), "letter.empty");
    refused(
        &changed(|l| l["body"] = json!([{"text": "……！？"}])),
        "letter.only_marks",
    );
    refused(
        &changed(|l| l["body"] = json!([{"text": "文", "level": 5}])),
        "letter.bad_level",
    );
    for date in [
        "2026-02-30",
        "2026-13-01",
        "2026-2-3",
        "20260203",
        "",
        "昨天",
    ] {
        refused(&changed(|l| l["date"] = json!(date)), "letter.bad_date");
    }
    refused(
        &changed(|l| l["document_number"]["serial"] = json!(0)),
        "letter.bad_number",
    );
    refused(
        &changed(|l| l["document_number"]["serial"] = json!(-1)),
        "letter.malformed",
    );
    refused(
        &changed(|l| l["document_number"]["year"] = json!(26)),
        "letter.bad_number",
    );
    refused(
        &changed(|l| l["seal"]["diameter_mm"] = json!(10)),
        "letter.seal_diameter",
    );
    refused(&changed(|_| {}), "letter.seal_image");
    refused(
        &changed(|l| l["seal"]["image"] = json!("../seal.png")),
        "letter.seal_image",
    );
    for part in ["colour", "Title", "office"] {
        refused(&changed(|l| l[part] = json!("x")), "letter.malformed");
    }
    refused(
        &changed(|l| l["body"][0]["style"] = json!("x")),
        "letter.malformed",
    );
    refused(
        &changed(|l| l["body"][0]["text"] = json!("街".repeat(3_500_000))),
        "letter.too_long",
    );
    refused(&[b' '; 20 << 20], "file.too_large");
    refused(b"\xFF\xFE{}", "letter.malformed");
    refused(
        &changed(|l| l["body"][0]["table"] = json!({"columns": [], "rows": []})),
        "letter.bad_table",
    );
    let ragged = json!({"columns": [{"title": "甲"}, {"title": "乙"}], "rows": [["一"]]});
    refused(
        &changed(|l| l["body"][0]["table"] = ragged),
        "letter.bad_table",
    );
    let taken = json!([{"image": "p.jpg", "taken_at": "yesterday"}]);
    refused(&changed(|l| l["annex"] = taken), "letter.bad_time");
    let photo = |image: &str| json!([{"image": image}]);
    let drafted = |image: &str| {
        changed(|l| {
            l["draft"] = json!(true);
            l["annex"] = photo(image);
        })
    };
    refused(&drafted("seal.png"), "letter.photo_image");
    refused(&drafted("/etc/hostname"), "letter.photo_image");
    refused(&drafted("none.jpg"), "letter.photo_image");
}

#[test]
fn control_characters_are_no_part_of_a_letter() {
    let folder = tempfile::tempdir().unwrap();
    let letter = changed(|l| {
        l["draft"] = serde_json::json!(true);
        l["body"][0]["text"] = serde_json::json!("甲\u{0}\u{1B}[31m乙\r\n丙\u{202E}丁");
    });
    std::fs::write(folder.path().join("in.json"), letter).unwrap();
    let done = render(&[
        &folder.path().join("in.json"),
        &folder.path().join("out.pdf"),
    ]);
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
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
