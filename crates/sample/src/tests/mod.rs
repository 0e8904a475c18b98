//! The promises the sample keeps.

mod cases;
mod courses;
mod district;
mod morning;
mod texts;
mod themes;

use crate::{SampleCase, cases};
use chrono::NaiveDate;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn usual() -> Vec<SampleCase> {
    cases(1, today(), 200).collect()
}
