//! One paragraph as the checks read it: sentences with the words, dates, bodies
//! and persons in them.

use super::when::{self, When};
use super::who;
use super::words::{Hit, Lexicon, Tag};
use super::{Part, Place};
use crate::mask::{self, Span};
use chrono::NaiveDate;
use std::ops::Range;

pub struct Passage {
    part: Part,
    paragraph: u32,
    chars: Vec<char>,
    pub folded: Vec<char>,
    pub sentences: Vec<Sentence>,
    /// stands under 信访请求 or the like: the citizen's words
    pub pleads: bool,
    /// personal data, of whomever
    pub data: Vec<Span>,
}

/// Places are those in the passage.
pub struct Sentence {
    pub range: Range<usize>,
    pub hits: Vec<Hit>,
    pub dates: Vec<When>,
    /// named bodies other than the writer's own
    pub bodies: Vec<Range<usize>>,
    pub persons: Vec<Range<usize>>,
}

impl Passage {
    pub fn read(part: Part, paragraph: u32, text: &str, today: NaiveDate) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let folded: Vec<char> = chars.iter().copied().map(mask::fold).collect();
        let mut hits = Lexicon::embedded().hits(&folded).into_iter().peekable();
        let sentences = sentence_ranges(&folded)
            .into_iter()
            .map(|range| {
                let mut own = Vec::new();
                while let Some(hit) = hits.next_if(|hit| hit.start < range.end) {
                    own.push(hit);
                }
                Sentence {
                    dates: when::find(&folded, range.clone(), today),
                    bodies: who::bodies(&folded, &range, &own),
                    persons: who::persons(&folded, &range, &own),
                    hits: own,
                    range,
                }
            })
            .collect();
        Self {
            part,
            paragraph,
            pleads: false,
            data: mask::find_folded(&folded),
            chars,
            folded,
            sentences,
        }
    }

    pub fn has(&self, tag: Tag) -> bool {
        self.sentences.iter().any(|sentence| sentence.has(tag))
    }

    pub fn whole(&self) -> Range<usize> {
        0..self.chars.len()
    }

    pub fn place(&self, range: &Range<usize>) -> Place {
        Place {
            part: self.part,
            paragraph: self.paragraph,
            start: range.start as u32,
            end: range.end as u32,
        }
    }

    /// As it was written.
    pub fn text(&self, range: &Range<usize>) -> String {
        self.chars[range.clone()].iter().collect()
    }

    pub fn is_body(&self) -> bool {
        self.part == Part::Body
    }

    pub fn is_addressee(&self) -> bool {
        self.part == Part::Addressee
    }

    pub fn is_text(&self) -> bool {
        matches!(self.part, Part::Body | Part::Note)
    }
}

impl Sentence {
    pub fn all(&self, tag: Tag) -> impl Iterator<Item = &Hit> {
        self.hits.iter().filter(move |hit| hit.is(tag))
    }

    pub fn first(&self, tag: Tag) -> Option<Range<usize>> {
        self.all(tag).next().map(|hit| hit.start..hit.end)
    }

    pub fn has(&self, tag: Tag) -> bool {
        self.all(tag).next().is_some()
    }

    /// 您于11月12日反映…: the citizen's own words, not what the office did.
    pub fn restates(&self) -> bool {
        let said = self.all(Tag::Citizen).any(|citizen| {
            let near = citizen.end..citizen.end + RESTATED_WITHIN;
            self.all(Tag::Restate).any(|hit| near.contains(&hit.start))
        });
        said && !self.has(Tag::Verdict)
    }
}

/// Characters between 您 and 反映 with a date and a channel between them.
const RESTATED_WITHIN: usize = 24;

fn sentence_ranges(folded: &[char]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    for (at, c) in folded.iter().enumerate() {
        if matches!(c, '。' | '!' | '?' | ';' | '\n') {
            ranges.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < folded.len() {
        ranges.push(start..folded.len());
    }
    ranges
}
