//! Where personal data stands in what somebody wrote.

use super::address::home_at;
use super::digits::{id_at, phone_at};
use super::fold::folded;
use super::names::name_at;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DataKind {
    Phone,
    IdNumber,
    Email,
    Plate,
    /// down to the room
    Address,
    /// of a person, after a word such as 业主 or 被投诉人
    Name,
}

/// In characters, not bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    pub kind: DataKind,
    pub start: usize,
    pub end: usize,
}

/// In order, none overlapping another.
pub fn find(text: &str) -> Vec<Span> {
    find_folded(&folded(text))
}

pub(crate) fn find_folded(text: &[char]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match data_at(text, at) {
            Some((kind, start, end)) => {
                spans.push(Span { kind, start, end });
                at = end;
            }
            // the rest of a number or a Latin word is no beginning, nor is the
            // domain of a masked e-mail
            None if text[at].is_ascii_alphanumeric() => at = run(text, at, ""),
            None if text[at] == '@' => at = run(text, at + 1, ".-"),
            None => at += 1,
        }
    }
    spans
}

fn data_at(text: &[char], at: usize) -> Option<(DataKind, usize, usize)> {
    let whole = |kind| move |end| (kind, at, end);
    let c = text[at];
    // what follows a mask belongs to it
    let begins = at == 0 || !(text[at - 1].is_ascii_alphanumeric() || text[at - 1] == '*');
    if c.is_ascii() {
        if !begins {
            return None;
        }
        let number = c.is_ascii_digit() || matches!(c, '+' | '(');
        return email_at(text, at).map(whole(DataKind::Email)).or_else(|| {
            let id = || id_at(text, at).map(whole(DataKind::IdNumber));
            let phone = || phone_at(text, at).map(whole(DataKind::Phone));
            let home = || home_at(text, at).map(|home| (DataKind::Address, at, home.end));
            if number {
                id().or_else(phone).or_else(home)
            } else {
                home()
            }
        });
    }
    plate_at(text, at)
        .map(whole(DataKind::Plate))
        .or_else(|| name_at(text, at).map(|(start, end)| (DataKind::Name, start, end)))
}

/// The end of the Latin letters, digits and `marks` that begin here.
fn run(text: &[char], at: usize, marks: &str) -> usize {
    let fits = |c: &&char| c.is_ascii_alphanumeric() || marks.contains(**c);
    at + text[at..].iter().take_while(fits).count()
}

fn email_at(text: &[char], at: usize) -> Option<usize> {
    let local = run(text, at, "._%+-");
    if local == at || text.get(local) != Some(&'@') {
        return None;
    }
    let mut end = run(text, local + 1, ".-");
    while matches!(text[end - 1], '.' | '-') {
        end -= 1;
    }
    text[local + 1..end].contains(&'.').then_some(end)
}

const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/// 浙B12345, 浙B·12345, 浙BD12345 (GA 36-2018): five places, six with new energy.
fn plate_at(text: &[char], at: usize) -> Option<usize> {
    if !text.get(at + 1)?.is_ascii_uppercase() || !PROVINCES.contains(text[at]) {
        return None;
    }
    let start = at + 2 + usize::from(matches!(text.get(at + 2), Some('·' | ' ' | '-')));
    let places = text[start.min(text.len())..]
        .iter()
        .take_while(|c| c.is_ascii_digit() || c.is_ascii_uppercase());
    let (length, digits) = places.fold((0, 0), |(length, digits), c| {
        (length + 1, digits + usize::from(c.is_ascii_digit()))
    });
    let special = matches!(
        text.get(start + length),
        Some('挂' | '学' | '警' | '港' | '澳')
    );
    let whole = length + usize::from(special);
    ((5..=6).contains(&whole) && digits >= 2).then_some(start + whole)
}
