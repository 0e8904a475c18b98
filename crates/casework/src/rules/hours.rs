//! An office's hours, within which 工作时 are counted.

use chrono::{NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

const MINUTE: i64 = 60_000;

/// Spans of a working day in order, none touching another; never empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<String>", into = "Vec<String>")]
pub struct OfficeHours {
    /// minutes since midnight: from ≤ minute < until
    spans: Vec<(u32, u32)>,
}

#[derive(Debug, thiserror::Error)]
#[error("“{0}” are no office hours; write spans of a day in order, like 08:30-12:00")]
pub struct HoursError(String);

impl Default for OfficeHours {
    /// 8:30–12:00, 14:00–17:30: seven hours, as most offices here have them.
    fn default() -> Self {
        Self {
            spans: vec![(8 * 60 + 30, 12 * 60), (14 * 60, 17 * 60 + 30)],
        }
    }
}

impl OfficeHours {
    /// One working day, in milliseconds.
    pub(crate) fn whole_day(&self) -> i64 {
        let spans = self.spans.iter();
        spans.map(|(from, until)| ms(until - from)).sum()
    }

    /// Of a working day, what has passed at `at` (milliseconds since midnight).
    pub(crate) fn passed(&self, at: i64) -> i64 {
        let spans = self.spans.iter();
        spans
            .map(|(from, until)| at.clamp(ms(*from), ms(*until)) - ms(*from))
            .sum()
    }

    /// The time (milliseconds since midnight) at which `passed` first is `wanted`,
    /// between 1 and a whole day.
    pub(crate) fn when_passed(&self, mut wanted: i64) -> i64 {
        for (from, until) in &self.spans {
            let span = ms(until - from);
            if wanted <= span {
                return ms(*from) + wanted;
            }
            wanted -= span;
        }
        self.spans.last().map_or(0, |(_, until)| ms(*until))
    }

    /// 8:30至12:00、14:00至17:30
    pub fn in_words(&self) -> String {
        let spans = self.spans.iter();
        let words = spans.map(|(from, until)| format!("{}至{}", clock(*from), clock(*until)));
        words.collect::<Vec<_>>().join("、")
    }
}

impl TryFrom<Vec<String>> for OfficeHours {
    type Error = HoursError;

    fn try_from(texts: Vec<String>) -> Result<Self, HoursError> {
        let bad = || HoursError(texts.join(" "));
        let mut spans: Vec<(u32, u32)> = Vec::new();
        for text in &texts {
            let (from, until) = text.split_once('-').ok_or_else(bad)?;
            let span = (
                minutes(from).ok_or_else(bad)?,
                minutes(until).ok_or_else(bad)?,
            );
            let before = spans.last().map(|(_, until)| *until);
            if span.0 >= span.1 || before.is_some_and(|until| until >= span.0) {
                return Err(bad());
            }
            spans.push(span);
        }
        match spans.is_empty() {
            true => Err(bad()),
            false => Ok(Self { spans }),
        }
    }
}

impl From<OfficeHours> for Vec<String> {
    fn from(hours: OfficeHours) -> Self {
        let two = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
        let spans = hours.spans.into_iter();
        spans
            .map(|(from, until)| format!("{}-{}", two(from), two(until)))
            .collect()
    }
}

fn minutes(text: &str) -> Option<u32> {
    let time = NaiveTime::parse_from_str(text.trim(), "%H:%M").ok()?;
    Some(time.hour() * 60 + time.minute())
}

fn clock(minute: u32) -> String {
    format!("{}:{:02}", minute / 60, minute % 60)
}

fn ms(minutes: u32) -> i64 {
    i64::from(minutes) * MINUTE
}
