//! Drafts, the head's queue and the register, and the letters of one case.

use super::drafts::Typed;
use super::unknown;
use crate::Desk;
use crate::error::Reply;
use crate::open::Open;
use crate::rows::case_row;
use crate::view::{LetterList, LetterRow, PrintingView};
use casebook::{DraftKind, LetterShelf, Sort};
use casework::letter::{Letter, LetterState, Printing};
use casework::{CaseId, LetterId};
use serde_json::json;
use std::collections::BTreeSet;

/// The newest of the register that are listed, beside all that are still to print.
const REGISTER_ROWS: u32 = 300;

impl Desk {
    pub async fn list_letters(&self, list: LetterList) -> Reply<Vec<LetterRow>> {
        self.read(move |open| match list {
            LetterList::Drafts => drafts(open),
            LetterList::Submitted => on_shelf(open, LetterShelf::Submitted),
            LetterList::Register => on_shelf(open, LetterShelf::Registered),
        })
        .await
    }

    /// The case of a letter, for commands that name only the letter.
    pub async fn case_of_letter(&self, letter: LetterId) -> Reply<CaseId> {
        self.read(move |open| {
            for shelf in LetterShelf::ALL {
                for row in cases_on(open, shelf, None)? {
                    if open.book.case(row.id)?.case.letter(letter).is_some() {
                        return Ok(row.id);
                    }
                }
            }
            Err(unknown(letter))
        })
        .await
    }
}

/// Revisions that are not handed in, and what is typed without being one.
pub(crate) fn drafts(open: &Open) -> Reply<Vec<LetterRow>> {
    let mut found = on_shelf(open, LetterShelf::Writing)?;
    for draft in open.book.drafts(None)? {
        if draft.key.kind != DraftKind::Letter {
            continue;
        }
        let Ok(typed) = serde_json::from_value::<Typed>(draft.body) else {
            continue;
        };
        if found.iter().any(|row| row.id == typed.letter) {
            continue;
        }
        if let Ok(view) = open.book.case(draft.key.case) {
            found.push(typed_row(open, &view, &typed, draft.saved_at.0));
        }
    }
    found.sort_by_key(|row| std::cmp::Reverse(row.changed_at));
    Ok(found)
}

/// The letters of this list, the newest first.
fn on_shelf(open: &Open, shelf: LetterShelf) -> Reply<Vec<LetterRow>> {
    let mut cases = cases_on(open, shelf, Some(REGISTER_ROWS))?;
    if shelf == LetterShelf::Registered {
        let listed: BTreeSet<CaseId> = cases.iter().map(|row| row.id).collect();
        let waiting = cases_on(open, LetterShelf::ToPrint, None)?;
        cases.extend(waiting.into_iter().filter(|row| !listed.contains(&row.id)));
    }
    let mut found = Vec::new();
    for row in cases {
        let view = open.book.case(row.id)?;
        let letters = view.case.letters.iter().filter(|one| stands_on(one, shelf));
        found.extend(letters.map(|letter| letter_row(open, &view, letter)));
    }
    let newest = |row: &LetterRow| row.signed_at.or(row.submitted_at).unwrap_or(row.changed_at);
    found.sort_by_key(|row| std::cmp::Reverse(newest(row)));
    Ok(found)
}

fn stands_on(letter: &Letter, shelf: LetterShelf) -> bool {
    match shelf {
        LetterShelf::Writing => letter.is_being_written(),
        LetterShelf::Submitted => letter.state == LetterState::Submitted,
        LetterShelf::Registered => letter.signed.is_some(),
        LetterShelf::ToPrint => letter.waits_for_print(),
    }
}

fn cases_on(open: &Open, shelf: LetterShelf, limit: Option<u32>) -> Reply<Vec<casebook::ListRow>> {
    let query = casebook::ListQuery {
        letters: Some(shelf),
        sort: Sort {
            by: casebook::SortBy::ChangedAt,
            descending: true,
        },
        limit,
        ..casebook::ListQuery::default()
    };
    Ok(open.book.list(&query)?.rows)
}

/// All letters of a case, newest first.
pub(crate) fn rows(open: &Open, view: &casebook::CaseView) -> Vec<LetterRow> {
    view.case
        .letters
        .iter()
        .rev()
        .map(|letter| letter_row(open, view, letter))
        .collect()
}

pub(super) fn letter_row(open: &Open, view: &casebook::CaseView, letter: &Letter) -> LetterRow {
    let latest = letter.latest();
    let content = latest.map(|(_, revision)| &revision.content);
    let signed = letter.signed.as_ref();
    let case = case_row(&view.row, &open.book.district(), open.now());
    LetterRow {
        id: letter.id,
        case: view.row.id,
        case_number: case.number,
        case_title: case.title,
        kind: letter.kind,
        state: letter.state,
        title: content
            .map(|content| content.title.clone())
            .unwrap_or_default(),
        addressee: content
            .and_then(|content| content.addressee.clone())
            .unwrap_or_default(),
        revision: letter.revisions.len() as u32,
        hash: latest
            .map(|(_, revision)| revision.hash.clone())
            .unwrap_or_default(),
        drafted_by: latest
            .map(|(_, revision)| revision.by_name.clone())
            .unwrap_or_default(),
        changed_at: latest.map_or(0, |(_, revision)| revision.at.0),
        submitted_at: letter.submitted.as_ref().map(|(_, at)| at.0),
        remark: letter.remark.clone(),
        number: signed.map(|signed| signed.number.to_string()),
        signed_by: signed.map(|signed| signed.by_name.clone()),
        signed_at: signed.map(|signed| signed.at.0),
        date: signed.map(|signed| signed.date.to_string()),
        pages: letter.pdf.as_ref().map(|pdf| pdf.pages),
        pdf: letter.pdf.as_ref().map(|pdf| pdf.sha256.clone()),
        void_reason: letter.void_reason.clone(),
        replied_by: letter.served.map(|(means, _)| means),
        printed: letter.printed.iter().map(printing).collect(),
        is_answer: letter.kind.is_answer(),
        pending: pending(view, letter.id),
        due: case.due,
        due_at: case.due_at,
        lamp: case.lamp,
        days_left: case.days_left,
    }
}

pub(super) fn typed_row(
    open: &Open,
    view: &casebook::CaseView,
    typed: &Typed,
    saved_at: i64,
) -> LetterRow {
    let row = case_row(&view.row, &open.book.district(), open.now());
    LetterRow {
        id: typed.letter,
        case: view.row.id,
        case_number: row.number,
        case_title: row.title,
        kind: typed.kind,
        state: LetterState::Draft,
        title: typed.content.title.clone(),
        addressee: typed.content.addressee.clone().unwrap_or_default(),
        revision: 0,
        hash: String::new(),
        drafted_by: open.person.name.clone(),
        changed_at: saved_at,
        submitted_at: None,
        remark: None,
        number: None,
        signed_by: None,
        signed_at: None,
        date: None,
        pages: None,
        pdf: None,
        void_reason: None,
        replied_by: None,
        printed: Vec::new(),
        is_answer: typed.kind.is_answer(),
        pending: false,
        due: row.due,
        due_at: row.due_at,
        lamp: row.lamp,
        days_left: row.days_left,
    }
}

fn printing(one: &Printing) -> PrintingView {
    PrintingView {
        at: one.at.0,
        by: one.by_name.clone(),
        copies: one.copies,
    }
}

/// Is any act on this letter still unsent?
fn pending(view: &casebook::CaseView, letter: LetterId) -> bool {
    let id = json!(letter);
    view.events
        .iter()
        .filter(|shown| shown.pending)
        .any(|shown| {
            serde_json::to_value(&shown.event.kind)
                .is_ok_and(|kind| kind.get("letter") == Some(&id))
        })
}
