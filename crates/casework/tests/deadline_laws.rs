//! What holds of every limit, whatever its unit, start and pauses.

use casework::deadline::{Day, DayMark, Limit, Pause};
use casework::rules::{ClockKind, Matter, OfficeHours, PauseReason, Rule, Unit};
use casework::{Calendar, Due, Moment, Rules};
use proptest::prelude::*;

const SECOND: i64 = 1_000;
const HOUR: i64 = 3_600 * SECOND;
const DAY: i64 = 24 * HOUR;
/// 2026-01-01, 00:00 in China
const NEW_YEAR: i64 = 1_767_196_800_000;

fn rule(limit: u32, unit: Unit) -> Rule {
    let set = Rules::embedded().newest();
    let hotline = set.rule(Matter::Hotline, ClockKind::Answer, "", None);
    Rule {
        limit,
        unit,
        ..hotline.unwrap().clone()
    }
}

fn due(rule: &Rule, start: Moment, pauses: &[Pause]) -> Due {
    on(rule, start, pauses, |limit| limit.due())
}

fn on<T>(rule: &Rule, start: Moment, pauses: &[Pause], ask: impl Fn(&Limit) -> T) -> T {
    ask(&Limit {
        calendar: Calendar::embedded(),
        hours: &OfficeHours::default(),
        rule,
        start,
        extended_by: 0,
        pauses,
    })
}

fn pause(from: i64, until: i64, why: PauseReason) -> Pause {
    Pause {
        from: Moment(from),
        until: Some(Moment(until)),
        why,
    }
}

fn a_unit() -> impl Strategy<Value = Unit> {
    prop_oneof![
        Just(Unit::WorkingDay),
        Just(Unit::CalendarDay),
        Just(Unit::WorkingHour)
    ]
}

fn a_moment() -> impl Strategy<Value = i64> {
    (0..300 * DAY / SECOND).prop_map(|second| NEW_YEAR + second * SECOND)
}

fn a_reason() -> impl Strategy<Value = PauseReason> {
    prop_oneof![
        Just(PauseReason::Supplement),
        Just(PauseReason::Consultation)
    ]
}

fn some_pauses() -> impl Strategy<Value = Vec<Pause>> {
    let one = (a_moment(), 0..30 * DAY / SECOND, a_reason())
        .prop_map(|(from, long, why)| pause(from, from + long * SECOND, why));
    prop::collection::vec(one, 0..5)
}

/// Of the unit, how much lies between two ends.
fn counted(unit: Unit, days: &[Day], within: impl Fn(&Day) -> bool) -> usize {
    let calendar = Calendar::embedded();
    days.iter()
        .filter(|day| day.mark != DayMark::Start && within(day))
        .filter(|day| unit == Unit::CalendarDay || calendar.is_working(day.date))
        .count()
}

proptest! {
    #[test]
    fn a_longer_limit_is_never_due_earlier(
        unit in a_unit(), start in a_moment(), pauses in some_pauses(), n in 1u32..80,
    ) {
        let shorter = due(&rule(n, unit), Moment(start), &pauses);
        let longer = due(&rule(n + 1, unit), Moment(start), &pauses);
        prop_assert!(shorter.end() < longer.end());
    }

    /// A pause that begins before the due date moves it by the days (of the unit)
    /// that it takes: as if the limit had been so much longer.
    #[test]
    fn a_pause_of_d_days_moves_the_due_date_by_d(
        hours in any::<bool>(), start in a_moment(), n in 2u32..40, at in 0.0..1.0f64, long in 1i64..20,
    ) {
        let unit = if hours { Unit::CalendarDay } else { Unit::WorkingDay };
        let plain = due(&rule(n, unit), Moment(start), &[]);
        let first = start + DAY;
        let from = first + ((plain.end().0 - SECOND - first) as f64 * at) as i64;
        let one = [pause(from, from + long * DAY, PauseReason::Supplement)];
        let (moved, days) = on(&rule(n, unit), Moment(start), &one, |limit| {
            let derivation = limit.derivation();
            (limit.due(), derivation.days)
        });
        let taken = counted(unit, &days, |day| day.mark == DayMark::Paused);
        prop_assert_eq!(moved, due(&rule(n + taken as u32, unit), Moment(start), &[]));
        if unit == Unit::CalendarDay {
            prop_assert_eq!(taken as i64, long);
        }
    }

    #[test]
    fn a_pause_of_working_hours_moves_an_instant_by_as_many(
        day in 0i64..200, n in 2u32..20, long in 1u32..20,
    ) {
        let hours = rule(n, Unit::WorkingHour);
        // From the opening of a working day, so that the pause is as long as it says.
        let date = Calendar::embedded().next_working_day(Moment(NEW_YEAR + day * DAY).date());
        let start = Moment::from_china(date.and_hms_opt(8, 30, 0).unwrap());
        let Due::At(from) = due(&rule(n - 1, Unit::WorkingHour), start, &[]) else { unreachable!() };
        let Due::At(until) = due(&rule(long, Unit::WorkingHour), from, &[]) else { unreachable!() };
        let moved = due(&hours, start, &[pause(from.0, until.0, PauseReason::Consultation)]);
        prop_assert_eq!(moved, due(&rule(n + long, Unit::WorkingHour), start, &[]));
    }

    #[test]
    fn where_pauses_are_cut_or_joined_makes_no_difference(
        unit in a_unit(), start in a_moment(), pauses in some_pauses(), n in 1u32..80,
        cut in 0.0..1.0f64, why in a_reason(),
    ) {
        let whole = due(&rule(n, unit), Moment(start), &pauses);
        let mut pieces: Vec<Pause> = pauses
            .iter()
            .flat_map(|one| {
                let (from, until) = (one.from.0, one.until.unwrap().0);
                let between = from + ((until - from) as f64 * cut) as i64;
                [pause(between, until, why), pause(from, between, one.why)]
            })
            .collect();
        pieces.extend(pauses);
        prop_assert_eq!(due(&rule(n, unit), Moment(start), &pieces), whole);
    }

    /// The account from day to day comes to the due date that arithmetic found.
    #[test]
    fn the_account_adds_up(
        unit in a_unit(), start in a_moment(), pauses in some_pauses(), n in 1u32..80, on_to in any::<bool>(),
    ) {
        let rule = Rule { next_working_day: on_to, ..rule(n, unit) };
        let (due, told) = on(&rule, Moment(start), &pauses, |limit| (limit.due(), limit.derivation()));
        prop_assert_eq!(told.due, due.date());
        prop_assert_eq!(told.days.last().unwrap().date, due.date());
        let mut counts = told.days.iter().filter_map(|day| match day.mark {
            DayMark::Counted(n) => Some(n),
            _ => None,
        });
        match unit {
            Unit::WorkingHour => prop_assert!(counts.next_back().is_none_or(|last| last == n)),
            _ => prop_assert_eq!(counts.collect::<Vec<_>>(), (1..=n).collect::<Vec<_>>()),
        }
        prop_assert!(told.days.windows(2).all(|two| two[0].date.succ_opt() == Some(two[1].date)));
    }
}
