//! 与上一稿相比: nothing is made up and nothing is left out.

use casework::changes::{Change, Line, Part, PartChange, Run, RunKind, between};
use casework::letter::{AnnexPhoto, LetterContent, Paragraph};
use proptest::prelude::*;

fn letter(paragraphs: &[(u8, &str)]) -> LetterContent {
    LetterContent {
        title: "关于反映犬只扰民问题的答复函".into(),
        addressee: Some("王先生".into()),
        body: paragraphs
            .iter()
            .map(|(level, text)| Paragraph {
                level: *level,
                text: (*text).into(),
                table: None,
            })
            .collect(),
        attachments: vec!["现场照片".into()],
        note: None,
        copy_to: vec![],
        annex: Vec::new(),
    }
}

fn changed(changes: Vec<PartChange>) -> Vec<PartChange> {
    changes
        .into_iter()
        .filter(|one| one.change != Change::Kept)
        .collect()
}

fn words(runs: &[Run]) -> String {
    runs.iter()
        .map(|run| match run.kind {
            RunKind::Kept => run.text.clone(),
            RunKind::Added => format!("+{}+", run.text),
            RunKind::Removed => format!("-{}-", run.text),
        })
        .collect()
}

/// One of the two letters that the changes were made from.
fn read(changes: &[PartChange], left_out: RunKind) -> LetterContent {
    let lines = |wanted: Part| -> Vec<(Line, String)> {
        let of_part = changes.iter().filter(|one| one.part == wanted);
        of_part
            .filter_map(|one| {
                let side = match left_out {
                    RunKind::Added => one.before,
                    _ => one.after,
                };
                let runs = one.runs.iter().filter(|run| run.kind != left_out);
                Some((side?, runs.map(|run| run.text.as_str()).collect()))
            })
            .collect()
    };
    let texts = |part| -> Vec<String> { lines(part).into_iter().map(|(_, text)| text).collect() };
    let body = lines(Part::Paragraph);
    for (at, (line, _)) in body.iter().enumerate() {
        assert_eq!(line.number as usize, at + 1, "in their order");
    }
    LetterContent {
        title: texts(Part::Title).concat(),
        addressee: texts(Part::Addressee).into_iter().next(),
        body: body
            .into_iter()
            .map(|(line, text)| Paragraph {
                level: line.level,
                text,
                table: None,
            })
            .collect(),
        attachments: texts(Part::Attachment),
        note: texts(Part::Note).into_iter().next(),
        copy_to: texts(Part::CopyTo),
        annex: Vec::new(),
    }
}

#[test]
fn a_reworded_paragraph_shows_the_words_and_the_others_stay() {
    let old = letter(&[(0, "您好！"), (0, "狗窝将尽快拆除。"), (0, "特此函复。")]);
    let new = letter(&[
        (0, "您好！"),
        (0, "狗窝已于11月13日拆除。"),
        (0, "特此函复。"),
    ]);
    let found = changed(between(&old, &new));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].part, Part::Paragraph);
    assert_eq!(found[0].change, Change::Changed);
    assert_eq!(words(&found[0].runs), "狗窝-将尽快-+已于11月13日+拆除。");
}

#[test]
fn a_new_paragraph_does_not_make_the_ones_after_it_new() {
    let old = letter(&[(1, "核查情况"), (0, "狗窝已拆除。")]);
    let new = letter(&[
        (1, "核查情况"),
        (0, "陈晓丽11月13日到现场查看。"),
        (0, "狗窝已拆除。"),
    ]);
    let found = changed(between(&old, &new));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].change, Change::Added);
    assert_eq!(
        found[0].after,
        Some(Line {
            number: 2,
            level: 0
        })
    );
}

#[test]
fn a_level_is_a_change_though_the_words_stay() {
    let found = changed(between(
        &letter(&[(1, "核查情况")]),
        &letter(&[(2, "核查情况")]),
    ));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].change, Change::Changed);
    assert_eq!(words(&found[0].runs), "核查情况");
}

#[test]
fn paragraphs_with_nothing_in_common_are_one_gone_and_one_new() {
    let found = changed(between(
        &letter(&[(0, "甲乙丙丁")]),
        &letter(&[(0, "ABCD")]),
    ));
    let kinds: Vec<Change> = found.iter().map(|one| one.change).collect();
    assert_eq!(kinds, [Change::Removed, Change::Added]);
}

fn line() -> impl Strategy<Value = String> {
    // Few characters, so that lines have much in common; some lines are long
    // enough to be compared by sentences.
    prop_oneof![
        4 => "[狗窝已拆除。；]{0,12}",
        1 => ("[狗窝已拆除。；]{1,12}", 150usize..400).prop_map(|(text, times)| text.repeat(times)),
    ]
}

#[test]
fn a_photo_that_was_added_exchanged_or_put_elsewhere_is_a_change() {
    let photo = |sha256: &str, caption: &str| AnnexPhoto {
        photo: sha256.repeat(32),
        taken_at: Some("2026-11-20T14:05:00".into()),
        place: None,
        caption: Some(caption.into()),
        watermark: false,
    };
    let with = |annex: Vec<AnnexPhoto>| LetterContent {
        annex,
        ..letter(&[(0, "现答复如下。")])
    };
    let (first, second) = (photo("0a", "狗窝"), photo("7f", "绿地"));
    let one = with(vec![first.clone()]);
    let both = with(vec![first.clone(), second.clone()]);
    let added = changed(between(&one, &both));
    assert_eq!((added.len(), added[0].part), (1, Part::Photo));
    assert_eq!(
        added[0].after,
        Some(Line {
            number: 2,
            level: 0
        })
    );
    assert!(
        added[0].runs[0]
            .text
            .starts_with("绿地　2026-11-20T14:05:00")
    );

    let turned = with(vec![second, first.clone()]);
    assert!(!changed(between(&both, &turned)).is_empty());
    let exchanged = with(vec![photo("9e", "狗窝")]);
    assert_eq!(
        changed(between(&one, &exchanged))[0].change,
        Change::Changed
    );
    let marked = with(vec![AnnexPhoto {
        watermark: true,
        ..first
    }]);
    assert_eq!(changed(between(&one, &marked)).len(), 1);
}

fn content() -> impl Strategy<Value = LetterContent> {
    (
        line(),
        proptest::option::of(line()),
        proptest::collection::vec((0u8..5, line()), 0..6),
        proptest::collection::vec(line(), 0..3),
        proptest::option::of(line()),
        proptest::collection::vec(line(), 0..3),
    )
        .prop_map(
            |(title, addressee, body, attachments, note, copy_to)| LetterContent {
                title,
                addressee,
                body: body
                    .into_iter()
                    .map(|(level, text)| Paragraph {
                        level,
                        text,
                        table: None,
                    })
                    .collect(),
                attachments,
                note,
                copy_to,
                annex: Vec::new(),
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_changes_lead_from_the_old_letter_to_the_new(old in content(), new in content()) {
        let changes = between(&old, &new);
        prop_assert_eq!(read(&changes, RunKind::Added), old);
        prop_assert_eq!(read(&changes, RunKind::Removed), new);
    }

    #[test]
    fn a_letter_has_not_changed_from_itself(one in content()) {
        prop_assert!(changed(between(&one, &one)).is_empty());
    }

    #[test]
    fn what_is_kept_has_no_run_but_kept_ones(old in content(), new in content()) {
        for one in between(&old, &new) {
            let only_kept = one.runs.iter().all(|run| run.kind == RunKind::Kept);
            match one.change {
                Change::Kept => prop_assert!(only_kept),
                Change::Added => prop_assert!(one.runs.iter().all(|run| run.kind == RunKind::Added)),
                Change::Removed => prop_assert!(one.runs.iter().all(|run| run.kind == RunKind::Removed)),
                Change::Changed => prop_assert!(!only_kept || one.before.unwrap().level != one.after.unwrap().level),
            }
        }
    }
}
