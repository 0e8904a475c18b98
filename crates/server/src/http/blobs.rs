//! HEAD, PATCH and GET of photos and rendered letters.

use super::answer::Answer;
use super::body::{PART as PART_BODY, Raw, Reader, Token};
use crate::app::App;
use crate::error::{Error, Result};
use crate::photos::is_sha256;
use crate::store::blob;
use crate::uploads::{self, Part};
use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{ACCEPT_RANGES, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, RANGE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use protocol::blob::{
    CONTENT_DIGEST, PART, SAFE, STORED, UPLOAD_COMPLETE, UPLOAD_OFFSET, UploadReply,
};
use protocol::error::code;
use sha2::{Digest, Sha256};

pub(super) async fn head(
    State(app): State<App>,
    token: Token,
    Path(sha256): Path<String>,
) -> Result<Response, Answer> {
    let sha256 = name(sha256)?;
    let progress = app
        .blocking(move |app| uploads::progress(app, &token.caller(app)?, &sha256))
        .await?;
    let flag = |truth: bool| if truth { "1" } else { "0" };
    Ok((
        StatusCode::NO_CONTENT,
        [
            (UPLOAD_OFFSET, progress.offset.to_string()),
            (UPLOAD_COMPLETE, flag(progress.stored).to_owned()),
            (STORED, flag(progress.stored).to_owned()),
            (SAFE, flag(progress.safe).to_owned()),
        ],
    )
        .into_response())
}

pub(super) async fn patch(
    State(app): State<App>,
    token: Token,
    Path(sha256): Path<String>,
    headers: HeaderMap,
    Raw(bytes, _room): Raw<PART_BODY>,
) -> Result<Json<UploadReply>, Answer> {
    let sha256 = name(sha256)?;
    let offset = text(&headers, UPLOAD_OFFSET)?
        .parse::<u64>()
        .map_err(|_| malformed("upload-offset is no number"))?;
    let complete = match headers.get(UPLOAD_COMPLETE) {
        None => false,
        Some(_) => matches!(text(&headers, UPLOAD_COMPLETE)?, "1" | "?1"),
    };
    if bytes.len() as u64 > PART {
        return Err(Error::told(code::TOO_LARGE, "a part has at most 1 MiB").into());
    }
    let digest = digest(text(&headers, CONTENT_DIGEST)?)?;
    let reply = app.uploading(move |app| {
        let caller = token.caller(app)?;
        if Sha256::digest(&bytes)[..] != digest[..] {
            return Err(Error::told(
                code::HASH_MISMATCH,
                "the part was damaged on its way; send it again",
            ));
        }
        let part = Part {
            sha256: &sha256,
            offset,
            bytes: &bytes,
            complete,
        };
        uploads::take(app, &caller, &part)
    });
    Ok(Json(reply.await?))
}

pub(super) async fn get(
    State(app): State<App>,
    Reader(token): Reader,
    Path(sha256): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Answer> {
    let sha256 = name(sha256)?;
    let (sha256, size, kind) = app
        .blocking(move |app| {
            let caller = token.caller(app)?;
            caller.must_be_active()?;
            let found = app.read(|tx| {
                let kind = blob::readable(tx, &sha256, &caller)?;
                Ok(kind.zip(blob::stored(tx, &sha256)?))
            })?;
            // What is not the caller's to see does not exist for them.
            let (kind, (size, _)) = found
                .ok_or_else(|| Error::told(code::BLOB_UNKNOWN, "no case of yours has this file"))?;
            Ok((sha256, size, kind))
        })
        .await?;
    let range = match headers.get(RANGE) {
        None => None,
        Some(range) => Some(range_of(range.to_str().unwrap_or_default(), size)?),
    };
    let (from, to) = range.unwrap_or((0, size));
    let bytes = app.0.photos.stream(&sha256, from..to).await?;
    let content_type = match kind.as_str() {
        "letter" => "application/pdf",
        _ => "application/octet-stream",
    };
    let mut response = Response::builder()
        .header(CONTENT_TYPE, content_type)
        .header(ACCEPT_RANGES, "bytes")
        .header(CONTENT_LENGTH, to - from);
    if range.is_some() {
        response = response
            .status(StatusCode::PARTIAL_CONTENT)
            .header(CONTENT_RANGE, format!("bytes {from}-{}/{size}", to - 1));
    }
    response
        .body(Body::from_stream(bytes))
        .map_err(|error| Error::Broken(error.to_string()).into())
}

/// `bytes=a-b`, `bytes=a-` or `bytes=-n`, as half-open numbers.
fn range_of(text: &str, size: u64) -> Result<(u64, u64)> {
    let unfit = || Error::told("request.range", format!("no such range in {size} bytes"));
    let (from, to) = text
        .strip_prefix("bytes=")
        .and_then(|range| range.split_once('-'))
        .ok_or_else(unfit)?;
    let number = |text: &str| text.parse::<u64>().map_err(|_| unfit());
    let (from, to) = match (from, to) {
        ("", last) => (size.saturating_sub(number(last)?), size),
        (from, "") => (number(from)?, size),
        (from, to) => (number(from)?, number(to)?.saturating_add(1).min(size)),
    };
    if from < to {
        Ok((from, to))
    } else {
        Err(unfit())
    }
}

fn name(sha256: String) -> Result<String> {
    if is_sha256(&sha256) {
        Ok(sha256)
    } else {
        Err(malformed(
            "a file is named by its SHA-256 in lower-case hex",
        ))
    }
}

/// `sha-256=:base64:` (RFC 9530).
fn digest(header: &str) -> Result<Vec<u8>> {
    header
        .strip_prefix("sha-256=:")
        .and_then(|rest| rest.strip_suffix(':'))
        .and_then(|base64| BASE64_STANDARD.decode(base64).ok())
        .ok_or_else(|| malformed("content-digest is sha-256=:base64:"))
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Result<&'h str> {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .ok_or_else(|| malformed(&format!("{name} is missing")))
}

fn malformed(message: &str) -> Error {
    Error::told(code::MALFORMED, message)
}
