//! The main job: a clerk takes a case into the field and comes back with an
//! answered citizen. Two desks, one server, and no network in the middle.

use crate::place::{OFFICE, Place, photo};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

const PHOTOS: [&str; 3] = [
    "Landscape_6.jpg",
    "landscape_6_gps.heic",
    "hopper_orientation_6.webp",
];

#[test]
fn a_case_goes_into_the_field_and_comes_back_answered() {
    let mut place = Place::open(200);
    let (clerk, head) = (place.handler(), place.head());

    // Sees the office's cases.
    clerk.sign_in();
    let report = clerk.json(&["sync"]);
    assert!(report["pulled"].as_u64() > Some(20), "{report}");
    let cases = clerk.json(&["cases", "--json"]);
    let cases = cases.as_array().expect("an array of cases");
    assert!(
        cases.iter().all(|case| case["office"] == OFFICE),
        "only the office's own cases"
    );
    let waiting = cases
        .iter()
        .find(|case| case["state"] == "assigned")
        .expect("a case waits to be signed for");
    let number = waiting["number"].as_str().expect("a number").to_owned();
    let found = clerk.json(&["cases", "--json", "--search", &number]);
    assert_eq!(found.as_array().map(Vec::len), Some(1));
    let shown = clerk.json(&["show", &number]);
    let sentence = shown["deadline"]["derivation"]["sentence"]
        .as_str()
        .expect("a sentence");
    assert!(
        sentence.starts_with("自20") && sentence.ends_with("前（含当日）签收"),
        "{sentence}"
    );
    assert!(
        shown["citizen_name"]
            .as_str()
            .is_some_and(|name| name.contains('*')),
        "the citizen is masked"
    );

    // Signs for it, and loses the network.
    clerk.done(&["sign-for", &number]);
    clerk.json(&["sync"]);
    place.disconnect();
    let paths: Vec<String> = PHOTOS
        .iter()
        .map(|name| photo(name).display().to_string())
        .collect();
    let mut visit = vec![
        "visit",
        &number,
        "--note",
        "现场查看：木板搭建狗窝1处，已拍照。\n走访6户。",
    ];
    visit.extend(paths.iter().flat_map(|path| ["--photo", path.as_str()]));
    let visited = clerk.json(&visit);
    let hashes: BTreeSet<&str> = visited["photos"]
        .as_array()
        .expect("photos")
        .iter()
        .filter_map(|photo| photo["sha256"].as_str())
        .collect();
    assert_eq!(hashes.len(), PHOTOS.len());
    let body = place.folder.path().join("letter.txt");
    fs::write(
        &body,
        "您好！您反映的问题收悉，现答复如下：\n我街道已于现场核查，犬主承诺三日内整改。\n",
    )
    .expect("written");
    let body = body.display().to_string();
    let letter = clerk.json(&[
        "letter",
        "draft",
        &number,
        "--kind",
        "reply",
        "--body",
        &body,
        "--title",
        "关于犬只扰民问题的答复函",
    ]);
    let letter = letter["letter"].as_str().expect("a letter").to_owned();
    let draft = place.folder.path().join("draft.pdf");
    let path = draft.display().to_string();
    clerk.done(&["letter", "render", &letter, "--out", &path]);
    clerk.done(&["letter", "submit", &letter]);
    let offline = clerk.refused(&["sync"]);
    assert_eq!((offline.code(), offline.status), ("net.unreachable", 2));
    assert_eq!(
        clerk.json(&["outbox"]).as_array().map(Vec::len),
        Some(3),
        "visit, draft, submission wait"
    );
    let row = &clerk.json(&["cases", "--json", "--search", &number])[0];
    assert_eq!(
        (row["pending"].as_u64(), row["state"].as_str()),
        (Some(3), Some("in_progress"))
    );

    // Back online: everything arrives, once, byte for byte.
    place.reconnect();
    let report = clerk.json(&["sync", "--wait-photos"]);
    assert_eq!(
        (
            report["pushed"].as_u64(),
            report["photos_sent"].as_u64(),
            report["held"].as_u64()
        ),
        (Some(3), Some(3), Some(0))
    );
    assert_eq!(clerk.json(&["outbox"]), json!([]));
    let received = place.folder.path().join("received");
    let dump = place.server().dump(OFFICE, Some(&received));
    let visits: Vec<&Value> = of_type(&dump, "visit")
        .filter(|visit| visit["id"] == visited["visit"])
        .collect();
    assert_eq!(visits.len(), 1);
    assert_eq!(
        visits[0]["note"],
        "现场查看：木板搭建狗窝1处，已拍照。\n走访6户。"
    );
    for (name, path) in PHOTOS.iter().zip(&paths) {
        let original = fs::read(path).expect("the photo");
        let sent = fs::read_dir(&received)
            .expect("the folder")
            .filter_map(Result::ok)
            .map(|file| file.path());
        let same = sent
            .filter(|file| fs::read(file).is_ok_and(|bytes| bytes == original))
            .count();
        assert_eq!(same, 1, "{name} arrived byte for byte");
    }
    let again = clerk.json(&["sync"]);
    assert_eq!(
        (again["pushed"].as_u64(), again["photos_sent"].as_u64()),
        (Some(0), Some(0))
    );
    assert_eq!(
        place.server().dump(OFFICE, None).len(),
        dump.len(),
        "nothing twice"
    );

    // The head signs; the letter gets its number from the server.
    head.sign_in();
    head.json(&["sync"]);
    assert_eq!(
        clerk.refused(&["letter", "sign", &letter]).code(),
        "case.wrong_role"
    );
    let signed = head.json(&["letter", "sign", &letter]);
    let document_number = signed["document_number"]
        .as_str()
        .expect("a number")
        .to_owned();
    assert!(
        document_number.starts_with("白鹤街办函〔") && document_number.ends_with("号"),
        "{document_number}"
    );
    let pdf = place.folder.path().join("letter.pdf");
    clerk.json(&["sync"]);
    clerk.done(&[
        "letter",
        "render",
        &letter,
        "--out",
        &pdf.display().to_string(),
    ]);
    let text = pdf_text(&pdf);
    let printed: String = text
        .chars()
        .filter(|character| !character.is_whitespace())
        .collect();
    for wanted in [
        document_number.as_str(),
        "关于犬只扰民问题的答复函",
        "犬主承诺三日内整改",
        "白鹤街道办事处",
    ] {
        assert!(printed.contains(wanted), "the letter says {wanted}: {text}");
    }
    assert!(!printed.contains("草稿"));
    let (shown, printed) = (words(&draft), words(&pdf));
    assert!(shown.iter().any(|(word, _)| word == "草稿"));
    for (word, place) in shown.iter().filter(|(word, _)| word != "草稿") {
        let same = printed
            .iter()
            .any(|other| other == &(word.clone(), place.clone()));
        assert!(
            same,
            "{word} is printed where the draft showed it: {printed:?}"
        );
    }

    // Answered and closed; the timeline tells it all.
    clerk.done(&["reply", &number, "--letter", &letter, "--by", "hand"]);
    let form = place.folder.path().join("form.json");
    fs::write(&form, CLOSING.to_string()).expect("written");
    clerk.done(&["close", &number, "--form", &form.display().to_string()]);
    clerk.json(&["sync"]);
    let shown = clerk.json(&["show", &number]);
    assert_eq!(shown["row"]["state"], "closed");
    let mut story: Vec<(String, String)> = shown["timeline"]
        .as_array()
        .expect("a timeline")
        .iter()
        .map(|entry| (text_of(&entry["kind"]), text_of(&entry["by"])))
        .collect();
    story.reverse();
    let kinds: Vec<&str> = story.iter().map(|(kind, _)| kind.as_str()).collect();
    let told = [
        "registered",
        "dispatched",
        "signed_for",
        "visit_logged",
        "letter_drafted",
        "letter_submitted",
        "letter_signed",
        "letter_filed",
        "replied",
        "closed",
    ];
    let mut rest = kinds.iter();
    for step in told {
        assert!(
            rest.any(|kind| *kind == step),
            "{step} is in its place in {kinds:?}"
        );
    }
    assert!(
        story.iter().all(|(_, by)| !by.is_empty()),
        "every step has a name"
    );
    head.json(&["sync"]);
    assert_eq!(head.json(&["show", &number])["row"]["state"], "closed");
}

static CLOSING: std::sync::LazyLock<Value> = std::sync::LazyLock::new(|| {
    json!({
        "true": "yes", "beyond_duty": false, "contacted": true, "solved": "yes", "unsolved_reason": null,
        "handling": "已约谈犬主，狗窝当场拆除。", "public_reply": "狗窝已拆除，绿地已恢复。",
    })
});

fn of_type<'a>(dump: &'a [Value], kind: &'a str) -> impl Iterator<Item = &'a Value> {
    dump.iter().filter(move |line| line["type"] == kind)
}

fn text_of(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// What a reader would copy from the PDF.
fn pdf_text(path: &std::path::Path) -> String {
    let output = Command::new("pdftotext")
        .arg("-layout")
        .arg(path)
        .arg("-")
        .output()
        .expect("poppler-utils is there");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Every word with its page and box, in points.
fn words(path: &std::path::Path) -> Vec<(String, String)> {
    let output = Command::new("pdftotext")
        .arg("-bbox")
        .arg(path)
        .arg("-")
        .output()
        .expect("poppler-utils is there");
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let mut page = 0;
    let mut found = Vec::new();
    for line in text.lines().map(str::trim) {
        page += usize::from(line.starts_with("<page"));
        let word = line
            .strip_prefix("<word ")
            .and_then(|rest| rest.split_once('>'));
        if let Some((place, word)) = word {
            let word = word.trim_end_matches("</word>").to_owned();
            found.push((word, format!("page {page} {place}")));
        }
    }
    assert!(found.len() > 5, "{text}");
    found
}
