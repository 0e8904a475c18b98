//! What a clerk writes from: the template of the kind, filled with what is known of
//! the case, and the standard texts that fit it.

use crate::Desk;
use crate::error::Reply;
use crate::letter_facts::facts;
use crate::view::{TextView, WritingAids};
use casebook::{CaseView, District};
use casework::letter::{LetterContent, LetterKind};
use casework::templates::Facts;
use casework::{CaseId, Event};

impl Desk {
    pub async fn writing_aids(&self, case: CaseId, kind: LetterKind) -> Reply<WritingAids> {
        self.read(move |open| Ok(aids(&open.book.district(), &open.book.case(case)?, kind)))
            .await
    }
}

/// The draft that a handler finds.
pub(crate) fn starting_point(
    district: &District,
    view: &CaseView,
    kind: LetterKind,
) -> LetterContent {
    let office = view.case.office.as_ref();
    let (template, _) = district.templates.template(office, kind);
    template.start(&known(district, view))
}

fn aids(district: &District, view: &CaseView, kind: LetterKind) -> WritingAids {
    let office = view.case.office.as_ref();
    let category = view.case.registration.category.as_str();
    let known = known(district, view);
    let (template, _) = district.templates.template(office, kind);
    let mut texts: Vec<_> = district
        .templates
        .texts(office)
        .filter(|text| text.fits(category))
        .collect();
    texts.sort_by_key(|text| !text.is_of(category));
    let texts = texts.into_iter().map(|text| TextView {
        occasion: text.occasion,
        title: text.title.clone(),
        text: text.filled(&known),
        category: text.category.as_ref().map(|code| {
            let name = district.directory.category_name(code);
            name.unwrap_or(code).to_owned()
        }),
    });
    WritingAids {
        start: template.start(&known),
        texts: texts.collect(),
        attachments: template.attachments.clone(),
    }
}

fn known(district: &District, view: &CaseView) -> Facts {
    let events: Vec<&Event> = view.events.iter().map(|shown| &shown.event).collect();
    facts(&view.case, &events, district)
}

#[cfg(test)]
mod tests;
