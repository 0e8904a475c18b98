//! The calls over HTTP: rustls, zstd both ways, and answers told apart into ours
//! and those of something in between.

use super::{Transport, UploadPart, UploadState, Wire};
use crate::error::{Error, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use protocol::ApiError;
use protocol::auth::{DeviceStatus, Refresh, Session, SignIn};
use protocol::blob::{self, UploadReply};
use protocol::hello::Hello;
use protocol::path;
use protocol::pull::PullRequest;
use protocol::push::{PushReply, PushRequest};
use protocol::recovered::{RecoveredReply, RecoveredRequest};
use protocol::seal::{SealReply, SealRequest};
use protocol::wait::{WaitReply, WaitRequest};
use reqwest::header::{
    ACCEPT_ENCODING, AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName,
    HeaderValue, IF_NONE_MATCH, USER_AGENT,
};
use reqwest::{Client, Method, Request, Response, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::io::Read;
use std::sync::Arc;
use std::time::Duration;
use url::{Host, Url};

const PROGRAM: &str = concat!("lianxin-desk/", env!("CARGO_PKG_VERSION"));
const CONNECT: Duration = Duration::from_secs(10);
/// without a byte from the server
const SILENCE: Duration = Duration::from_secs(60);
/// An unused connection; the server ends one after 20 s (INTERFACES.md), and what
/// is sent on it just then would be lost.
const KEPT: Duration = Duration::from_secs(15);
/// a long poll says nothing for as long as nothing happens
const LONG_POLL: Duration = Duration::from_secs(150);
/// Bodies below this are not worth compressing: two thousand desks ask all the time.
const SMALL: usize = 1024;
/// Of a push, which carries a clerk's words over a slow line.
const SMALL_PUSH: usize = 256;
/// an answer may not unpack to more; a page has a few MB
const LARGEST: u64 = 256 * 1024 * 1024;

pub struct HttpTransport<W = Client> {
    wire: W,
    server: Url,
}

impl HttpTransport {
    /// `http://` is refused except for this computer itself.
    pub fn new(server: &str) -> Result<Self> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        // Err: another part of the process installed one already.
        let _ = provider.as_ref().clone().install_default();
        let client = Client::builder()
            .connect_timeout(CONNECT)
            .read_timeout(SILENCE)
            .pool_idle_timeout(KEPT)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|e| Error::Internal {
                detail: e.to_string(),
            })?;
        Self::over(client, server)
    }
}

impl<W: Wire> HttpTransport<W> {
    /// The same calls by another way to the server.
    pub fn over(wire: W, server: &str) -> Result<Self> {
        let server = address(server)?;
        Ok(Self { wire, server })
    }

    pub fn server(&self) -> &Url {
        &self.server
    }

    pub fn wire(&self) -> &W {
        &self.wire
    }

    fn request(&self, method: Method, path: &str, access: Option<&str>) -> Result<Request> {
        let base = self.server.as_str().trim_end_matches('/');
        let url = address(&format!("{base}{path}"))?;
        let mut request = Request::new(method, url);
        let headers = request.headers_mut();
        headers.insert(protocol::VERSION_HEADER, protocol::VERSION.into());
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("zstd"));
        if let Some(access) = access {
            let mut bearer = value(&format!("Bearer {access}"))?;
            bearer.set_sensitive(true);
            headers.insert(AUTHORIZATION, bearer);
        }
        Ok(request)
    }

    async fn post(
        &self,
        path: &str,
        access: Option<&str>,
        body: &impl Serialize,
        timeout: Option<Duration>,
    ) -> Result<Vec<u8>> {
        let json = serde_json::to_vec(body).map_err(unreadable)?;
        let mut request = self.request(Method::POST, path, access)?;
        *request.timeout_mut() = timeout;
        let headers = request.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let small = match path {
            path::PUSH => SMALL_PUSH,
            _ => SMALL,
        };
        let body = if json.len() < small {
            json
        } else {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static("zstd"));
            zstd::encode_all(json.as_slice(), 1).map_err(unreadable)?
        };
        *request.body_mut() = Some(body.into());
        body_of(self.wire.send(request).await?).await
    }

    async fn ask<T: DeserializeOwned>(
        &self,
        path: &str,
        access: Option<&str>,
        body: &impl Serialize,
    ) -> Result<T> {
        let answer = self.post(path, access, body, None).await?;
        parse(&answer)
    }

    async fn get<T: DeserializeOwned>(&self, path: &str, access: Option<&str>) -> Result<T> {
        let request = self.request(Method::GET, path, access)?;
        let answer = body_of(self.wire.send(request).await?).await?;
        parse(&answer)
    }
}

impl Wire for Client {
    async fn send(&self, request: Request) -> Result<Response> {
        self.execute(request).await.map_err(unreachable)
    }
}

impl<W: Wire> Transport for HttpTransport<W> {
    async fn hello(&self) -> Result<Hello> {
        let mut request = self.request(Method::GET, path::HELLO, None)?;
        // Said once a day; the others go out hundreds of times.
        request
            .headers_mut()
            .insert(USER_AGENT, HeaderValue::from_static(PROGRAM));
        parse(&body_of(self.wire.send(request).await?).await?)
    }

    async fn sign_in(&self, request: &SignIn) -> Result<Session> {
        self.ask(path::SIGN_IN, None, request).await
    }

    async fn refresh(&self, request: &Refresh) -> Result<Session> {
        self.ask(path::REFRESH, None, request).await
    }

    async fn sign_out(&self, access: &str) -> Result<()> {
        self.post(path::SIGN_OUT, Some(access), &serde_json::json!({}), None)
            .await?;
        Ok(())
    }

    async fn push(&self, access: &str, request: &PushRequest) -> Result<PushReply> {
        self.ask(path::PUSH, Some(access), request).await
    }

    async fn pull(&self, access: &str, request: &PullRequest) -> Result<Vec<u8>> {
        self.post(path::PULL, Some(access), request, None).await
    }

    async fn recovered(&self, access: &str, request: &RecoveredRequest) -> Result<RecoveredReply> {
        self.ask(path::RECOVERED, Some(access), request).await
    }

    async fn news(&self, access: &str, mark: &str) -> Result<bool> {
        let mut request = self.request(Method::GET, path::NEWS, Some(access))?;
        let headers = request.headers_mut();
        headers.remove(ACCEPT_ENCODING);
        headers.insert(IF_NONE_MATCH, value(mark)?);
        let response = self.wire.send(request).await?;
        if response.status() == StatusCode::NOT_MODIFIED {
            return Ok(false);
        }
        body_of(response).await?;
        Ok(true)
    }

    async fn wait(&self, access: &str, request: &WaitRequest) -> Result<WaitReply> {
        let answer = self
            .post(path::WAIT, Some(access), request, Some(LONG_POLL))
            .await?;
        parse(&answer)
    }

    async fn seal(&self, access: &str) -> Result<SealReply> {
        self.get(path::SEAL, Some(access)).await
    }

    async fn change_seal(&self, access: &str, request: &SealRequest) -> Result<SealReply> {
        self.ask(path::SEAL, Some(access), request).await
    }

    async fn device_status(&self, access: &str) -> Result<DeviceStatus> {
        self.get(path::DEVICE_STATUS, Some(access)).await
    }

    async fn upload_state(&self, access: &str, sha256: &str) -> Result<UploadState> {
        let path = format!("{}/{sha256}", path::BLOBS);
        let request = self.request(Method::HEAD, &path, Some(access))?;
        let response = self.wire.send(request).await?;
        if response.status().as_u16() == 404 {
            return Ok(UploadState::default());
        }
        let headers = response.headers().clone();
        body_of(response).await?;
        Ok(UploadState {
            offset: header(&headers, blob::UPLOAD_OFFSET)
                .and_then(|text| text.parse().ok())
                .unwrap_or(0),
            stored: header(&headers, blob::STORED) == Some("1"),
            safe: header(&headers, blob::SAFE) == Some("1"),
        })
    }

    async fn upload_part(&self, access: &str, part: UploadPart) -> Result<UploadReply> {
        let path = format!("{}/{}", path::BLOBS, part.sha256);
        let digest = BASE64.encode(Sha256::digest(&part.bytes));
        let mut request = self.request(Method::PATCH, &path, Some(access))?;
        let complete = if part.completes() { "1" } else { "0" };
        let headers = request.headers_mut();
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/partial-upload"),
        );
        headers.insert(blob::UPLOAD_OFFSET, part.offset.into());
        headers.insert(blob::UPLOAD_LENGTH, part.length.into());
        headers.insert(blob::UPLOAD_COMPLETE, HeaderValue::from_static(complete));
        headers.insert(blob::CONTENT_DIGEST, value(&format!("sha-256=:{digest}:"))?);
        *request.body_mut() = Some(part.bytes.into());
        let answer = body_of(self.wire.send(request).await?).await?;
        parse(&answer)
    }

    async fn fetch(&self, access: &str, sha256: &str) -> Result<Vec<u8>> {
        let path = format!("{}/{sha256}", path::BLOBS);
        let request = self.request(Method::GET, &path, Some(access))?;
        body_of(self.wire.send(request).await?).await
    }
}

/// Parses a server's address and refuses one that sends passwords in the clear.
pub(crate) fn address(text: &str) -> Result<Url> {
    let bad = || Error::BadAddress {
        url: text.to_owned(),
    };
    let url = Url::parse(text.trim()).map_err(|_| bad())?;
    let loopback = match url.host().ok_or_else(bad)? {
        Host::Domain(name) => name == "localhost" || name.ends_with(".localhost"),
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => ip.is_loopback(),
    };
    match url.scheme() {
        "https" => Ok(url),
        "http" if loopback => Ok(url),
        "http" => Err(Error::Insecure {
            url: text.to_owned(),
        }),
        _ => Err(bad()),
    }
}

/// The unpacked body of a success; an error of ours, or of something between.
async fn body_of(response: Response) -> Result<Vec<u8>> {
    let status = response.status();
    let packed = header(response.headers(), CONTENT_ENCODING.as_str()) == Some("zstd");
    let bytes = response.bytes().await.map_err(unreachable)?;
    let body = match packed && !bytes.is_empty() {
        true => unpack(&bytes)?,
        false => bytes.to_vec(),
    };
    if status.is_success() {
        return Ok(body);
    }
    // A server that is ending or busy says so in whatever words, and so does one
    // that our bytes did not reach in time.
    if matches!(status.as_u16(), 408 | 502..=504) {
        return Err(Error::Unreachable {
            detail: format!("{status}"),
        });
    }
    if let Ok(error) = serde_json::from_slice::<ApiError>(&body) {
        return Err(Error::Server(error));
    }
    let detail: String = String::from_utf8_lossy(&body).chars().take(120).collect();
    match status.as_u16() {
        // A HEAD has no body to say more.
        401 => Err(Error::Server(ApiError::new(
            protocol::error::code::TOKEN_EXPIRED,
            "the access token is over",
        ))),
        426 => Err(Error::Server(ApiError::new(
            protocol::error::code::TOO_OLD,
            "this program is too old for the server",
        ))),
        // A gateway's own limit, in its own words: whoever sent it sends less.
        413 => Err(Error::Server(ApiError::new(
            protocol::error::code::TOO_LARGE,
            "something on the way takes no body of this size",
        ))),
        other => Err(Error::NotOurServer {
            status: other,
            detail,
        }),
    }
}

/// A page in HTML is another site's; JSON that we cannot read is a fault of ours.
fn parse<T: DeserializeOwned>(answer: &[u8]) -> Result<T> {
    serde_json::from_slice(answer).map_err(|e| match answer.first() {
        Some(b'{' | b'[') => unreadable(e),
        _ => Error::NotOurServer {
            status: 200,
            detail: String::from_utf8_lossy(answer).chars().take(120).collect(),
        },
    })
}

fn unpack(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut plain = Vec::with_capacity(bytes.len() * 4);
    let decoder = zstd::Decoder::new(bytes).map_err(unreadable)?;
    decoder
        .take(LARGEST)
        .read_to_end(&mut plain)
        .map_err(unreadable)?;
    Ok(plain)
}

fn value(text: &str) -> Result<HeaderValue> {
    HeaderValue::from_str(text).map_err(|e| Error::Internal {
        detail: e.to_string(),
    })
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
    headers.get(name)?.to_str().ok()
}

fn unreachable(error: reqwest::Error) -> Error {
    use std::error::Error as _;
    let mut detail = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        detail = format!("{detail}: {cause}");
        source = cause.source();
    }
    Error::Unreachable { detail }
}

fn unreadable(error: impl std::fmt::Display) -> Error {
    Error::BadAnswer {
        detail: error.to_string(),
    }
}

#[cfg(test)]
mod tests;
