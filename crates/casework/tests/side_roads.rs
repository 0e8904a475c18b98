//! The side roads of DOMAIN.md: each with who may take it, and what it leads to.

mod common;

use casework::action::{Act, Degree, FollowUp, Rating, ReplyBy, ReturnCode};
use casework::decide::{acts, next_act};
use casework::joint::{Stuck, TaskOrder, agenda};
use casework::letter::LetterKind;
use casework::rules::ClockKind;
use casework::{Action, CaseId, Due, Role, State, Summary};
use common::*;
use uuid::Uuid;

fn neighbour() -> casework::Actor {
    actor("sun", Role::Handler, Some(DONGLIU))
}

fn case_id(n: u128) -> CaseId {
    CaseId(Uuid::from_u128(n))
}

fn reply() -> Action {
    Action::RecordReply {
        letter: None,
        by: ReplyBy::Phone,
    }
}

fn close() -> Action {
    Action::Close {
        form: casework::ClosingForm {
            is_true: Degree::Yes,
            beyond_duty: false,
            contacted: true,
            solved: Degree::Yes,
            unsolved_reason: None,
            handling: "已拆除狗窝。".into(),
            public_reply: "狗窝已于11月16日拆除。".into(),
        },
    }
}

fn invite() -> Action {
    Action::InviteAssist {
        office: DONGLIU.into(),
        ask: "请核查河对岸一侧".into(),
    }
}

fn seen_by(story: &Story, office: &str) -> Summary {
    let context = context(china("2026-11-16 09:00"), None, None);
    Summary::seen_by(
        &story.case,
        Some(&office.into()),
        context.calendar,
        context.rules,
    )
}

/// mysociety/fixmystreet #4457 (open): “not our responsibility” misleads; say who
/// rejected it and where to go.
#[test]
fn fixmystreet_4457_a_rejection_names_its_reason_and_whom_to_ask() {
    let mut story = Story::registered("2026-11-12 15:48");
    let bare = Action::Reject {
        reason: "不属受理范围".into(),
        refer_to: " ".into(),
    };
    let refusal = story.refused(&dispatcher(), bare, "2026-11-12 16:00");
    assert_eq!(refusal.code, "field.required");
    assert_eq!(refusal.facts["field"], "refer_to");
    let whole = Action::Reject {
        reason: "劳动争议已进入仲裁".into(),
        refer_to: "区劳动人事争议仲裁院".into(),
    };
    story.act(&dispatcher(), whole, "2026-11-12 16:00").unwrap();
    let last = story.events.last().unwrap();
    assert_eq!(last.by.name, "centre");
    let json = serde_json::to_value(&last.kind).unwrap();
    assert_eq!(json["refer_to"], "区劳动人事争议仲裁院");
    assert_eq!(story.case.state, State::Rejected);
}

#[test]
fn a_return_shows_its_evidence_and_is_ruled_once_for_all() {
    let mut story = Story::in_progress();
    let seen = story
        .act(
            &handler(),
            Action::LogVisit {
                visit: visit("河道在东柳一侧", china("2026-11-13 14:00")),
            },
            "2026-11-13 15:00",
        )
        .unwrap();
    let ask = |evidence| Action::RequestReturn {
        reason: "地点在东柳街道".into(),
        code: ReturnCode::NotOurArea,
        evidence,
    };
    let foreign = casework::ActionId(Uuid::from_u128(999));
    assert_eq!(
        story
            .refused(&handler(), ask(vec![foreign]), "2026-11-16 09:00")
            .code,
        "return.unknown_evidence"
    );
    story
        .act(&handler(), ask(vec![seen]), "2026-11-16 09:00")
        .unwrap();
    assert_eq!(story.case.state, State::ReturnRequested);
    let refuse = Action::RuleReturn {
        upheld: false,
        reason: "门牌属白鹤".into(),
    };
    story
        .act(&dispatcher(), refuse, "2026-11-16 15:00")
        .unwrap();
    assert_eq!(story.case.state, State::InProgress);
    let again = story.refused(&handler(), ask(vec![]), "2026-11-16 16:00");
    assert_eq!(again.code, "case.return_ruled");
    assert!(again.allowed.contains(&Act::InviteAssist));
}

#[test]
fn a_consultation_stops_the_clock_and_only_an_opinion_starts_it_again() {
    let mut story = Story::in_progress();
    let before = seen_by(&story, BAIHE).due.unwrap();
    let ask = Action::Consult {
        whom: "区规划分局".into(),
        question: "该处是否在红线内".into(),
    };
    story.act(&handler(), ask, "2026-11-13 11:00").unwrap();
    assert_eq!(story.case.state, State::Paused);
    assert_eq!(next_act(&story.case, &handler()), Some(Act::ReceiveOpinion));
    let wrong = Action::ReceiveSupplement { text: "无".into() };
    assert_eq!(
        story.refused(&handler(), wrong, "2026-11-16 09:00").code,
        "case.not_allowed_now"
    );
    let opinion = Action::ReceiveOpinion {
        text: "不在红线内".into(),
    };
    story.act(&handler(), opinion, "2026-11-17 09:00").unwrap();
    // Stopped on 13 and 16 November, two working days.
    let after = seen_by(&story, BAIHE).due.unwrap();
    let calendar = casework::Calendar::embedded();
    assert_eq!(
        calendar.working_days_between(before.date(), after.date()),
        2
    );
    let answer = casework::clocks::current(&story.case, casework::Rules::embedded()).unwrap();
    let sentence = answer.derivation(calendar).sentence;
    assert!(sentence.contains("征求意见停表"), "{sentence}");
}

#[test]
fn an_assisting_office_has_its_own_clock_and_the_lead_answers_for_all() {
    let mut story = Story::in_progress();
    assert_eq!(
        story
            .refused(&neighbour(), Action::SignForAssist, "2026-11-13 10:30")
            .code,
        "case.wrong_office"
    );
    story.act(&handler(), invite(), "2026-11-13 11:00").unwrap();
    assert!(story.case.involves(&DONGLIU.into()));
    assert_eq!(
        next_act(&story.case, &neighbour()),
        Some(Act::SignForAssist)
    );
    let theirs = seen_by(&story, DONGLIU);
    assert_eq!(
        (theirs.due, theirs.due_clock),
        (Some(Due::Day(day("2026-11-16"))), Some(ClockKind::SignFor))
    );
    story
        .act(&neighbour(), Action::SignForAssist, "2026-11-13 15:00")
        .unwrap();
    assert_eq!(
        seen_by(&story, DONGLIU).due,
        Some(Due::Day(day("2026-11-20"))),
        "five working days from the invitation"
    );
    assert_eq!(
        seen_by(&story, BAIHE).due,
        Some(Due::Day(day("2026-11-19"))),
        "the lead's own clock goes on"
    );
    let early = story.refused(&handler(), reply(), "2026-11-16 09:00");
    assert_eq!(early.code, "assist.outstanding");
    assert_eq!(early.facts["offices"][0], DONGLIU);
    assert!(early.allowed.contains(&Act::ReleaseAssist));
    let part = Action::Contribute {
        text: "河对岸无狗窝".into(),
    };
    story.act(&neighbour(), part, "2026-11-17 09:00").unwrap();
    assert_eq!(seen_by(&story, DONGLIU).due, None);
    // An assisting office does nothing that is the lead's.
    assert_eq!(
        story
            .refused(&neighbour(), reply(), "2026-11-17 10:00")
            .code,
        "case.wrong_office"
    );
    story.act(&handler(), reply(), "2026-11-17 10:00").unwrap();
    assert_eq!(story.case.state, State::Replied);
}

#[test]
fn a_lead_goes_on_without_an_office_that_does_not_answer() {
    let mut story = Story::in_progress();
    story.act(&handler(), invite(), "2026-11-13 11:00").unwrap();
    let release = Action::ReleaseAssist {
        office: DONGLIU.into(),
        reason: "已自行核清".into(),
    };
    story.act(&handler(), release, "2026-11-16 11:00").unwrap();
    assert!(!story.case.involves(&DONGLIU.into()));
    story.act(&handler(), reply(), "2026-11-17 10:00").unwrap();
}

#[test]
fn an_assisting_office_may_look_on_site() {
    let mut story = Story::in_progress();
    story.act(&handler(), invite(), "2026-11-13 11:00").unwrap();
    let seen = Action::LogVisit {
        visit: visit("河对岸已看", china("2026-11-13 14:00")),
    };
    story.act(&neighbour(), seen, "2026-11-13 15:00").unwrap();
    assert_eq!(story.case.visits.len(), 1);
}

#[test]
fn a_stuck_case_comes_before_the_joint_meeting_and_its_tasks_bind() {
    let mut story = Story::in_progress();
    let refer = Action::ReferToMeeting {
        reason: "涉及三家单位".into(),
    };
    assert_eq!(
        story
            .refused(&handler(), refer.clone(), "2026-11-16 09:00")
            .code,
        "case.wrong_role"
    );
    story.act(&head(), refer, "2026-11-16 09:00").unwrap();
    let today = context(china("2026-11-17 09:00"), None, None);
    let items = agenda([(case_id(1), &story.case)], &today);
    assert!(matches!(items[0].stuck[0], Stuck::Referred { .. }));
    let decide = |due: &str| Action::DecideJointly {
        held_on: day("2026-11-17"),
        decision: "东柳街道清理河道，白鹤街道拆除狗窝。".into(),
        tasks: vec![TaskOrder {
            office: DONGLIU.into(),
            what: "清理河道".into(),
            due: day(due),
        }],
    };
    assert_eq!(
        story
            .refused(&dispatcher(), decide("2026-11-16"), "2026-11-17 15:00")
            .code,
        "task.past"
    );
    story
        .act(&dispatcher(), decide("2026-11-24"), "2026-11-17 15:00")
        .unwrap();
    assert!(agenda([(case_id(1), &story.case)], &today).is_empty());
    let theirs = seen_by(&story, DONGLIU);
    assert_eq!(
        (theirs.due, theirs.due_clock),
        (Some(Due::Day(day("2026-11-24"))), Some(ClockKind::Task))
    );
    story.act(&handler(), reply(), "2026-11-18 09:00").unwrap();
    assert_eq!(
        story.refused(&handler(), close(), "2026-11-18 10:00").code,
        "task.outstanding"
    );
    let done = Action::CompleteTask {
        task: 0,
        note: "已清理".into(),
    };
    assert_eq!(
        story
            .refused(&handler(), done.clone(), "2026-11-23 09:00")
            .code,
        "task.none_open"
    );
    story.act(&neighbour(), done, "2026-11-23 09:00").unwrap();
    story.act(&handler(), close(), "2026-11-24 09:00").unwrap();
}

#[test]
fn every_citizen_of_a_merged_case_is_answered_before_closing() {
    let mut duplicate = Story::registered("2026-11-13 09:00");
    let merge = Action::Merge {
        into: case_id(1),
        number: "20261112-0187".into(),
    };
    duplicate
        .act(&dispatcher(), merge, "2026-11-13 09:30")
        .unwrap();
    assert_eq!(duplicate.case.state, State::Merged);
    assert_eq!(duplicate.case.merged_into, Some(case_id(1)));

    let mut story = Story::in_progress();
    let absorb = Action::Absorb {
        case: case_id(2),
        number: "20261113-0003".into(),
    };
    let server = casework::Actor::system();
    story
        .act(&server, absorb.clone(), "2026-11-13 10:30")
        .unwrap();
    assert_eq!(
        story.refused(&server, absorb, "2026-11-13 10:31").code,
        "merge.absorbed"
    );
    story.act(&handler(), reply(), "2026-11-16 09:00").unwrap();
    let refusal = story.refused(&handler(), close(), "2026-11-16 10:00");
    assert_eq!(refusal.code, "merge.unanswered");
    assert_eq!(refusal.facts["numbers"][0], "20261113-0003");
    assert_eq!(next_act(&story.case, &handler()), Some(Act::AnswerAbsorbed));
    let answer = Action::AnswerAbsorbed {
        case: case_id(2),
        by: ReplyBy::Sms,
    };
    story.act(&handler(), answer, "2026-11-16 11:00").unwrap();
    story.act(&handler(), close(), "2026-11-16 12:00").unwrap();
}

#[test]
fn an_approved_extension_owes_the_citizen_a_word() {
    let mut story = Story::in_progress();
    let request = story
        .act(
            &handler(),
            Action::RequestExtension {
                days: 3,
                reason: "等吊车".into(),
            },
            "2026-11-16 09:00",
        )
        .unwrap();
    let tell = Action::NotifyExtension { by: ReplyBy::Phone };
    assert_eq!(
        story
            .refused(&handler(), tell.clone(), "2026-11-16 09:10")
            .code,
        "extension.no_notice_owed"
    );
    story
        .act(
            &head(),
            Action::ApproveExtension { request },
            "2026-11-16 10:00",
        )
        .unwrap();
    assert!(story.case.extension_notice_owed.is_some());
    story.act(&handler(), tell, "2026-11-16 10:30").unwrap();
    assert!(story.case.extension_notice_owed.is_none());
}

#[test]
fn a_follow_up_that_finds_it_unsolved_reopens_the_case() {
    let mut story = Story::in_progress();
    story.act(&handler(), reply(), "2026-11-16 09:00").unwrap();
    story.act(&handler(), close(), "2026-11-16 10:00").unwrap();
    let heard = |valid, solved| Action::RecordFollowUp {
        follow_up: FollowUp {
            valid,
            contacted: true,
            solved,
            rating: Some(Rating::Satisfied),
            note: String::new(),
        },
    };
    let reopen = Action::Reopen {
        reason: "回访：狗窝又搭了".into(),
    };
    story
        .act(&dispatcher(), heard(false, Degree::No), "2026-11-17 09:00")
        .unwrap();
    assert_eq!(
        story
            .refused(&dispatcher(), reopen.clone(), "2026-11-17 09:01")
            .code,
        "case.no_ground_to_reopen",
        "nobody was reached"
    );
    story
        .act(
            &dispatcher(),
            heard(true, Degree::Partly),
            "2026-11-18 09:00",
        )
        .unwrap();
    story
        .act(&dispatcher(), reopen, "2026-11-18 09:01")
        .unwrap();
    assert_eq!(
        (story.case.state, story.case.reopened),
        (State::InProgress, 1)
    );
    assert!(story.case.follow_up.is_none(), "the new round has its own");
}

#[test]
fn supervision_says_who_why_and_until_when() {
    let mut story = Story::in_progress();
    let supervise = |until: &str| Action::Supervise {
        reason: "区长信箱来信".into(),
        until: Some(day(until)),
    };
    assert_eq!(
        story
            .refused(&handler(), supervise("2026-11-20"), "2026-11-16 09:00")
            .code,
        "case.wrong_role"
    );
    assert_eq!(
        story
            .refused(&dispatcher(), supervise("2026-11-15"), "2026-11-16 09:00")
            .code,
        "supervision.past"
    );
    story
        .act(&dispatcher(), supervise("2026-11-20"), "2026-11-16 09:00")
        .unwrap();
    let mark = story.case.supervision.clone().unwrap();
    assert_eq!(
        (mark.by.name.as_str(), mark.reason.as_str(), mark.until),
        ("centre", "区长信箱来信", Some(day("2026-11-20")))
    );
    let end = Action::EndSupervision {
        reason: "已办妥".into(),
    };
    story.act(&dispatcher(), end, "2026-11-18 09:00").unwrap();
    assert!(story.case.supervision.is_none());
}

#[test]
fn an_archived_case_takes_nothing_but_what_was_seen() {
    let mut story = Story::in_progress();
    story.act(&handler(), reply(), "2026-11-16 09:00").unwrap();
    story.act(&handler(), close(), "2026-11-16 10:00").unwrap();
    story
        .act(&dispatcher(), Action::Archive, "2026-12-30 09:00")
        .unwrap();
    let context = context(china("2026-12-31 09:00"), None, None);
    let open: Vec<Act> = acts(&story.case, &handler(), &context)
        .into_iter()
        .filter(|option| option.refusal.is_none())
        .map(|option| option.act)
        .collect();
    assert_eq!(
        open,
        [
            Act::LogVisit,
            Act::LogContact,
            Act::CorrectPostalAddress,
            Act::ShowCitizen
        ]
    );
}

#[test]
fn a_refusal_always_says_what_the_person_could_do_instead() {
    let mut story = Story::in_progress();
    let empty = Action::LogContact { note: "".into() };
    let refusal = story.refused(&handler(), empty, "2026-11-16 09:00");
    assert_eq!(refusal.code, "field.required");
    assert!(refusal.allowed.contains(&Act::LogVisit));
    assert!(
        !refusal.allowed.contains(&Act::SubmitLetter),
        "there is no letter to submit"
    );
}

#[test]
fn a_letter_that_tells_of_a_step_is_delivered_without_answering_the_case() {
    let mut story = Story::in_progress();
    let request = story
        .act(
            &handler(),
            Action::RequestExtension {
                days: 3,
                reason: "须会同执法中队".into(),
            },
            "2026-11-13 11:00",
        )
        .unwrap();
    story
        .act(
            &head(),
            Action::ApproveExtension { request },
            "2026-11-13 14:00",
        )
        .unwrap();
    let letter = letter_id(9);
    let text = "因须会同执法中队，办理期限延至2026年11月24日。";
    let draft = Action::DraftLetter {
        letter,
        letter_kind: LetterKind::Extension,
        content: content(text),
    };
    story.act(&handler(), draft, "2026-11-13 15:00").unwrap();
    let hash = content(text).hash(LetterKind::Extension);
    let submit = Action::SubmitLetter {
        letter,
        hash: hash.clone(),
        kept: Vec::new(),
    };
    story.act(&handler(), submit, "2026-11-13 15:10").unwrap();
    let serve = || Action::ServeLetter {
        letter,
        by: ReplyBy::Post,
    };
    assert_eq!(
        story.refused(&handler(), serve(), "2026-11-13 15:20").code,
        "letter.none_to_serve"
    );
    let sign = Action::SignLetter { letter, hash };
    story.act(&head(), sign, "2026-11-13 16:00").unwrap();
    let as_answer = Action::RecordReply {
        letter: Some(letter),
        by: ReplyBy::Post,
    };
    assert_eq!(
        story
            .refused(&handler(), as_answer, "2026-11-13 16:10")
            .code,
        "letter.not_an_answer"
    );
    story.act(&handler(), serve(), "2026-11-13 16:20").unwrap();
    assert_eq!(story.case.state, State::InProgress);
    assert!(story.case.replied.is_none());
    assert!(
        story.case.extension_notice_owed.is_none(),
        "the citizen knows of the extension by it"
    );
    assert_eq!(
        story.refused(&handler(), serve(), "2026-11-13 16:30").code,
        "letter.none_to_serve"
    );
}
