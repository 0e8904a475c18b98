//! When a photo was taken, as its camera wrote it.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use serde::{Serialize, Serializer};
use std::fmt;

/// Local time at the camera. An offset is there only if the camera wrote one:
/// without it the moment is not known, and nobody here guesses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenAt {
    pub local: NaiveDateTime,
    pub offset: Option<FixedOffset>,
}

impl TakenAt {
    /// The moment, where the camera's offset makes it one.
    pub fn instant(&self) -> Option<DateTime<FixedOffset>> {
        self.local.and_local_timezone(self.offset?).single()
    }

    /// `2026-11-03T09:12:33`, as RFC 3339 without an offset.
    pub(crate) fn from_exif(date_time: &str, offset: Option<&str>) -> Option<Self> {
        Some(TakenAt {
            local: local_time(date_time)?,
            offset: offset.and_then(utc_offset),
        })
    }
}

/// `YYYY:MM:DD HH:MM:SS` (Exif 2.32, 4.6.5); any separators, as cameras vary.
fn local_time(text: &str) -> Option<NaiveDateTime> {
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u32>().ok();
    let separated = [4, 7, 10, 13, 16]
        .iter()
        .all(|&at| text.as_bytes().get(at).is_some_and(|c| !c.is_ascii_digit()));
    let year = number(0..4).filter(|&year| separated && year > 0)?;
    NaiveDate::from_ymd_opt(year as i32, number(5..7)?, number(8..10)?)?.and_hms_opt(
        number(11..13)?,
        number(14..16)?,
        number(17..19)?,
    )
}

/// `+08:00`, `-0330` or `Z`; no place on Earth is further than 14 hours off.
fn utc_offset(text: &str) -> Option<FixedOffset> {
    if text == "Z" {
        return FixedOffset::east_opt(0);
    }
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = text[1..].chars().filter(|&c| c != ':').collect();
    if digits.len() != 4 || !digits.bytes().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let hours: i32 = digits[..2].parse().ok()?;
    let minutes: i32 = digits[2..].parse().ok()?;
    if minutes >= 60 || hours * 60 + minutes > 14 * 60 {
        return None;
    }
    FixedOffset::east_opt(sign * (hours * 3600 + minutes * 60))
}

impl fmt::Display for TakenAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.local.format("%Y-%m-%dT%H:%M:%S"))?;
        match self.offset {
            Some(offset) => write!(f, "{offset}"),
            None => Ok(()),
        }
    }
}

impl Serialize for TakenAt {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
