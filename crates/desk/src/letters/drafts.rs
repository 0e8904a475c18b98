//! What is typed and not yet handed in, with its preview.

use super::opened::{letter_view, typed_view};
use super::{annex, is_open, issuing_office, known, unknown};
use crate::Desk;
use crate::error::Reply;
use crate::letter_text::{self, written};
use crate::open::Open;
use crate::view::{LetterView, Preview, Saved};
use crate::writing_aids::starting_point;
use casebook::{DraftKey, DraftKind, Intent};
use casework::letter::{LetterContent, LetterKind};
use casework::lint::KeptFinding;
use casework::{Action, CaseId, LetterId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What is typed and not yet a revision.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Typed {
    pub(super) letter: LetterId,
    pub(super) kind: LetterKind,
    pub(super) content: LetterContent,
    #[serde(default)]
    pub(super) kept: Vec<KeptFinding>,
}

impl Desk {
    pub async fn letter_draft(&self, case: CaseId, kind: LetterKind) -> Reply<LetterView> {
        self.with_fonts(move |open, fonts| {
            let view = open.book.case(case)?;
            let typed = typed_of(open, case)?
                .into_iter()
                .find(|typed| typed.kind == kind);
            let open_letter = view
                .case
                .letters
                .iter()
                .rev()
                .find(|letter| letter.kind == kind && is_open(letter));
            let typed = match (typed, open_letter) {
                (Some(typed), _) => typed,
                (None, Some(letter)) => return letter_view(open, fonts, &view, letter.id),
                (None, None) => Typed {
                    letter: LetterId(Uuid::now_v7()),
                    kind,
                    content: starting_point(&open.book.district(), &view, kind),
                    kept: Vec::new(),
                },
            };
            typed_view(open, fonts, &view, typed)
        })
        .await
    }

    /// Keeps what is typed; committed when this returns.
    pub async fn save_letter_draft(
        &self,
        case: CaseId,
        letter: LetterId,
        kind: LetterKind,
        content: LetterContent,
        kept: Vec<KeptFinding>,
    ) -> Reply<Saved> {
        self.edit(move |open| {
            let at = open.now();
            let body = serde_json::to_value(Typed {
                letter,
                kind,
                content,
                kept,
            })
            .map_err(|problem| crate::malformed(&problem.to_string()))?;
            open.book.save_draft(&key(case, letter), &body, at)?;
            Ok(Saved { at: at.0 })
        })
        .await
    }

    pub async fn preview_letter(
        &self,
        case: CaseId,
        kind: LetterKind,
        content: LetterContent,
    ) -> Reply<Preview> {
        self.with_fonts(move |open, fonts| {
            let office = issuing_office(open, case)?;
            let letter = letter_text::draft(&content, kind, &office, open.now());
            let photos = match letter.annex.is_empty() {
                true => Vec::new(),
                false => annex::shown(&open.book.case(case)?.case, &letter),
            };
            Ok(Preview {
                pages: letter::preview_svg(&letter, fonts?, &photos)?,
            })
        })
        .await
    }

    /// A revision without handing it in, for the command line.
    pub async fn draft_letter(
        &self,
        case: CaseId,
        kind: LetterKind,
        content: LetterContent,
    ) -> Reply<(LetterId, u32)> {
        let drafted = self
            .edit(move |open| {
                let view = open.book.case(case)?;
                let known = view
                    .case
                    .letters
                    .iter()
                    .rev()
                    .find(|letter| letter.kind == kind && is_open(letter));
                let letter = known.map_or_else(|| LetterId(Uuid::now_v7()), |letter| letter.id);
                let draft = Action::DraftLetter {
                    letter,
                    letter_kind: kind,
                    content: written(&content),
                };
                open.book.confirm(Intent::new(case, draft, open.now()))?;
                let revisions = open
                    .book
                    .case(case)?
                    .case
                    .letter(letter)
                    .map_or(1, |letter| letter.revisions.len());
                Ok((letter, revisions as u32))
            })
            .await?;
        self.changed(vec![case]).await;
        Ok(drafted)
    }
}

pub(super) fn typed_of(open: &Open, case: CaseId) -> Reply<Vec<Typed>> {
    let drafts = open.book.drafts(Some(case))?;
    let letters = drafts
        .into_iter()
        .filter(|draft| draft.key.kind == DraftKind::Letter);
    Ok(letters
        .filter_map(|draft| serde_json::from_value(draft.body).ok())
        .collect())
}

/// What is typed, else the last revision: a printed draft is what its writer sees.
pub(super) fn newest(
    open: &Open,
    view: &casebook::CaseView,
    id: LetterId,
) -> Reply<(LetterKind, LetterContent)> {
    let typed = typed_of(open, view.row.id)?
        .into_iter()
        .find(|typed| typed.letter == id);
    if let Some(typed) = typed {
        return Ok((typed.kind, typed.content));
    }
    let letter = known(view, id)?;
    let (_, revision) = letter.latest().ok_or_else(|| unknown(id))?;
    Ok((letter.kind, revision.content.clone()))
}

pub(super) fn key(case: CaseId, letter: LetterId) -> DraftKey {
    DraftKey::of_item(DraftKind::Letter, case, letter)
}
