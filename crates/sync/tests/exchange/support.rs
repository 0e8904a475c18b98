//! A district with two offices, served on loopback; desks of its clerks.

use crate::faults::Faulty;
use casebook::{Book, Identity, Intent, KeyWrap, Keys, ListQuery, Opening};
use casework::event::PhotoRef;
use casework::{Action, CaseId, Moment, OfficeId, Role, VisitRecord};
use protocol::directory::Office;
use protocol::hello::Versions;
use serde_json::Value;
use server::command::seed::{Sample, Seeded, seed};
use server::command::{import, init, office, user};
use server::{App, Config, Listener};
use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use sync::{Engine, Options, Report};
use zeroize::Zeroizing;

/// Tuesday 2026-11-03 09:00 in China.
pub const MORNING: i64 = 1_793_667_600_000;
pub const MINUTE: i64 = 60_000;
pub const PASSWORD: &str = "correct horse 9";
pub const BAIHE: &str = "白鹤街道";
pub const DONGLIU: &str = "东柳街道";

/// The one clock of server and desks, moved by tests.
#[derive(Clone)]
pub struct Hand(Arc<AtomicI64>);

impl Hand {
    pub fn now(&self) -> Moment {
        Moment(self.0.load(Ordering::SeqCst))
    }

    pub fn pass(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

pub struct District {
    pub clock: Hand,
    pub app: App,
    pub url: String,
    pub data: tempfile::TempDir,
    /// dropped: the server ends
    _end: tokio::sync::oneshot::Sender<()>,
}

impl District {
    /// With `cases` cases at 白鹤街道.
    pub async fn with(cases: usize) -> Self {
        let clock = Hand(Arc::new(AtomicI64::new(MORNING)));
        let data = tempfile::tempdir().unwrap();
        let app = open(data.path(), &clock);
        let made = app.clone();
        tokio::task::spawn_blocking(move || found(&made, cases))
            .await
            .unwrap();
        Self::serve(clock, app, data).await
    }

    /// The sample district on this clock's day, with the accounts of its people.
    pub async fn sampled(cases: usize) -> (Self, Seeded) {
        let clock = Hand(Arc::new(AtomicI64::new(MORNING)));
        let data = tempfile::tempdir().unwrap();
        let app = open(data.path(), &clock);
        let sample = Sample {
            cases,
            seed: 1,
            today: clock.now().date(),
        };
        let made = app.clone();
        let seeded = tokio::task::spawn_blocking(move || seed(&made, sample).unwrap())
            .await
            .unwrap();
        (Self::serve(clock, app, data).await, seeded)
    }

    async fn serve(clock: Hand, app: App, data: tempfile::TempDir) -> Self {
        let listener = Listener::bind(&app, "127.0.0.1:0".parse().unwrap(), None)
            .await
            .unwrap();
        let url = listener.url().unwrap();
        let (end, ended) = tokio::sync::oneshot::channel::<()>();
        let served = app.clone();
        tokio::spawn(async move {
            let over = async {
                let _ = ended.await;
            };
            server::serve(served, listener, over).await.unwrap();
        });
        Self {
            clock,
            app,
            url,
            data,
            _end: end,
        }
    }

    /// The data folder as it was once, served under another address.
    pub async fn served_from(&self, data: tempfile::TempDir) -> Self {
        let app = open(data.path(), &self.clock);
        Self::serve(self.clock.clone(), app, data).await
    }

    /// The same district, served by a newer server to desks of these versions.
    pub async fn upgraded(&self, versions: Versions) -> Self {
        let data = tempfile::tempdir().unwrap();
        copy_folder(self.data.path(), data.path());
        let config = Config {
            versions,
            ..Config::new(data.path())
        };
        let clock = self.clock.clone();
        let app = App::open_at(config, Arc::new(move || clock.now())).unwrap();
        Self::serve(self.clock.clone(), app, data).await
    }

    pub async fn desk(&self, user: &str) -> Desk {
        let desk = self.desk_signed_out(user).await;
        desk.engine.sign_in(PASSWORD, "desk").await.unwrap();
        desk
    }

    pub async fn desk_signed_out(&self, user: &str) -> Desk {
        let data = tempfile::tempdir().unwrap();
        let keychain = Keychain::default();
        let identity = Identity::new("https://district.example", user);
        let keys = Keys::keychain(&keychain);
        let book = Book::create(data.path(), &identity, keys, &Opening::default()).unwrap();
        Desk::on(self, book, data, keychain)
    }

    /// One JSON object per line of `dump`.
    pub async fn dump(&self, office: &'static str) -> Vec<Value> {
        let app = self.app.clone();
        let work = move || {
            let mut out = Vec::new();
            server::command::dump::dump(&app, office, None, &mut out).unwrap();
            out
        };
        let out = tokio::task::spawn_blocking(work).await.unwrap();
        let lines = String::from_utf8(out).unwrap();
        lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    pub async fn visits(&self, office: &'static str) -> Vec<Value> {
        let lines = self.dump(office).await;
        lines
            .into_iter()
            .filter(|line| line["type"] == "visit")
            .collect()
    }

    /// Something an administrator does from a terminal.
    pub async fn command<R: Send + 'static>(
        &self,
        work: impl FnOnce(&App) -> server::Result<R> + Send + 'static,
    ) -> R {
        let app = self.app.clone();
        tokio::task::spawn_blocking(move || work(&app).unwrap())
            .await
            .unwrap()
    }
}

fn open(data: &Path, clock: &Hand) -> App {
    let clock = clock.clone();
    App::open_at(Config::new(data), Arc::new(move || clock.now())).unwrap()
}

fn found(app: &App, cases: usize) {
    init::init(app, "鄞州区", "admin", PASSWORD).unwrap();
    for (id, name) in [("330212001", BAIHE), ("330212002", DONGLIU)] {
        let office = Office {
            id: OfficeId::from(id),
            name: name.into(),
            legal_name: format!("宁波市鄞州区{name}办事处"),
            number_words: [("reply".to_owned(), format!("{name}函"))].into(),
            communities: vec!["社区".into()],
            phone: "0574-87650000".into(),
        };
        office::add(app, &office).unwrap();
    }
    for (name, who, role, office) in [
        ("chen.jing", "陈静", Role::Handler, BAIHE),
        ("li.na", "李娜", Role::Handler, BAIHE),
        ("zhou.min", "周敏", Role::Head, BAIHE),
        ("wu.tao", "吴涛", Role::Handler, DONGLIU),
    ] {
        let new = user::NewUser {
            user: name,
            name: who,
            role,
            office: Some(office),
        };
        user::add(app, &new, PASSWORD).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cases.csv");
    let mut csv = String::from(
        "title,body,category,channel,citizen_name,citizen_phone,address,lat,lng,submitted_at,office\n",
    );
    for n in 1..=cases {
        let body = "小区门口有多只流浪犬，早晚吠叫。".repeat(20);
        csv += &format!(
            "第{n}件,{body},,forum,王小明,13800001234,白鹤新村{n}号,,,2026-11-02T10:00:00+08:00,{BAIHE}\n"
        );
    }
    std::fs::write(&file, csv).unwrap();
    let imported = import::import(app, &file, true).unwrap();
    assert_eq!(imported.imported, cases, "{:?}", imported.problems);
}

#[derive(Default)]
pub struct Keychain(Mutex<HashMap<String, [u8; 32]>>);

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

pub struct Desk {
    pub engine: Arc<Engine<Faulty>>,
    pub clock: Hand,
    pub data: tempfile::TempDir,
    pub keychain: Keychain,
}

impl Desk {
    pub fn on(
        district: &District,
        book: Book,
        data: tempfile::TempDir,
        keychain: Keychain,
    ) -> Self {
        let clock = district.clock.clone();
        let hand = clock.clone();
        let engine = Engine::new(
            Arc::new(book),
            Faulty::new(&district.url),
            Arc::new(move || hand.now()),
        );
        Self {
            engine: Arc::new(engine),
            clock,
            data,
            keychain,
        }
    }

    /// Killed, and started again against this district.
    pub fn restarted(self, district: &District) -> Self {
        let Desk {
            engine,
            data,
            keychain,
            ..
        } = self;
        let identity = engine.book().identity().clone();
        assert_eq!(
            Arc::strong_count(&engine),
            1,
            "nothing else holds the store"
        );
        drop(engine);
        let keys = Keys::keychain(&keychain);
        let book = Book::open(data.path(), &identity, keys, &Opening::default()).unwrap();
        Desk::on(district, book, data, keychain)
    }

    pub fn book(&self) -> &Book {
        self.engine.book()
    }

    pub fn net(&self) -> &Faulty {
        self.engine.transport()
    }

    pub async fn sync(&self) -> sync::Result<Report> {
        self.engine.sync_once(&Options::explicit(true)).await
    }

    /// The cases in the order of their keys.
    pub fn cases(&self) -> Vec<CaseId> {
        let page = self.book().list(&ListQuery::default()).unwrap();
        let mut rows = page.rows;
        rows.sort_by_key(|row| row.key);
        rows.into_iter().map(|row| row.id).collect()
    }

    pub fn confirm(&self, case: CaseId, action: Action) -> casebook::Confirmed {
        let intent = Intent::new(case, action, self.clock.now());
        self.book().confirm(intent).unwrap()
    }

    pub fn visit(&self, case: CaseId, note: &str) -> casebook::Confirmed {
        self.confirm(case, self.visit_with(note, &[]))
    }

    pub fn visit_with(&self, note: &str, photos: &[PhotoRef]) -> Action {
        Action::LogVisit {
            visit: VisitRecord {
                at: self.clock.now(),
                note: note.into(),
                companions: String::new(),
                finding: None,
                lat: None,
                lng: None,
                no_photo_reason: None,
                photos: photos.to_vec(),
            },
        }
    }

    /// Keeps the bytes as a photo and refers to it.
    pub fn photo(&self, name: &str, bytes: &[u8]) -> PhotoRef {
        let stored = self
            .book()
            .add_photo_bytes(bytes, name, self.clock.now())
            .unwrap();
        PhotoRef {
            sha256: stored.sha256,
            size: stored.size,
            name: name.into(),
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
}

/// As a copied disk has it.
pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy_folder(&entry.path(), &target),
            false => {
                std::fs::copy(entry.path(), target).unwrap();
            }
        }
    }
}

/// Bytes that compress badly and repeat nowhere.
pub fn picture(size: usize, salt: u64) -> Vec<u8> {
    let mut state = salt.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    (0..size)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state as u8
        })
        .collect()
}
