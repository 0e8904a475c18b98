//! Personal data that does not belong in a letter to this citizen: third persons'
//! phones, identity numbers, e-mails, plates, doors and names.

use super::passage::Passage;
use super::words::Tag;
use super::{Code, Finding, Known, Severity};
use crate::mask::{self, DataKind, Span};

/// Roles of who complained; their names are not for the accused.
const INFORMANTS: [&str; 3] = ["投诉人", "举报人", "反映人"];
/// Mail of an office.
const OFFICIAL_MAIL: &str = ".gov.cn";

pub fn find(passage: &Passage, known: &Known) -> Vec<Finding> {
    passage
        .data
        .iter()
        .filter(|span| !is_allowed(passage, span, known))
        .map(|span| finding(passage, span))
        .collect()
}

fn is_allowed(passage: &Passage, span: &Span, known: &Known) -> bool {
    let text: String = passage.folded[span.start..span.end].iter().collect();
    match span.kind {
        DataKind::Phone => {
            let offices = known
                .office_phones
                .iter()
                .any(|phone| same_number(phone, &text));
            offices || same_number(known.citizen_phone, &text) || is_contact(passage, span, &text)
        }
        DataKind::Email => text.ends_with(OFFICIAL_MAIL),
        DataKind::Name => text == known.citizen_name.trim(),
        DataKind::Address => {
            let address: String = mask::folded(known.citizen_address).into_iter().collect();
            address.contains(&text)
        }
        DataKind::IdNumber | DataKind::Plate => false,
    }
}

/// 如有疑问，请拨0574-87654321: an office's line, though not the one in the directory.
/// A mobile number is a person's.
fn is_contact(passage: &Passage, span: &Span, text: &str) -> bool {
    let sentence = passage
        .sentences
        .iter()
        .find(|sentence| sentence.range.contains(&span.start));
    let mobile = numerals(text).trim_start_matches("86").starts_with('1');
    !mobile && sentence.is_some_and(|sentence| sentence.has(Tag::Contact))
}

/// With or without area code and country.
fn same_number(a: &str, b: &str) -> bool {
    let (a, b) = (numerals(a), numerals(b));
    let long = a.len().min(b.len()) >= 7;
    long && (a.ends_with(&b) || b.ends_with(&a))
}

fn numerals(text: &str) -> String {
    text.chars()
        .map(mask::fold)
        .filter(char::is_ascii_digit)
        .collect()
}

fn finding(passage: &Passage, span: &Span) -> Finding {
    let range = span.start..span.end;
    let text = passage.text(&range);
    let code = match span.kind {
        DataKind::Phone => Code::Phone,
        DataKind::IdNumber => Code::IdNumber,
        DataKind::Email => Code::Email,
        DataKind::Plate => Code::Plate,
        DataKind::Address => Code::Address,
        DataKind::Name if is_informant(&passage.folded[..span.start]) => Code::Informant,
        DataKind::Name => Code::Name,
    };
    Finding {
        code,
        severity: Severity::MustFix,
        place: passage.place(&range),
        instead: instead(passage, span, &text),
        text,
    }
}

fn is_informant(before: &[char]) -> bool {
    let before: String = before.iter().collect();
    let role = before.trim_end_matches([':', '(', ' ', '是', '为', '"', '“']);
    INFORMANTS.iter().any(|word| {
        role.strip_suffix(word)
            .is_some_and(|rest| !rest.ends_with('被'))
    })
}

/// 张某; 29幢 for 29幢301室; other data has no place here in any form.
fn instead(passage: &Passage, span: &Span, text: &str) -> Option<String> {
    match span.kind {
        DataKind::Name => {
            let surname = mask::surname_at(&passage.folded, span.start)?;
            let surname: String = text.chars().take(surname).collect();
            Some(format!("{surname}某"))
        }
        DataKind::Address => {
            let home = mask::home_at(&passage.folded, span.start)?;
            Some(passage.text(&(span.start..home.building)))
        }
        _ => None,
    }
}
