//! Due dates to the day, each explaining itself.

mod common;

use casework::action::Act;
use casework::rules::Matter;
use casework::summary::Lamp;
use casework::{Action, Calendar, RuleSet, Summary, clocks};
use common::*;

fn summary(story: &Story) -> Summary {
    Summary::of(&story.case, Calendar::embedded(), RuleSet::embedded())
}

#[test]
fn the_sentence_names_holidays_and_make_up_workdays() {
    let mut story = Story::registered("2026-09-30 09:00");
    story
        .act(
            &dispatcher(),
            Action::Dispatch {
                office: BAIHE.into(),
            },
            "2026-09-30 09:10",
        )
        .unwrap();
    story
        .act(&handler(), Action::SignFor, "2026-09-30 10:00")
        .unwrap();
    let clock = clocks::current(&story.case, RuleSet::embedded()).unwrap();
    let derivation = clock.derivation(Calendar::embedded());
    assert_eq!(
        derivation.sentence,
        "自2026年9月30日收到次日起算5个工作日（10月1日至7日休，10月10日调休上班），应于2026年10月13日前答复"
    );
    assert_eq!(derivation.due, day("2026-10-13"));
    assert_eq!(derivation.due, clock.due(Calendar::embedded()));
}

#[test]
fn the_supplement_stops_the_clock_from_the_day_it_is_asked_to_the_day_before_it_comes() {
    let mut story = Story::in_progress();
    story
        .act(
            &handler(),
            Action::AskSupplement {
                ask: "具体位置".into(),
            },
            "2026-11-17 08:35",
        )
        .unwrap();
    assert_eq!(summary(&story).due, None);
    assert_eq!(summary(&story).lamp(day("2026-11-18")), Lamp::Paused);
    story
        .act(
            &handler(),
            Action::ReceiveSupplement {
                text: "29幢西侧".into(),
            },
            "2026-11-19 08:50",
        )
        .unwrap();
    let clock = clocks::current(&story.case, RuleSet::embedded()).unwrap();
    let derivation = clock.derivation(Calendar::embedded());
    assert_eq!(derivation.due, day("2026-11-23"));
    assert_eq!(
        derivation.sentence,
        "自2026年11月12日收到次日起算5个工作日（14日至15日、21日至22日休，17日至18日补正停表），应于2026年11月23日前答复"
    );
}

#[test]
fn the_lamp_turns_yellow_one_working_day_before_and_red_the_day_after() {
    let summary = summary(&Story::in_progress());
    assert_eq!(summary.due, Some(day("2026-11-19")));
    assert_eq!(summary.lamp(day("2026-11-17")), Lamp::Green);
    assert_eq!(summary.lamp(day("2026-11-18")), Lamp::Yellow);
    assert_eq!(summary.lamp(day("2026-11-19")), Lamp::Yellow);
    assert_eq!(summary.lamp(day("2026-11-20")), Lamp::Red);
}

#[test]
fn an_approved_extension_moves_the_due_date_and_says_so() {
    let mut story = Story::in_progress();
    let ask = Action::RequestExtension {
        days: 10,
        reason: "须多部门现场会商".into(),
    };
    let request = story.act(&handler(), ask, "2026-11-16 09:00").unwrap();
    story
        .act(
            &head(),
            Action::ApproveExtension { request },
            "2026-11-16 11:00",
        )
        .unwrap();
    let clock = clocks::current(&story.case, RuleSet::embedded()).unwrap();
    let derivation = clock.derivation(Calendar::embedded());
    assert_eq!(derivation.due, day("2026-12-03"));
    assert!(
        derivation.sentence.contains("含批准延期10个工作日"),
        "{}",
        derivation.sentence
    );
    let more = Action::RequestExtension {
        days: 1,
        reason: "再延".into(),
    };
    assert_eq!(
        story.refused(&handler(), more, "2026-11-17 09:00").code,
        "extension.cap_reached"
    );
}

#[test]
fn a_petition_beyond_the_published_calendar_is_an_estimate() {
    let mut story = Story::of(Matter::Petition, "2026-11-12 09:00");
    story
        .act(&dispatcher(), Action::Accept, "2026-11-12 09:30")
        .unwrap();
    story
        .act(
            &dispatcher(),
            Action::Dispatch {
                office: BAIHE.into(),
            },
            "2026-11-12 10:00",
        )
        .unwrap();
    story
        .act(&handler(), Action::SignFor, "2026-11-12 11:00")
        .unwrap();
    let summary = summary(&story);
    assert_eq!(summary.due, Some(day("2027-01-11")));
    assert!(summary.estimated);
    let clock = clocks::current(&story.case, RuleSet::embedded()).unwrap();
    assert!(
        clock
            .derivation(Calendar::embedded())
            .sentence
            .contains("预估应于2027年1月11日前答复")
    );
}

#[test]
fn a_case_received_late_in_the_evening_counts_from_its_china_day() {
    let mut story = Story::registered("2026-11-12 23:50");
    story
        .act(
            &dispatcher(),
            Action::Dispatch {
                office: BAIHE.into(),
            },
            "2026-11-12 23:55",
        )
        .unwrap();
    assert_eq!(summary(&story).due, Some(day("2026-11-13")));
}

#[test]
fn returning_is_refused_after_the_window_with_its_last_day() {
    let mut story = Story::in_progress();
    let refusal = story.refused(
        &handler(),
        Action::RequestReturn {
            code: Default::default(),
            evidence: vec![],
            reason: "不属本街道".into(),
        },
        "2026-11-18 09:00",
    );
    assert_eq!(refusal.code, "case.return_window_over");
    assert_eq!(refusal.facts["until"], "2026-11-17");
    assert!(refusal.allowed.contains(&Act::RequestExtension));
}

#[test]
fn a_reopened_case_has_three_fresh_working_days() {
    let mut story = Story::in_progress();
    let by = casework::ReplyBy::Phone;
    story
        .act(
            &handler(),
            Action::RecordReply { letter: None, by },
            "2026-11-16 09:00",
        )
        .unwrap();
    let reopen = Action::Reopen {
        reason: "市民不满意".into(),
    };
    assert_eq!(
        story
            .refused(&dispatcher(), reopen.clone(), "2026-11-20 08:50")
            .code,
        "case.no_ground_to_reopen"
    );
    let rating = Action::RecordRating {
        rating: casework::action::Rating::Dissatisfied,
        note: "狗还在叫".into(),
    };
    story
        .act(&dispatcher(), rating, "2026-11-20 08:55")
        .unwrap();
    story
        .act(&dispatcher(), reopen, "2026-11-20 09:00")
        .unwrap();
    let summary = summary(&story);
    assert_eq!(
        (summary.due, summary.reopened),
        (Some(day("2026-11-25")), 1)
    );
}
