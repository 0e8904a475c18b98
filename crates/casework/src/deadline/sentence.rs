//! 自2026年9月30日收到次日起算5个工作日（10月1日至7日休，10月10日调休上班），
//! 应于2026年10月13日前（含当日）答复. Every word of it stands for a fact.

use super::{Derivation, Span};
use crate::moment::Moment;
use crate::rules::{ClockKind, CountedFrom, PauseReason, Unit};
use chrono::{Datelike, NaiveDate, Timelike};
use std::fmt::{self, Display, Write};

pub(super) fn of(facts: &Derivation) -> String {
    let mut out = String::with_capacity(192);
    // Writing to a String cannot fail.
    write(&mut out, facts).ok();
    out
}

fn write(out: &mut String, facts: &Derivation) -> fmt::Result {
    let (unit, event) = (unit(facts.unit), event(facts.counted_from));
    let amount = facts.limit + facts.extended_by;
    match facts.start_at {
        Some(at) => write!(out, "自{}{event}起算{amount}{unit}", Time(at))?,
        None => write!(out, "自{}{event}次日起算{amount}{unit}", Full(facts.start))?,
    }
    asides(out, facts, unit)?;
    out.push('，');
    if facts.estimated {
        out.push_str("预估");
    }
    match facts.due_at {
        Some(at) => write!(out, "应于{}前", Time(at))?,
        None => write!(out, "应于{}前（含当日）", Full(facts.due))?,
    }
    out.push_str(act(facts.clock));
    Ok(())
}

/// What stands in brackets, if anything.
fn asides(out: &mut String, facts: &Derivation, unit: &str) -> fmt::Result {
    let before = out.len();
    if let Some(hours) = &facts.office_hours {
        write!(out, "，工作时间{hours}")?;
    }
    let start = facts.start;
    spans(out, start, facts.off.iter(), "休")?;
    spans(out, start, facts.made_up.iter(), "调休上班")?;
    for (why, words) in [
        (PauseReason::Supplement, "补正停表"),
        (PauseReason::Consultation, "征求意见停表"),
    ] {
        let stops = facts.stops.iter().filter(|stop| stop.why == why);
        spans(out, start, stops.map(|stop| &stop.span), words)?;
    }
    if facts.extended_by > 0 {
        write!(out, "，含批准延期{}{unit}", facts.extended_by)?;
    }
    if facts.moved_on {
        out.push_str("，末日逢休顺延");
    }
    if out.len() > before {
        out.replace_range(before..before + '，'.len_utf8(), "（");
        out.push('）');
    }
    Ok(())
}

/// Days in a row as 10月1日至7日, single ones as 10月1日; in the month of the start
/// only 14日至15日.
fn spans<'a>(
    out: &mut String,
    start: NaiveDate,
    spans: impl Iterator<Item = &'a Span>,
    words: &str,
) -> fmt::Result {
    let before = out.len();
    for Span { from, to } in spans {
        out.push(if out.len() == before { '，' } else { '、' });
        write!(out, "{}", Short(*from, start))?;
        if from != to {
            write!(out, "至{}", Short(*to, *from))?;
        }
    }
    if out.len() > before {
        out.push_str(words);
    }
    Ok(())
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::WorkingDay => "个工作日",
        Unit::CalendarDay => "日",
        Unit::WorkingHour => "个工作时",
    }
}

/// What the office got or did on the first day.
fn event(from: CountedFrom) -> &'static str {
    match from {
        CountedFrom::Receipt | CountedFrom::Dispatch => "收到",
        CountedFrom::Acceptance => "受理",
        CountedFrom::FirstDispatch => "首次派单",
        CountedFrom::SignFor => "签收",
        CountedFrom::Reopening => "重办",
        CountedFrom::Reply => "收到答复",
        CountedFrom::ConsultationNotice => "收到征求意见书",
        CountedFrom::Publication => "信息形成或变更",
    }
}

fn act(clock: ClockKind) -> &'static str {
    match clock {
        ClockKind::SignFor => "签收",
        ClockKind::Answer | ClockKind::Rework => "答复",
        ClockKind::ReturnWindow => "提出退单",
        ClockKind::Citizen => "答复市民",
        ClockKind::Acceptance => "登记受理",
        ClockKind::ReceiptNotice => "书面告知",
        ClockKind::Transfer => "转送交办",
        ClockKind::SupplementNotice => "告知补正",
        ClockKind::Consultation => "提出意见",
        ClockKind::Publication => "公开",
        ClockKind::Review => "申请复查",
        ClockKind::SecondReview => "申请复核",
        ClockKind::Task => "完成",
    }
}

/// 2026年10月13日
struct Full(NaiveDate);

/// 10月13日; in the month of another day 13日
struct Short(NaiveDate, NaiveDate);

/// 2026年10月13日16:02
struct Time(Moment);

impl Display for Full {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.0;
        write!(f, "{}年{}月{}日", date.year(), date.month(), date.day())
    }
}

impl Display for Short {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Short(date, known) = self;
        if (date.year(), date.month()) != (known.year(), known.month()) {
            write!(f, "{}月", date.month())?;
        }
        write!(f, "{}日", date.day())
    }
}

impl Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.0.china();
        let day = Full(at.date_naive());
        write!(f, "{day}{}:{:02}", at.hour(), at.minute())
    }
}

/// 10月13日
pub fn month_day(date: NaiveDate) -> String {
    format!("{}月{}日", date.month(), date.day())
}

/// 2026年10月13日
pub fn year_month_day(date: NaiveDate) -> String {
    Full(date).to_string()
}
