//! How personal data is shown in lists, exports and public pages (DOMAIN.md:
//! 张*三, two characters 张*, 138****0000, 3302**********1234, a***@x).
//!
//! `field` masks a value whose kind is known; `find` and [`text`] look for
//! personal data in what somebody wrote. Masking what is masked changes nothing.

mod address;
mod digits;
mod field;
mod find;
mod fold;
mod names;

pub(crate) use address::home_at;
pub use field::{address, email, id_number, name, phone, plate};
pub(crate) use find::find_folded;
pub use find::{DataKind, Span, find};
pub(crate) use fold::{fold, folded};
pub(crate) use names::{person_at, staff_at, surname_at};

/// `full` with the personal data in it masked, and where that stood in `full`.
pub fn text(full: &str) -> (String, Vec<Span>) {
    let spans = find(full);
    if spans.is_empty() {
        return (full.to_owned(), spans);
    }
    let chars: Vec<char> = full.chars().collect();
    let mut masked = String::with_capacity(full.len());
    let mut at = 0;
    for span in &spans {
        masked.extend(&chars[at..span.start]);
        masked.push_str(&of_kind(
            span.kind,
            &chars[span.start..span.end].iter().collect::<String>(),
        ));
        at = span.end;
    }
    masked.extend(&chars[at..]);
    (masked, spans)
}

/// Masks one value of a known kind.
pub fn of_kind(kind: DataKind, value: &str) -> String {
    match kind {
        DataKind::Phone => phone(value),
        DataKind::IdNumber => id_number(value),
        DataKind::Email => email(value),
        DataKind::Plate => plate(value),
        DataKind::Address => address(value),
        DataKind::Name => name(value),
    }
}
