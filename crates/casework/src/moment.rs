//! Instants are UTC milliseconds; dates are China dates. China has one zone,
//! UTC+8 without summer time, so the machine's own zone never matters.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeZone, Utc};
use serde::{Deserialize, Serialize};

/// UTC milliseconds since 1970.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(type = "number"))]
pub struct Moment(pub i64);

/// UTC+8, in seconds.
const CHINA: i32 = 8 * 3600;

impl Moment {
    /// The China date of this instant.
    pub fn date(self) -> NaiveDate {
        self.china().date_naive()
    }

    pub fn china(self) -> DateTime<FixedOffset> {
        let zone =
            FixedOffset::east_opt(CHINA).unwrap_or_else(|| unreachable!("8 h is a valid offset"));
        DateTime::<Utc>::from_timestamp_millis(self.0)
            .unwrap_or_default()
            .with_timezone(&zone)
    }

    /// A wall-clock time in China.
    pub fn from_china(local: NaiveDateTime) -> Self {
        Self(local.and_utc().timestamp_millis() - i64::from(CHINA) * 1000)
    }

    /// RFC 3339 with +08:00, to the second.
    pub fn rfc3339(self) -> String {
        self.china()
            .to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
    }

    /// Reads RFC 3339 with any offset.
    pub fn parse_rfc3339(text: &str) -> Option<Self> {
        DateTime::parse_from_rfc3339(text)
            .ok()
            .map(|at| Self(Utc.from_utc_datetime(&at.naive_utc()).timestamp_millis()))
    }
}
