//! What the rulebook finds in a letter that is being written, and where it stands
//! against the template of its kind.

use crate::Desk;
use crate::error::Reply;
use crate::open::Open;
use crate::view::LetterChecks;
use casework::CaseId;
use casework::letter::{LetterContent, LetterKind};
use casework::lint::{self, Findings, Known, Policy};
use casework::templates::checklist;

impl Desk {
    /// Beside the preview, and without a font: places are those in `content`.
    pub async fn check_letter(
        &self,
        case: CaseId,
        kind: LetterKind,
        content: LetterContent,
    ) -> Reply<LetterChecks> {
        self.read(move |open| Ok(of_case(open, &open.book.case(case)?, kind, &content)))
            .await
    }
}

pub(crate) fn of_case(
    open: &Open,
    view: &casebook::CaseView,
    kind: LetterKind,
    content: &LetterContent,
) -> LetterChecks {
    let Findings { elements, findings } = findings(open, view, kind, content);
    let district = open.book.district();
    let (template, _) = district.templates.template(view.case.office.as_ref(), kind);
    LetterChecks {
        elements,
        findings,
        parts: checklist(template, content, open.today()),
        basis: template.basis.as_ref().map(|basis| basis.article.clone()),
    }
}

fn findings(
    open: &Open,
    view: &casebook::CaseView,
    kind: LetterKind,
    content: &LetterContent,
) -> Findings {
    let district = open.book.district();
    let phones = district.directory.phones();
    let known = Known::of(&view.case, &phones, open.today());
    lint::check(kind, content, &known, Policy::embedded())
}

/// A letter that must be changed first is not handed in.
pub(crate) fn pass(
    open: &Open,
    case: CaseId,
    kind: LetterKind,
    content: &LetterContent,
) -> Reply<()> {
    let found = findings(open, &open.book.case(case)?, kind, content);
    match lint::blocks(&found) {
        Some(refusal) => Err(refusal.into()),
        None => Ok(()),
    }
}
