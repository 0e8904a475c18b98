//! A due date that explains itself: every day between start and due with the
//! reason why it counted or not, and one Chinese sentence made from them.

use crate::calendar::{Calendar, DayKind, next};
use crate::rules::{Rule, Unit};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Why a clock stands still.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum PauseReason {
    /// 补正
    #[default]
    Supplement,
    /// 征求意见
    Consultation,
}

/// Days on which a clock stands still: from ≤ day < until; open while `until` is None.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
    #[serde(default)]
    pub why: PauseReason,
}

impl Pause {
    pub fn covers(&self, date: NaiveDate) -> bool {
        self.from <= date && self.until.is_none_or(|until| date < until)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "n")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum DayMark {
    /// 收: the day the clock starts from, which does not count
    Start,
    /// the nth day counted
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

/// A due date with its arithmetic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Derivation {
    pub rule: String,
    pub article: String,
    pub basis: String,
    pub start: NaiveDate,
    pub limit: u32,
    /// what an approved extension added, in `unit`
    pub extended_by: u32,
    pub unit: Unit,
    pub due: NaiveDate,
    /// 预估: beyond the last published calendar
    pub estimated: bool,
    /// from start to due, both included
    pub days: Vec<Day>,
    pub sentence: String,
}

/// The due date of `rule` from `start`, without the day by day account. Agrees
/// with [`derive()`] by construction: both walk the same days.
pub fn due_date(
    calendar: &Calendar,
    rule: &Rule,
    start: NaiveDate,
    extended_by: u32,
    pauses: &[Pause],
) -> NaiveDate {
    walk(
        calendar,
        rule,
        start,
        rule.limit + extended_by,
        pauses,
        |_, _| {},
    )
}

/// Computes the due date and says how. `verb` ends the sentence: 答复, 签收.
///
/// An open pause is taken as ending nowhere: call this for a running clock only.
pub fn derive(
    calendar: &Calendar,
    rule: &Rule,
    start: NaiveDate,
    extended_by: u32,
    pauses: &[Pause],
    verb: &str,
) -> Derivation {
    let mut days = vec![Day {
        date: start,
        mark: DayMark::Start,
        name: None,
    }];
    let due = walk(
        calendar,
        rule,
        start,
        rule.limit + extended_by,
        pauses,
        |date, mark| {
            let name = match calendar.day(date) {
                DayKind::Holiday(name) | DayKind::MakeUp(name) => Some(name.to_owned()),
                DayKind::Working | DayKind::Weekend => None,
            };
            days.push(Day { date, mark, name });
        },
    );
    let estimated = calendar.is_estimate(due);
    let sentence = sentence(calendar, rule, start, extended_by, &days, due, verb);
    Derivation {
        rule: rule.id.clone(),
        article: rule.article.clone(),
        basis: rule.basis.clone(),
        start,
        limit: rule.limit,
        extended_by,
        unit: rule.unit,
        due,
        estimated,
        days,
        sentence,
    }
}

fn walk(
    calendar: &Calendar,
    rule: &Rule,
    start: NaiveDate,
    limit: u32,
    pauses: &[Pause],
    mut visit: impl FnMut(NaiveDate, DayMark),
) -> NaiveDate {
    let counts = |date| rule.unit == Unit::CalendarDay || calendar.is_working(date);
    // A pause that never ends would never let the clock run out.
    let paused = |date| {
        pauses
            .iter()
            .any(|pause| pause.until.is_some() && pause.covers(date))
    };
    let mut date = start;
    let mut counted = 0;
    while counted < limit {
        date = next(date);
        let mark = if paused(date) {
            DayMark::Paused
        } else if counts(date) {
            counted += 1;
            DayMark::Counted(counted)
        } else {
            DayMark::Off
        };
        visit(date, mark);
        if date == NaiveDate::MAX {
            return date;
        }
    }
    while rule.next_working_day && !calendar.is_working(date) {
        date = next(date);
        visit(date, DayMark::Off);
    }
    date
}

fn sentence(
    calendar: &Calendar,
    rule: &Rule,
    start: NaiveDate,
    extended_by: u32,
    days: &[Day],
    due: NaiveDate,
    verb: &str,
) -> String {
    let unit = match rule.unit {
        Unit::WorkingDay => "个工作日",
        Unit::CalendarDay => "日",
    };
    let mut asides = Vec::new();
    if rule.unit == Unit::WorkingDay {
        // The published exceptions need saying; the weekends only where there are none.
        let holiday = |day: &Day| matches!(day.mark, DayMark::Off) && day.name.is_some();
        let made_up = |day: &Day| {
            matches!(day.mark, DayMark::Counted(_))
                && matches!(calendar.day(day.date), DayKind::MakeUp(_))
        };
        let ordinary = !days.iter().any(|day| holiday(day) || made_up(day));
        let off = runs(start, days, |day| {
            holiday(day) || (ordinary && matches!(day.mark, DayMark::Off))
        });
        if !off.is_empty() {
            asides.push(format!("{}休", off.join("、")));
        }
        let worked = runs(start, days, made_up);
        if !worked.is_empty() {
            asides.push(format!("{}调休上班", worked.join("、")));
        }
    }
    let paused = runs(start, days, |day| day.mark == DayMark::Paused);
    if !paused.is_empty() {
        asides.push(format!("{}补正停表", paused.join("、")));
    }
    if extended_by > 0 {
        asides.push(format!("含批准延期{extended_by}{unit}"));
    }
    if rule.unit == Unit::CalendarDay && rule.next_working_day {
        let rolled = days
            .iter()
            .rev()
            .take_while(|day| matches!(day.mark, DayMark::Off))
            .count();
        if rolled > 0 {
            asides.push("末日逢休顺延".to_owned());
        }
    }
    let asides = if asides.is_empty() {
        String::new()
    } else {
        format!("（{}）", asides.join("，"))
    };
    let estimate = if calendar.is_estimate(due) {
        "预估"
    } else {
        ""
    };
    format!(
        "自{}收到次日起算{}{unit}{asides}，{estimate}应于{}前{verb}",
        year_month_day(start),
        rule.limit + extended_by,
        year_month_day(due),
    )
}

/// Consecutive days as 10月1日至7日, single ones as 10月1日; in the month of the
/// start only 14日至15日.
fn runs(start: NaiveDate, days: &[Day], keep: impl Fn(&Day) -> bool) -> Vec<String> {
    let mut runs: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for day in days.iter().filter(|day| keep(day)) {
        match runs.last_mut() {
            Some((_, last)) if next(*last) == day.date => *last = day.date,
            _ => runs.push((day.date, day.date)),
        }
    }
    let same_month = |a: NaiveDate, b: NaiveDate| (a.year(), a.month()) == (b.year(), b.month());
    let short = |date: NaiveDate, known: NaiveDate| {
        if same_month(date, known) {
            format!("{}日", date.day())
        } else {
            month_day(date)
        }
    };
    runs.into_iter()
        .map(|(from, to)| match from == to {
            true => short(from, start),
            false => format!("{}至{}", short(from, start), short(to, from)),
        })
        .collect()
}

/// 10月13日
pub fn month_day(date: NaiveDate) -> String {
    format!("{}月{}日", date.month(), date.day())
}

/// 2026年10月13日
pub fn year_month_day(date: NaiveDate) -> String {
    format!("{}年{}", date.year(), month_day(date))
}
