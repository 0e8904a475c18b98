//! 【延期理由】: what a template or a standard text leaves to a person, and nobody has
//! written yet.

use super::passage::Passage;
use super::{Code, Finding, Severity};
use std::ops::Range;

pub fn find(passage: &Passage) -> Vec<Finding> {
    marks(&passage.folded)
        .into_iter()
        .map(|range| Finding {
            code: Code::Unfilled,
            severity: Severity::MustFix,
            place: passage.place(&range),
            text: passage.text(&range),
            instead: None,
        })
        .collect()
}

/// Is something left to be written in it?
pub fn has_blank(text: &str) -> bool {
    !marks(&text.chars().collect::<Vec<char>>()).is_empty()
}

/// A year in such brackets, 【2026】12号, is a document number written wrongly, no blank.
fn marks(text: &[char]) -> Vec<Range<usize>> {
    let mut marks = Vec::new();
    let mut open = None;
    for (at, c) in text.iter().enumerate() {
        match c {
            '【' => open = Some(at),
            '】' => {
                if let Some(start) = open.take()
                    && !text[start + 1..at].iter().all(char::is_ascii_digit)
                {
                    marks.push(start..at + 1);
                }
            }
            _ => {}
        }
    }
    marks
}
