//! Every route, and everybody who has no business there: without a token, of
//! another office, of a lost laptop, of a time before a restore. The routes are
//! read from the router, so that a new one without a row here fails.

use crate::command::backup::backup;
use crate::command::device::set_state;
use crate::command::restore::restore;
use crate::http::{blob_route, json_routes};
use crate::photos::hash;
use crate::testing::{
    BAIHE, Desk, HANDLER, STRANGER, Town, blank_pages, exchange, next_id, password, token, visit,
};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use casework::{CaseId, Moment};
use protocol::auth::{DeviceState, Refresh, SignIn};
use protocol::path;
use protocol::pull::PullRequest;
use protocol::push::Evidence;
use protocol::recovered::RecoveredRequest;
use protocol::wait::WaitRequest;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Only the case of 白鹤街道 has these.
const NOTE: &str = "只有白鹤街道看得到的一句话";
const PHOTO: &[u8] = b"a door in Baihe";

struct Row {
    method: Method,
    path: &'static str,
    body: fn(&mut Desk, CaseId) -> Vec<u8>,
    /// to: nobody, another office, a lost laptop, a token from before a restore
    answers: [u16; 4],
}

fn rows() -> Vec<Row> {
    let open = |method, path, body, answers| Row {
        method,
        path,
        body,
        answers,
    };
    let (get, post) = (Method::GET, Method::POST);
    vec![
        // Who asks makes no difference, and nothing of a case is told.
        open(get.clone(), path::HELLO, nothing, [200; 4]),
        open(get.clone(), "/healthz", nothing, [200; 4]),
        open(get.clone(), "/metrics", nothing, [200; 4]),
        // What counts is in the body: a password, or the next token.
        open(post.clone(), path::SIGN_IN, sign_in, [200, 200, 403, 200]),
        open(post.clone(), path::REFRESH, refresh, [200, 200, 403, 401]),
        open(post.clone(), path::SIGN_OUT, nothing, [401, 204, 403, 401]),
        // A lost laptop hears here that it is lost.
        open(
            get.clone(),
            path::DEVICE_STATUS,
            nothing,
            [401, 200, 200, 401],
        ),
        open(post.clone(), path::PUSH, push, [401, 200, 403, 401]),
        open(post.clone(), path::PULL, pull, [401, 200, 403, 401]),
        open(
            post.clone(),
            path::RECOVERED,
            recovered,
            [401, 200, 403, 401],
        ),
        open(get.clone(), path::NEWS, nothing, [401, 200, 403, 401]),
        open(post, path::WAIT, wait, [401, 200, 403, 401]),
        open(get, path::BLOBS, nothing, [401, 404, 403, 401]),
        open(Method::HEAD, path::BLOBS, nothing, [401, 204, 403, 401]),
        // Whoever has the bytes may send them; reading is another matter.
        open(Method::PATCH, path::BLOBS, bytes, [401, 200, 403, 401]),
    ]
}

#[test]
fn every_route_has_its_row() {
    let known: BTreeSet<(String, String)> = rows()
        .iter()
        .map(|row| (row.method.to_string(), row.path.to_owned()))
        .collect();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let found = runtime.block_on(routes());
    assert_eq!(known, found);
}

/// What the router takes, found out by asking.
async fn routes() -> BTreeSet<(String, String)> {
    let town = Town::new();
    let mut paths: Vec<String> = json_routes().map(|(path, _)| path.to_owned()).into();
    paths.push(blob_route().0);
    let mut found = BTreeSet::new();
    for path in paths {
        let path = path.replace("/{sha256}", "");
        let mut takes = Vec::new();
        for method in [
            "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "OPTIONS",
        ] {
            let request = Request::builder().method(method).uri(address(&path, PHOTO));
            let reply = exchange(&town.app, request.body(Body::empty()).unwrap()).await;
            if reply.status != StatusCode::METHOD_NOT_ALLOWED {
                takes.push(method);
            }
        }
        // What is read by GET is asked for by HEAD too, by the same handler.
        takes.retain(|&method| method != "HEAD" || path == path::BLOBS);
        found.extend(
            takes
                .iter()
                .map(|&method| (method.to_owned(), path.clone())),
        );
    }
    found
}

#[tokio::test]
async fn without_a_token_nothing_is_read_or_written() {
    let place = Place::new().await;
    let desks = place.desks(HANDLER).await;
    for (row, mut desk) in rows().iter().zip(desks) {
        desk.session.access = String::new();
        place.ask(row, &mut desk, row.answers[0]).await;
    }
}

#[tokio::test]
async fn a_token_of_one_office_reads_nothing_of_another_by_any_route() {
    let place = Place::new().await;
    let desks = place.desks(STRANGER).await;
    for (row, mut desk) in rows().iter().zip(desks) {
        place.ask(row, &mut desk, row.answers[1]).await;
    }
}

#[tokio::test]
async fn a_lost_laptop_reads_nothing_more_by_any_route() {
    let place = Place::new().await;
    let desks = place.desks(HANDLER).await;
    for (row, mut desk) in rows().iter().zip(desks) {
        set_state(&place.town.app, desk.device, DeviceState::Wipe).unwrap();
        place.ask(row, &mut desk, row.answers[2]).await;
    }
}

#[tokio::test]
async fn a_token_from_before_a_restore_opens_nothing() {
    let mut place = Place::new().await;
    let desks = place.desks(HANDLER).await;
    let file = place.town.folder.path().join("backup.db");
    backup(&place.town.app, &file).unwrap();
    let config = place.town.app.0.config.clone();
    let now = place.town.app.now();
    restore(&config, &file, &[], &move || -> Moment { now }).unwrap();
    place.town.restart(blank_pages());
    for (row, mut desk) in rows().iter().zip(desks) {
        desk.app = place.town.app.clone();
        place.ask(row, &mut desk, row.answers[3]).await;
    }
}

/// 白鹤街道 has a case with a secret.
struct Place {
    town: Town,
    case: CaseId,
    /// its number and title
    secrets: [String; 2],
}

impl Place {
    async fn new() -> Self {
        let town = Town::embedded();
        let case = town.case(BAIHE, "in_progress");
        let mut owner = town.desk(HANDLER).await;
        owner.act(case, visit(NOTE, &[PHOTO])).await;
        owner.patch(&hash(PHOTO), 0, PHOTO, true).await;
        let reply = owner.blob(Method::GET, &hash(PHOTO)).await;
        assert_eq!(reply.bytes, PHOTO, "whose it is reads it");
        let shown = town.dump(BAIHE);
        let line = shown
            .iter()
            .find(|line| line["id"] == case.to_string())
            .unwrap();
        let secrets = ["number", "title"].map(|field| line[field].as_str().unwrap().to_owned());
        Self {
            town,
            case,
            secrets,
        }
    }

    /// One for each row: some answers use a token up.
    async fn desks(&self, user: &str) -> Vec<Desk> {
        let mut desks = Vec::new();
        for _ in rows() {
            desks.push(self.town.desk(user).await);
        }
        desks
    }

    async fn ask(&self, row: &Row, desk: &mut Desk, expected: u16) {
        let body = (row.body)(desk, self.case);
        let mut request = Request::builder()
            .method(row.method.clone())
            .uri(address(row.path, PHOTO))
            .header("upload-offset", 0)
            .header("upload-complete", "1");
        if row.method == Method::PATCH {
            let digest = BASE64_STANDARD.encode(Sha256::digest(&body));
            request = request
                .uri(address(row.path, &body))
                .header("content-digest", format!("sha-256=:{digest}:"));
        }
        if !desk.session.access.is_empty() {
            request = request.header("authorization", format!("Bearer {}", desk.session.access));
        }
        let reply = exchange(&desk.app, request.body(Body::from(body)).unwrap()).await;
        let (asked, text) = (format!("{} {}", row.method, row.path), reply.text());
        assert_eq!(reply.status.as_u16(), expected, "{asked}: {text}");
        let [number, title] = &self.secrets;
        for secret in [NOTE, "a door in Baihe", number, title] {
            assert!(!text.contains(secret), "{asked} tells {secret}");
        }
    }
}

fn address(path: &str, blob: &[u8]) -> String {
    match path {
        path::BLOBS => format!("{path}/{}", hash(blob)),
        _ => path.to_owned(),
    }
}

fn json(body: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(body).unwrap()
}

fn nothing(_: &mut Desk, _: CaseId) -> Vec<u8> {
    Vec::new()
}

fn bytes(desk: &mut Desk, _: CaseId) -> Vec<u8> {
    desk.device.as_bytes().to_vec()
}

fn sign_in(desk: &mut Desk, _: CaseId) -> Vec<u8> {
    let user = desk.session.person.user.as_str();
    json(&SignIn {
        user: user.to_owned(),
        password: password(user).to_owned(),
        device: desk.device,
        device_name: "a laptop".into(),
        refresh: token(next_id()),
    })
}

fn refresh(desk: &mut Desk, _: CaseId) -> Vec<u8> {
    json(&Refresh {
        device: desk.device,
        refresh: token(desk.device),
        next: token(next_id()),
    })
}

fn push(desk: &mut Desk, case: CaseId) -> Vec<u8> {
    let mutation = desk.action(case, visit("从别处写来", &[]));
    json(&desk.push_request(&[mutation]))
}

fn pull(desk: &mut Desk, _: CaseId) -> Vec<u8> {
    json(&PullRequest {
        epoch: desk.session.epoch.clone(),
        cursors: BTreeMap::new(),
        max_bytes: 8 << 20,
        evidence: Evidence::default(),
        digest: false,
        growth: true,
        bucket: None,
    })
}

fn recovered(desk: &mut Desk, _: CaseId) -> Vec<u8> {
    json(&RecoveredRequest {
        epoch: desk.session.epoch.clone(),
        documents: Vec::new(),
    })
}

/// With no cursor it is behind, and answered at once.
fn wait(desk: &mut Desk, _: CaseId) -> Vec<u8> {
    json(&WaitRequest {
        epoch: desk.session.epoch.clone(),
        cursors: BTreeMap::new(),
    })
}
