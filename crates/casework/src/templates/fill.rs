//! Wording with what is known of a case.

use super::placeholder::{Facts, Placeholder};
use super::{StandardText, Template};
use crate::letter::{LetterContent, Paragraph};

/// A piece of wording.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Words(&'a str),
    /// the name between braces, known or not
    Blank(&'a str),
}

/// A brace that is not closed is a word.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else {
            break;
        };
        pieces.push(Piece::Words(before));
        pieces.push(Piece::Blank(name));
        rest = behind;
    }
    pieces.push(Piece::Words(rest));
    pieces
}

impl Template {
    /// What a letter of this kind begins with: every part in its order, known facts
    /// filled in, marks where only a person can write.
    pub fn start(&self, facts: &Facts) -> LetterContent {
        let mut body = Vec::new();
        for part in &self.parts {
            body.extend(part.heading.iter().map(|heading| Paragraph {
                level: 1,
                text: heading.clone(),
                table: None,
            }));
            let lines = paragraphs(&part.text, facts).into_iter();
            body.extend(lines.map(|text| Paragraph {
                text,
                ..Paragraph::default()
            }));
        }
        LetterContent {
            title: line(&self.title, facts),
            addressee: self.addressee.as_ref().map(|form| line(form, facts)),
            body,
            attachments: Vec::new(),
            note: None,
            copy_to: Vec::new(),
            annex: Vec::new(),
        }
    }
}

impl StandardText {
    pub fn filled(&self, facts: &Facts) -> String {
        line(&self.text, facts)
    }
}

/// A line is a paragraph; one that is a placeholder alone is as many as the fact has.
fn paragraphs(text: &str, facts: &Facts) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .flat_map(|words| match alone(words).and_then(|it| facts.get(it)) {
            Some(known) => known.to_vec(),
            None => vec![line(words, facts)],
        })
        .collect()
}

fn alone(words: &str) -> Option<Placeholder> {
    Placeholder::parse(words.strip_prefix('{')?.strip_suffix('}')?)
}

/// In a line of other words, a fact of several lines is read one after the other.
fn line(text: &str, facts: &Facts) -> String {
    let filled = pieces(text).into_iter().map(|piece| match piece {
        Piece::Words(words) => words.to_owned(),
        Piece::Blank(name) => Placeholder::parse(name)
            .and_then(|placeholder| facts.get(placeholder))
            .map_or_else(|| format!("【{name}】"), <[String]>::concat),
    });
    filled.collect()
}
