//! What a letter may hold beside its paragraphs.

mod common;

use casework::Action;
use casework::event::PhotoRef;
use casework::letter::{AnnexPhoto, Column, LetterContent, LetterKind, Paragraph, Table};
use common::*;

fn table() -> Paragraph {
    let column = |title: &str| Column {
        title: title.into(),
        width: None,
    };
    Paragraph {
        text: "整改措施清单".into(),
        table: Some(Table {
            columns: vec![column("措施"), column("时限")],
            rows: vec![vec!["拆除狗窝".into(), "11月27日".into()]],
        }),
        ..Paragraph::default()
    }
}

fn photo(sha256: &str) -> PhotoRef {
    let photo = serde_json::json!({
        "sha256": sha256, "size": 9, "name": "p.jpg", "format": "jpeg", "width": 4, "height": 3,
    });
    serde_json::from_value(photo).unwrap()
}

fn with_photo(sha256: &str) -> Action {
    Action::DraftLetter {
        letter: letter_id(9),
        letter_kind: LetterKind::Reply,
        content: LetterContent {
            annex: vec![AnnexPhoto {
                photo: sha256.into(),
                taken_at: None,
                place: None,
                caption: None,
                watermark: false,
            }],
            ..content("现答复如下。")
        },
    }
}

/// A sign-off names the hash: a letter from before keeps its own.
#[test]
fn a_letter_without_table_and_photos_is_written_as_it_was() {
    let written = serde_json::to_string(&content("您好！")).unwrap();
    assert_eq!(
        written,
        r#"{"title":"关于反映白鹤新村犬只扰民问题的答复函","addressee":"王先生","body":[{"level":0,"text":"您好！"}]}"#
    );
}

#[test]
fn a_table_is_read_and_counted_with_the_text() {
    let words = "整改措施清单\n措施｜时限\n拆除狗窝｜11月27日";
    assert_eq!(table().words(), words);
    let (without, mut with) = (content("一"), content("一"));
    with.body.push(table());
    assert_eq!(
        with.characters() - without.characters(),
        words.chars().count()
    );
}

#[test]
fn only_photos_of_the_case_stand_behind_its_letters() {
    let mut story = Story::in_progress();
    let own = "a".repeat(64);
    let mut seen = visit("现场有狗窝", china("2026-11-13 14:00"));
    seen.photos = vec![photo(&own)];
    story
        .act(
            &handler(),
            Action::LogVisit { visit: seen },
            "2026-11-13 15:00",
        )
        .unwrap();
    let foreign = with_photo(&"b".repeat(64));
    let refused = story.refused(&handler(), foreign, "2026-11-16 09:00");
    assert_eq!(refused.code, "letter.foreign_photo");
    story
        .act(&handler(), with_photo(&own), "2026-11-16 09:00")
        .unwrap();
}
