//! 印章图样 of the caller's office.

use super::answer::Answer;
use super::body::{Body, Reader, SEAL};
use crate::app::App;
use crate::seals;
use axum::Json;
use axum::extract::State;
use protocol::seal::{SealReply, SealRequest};

pub(super) async fn ask(
    State(app): State<App>,
    Reader(token): Reader,
) -> Result<Json<SealReply>, Answer> {
    let reply = app.blocking(move |app| seals::ask(app, &token.caller(app)?));
    Ok(Json(reply.await?))
}

pub(super) async fn change(
    State(app): State<App>,
    Reader(token): Reader,
    Body(request, _room): Body<SealRequest, SEAL>,
) -> Result<Json<SealReply>, Answer> {
    let reply = app.blocking(move |app| seals::change(app, &token.caller(app)?, &request));
    Ok(Json(reply.await?))
}
