//! A held visit that is filed again, perhaps by the head of the office: its photos
//! are on the desk of who took them, and come from there.

use crate::error::Result;
use crate::store::held;
use crate::work::Work;
use casework::{Action, UserId};
use protocol::push::Payload;
use std::collections::BTreeMap;

/// Whose the photos are, by hash: those of the held visit that is settled, no
/// others, for a hash alone grants nothing.
pub(super) fn photographers(
    work: &mut Work,
    payload: &Payload,
) -> Result<BTreeMap<String, UserId>> {
    let (Action::LogVisit { .. }, Some(id)) = (&payload.action, payload.resolves) else {
        return Ok(BTreeMap::new());
    };
    let Some(held) = held::find(work.tx, id)? else {
        return Ok(BTreeMap::new());
    };
    let read = serde_json::from_str::<Payload>(&held.action.payload);
    let Ok(Action::LogVisit { visit }) = read.map(|read| read.action) else {
        return Ok(BTreeMap::new());
    };
    let author = held.action.author;
    let photos = visit.photos.into_iter();
    Ok(photos.map(|photo| (photo.sha256, author.clone())).collect())
}
