use super::*;
use crate::Place;

/// The example of the public interface.
const LETTER: &str = include_str!("../../tests/letters/reply.json");

fn letter() -> Letter {
    Letter::from_json(LETTER.as_bytes()).unwrap()
}

fn refused(change: impl FnOnce(&mut Letter)) -> Error {
    let mut letter = letter();
    change(&mut letter);
    letter.check().unwrap_err()
}

#[test]
fn the_public_json_reads_and_writes_the_same_letter() {
    let read = letter();
    read.check().unwrap();
    assert_eq!(read.kind, Kind::Reply);
    let again = serde_json::to_vec(&read).unwrap();
    assert_eq!(Letter::from_json(&again).unwrap(), read);
}

#[test]
fn only_six_fields_are_required() {
    let least = r#"{"kind":"minutes","issuer":"a","title":"b","body":[{"text":"c"}],"signatory":"d","date":"2026-11-03"}"#;
    Letter::from_json(least.as_bytes())
        .unwrap()
        .check()
        .unwrap();
    for field in ["kind", "issuer", "title", "body", "signatory", "date"] {
        let mut json: serde_json::Value = serde_json::from_str(least).unwrap();
        json.as_object_mut().unwrap().remove(field);
        let refused = Letter::from_json(json.to_string().as_bytes()).unwrap_err();
        assert_eq!(refused.code(), "letter.malformed");
        assert!(refused.to_string().contains(field), "{refused}");
    }
}

#[test]
fn an_unknown_kind_is_refused() {
    let json = LETTER.replace("\"reply\"", "\"memo\"");
    assert_eq!(
        Letter::from_json(json.as_bytes()).unwrap_err().code(),
        "letter.malformed"
    );
}

#[test]
fn an_empty_part_is_named() {
    assert_eq!(
        refused(|l| l.issuer = " ".into()),
        Error::Empty {
            place: Place::Issuer
        }
    );
    assert_eq!(
        refused(|l| l.title = "\u{200B}\n".into()),
        Error::Empty {
            place: Place::Title
        }
    );
    assert_eq!(
        refused(|l| l.body.clear()),
        Error::Empty { place: Place::Body }
    );
    assert_eq!(
        refused(|l| l.body[1].text = "\u{3000}".into()),
        Error::Empty {
            place: Place::Paragraph(2)
        }
    );
    assert_eq!(
        refused(|l| l.attachments[1].clear()),
        Error::Empty {
            place: Place::Attachment(2)
        }
    );
    assert_eq!(
        refused(|l| l.copy_to[0].clear()),
        Error::Empty {
            place: Place::CopyTo(1)
        }
    );
}

#[test]
fn a_part_that_would_swallow_the_page_is_refused() {
    assert_eq!(
        refused(|l| l.body[0].text = "字".repeat(MOST_BODY_CHARS)).code(),
        "letter.too_long"
    );
    assert_eq!(
        refused(|l| l.issuer = "处".repeat(61)).code(),
        "letter.too_long"
    );
    assert_eq!(
        refused(|l| l.title = "函\n".repeat(9)).code(),
        "letter.title_lines"
    );
}

#[test]
fn a_date_is_a_real_day_in_one_form() {
    for wrong in [
        "2026-02-30",
        "2026-2-3",
        "2026/11/03",
        "20261103",
        "",
        "2026-11-03T00:00:00Z",
        "+026-11-03",
    ] {
        assert_eq!(
            refused(|l| l.date = wrong.into()).code(),
            "letter.bad_date",
            "{wrong}"
        );
    }
    assert_eq!(written(china_date("2026-01-09").unwrap()), "2026年1月9日");
}

#[test]
fn levels_numbers_and_seals_have_bounds() {
    assert_eq!(refused(|l| l.body[0].level = 5).code(), "letter.bad_level");
    assert_eq!(
        refused(|l| l.body[0].text = "。！".into()).code(),
        "letter.only_marks"
    );
    let number = |word: &str, year, serial| DocumentNumber {
        word: word.into(),
        year,
        serial,
    };
    for wrong in [
        number("", 2026, 1),
        number("函", 26, 1),
        number("函", 2026, 0),
    ] {
        assert_eq!(
            refused(|l| l.document_number = Some(wrong)).code(),
            "letter.bad_number"
        );
    }
    for wrong in [29.9, 50.1, f64::NAN] {
        let seal = Seal {
            image: None,
            diameter_mm: wrong,
            wet: true,
        };
        assert_eq!(
            refused(|l| l.seal = Some(seal)).code(),
            "letter.seal_diameter"
        );
    }
}

#[test]
fn a_document_number_is_written_as_the_standard_asks() {
    let number = DocumentNumber {
        word: "白鹤街办函".into(),
        year: 2026,
        serial: 12,
    };
    assert_eq!(number.to_string(), "白鹤街办函〔2026〕12号");
}

#[test]
fn text_loses_only_what_nobody_sees() {
    assert_eq!(clean("\u{FEFF}好\u{200B}的 \t\r\n 啊\u{3000}"), "好的 啊");
    assert_eq!(clean("张\u{3000}三"), "张\u{3000}三");
}
