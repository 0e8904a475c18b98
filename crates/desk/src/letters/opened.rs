//! A letter as its page shows it: content, pages, checks, and the case beside it.

use super::drafts::{Typed, key, typed_of};
use super::lists::{letter_row, typed_row};
use super::{annex, is_open, issuing_office, known, unknown};
use crate::Desk;
use crate::cases;
use crate::error::Reply;
use crate::letter_checks;
use crate::letter_text;
use crate::open::Open;
use crate::rows::case_row;
use crate::view::{LetterRow, LetterView};
use casework::letter::LetterContent;
use casework::lint::KeptFinding;
use casework::{CaseId, LetterId, Role, mask};

impl Desk {
    pub async fn open_letter(&self, case: CaseId, letter: LetterId) -> Reply<LetterView> {
        self.with_fonts(move |open, fonts| letter_view(open, fonts, &open.book.case(case)?, letter))
            .await
    }
}

pub(super) fn letter_view(
    open: &Open,
    fonts: Reply<&letter::FontSet>,
    view: &casebook::CaseView,
    id: LetterId,
) -> Reply<LetterView> {
    let typed = typed_of(open, view.row.id)?
        .into_iter()
        .find(|typed| typed.letter == id);
    if let Some(typed) = typed {
        return typed_view(open, fonts, view, typed);
    }
    let letter = known(view, id)?;
    let content = letter
        .signed
        .as_ref()
        .and_then(|signed| letter.revision(signed.revision));
    let content = content
        .or(letter.revisions.last())
        .ok_or_else(|| unknown(id))?
        .content
        .clone();
    let editable = is_open(letter) && open.person.role == Role::Handler && !view.row.frozen;
    build_view(
        open,
        fonts,
        view,
        letter_row(open, view, letter),
        content,
        Extra {
            editable,
            kept: letter.kept.findings.clone(),
            kept_by: Some(letter.kept.by_name.clone()).filter(|name| !name.is_empty()),
            ..Extra::default()
        },
    )
}

/// A letter with what is typed on top of its last revision, if it has one.
pub(super) fn typed_view(
    open: &Open,
    fonts: Reply<&letter::FontSet>,
    view: &casebook::CaseView,
    typed: Typed,
) -> Reply<LetterView> {
    let draft = open.book.draft(&key(view.row.id, typed.letter))?;
    let saved_at = draft.map(|draft| draft.saved_at.0);
    let row = match view.case.letter(typed.letter) {
        Some(letter) => letter_row(open, view, letter),
        None => typed_row(open, view, &typed, saved_at.unwrap_or(open.now().0)),
    };
    build_view(
        open,
        fonts,
        view,
        row,
        typed.content,
        Extra {
            editable: true,
            unsaved: true,
            saved_at,
            kept: typed.kept,
            kept_by: None,
        },
    )
}

#[derive(Default)]
struct Extra {
    editable: bool,
    unsaved: bool,
    saved_at: Option<i64>,
    kept: Vec<KeptFinding>,
    kept_by: Option<String>,
}

fn build_view(
    open: &Open,
    fonts: Reply<&letter::FontSet>,
    view: &casebook::CaseView,
    row: LetterRow,
    content: LetterContent,
    extra: Extra,
) -> Reply<LetterView> {
    let preview = preview(open, fonts, view, &row, &content);
    let (pages, preview_error) = match preview {
        Ok(pages) => (pages, None),
        Err(problem) => (Vec::new(), Some(problem)),
    };
    let visit = view.case.visits.last();
    let registration = &view.case.registration;
    Ok(LetterView {
        case: case_row(&view.row, &open.book.district(), open.now()),
        checks: letter_checks::of_case(open, view, row.kind, &content),
        kept: extra.kept,
        kept_by: extra.kept_by,
        content,
        unsaved: extra.unsaved,
        saved_at: extra.saved_at,
        pages,
        preview_error,
        case_body: registration.body.clone(),
        citizen_name: mask::name(&registration.citizen.name),
        registered_at: view.case.registered_at.0,
        visit_note: visit.map(|visit| visit.record.note.clone()),
        visit_by: visit.map(|visit| visit.by.name.clone()),
        visit_at: visit.map(|visit| visit.record.at.0),
        photos: cases::photos(&view.case, view.row.id, &view.received, open),
        editable: extra.editable,
        row,
    })
}

/// The pages as they would be printed: a signed letter with number and date,
/// anything else as a draft.
fn preview(
    open: &Open,
    fonts: Reply<&letter::FontSet>,
    view: &casebook::CaseView,
    row: &LetterRow,
    content: &LetterContent,
) -> Reply<Vec<String>> {
    let office = issuing_office(open, view.row.id)?;
    let mut letter = letter_text::draft(content, row.kind, &office, open.now());
    let signed = view
        .case
        .letter(row.id)
        .and_then(|letter| letter.signed.as_ref());
    if let Some(signed) = signed {
        letter.draft = false;
        letter.date = signed.date.to_string();
        letter.document_number = Some(letter::content::DocumentNumber {
            word: signed.number.word.clone(),
            year: u16::try_from(signed.number.year).unwrap_or_default(),
            serial: signed.number.serial,
        });
    }
    let photos = annex::shown(&view.case, &letter);
    Ok(letter::preview_svg(&letter, fonts?, &photos)?)
}
