//! Dates as letters write them: 2026年11月3日, 11月底前, 3个工作日内, 本月25日前, 年底前.

use chrono::{Datelike, Days, Months, NaiveDate};
use std::ops::Range;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    pub range: Range<usize>,
    pub kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// a day or the last day of a span before today
    Past,
    Today,
    Ahead,
    /// 3个工作日内, 年底前: a limit whatever today is
    Within,
    /// 10个工作日: how long, not until when
    Duration,
}

impl When {
    /// By when something will be done.
    pub fn is_promise(&self) -> bool {
        matches!(self.kind, Kind::Ahead | Kind::Within)
    }
}

/// Spans of time that end by themselves.
const SPANS: [&str; 17] = [
    "年底",
    "年内",
    "年末",
    "本周",
    "下周",
    "本月",
    "下月",
    "月底",
    "月末",
    "今天",
    "今日",
    "明天",
    "明日",
    "后天",
    "春节前",
    "国庆前",
    "元旦前",
];
const DURATIONS: [&str; 10] = [
    "个工作日",
    "工作日",
    "个自然日",
    "个小时",
    "小时",
    "个月",
    "周",
    "天",
    "日",
    "年",
];
const WITHIN: [&str; 4] = ["内", "之内", "以内", "后"];

pub fn find(text: &[char], within: Range<usize>, today: NaiveDate) -> Vec<When> {
    let text = &text[..within.end];
    let mut found: Vec<When> = Vec::new();
    let mut at = within.start;
    while at < text.len() {
        match at_place(text, at, today) {
            Some((end, kind)) => {
                found.push(When {
                    range: at..end,
                    kind,
                });
                at = end;
            }
            None => at += number(text, at).map_or(1, |(_, length)| length),
        }
    }
    found
}

fn at_place(text: &[char], at: usize, today: NaiveDate) -> Option<(usize, Kind)> {
    let c = text[at];
    if c.is_ascii_digit() || is_numeral(c) {
        return iso(text, at, today)
            .or_else(|| date(text, at, today))
            .or_else(|| duration(text, at));
    }
    if !matches!(
        c,
        '年' | '本' | '下' | '月' | '今' | '明' | '后' | '春' | '国' | '元'
    ) {
        return None;
    }
    let span = SPANS.into_iter().find(|span| is_at(text, at, span))?;
    let end = at + span.chars().count();
    Some((with_before(text, end), Kind::Within))
}

/// 2026-11-03, 2026/11/3, 2026.11.3
fn iso(text: &[char], at: usize, today: NaiveDate) -> Option<(usize, Kind)> {
    let (year, length) = digits(text, at).filter(|(_, length)| *length == 4)?;
    let mark = *text.get(at + length)?;
    matches!(mark, '-' | '/' | '.').then_some(())?;
    let (month, more) = digits(text, at + length + 1)?;
    let next = at + length + 1 + more;
    (text.get(next) == Some(&mark)).then_some(())?;
    let (day, last) = digits(text, next + 1)?;
    let date = NaiveDate::from_ymd_opt(year as i32, month, day)?;
    Some((next + 1 + last, against(date, today)))
}

/// [2026年][11月][3日], with 底, 上旬 and 前 behind.
fn date(text: &[char], start: usize, today: NaiveDate) -> Option<(usize, Kind)> {
    let (mut at, mut year, mut month, mut day) = (start, None, None, None);
    while let Some((n, length)) = number(text, at) {
        let next = at + length;
        match text.get(next) {
            Some('年') if year.is_none() && month.is_none() && length == 4 => year = Some(n),
            Some('月') if month.is_none() && (1..=12).contains(&n) => month = Some(n),
            Some('日' | '号') if day.is_none() && (1..=31).contains(&n) => day = Some(n),
            _ => break,
        }
        at = next + 1;
        if day.is_some() {
            break;
        }
    }
    let end = with_before(text, at);
    match (year, month, day) {
        (None, None, None) => return None,
        // 25日前 names a day of this month; 5日 may be anything, 5日内 is a duration
        (None, None, Some(_)) if end == at || is_at(text, at, "内") => return None,
        // 2026年底前, but not 2026年度
        (Some(_), None, None) if end == at => return None,
        (None, None, Some(_)) => month = Some(today.month()),
        _ => {}
    }
    let last_day = day.or_else(|| tenth(text, at));
    let date = last_date(year.map(|year| year as i32), month, last_day, today)?;
    Some(match against(date, today) {
        Kind::Today if end > at => (end, Kind::Within),
        kind => (end, kind),
    })
}

fn tenth(text: &[char], at: usize) -> Option<u32> {
    match text.get(at)? {
        '初' => Some(10),
        '上' if is_at(text, at, "上旬") => Some(10),
        '中' => Some(20),
        _ => None,
    }
}

/// The last day that the words allow; without a year the one nearest to today.
fn last_date(
    year: Option<i32>,
    month: Option<u32>,
    day: Option<u32>,
    today: NaiveDate,
) -> Option<NaiveDate> {
    let of = |year: i32| match (month, day) {
        (Some(month), Some(day)) => NaiveDate::from_ymd_opt(year, month, day),
        (Some(month), None) => NaiveDate::from_ymd_opt(year, month, 1)?
            .checked_add_months(Months::new(1))?
            .checked_sub_days(Days::new(1)),
        (None, _) => NaiveDate::from_ymd_opt(year, 12, 31),
    };
    match year {
        Some(year) => of(year),
        None => (-1..=1)
            .filter_map(|shift| of(today.year() + shift))
            .min_by_key(|date| (*date - today).num_days().abs()),
    }
}

/// 3个工作日内, 自受理之日起60日内, 10个工作日
fn duration(text: &[char], at: usize) -> Option<(usize, Kind)> {
    let (_, length) = number(text, at)?;
    let unit = DURATIONS
        .into_iter()
        .find(|unit| is_at(text, at + length, unit))?;
    let end = at + length + unit.chars().count();
    match WITHIN.into_iter().find(|word| is_at(text, end, word)) {
        Some(word) => Some((end + word.chars().count(), Kind::Within)),
        None => Some((end, Kind::Duration)),
    }
}

fn against(date: NaiveDate, today: NaiveDate) -> Kind {
    match date.cmp(&today) {
        std::cmp::Ordering::Less => Kind::Past,
        std::cmp::Ordering::Equal => Kind::Today,
        std::cmp::Ordering::Greater => Kind::Ahead,
    }
}

/// Past 底前, 之前, 上旬 and the like.
fn with_before(text: &[char], end: usize) -> usize {
    let tails = [
        "底之前",
        "底以前",
        "底前",
        "之前",
        "以前",
        "前",
        "底",
        "末",
        "内",
        "上旬",
        "中旬",
        "下旬",
        "初",
        "止",
    ];
    let tail = tails.into_iter().find(|tail| is_at(text, end, tail));
    end + tail.map_or(0, |tail| tail.chars().count())
}

/// Digits or a Chinese numeral up to 99, and how many characters it takes.
fn number(text: &[char], at: usize) -> Option<(u32, usize)> {
    digits(text, at).or_else(|| han(text, at))
}

fn digits(text: &[char], at: usize) -> Option<(u32, usize)> {
    let run = text.get(at..)?.iter().take_while(|c| c.is_ascii_digit());
    let (value, length) = run.fold((0_u32, 0), |(value, length), c| {
        let digit = c.to_digit(10).unwrap_or_default();
        (value.saturating_mul(10).saturating_add(digit), length + 1)
    });
    (length > 0).then_some((value, length))
}

/// 三, 十五, 二十, 三十一; 二〇二六 digit by digit.
fn han(text: &[char], at: usize) -> Option<(u32, usize)> {
    let run: Vec<char> = text
        .get(at..)?
        .iter()
        .copied()
        .take_while(|c| is_numeral(*c))
        .collect();
    let value = |c: &char| match c {
        '〇' | '零' => 0,
        '两' => 2,
        _ => "一二三四五六七八九"
            .chars()
            .position(|known| known == *c)
            .map_or(0, |n| n as u32 + 1),
    };
    match run.iter().position(|c| *c == '十') {
        _ if run.is_empty() => None,
        None => {
            let whole = run.iter().take(4).fold(0, |sum, c| sum * 10 + value(c));
            Some((whole, run.len()))
        }
        Some(ten) => {
            let tens = run[..ten].last().map_or(1, value);
            Some((tens * 10 + run.get(ten + 1).map_or(0, value), run.len()))
        }
    }
}

fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '〇' | '零' | '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'
    )
}

pub fn is_at(text: &[char], at: usize, word: &str) -> bool {
    word.chars()
        .enumerate()
        .all(|(n, c)| text.get(at + n) == Some(&c))
}
