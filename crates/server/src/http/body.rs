//! What comes in: JSON bodies whose faults are answered in our words, the
//! bearer token, the protocol version. A body is read within its route's limit
//! and at a pace; beyond a few KB only for a device we know, and only so many at
//! a time: who sends what, memory stays bounded.

use super::answer::Answer;
use crate::app::App;
use crate::error::{Error, Result};
use crate::session::{self, Caller};
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use futures_util::StreamExt;
use protocol::error::code;
use protocol::hello::{Service, Versions};
use protocol::{ApiError, VERSION_HEADER};
use serde::de::DeserializeOwned;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout, timeout_at};

/// What a route takes that says nothing else, and what is read of a body before
/// we know who sends it (bytes, unpacked).
pub(crate) const FORM: usize = 16 * 1024;
/// Cursors and evidence: some 200 bytes a scope, a few scopes an office.
pub(crate) const CURSORS: usize = 256 * 1024;
/// Payloads are JSON in JSON: quotes and line breaks take twice their place.
pub(crate) const ACTIONS: usize = 2 * 8 * 1024 * 1024 + 1024 * 1024;
/// A picture in Base64.
pub(crate) const SEAL: usize = protocol::seal::LARGEST / 3 * 4 + FORM;
/// Above the 1 MiB of a part, so that a larger one hears what the limit is.
pub(crate) const PART: usize = 2 * protocol::blob::PART as usize;

/// What all large bodies together may take (bytes): eight of the largest pushes,
/// as many as work at a time. While one is put together and parsed, it is there
/// up to three times.
const TOGETHER: usize = 8 * ACTIONS;
/// Without another byte a body ends after this; a desk is as patient.
const SILENCE: Duration = Duration::from_secs(60);
/// Below this (bytes a second, after the first silence) a body is a trickle that
/// only holds its connection; as Apache's mod_reqtimeout has it.
const SLOWEST: u64 = 500;
/// So long a large body waits for others to be done.
const QUEUE: Duration = Duration::from_secs(20);

/// A JSON body of at most so many bytes, whatever content type it claims.
pub(crate) struct Body<T, const LIMIT: usize = FORM>(pub T, pub Room);

/// A body of bytes.
pub(crate) struct Raw<const LIMIT: usize>(pub Bytes, pub Room);

/// Of what large bodies may take together; given back when the request is done.
pub(crate) type Room = Option<OwnedSemaphorePermit>;

/// Room for large bodies, in units of `FORM`.
pub(crate) struct Rooms(Arc<Semaphore>);

impl Default for Rooms {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(TOGETHER / FORM)))
    }
}

impl<T: DeserializeOwned, const LIMIT: usize> FromRequest<App> for Body<T, LIMIT> {
    type Rejection = Answer;

    async fn from_request(request: Request, app: &App) -> Result<Self, Answer> {
        let (bytes, room) = read(request, app, LIMIT).await?;
        let read = serde_json::from_slice(&bytes)
            .map_err(|error| Error::told(code::MALFORMED, format!("the body: {error}")))?;
        Ok(Body(read, room))
    }
}

impl<const LIMIT: usize> FromRequest<App> for Raw<LIMIT> {
    type Rejection = Answer;

    async fn from_request(request: Request, app: &App) -> Result<Self, Answer> {
        let (bytes, room) = read(request, app, LIMIT).await?;
        Ok(Raw(bytes, room))
    }
}

async fn read(request: Request, app: &App, limit: usize) -> Result<(Bytes, Room)> {
    let (parts, body) = request.into_parts();
    let mut chunks = body.into_data_stream();
    let mut whole = Vec::new();
    let mut room = None;
    let started = Instant::now();
    loop {
        let paced = started + SILENCE + Duration::from_secs(whole.len() as u64 / SLOWEST);
        let next = timeout_at(paced, timeout(SILENCE, chunks.next())).await;
        let Ok(Ok(next)) = next else {
            return Err(Error::told(
                code::TOO_SLOW,
                "the body does not arrive; send it again",
            ));
        };
        let Some(chunk) = next else {
            return Ok((whole.into(), room));
        };
        let chunk =
            chunk.map_err(|error| Error::told(code::MALFORMED, format!("the body: {error}")))?;
        let length = whole.len() + chunk.len();
        if length > limit {
            return Err(ApiError::new(
                code::TOO_LARGE,
                "the body is larger than this address takes",
            )
            .fact("limit", limit)
            .into());
        }
        if length > FORM && room.is_none() {
            let token = Token::of(&parts, app)?;
            app.blocking(move |app| token.caller(app)).await?;
            room = Some(app.0.rooms.take(limit).await?);
        }
        whole.extend_from_slice(&chunk);
    }
}

impl Rooms {
    async fn take(&self, bytes: usize) -> Result<OwnedSemaphorePermit> {
        let units = u32::try_from(bytes.div_ceil(FORM)).unwrap_or(u32::MAX);
        let turn = Arc::clone(&self.0).acquire_many_owned(units);
        match timeout(QUEUE, turn).await {
            Ok(room) => room.map_err(|_| Error::Ending),
            Err(_) => Err(Error::told(
                code::BUSY,
                "the server has its hands full; try again later",
            )),
        }
    }
}

/// The access token; whose it is, is looked up where blocking is allowed.
pub(crate) struct Token(pub String);

impl Token {
    /// Who sends the request.
    pub fn caller(&self, app: &App) -> Result<Caller> {
        app.read(|tx| session::authenticate(tx, &self.0, app.now()))
    }

    fn of(parts: &Parts, app: &App) -> Result<Self> {
        let versions = app.0.config.versions;
        match service(parts, versions)? {
            Service::None => Err(too_old(code::TOO_OLD, versions)),
            Service::HandIn | Service::All => bearer(parts),
        }
    }
}

impl FromRequestParts<App> for Token {
    type Rejection = Answer;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Answer> {
        Ok(Self::of(parts, app)?)
    }
}

/// The token of a call that reads: a desk below the range only hands in.
pub(crate) struct Reader(pub Token);

impl FromRequestParts<App> for Reader {
    type Rejection = Answer;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Answer> {
        let token = Token::of(parts, app)?;
        let versions = app.0.config.versions;
        match service(parts, versions)? {
            Service::All => Ok(Reader(token)),
            Service::HandIn | Service::None => Err(too_old(code::TOO_OLD_TO_READ, versions).into()),
        }
    }
}

fn bearer(parts: &Parts) -> Result<Token> {
    let header = parts.headers.get(AUTHORIZATION);
    header
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "))
        .map(|token| Token(token.to_owned()))
        .ok_or_else(|| Error::told(code::TOKEN_EXPIRED, "no access token was sent"))
}

/// A desk that says no version is taken as of today's.
fn service(parts: &Parts, versions: Versions) -> Result<Service> {
    let Some(said) = parts.headers.get(VERSION_HEADER) else {
        return Ok(Service::All);
    };
    let version = said.to_str().ok().and_then(|value| value.parse().ok());
    version
        .map(|version| versions.service(version))
        .ok_or_else(|| Error::told(code::MALFORMED, "the protocol version is no number"))
}

fn too_old(code: &str, versions: Versions) -> Error {
    ApiError::new(code, "this desk is too old for the server; update it")
        .fact("lowest", versions.lowest)
        .fact("highest", versions.highest)
        .fact("push_floor", versions.push_floor)
        .into()
}
