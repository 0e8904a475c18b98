//! A due date that explains itself: what counted between start and due and what
//! did not, as facts, and one Chinese sentence made from these facts alone.

mod days;
mod due;
mod scale;
mod sentence;

pub use due::Due;
pub use sentence::{month_day, year_month_day};

use crate::calendar::Calendar;
use crate::moment::Moment;
use crate::rules::{ClockKind, CountedFrom, OfficeHours, PauseReason, Rule, Unit};
use chrono::NaiveDate;
use scale::Scale;
use serde::{Deserialize, Serialize};

/// A time in which clocks stand still; open while `until` is None. For limits
/// in days it takes the days from its first to the one before it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    pub from: Moment,
    pub until: Option<Moment>,
    #[serde(default)]
    pub why: PauseReason,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "n")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum DayMark {
    /// 收: the day the clock starts from
    Start,
    /// so many of the unit have passed with this day
    Counted(u32),
    /// 休
    Off,
    /// 停
    Paused,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Day {
    pub date: NaiveDate,
    pub mark: DayMark,
    /// the holiday's or make-up workday's name, where there is one
    pub name: Option<String>,
}

/// Days in a row, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Span {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Stop {
    pub why: PauseReason,
    #[serde(flatten)]
    pub span: Span,
}

/// A due date with its arithmetic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Derivation {
    pub rule: String,
    pub article: String,
    pub basis: String,
    pub clock: ClockKind,
    pub counted_from: CountedFrom,
    pub start: NaiveDate,
    /// for 工作时: from this instant
    pub start_at: Option<Moment>,
    pub limit: u32,
    /// what an approved extension added, in `unit`
    pub extended_by: u32,
    pub unit: Unit,
    pub due: NaiveDate,
    /// for 工作时: at this instant
    pub due_at: Option<Moment>,
    /// 预估: beyond the last published calendar
    pub estimated: bool,
    /// from start to due, both included
    pub days: Vec<Day>,
    /// days that did not count for being off: the published ones, or the
    /// weekends where none was published
    pub off: Vec<Span>,
    /// 调休: weekend days that counted
    pub made_up: Vec<Span>,
    pub stops: Vec<Stop>,
    /// the last day was off, so it runs to the next working day
    pub moved_on: bool,
    /// within which 工作时 are counted
    pub office_hours: Option<String>,
    pub sentence: String,
}

/// A limit laid off from an instant: everything that a due date follows from.
#[derive(Clone, Copy, Debug)]
pub struct Limit<'a> {
    pub calendar: &'a Calendar,
    pub hours: &'a OfficeHours,
    pub rule: &'a Rule,
    pub start: Moment,
    pub extended_by: u32,
    /// An open pause is taken as ending nowhere: ask a running clock only.
    pub pauses: &'a [Pause],
}

impl Limit<'_> {
    pub fn due(&self) -> Due {
        self.laid_off().0
    }

    /// The due date and how it came about.
    pub fn derivation(&self) -> Derivation {
        let (due, moved_on) = self.laid_off();
        let at = match due {
            Due::Day(_) => None,
            Due::At(at) => Some(at),
        };
        let days = days::between(self, due.date());
        let found = days::notable(self, &days);
        let mut derivation = Derivation {
            rule: self.rule.id.clone(),
            article: self.rule.article.clone(),
            basis: self.rule.basis.clone(),
            clock: self.rule.clock,
            counted_from: self.rule.counted_from,
            start: self.start.date(),
            start_at: at.map(|_| self.start),
            limit: self.rule.limit,
            extended_by: self.extended_by,
            unit: self.rule.unit,
            due: due.date(),
            due_at: at,
            estimated: self.calendar.is_estimate(due.date()),
            days,
            off: found.off,
            made_up: found.made_up,
            stops: found.stops,
            moved_on,
            office_hours: at.map(|_| self.hours.in_words()),
            sentence: String::new(),
        };
        derivation.sentence = sentence::of(&derivation);
        derivation
    }

    fn scale(&self) -> Scale<'_> {
        Scale::of(self.rule.unit, self.calendar, self.hours)
    }

    /// Those that stop this clock.
    fn stops(&self) -> impl Iterator<Item = &Pause> + Clone {
        let stopped_by = &self.rule.stopped_by;
        self.pauses
            .iter()
            .filter(|pause| stopped_by.contains(&pause.why))
    }

    /// The due date, and whether it was moved on from a day off.
    fn laid_off(&self) -> (Due, bool) {
        let scale = self.scale();
        let amount = i64::from(self.rule.limit + self.extended_by) * scale.one();
        let place = scale.run_out(scale.place(self.start), amount, self.stops());
        if self.rule.unit == Unit::WorkingHour {
            return (Due::At(Moment(place)), false);
        }
        let last = scale::date(place);
        let due = match self.rule.next_working_day {
            true => self.calendar.next_working_day(last),
            false => last,
        };
        (Due::Day(due), due != last)
    }
}
