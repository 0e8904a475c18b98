//! Sign-in, refresh, sign-out, and what became of a device.

use super::answer::Answer;
use super::body::{Body, Token};
use crate::app::App;
use crate::error::Error;
use crate::session;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use protocol::auth::{DeviceStatus, Refresh, Session, SignIn};

pub(super) async fn sign_in(
    State(app): State<App>,
    Body(request, ..): Body<SignIn>,
) -> Result<Json<Session>, Answer> {
    let turns = &app.0.passwords.turns;
    let _turn = turns.acquire().await.map_err(|_| Error::Ending)?;
    Ok(Json(
        app.blocking(move |app| session::sign_in(app, &request))
            .await?,
    ))
}

pub(super) async fn refresh(
    State(app): State<App>,
    Body(request, ..): Body<Refresh>,
) -> Result<Json<Session>, Answer> {
    Ok(Json(
        app.blocking(move |app| session::refresh(app, &request))
            .await?,
    ))
}

pub(super) async fn sign_out(State(app): State<App>, token: Token) -> Result<StatusCode, Answer> {
    app.blocking(move |app| session::sign_out(app, &token.caller(app)?))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn status(
    State(app): State<App>,
    token: Token,
) -> Result<Json<DeviceStatus>, Answer> {
    let status = app.blocking(move |app| {
        app.read(|tx| {
            let caller = session::identify(tx, &token.0, app.now())?;
            session::status(tx, &caller, app.now())
        })
    });
    Ok(Json(status.await?))
}
