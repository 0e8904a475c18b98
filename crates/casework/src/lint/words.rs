//! Which words mean what in a letter: `data/letter_words.csv`, so that a district
//! can add its own without a programmer.

use serde::Deserialize;
use std::sync::OnceLock;

/// What a word does in a sentence; a word may do several things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tag {
    VagueDate,
    VagueBody,
    VagueAct,
    /// looks like one of the others and is none
    Plain,
    Citizen,
    We,
    Wish,
    /// 信访请求: what follows is the citizen's
    Plea,
    Restate,
    /// 现答复如下 and the like: says nothing itself
    Formula,
    Visit,
    Seen,
    /// 您反映的情况属实 is a finding, though it speaks of what was said
    Verdict,
    Handled,
    Promise,
    Done,
    Remedy,
    Reason,
    Refer,
    Extend,
    Receipt,
    Route,
    Ask,
    Opinion,
    Request,
    Party,
    Agreed,
    Present,
    Decided,
    Contact,
    /// stands before a name: 工作人员
    Staff,
    /// stands after a name: 主任
    Title,
    /// ends the name of a body: 中队
    Body,
    /// is one: 城管办
    Named,
    /// announces a rule: 依据
    Rule,
}

/// A word at its place.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    tags: u64,
    pub start: usize,
    pub end: usize,
}

impl Hit {
    pub fn is(&self, tag: Tag) -> bool {
        self.tags & bit(tag) != 0
    }
}

fn bit(tag: Tag) -> u64 {
    1 << tag as u64
}

pub struct Lexicon {
    /// by first character, longer words first
    words: Vec<(Vec<char>, u64)>,
}

impl Lexicon {
    pub fn embedded() -> &'static Lexicon {
        static EMBEDDED: OnceLock<Lexicon> = OnceLock::new();
        EMBEDDED.get_or_init(|| {
            Lexicon::from_csv(include_str!("../../data/letter_words.csv")).unwrap_or_else(|error| {
                unreachable!("the embedded words are read by a test: {error}")
            })
        })
    }

    fn from_csv(text: &str) -> Result<Self, csv::Error> {
        let mut words: Vec<(Vec<char>, u64)> = Vec::new();
        for row in csv::Reader::from_reader(text.as_bytes()).deserialize() {
            let (tag, list): (Tag, String) = row?;
            for word in list.split_whitespace() {
                let word: Vec<char> = word.chars().collect();
                match words.iter_mut().find(|(known, _)| *known == word) {
                    Some((_, tags)) => *tags |= bit(tag),
                    None => words.push((word, bit(tag))),
                }
            }
        }
        words.sort_by(|(a, _), (b, _)| a[0].cmp(&b[0]).then(b.len().cmp(&a.len())));
        Ok(Self { words })
    }

    /// The words of `text`, the longest at each place, none overlapping another.
    pub fn hits(&self, text: &[char]) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut at = 0;
        while at < text.len() {
            match self.longest(&text[at..]) {
                Some((length, tags)) => {
                    let end = at + length;
                    hits.push(Hit {
                        tags,
                        start: at,
                        end,
                    });
                    at = end;
                }
                None => at += 1,
            }
        }
        hits
    }

    fn longest(&self, text: &[char]) -> Option<(usize, u64)> {
        let first = text[0];
        let from = self.words.partition_point(|(word, _)| word[0] < first);
        let same = self.words[from..]
            .iter()
            .take_while(|(word, _)| word[0] == first);
        let mut fitting = same.filter(|(word, _)| text.starts_with(word));
        fitting.next().map(|(word, tags)| (word.len(), *tags))
    }
}
