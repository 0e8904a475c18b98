//! Steps in words: what the tests of this folder are written in.

use crate::acts::Doing;
use crate::administrator::Administering;
use crate::faults::Fault;
use crate::log::Log;
use crate::oracle::Confirmed;
use crate::shared::PASSWORD;
use crate::step::Step;
use crate::template::{PEOPLE, runtime};
use crate::world::World;
use axum::http::Request;
use casework::action::Act;
use casework::{Action, ActionId, CaseId, VisitRecord};
use protocol::auth::{Session, SignIn};
use protocol::path;
use protocol::push::{Mutation, PushReply, PushRequest};
use server::command::assign;
use uuid::Uuid;

/// The clerk and the head of one office, and a clerk of another.
pub const CLERK: usize = 0;
pub const HEAD: usize = 1;
pub const OTHER: usize = 2;

/// Tells a course of events in a new world, and lets it come to rest.
pub fn told(course: impl AsyncFnOnce(&mut World)) {
    let log = Log::default();
    runtime().block_on(async {
        let mut world = World::new(0, log);
        course(&mut world).await;
        world.come_to_rest().await.unwrap();
    });
}

impl World {
    pub async fn does(&mut self, step: Step) {
        self.step(&step).await;
        self.check().unwrap();
    }

    /// The cases of the template, in the order of their keys.
    pub fn case(&self, nth: usize) -> CaseId {
        self.server_files().case_ids()[nth].parse().unwrap()
    }

    pub fn visits(&mut self, desk: usize, nth: usize) -> ActionId {
        self.visits_and_notes(desk, nth, "到现场看过".into())
    }

    pub fn visits_and_notes(&mut self, desk: usize, nth: usize, note: String) -> ActionId {
        let visit = VisitRecord {
            at: self.desks[desk].now(),
            note,
            companions: String::new(),
            finding: None,
            lat: None,
            lng: None,
            no_photo_reason: None,
            photos: Vec::new(),
        };
        self.confirms(desk, nth, Action::LogVisit { visit })
    }

    pub fn confirms(&mut self, desk: usize, nth: usize, action: Action) -> ActionId {
        let confirmed = self.confirm(desk, self.case(nth), action, None, None);
        self.check().unwrap();
        confirmed.unwrap()
    }

    /// By the case's place on that desk.
    pub fn acts(&mut self, desk: usize, nth: usize, act: Act) {
        let said = self.act(desk, nth, Doing::Act(act));
        assert!(said.starts_with("confirmed"), "{act:?}: {said}");
        self.check().unwrap();
    }

    pub async fn syncs(&mut self, desk: usize) {
        self.syncs_with(desk, Vec::new()).await;
    }

    pub async fn syncs_with(&mut self, desk: usize, faults: Vec<Fault>) {
        let explicit = true;
        self.does(Step::Sync {
            desk,
            explicit,
            faults,
        })
        .await;
        if self.desks[desk].is_signed_out() {
            let faults = Vec::new();
            self.does(Step::Sync {
                desk,
                explicit,
                faults,
            })
            .await;
        }
    }

    pub async fn administers(&mut self, what: Administering, nth: usize) {
        self.does(Step::Administer { what, nth }).await;
    }

    pub fn assigns(&mut self, nth: usize, office: &str) {
        let case = self.case(nth).to_string();
        assign::assign(&self.centre.app(), &case, office).unwrap();
        self.check().unwrap();
    }

    /// How often the server's histories tell of this action.
    pub fn effects(&self, id: ActionId) -> usize {
        let server = self.look_at_server();
        let events = server.documents.iter().flat_map(|one| &one.events);
        events.filter(|event| event.action == Some(id)).count()
    }

    /// The code for which the server holds it; None: it took effect.
    pub fn held_for(&self, id: ActionId) -> Option<String> {
        self.look_at_server().actions[&id].result.code.clone()
    }

    /// What strangers handed in was confirmed somewhere too.
    pub fn remember_strangers(&mut self) {
        let server = self.look_at_server();
        for (id, row) in &server.actions {
            let payload = row.payload.clone();
            let confirmed = self.oracle.confirmed.entry(*id);
            confirmed.or_insert_with(|| Confirmed {
                payload,
                user: PEOPLE.into_iter().find(|user| *user == row.author).unwrap(),
                case: CaseId(Uuid::nil()),
                act: Act::LogContact,
            });
        }
    }

    /// A program of another make, signed in as this person.
    pub async fn stranger(&self, user: &str, version: &str) -> Stranger {
        let device = Uuid::from_u128(7);
        let request = SignIn {
            user: user.into(),
            password: PASSWORD.into(),
            device,
            device_name: "another".into(),
            refresh: "0123456789abcdef".repeat(4),
        };
        let mut stranger = Stranger {
            device,
            version: version.into(),
            access: String::new(),
            epoch: String::new(),
        };
        let session = stranger.asks(self, path::SIGN_IN, &request).await;
        let session: Session = serde_json::from_slice(&session).unwrap();
        (stranger.access, stranger.epoch) = (session.access, session.epoch);
        stranger
    }
}

pub struct Stranger {
    device: Uuid,
    version: String,
    access: String,
    epoch: String,
}

impl Stranger {
    async fn asks(&self, world: &World, path: &str, body: &impl serde::Serialize) -> Vec<u8> {
        let request = Request::post(path)
            .header(protocol::VERSION_HEADER, &self.version)
            .header("authorization", format!("Bearer {}", self.access))
            .body(serde_json::to_vec(body).unwrap());
        let answer = world.centre.answer(request.unwrap()).await;
        assert!(answer.status().is_success(), "{answer:?}");
        answer.into_body()
    }

    /// Hands in what it says, word for word.
    pub async fn pushes(&self, world: &World, payloads: &[String]) -> PushReply {
        let mutations = payloads.iter().zip(1..);
        let request = PushRequest {
            device: self.device,
            incarnation: self.device,
            epoch: self.epoch.clone(),
            evidence: Default::default(),
            mutations: mutations
                .map(|(payload, seq)| Mutation::new(seq, payload.clone()))
                .collect(),
        };
        let reply = self.asks(world, path::PUSH, &request).await;
        serde_json::from_slice(&reply).unwrap()
    }
}
