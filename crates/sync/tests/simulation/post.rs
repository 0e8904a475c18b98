//! The way between a desk and the centre: the bytes that the desk's transport
//! makes of a call go into the server's router in this process, and back, unless
//! a fault was planned for the call.

use crate::centre::Centre;
use crate::faults::Fault;
use crate::log::Log;
use axum::http::{Request, Response};
use protocol::path;
use sha2::{Digest, Sha256};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use sync::{Error, Result, Wire};
use tokio::sync::{Notify, mpsc};
use uuid::Uuid;

/// Why a synchronisation stands still in the middle of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    /// it goes on when told
    Hangs,
    /// its desk is killed now
    Dies,
}

pub struct Post {
    pub centre: Arc<Centre>,
    pub log: Log,
    /// whose desk it is, for the log
    pub desk: String,
    pub device: Uuid,
    pub planned: Mutex<VecDeque<Fault>>,
    /// for the next push, whichever call it is
    pub at_push: Mutex<Option<Fault>>,
    pub halts: mpsc::UnboundedSender<Halt>,
    pub go_on: Arc<Notify>,
    pub late: Late,
}

/// Requests that their desk gave up, and that will arrive all the same.
pub type Late = Arc<Mutex<VecDeque<(Uuid, Request<Vec<u8>>)>>>;

impl Wire for Post {
    async fn send(&self, request: reqwest::Request) -> Result<reqwest::Response> {
        let request = plain(request);
        let fault = self.fault(request.uri().path());
        let call = format!("{} {}", request.method(), request.uri().path());
        self.log.line(format!("  {} {call} {fault:?}", self.desk));
        match fault {
            Fault::None => self.carry(request).await,
            Fault::LoseRequest => Err(lost("the request")),
            Fault::LoseReply => {
                self.carry(request).await?;
                Err(lost("the answer"))
            }
            Fault::Twice => {
                self.carry(request.clone()).await?;
                self.carry(request).await
            }
            Fault::Late => {
                self.late.lock().unwrap().push_back((self.device, request));
                Err(lost("the patience"))
            }
            Fault::BreakOff => {
                self.carry(request).await?;
                Err(lost("half of the answer"))
            }
            Fault::Torn => {
                let answer = self.deliver(request).await;
                let half = answer.body().len() / 2;
                Ok(answer.map(|body| body[..half].to_vec()).into())
            }
            Fault::Instead(stranger) => {
                let (status, body) = stranger.answer();
                let answer = Response::builder().status(status);
                Ok(answer.body(body).unwrap().into())
            }
            Fault::HangBefore => {
                self.halt(Halt::Hangs).await;
                self.carry(request).await
            }
            Fault::HangAfter => {
                let answer = self.carry(request).await;
                self.halt(Halt::Hangs).await;
                answer
            }
            Fault::DeskDiesBefore => self.die().await,
            Fault::DeskDiesAfter => {
                self.carry(request).await?;
                self.die().await
            }
            Fault::ServerDiesBefore => {
                self.centre.restart();
                Err(lost("the server"))
            }
            Fault::ServerDiesAfter => {
                self.carry(request).await?;
                self.centre.restart();
                Err(lost("the server"))
            }
        }
    }
}

impl Post {
    fn fault(&self, call: &str) -> Fault {
        let planned = self.planned.lock().unwrap().pop_front();
        let mut at_push = self.at_push.lock().unwrap();
        let at_push = at_push.take_if(|_| call == path::PUSH);
        at_push.or(planned).unwrap_or(Fault::None)
    }

    async fn carry(&self, request: Request<Vec<u8>>) -> Result<reqwest::Response> {
        Ok(self.deliver(request).await.into())
    }

    async fn deliver(&self, request: Request<Vec<u8>>) -> Response<Vec<u8>> {
        let answer = deliver(&self.centre, self.device, request).await;
        let digest = hex::encode(&Sha256::digest(answer.body())[..4]);
        let (status, length) = (answer.status().as_u16(), answer.body().len());
        self.log
            .line(format!("    {status}, {length} bytes, {digest}"));
        answer
    }

    async fn halt(&self, halt: Halt) {
        self.halts.send(halt).unwrap();
        self.go_on.notified().await;
    }

    async fn die(&self) -> Result<reqwest::Response> {
        self.halts.send(Halt::Dies).unwrap();
        std::future::pending().await
    }
}

/// Hands a request in, and looks whether somebody reads who may not.
pub async fn deliver(
    centre: &Centre,
    device: Uuid,
    request: Request<Vec<u8>>,
) -> Response<Vec<u8>> {
    let call = request.uri().path().to_owned();
    let reads = call == path::PULL
        || call == path::NEWS
        || call == path::WAIT
        || (call.starts_with(path::BLOBS) && request.method() == "GET");
    let revoked = centre.is_revoked(device);
    let answer = centre.answer(request).await;
    if revoked && reads && !answer.status().is_client_error() && !answer.status().is_server_error()
    {
        let leak = format!("{device} was revoked and still read {call}");
        centre.leaks.lock().unwrap().push(leak);
    }
    answer
}

/// The request as bytes. Pages are asked for as small as the server makes them,
/// so that a small district is cut too.
fn plain(request: reqwest::Request) -> Request<Vec<u8>> {
    let body = request.body().and_then(|body| body.as_bytes());
    let body = body.unwrap_or_default().to_vec();
    let mut plain = Request::builder()
        .method(request.method())
        .uri(request.url().path());
    let is_pull = request.url().path() == path::PULL;
    for (name, value) in request.headers() {
        if !(is_pull && name == "content-encoding") {
            plain = plain.header(name, value);
        }
    }
    let packed = request.headers().contains_key("content-encoding");
    let body = match (is_pull, packed) {
        (true, true) => small_pages(&zstd::decode_all(body.as_slice()).unwrap()),
        (true, false) => small_pages(&body),
        (false, _) => body,
    };
    plain.body(body).unwrap()
}

fn small_pages(pull: &[u8]) -> Vec<u8> {
    let mut pull: serde_json::Value = serde_json::from_slice(pull).unwrap();
    pull["max_bytes"] = 0.into();
    serde_json::to_vec(&pull).unwrap()
}

fn lost(what: &str) -> Error {
    Error::Unreachable {
        detail: format!("{what} was lost"),
    }
}
