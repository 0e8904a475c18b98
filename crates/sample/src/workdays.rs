//! Plausible working times. Monday to Friday without the fixed holidays
//! (1 January, 1–5 May, 1–7 October): good enough to choose when somebody did
//! something, never to tell when something is due.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};

/// Office hours in minutes of the day: 08:30–11:50 and 13:30–17:20.
const MORNING: (u32, u32) = (510, 710);
const AFTERNOON: (u32, u32) = (810, 1040);

pub(crate) fn is_working(day: NaiveDate) -> bool {
    let holiday = match day.month() {
        1 => day.day() == 1,
        5 => day.day() <= 5,
        10 => day.day() <= 7,
        _ => false,
    };
    day.weekday().number_from_monday() <= 5 && !holiday
}

/// `n` working days after `day` (before it for negative `n`); 0 is the day itself.
pub(crate) fn shift(day: NaiveDate, n: i64) -> NaiveDate {
    let mut at = day;
    let mut left = n.abs();
    while left > 0 {
        at = calendar_shift(at, n.signum());
        if is_working(at) {
            left -= 1;
        }
    }
    at
}

/// The day itself if it is a working day, else the next one.
pub(crate) fn on_or_after(day: NaiveDate) -> NaiveDate {
    let mut at = day;
    while !is_working(at) {
        at = calendar_shift(at, 1);
    }
    at
}

pub(crate) fn calendar_shift(day: NaiveDate, n: i64) -> NaiveDate {
    let moved = if n < 0 {
        day.checked_sub_days(Days::new(n.unsigned_abs()))
    } else {
        day.checked_add_days(Days::new(n.unsigned_abs()))
    };
    moved.unwrap_or(day)
}

pub(crate) fn at(day: NaiveDate, minute: u32) -> NaiveDateTime {
    let minute = minute.min(24 * 60 - 1);
    day.and_time(NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap_or_default())
}

/// `minutes` of office time after `from`: evenings, nights and weekends do not pass.
pub(crate) fn after_office_minutes(from: NaiveDateTime, minutes: i64) -> NaiveDateTime {
    let mut now = into_office_hours(from);
    let mut left = minutes;
    loop {
        let minute = now.hour() * 60 + now.minute();
        let closes = if minute < MORNING.1 {
            MORNING.1
        } else {
            AFTERNOON.1
        };
        let room = i64::from(closes.saturating_sub(minute));
        if left <= room {
            return now + TimeDelta::minutes(left);
        }
        left -= room;
        now = into_office_hours(at(now.date(), closes));
    }
}

/// The moment itself in office hours, else when the office opens next.
fn into_office_hours(moment: NaiveDateTime) -> NaiveDateTime {
    let minute = moment.hour() * 60 + moment.minute();
    if !is_working(moment.date()) || minute >= AFTERNOON.1 {
        let next = on_or_after(calendar_shift(moment.date(), 1));
        return at(next, MORNING.0);
    }
    if minute < MORNING.0 {
        return at(moment.date(), MORNING.0);
    }
    if (MORNING.1..AFTERNOON.0).contains(&minute) {
        return at(moment.date(), AFTERNOON.0);
    }
    moment
}
