use super::today;
use crate::generate::morning;
use crate::workdays::{after_office_minutes, at, is_working, shift};
use crate::{Act, Rating, Role, SampleCase, Share, cases, district};
use chrono::NaiveDate;
use std::collections::BTreeMap;

fn many() -> impl Iterator<Item = SampleCase> {
    cases(1, today(), 3_000)
}

#[test]
fn steps_are_in_order_and_none_lies_ahead() {
    for case in many() {
        let steps = &case.course.steps;
        assert_eq!(steps[0].act, Act::Registered);
        assert!(steps[0].at >= case.submitted_at);
        assert!(
            steps.is_sorted_by_key(|step| step.at),
            "case {}",
            case.index
        );
        assert!(
            steps.iter().all(|step| step.at <= morning(today())),
            "case {}",
            case.index
        );
    }
}

#[test]
fn everyone_does_what_their_role_does_for_their_own_office() {
    let people: BTreeMap<_, _> = district(1)
        .people
        .into_iter()
        .map(|p| (p.user.clone(), p))
        .collect();
    for case in many() {
        let mut office = None;
        for step in &case.course.steps {
            let person = &people[&step.by];
            let role = match &step.act {
                Act::Registered
                | Act::Accepted
                | Act::Rejected { .. }
                | Act::ReturnUpheld { .. }
                | Act::ReturnRefused { .. }
                | Act::SupplementReceived { .. }
                | Act::Rated { .. }
                | Act::FollowedUp(_)
                | Act::Reopened { .. }
                | Act::Withdrawn { .. } => Role::Dispatcher,
                Act::Dispatched { office: to } => {
                    office = Some(to.clone());
                    Role::Dispatcher
                }
                Act::ExtensionApproved
                | Act::ExtensionRefused { .. }
                | Act::LetterReturned { .. }
                | Act::LetterSigned { .. } => Role::Head,
                _ => Role::Handler,
            };
            assert_eq!(person.role, role, "{:?}", step.act);
            if role != Role::Dispatcher {
                assert_eq!(person.office, office, "{:?}", step.act);
            }
        }
        let last = office.unwrap_or_else(|| case.office.clone());
        let waits_elsewhere = last != case.office;
        assert!(
            !waits_elsewhere
                || !case
                    .course
                    .steps
                    .iter()
                    .any(|s| matches!(s.act, Act::Replied { .. }))
        );
    }
}

/// What each act needs to have happened before it, as the practice has it.
#[test]
fn no_act_comes_before_what_it_needs() {
    for case in many() {
        let (mut signed_for, mut paused, mut asked, mut replied) = (false, false, false, false);
        let mut letters: Vec<&str> = Vec::new();
        for step in &case.course.steps {
            let known = |letter: &usize, states: &[&str]| states.contains(&letters[*letter]);
            match &step.act {
                Act::Dispatched { .. } => signed_for = false,
                Act::SignedFor => {
                    assert!(!signed_for);
                    signed_for = true;
                }
                Act::Contacted { .. } | Act::Visited(_) => assert!(signed_for),
                Act::SupplementAsked { .. } => {
                    assert!(signed_for && !paused);
                    paused = true;
                }
                Act::SupplementReceived { .. } => {
                    assert!(paused);
                    paused = false;
                }
                Act::ExtensionRequested { days, .. } => {
                    assert!(signed_for && !paused && !asked && (1..=30).contains(days));
                    asked = true;
                }
                Act::ExtensionApproved | Act::ExtensionRefused { .. } => {
                    assert!(asked);
                    asked = false;
                }
                Act::LetterDrafted { letter, .. } => {
                    assert!(signed_for);
                    match letters.len() {
                        next if next == *letter => letters.push("draft"),
                        _ => {
                            assert!(known(letter, &["returned"]));
                            letters[*letter] = "draft";
                        }
                    }
                }
                Act::LetterSubmitted { letter } => {
                    assert!(known(letter, &["draft"]));
                    letters[*letter] = "submitted";
                }
                Act::LetterReturned { letter, .. } => {
                    assert!(known(letter, &["submitted"]));
                    letters[*letter] = "returned";
                }
                Act::LetterSigned { letter } => {
                    assert!(known(letter, &["submitted"]));
                    letters[*letter] = "signed";
                }
                Act::Replied { letter, .. } => {
                    assert!(letter.is_none_or(|letter| letters[letter] == "signed"));
                    assert!(!paused && !asked && !replied);
                    replied = true;
                }
                Act::Rated { .. } | Act::Closed(_) | Act::FollowedUp(_) => assert!(replied),
                Act::Reopened { .. } => {
                    assert!(replied);
                    replied = false;
                }
                _ => {}
            }
        }
    }
}

#[test]
fn returns_are_asked_for_within_a_working_day() {
    let mut returns = 0;
    for case in many().skip(crate::handwritten::COUNT) {
        let mut signed_for = None;
        for step in &case.course.steps {
            match step.act {
                Act::SignedFor => signed_for = Some(step.at),
                Act::ReturnRequested { .. } => {
                    returns += 1;
                    assert!(step.at.date() <= shift(signed_for.unwrap().date(), 1));
                }
                _ => {}
            }
        }
    }
    assert!(returns > 30, "{returns}");
}

#[test]
fn every_turn_a_case_can_take_is_taken() {
    let mut seen = BTreeMap::new();
    for case in many() {
        for step in &case.course.steps {
            let name = format!("{:?}", step.act);
            let name = name
                .split([' ', '(', '{'])
                .next()
                .unwrap_or_default()
                .to_owned();
            *seen.entry(name).or_insert(0) += 1;
        }
    }
    assert_eq!(seen.len(), 25, "{seen:?}");
    assert!(seen.values().all(|count| *count >= 10), "{seen:?}");
}

#[test]
fn most_old_cases_are_closed() {
    let old: Vec<_> = many()
        .filter(|case| case.submitted_at.date() < shift(today(), -80))
        .collect();
    let ended = |case: &&SampleCase| {
        let end = |act: &Act| {
            matches!(
                act,
                Act::Closed(_) | Act::Rejected { .. } | Act::Withdrawn { .. }
            )
        };
        case.course.steps.iter().any(|step| end(&step.act))
    };
    let ended = old.iter().filter(ended).count();
    assert!(
        ended * 100 >= old.len() * 93 && ended < old.len(),
        "{ended} of {}",
        old.len()
    );
}

#[test]
fn most_closed_cases_are_followed_up_and_most_citizens_are_content() {
    let (mut closed, mut valid, mut solved, mut satisfied) = (0, 0, 0, 0);
    for case in many().skip(crate::handwritten::COUNT) {
        for step in &case.course.steps {
            match &step.act {
                Act::Closed(_) => closed += 1,
                Act::FollowedUp(heard) if heard.valid => {
                    valid += 1;
                    solved += usize::from(heard.solved == Share::Yes);
                    satisfied += usize::from(heard.rating == Some(Rating::Satisfied));
                }
                Act::FollowedUp(heard) => assert_eq!(heard.rating, None),
                _ => {}
            }
        }
    }
    assert!(
        (70..90).contains(&(valid * 100 / closed)),
        "{valid} of {closed}"
    );
    assert!(
        (65..90).contains(&(solved * 100 / valid)),
        "{solved} of {valid}"
    );
    assert!(
        (55..85).contains(&(satisfied * 100 / valid)),
        "{satisfied} of {valid}"
    );
}

#[test]
fn office_time_stands_still_at_night_and_on_weekends() {
    let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    let friday = day(2026, 11, 20);
    assert_eq!(
        after_office_minutes(at(friday, 17 * 60), 30),
        at(day(2026, 11, 23), 8 * 60 + 40)
    );
    assert_eq!(
        after_office_minutes(at(friday, 11 * 60 + 40), 20),
        at(friday, 13 * 60 + 40)
    );
    assert_eq!(
        after_office_minutes(at(day(2026, 11, 21), 600), 0),
        at(day(2026, 11, 23), 8 * 60 + 30)
    );
    assert!(!is_working(day(2026, 10, 1)) && is_working(friday));
    assert_eq!(shift(friday, 1), day(2026, 11, 23));
    assert_eq!(shift(day(2026, 11, 22), -1), friday);
}
