//! Checks what a letter says before anybody signs it: are the things said that
//! this kind of letter must say, does a vague word hide a missing date or name,
//! does it name a third person (DOMAIN.md "Replies", LETTERS.md "Kinds").
//!
//! A letter comes in as its content and what is known of the case; findings go
//! out as codes with their places, worded by the window. What blocks sign-off
//! and what only warns, per kind, is data: `policy`. Which words mean what is
//! data too: `data/letter_words.csv`. Nothing here understands Chinese; it looks
//! for words, dates, numbers and names within a sentence, so a finding that may
//! be wrong only warns.

mod basis;
mod blank;
mod elements;
mod findings;
mod passage;
mod personal;
mod policy;
mod vague;
mod when;
mod who;
mod words;

pub use blank::has_blank;
pub use findings::{
    Code, Element, Finding, Findings, KeptFinding, Lacking, Part, Place, Said, Severity,
};
pub use policy::{Policy, PolicyError};

use crate::case::Case;
use crate::letter::{LetterContent, LetterKind};
use crate::mask;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use passage::Passage;
use words::Tag;

/// What may stand in this letter, and from when on a date lies ahead.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    pub today: NaiveDate,
    /// the citizen the letter goes to may be named in it
    pub citizen_name: &'a str,
    pub citizen_phone: &'a str,
    pub citizen_address: &'a str,
    /// the office's own lines
    pub office_phones: &'a [&'a str],
}

impl<'a> Known<'a> {
    /// What the case itself says; an office's lines stand in the directory.
    pub fn of(case: &'a Case, office_phones: &'a [&'a str], today: NaiveDate) -> Self {
        let registration = &case.registration;
        Self {
            today,
            citizen_name: &registration.citizen.name,
            citizen_phone: &registration.citizen.phone,
            citizen_address: &registration.place.address,
            office_phones,
        }
    }
}

/// Reads the whole letter once.
pub fn check(
    kind: LetterKind,
    content: &LetterContent,
    known: &Known,
    policy: &Policy,
) -> Findings {
    let passages = passages(content, known.today);
    let mut findings: Vec<Finding> = passages
        .iter()
        .flat_map(|passage| {
            let mut found = blank::find(passage);
            if !passage.is_addressee() {
                found.extend(vague::find(passage));
                found.extend(personal::find(passage, known));
            }
            found
        })
        .filter_map(|found| {
            let severity = policy.finding(found.code, kind)?;
            Some(Finding { severity, ..found })
        })
        .collect();
    findings.sort_by_key(|finding| (finding.severity, finding.place));
    let elements = policy.elements(kind);
    Findings {
        elements: elements
            .map(|(element, severity)| elements::look_for(element, severity, &passages))
            .collect(),
        findings,
    }
}

/// Whether a letter says these things, whatever is asked of its kind.
pub fn said(elements: &[Element], content: &LetterContent, today: NaiveDate) -> Vec<Said> {
    let passages = passages(content, today);
    let found = elements.iter();
    found
        .map(|element| elements::look_for(*element, Severity::ShouldFix, &passages))
        .collect()
}

/// The refusal of a letter that may not be signed; personal data in its facts is
/// masked, because refusals are logged.
pub fn blocks(found: &Findings) -> Option<Refusal> {
    let count = found.must_fix();
    let refusal = |message: String| Refusal::new("letter.must_fix", message).fact("count", count);
    if let Some(first) = found.blocking().next() {
        let text = first.code.data().map_or_else(
            || first.text.clone(),
            |kind| mask::of_kind(kind, &first.text),
        );
        let message = format!(
            "{count} to fix before sign-off: “{text}” ({})",
            first.code.as_str()
        );
        return Some(
            refusal(message)
                .fact("finding", first.code)
                .fact("text", text)
                .fact("part", first.place.part)
                .fact("paragraph", first.place.paragraph + 1),
        );
    }
    let said = found.missing().next()?;
    let message = format!(
        "{count} to fix before sign-off: the letter does not say {}",
        said.element.as_str()
    );
    Some(
        refusal(message)
            .fact("element", said.element)
            .fact("lacking", said.lacking),
    )
}

fn passages(content: &LetterContent, today: NaiveDate) -> Vec<Passage> {
    let one = |part, index: usize, text: &str| Passage::read(part, index as u32, text, today);
    let mut passages = vec![one(Part::Title, 0, &content.title)];
    passages.extend(
        content
            .addressee
            .iter()
            .map(|name| one(Part::Addressee, 0, name)),
    );
    let mut pleads = false;
    for (n, paragraph) in content.body.iter().enumerate() {
        let mut passage = one(Part::Body, n, &paragraph.words());
        let heading = paragraph.level > 0;
        if heading {
            pleads = passage.has(Tag::Plea);
        }
        passage.pleads = pleads && !heading;
        passages.push(passage);
    }
    passages.extend(content.note.iter().map(|note| one(Part::Note, 0, note)));
    let attachments = content.attachments.iter().enumerate();
    passages.extend(attachments.map(|(n, name)| one(Part::Attachment, n, name)));
    passages
}
