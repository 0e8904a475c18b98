//! What comes in: JSON bodies whose faults are answered in our words, the
//! bearer token, the protocol version.

use super::answer::Answer;
use crate::app::App;
use crate::error::{Error, Result};
use crate::session::{self, Caller};
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, FailedToBufferBody};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use protocol::error::code;
use protocol::hello::{Service, Versions};
use protocol::{ApiError, VERSION_HEADER};
use serde::de::DeserializeOwned;

/// A JSON body, whatever content type it claims.
pub(crate) struct Body<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Answer;

    async fn from_request(request: Request, state: &S) -> Result<Self, Answer> {
        let bytes = bytes(Bytes::from_request(request, state).await)?;
        let read = serde_json::from_slice(&bytes)
            .map_err(|error| Error::told(code::MALFORMED, format!("the body: {error}")))?;
        Ok(Body(read))
    }
}

/// A body of bytes.
pub(crate) struct Raw(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for Raw {
    type Rejection = Answer;

    async fn from_request(request: Request, state: &S) -> Result<Self, Answer> {
        Ok(Raw(bytes(Bytes::from_request(request, state).await)?))
    }
}

fn bytes(read: Result<Bytes, BytesRejection>) -> Result<Bytes> {
    read.map_err(|rejection| match rejection {
        BytesRejection::FailedToBufferBody(FailedToBufferBody::LengthLimitError(_)) => {
            Error::told(code::TOO_LARGE, "the body is larger than the server takes")
        }
        other => Error::told(code::MALFORMED, format!("the body: {other}")),
    })
}

/// The access token; whose it is, is looked up where blocking is allowed.
pub(crate) struct Token(pub String);

impl Token {
    /// Who sends the request.
    pub fn caller(&self, app: &App) -> Result<Caller> {
        app.read(|tx| session::authenticate(tx, &self.0, app.now()))
    }
}

impl FromRequestParts<App> for Token {
    type Rejection = Answer;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Answer> {
        let versions = app.0.config.versions;
        match service(parts, versions)? {
            Service::None => Err(too_old(code::TOO_OLD, versions).into()),
            Service::HandIn | Service::All => Ok(token(parts)?),
        }
    }
}

/// The token of a call that reads: a desk below the range only hands in.
pub(crate) struct Reader(pub Token);

impl FromRequestParts<App> for Reader {
    type Rejection = Answer;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Answer> {
        let versions = app.0.config.versions;
        match service(parts, versions)? {
            Service::None => Err(too_old(code::TOO_OLD, versions).into()),
            Service::HandIn => Err(too_old(code::TOO_OLD_TO_READ, versions).into()),
            Service::All => Ok(Reader(token(parts)?)),
        }
    }
}

fn token(parts: &Parts) -> Result<Token> {
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
