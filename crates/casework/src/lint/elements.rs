//! Whether the letter says what it has to say, and where: 该说清的六件事 and their
//! counterparts in other kinds.

use super::passage::{Passage, Sentence};
use super::words::{Hit, Tag};
use super::{Element, Lacking, Place, Said, Severity, basis};
use crate::mask::DataKind;
use std::ops::Range;

/// Evidence is quoted to this many characters.
const QUOTED: usize = 16;

enum Sought {
    Found {
        at: Range<usize>,
        text: String,
    },
    /// begun, but this is lacking
    Lacks(Lacking),
}

pub fn look_for(element: Element, severity: Severity, passages: &[Passage]) -> Said {
    let missing = Said {
        element,
        severity,
        place: None,
        text: String::new(),
        lacking: None,
    };
    if element == Element::Handled {
        return match handled(passages) {
            Some((place, text)) => Said {
                place: Some(place),
                text,
                ..missing
            },
            None => missing,
        };
    }
    let request = passages
        .iter()
        .find(|passage| passage.pleads && !passage.whole().is_empty());
    if let (Element::Request, Some(passage)) = (element, request) {
        let whole = passage.whole();
        return Said {
            place: Some(passage.place(&whole)),
            text: passage.text(&shortened(&whole)),
            ..missing
        };
    }
    passages
        .iter()
        .filter(|passage| passage.is_text() && !passage.pleads)
        .fold(missing, |said, passage| {
            if said.place.is_some() {
                return said;
            }
            match in_passage(element, passage) {
                Some(Sought::Found { at, text }) => Said {
                    place: Some(passage.place(&at)),
                    text,
                    lacking: None,
                    ..said
                },
                Some(Sought::Lacks(what)) => Said {
                    lacking: Some(what),
                    ..said
                },
                None => said,
            }
        })
}

fn in_passage(element: Element, passage: &Passage) -> Option<Sought> {
    if element == Element::Contact {
        return contact(passage);
    }
    if !passage.is_body() {
        return None;
    }
    if element == Element::Seen {
        return seen(passage);
    }
    let sought = passage
        .sentences
        .iter()
        .filter_map(|sentence| in_sentence(element, passage, sentence));
    best(sought)
}

/// What is found, else the last that is begun.
fn best(sought: impl Iterator<Item = Sought>) -> Option<Sought> {
    let mut lacking = None;
    for one in sought {
        if matches!(one, Sought::Found { .. }) {
            return Some(one);
        }
        lacking = Some(one);
    }
    lacking
}

fn in_sentence(element: Element, passage: &Passage, sentence: &Sentence) -> Option<Sought> {
    let word = |tag| {
        let at = sentence.first(tag)?;
        Some(quote(passage, sentence, at))
    };
    match element {
        Element::Who => who(passage, sentence),
        Element::When => when(passage, sentence),
        Element::Basis => match basis::rule(passage, sentence) {
            Some(at) => Some(whole(passage, at)),
            None => sentence
                .has(Tag::Rule)
                .then_some(Sought::Lacks(Lacking::Rule)),
        },
        Element::Remedy => remedy(passage, sentence),
        Element::ReferTo => refer_to(passage, sentence),
        Element::NewDate => {
            sentence.first(Tag::Extend)?;
            let date = sentence
                .dates
                .iter()
                .find(|date| date.is_promise() || date.kind == super::when::Kind::Duration);
            Some(date.map_or(Sought::Lacks(Lacking::Date), |date| {
                whole(passage, date.range.clone())
            }))
        }
        Element::Request => word(Tag::Request),
        Element::Opinion => word(Tag::Opinion),
        Element::Receipt => word(Tag::Receipt),
        Element::Route => word(Tag::Route),
        Element::Reason => word(Tag::Reason),
        Element::Ask => word(Tag::Ask),
        Element::Parties => word(Tag::Party),
        Element::Agreed => word(Tag::Agreed),
        Element::Present => word(Tag::Present),
        Element::Decided => word(Tag::Decided),
        Element::Handled | Element::Seen | Element::Contact => None,
    }
}

/// 11月20日，我街道工作人员陈晓燕会同白鹤社区到现场查看
fn who(passage: &Passage, sentence: &Sentence) -> Option<Sought> {
    sentence.first(Tag::Visit)?;
    if sentence.restates() {
        return None;
    }
    let mut named: Vec<&Range<usize>> = sentence.persons.iter().chain(&sentence.bodies).collect();
    named.sort_by_key(|range| range.start);
    let Some(first) = named.first() else {
        return Some(Sought::Lacks(Lacking::Name));
    };
    let names: Vec<String> = named
        .iter()
        .take(3)
        .map(|range| passage.text(range))
        .collect();
    Some(Sought::Found {
        at: (*first).clone(),
        text: names.join("、"),
    })
}

/// What follows 查看, or a sentence with 发现 and the like.
fn seen(passage: &Passage) -> Option<Sought> {
    let mut visited = false;
    for sentence in &passage.sentences {
        if sentence.restates() || sentence.has(Tag::Formula) {
            continue;
        }
        let after_visit = |hit: &Hit| {
            let rest = clause(passage, sentence, hit.end);
            let plan = sentence.dates.iter().any(|date| date.is_promise());
            (rest.len() >= 4 && !plan).then_some(rest)
        };
        let last_visit = sentence.all(Tag::Visit).last();
        let told = match sentence.first(Tag::Seen) {
            Some(at) => Some(at.start..clause(passage, sentence, at.end).end),
            None if visited => Some(clause(passage, sentence, sentence.range.start)),
            None => last_visit.and_then(after_visit),
        };
        if let Some(at) = told.filter(|at| at.len() >= 2) {
            return Some(Sought::Found {
                text: passage.text(&shortened(&at)),
                at,
            });
        }
        visited |= last_visit.is_some();
    }
    None
}

/// 拆除、登记: rather where something is promised or done than where a law is quoted
/// or the visit is told.
fn handled(passages: &[Passage]) -> Option<(Place, String)> {
    let rank = |sentence: &Sentence| {
        let acts = sentence.has(Tag::Promise) || sentence.has(Tag::Done);
        (sentence.has(Tag::Visit), !acts)
    };
    let body = passages
        .iter()
        .filter(|passage| passage.is_body() && !passage.pleads);
    let (passage, sentence) = body
        .flat_map(|passage| {
            passage
                .sentences
                .iter()
                .map(move |sentence| (passage, sentence))
        })
        .filter(|(_, sentence)| sentence.has(Tag::Handled) && !is_aside(sentence))
        .min_by_key(|(_, sentence)| rank(sentence))?;
    let mut words: Vec<String> = Vec::new();
    for hit in sentence.all(Tag::Handled) {
        let word = passage.text(&(hit.start..hit.end));
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.truncate(2);
    let first = sentence.first(Tag::Handled)?;
    Some((passage.place(&first), words.join("、")))
}

/// What the citizen said, what says nothing, and where to turn if dissatisfied.
fn is_aside(sentence: &Sentence) -> bool {
    sentence.restates() || sentence.has(Tag::Formula) || sentence.has(Tag::Remedy)
}

/// A date ahead or a limit; a past one when the work is done by then.
fn when(passage: &Passage, sentence: &Sentence) -> Option<Sought> {
    if is_aside(sentence) {
        return None;
    }
    let done = sentence.has(Tag::Done) && sentence.has(Tag::Handled);
    let date = sentence
        .dates
        .iter()
        .find(|date| date.is_promise() || done && date.kind != super::when::Kind::Duration);
    match date {
        Some(date) => Some(whole(passage, date.range.clone())),
        None => sentence
            .has(Tag::VagueDate)
            .then_some(Sought::Lacks(Lacking::Date)),
    }
}

/// 请与白鹤社区赵主任联系，电话：0574-87654321
fn contact(passage: &Passage) -> Option<Sought> {
    let asked = passage
        .sentences
        .iter()
        .find(|sentence| sentence.has(Tag::Contact))?;
    let in_contact = passage
        .sentences
        .iter()
        .filter(|sentence| sentence.range.start >= asked.range.start);
    let person = in_contact.flat_map(|sentence| &sentence.persons).next();
    let phone = passage
        .data
        .iter()
        .find(|span| span.kind == DataKind::Phone && span.start >= asked.range.start);
    match (person, phone) {
        (Some(person), Some(_)) => Some(whole(passage, person.clone())),
        (None, Some(_)) => Some(Sought::Lacks(Lacking::Name)),
        (Some(_), None) => Some(Sought::Lacks(Lacking::Phone)),
        (None, None) => None,
    }
}

/// 自收到之日起30日内向区人民政府申请复查 (信访工作条例 Art. 35)
fn remedy(passage: &Passage, sentence: &Sentence) -> Option<Sought> {
    let review = sentence.first(Tag::Remedy)?;
    if sentence.dates.is_empty() {
        return Some(Sought::Lacks(Lacking::Date));
    }
    if sentence.bodies.is_empty() {
        return Some(Sought::Lacks(Lacking::Body));
    }
    Some(quote(passage, sentence, review))
}

fn refer_to(passage: &Passage, sentence: &Sentence) -> Option<Sought> {
    let refer = sentence.first(Tag::Refer)?;
    let after = sentence.bodies.iter().find(|body| body.end > refer.start);
    Some(match after {
        Some(body) => whole(passage, body.clone()),
        None => Sought::Lacks(Lacking::Body),
    })
}

fn whole(passage: &Passage, at: Range<usize>) -> Sought {
    Sought::Found {
        text: passage.text(&at),
        at,
    }
}

/// The word with what follows it in its clause.
fn quote(passage: &Passage, sentence: &Sentence, word: Range<usize>) -> Sought {
    let at = word.start..clause(passage, sentence, word.end).end.max(word.end);
    Sought::Found {
        text: passage.text(&shortened(&at)),
        at,
    }
}

/// From `start`, past marks, to the next mark.
fn clause(passage: &Passage, sentence: &Sentence, start: usize) -> Range<usize> {
    let text = &passage.folded[..sentence.range.end];
    let mark = |c: &char| matches!(c, ',' | '。' | ';' | ':' | '!' | '?' | '、' | ' ' | '\n');
    let start = start + text[start..].iter().take_while(|c| mark(c)).count();
    let length = text[start..].iter().take_while(|c| !mark(c)).count();
    start..start + length
}

fn shortened(range: &Range<usize>) -> Range<usize> {
    range.start..range.end.min(range.start + QUOTED)
}
