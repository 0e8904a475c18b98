//! A desk of 白鹤街道 with fixed people, days and cases.

use casebook::{
    Book, Change, Disk, Document, Identity, IncomingCase, Intent, KeyWrap, Keys, Opening, Page,
};
use casework::action::{Channel, Citizen, Place};
use casework::event::By;
use casework::rules::Matter;
use casework::{
    Action, ActionId, Actor, Calendar, CaseId, Event, EventKind, Moment, OfficeId, Registration,
    Role, Rules, Summary, UserId, fold,
};
use protocol::auth::Session;
use protocol::item::CaseDocument;
use protocol::pull::Cursor;
use protocol::push::{Outcome, PushReply, PushResult};
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::sync::Mutex;
use uuid::Uuid;
use zeroize::Zeroizing;

pub const OFFICE: &str = "330212001";
pub const SCOPE: &str = "office:330212001";
pub const EPOCH: &str = "epoch-1";
/// Of the server that exports are sealed for.
pub const SERVER_SECRET: [u8; 32] = [7; 32];
pub const PROOF_KEY: &str = "given to this device";

/// Tuesday 2026-11-03 09:00 in China.
pub const NOW: Moment = Moment(1_793_667_600_000);
pub const DAY: i64 = 24 * 3600 * 1000;

#[derive(Default)]
pub struct Keychain(Mutex<HashMap<String, [u8; 32]>>);

impl Keychain {
    /// Of the one store that it opens.
    pub fn only_key(&self) -> [u8; 32] {
        *self.0.lock().unwrap().values().next().unwrap()
    }
}

impl KeyWrap for Keychain {
    fn put(&self, store: &str, key: &[u8; 32]) -> Result<(), String> {
        self.0.lock().unwrap().insert(store.to_owned(), *key);
        Ok(())
    }

    fn get(&self, store: &str) -> Result<Option<Zeroizing<[u8; 32]>>, String> {
        Ok(self
            .0
            .lock()
            .unwrap()
            .get(store)
            .copied()
            .map(Zeroizing::new))
    }

    fn remove(&self, store: &str) -> Result<(), String> {
        self.0.lock().unwrap().remove(store);
        Ok(())
    }
}

/// A disk with room for so many bytes.
pub struct SmallDisk(pub Mutex<usize>);

impl Disk for SmallDisk {
    fn write(&self, file: &mut std::fs::File, bytes: &[u8]) -> io::Result<()> {
        use io::Write;
        let mut room = self.0.lock().unwrap();
        let fits = bytes.len().min(*room);
        *room -= fits;
        file.write_all(&bytes[..fits])?;
        match fits == bytes.len() {
            true => Ok(()),
            false => Err(io::ErrorKind::StorageFull.into()),
        }
    }
}

pub struct Desk {
    pub data: tempfile::TempDir,
    pub keychain: Keychain,
    pub book: Book,
}

pub fn identity() -> Identity {
    Identity::new("http://127.0.0.1:8420/", "chen.jing")
}

pub fn handler() -> Actor {
    Actor {
        user: UserId::from("chen.jing"),
        name: "陈静".into(),
        role: Role::Handler,
        office: Some(OfficeId::from(OFFICE)),
    }
}

/// A store that a handler signed in to, without a case.
pub fn desk() -> Desk {
    desk_on(Opening::default())
}

pub fn desk_on(opening: Opening) -> Desk {
    let data = tempfile::tempdir().unwrap();
    let keychain = Keychain::default();
    let book = Book::create(
        data.path(),
        &identity(),
        Keys::keychain(&keychain),
        &opening,
    )
    .unwrap();
    sign_in(&book, handler());
    Desk {
        data,
        keychain,
        book,
    }
}

impl Desk {
    /// What a kill leaves: closed without a word, opened again.
    pub fn reopen(self) -> Desk {
        let Desk {
            data,
            keychain,
            book,
        } = self;
        drop(book);
        let book = Book::open(
            data.path(),
            &identity(),
            Keys::keychain(&keychain),
            &Opening::default(),
        )
        .unwrap();
        Desk {
            data,
            keychain,
            book,
        }
    }

    /// A last page with these changes, as one pull.
    pub fn pull(&self, changes: Vec<Change>) -> casebook::Applied {
        let round = self.book.begin_pull().unwrap();
        self.book.apply_page(&round, page(changes), NOW).unwrap()
    }

    pub fn confirm(&self, case: CaseId, action: Action) -> casebook::Confirmed {
        self.book.confirm(Intent::new(case, action, NOW)).unwrap()
    }

    /// Acknowledges everything unsent with this outcome.
    pub fn acknowledge(&self, outcome: Outcome) -> casebook::Acknowledged {
        let batch = self.book.batch(NOW, true).unwrap().unwrap();
        let reply = reply(&batch, outcome);
        self.book.acknowledge(&batch, &reply).unwrap()
    }
}

pub fn sign_in(book: &Book, person: Actor) {
    book.draw_sign_in_token().unwrap();
    book.keep_session(&Session {
        access: "access-1".into(),
        expires_at: Moment(NOW.0 + DAY),
        person,
        epoch: EPOCH.into(),
        server_time: NOW,
        proof_key: PROOF_KEY.into(),
    })
    .unwrap();
    book.pin_sealing_key(&protocol::sealed::public_key(SERVER_SECRET))
        .unwrap();
}

pub fn reply(batch: &casebook::Batch, outcome: Outcome) -> PushReply {
    let results = batch.mutations.iter().map(|mutation| {
        let payload: protocol::push::Payload = serde_json::from_str(&mutation.payload).unwrap();
        PushResult {
            seq: mutation.seq,
            id: payload.id,
            outcome,
            code: (outcome == Outcome::Held).then(|| "case.changed".into()),
            facts: Default::default(),
            office: Some(OfficeId::from(OFFICE)),
            effect_seq: Some(100 + mutation.seq),
            number: None,
            signed_on: None,
        }
    });
    PushReply {
        results: results.collect(),
        last_seq: batch.mutations.last().unwrap().seq,
        epoch: batch.epoch.clone(),
        safe: BTreeMap::new(),
    }
}

pub fn page(changes: Vec<Change>) -> Page {
    Page {
        changes,
        cursors: BTreeMap::from([(
            SCOPE.to_owned(),
            Cursor::Feed {
                seq: 100,
                kind: "case".into(),
                id: String::new(),
            },
        )]),
        scopes: vec![SCOPE.to_owned()],
        more: false,
        safe: BTreeMap::new(),
        mark: None,
        digest: None,
    }
}

/// A case's history as the server would send it.
#[derive(Clone)]
pub struct History {
    pub key: i64,
    pub id: CaseId,
    pub events: Vec<Event>,
}

impl History {
    /// Registered and dispatched to the office, not signed for.
    pub fn dispatched(key: i64, title: &str) -> Self {
        Self::registered(key, title, "小区门口有多只流浪犬，早晚吠叫，影响老人休息。")
    }

    pub fn registered(key: i64, title: &str, body: &str) -> Self {
        let centre = By {
            user: UserId::from("dispatcher"),
            name: "受理中心".into(),
            role: Role::Dispatcher,
            office: None,
        };
        let registration = Registration {
            number: format!("20261102-{key:04}"),
            title: title.into(),
            body: body.into(),
            matter: Matter::Hotline,
            category: "S218".into(),
            channel: Channel::Forum,
            origin: None,
            citizen: Citizen {
                name: "王小明".into(),
                phone: "13800001234".into(),
                postal: None,
            },
            community: "白鹤社区".into(),
            place: Place::default(),
            submitted_at: Moment(NOW.0 - DAY),
        };
        let mut history = Self {
            key,
            id: CaseId(Uuid::from_u128(0x1000 + key as u128)),
            events: Vec::new(),
        };
        history.push(
            centre.clone(),
            EventKind::Registered {
                registration,
                rules: 1,
            },
        );
        history.push(
            centre,
            EventKind::Dispatched {
                office: OfficeId::from(OFFICE),
                from: None,
            },
        );
        history
    }

    pub fn push(&mut self, by: By, kind: EventKind) {
        self.events.push(Event {
            at: Moment(NOW.0 - DAY + self.events.len() as i64),
            by,
            action: None,
            device_at: None,
            kind,
        });
    }

    /// What the server makes of an action of ours.
    pub fn with(mut self, id: ActionId, kind: EventKind) -> Self {
        let me = handler();
        self.events.push(Event {
            at: NOW,
            by: By {
                user: me.user,
                name: me.name,
                role: me.role,
                office: me.office,
            },
            action: Some(id),
            device_at: None,
            kind,
        });
        self
    }

    pub fn document(&self) -> CaseDocument {
        let case = fold(&self.events).unwrap();
        CaseDocument {
            key: self.key,
            id: self.id,
            summary: Summary::of(&case, Calendar::embedded(), Rules::embedded()),
            events: self.events.clone(),
            received: Vec::new(),
        }
    }

    pub fn put(&self) -> Change {
        self.put_in(SCOPE)
    }

    pub fn put_in(&self, scope: &str) -> Change {
        self.put_as(scope, &self.document())
    }

    /// With a document of one's own.
    pub fn put_as(&self, scope: &str, document: &CaseDocument) -> Change {
        Change::Case {
            scope: scope.to_owned(),
            case: IncomingCase {
                key: self.key,
                id: self.id,
                summary: document.summary.clone(),
                document: Document::new(serde_json::to_string(document).unwrap()).unwrap(),
            },
        }
    }

    pub fn leave(&self) -> Change {
        Change::Leave {
            scope: SCOPE.into(),
            kind: "case".into(),
            id: self.id.to_string(),
        }
    }
}

pub fn contact(note: &str) -> Action {
    Action::LogContact { note: note.into() }
}

pub fn visit(note: &str) -> Action {
    visit_with(note, Vec::new())
}

pub fn visit_with(note: &str, photos: Vec<casework::event::PhotoRef>) -> Action {
    Action::LogVisit {
        visit: casework::VisitRecord {
            at: NOW,
            note: note.into(),
            companions: String::new(),
            finding: None,
            lat: None,
            lng: None,
            no_photo_reason: None,
            photos,
        },
    }
}

pub fn photo_ref(sha256: &str, size: u64) -> casework::event::PhotoRef {
    casework::event::PhotoRef {
        sha256: sha256.into(),
        size,
        name: "IMG_1.jpg".into(),
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
