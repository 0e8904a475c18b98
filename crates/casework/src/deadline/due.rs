//! When something is due: a China date, or an instant for 工作时.

use crate::moment::Moment;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// Written as 2026-11-19 or 2026-11-19T16:02:00+08:00; as text the two sort by day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// until the end of that day
    Day(NaiveDate),
    At(Moment),
}

impl Due {
    pub fn date(self) -> NaiveDate {
        match self {
            Due::Day(date) => date,
            Due::At(at) => at.date(),
        }
    }

    pub fn is_over(self, now: Moment) -> bool {
        now >= self.end()
    }

    /// The first instant that is too late: what is said to the second is in time
    /// in that second.
    pub fn end(self) -> Moment {
        match self {
            Due::Day(date) => {
                let next = date.checked_add_days(Days::new(1)).unwrap_or(date);
                Moment::from_china(next.into())
            }
            Due::At(at) => Moment(at.0 + 1000),
        }
    }
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Due::Day(date) => date.fmt(f),
            Due::At(at) => f.write_str(&at.rfc3339()),
        }
    }
}

impl FromStr for Due {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let day = text.parse().map(Due::Day).ok();
        day.or_else(|| Moment::parse_rfc3339(text).map(Due::At))
            .ok_or_else(|| format!("“{text}” is neither a date nor an instant"))
    }
}

impl Serialize for Due {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Due {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
