//! Letters at the desk, one subject a file: what is typed and not yet handed in
//! (`drafts`), a letter as its page shows it (`opened`), handing in, returning,
//! signing and voiding (`approval`), the lists (`lists`), what changed between
//! two revisions (`changes`), the file of one letter (`pdf`), of many (`print`),
//! the photos behind a letter (`annex`), and what they are sent in (`envelopes`).
//!
//! What a letter must say is `letter_text` and `letter_checks`; who may do what
//! with it is the rulebook's.

mod annex;
mod approval;
mod changes;
mod drafts;
mod envelopes;
mod lists;
mod opened;
mod pdf;
mod print;
#[cfg(test)]
mod tests;

pub(crate) use lists::{drafts, rows};

use crate::error::{Reply, error};
use crate::open::Open;
use crate::view::CommandError;
use casework::letter::{Letter, LetterState};
use casework::{CaseId, LetterId};
use serde_json::json;

fn issuing_office(open: &Open, case: CaseId) -> Reply<protocol::directory::Office> {
    let view = open.book.case(case)?;
    open.office(view.case.office.as_ref()).ok_or_else(|| {
        error(
            "office.unknown",
            "the directory does not know this office yet; sync first",
            json!({}),
        )
    })
}

fn is_open(letter: &Letter) -> bool {
    matches!(
        letter.state,
        LetterState::Draft | LetterState::Submitted | LetterState::Returned
    )
}

fn known(view: &casebook::CaseView, id: LetterId) -> Reply<&Letter> {
    view.case.letter(id).ok_or_else(|| unknown(id))
}

fn unknown(id: LetterId) -> CommandError {
    error(
        "letter.unknown",
        "there is no such letter here",
        json!({ "letter": id }),
    )
}
