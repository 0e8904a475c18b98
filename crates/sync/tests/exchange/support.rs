//! A district with two offices, served on loopback; desks of its clerks.

use crate::faults::Faulty;
pub use crate::shared::*;
use casebook::{Book, Identity, Intent, Keys, ListQuery, Opening};
use casework::event::PhotoRef;
use casework::{Action, CaseId, Moment, VisitRecord};
use protocol::hello::Versions;
use serde_json::Value;
use server::command::seed::{Sample, Seeded, seed};
use server::{App, Config, Listener};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use sync::{Engine, Options, Report};

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
        Self::kept_in(testkit::fresh_database(), cases).await
    }

    /// On the embedded engine, whatever the others run on: PostgreSQL is backed
    /// up and set back by its own tools.
    pub async fn embedded(cases: usize) -> Self {
        Self::kept_in(None, cases).await
    }

    async fn kept_in(database_url: Option<String>, cases: usize) -> Self {
        let clock = Hand(Arc::new(AtomicI64::new(MORNING)));
        let data = tempfile::tempdir().unwrap();
        let app = open(data.path(), database_url, &clock);
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
        let app = open(data.path(), testkit::fresh_database(), &clock);
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
        let app = open(data.path(), None, &self.clock);
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

fn open(data: &Path, database_url: Option<String>, clock: &Hand) -> App {
    let clock = clock.clone();
    let config = Config {
        database_url,
        ..Config::new(data)
    };
    App::open_at(config, Arc::new(move || clock.now())).unwrap()
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
