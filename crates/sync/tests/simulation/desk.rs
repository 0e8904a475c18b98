//! A desk: the real engine on a real store. Its synchronisation is a task that
//! runs until it is over, hangs in a call, or is killed.

use crate::centre::{Centre, Clock};
use crate::faults::Fault;
use crate::log::Log;
use crate::look::DeskFiles;
use crate::post::{Halt, Late, Post};
use crate::shared::{Keychain, PASSWORD, copy_folder};
use casebook::{Book, Chance, Identity, Keys, Opening};
use casework::{CaseId, Moment};
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use sync::{Engine, Error, HttpTransport, Options, Photos, Report};
use tokio::sync::{Notify, mpsc};
use tokio::task::JoinHandle;
use uuid::Uuid;

pub const SERVER: &str = "https://district.example";

type Exchange = sync::Result<Report>;
pub type DeskEngine = Engine<HttpTransport<Post>>;

pub struct Desk {
    pub user: &'static str,
    pub place: PathBuf,
    pub keychain: Arc<Keychain>,
    pub device: Uuid,
    /// off from the world's by this much (ms)
    pub skew: Arc<AtomicI64>,
    /// drafts of visits that its person neither confirmed nor threw away
    pub drafts: BTreeMap<CaseId, Value>,
    /// the same of the laptop that was copied away
    pub kept_drafts: Option<BTreeMap<CaseId, Value>>,
    /// how the last synchronisation ended
    pub done: Option<Exchange>,
    /// erased, or put away: nothing happens here any more
    pub gone: bool,
    engine: Option<Arc<DeskEngine>>,
    files: RefCell<Option<Rc<DeskFiles>>>,
    running: Option<JoinHandle<Exchange>>,
    hangs: bool,
    halts: mpsc::UnboundedReceiver<Halt>,
    chance: Chance,
    clock: Clock,
    centre: Arc<Centre>,
    log: Log,
    late: Late,
}

pub fn create(
    place: &Path,
    user: &'static str,
    keychain: &Keychain,
    names: impl Fn(&mut [u8]) + Send + Sync + 'static,
) {
    let opening = opening(&chance(names));
    let identity = Identity::new(SERVER, user);
    Book::create(place, &identity, Keys::keychain(keychain), &opening).unwrap();
}

impl Desk {
    #[expect(clippy::too_many_arguments, reason = "what a desk stands between")]
    pub fn open(
        place: &Path,
        user: &'static str,
        keychain: Arc<Keychain>,
        names: impl Fn(&mut [u8]) + Send + Sync + 'static,
        clock: &Clock,
        centre: &Arc<Centre>,
        log: &Log,
        late: Late,
    ) -> Self {
        let mut desk = Self {
            user,
            place: place.to_owned(),
            keychain,
            device: Uuid::nil(),
            skew: Arc::default(),
            drafts: BTreeMap::new(),
            kept_drafts: None,
            done: None,
            gone: false,
            engine: None,
            files: RefCell::default(),
            running: None,
            hangs: false,
            halts: mpsc::unbounded_channel().1,
            chance: chance(names),
            clock: clock.clone(),
            centre: centre.clone(),
            log: log.clone(),
            late,
        };
        desk.start();
        desk
    }

    /// Opens the store as it lies there.
    pub fn start(&mut self) {
        let identity = Identity::new(SERVER, self.user);
        let keys = Keys::keychain(self.keychain.as_ref());
        let opened = Book::open(&self.place, &identity, keys, &opening(&self.chance));
        let book = Arc::new(opened.unwrap());
        self.device = book.session().unwrap().device;
        let (halts, heard) = mpsc::unbounded_channel();
        self.halts = heard;
        let post = Post {
            centre: self.centre.clone(),
            log: self.log.clone(),
            desk: self.name(),
            device: self.device,
            planned: Default::default(),
            at_push: Default::default(),
            halts,
            go_on: Arc::new(Notify::new()),
            late: self.late.clone(),
        };
        let transport = HttpTransport::over(post, SERVER).unwrap();
        let (clock, skew) = (self.clock.clone(), self.skew.clone());
        let now = Arc::new(move || Moment(clock.now().0 + skew.load(Ordering::SeqCst)));
        self.engine = Some(Arc::new(Engine::new(book, transport, now)));
    }

    /// A copy has the name of its folder too.
    pub fn name(&self) -> String {
        let folder = self.place.file_name().unwrap_or_default();
        format!("{} at {}", self.user, folder.to_string_lossy())
    }

    pub fn engine(&self) -> &Arc<DeskEngine> {
        self.engine.as_ref().unwrap()
    }

    pub fn book(&self) -> &Book {
        self.engine().book()
    }

    pub fn now(&self) -> Moment {
        self.engine().now()
    }

    pub fn is_busy(&self) -> bool {
        self.running.is_some()
    }

    /// The server wants the password again.
    pub fn is_signed_out(&self) -> bool {
        matches!(&self.done, Some(Err(error)) if error.needs_sign_in())
    }

    /// Begins to synchronise, signing in first where needed; `go_on` runs it.
    pub fn begin(&mut self, faults: Vec<Fault>, explicit: bool) {
        let engine = self.engine().clone();
        let wire = engine.transport().wire();
        *wire.planned.lock().unwrap() = faults.into();
        *wire.at_push.lock().unwrap() = None;
        let options = Options {
            explicit,
            photos: Photos::Try,
            ..Options::default()
        };
        self.done = None;
        self.running = Some(tokio::spawn(async move {
            if !engine.on_book(|book| book.signed_in()).await? {
                engine.sign_in(PASSWORD, "desk").await?;
            }
            engine.sync_once(&options).await
        }));
    }

    /// Plans a fault for the next push of what was begun.
    pub fn at_push(&self, fault: Fault) {
        *self.engine().transport().wire().at_push.lock().unwrap() = Some(fault);
    }

    pub fn forget_faults(&self) {
        self.engine()
            .transport()
            .wire()
            .planned
            .lock()
            .unwrap()
            .clear();
    }

    /// Runs what was begun until it is over, hangs, or the desk is killed by it.
    pub async fn go_on(&mut self) {
        let Some(mut running) = self.running.take() else {
            return;
        };
        if std::mem::take(&mut self.hangs) {
            self.engine().transport().wire().go_on.notify_one();
        }
        tokio::select! {
            biased;
            halt = self.halts.recv() => match halt.unwrap() {
                Halt::Hangs => {
                    self.hangs = true;
                    self.running = Some(running);
                    quiet().await;
                }
                Halt::Dies => {
                    self.running = Some(running);
                    self.crash().await;
                }
            },
            done = &mut running => {
                let done = done.unwrap();
                self.log.line(format!("  {} {}", self.name(), told(&done)));
                self.done = Some(done);
            }
        }
    }

    /// Killed: the files stay as they lie at this moment, log and all.
    pub async fn crash(&mut self) {
        self.stop().await;
        let image = self.place.with_extension("image");
        copy_folder(&self.place, &image);
        self.close();
        std::fs::remove_dir_all(&self.place).unwrap();
        std::fs::rename(&image, &self.place).unwrap();
        self.start();
    }

    /// Nothing of it runs any more.
    pub async fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            running.abort();
            let _ = running.await;
            quiet().await;
        }
        self.hangs = false;
    }

    /// Lets go of the store.
    pub fn close(&mut self) {
        self.files.take();
        let engine = self.engine.take().unwrap();
        assert_eq!(Arc::strong_count(&engine), 1, "something holds the engine");
        assert_eq!(Arc::strong_count(engine.book()), 1, "and the store");
    }

    /// Its store, past the programs.
    pub fn files(&self) -> Rc<DeskFiles> {
        let mut files = self.files.borrow_mut();
        files
            .get_or_insert_with(|| Rc::new(DeskFiles::open(self)))
            .clone()
    }

    pub fn key(&self) -> [u8; 32] {
        self.keychain.only_key().unwrap()
    }

    /// Where the cases are that this desk's person may pick.
    pub fn cases(&self) -> Vec<CaseId> {
        let page = self.book().list(&casebook::ListQuery::default()).unwrap();
        let mut rows = page.rows;
        rows.sort_by_key(|row| row.key);
        rows.into_iter().map(|row| row.id).collect()
    }
}

/// Everything that was begun on a blocking thread is over.
async fn quiet() {
    tokio::task::spawn_blocking(|| ()).await.unwrap();
}

fn chance(names: impl Fn(&mut [u8]) + Send + Sync + 'static) -> Chance {
    Chance::from(move |bytes| {
        names(bytes);
        Ok(())
    })
}

fn opening(chance: &Chance) -> Opening {
    Opening {
        chance: chance.clone(),
        ..Opening::default()
    }
}

fn told(done: &Exchange) -> String {
    match done {
        Ok(report) => format!(
            "pushed {}, held {}, pulled {}, left {}, photos {}",
            report.pushed, report.held, report.pulled, report.left, report.photos_sent
        ),
        Err(Error::Server(error)) => format!("was told {}", error.code),
        Err(error) => format!("met {error}"),
    }
}
