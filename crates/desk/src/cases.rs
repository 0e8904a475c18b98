//! One case in full.

use crate::Desk;
use crate::error::Reply;
use crate::joint;
use crate::open::Open;
use crate::rows::case_row;
use crate::timeline::timeline;
use crate::view::{
    CaseView, CitizenView, DeadlineState, DeadlineView, ExtensionView, NotYet, OfficeName,
    PhotoState, PhotoView,
};
use casebook::{DraftKey, DraftKind, Intent};
use casework::clocks::{self, Clock, ClockState};
use casework::event::PhotoRef;
use casework::{Action, Case, CaseId, OfficeId, Rules, acts, mask};

impl Desk {
    pub async fn open_case(&self, case: CaseId) -> Reply<CaseView> {
        self.read(move |open| {
            let view = open.book.case(case)?;
            if view.row.new_rating {
                open.book.rating_seen(case)?;
            }
            case_view(open, view)
        })
        .await
    }

    /// The case that a person names by number or id.
    pub async fn case_named(&self, name: String) -> Reply<CaseView> {
        self.read(move |open| case_view(open, open.book.case_named(&name)?))
            .await
    }

    /// Every office of the district.
    pub async fn offices(&self) -> Reply<Vec<OfficeName>> {
        self.read(|open| {
            let district = open.book.district();
            let offices = district.directory.offices.iter();
            Ok(offices.map(joint::office_name).collect())
        })
        .await
    }

    /// Full name, phone and postal address. Logged: an act of its own, also when offline.
    pub async fn show_citizen(&self, case: CaseId) -> Reply<CitizenView> {
        let shown = self
            .read(move |open| {
                open.book
                    .confirm(Intent::new(case, Action::ShowCitizen, open.now()))?;
                let citizen = open.book.case(case)?.case.registration.citizen;
                let postal = citizen.postal.unwrap_or_default();
                Ok(CitizenView {
                    name: citizen.name,
                    phone: citizen.phone,
                    postal_address: Some(postal.address).filter(|text| !text.is_empty()),
                    postcode: postal.postcode,
                })
            })
            .await?;
        self.changed(vec![case]).await;
        Ok(shown)
    }
}

pub(crate) fn case_view(open: &Open, view: casebook::CaseView) -> Reply<CaseView> {
    let district = open.book.district();
    let case = &view.case;
    let id = view.row.id;
    let registration = &case.registration;
    let context = open.context(&district);
    let offered = acts(case, &open.person, &context);
    let events = view
        .events
        .iter()
        .map(|shown| (&shown.event, shown.pending));
    let place = &registration.place;
    Ok(CaseView {
        row: case_row(&view.row, &district, open.now()),
        matter: registration.matter,
        category_name: district
            .directory
            .category_name(&registration.category)
            .unwrap_or(&registration.category)
            .to_owned(),
        origin: registration.origin.clone(),
        body: registration.body.clone(),
        registered_at: case.registered_at.0,
        submitted_at: registration.submitted_at.0,
        citizen_name: mask::name(&registration.citizen.name),
        citizen_phone: mask::phone(&registration.citizen.phone),
        citizen_postal: registration.citizen.postal.is_some(),
        address: place.address.clone(),
        lat: place.lat,
        lng: place.lng,
        office_name: open.office_name(case.office.as_ref()),
        deadline: clocks::binding(case, clerks_office(open, case), &district.rules)
            .map(|clock| deadline(&clock, &district.calendar)),
        citizen_deadline: citizen_deadline(case, &district.rules, &district.calendar),
        photos: photos(case, id, &view.received, open),
        timeline: timeline(events, &district.directory),
        letters: crate::letters::rows(open, &view),
        allowed: offered
            .iter()
            .filter(|option| option.refusal.is_none())
            .map(|option| option.act)
            .collect(),
        not_yet: offered
            .into_iter()
            .filter_map(|option| {
                option.refusal.map(|refusal| NotYet {
                    act: option.act,
                    reason: refusal.into(),
                })
            })
            .collect(),
        next: casework::decide::next_act(case, &open.person),
        extension_request: case
            .extension_request
            .as_ref()
            .map(|request| ExtensionView {
                request: request.request,
                days: request.days,
                reason: request.reason.clone(),
                at: request.at.0,
            }),
        closing: case.closing.clone(),
        visit_draft: open
            .book
            .draft(&DraftKey::new(DraftKind::Visit, id))?
            .is_some(),
        extension_limit: extension_limit(case, &district.rules),
        extension_notice_owed: case.extension_notice_owed.is_some(),
        supervision: joint::supervision(case),
        assists: joint::assists(open, case, &district),
        tasks: joint::tasks(open, case),
        absorbed: joint::absorbed(case),
        others: joint::others(case, &district),
        visits: joint::visits(case),
    })
}

/// An office beside the lead is bound by its own clock; everybody else sees the
/// lead's.
fn clerks_office<'a>(open: &'a Open, case: &Case) -> Option<&'a OfficeId> {
    let office = open.person.office.as_ref()?;
    case.assisting_offices()
        .any(|other| other == office)
        .then_some(office)
}

fn deadline(clock: &Clock, calendar: &casework::Calendar) -> DeadlineView {
    DeadlineView {
        clock: clock.kind,
        state: match clock.state {
            ClockState::Running => DeadlineState::Running,
            ClockState::Paused { .. } => DeadlineState::Paused,
            ClockState::Met { .. } => DeadlineState::Met,
        },
        derivation: clock.derivation(calendar),
    }
}

/// Shown where it differs from the office's: the case came from another office.
fn citizen_deadline(
    case: &Case,
    rules: &Rules,
    calendar: &casework::Calendar,
) -> Option<DeadlineView> {
    let office = clocks::current(case, rules).and(clocks::answer(case, rules))?;
    let citizen = clocks::citizen(case, rules)?;
    let differs = citizen.due(calendar) != office.due(calendar);
    differs.then(|| deadline(&citizen, calendar))
}

fn extension_limit(case: &Case, rules: &Rules) -> u32 {
    let cap = clocks::answer(case, rules)
        .and_then(|clock| clock.rule.extension_cap)
        .unwrap_or(0);
    cap.saturating_sub(case.extended_by)
}

/// The photos of all visits, newest visit first.
pub(crate) fn photos(case: &Case, id: CaseId, received: &[String], open: &Open) -> Vec<PhotoView> {
    let visits = case.visits.iter().rev();
    visits
        .flat_map(|visit| {
            visit.record.photos.iter().map(|photo| PhotoView {
                at: visit.logged_at.0,
                visit: Some(visit.id),
                state: photo_state(open, photo, received),
                ..photo_view(photo, id)
            })
        })
        .collect()
}

fn photo_state(open: &Open, photo: &PhotoRef, received: &[String]) -> PhotoState {
    if received.contains(&photo.sha256) {
        return PhotoState::Received;
    }
    match open.book.photo(&photo.sha256) {
        Ok(Some(stored)) if stored.state == casebook::PhotoState::Local => PhotoState::Local,
        Ok(Some(_)) => PhotoState::Received,
        _ => PhotoState::Remote,
    }
}

pub(crate) fn photo_view(photo: &PhotoRef, case: CaseId) -> PhotoView {
    PhotoView {
        sha256: photo.sha256.clone(),
        name: photo.name.clone(),
        size: photo.size,
        width: photo.width,
        height: photo.height,
        taken_at: photo.taken_at.clone(),
        lat: photo.lat,
        lng: photo.lng,
        caption: photo.caption.clone(),
        at: 0,
        visit: None,
        state: PhotoState::Local,
        thumbnail_url: crate::evidence::url(case, &photo.sha256, true),
        url: crate::evidence::url(case, &photo.sha256, false),
        faults: Vec::new(),
    }
}
