//! A desk: signs in, pushes, pulls, and remembers what a desk remembers.

use super::id;
use crate::app::App;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use casework::event::{PhotoRef, VisitRecord};
use casework::{Action, ActionId, CaseId, Moment};
use protocol::auth::{Session, SignIn};
use protocol::item::{Entity, Item, Op};
use protocol::pull::{Cursor, PullReply, PullRequest};
use protocol::push::{Evidence, Mutation, Payload, PushReply, PushRequest, PushResult};
use protocol::{ApiError, path};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use tower::ServiceExt;
use uuid::Uuid;

/// Devices and actions of a test run are numbered.
static NEXT: AtomicU64 = AtomicU64::new(1);

pub(crate) fn next_id() -> Uuid {
    id(NEXT.fetch_add(1, Ordering::SeqCst).into())
}

pub(crate) struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Reply {
    pub fn json<T: DeserializeOwned>(&self) -> T {
        assert!(self.status.is_success(), "{} {}", self.status, self.text());
        serde_json::from_slice(&self.bytes).unwrap()
    }

    pub fn error(&self) -> ApiError {
        assert!(!self.status.is_success(), "{}", self.text());
        serde_json::from_slice(&self.bytes).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

pub(crate) struct Desk {
    pub app: App,
    pub device: Uuid,
    pub incarnation: Uuid,
    pub session: Session,
    /// highest seq given to an action
    pub seq: u64,
    pub cursors: BTreeMap<String, Cursor>,
    pub scopes: Vec<String>,
    /// what the feed says of each entity, by scope, kind and id
    pub replica: BTreeMap<(String, String, String), Item>,
}

impl Desk {
    pub async fn signed_in(app: &App, user: &str, password: &str) -> Self {
        let device = next_id();
        let reply = sign_in(app, user, password, device, &token(device)).await;
        Self {
            app: app.clone(),
            device,
            incarnation: next_id(),
            session: reply.json(),
            seq: 0,
            cursors: BTreeMap::new(),
            scopes: Vec::new(),
            replica: BTreeMap::new(),
        }
    }

    pub async fn call(&self, method: Method, path: &str, body: Vec<u8>) -> Reply {
        self.send(self.request(method, path), body).await
    }

    pub fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", format!("Bearer {}", self.session.access))
    }

    pub async fn send(&self, request: axum::http::request::Builder, body: Vec<u8>) -> Reply {
        exchange(&self.app, request.body(Body::from(body)).unwrap()).await
    }

    pub async fn post(&self, path: &str, body: &impl Serialize) -> Reply {
        self.call(Method::POST, path, serde_json::to_vec(body).unwrap())
            .await
    }

    /// The next action of this desk, as it stands in the outbox.
    pub fn action(&mut self, case: CaseId, action: Action) -> Mutation {
        self.action_on(case, u64::MAX, action)
    }

    pub fn action_on(&mut self, case: CaseId, base_rev: u64, action: Action) -> Mutation {
        self.confirm(Payload {
            id: ActionId(next_id()),
            case,
            base_rev,
            after: None,
            resolves: None,
            asks: Default::default(),
            action,
            v: 1,
            at: Moment(0),
        })
    }

    pub fn confirm(&mut self, payload: Payload) -> Mutation {
        self.seq += 1;
        Mutation::new(self.seq, serde_json::to_string(&payload).unwrap())
    }

    pub fn push_request(&self, mutations: &[Mutation]) -> PushRequest {
        PushRequest {
            device: self.device,
            incarnation: self.incarnation,
            epoch: self.session.epoch.clone(),
            evidence: Evidence::default(),
            mutations: mutations.to_vec(),
        }
    }

    pub async fn try_push(&self, mutations: &[Mutation]) -> Reply {
        self.post(path::PUSH, &self.push_request(mutations)).await
    }

    pub async fn push(&self, mutations: &[Mutation]) -> PushReply {
        self.try_push(mutations).await.json()
    }

    /// Pushes one action and answers what became of it.
    pub async fn act(&mut self, case: CaseId, action: Action) -> PushResult {
        let mutation = self.action(case, action);
        self.push(&[mutation]).await.results.remove(0)
    }

    pub fn pull_request(&self, max_bytes: u64) -> PullRequest {
        PullRequest {
            epoch: self.session.epoch.clone(),
            cursors: self.cursors.clone(),
            max_bytes,
            evidence: Evidence::default(),
            digest: false,
            growth: false,
            bucket: None,
        }
    }

    /// One page into the replica.
    pub async fn pull_page(&mut self, max_bytes: u64) -> PullReply {
        let reply: PullReply = self
            .post(path::PULL, &self.pull_request(max_bytes))
            .await
            .json();
        self.cursors = reply.cursors.clone();
        self.scopes = reply.scopes.clone();
        for item in &reply.items {
            let place = (item.scope.clone(), item.kind.clone(), item.id.clone());
            let known = self.replica.get(&place).map_or(0, |known| known.rev);
            if item.rev >= known || matches!(item.op, Op::Leave) {
                self.replica.insert(place, item.clone());
            }
        }
        reply
    }

    pub async fn pull(&mut self) {
        while self.pull_page(1 << 20).await.more {}
    }

    /// The entities that are there now.
    pub fn entities(&self) -> impl Iterator<Item = &Entity> {
        self.replica.values().filter_map(|item| match &item.op {
            Op::Put(entity) => Some(&**entity),
            // Asked for whole documents, nobody is sent growth.
            Op::Leave | Op::Grow(_) => None,
        })
    }

    pub fn cases(&self) -> Vec<CaseId> {
        let cases = self.entities().filter_map(|entity| match entity {
            Entity::Case(document) => Some(document.id),
            _ => None,
        });
        cases.collect()
    }

    pub fn held(&self) -> Vec<protocol::item::HeldAction> {
        let held = self.entities().filter_map(|entity| match entity {
            Entity::Held(held) => Some(held.clone()),
            _ => None,
        });
        held.collect()
    }

    pub async fn patch(&self, sha256: &str, offset: usize, part: &[u8], last: bool) -> Reply {
        let digest = BASE64_STANDARD.encode(Sha256::digest(part));
        let request = self
            .request(Method::PATCH, &format!("{}/{sha256}", path::BLOBS))
            .header("upload-offset", offset)
            .header("upload-complete", if last { "1" } else { "0" })
            .header("content-digest", format!("sha-256=:{digest}:"));
        self.send(request, part.to_vec()).await
    }

    pub async fn blob(&self, method: Method, sha256: &str) -> Reply {
        self.call(method, &format!("{}/{sha256}", path::BLOBS), Vec::new())
            .await
    }
}

pub(crate) fn token(device: Uuid) -> String {
    format!("refresh-token-of-{device}")
}

pub(crate) async fn sign_in(
    app: &App,
    user: &str,
    password: &str,
    device: Uuid,
    refresh: &str,
) -> Reply {
    let request = SignIn {
        user: user.to_owned(),
        password: password.to_owned(),
        device,
        device_name: "a laptop".into(),
        refresh: refresh.to_owned(),
    };
    anonymous(app, path::SIGN_IN, &request).await
}

pub(crate) async fn anonymous(app: &App, path: &str, body: &impl Serialize) -> Reply {
    let request = Request::post(path).body(Body::from(serde_json::to_vec(body).unwrap()));
    exchange(app, request.unwrap()).await
}

pub(crate) async fn exchange(app: &App, request: Request<Body>) -> Reply {
    let response = app.router().oneshot(request).await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX)
        .await
        .unwrap();
    Reply {
        status,
        headers,
        bytes: bytes.to_vec(),
    }
}

pub(crate) fn visit(note: &str, photos: &[&[u8]]) -> Action {
    Action::LogVisit {
        visit: VisitRecord {
            at: Moment(0),
            note: note.into(),
            companions: String::new(),
            finding: None,
            lat: None,
            lng: None,
            no_photo_reason: None,
            photos: photos.iter().map(|bytes| photo(bytes)).collect(),
        },
    }
}

fn photo(bytes: &[u8]) -> PhotoRef {
    PhotoRef {
        sha256: crate::photos::hash(bytes),
        size: bytes.len() as u64,
        name: "a.jpg".into(),
        format: "jpeg".into(),
        width: 4,
        height: 3,
        taken_at: None,
        lat: None,
        lng: None,
        caption: String::new(),
        thumbnail: None,
    }
}
