//! 法律依据: a named rule in 《》, with its article if it is given.

use super::passage::{Passage, Sentence};
use std::ops::Range;

/// What the title of a rule ends with, before 试行 and the like in brackets.
const RULES: [&str; 18] = [
    "法", "典", "条例", "规定", "办法", "细则", "规则", "规范", "标准", "意见", "决定", "通知",
    "公约", "规程", "导则", "预案", "通告", "解释",
];

/// 《中华人民共和国民法典》第二百八十六条
pub fn rule(passage: &Passage, sentence: &Sentence) -> Option<Range<usize>> {
    let text = &passage.folded[..sentence.range.end];
    let mut at = sentence.range.start;
    while let Some(open) = position(text, at, '《') {
        let close = position(text, open, '》')?;
        if is_rule(&text[open + 1..close]) {
            return Some(open..article(text, close + 1));
        }
        at = close + 1;
    }
    None
}

fn is_rule(title: &[char]) -> bool {
    let title: String = title.iter().collect();
    let title = title.split(['(', '（']).next().unwrap_or_default();
    RULES.iter().any(|rule| title.ends_with(rule))
}

/// The end of 第…条 right after the title.
fn article(text: &[char], at: usize) -> usize {
    if text.get(at) != Some(&'第') {
        return at;
    }
    let longest = 12; // 第一千二百五十四条第一款
    let end = text[at..].iter().take(longest).position(|c| *c == '条');
    end.map_or(at, |length| at + length + 1)
}

fn position(text: &[char], from: usize, mark: char) -> Option<usize> {
    text[from..]
        .iter()
        .position(|c| *c == mark)
        .map(|n| from + n)
}
