//! Where a letter stands against its template: which parts are written, and where.
//! A part is known by its heading and by what it has to say; its writer may put
//! both in other words and in another order.

use super::{Part, Template};
use crate::letter::LetterContent;
use crate::lint::{self, Element, Place, Said};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PartStand {
    #[serde(default)]
    pub heading: Option<String>,
    /// what it has to say
    pub says: String,
    pub elements: Vec<Element>,
    /// it is there, says all that, and no blank is left in it
    pub done: bool,
    /// where it is, or is begun; None: nowhere
    pub place: Option<Place>,
}

pub fn checklist(template: &Template, content: &LetterContent, today: NaiveDate) -> Vec<PartStand> {
    let parts = template.parts.iter();
    parts.map(|part| stand(part, content, today)).collect()
}

fn stand(part: &Part, content: &LetterContent, today: NaiveDate) -> PartStand {
    let said = lint::said(&part.elements, content, today);
    let heading = part
        .heading
        .as_deref()
        .and_then(|heading| headed(heading, content));
    let paragraphs = paragraphs(heading, &said, content);
    let written = match heading {
        Some(at) => paragraphs
            .clone()
            .any(|n| n != at && !text(content, n).trim().is_empty()),
        None => !part.elements.is_empty(),
    };
    let all_said = said.iter().all(|said| said.place.is_some());
    let first = said.iter().filter_map(|said| said.place).min();
    PartStand {
        heading: part.heading.clone(),
        says: part.says.clone(),
        elements: part.elements.clone(),
        done: written
            && all_said
            && !paragraphs
                .into_iter()
                .any(|n| lint::has_blank(text(content, n))),
        place: heading.map(|at| whole(content, at)).or(first),
    }
}

/// The paragraph with this heading.
fn headed(heading: &str, content: &LetterContent) -> Option<usize> {
    let mut body = content.body.iter();
    body.position(|paragraph| paragraph.level > 0 && paragraph.text.trim() == heading)
}

/// Those under the heading; without one, those in which something is said.
fn paragraphs(
    heading: Option<usize>,
    said: &[Said],
    content: &LetterContent,
) -> std::vec::IntoIter<usize> {
    let found: Vec<usize> = match heading {
        Some(at) => {
            let level = content.body[at].level;
            let rest = content.body.iter().skip(at + 1);
            let under =
                rest.take_while(|paragraph| paragraph.level == 0 || paragraph.level > level);
            (at..=at + under.count()).collect()
        }
        None => {
            let places = said.iter().filter_map(|said| said.place);
            let body = places.filter(|place| place.part == lint::Part::Body);
            body.map(|place| place.paragraph as usize).collect()
        }
    };
    found.into_iter()
}

fn text(content: &LetterContent, n: usize) -> &str {
    content.body.get(n).map_or("", |paragraph| &paragraph.text)
}

fn whole(content: &LetterContent, n: usize) -> Place {
    Place {
        part: lint::Part::Body,
        paragraph: n as u32,
        start: 0,
        end: text(content, n).chars().count() as u32,
    }
}
