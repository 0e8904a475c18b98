//! The account day by day, and what in it deserves a word.

use super::{Day, DayMark, Due, Limit, Pause, Span, Stop};
use crate::calendar::{DayKind, next};
use crate::rules::Unit;
use chrono::{Datelike, NaiveDate};

/// What the sentence names.
#[derive(Default)]
pub(super) struct Notable {
    pub off: Vec<Span>,
    pub made_up: Vec<Span>,
    pub stops: Vec<Stop>,
}

/// Every day from start to due with its mark.
pub(super) fn between(limit: &Limit, due: NaiveDate) -> Vec<Day> {
    let start = limit.start.date();
    let (first, last) = (start.num_days_from_ce(), due.num_days_from_ce());
    let mut days = Vec::with_capacity((last - first + 1).max(1) as usize);
    days.push(Day {
        date: start,
        mark: DayMark::Start,
        name: None,
    });
    let mut counted = Counted::of(limit);
    let mut date = start;
    while date < due {
        date = next(date);
        let kind = limit.calendar.day(date);
        days.push(Day {
            date,
            mark: counted.mark(date, kind.is_working()),
            name: match kind {
                DayKind::Holiday(name) | DayKind::MakeUp(name) => Some(name.to_owned()),
                DayKind::Working | DayKind::Weekend => None,
            },
        });
    }
    days
}

/// Counts days in one pass; hours are read off the scale.
struct Counted<'a> {
    limit: &'a Limit<'a>,
    whole: u32,
    n: u32,
    /// of 工作时, milliseconds that have passed
    passed: i64,
}

impl<'a> Counted<'a> {
    fn of(limit: &'a Limit) -> Self {
        Self {
            limit,
            whole: limit.rule.limit + limit.extended_by,
            n: 0,
            passed: passed_with(limit, limit.start.date()),
        }
    }

    fn mark(&mut self, date: NaiveDate, working: bool) -> DayMark {
        if self.limit.rule.unit == Unit::WorkingHour {
            return self.hours(date, working);
        }
        // Run out already: these days only lead to the next working day.
        let run_out = self.n == self.whole;
        if !run_out && self.limit.stops().any(|pause| covers(pause, date)) {
            return DayMark::Paused;
        }
        if run_out || (self.limit.rule.unit == Unit::WorkingDay && !working) {
            return DayMark::Off;
        }
        self.n += 1;
        DayMark::Counted(self.n)
    }

    /// Begun hours count as hours; a working day on which none passed was stopped.
    fn hours(&mut self, date: NaiveDate, working: bool) -> DayMark {
        let before = std::mem::replace(&mut self.passed, passed_with(self.limit, date));
        if !working {
            return DayMark::Off;
        }
        if before == self.passed {
            return DayMark::Paused;
        }
        let one = self.limit.scale().one();
        let hours = (self.passed + one - 1) / one;
        DayMark::Counted(hours.min(i64::from(self.whole)) as u32)
    }
}

/// Is the whole day within the pause?
fn covers(pause: &Pause, date: NaiveDate) -> bool {
    let until = pause.until.map(|until| until.date());
    pause.from.date() <= date && until.is_some_and(|until| date < until)
}

/// How much of an hourly limit has passed by the end of a day.
fn passed_with(limit: &Limit, date: NaiveDate) -> i64 {
    let scale = limit.scale();
    let end = scale.place(Due::Day(date).end());
    scale.elapsed(scale.place(limit.start), end, limit.stops())
}

pub(super) fn notable(limit: &Limit, days: &[Day]) -> Notable {
    let mut found = Notable::default();
    if limit.rule.unit != Unit::CalendarDay {
        // The published exceptions need saying; weekends only where there are none.
        let plain = !days.iter().any(|day| day.name.is_some());
        for day in days {
            match day.mark {
                DayMark::Off if plain || day.name.is_some() => extend(&mut found.off, day.date),
                DayMark::Counted(_) if day.name.is_some() => extend(&mut found.made_up, day.date),
                _ => {}
            }
        }
    }
    found.stops = match limit.rule.unit {
        Unit::WorkingHour => stops_of_hours(limit),
        Unit::WorkingDay | Unit::CalendarDay => stops_of_days(limit, days),
    };
    found
}

/// Days that were stopped, in a row where the reason is the same.
fn stops_of_days(limit: &Limit, days: &[Day]) -> Vec<Stop> {
    let mut stops: Vec<Stop> = Vec::new();
    for day in days.iter().filter(|day| day.mark == DayMark::Paused) {
        let Some(pause) = limit.stops().find(|pause| covers(pause, day.date)) else {
            continue;
        };
        match stops.last_mut() {
            Some(stop) if stop.why == pause.why && next(stop.span.to) == day.date => {
                stop.span.to = day.date;
            }
            _ => stops.push(Stop {
                why: pause.why,
                span: Span::day(day.date),
            }),
        }
    }
    stops
}

/// Pauses between start and due: of hours they may take parts of days.
fn stops_of_hours(limit: &Limit) -> Vec<Stop> {
    let due = limit.due();
    let within = limit.stops().filter_map(|pause| {
        let until = pause.until.filter(|until| *until > limit.start)?;
        (pause.from < due.end()).then(|| Stop {
            why: pause.why,
            span: Span {
                from: pause.from.date().max(limit.start.date()),
                to: until.date().min(due.date()),
            },
        })
    });
    within.collect()
}

impl Span {
    fn day(date: NaiveDate) -> Self {
        Self {
            from: date,
            to: date,
        }
    }
}

fn extend(spans: &mut Vec<Span>, date: NaiveDate) {
    match spans.last_mut() {
        Some(span) if next(span.to) == date => span.to = date,
        _ => spans.push(Span::day(date)),
    }
}
