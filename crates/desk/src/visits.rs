//! 现场核查: a draft that is committed as it is written, photos and all, and
//! becomes a visit in one act.

use crate::acts::confirm;
use crate::cases::photo_view;
use crate::error::{Reply, file};
use crate::open::Open;
use crate::rows::case_row;
use crate::view::{
    Acted, PhotoState, PhotoView, PhotosAdded, RefusedFile, Saved, VisitDraft, VisitDraftView,
};
use crate::{Desk, error};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use casebook::{DraftKey, DraftKind, Intent};
use casework::decide::limits;
use casework::event::PhotoRef;
use casework::{Action, ActionId, CaseId, Moment, VisitRecord, mask};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::path::{Path, PathBuf};

/// A thumbnail in pixels: twice the 96 × 72 of the visit's photo row.
const THUMBNAIL: (u32, u32) = (192, 144);
/// First characters of the citizen's text beside the form.
const BODY_SHOWN: usize = 400;

/// The draft as it lies in the store.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Stored {
    pub draft: VisitDraft,
    pub photos: Vec<AddedPhoto>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct AddedPhoto {
    pub photo: PhotoRef,
    pub faults: Vec<String>,
    pub added_at: Moment,
    /// 移除, until the visit is complete: 恢复 brings it back
    pub removed: bool,
}

impl Desk {
    pub async fn visit_draft(&self, case: CaseId) -> Reply<VisitDraftView> {
        self.read(move |open| draft_view(open, case)).await
    }

    /// Committed when this returns.
    pub async fn save_visit_draft(&self, case: CaseId, draft: VisitDraft) -> Reply<Saved> {
        self.edit(move |open| {
            let mut stored = stored(open, case)?;
            stored.draft = draft;
            save(open, case, &stored)
        })
        .await
    }

    /// Files dropped on the window. One that is no photo does not keep the
    /// others out.
    pub async fn add_photo_paths(&self, case: CaseId, paths: Vec<PathBuf>) -> Reply<PhotosAdded> {
        self.edit(move |open| {
            let files = paths.iter().map(|path| (name_of(path), read(path)));
            add_photos(open, case, files)
        })
        .await
    }

    /// A picked or pasted file; `name` is percent-encoded, as headers must be.
    pub async fn add_photo_file(
        &self,
        case: &str,
        name: &str,
        bytes: Vec<u8>,
    ) -> Reply<PhotosAdded> {
        let case: CaseId = case
            .parse()
            .map_err(|_| error::malformed("the photo names no case"))?;
        let name = percent_decoded(name);
        self.edit(move |open| {
            let checked = photo::check_size(bytes.len() as u64, &name).map(|()| bytes);
            add_photos(open, case, [(name, checked.map_err(Into::into))])
        })
        .await
    }

    pub async fn remove_photo(&self, case: CaseId, sha256: String) -> Reply<VisitDraftView> {
        self.change_photo(case, sha256, |photo| photo.removed = true)
            .await
    }

    pub async fn restore_photo(&self, case: CaseId, sha256: String) -> Reply<VisitDraftView> {
        self.change_photo(case, sha256, |photo| photo.removed = false)
            .await
    }

    pub async fn caption_photo(
        &self,
        case: CaseId,
        sha256: String,
        caption: String,
    ) -> Reply<Saved> {
        limits::at_most(&caption, limits::TITLE, "caption.too_long")?;
        self.change_photo(case, sha256, move |photo| photo.photo.caption = caption)
            .await?;
        Ok(Saved { at: self.now().0 })
    }

    /// The draft becomes a visit. On a refusal it stays as it is.
    pub async fn complete_visit(&self, case: CaseId, draft: VisitDraft) -> Reply<Acted> {
        let acted = self
            .edit(move |open| {
                let mut stored = stored(open, case)?;
                stored.draft = draft;
                save(open, case, &stored)?;
                let key = DraftKey::new(DraftKind::Visit, case);
                let intent = Intent {
                    draft: Some(key),
                    ..Intent::new(case, visit(stored), open.now())
                };
                one(confirm(open, vec![intent])?)
            })
            .await?;
        self.changed(vec![case]).await;
        Ok(acted)
    }

    /// A whole visit at once, for the command line: every photo or nothing.
    pub async fn log_visit(
        &self,
        case: CaseId,
        draft: VisitDraft,
        paths: Vec<PathBuf>,
    ) -> Reply<Logged> {
        let logged = self
            .edit(move |open| {
                let mut photos = Vec::new();
                for path in &paths {
                    photos.push(checked(&name_of(path), read(path)?, open.now())?);
                }
                let view = open.book.case(case)?;
                let record = VisitRecord {
                    photos: refs(&photos),
                    ..record(&draft)
                };
                let intent = Intent::new(case, Action::LogVisit { visit: record }, open.now());
                open.refuse_early(&view.case, &intent.action, intent.id)?;
                for (photo, path) in photos.iter().zip(&paths) {
                    open.book.add_photo(path, open.now())?;
                    tracing::debug!(size = photo.photo.size, "photo kept");
                }
                let confirmed = open.book.confirm(intent)?;
                let photos = photos.into_iter().map(|added| added.photo.sha256).collect();
                Ok(Logged {
                    visit: confirmed.id,
                    photos,
                })
            })
            .await?;
        self.changed(vec![case]).await;
        Ok(logged)
    }

    async fn change_photo(
        &self,
        case: CaseId,
        sha256: String,
        change: impl FnOnce(&mut AddedPhoto) + Send + 'static,
    ) -> Reply<VisitDraftView> {
        self.edit(move |open| {
            let mut stored = stored(open, case)?;
            let photo = stored
                .photos
                .iter_mut()
                .find(|added| added.photo.sha256 == sha256);
            change(photo.ok_or_else(|| {
                error::error(
                    "photo.unknown",
                    "no such photo",
                    json!({ "sha256": sha256 }),
                )
            })?);
            save(open, case, &stored)?;
            draft_view(open, case)
        })
        .await
    }
}

/// A visit that the command line logged.
pub struct Logged {
    pub visit: ActionId,
    pub photos: Vec<String>,
}

/// The draft of a case; a new one begins now.
pub(crate) fn stored(open: &Open, case: CaseId) -> Reply<Stored> {
    let draft = open.book.draft(&DraftKey::new(DraftKind::Visit, case))?;
    Ok(match draft {
        Some(draft) => serde_json::from_value(draft.body)
            .map_err(|problem| error::error("draft.unreadable", problem.to_string(), json!({})))?,
        None => Stored {
            draft: VisitDraft {
                at: open.now().0,
                ..VisitDraft::default()
            },
            photos: Vec::new(),
        },
    })
}

fn save(open: &Open, case: CaseId, stored: &Stored) -> Reply<Saved> {
    let at = open.now();
    let body =
        serde_json::to_value(stored).map_err(|problem| error::malformed(&problem.to_string()))?;
    open.book
        .save_draft(&DraftKey::new(DraftKind::Visit, case), &body, at)?;
    Ok(Saved { at: at.0 })
}

fn draft_view(open: &Open, case: CaseId) -> Reply<VisitDraftView> {
    let view = open.book.case(case)?;
    let kept = open.book.draft(&DraftKey::new(DraftKind::Visit, case))?;
    let stored = stored(open, case)?;
    let registration = &view.case.registration;
    let position = position(&stored);
    Ok(VisitDraftView {
        case: case_row(&view.row, &open.book.district(), open.now()),
        body: registration.body.chars().take(BODY_SHOWN).collect(),
        citizen_name: mask::name(&registration.citizen.name),
        citizen_phone: mask::phone(&registration.citizen.phone),
        photos: photo_views(&stored, case),
        saved_at: kept.map(|draft| draft.saved_at.0),
        distance_m: distance(&stored, &view.case),
        position_from: position.map(|photo| photo.name.clone()),
        clock_skew_minutes: open.clock_skew_minutes(),
        draft: stored.draft,
    })
}

/// The photos that are not removed.
fn photo_views(stored: &Stored, case: CaseId) -> Vec<PhotoView> {
    let kept = stored.photos.iter().filter(|added| !added.removed);
    kept.map(|added| PhotoView {
        at: added.added_at.0,
        state: PhotoState::Local,
        faults: added.faults.clone(),
        ..photo_view(&added.photo, case)
    })
    .collect()
}

fn add_photos(
    open: &Open,
    case: CaseId,
    files: impl IntoIterator<Item = (String, Reply<Vec<u8>>)>,
) -> Reply<PhotosAdded> {
    let view = open.book.case(case)?;
    let mut stored = stored(open, case)?;
    let mut refused = Vec::new();
    for (name, bytes) in files {
        let added = bytes.and_then(|bytes| {
            let room = stored.photos.iter().filter(|added| !added.removed).count() < limits::PHOTOS;
            room.then_some(()).ok_or_else(|| {
                error::error(
                    "visit.too_many_photos",
                    "the visit is full",
                    json!({ "limit": limits::PHOTOS }),
                )
            })?;
            let added = checked(&name, bytes.clone(), open.now())?;
            open.book
                .add_photo_bytes(bytes.as_slice(), &name, open.now())?;
            Ok(added)
        });
        match added {
            // The same picture again is the same photo, also after 移除.
            Ok(added) => match stored
                .photos
                .iter_mut()
                .find(|known| known.photo.sha256 == added.photo.sha256)
            {
                Some(known) => known.removed = false,
                None => stored.photos.push(added),
            },
            Err(reason) => refused.push(RefusedFile { name, reason }),
        }
    }
    if let (None, Some(photo)) = (stored.draft.lat, position(&stored)) {
        (stored.draft.lat, stored.draft.lng) = (photo.lat, photo.lng);
    }
    save(open, case, &stored)?;
    Ok(PhotosAdded {
        photos: photo_views(&stored, case),
        refused,
        position_from: position(&stored).map(|photo| photo.name.clone()),
        lat: stored.draft.lat,
        lng: stored.draft.lng,
        distance_m: distance(&stored, &view.case),
    })
}

/// Reads a file that is not too large; refused before any copy otherwise.
fn read(path: &Path) -> Reply<Vec<u8>> {
    let size = std::fs::metadata(path)
        .map_err(|problem| file(path, &problem))?
        .len();
    photo::check_size(size, &name_of(path))?;
    std::fs::read(path).map_err(|problem| file(path, &problem))
}

/// What the bytes are, if they are a photo.
fn checked(name: &str, bytes: Vec<u8>, now: Moment) -> Reply<AddedPhoto> {
    let (seen, thumbnail) = photo::inspect_with_thumbnail(&bytes, THUMBNAIL.0, THUMBNAIL.1)
        .map_err(|problem| named(problem.into(), name))?;
    Ok(AddedPhoto {
        photo: PhotoRef {
            sha256: seen.sha256,
            size: seen.size,
            name: name.to_owned(),
            format: seen.format.as_str().to_owned(),
            width: seen.width,
            height: seen.height,
            taken_at: seen.taken_at.map(|at| at.to_string()),
            lat: seen.lat,
            lng: seen.lng,
            caption: String::new(),
            thumbnail: thumbnail.map(|bytes| BASE64_STANDARD.encode(bytes)),
        },
        faults: seen
            .faults
            .iter()
            .filter_map(|fault| {
                serde_json::to_value(fault)
                    .ok()?
                    .as_str()
                    .map(str::to_owned)
            })
            .collect(),
        added_at: now,
        removed: false,
    })
}

/// An error about bytes says whose they are.
fn named(mut problem: crate::view::CommandError, name: &str) -> crate::view::CommandError {
    problem.facts.insert("name".into(), json!(name));
    if !problem.message.contains(name) {
        problem.message = format!("{name}：{}", problem.message);
    }
    problem
}

fn visit(stored: Stored) -> Action {
    let kept: Vec<AddedPhoto> = stored
        .photos
        .into_iter()
        .filter(|added| !added.removed)
        .collect();
    Action::LogVisit {
        visit: VisitRecord {
            photos: refs(&kept),
            ..record(&stored.draft)
        },
    }
}

fn refs(photos: &[AddedPhoto]) -> Vec<PhotoRef> {
    photos.iter().map(|added| added.photo.clone()).collect()
}

fn record(draft: &VisitDraft) -> VisitRecord {
    VisitRecord {
        at: Moment(draft.at),
        note: draft.note.clone(),
        companions: draft.companions.clone(),
        finding: draft.finding,
        lat: draft.lat,
        lng: draft.lng,
        no_photo_reason: draft.no_photo_reason.clone(),
        photos: Vec::new(),
    }
}

/// The first photo that knows where it was taken.
fn position(stored: &Stored) -> Option<&PhotoRef> {
    let kept = stored.photos.iter().filter(|added| !added.removed);
    kept.map(|added| &added.photo)
        .find(|photo| photo.lat.is_some() && photo.lng.is_some())
}

/// Metres between the visit's position and the case's place.
fn distance(stored: &Stored, case: &casework::Case) -> Option<u32> {
    let place = &case.registration.place;
    Some(
        metres(
            (stored.draft.lat?, stored.draft.lng?),
            (place.lat?, place.lng?),
        )
        .round() as u32,
    )
}

/// Great-circle distance by the haversine formula; mean earth radius 6 371 009 m (IUGG).
fn metres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (lat_a, lat_b) = (a.0.to_radians(), b.0.to_radians());
    let (d_lat, d_lng) = (lat_b - lat_a, (b.1 - a.1).to_radians());
    let h = (d_lat / 2.0).sin().powi(2) + lat_a.cos() * lat_b.cos() * (d_lng / 2.0).sin().powi(2);
    2.0 * 6_371_009.0 * h.sqrt().asin()
}

fn one(acted: Acted) -> Reply<Acted> {
    match acted.refused.first() {
        Some(refused) => Err(refused.reason.clone()),
        None => Ok(acted),
    }
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// `%E7%85%A7.jpg` → 照.jpg; what is no valid escape stays as it is.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let escaped = (*first == b'%').then(|| tail.get(..2)).flatten();
        let byte =
            escaped.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
