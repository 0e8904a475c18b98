//! 与上一稿相比: what the next reader need not look for.

use super::drafts::typed_of;
use super::unknown;
use crate::Desk;
use crate::error::{Reply, error};
use crate::letter_text::written;
use crate::view::LetterChanges;
use casework::changes::{Change, between};
use casework::letter::{Letter, LetterContent};
use casework::{CaseId, EventKind, LetterId};
use serde_json::json;

impl Desk {
    /// From one revision to another. Without `to` it is what is typed, or else the
    /// newest revision; without `from` the one the head returned last before it, or
    /// else the one before it.
    pub async fn letter_changes(
        &self,
        case: CaseId,
        letter: LetterId,
        from: Option<u32>,
        to: Option<u32>,
    ) -> Reply<LetterChanges> {
        self.read(move |open| {
            let view = open.book.case(case)?;
            let typed = typed_of(open, case)?
                .into_iter()
                .find(|typed| typed.letter == letter)
                .map(|typed| written(&typed.content));
            let Some(known) = view.case.letter(letter) else {
                return typed.map(|_| first(None)).ok_or_else(|| unknown(letter));
            };
            let newest = known.revisions.len() as u32;
            let (to, new) = match (to, typed) {
                (None, Some(typed)) => (None, typed),
                (to, _) => {
                    let to = to.unwrap_or(newest);
                    (Some(to), content(known, to)?.clone())
                }
            };
            let before = to.unwrap_or(newest + 1);
            let returns = view
                .events
                .iter()
                .filter_map(|shown| match &shown.event.kind {
                    EventKind::LetterReturned {
                        letter: id,
                        revision,
                        remark,
                    } if *id == letter => Some((*revision, remark)),
                    _ => None,
                });
            let returns: Vec<(u32, &String)> = returns.collect();
            let returned = returns
                .iter()
                .map(|(revision, _)| *revision)
                .rfind(|revision| *revision < before);
            let Some(from) = from
                .or(returned)
                .or(before.checked_sub(1).filter(|n| *n > 0))
            else {
                return Ok(first(to));
            };
            let mut parts = between(content(known, from)?, &new);
            parts.retain(|part| part.change != Change::Kept);
            Ok(LetterChanges {
                from: Some(from),
                to,
                remark: returns
                    .iter()
                    .rfind(|(revision, _)| *revision == from)
                    .map(|(_, remark)| (*remark).clone()),
                parts,
            })
        })
        .await
    }
}

/// There is nothing to compare with.
fn first(to: Option<u32>) -> LetterChanges {
    LetterChanges {
        from: None,
        to,
        remark: None,
        parts: Vec::new(),
    }
}

fn content(letter: &Letter, revision: u32) -> Reply<&LetterContent> {
    letter
        .revision(revision)
        .map(|revision| &revision.content)
        .ok_or_else(|| {
            error(
                "letter.no_revision",
                format!("the letter has revisions 1 to {}", letter.revisions.len()),
                json!({ "revision": revision, "revisions": letter.revisions.len() }),
            )
        })
}
