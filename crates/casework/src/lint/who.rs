//! Who is named in a sentence: bodies (区住建局, 白鹤社区) and persons (工作人员陈晓燕,
//! 赵主任, 请与陈晓燕联系).

use super::words::{Hit, Tag};
use crate::mask;
use std::ops::Range;

/// Characters that cannot stand in a body's name: it begins after them.
const BEFORE_BODY: &str =
    "由向与和及请到的将已于在经对把让被是为同联合织调知求促系给并会该各本我贵此、,:;。(“\"《》 至";
/// 为中心, 当局, 格局: words that end like a body.
const NO_BODY: [&str; 7] = ["为中心", "当局", "格局", "布局", "结局", "全局", "大局"];

pub fn bodies(text: &[char], within: &Range<usize>, hits: &[Hit]) -> Vec<Range<usize>> {
    let named = |hit: &Hit| {
        if !(hit.is(Tag::Body) || hit.is(Tag::Named)) {
            return None;
        }
        let before = &text[within.start..hit.start];
        let qualifier = before
            .iter()
            .rev()
            .take_while(|c| c.is_alphanumeric() && !BEFORE_BODY.contains(**c))
            .take(16)
            .count();
        let whole = hit.start - qualifier..hit.end;
        let name: String = text[whole.clone()].iter().collect();
        let none = NO_BODY
            .iter()
            .any(|word| name.ends_with(word) && name.len() <= word.len() + 3);
        let whole_name = qualifier > 0 || hit.is(Tag::Named);
        (whole_name && !none && !is_generic(&name)).then_some(whole)
    };
    let mut found: Vec<Range<usize>> = Vec::new();
    for body in hits.iter().filter_map(named) {
        // 区公安分局交警大队 is one body
        match found.last_mut() {
            Some(last) if body.start <= last.start => *last = body,
            _ => found.push(body),
        }
    }
    found
}

/// 相关物业公司 names none.
fn is_generic(name: &str) -> bool {
    [
        "相关", "有关", "所在", "属地", "当地", "职能", "上级", "主管",
    ]
    .iter()
    .any(|word| name.starts_with(word))
}

pub fn persons(text: &[char], within: &Range<usize>, hits: &[Hit]) -> Vec<Range<usize>> {
    let text = &text[..within.end];
    let mut found: Vec<Range<usize>> = Vec::new();
    for hit in hits {
        let person = if hit.is(Tag::Staff) {
            after_staff(text, hit.end).or_else(|| before_title(text, within.start, hit))
        } else if hit.is(Tag::Title) {
            before_title(text, within.start, hit).or_else(|| after_staff(text, hit.end))
        } else if hit.is(Tag::Contact) {
            before_contact(text, within.start, hit.start)
        } else {
            None
        };
        let new = |person: &Range<usize>| found.last().is_none_or(|last| last.end <= person.start);
        if let Some(person) = person.filter(new) {
            found.push(person);
        }
    }
    found
}

/// 工作人员陈晓燕, 联系人：陈晓燕
fn after_staff(text: &[char], mut at: usize) -> Option<Range<usize>> {
    while matches!(text.get(at), Some(':' | ' ' | '(' | '是' | '为')) {
        at += 1;
    }
    if let Some(end) = mask::staff_at(text, at) {
        return Some(at..end);
    }
    // 联系人：赵主任 is found by its title, 联系人：李某 is a name of a sort
    let surname = mask::surname_at(text, at)?;
    matches!(text.get(at + surname), Some('某')).then(|| at..at + surname + 1)
}

/// 赵主任, 陈晓燕同志
fn before_title(text: &[char], from: usize, title: &Hit) -> Option<Range<usize>> {
    let end = title.start;
    let full = [3, 2].into_iter().find_map(|length| {
        let start = end.checked_sub(length).filter(|start| *start >= from)?;
        let name = mask::person_at(&text[..end], start)?;
        (name == end && !is_inside_word(text, from, start)).then_some(start)
    });
    let surname = end
        .checked_sub(1)
        .filter(|start| *start >= from && mask::surname_at(text, *start) == Some(1));
    full.or(surname).map(|start| start..title.end)
}

/// A name does not begin in the middle of a body's: 白鹤社区赵主任.
fn is_inside_word(text: &[char], from: usize, start: usize) -> bool {
    start > from && text[start - 1].is_alphanumeric() && !BEFORE_BODY.contains(text[start - 1])
}

/// 请与陈晓燕联系
fn before_contact(text: &[char], from: usize, end: usize) -> Option<Range<usize>> {
    [3, 2, 4].into_iter().find_map(|length| {
        let start = end.checked_sub(length).filter(|start| *start > from)?;
        let asked = matches!(text[start - 1], '与' | '找' | '和' | '向');
        let name = asked
            .then(|| mask::person_at(&text[..end], start))
            .flatten()?;
        (name == end).then_some(start..end)
    })
}
