//! hello, push, pull, recovered, wait.

use super::answer::Answer;
use super::body::{ACTIONS, Body, CURSORS, Reader, Token};
use super::packed;
use crate::app::App;
use crate::pull::mark;
use crate::store::meta;
use crate::{pull, push, recovered, sealing, wait};
use axum::Json;
use axum::extract::State;
use axum::http::header::IF_NONE_MATCH;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use protocol::hello::{Hello, Limits};
use protocol::pull::PullRequest;
use protocol::push::{PushReply, PushRequest};
use protocol::recovered::{RecoveredReply, RecoveredRequest};
use protocol::wait::{WaitReply, WaitRequest};

pub(super) async fn hello(State(app): State<App>) -> Result<Json<Hello>, Answer> {
    let hello = app.blocking(|app| {
        let meta = app.read(meta::get)?;
        let versions = app.0.config.versions;
        Ok(Hello {
            protocol: (versions.lowest, versions.highest),
            push_floor: versions.push_floor,
            server_time: app.now(),
            district: meta.district,
            limits: Limits::default(),
            sealing_key: sealing::public_key(&meta.sealing_secret)?,
            fonts: app.0.fonts.order(),
        })
    });
    Ok(Json(hello.await?))
}

pub(super) async fn push(
    State(app): State<App>,
    token: Token,
    Body(request, _room): Body<PushRequest, ACTIONS>,
) -> Result<Json<PushReply>, Answer> {
    let reply = app.blocking(move |app| push::push(app, &token.caller(app)?, &request));
    Ok(Json(reply.await?))
}

pub(super) async fn pull(
    State(app): State<App>,
    Reader(token): Reader,
    headers: HeaderMap,
    Body(request, ..): Body<PullRequest, CURSORS>,
) -> Result<packed::Json, Answer> {
    let takes_zstd = packed::takes_zstd(&headers);
    let reply = app.blocking(move |app| {
        let page = pull::pull(app, &token.caller(app)?, &request)?;
        packed::Json::new(page, takes_zstd)
    });
    Ok(reply.await?)
}

/// 304 while the mark of the desk's last pull still holds.
pub(super) async fn news(
    State(app): State<App>,
    Reader(token): Reader,
    headers: HeaderMap,
) -> Result<Response, Answer> {
    let known = headers.get(IF_NONE_MATCH);
    let known = known
        .and_then(|mark| mark.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let is_news = app.blocking(move |app| mark::is_news(app, &token.caller(app)?, &known));
    Ok(match is_news.await? {
        true => StatusCode::OK.into_response(),
        false => StatusCode::NOT_MODIFIED.into_response(),
    })
}

pub(super) async fn recovered(
    State(app): State<App>,
    token: Token,
    Body(request, _room): Body<RecoveredRequest, ACTIONS>,
) -> Result<Json<RecoveredReply>, Answer> {
    let reply = app.blocking(move |app| recovered::take(app, &token.caller(app)?, &request));
    Ok(Json(reply.await?))
}

pub(super) async fn wait(
    State(app): State<App>,
    Reader(token): Reader,
    Body(request, ..): Body<WaitRequest, CURSORS>,
) -> Result<Json<WaitReply>, Answer> {
    Ok(Json(wait::wait(&app, token.0, request).await?))
}
