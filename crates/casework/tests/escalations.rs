//! 催办: what the clock sets off, exactly once, however late somebody looks.

mod common;

use casework::escalation::{self, Step};
use casework::{Action, Actor, ReplyBy};
use common::*;

/// What the server does when its clock shows `at`.
fn tick(story: &mut Story, at: &str) -> Vec<Step> {
    let now = context(china(at), None, None);
    escalation::actions(&story.case, &now)
        .into_iter()
        .map(|action| {
            let Action::Escalate { escalation } = action.clone() else {
                panic!("the clock only escalates: {action:?}");
            };
            story.act(&Actor::system(), action, at).unwrap();
            escalation.step
        })
        .collect()
}

#[test]
fn each_step_is_set_off_once() {
    let mut story = Story::in_progress(); // due on 19 November
    assert_eq!(tick(&mut story, "2026-11-17 23:59"), []);
    assert_eq!(tick(&mut story, "2026-11-18 00:01"), [Step::Yellow]);
    assert_eq!(tick(&mut story, "2026-11-18 08:00"), []);
    assert_eq!(tick(&mut story, "2026-11-19 23:59"), []);
    assert_eq!(tick(&mut story, "2026-11-20 00:01"), [Step::Red]);
    assert_eq!(tick(&mut story, "2026-11-25 23:59"), []);
    assert!(story.case.supervision.is_none());
    assert_eq!(
        tick(&mut story, "2026-11-26 00:01"),
        [Step::Overdue { working_days: 5 }]
    );
    assert!(story.case.supervision.is_some(), "督办 from then on");
}

#[test]
fn a_server_that_was_down_for_weeks_catches_up_in_order_and_once() {
    let mut story = Story::in_progress();
    assert_eq!(
        tick(&mut story, "2026-12-14 09:00"),
        [
            Step::Yellow,
            Step::Red,
            Step::Overdue { working_days: 5 },
            Step::Overdue { working_days: 15 }
        ]
    );
    assert_eq!(tick(&mut story, "2026-12-14 09:01"), []);
}

#[test]
fn an_extended_deadline_presses_anew() {
    let mut story = Story::in_progress();
    assert_eq!(tick(&mut story, "2026-11-18 09:00"), [Step::Yellow]);
    let request = story
        .act(
            &handler(),
            Action::RequestExtension {
                days: 5,
                reason: "等吊车".into(),
            },
            "2026-11-18 10:00",
        )
        .unwrap();
    story
        .act(
            &head(),
            Action::ApproveExtension { request },
            "2026-11-18 11:00",
        )
        .unwrap();
    assert_eq!(tick(&mut story, "2026-11-24 09:00"), []);
    assert_eq!(tick(&mut story, "2026-11-25 09:00"), [Step::Yellow]);
}

#[test]
fn nothing_presses_while_the_clock_stands_still_or_after_the_answer() {
    let mut story = Story::in_progress();
    let ask = Action::AskSupplement {
        ask: "请写明楼号".into(),
    };
    story.act(&handler(), ask, "2026-11-13 11:00").unwrap();
    assert_eq!(tick(&mut story, "2026-12-14 09:00"), []);
    let got = Action::ReceiveSupplement {
        text: "29幢".into(),
    };
    story.act(&handler(), got, "2026-12-14 10:00").unwrap();
    let reply = Action::RecordReply {
        letter: None,
        by: ReplyBy::Phone,
    };
    story.act(&handler(), reply, "2026-12-15 10:00").unwrap();
    assert_eq!(tick(&mut story, "2027-02-15 09:00"), []);
}

#[test]
fn an_assisting_office_is_pressed_by_its_own_clock() {
    let mut story = Story::in_progress();
    let invite = Action::InviteAssist {
        office: DONGLIU.into(),
        ask: "请核查".into(),
    };
    story.act(&handler(), invite, "2026-11-13 11:00").unwrap();
    let now = context(china("2026-11-17 09:00"), None, None);
    let due = escalation::due(&story.case, &now);
    assert_eq!(due.len(), 2, "yellow and red of its sign-for: {due:?}");
    assert!(due.iter().all(|one| one.office == DONGLIU.into()));
}

#[test]
fn the_server_cannot_claim_a_step_that_the_clock_has_not_reached() {
    let mut story = Story::in_progress();
    let later = context(china("2026-11-20 09:00"), None, None);
    let early = escalation::actions(&story.case, &later).pop().unwrap();
    let refusal = story.refused(&Actor::system(), early, "2026-11-18 09:00");
    assert_eq!(refusal.code, "escalation.not_reached");
}
