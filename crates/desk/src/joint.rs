//! Who else takes part in a case: assisting offices, tasks of joint meetings,
//! citizens of merged cases.

use crate::open::Open;
use crate::view::{AbsorbedView, AssistView, OfficeName, SupervisionView, TaskView, VisitName};
use casebook::District;
use casework::{Case, OfficeId, clocks};
use protocol::directory::Office;

/// Characters of a note by which a visit is recognised.
const NOTE: usize = 40;

pub fn assists(open: &Open, case: &Case, district: &District) -> Vec<AssistView> {
    case.assists
        .iter()
        .map(|assist| AssistView {
            office: name(open, &assist.office),
            ask: assist.ask.clone(),
            invited_at: assist.invited_at.0,
            signed_for: assist.signed_for_at.is_some(),
            due: assist
                .is_open()
                .then(|| clocks::assist(case, assist, &district.rules))
                .flatten()
                .map(|clock| clock.due(&district.calendar).to_string()),
            contribution: assist.contributed.as_ref().map(|part| part.text.clone()),
            released: assist.released.clone(),
        })
        .collect()
}

pub fn tasks(open: &Open, case: &Case) -> Vec<TaskView> {
    (0..)
        .zip(&case.tasks)
        .map(|(task, given)| TaskView {
            task,
            office: name(open, &given.office),
            what: given.what.clone(),
            due: given.due.to_string(),
            done: given.done.as_ref().map(|part| part.text.clone()),
            ours: open.person.in_office(&given.office),
        })
        .collect()
}

pub fn absorbed(case: &Case) -> Vec<AbsorbedView> {
    case.absorbed
        .iter()
        .map(|one| AbsorbedView {
            case: one.case,
            number: one.number.clone(),
            answered: one.answered.map(|(by, _)| by),
        })
        .collect()
}

/// Offices beside the lead.
pub fn others(case: &Case, district: &District) -> Vec<OfficeName> {
    let offices = district.directory.offices.iter();
    offices
        .filter(|office| case.office.as_ref() != Some(&office.id))
        .map(office_name)
        .collect()
}

pub fn office_name(office: &Office) -> OfficeName {
    OfficeName {
        id: office.id.clone(),
        name: office.name.clone(),
    }
}

pub fn visits(case: &Case) -> Vec<VisitName> {
    let visits = case.visits.iter().rev();
    visits
        .map(|visit| VisitName {
            id: visit.id,
            at: visit.record.at.0,
            by: visit.by.name.clone(),
            note: visit.record.note.chars().take(NOTE).collect(),
            photos: visit.record.photos.len() as u32,
        })
        .collect()
}

pub fn supervision(case: &Case) -> Option<SupervisionView> {
    let mark = case.supervision.as_ref()?;
    Some(SupervisionView {
        by: mark.by.name.clone(),
        reason: mark.reason.clone(),
        until: mark.until.map(|day| day.to_string()),
        since: mark.since.0,
    })
}

fn name(open: &Open, id: &OfficeId) -> OfficeName {
    OfficeName {
        id: id.clone(),
        name: open.office_name(Some(id)),
    }
}
