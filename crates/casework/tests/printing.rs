//! 已打印: who printed a signed letter, when, how many copies.

mod common;

use casework::letter::{FiledPdf, LetterKind, LetterState};
use casework::{Action, EventKind, LetterId, ReplyBy, Role};
use common::*;
use std::num::NonZeroU32;

fn print(letter: LetterId, copies: u32) -> Action {
    Action::PrintLetter {
        letter,
        copies: NonZeroU32::new(copies).unwrap(),
    }
}

fn file(letter: LetterId) -> Action {
    Action::FileLetter {
        letter,
        pdf: FiledPdf {
            sha256: "0".repeat(64),
            size: 1,
            pages: 1,
        },
    }
}

/// A case in progress with a signed reply.
fn signed() -> (Story, LetterId) {
    let mut story = Story::in_progress();
    let letter = letter_id(7);
    let text = "您好！城管员陈晓丽11月13日到现场查看，狗窝已于当日拆除。依据《宁波市养犬管理条例》第十二条处理。联系人：陈晓丽，电话：0574-87654321。";
    let hash = content(text).hash(LetterKind::Reply);
    let draft = Action::DraftLetter {
        letter,
        letter_kind: LetterKind::Reply,
        content: content(text),
    };
    story.act(&handler(), draft, "2026-11-13 09:00").unwrap();
    let submit = Action::SubmitLetter {
        letter,
        hash: hash.clone(),
        kept: Vec::new(),
    };
    story.act(&handler(), submit, "2026-11-13 09:10").unwrap();
    let sign = Action::SignLetter { letter, hash };
    story.act(&head(), sign, "2026-11-13 10:00").unwrap();
    (story, letter)
}

/// As [`signed`], with its PDF.
fn filed() -> (Story, LetterId) {
    let (mut story, letter) = signed();
    let centre = actor("system", Role::System, None);
    story
        .act(&centre, file(letter), "2026-11-13 10:01")
        .unwrap();
    (story, letter)
}

#[test]
fn every_printing_is_kept_with_who_when_and_how_many() {
    let (mut story, letter) = filed();
    story
        .act(&handler(), print(letter, 2), "2026-11-13 11:00")
        .unwrap();
    story
        .act(&head(), print(letter, 1), "2026-11-16 09:00")
        .unwrap();
    let printed = &story.case.letter(letter).unwrap().printed;
    let told: Vec<_> = printed
        .iter()
        .map(|one| (one.by_name.as_str(), one.copies.get(), one.at))
        .collect();
    assert_eq!(
        told,
        [
            ("chen", 2, china("2026-11-13 11:00")),
            ("zhou", 1, china("2026-11-16 09:00"))
        ]
    );
    let times: Vec<u32> = story
        .events
        .iter()
        .filter_map(|event| match event.kind {
            EventKind::LetterPrinted { time, .. } => Some(time),
            _ => None,
        })
        .collect();
    assert_eq!(times, [1, 2]);
}

#[test]
fn a_printed_letter_goes_on_like_a_signed_one() {
    let (mut story, letter) = filed();
    story
        .act(&handler(), print(letter, 1), "2026-11-13 11:00")
        .unwrap();
    assert_eq!(
        story.case.letter(letter).unwrap().state,
        LetterState::Printed
    );
    let (mut voided, _) = filed();
    voided
        .act(&handler(), print(letter, 1), "2026-11-13 11:00")
        .unwrap();
    let void = Action::VoidLetter {
        letter,
        reason: "称谓有误".into(),
    };
    voided.act(&head(), void, "2026-11-13 12:00").unwrap();
    assert_eq!(
        voided.case.letter(letter).unwrap().state,
        LetterState::Voided
    );
    let reply = Action::RecordReply {
        letter: Some(letter),
        by: ReplyBy::Post,
    };
    story.act(&handler(), reply, "2026-11-13 12:00").unwrap();
    assert!(story.case.letter(letter).unwrap().served.is_some());
}

/// The record may come late, from a desk that was offline.
#[test]
fn what_was_printed_before_it_was_voided_or_answered_is_still_recorded() {
    let (mut story, letter) = filed();
    let reply = Action::RecordReply {
        letter: Some(letter),
        by: ReplyBy::Post,
    };
    story.act(&handler(), reply, "2026-11-13 12:00").unwrap();
    let void = Action::VoidLetter {
        letter,
        reason: "称谓有误".into(),
    };
    story.act(&head(), void, "2026-11-13 12:30").unwrap();
    story
        .act(&handler(), print(letter, 1), "2026-11-13 13:00")
        .unwrap();
    let letter = story.case.letter(letter).unwrap();
    assert_eq!(letter.state, LetterState::Voided);
    assert_eq!(letter.printed.len(), 1);
}

#[test]
fn nothing_is_printed_before_it_is_signed_and_filed() {
    let (mut story, letter) = signed();
    let refused = story.refused(&handler(), print(letter, 1), "2026-11-13 11:00");
    assert_eq!(refused.code, "letter.rendering");
    let mut draft = Story::in_progress();
    let action = Action::DraftLetter {
        letter,
        letter_kind: LetterKind::Reply,
        content: content("草稿。"),
    };
    draft.act(&handler(), action, "2026-11-13 09:00").unwrap();
    let refused = draft.refused(&handler(), print(letter, 1), "2026-11-13 11:00");
    assert_eq!(refused.code, "letter.not_allowed_now");
}

#[test]
fn only_the_office_of_the_case_records_it() {
    let (mut story, letter) = filed();
    for (who, code) in [
        (
            actor("lin", Role::Handler, Some("330212002")),
            "case.wrong_office",
        ),
        (actor("audit", Role::Auditor, None), "case.wrong_role"),
        (dispatcher(), "case.wrong_role"),
    ] {
        let refused = story.refused(&who, print(letter, 1), "2026-11-13 11:00");
        assert_eq!(refused.code, code);
    }
}
