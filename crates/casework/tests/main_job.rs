//! The main job as the rulebook sees it, and who may not do what.

mod common;

use casework::action::{Act, Degree, ReplyBy};
use casework::decide::{acts, next_act};
use casework::letter::{LetterKind, LetterState};
use casework::{Action, ClosingForm, State};
use common::*;

fn form() -> ClosingForm {
    ClosingForm {
        is_true: Degree::Yes,
        beyond_duty: false,
        contacted: true,
        solved: Degree::Yes,
        unsolved_reason: None,
        handling: "已拆除狗窝。".into(),
        public_reply: "狗窝已于11月27日拆除。".into(),
    }
}

fn drafted(story: &mut Story) -> String {
    let draft = Action::DraftLetter {
        letter: letter_id(9),
        letter_kind: LetterKind::Reply,
        content: content("您好！"),
    };
    story.act(&handler(), draft, "2026-11-16 09:00").unwrap();
    story
        .case
        .letter(letter_id(9))
        .unwrap()
        .latest()
        .unwrap()
        .1
        .hash
        .clone()
}

#[test]
fn from_dispatch_to_closing_every_step_leads_to_the_next() {
    let mut story = Story::in_progress();
    assert_eq!(next_act(&story.case, &handler()), Some(Act::LogVisit));
    let seen = visit("木质狗窝1处", china("2026-11-13 14:00"));
    story
        .act(
            &handler(),
            Action::LogVisit { visit: seen },
            "2026-11-13 15:00",
        )
        .unwrap();
    assert_eq!(next_act(&story.case, &handler()), Some(Act::DraftLetter));
    let hash = drafted(&mut story);
    let letter = letter_id(9);
    story
        .act(
            &handler(),
            Action::SubmitLetter {
                letter,
                hash: hash.clone(),
                kept: Vec::new(),
            },
            "2026-11-16 10:00",
        )
        .unwrap();
    assert_eq!(next_act(&story.case, &head()), Some(Act::SignLetter));
    story
        .act(
            &head(),
            Action::SignLetter { letter, hash },
            "2026-11-16 11:00",
        )
        .unwrap();
    let signed = story.case.letter(letter).unwrap().signed.clone().unwrap();
    assert_eq!(signed.number.to_string(), "白鹤街办函〔2026〕1号");
    assert_eq!(signed.date, day("2026-11-16"));
    let reply = Action::RecordReply {
        letter: Some(letter),
        by: ReplyBy::Hand,
    };
    story.act(&handler(), reply, "2026-11-17 09:00").unwrap();
    assert_eq!(story.case.state, State::Replied);
    story
        .act(
            &handler(),
            Action::Close { form: form() },
            "2026-11-18 09:00",
        )
        .unwrap();
    assert_eq!(story.case.state, State::Closed);
}

#[test]
fn another_office_can_do_nothing_with_the_case() {
    let mut story = Story::in_progress();
    let stranger = actor("sun", casework::Role::Handler, Some(DONGLIU));
    for action in [
        Action::SignFor,
        Action::ShowCitizen,
        Action::LogContact {
            note: "看看".into(),
        },
        Action::LogVisit {
            visit: visit("路过", china("2026-11-13 14:00")),
        },
        Action::Close { form: form() },
    ] {
        assert_eq!(
            story.refused(&stranger, action, "2026-11-16 09:00").code,
            "case.wrong_office"
        );
    }
}

#[test]
fn a_handler_signs_nothing_off_and_a_head_needs_the_server() {
    let mut story = Story::in_progress();
    let hash = drafted(&mut story);
    let letter = letter_id(9);
    story
        .act(
            &handler(),
            Action::SubmitLetter {
                letter,
                hash: hash.clone(),
                kept: Vec::new(),
            },
            "2026-11-16 10:00",
        )
        .unwrap();
    let sign = Action::SignLetter { letter, hash };
    assert_eq!(
        story
            .refused(&handler(), sign.clone(), "2026-11-16 11:00")
            .code,
        "case.wrong_role"
    );
    let offline = context(china("2026-11-16 11:00"), None, None);
    let refusal = casework::decide(&story.case, &sign, &head(), &offline).unwrap_err();
    assert_eq!(refusal.code, "letter.needs_server");
}

#[test]
fn nobody_signs_a_revision_they_have_not_seen() {
    let mut story = Story::in_progress();
    let letter = letter_id(9);
    let seen = drafted(&mut story);
    let newer = Action::DraftLetter {
        letter,
        letter_kind: LetterKind::Reply,
        content: content("您好！改过。"),
    };
    story.act(&handler(), newer, "2026-11-16 09:30").unwrap();
    let now = story
        .case
        .letter(letter)
        .unwrap()
        .latest()
        .unwrap()
        .1
        .hash
        .clone();
    story
        .act(
            &handler(),
            Action::SubmitLetter {
                letter,
                hash: now.clone(),
                kept: Vec::new(),
            },
            "2026-11-16 10:00",
        )
        .unwrap();
    assert_eq!(
        story
            .refused(
                &head(),
                Action::SignLetter { letter, hash: seen },
                "2026-11-16 11:00"
            )
            .code,
        "letter.changed"
    );
    story
        .act(
            &head(),
            Action::SignLetter {
                letter,
                hash: now.clone(),
            },
            "2026-11-16 11:00",
        )
        .unwrap();
    let again = story.refused(
        &head(),
        Action::SignLetter { letter, hash: now },
        "2026-11-16 11:05",
    );
    assert_eq!(again.code, "letter.already_signed");
    assert_eq!(
        story.case.letter(letter).unwrap().state,
        LetterState::Signed
    );
}

#[test]
fn a_visit_after_closing_is_kept_and_marked() {
    let mut story = Story::in_progress();
    story
        .act(
            &handler(),
            Action::RecordReply {
                letter: None,
                by: ReplyBy::Phone,
            },
            "2026-11-16 09:00",
        )
        .unwrap();
    story
        .act(
            &handler(),
            Action::Close { form: form() },
            "2026-11-16 10:00",
        )
        .unwrap();
    let late = visit("回看，已清理", china("2026-11-20 09:00"));
    story
        .act(
            &handler(),
            Action::LogVisit { visit: late },
            "2026-11-20 10:00",
        )
        .unwrap();
    assert!(story.case.visits[0].after_closing);
    assert_eq!(story.case.state, State::Closed);
}

#[test]
fn what_is_not_allowed_is_offered_with_its_reason() {
    let story = Story::in_progress();
    let offered = acts(
        &story.case,
        &handler(),
        &context(china("2026-11-16 09:00"), None, None),
    );
    let close = offered
        .iter()
        .find(|option| option.act == Act::Close)
        .unwrap();
    let refusal = close.refusal.as_ref().unwrap();
    assert_eq!(refusal.code, "case.not_allowed_now");
    assert!(refusal.allowed.contains(&Act::LogVisit));
    assert!(
        offered
            .iter()
            .find(|option| option.act == Act::LogVisit)
            .unwrap()
            .refusal
            .is_none()
    );
}

#[test]
fn a_note_of_a_hundred_thousand_characters_is_refused_with_both_numbers() {
    let mut story = Story::in_progress();
    let long = visit(&"看".repeat(100_000), china("2026-11-16 09:00"));
    let refusal = story.refused(
        &handler(),
        Action::LogVisit { visit: long },
        "2026-11-16 09:00",
    );
    assert_eq!(refusal.code, "note.too_long");
    assert_eq!(
        (
            refusal.facts["length"].as_u64(),
            refusal.facts["limit"].as_u64()
        ),
        (Some(100_000), Some(20_000))
    );
}

#[test]
fn a_reassigned_case_starts_a_new_sign_for_clock_in_the_other_office() {
    let mut story = Story::in_progress();
    story
        .act(
            &dispatcher(),
            Action::Dispatch {
                office: DONGLIU.into(),
            },
            "2026-11-17 09:00",
        )
        .unwrap();
    assert_eq!(story.case.state, State::Assigned);
    assert_eq!(story.case.office, Some(DONGLIU.into()));
    assert_eq!(
        story
            .refused(&handler(), Action::SignFor, "2026-11-17 10:00")
            .code,
        "case.wrong_office"
    );
}

#[test]
fn an_undone_sign_for_waits_again_and_only_before_work_began() {
    let mut story = Story::in_progress();
    story
        .act(&handler(), Action::UndoSignFor, "2026-11-13 10:02")
        .unwrap();
    assert_eq!(story.case.state, State::Assigned);
    story
        .act(&handler(), Action::SignFor, "2026-11-13 10:05")
        .unwrap();
    let seen = visit("看过", china("2026-11-13 11:00"));
    story
        .act(
            &handler(),
            Action::LogVisit { visit: seen },
            "2026-11-13 11:30",
        )
        .unwrap();
    assert_eq!(
        story
            .refused(&handler(), Action::UndoSignFor, "2026-11-13 11:31")
            .code,
        "case.already_begun"
    );
}
