//! Counts, and the rates made of them.

use super::{Config, FollowUp};
use crate::action::{Degree, Rating};
use serde::{Deserialize, Serialize};
use std::ops::AddAssign;

/// How many cases, all with a valid follow-up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "RatesCounts"))]
pub struct Counts {
    /// V: the denominator of every rate
    pub valid: u64,
    pub contacted: u64,
    pub solved: u64,
    pub partly_solved: u64,
    pub satisfied: u64,
    pub basically: u64,
    pub dissatisfied: u64,
}

/// A number of the table that opens its cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "RatesNumber"))]
pub enum Number {
    Valid,
    Contacted,
    NotContacted,
    Solved,
    PartlySolved,
    NotSolved,
    Satisfied,
    Basically,
    Dissatisfied,
    NotRated,
}

/// `numerator / denominator`, both whole; the denominator is never 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Fraction {
    pub numerator: u64,
    pub denominator: u64,
}

impl Number {
    pub const ALL: [Number; 10] = [
        Number::Valid,
        Number::Contacted,
        Number::NotContacted,
        Number::Solved,
        Number::PartlySolved,
        Number::NotSolved,
        Number::Satisfied,
        Number::Basically,
        Number::Dissatisfied,
        Number::NotRated,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Number::Valid => "valid",
            Number::Contacted => "contacted",
            Number::NotContacted => "not_contacted",
            Number::Solved => "solved",
            Number::PartlySolved => "partly_solved",
            Number::NotSolved => "not_solved",
            Number::Satisfied => "satisfied",
            Number::Basically => "basically",
            Number::Dissatisfied => "dissatisfied",
            Number::NotRated => "not_rated",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|number| number.code() == code)
    }

    pub fn counts(self, record: &FollowUp) -> bool {
        match self {
            Number::Valid => true,
            Number::Contacted => record.contacted,
            Number::NotContacted => !record.contacted,
            Number::Solved => record.solved == Degree::Yes,
            Number::PartlySolved => record.solved == Degree::Partly,
            Number::NotSolved => record.solved == Degree::No,
            Number::Satisfied => record.rating == Some(Rating::Satisfied),
            Number::Basically => record.rating == Some(Rating::Basically),
            Number::Dissatisfied => record.rating == Some(Rating::Dissatisfied),
            Number::NotRated => record.rating.is_none(),
        }
    }
}

impl Counts {
    pub fn add(&mut self, record: &FollowUp) {
        self.valid += 1;
        self.contacted += u64::from(record.contacted);
        match record.solved {
            Degree::Yes => self.solved += 1,
            Degree::Partly => self.partly_solved += 1,
            Degree::No => {}
        }
        match record.rating {
            Some(Rating::Satisfied) => self.satisfied += 1,
            Some(Rating::Basically) => self.basically += 1,
            Some(Rating::Dissatisfied) => self.dissatisfied += 1,
            None => {}
        }
    }

    /// How many cases stand behind a number.
    pub fn of(&self, number: Number) -> u64 {
        match number {
            Number::Valid => self.valid,
            Number::Contacted => self.contacted,
            Number::NotContacted => self.valid - self.contacted,
            Number::Solved => self.solved,
            Number::PartlySolved => self.partly_solved,
            Number::NotSolved => self.valid - self.solved - self.partly_solved,
            Number::Satisfied => self.satisfied,
            Number::Basically => self.basically,
            Number::Dissatisfied => self.dissatisfied,
            Number::NotRated => self.valid - self.satisfied - self.basically - self.dissatisfied,
        }
    }

    /// 响应率 = contacted / V; None without a valid follow-up.
    pub fn response(&self) -> Option<Fraction> {
        Fraction::of(self.contacted, self.valid)
    }

    /// 解决率 = solved / V; in tenths of a case where a partial solution counts.
    pub fn solution(&self, config: &Config) -> Option<Fraction> {
        match config.partly_tenths {
            0 => Fraction::of(self.solved, self.valid),
            _ => Fraction::of(self.solved_tenths(config), self.valid * TENTHS),
        }
    }

    /// 满意率 = (满意 + 0.9 × 基本满意) / V, in tenths of a case.
    pub fn satisfaction(&self, config: &Config) -> Option<Fraction> {
        Fraction::of(self.satisfied_tenths(config), self.valid * TENTHS)
    }

    /// 综合 = 0.1 × 响应 + 0.4 × 满意 + 0.5 × 解决, as one fraction.
    pub fn composite(&self, config: &Config) -> Option<Fraction> {
        let parts = [
            (config.contacted_weight, self.contacted * TENTHS),
            (config.satisfied_weight, self.satisfied_tenths(config)),
            (config.solved_weight, self.solved_tenths(config)),
        ];
        let weights: u64 = parts.iter().map(|(weight, _)| u64::from(*weight)).sum();
        let points = parts
            .iter()
            .map(|(weight, tenths)| u64::from(*weight) * tenths);
        Fraction::of(points.sum(), weights * self.valid * TENTHS)
    }

    fn solved_tenths(&self, config: &Config) -> u64 {
        tenths(self.solved, self.partly_solved, config.partly_tenths)
    }

    fn satisfied_tenths(&self, config: &Config) -> u64 {
        tenths(self.satisfied, self.basically, config.basically_tenths)
    }
}

/// Whole cases and those that count only so many tenths; none counts more than one.
fn tenths(whole: u64, part: u64, weight: u32) -> u64 {
    whole * TENTHS + part * u64::from(weight).min(TENTHS)
}

const TENTHS: u64 = 10;

impl AddAssign for Counts {
    fn add_assign(&mut self, more: Self) {
        self.valid += more.valid;
        self.contacted += more.contacted;
        self.solved += more.solved;
        self.partly_solved += more.partly_solved;
        self.satisfied += more.satisfied;
        self.basically += more.basically;
        self.dissatisfied += more.dissatisfied;
    }
}

impl Fraction {
    fn of(numerator: u64, denominator: u64) -> Option<Self> {
        (denominator > 0).then_some(Self {
            numerator,
            denominator,
        })
    }

    /// In hundredths of a percent, half rounded up: 9537 is 95.37 %.
    pub fn basis_points(self) -> u64 {
        (self.numerator * 20_000 + self.denominator) / (self.denominator * 2)
    }
}
