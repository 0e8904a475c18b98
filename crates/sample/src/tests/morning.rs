//! What a clerk of 白鹤街道 finds, counted the simple way: five working days
//! from dispatch, longer by pauses and extensions. The rulebook's own count
//! differs around holidays; there are none before 23 November.

use super::today;
use crate::workdays::{calendar_shift, is_working, shift};
use crate::{Act, Matter, SampleCase, cases};
use chrono::NaiveDate;

#[derive(Default)]
struct Desk {
    to_sign_for: usize,
    in_progress: usize,
    overdue: usize,
    due_today: usize,
    paused: usize,
    return_requested: usize,
    extension_requested: usize,
    reopened: usize,
    drafts: usize,
    waiting_for_the_head: usize,
    newly_rated: usize,
    beyond_the_year: usize,
    cases: usize,
}

fn working_days(from: NaiveDate, to: NaiveDate) -> i64 {
    let days = (0..)
        .map(|n| calendar_shift(from, n))
        .take_while(|day| *day < to);
    days.filter(|day| is_working(*day)).count() as i64
}

fn desk(cases: &[SampleCase]) -> Desk {
    let mut desk = Desk {
        cases: cases.len(),
        ..Desk::default()
    };
    for case in cases {
        look(case, &mut desk);
    }
    desk
}

fn look(case: &SampleCase, desk: &mut Desk) {
    let (mut from, mut days) = (None, 5);
    let mut state = "registered";
    let mut paused_since = None;
    let (mut reopened, mut extension) = (false, false);
    let mut letters = Vec::new();
    let mut rated = false;
    for step in &case.course.steps {
        let day = step.at.date();
        match &step.act {
            Act::Accepted if case.matter == Matter::Petition => from = Some(day),
            Act::Dispatched { .. } => {
                from = from.or(Some(day));
                state = "assigned";
            }
            Act::SignedFor => state = "in_progress",
            Act::ReturnRequested { .. } => state = "return_requested",
            Act::ReturnUpheld { .. } => state = "accepted",
            Act::ReturnRefused { .. } => state = "in_progress",
            Act::SupplementAsked { .. } => {
                paused_since = Some(day);
                state = "paused";
            }
            Act::SupplementReceived { .. } => {
                days += working_days(paused_since.take().unwrap(), day);
                state = "in_progress";
            }
            Act::ExtensionRequested { .. } => extension = true,
            Act::ExtensionApproved => {
                days += 10;
                extension = false;
            }
            Act::ExtensionRefused { .. } => extension = false,
            Act::LetterDrafted { letter, .. } => {
                letters.resize((*letter + 1).max(letters.len()), "draft");
                letters[*letter] = "draft";
            }
            Act::LetterSubmitted { letter } => letters[*letter] = "submitted",
            Act::LetterReturned { letter, .. } => letters[*letter] = "draft",
            Act::LetterSigned { letter } => letters[*letter] = "signed",
            Act::Replied { .. } => state = "replied",
            Act::Rated { .. } => rated = true,
            Act::Reopened { .. } => {
                (from, days) = (Some(day), 3);
                (reopened, rated) = (true, false);
                state = "in_progress";
            }
            Act::Rejected { .. } | Act::Withdrawn { .. } | Act::Closed(_) => state = "ended",
            _ => {}
        }
    }
    desk.drafts += letters.iter().filter(|state| **state == "draft").count();
    desk.waiting_for_the_head += letters
        .iter()
        .filter(|state| **state == "submitted")
        .count();
    match state {
        "assigned" => desk.to_sign_for += 1,
        "paused" => desk.paused += 1,
        "return_requested" => desk.return_requested += 1,
        "replied" => desk.newly_rated += usize::from(rated),
        "in_progress" => {
            desk.in_progress += 1;
            desk.reopened += usize::from(reopened);
            desk.extension_requested += usize::from(extension);
            let due = match case.matter {
                Matter::Hotline => shift(from.unwrap(), days),
                Matter::Petition => calendar_shift(from.unwrap(), 60),
                Matter::Disclosure => shift(from.unwrap(), 20),
            };
            desk.overdue += usize::from(due < today());
            desk.due_today += usize::from(due == today());
            desk.beyond_the_year +=
                usize::from(due > NaiveDate::from_ymd_opt(2026, 12, 31).unwrap());
        }
        _ => {}
    }
}

fn of_office(seed: u64, n: usize, code: &str) -> Vec<SampleCase> {
    cases(seed, today(), n)
        .filter(|case| case.office == code)
        .collect()
}

#[test]
fn baihe_has_the_morning_of_the_pictures() {
    for seed in [1, 2, 3, 42] {
        let desk = desk(&of_office(seed, 200, "330212011"));
        assert!(
            (33..=48).contains(&desk.cases),
            "seed {seed}: {}",
            desk.cases
        );
        assert!(
            (1..=3).contains(&desk.overdue),
            "seed {seed}: {} overdue",
            desk.overdue
        );
        assert!(
            (2..=6).contains(&desk.due_today),
            "seed {seed}: {} due today",
            desk.due_today
        );
        assert!(
            (3..=6).contains(&desk.to_sign_for),
            "seed {seed}: {} to sign for",
            desk.to_sign_for
        );
        assert!(
            desk.paused >= 1 && desk.return_requested >= 1,
            "seed {seed}"
        );
        assert!(
            desk.extension_requested >= 1 && desk.reopened >= 1,
            "seed {seed}"
        );
        assert!(
            desk.drafts >= 2 && desk.waiting_for_the_head >= 2,
            "seed {seed}"
        );
        assert!(
            desk.newly_rated >= 2 && desk.beyond_the_year >= 1,
            "seed {seed}"
        );
        assert!(
            (12..=26).contains(&desk.in_progress),
            "seed {seed}: {} in progress",
            desk.in_progress
        );
    }
}

#[test]
fn twenty_cases_already_make_a_morning() {
    let desk = desk(&of_office(1, 20, "330212011"));
    assert!(desk.overdue == 1 && desk.due_today == 2 && desk.to_sign_for == 3);
    assert!(desk.paused == 1 && desk.reopened == 1 && desk.newly_rated == 2);
}

#[test]
fn every_street_has_something_to_do() {
    for street in &crate::district::STREETS {
        let desk = desk(&of_office(1, 200, street.code));
        let open = desk.in_progress + desk.to_sign_for + desk.paused + desk.return_requested;
        assert!(open >= 4, "{}: {open} open of {}", street.name, desk.cases);
    }
}

#[test]
fn any_day_can_be_the_day_of_the_sample() {
    // A Sunday, a holiday, the last day of a year, a leap day.
    for day in ["2026-11-22", "2026-10-03", "2025-12-31", "2024-02-29"] {
        let today: NaiveDate = day.parse().unwrap();
        for case in cases(1, today, 120) {
            let steps = &case.course.steps;
            assert!(
                steps.is_sorted_by_key(|step| step.at),
                "{day}, case {}",
                case.index
            );
            let last = steps.last().unwrap().at;
            assert!(
                last <= crate::generate::morning(today),
                "{day}, case {}",
                case.index
            );
            assert!(
                steps[0].at >= case.submitted_at,
                "{day}, case {}",
                case.index
            );
        }
    }
}
