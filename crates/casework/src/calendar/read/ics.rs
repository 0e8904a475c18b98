//! iCalendar (RFC 5545): all-day VEVENTs whose summary says 休 or 班, as the
//! public Chinese calendars write them: 国庆节（休）, 国庆节假期, 国庆节（班）, 国庆节 补班.
//! Events that say neither (霜降) arrange nothing.

use super::{CalendarError, Entry};
use crate::calendar::{Exception, next};
use chrono::NaiveDate;

/// A holiday is at most this long: a longer event is a slip of the pen.
const LONGEST: i64 = 31;

#[derive(Default)]
struct Event {
    start: Option<(usize, NaiveDate)>,
    /// exclusive
    end: Option<NaiveDate>,
    summary: String,
}

pub(super) fn entries(text: &str) -> Result<Vec<Entry<usize>>, CalendarError> {
    let mut entries = Vec::new();
    let mut event: Option<Event> = None;
    for (line, content) in unfolded(text) {
        let Some((name, value)) = content.split_once(':') else {
            continue;
        };
        let name = name.split(';').next().unwrap_or_default();
        match (name.to_ascii_uppercase().as_str(), &mut event) {
            ("BEGIN", _) if value.eq_ignore_ascii_case("VEVENT") => event = Some(Event::default()),
            ("END", Some(_)) if value.eq_ignore_ascii_case("VEVENT") => {
                let ended = event.take().unwrap_or_default();
                add(ended, line, &mut entries)?;
            }
            ("DTSTART", Some(event)) => event.start = Some((line, all_day(value, line)?)),
            ("DTEND", Some(event)) => event.end = Some(all_day(value, line)?),
            ("SUMMARY", Some(event)) => event.summary = value.trim().to_owned(),
            _ => {}
        }
    }
    Ok(entries)
}

fn add(event: Event, line: usize, entries: &mut Vec<Entry<usize>>) -> Result<(), CalendarError> {
    let Some(work) = arranged(&event.summary) else {
        return Ok(());
    };
    let bad = |line: usize, problem: String| Err(CalendarError::Line { line, problem });
    let Some((line, start)) = event.start else {
        return bad(line, format!("“{}” has no DTSTART", event.summary));
    };
    let end = event.end.filter(|end| *end > start).unwrap_or(next(start));
    if (end - start).num_days() > LONGEST {
        return bad(line, format!("“{}” lasts until {end}", event.summary));
    }
    let days = start.iter_days().take_while(|date| *date < end);
    entries.extend(days.map(|date| Entry {
        place: line,
        date,
        exception: Exception {
            work,
            name: name(&event.summary),
        },
    }));
    Ok(())
}

/// Some(true): 班, Some(false): 休, None: an event of another kind. 调休 alone
/// is said of both, more often of the day that is worked.
fn arranged(summary: &str) -> Option<bool> {
    let has = |words: &[&str]| words.iter().any(|word| summary.contains(word));
    if has(&["班"]) {
        return Some(true);
    }
    if has(&["假", "（休）", "(休)"]) {
        return Some(false);
    }
    if has(&["调休"]) {
        return Some(true);
    }
    has(&["休"]).then_some(false)
}

/// 国庆节 of 国庆节（休）, 国庆节 假期 第1天/共7天, 国庆节调休, [放假]国庆节.
fn name(summary: &str) -> String {
    let bare = summary
        .rsplit_once([']', '】'])
        .map_or(summary, |(_, after)| after);
    let head = bare
        .split(['（', '(', ' ', '\u{3000}'])
        .next()
        .unwrap_or_default();
    let mut name = head;
    for mark in ["假期", "放假", "补班", "上班", "调休", "休", "班"] {
        name = name.strip_suffix(mark).unwrap_or(name);
    }
    let name = if name.is_empty() { summary } else { name };
    name.to_owned()
}

fn all_day(value: &str, line: usize) -> Result<NaiveDate, CalendarError> {
    NaiveDate::parse_from_str(value.trim(), "%Y%m%d").map_err(|_| CalendarError::Line {
        line,
        problem: format!("“{}” is no whole day (YYYYMMDD)", value.trim()),
    })
}

/// Content lines with the number of their first line: a line that begins with
/// white space continues the one before.
fn unfolded(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(more), Some((_, before))) => before.push_str(more),
            _ => lines.push((index + 1, line.to_owned())),
        }
    }
    lines
}
