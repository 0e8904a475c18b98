//! Due dates to the day, each explaining itself.

mod common;

use casework::action::Act;
use casework::deadline::{Limit, Pause};
use casework::rules::Matter;
use casework::rules::{ClockKind, OfficeHours, PauseReason, Rule, Unit};
use casework::summary::Lamp;
use casework::{Action, Arrangement, Calendar, Due, EventKind, Rules, Summary, clocks};
use common::*;

fn summary(story: &Story) -> Summary {
    Summary::of(&story.case, Calendar::embedded(), Rules::embedded())
}

fn due(text: &str) -> Option<Due> {
    Some(Due::Day(day(text)))
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
    let clock = clocks::current(&story.case, Rules::embedded()).unwrap();
    let derivation = clock.derivation(Calendar::embedded());
    assert_eq!(
        derivation.sentence,
        "自2026年9月30日收到次日起算5个工作日（10月1日至7日休，10月10日调休上班），应于2026年10月13日前（含当日）答复"
    );
    assert_eq!(derivation.due, day("2026-10-13"));
    assert_eq!(Due::Day(derivation.due), clock.due(Calendar::embedded()));
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
    assert_eq!(
        summary(&story).lamp(china("2026-11-18 09:00")),
        Lamp::Paused
    );
    story
        .act(
            &handler(),
            Action::ReceiveSupplement {
                text: "29幢西侧".into(),
            },
            "2026-11-19 08:50",
        )
        .unwrap();
    let clock = clocks::current(&story.case, Rules::embedded()).unwrap();
    let derivation = clock.derivation(Calendar::embedded());
    assert_eq!(derivation.due, day("2026-11-23"));
    assert_eq!(
        derivation.sentence,
        "自2026年11月12日收到次日起算5个工作日（14日至15日、21日至22日休，17日至18日补正停表），应于2026年11月23日前（含当日）答复"
    );
}

#[test]
fn the_lamp_turns_yellow_one_working_day_before_and_red_the_day_after() {
    let summary = summary(&Story::in_progress());
    assert_eq!(summary.due, due("2026-11-19"));
    assert_eq!(summary.lamp(china("2026-11-17 09:00")), Lamp::Green);
    assert_eq!(summary.lamp(china("2026-11-18 09:00")), Lamp::Yellow);
    assert_eq!(summary.lamp(china("2026-11-19 09:00")), Lamp::Yellow);
    assert_eq!(summary.lamp(china("2026-11-20 09:00")), Lamp::Red);
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
    let clock = clocks::current(&story.case, Rules::embedded()).unwrap();
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
    assert_eq!(summary.due, due("2027-01-11"));
    assert!(summary.estimated);
    let clock = clocks::current(&story.case, Rules::embedded()).unwrap();
    assert!(
        clock
            .derivation(Calendar::embedded())
            .sentence
            .contains("预估应于2027年1月11日前（含当日）答复")
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
    assert_eq!(summary(&story).due, due("2026-11-13"));
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
    assert_eq!((summary.due, summary.reopened), (due("2026-11-25"), 1));
}

#[test]
fn the_machines_zone_does_not_matter() {
    for zone in ZONES {
        run_again_in(zone, "the_machines_zone_does_not_matter");
    }
}

/// Amsterdam/signals #791: a deadline over the weekend came out wrong by the
/// machine's time zone, and nobody had thought of holidays.
#[test]
fn signals_791_a_deadline_over_a_weekend_or_holiday_is_told_by_china_dates() {
    let received = |at: &str| {
        let mut story = Story::registered(at);
        let office = BAIHE.into();
        story
            .act(&dispatcher(), Action::Dispatch { office }, at)
            .unwrap();
        summary(&story).due
    };
    assert_eq!(received("2026-11-13 23:50"), due("2026-11-16"));
    assert_eq!(received("2026-11-14 00:10"), due("2026-11-16"));
    assert_eq!(received("2026-11-15 23:50"), due("2026-11-16"));
    // Still Sunday by UTC.
    assert_eq!(received("2026-11-16 00:10"), due("2026-11-17"));
    // Before, within and after 国庆节; the 10th is a Saturday that is worked.
    assert_eq!(received("2026-09-30 23:50"), due("2026-10-08"));
    assert_eq!(received("2026-10-01 00:10"), due("2026-10-08"));
    assert_eq!(received("2026-10-09 16:00"), due("2026-10-10"));
    assert_eq!(received("2026-10-10 00:10"), due("2026-10-12"));
}

const LOCAL: &str = "id,matter,clock,limit,unit,counted_from,extension_cap,next_working_day,article,basis,category,office,on
all,hotline,answer,5,working_day,dispatch,10,no,本地,2026,,,yes
noise,hotline,answer,3,working_day,dispatch,,no,本地,2026,S2,,yes
dogs,hotline,answer,2,working_day,dispatch,,no,本地,2026,S218,,yes
baihe,hotline,answer,7,working_day,dispatch,,no,本地,2026,,330212011,yes
baihe.dogs,hotline,answer,1,working_day,dispatch,,no,本地,2026,S218,330212011,no
sign,hotline,sign_for,1,working_day,dispatch,,no,本地,2026,,,yes
";

/// mysociety/fixmystreet #2378 (open): each authority has limits of its own.
#[test]
fn fixmystreet_2378_an_office_and_a_category_have_limits_of_their_own() {
    let set = Rules::embedded()
        .read_next(LOCAL, None, day("2026-11-01"))
        .unwrap();
    let limit = |category: &str, office: &str| {
        let office = office.into();
        let rule = set.rule(Matter::Hotline, ClockKind::Answer, category, Some(&office));
        rule.unwrap().limit
    };
    assert_eq!(limit("E101", DONGLIU), 5, "the matter's");
    assert_eq!(limit("S201", DONGLIU), 3, "the category's");
    assert_eq!(limit("S218", DONGLIU), 2, "the nearer category's");
    assert_eq!(
        limit("S218", BAIHE),
        7,
        "the office's; a rule that is off binds nobody"
    );

    let book = Rules::embedded().clone().with(set);
    let mut late = Story::in_progress();
    late.case.rules_version = 2;
    let by = |story: &Story| Summary::of(&story.case, Calendar::embedded(), &book);
    assert_eq!(by(&late).due, due("2026-11-23"));
    assert_eq!(by(&late).lamp(china("2026-11-20 09:00")), Lamp::Yellow);
    assert_eq!(by(&late).lamp(china("2026-11-24 00:00")), Lamp::Red);
}

#[test]
fn a_case_stays_under_the_rules_it_was_opened_under() {
    let next = Rules::embedded()
        .read_next(LOCAL, None, day("2026-11-13"))
        .unwrap();
    let book = Rules::embedded().clone().with(next);
    let opened = |at: &str| {
        let context = casework::Context {
            rules: &book,
            ..context(china(at), None, None)
        };
        let event =
            casework::register(registration(Matter::Hotline), &dispatcher(), &context).unwrap();
        casework::fold([&event]).unwrap().rules_version
    };
    assert_eq!(opened("2026-11-12 23:59"), 1);
    assert_eq!(opened("2026-11-13 00:00"), 2);
    let corrected = book.read_next(LOCAL, Some(day("2026-11-01")), day("2026-11-20"));
    let book = book.with(corrected.unwrap());
    let on = |date: &str| book.in_force_on(day(date)).version;
    assert_eq!(
        (on("2026-11-12"), on("2026-11-13")),
        (3, 2),
        "the last to begin"
    );
    let unknown = book.version(9);
    assert_eq!(unknown.version, 3, "not pulled yet: the newest known");
}

#[test]
fn a_registration_from_before_there_were_versions_is_under_the_first() {
    let event = &Story::registered("2026-11-12 09:00").events[0];
    let mut stored = serde_json::to_value(event).unwrap();
    assert_eq!(stored["rules"], 1);
    stored.as_object_mut().unwrap().remove("rules");
    assert_eq!(
        serde_json::from_value::<casework::Event>(stored).unwrap(),
        *event
    );
}

#[test]
fn rules_of_before_there_were_versions_are_read_as_one() {
    let old = r#"{"version":1,"yellow_before":2,"rules":[{"id":"a","matter":"hotline","clock":"answer","limit":5,"unit":"working_day","counted_from":"dispatch","extension_cap":10,"next_working_day":"no","article":"热线承办时限","basis":"本地规则 2026-03 版"}]}"#;
    let rules: Rules = serde_json::from_str(old).unwrap();
    let set = rules.in_force_on(day("2020-01-01"));
    assert_eq!(
        (set.yellow_before, set.escalate_overdue.as_slice()),
        (2, &[5, 15][..])
    );
    let rule = set
        .rule(Matter::Hotline, ClockKind::Answer, "", None)
        .unwrap();
    assert!(rule.stopped_by.contains(&PauseReason::Supplement));
    let written = serde_json::to_string(&rules).unwrap();
    assert_eq!(serde_json::from_str::<Rules>(&written).unwrap(), rules);
}

#[test]
fn every_embedded_rule_names_its_source_and_only_national_ones_and_the_hotline_practice_bind() {
    let set = Rules::embedded().newest();
    for rule in &set.rules {
        assert!(
            !rule.source.is_empty() && !rule.article.is_empty(),
            "{}",
            rule.id
        );
        let binds = matches!(rule.scope.as_str(), "national" | "hotline");
        assert_eq!(rule.on, binds, "{}", rule.id);
    }
    let read_again = Rules::embedded()
        .read_next(&set.to_csv().unwrap(), None, set.valid_from)
        .unwrap();
    assert_eq!(read_again.rules, set.rules);
}

#[test]
fn malformed_rules_are_refused_with_their_place() {
    let said = |text: &str| {
        let read = Rules::embedded().read_next(text, None, day("2026-11-01"));
        read.unwrap_err().to_string()
    };
    assert_eq!(
        said(&LOCAL.replace("noise,hotline,answer,3", "noise,hotline,answer,three")),
        "line 3, column limit: invalid digit found in string"
    );
    let unit = said(&LOCAL.replace("2,working_day", "2,week"));
    assert!(
        unit.starts_with("line 4: unknown variant `week`, expected "),
        "{unit}"
    );
    assert_eq!(
        said(&LOCAL.replace("noise,", "all,")),
        "rule all: another rule has this id"
    );
    assert_eq!(said(&LOCAL.replace(",yes", ",no")), "no rule is on");
    let hours = r#"{"yellow_before":1,"office_hours":["09:00-08:00"],"rules":[]}"#;
    assert!(said(hours).contains("office hours"), "{}", said(hours));
}

#[test]
fn what_the_citizen_may_count_on_is_not_restarted_by_a_reassignment() {
    let mut story = Story::in_progress();
    let ask = Action::RequestExtension {
        days: 2,
        reason: "须现场会商".into(),
    };
    let request = story.act(&handler(), ask, "2026-11-16 09:00").unwrap();
    let approve = Action::ApproveExtension { request };
    story.act(&head(), approve, "2026-11-16 11:00").unwrap();
    let office = DONGLIU.into();
    story
        .act(
            &dispatcher(),
            Action::Dispatch { office },
            "2026-11-17 09:00",
        )
        .unwrap();
    let (calendar, rules) = (Calendar::embedded(), Rules::embedded());
    let office = clocks::answer(&story.case, rules).unwrap();
    assert_eq!(
        office.due(calendar),
        Due::Day(day("2026-11-24")),
        "its own five days"
    );
    let citizen = clocks::citizen(&story.case, rules).unwrap();
    let derivation = citizen.derivation(calendar);
    assert_eq!(
        derivation.sentence,
        "自2026年11月12日首次派单次日起算7个工作日（14日至15日、21日至22日休，含批准延期2个工作日），应于2026年11月23日前（含当日）答复市民"
    );
    assert_eq!(derivation.due, day("2026-11-23"));
}

#[test]
fn a_reopened_case_starts_anew_for_the_citizen_too() {
    let mut story = Story::in_progress();
    let by = casework::ReplyBy::Phone;
    let reply = Action::RecordReply { letter: None, by };
    story.act(&handler(), reply, "2026-11-16 09:00").unwrap();
    let rated = Action::RecordRating {
        rating: casework::action::Rating::Dissatisfied,
        note: String::new(),
    };
    story.act(&dispatcher(), rated, "2026-11-20 08:50").unwrap();
    let reason = "市民不满意".into();
    story
        .act(&dispatcher(), Action::Reopen { reason }, "2026-11-20 09:00")
        .unwrap();
    let citizen = clocks::citizen(&story.case, Rules::embedded()).unwrap();
    assert_eq!(
        citizen.due(Calendar::embedded()),
        Due::Day(day("2026-11-25"))
    );
}

#[test]
fn a_new_calendar_tells_of_the_due_date_that_it_moved() {
    let story = Story::in_progress();
    let published =
        "date,weekday,kind,name\n2026-11-18,三,off,临时放假\n2026-11-21,六,work,临时放假\n";
    let calendar = Calendar::embedded().with(Arrangement::read(published).unwrap());
    let context = casework::Context {
        calendar: &calendar,
        ..context(china("2026-11-17 08:00"), None, None)
    };
    let before = Calendar::embedded();
    let told = casework::calendar_changed(&story.case, before, &context);
    let [event] = &told[..] else {
        panic!("{told:?}")
    };
    assert_eq!(
        event.kind,
        EventKind::CalendarChanged {
            version: 2,
            office: None,
            clock: ClockKind::Answer,
            due_before: Due::Day(day("2026-11-19")),
            due_after: Due::Day(day("2026-11-20")),
        }
    );
    let after = casework::evolve(story.case.clone(), event);
    assert_eq!(casework::calendar_changed(&after, &calendar, &context), []);
    assert_eq!(
        (after.state, after.pauses),
        (story.case.state, story.case.pauses)
    );
}

#[test]
fn a_new_calendar_tells_of_the_due_date_of_an_assisting_office() {
    let mut story = Story::in_progress();
    let invite = Action::InviteAssist {
        office: "dongliu".into(),
        ask: "请一并查看".into(),
    };
    story.act(&handler(), invite, "2026-11-16 09:00").unwrap();
    let published = "date,weekday,kind,name\n2026-11-17,二,off,临时放假\n";
    let calendar = Calendar::embedded().with(Arrangement::read(published).unwrap());
    let context = casework::Context {
        calendar: &calendar,
        ..context(china("2026-11-16 10:00"), None, None)
    };
    let told = casework::calendar_changed(&story.case, Calendar::embedded(), &context);
    let moved: Vec<_> = told
        .iter()
        .map(|event| match &event.kind {
            EventKind::CalendarChanged {
                office,
                clock,
                due_after,
                ..
            } => (office.clone(), *clock, *due_after),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        moved,
        [
            (None, ClockKind::Answer, Due::Day(day("2026-11-20"))),
            (
                Some("dongliu".into()),
                ClockKind::SignFor,
                Due::Day(day("2026-11-18"))
            ),
        ]
    );
}

#[test]
fn consulting_stops_only_the_clocks_that_its_rule_stops() {
    let rule = rule(5, Unit::WorkingDay);
    let pauses = [Pause {
        from: china("2026-11-17 08:35"),
        until: Some(china("2026-11-19 08:50")),
        why: PauseReason::Consultation,
    }];
    let derivation = limit(&rule, "2026-11-12 15:48", &pauses).derivation();
    assert_eq!(
        derivation.sentence,
        "自2026年11月12日收到次日起算5个工作日（14日至15日、21日至22日休，17日至18日征求意见停表），应于2026年11月23日前（含当日）答复"
    );
    assert_eq!(derivation.stops[0].why, PauseReason::Consultation);
    let not_stopped = Rule {
        stopped_by: vec![PauseReason::Supplement],
        ..rule
    };
    let due = limit(&not_stopped, "2026-11-12 15:48", &pauses).due();
    assert_eq!(due, Due::Day(day("2026-11-19")));
}

#[test]
fn a_limit_in_days_that_ends_on_a_day_off_moves_on_where_its_rule_says_so() {
    let mut rule = rule(3, Unit::CalendarDay);
    assert_eq!(
        limit(&rule, "2026-09-29 09:00", &[]).due(),
        Due::Day(day("2026-10-02"))
    );
    rule.next_working_day = true;
    let derivation = limit(&rule, "2026-09-29 09:00", &[]).derivation();
    assert_eq!(derivation.due, day("2026-10-08"));
    assert!(derivation.moved_on);
    assert_eq!(
        derivation.sentence,
        "自2026年9月29日收到次日起算3日（末日逢休顺延），应于2026年10月8日前（含当日）答复"
    );
}

#[test]
fn working_hours_run_within_the_offices_hours_only() {
    let rule = rule(4, Unit::WorkingHour);
    let due = |start: &str| limit(&rule, start, &[]).due();
    let at = |text: &str| Due::At(china(text));
    assert_eq!(due("2026-11-12 08:30"), at("2026-11-12 14:30"), "over noon");
    assert_eq!(
        due("2026-11-12 06:00"),
        at("2026-11-12 14:30"),
        "before they open"
    );
    assert_eq!(
        due("2026-11-12 15:48"),
        at("2026-11-13 10:48"),
        "over night"
    );
    assert_eq!(
        due("2026-11-12 13:30"),
        at("2026-11-13 09:00"),
        "at the very end of a day"
    );
    assert_eq!(
        due("2026-11-14 10:00"),
        at("2026-11-16 14:30"),
        "from a Saturday"
    );
    let derivation = limit(&rule, "2026-11-13 15:48", &[]).derivation();
    assert_eq!(
        derivation.sentence,
        "自2026年11月13日15:48收到起算4个工作时（工作时间8:30至12:00、14:00至17:30，14日至15日休），应于2026年11月16日10:48前答复"
    );
}

#[test]
fn a_pause_within_a_day_moves_an_instant_by_its_working_time() {
    let rule = rule(4, Unit::WorkingHour);
    let pauses = [Pause {
        from: china("2026-11-12 11:00"),
        until: Some(china("2026-11-12 14:30")),
        why: PauseReason::Supplement,
    }];
    let due = limit(&rule, "2026-11-12 08:30", &pauses).due();
    assert_eq!(due, Due::At(china("2026-11-12 16:00")));
    let told = limit(&rule, "2026-11-12 08:30", &pauses).derivation();
    assert!(
        told.sentence.contains("，12日补正停表）"),
        "{}",
        told.sentence
    );
    assert!(!due.is_over(china("2026-11-12 16:00")));
    assert!(due.is_over(china("2026-11-12 16:01")));
}

fn rule(limit: u32, unit: Unit) -> Rule {
    let set = Rules::embedded().newest();
    let hotline = set.rule(Matter::Hotline, ClockKind::Answer, "", None);
    Rule {
        limit,
        unit,
        ..hotline.unwrap().clone()
    }
}

fn limit<'a>(rule: &'a Rule, start: &str, pauses: &'a [Pause]) -> Limit<'a> {
    static HOURS: std::sync::OnceLock<OfficeHours> = std::sync::OnceLock::new();
    Limit {
        calendar: Calendar::embedded(),
        hours: HOURS.get_or_init(OfficeHours::default),
        rule,
        start: china(start),
        extended_by: 0,
        pauses,
    }
}
