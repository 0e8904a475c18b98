//! The desk itself: at most one opened store, and how commands get at it
//! without blocking the window.

use crate::error::{Reply, error};
use crate::fonts::{self, Fonts};
use crate::host::{Host, Signal};
use crate::open::Open;
use crate::view::{Changed, CommandError, SyncStatus};
use casebook::KeyWrap;
use casework::{CaseId, Moment};
use letter::FontSet;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};
use tokio::sync::watch;

#[derive(Clone)]
pub struct Desk(Arc<Inner>);

pub(crate) struct Inner {
    pub data: PathBuf,
    pub fonts: Fonts,
    pub host: Arc<dyn Host>,
    keychain: OnceLock<Option<Arc<dyn KeyWrap>>>,
    open: RwLock<Option<Open>>,
    /// a draft is read, changed and saved by one command at a time
    editing: Mutex<()>,
    pub status: Mutex<SyncStatus>,
    pub driver: Mutex<Option<crate::syncing::Driver>>,
    /// false while a window that just opened looks for its store
    pub begun: watch::Sender<bool>,
    /// what kept the store shut at the start, until the window has shown it
    pub trouble: Mutex<Option<Trouble>>,
    /// why the store of this computer was erased, until somebody signs in
    pub erased: Mutex<Option<CommandError>>,
    /// somebody gave up the file that is being made
    pub stop_printing: AtomicBool,
}

pub(crate) struct Trouble {
    pub problem: CommandError,
    pub told: bool,
}

impl Desk {
    /// A desk over its data folder; nothing is opened or created yet. The letters'
    /// fonts come with the program, in `bundled` or where it is installed.
    pub fn new(data: PathBuf, bundled: Option<PathBuf>, host: Arc<dyn Host>) -> Self {
        Self(Arc::new(Inner {
            fonts: Fonts::new(&data, bundled),
            data,
            host,
            keychain: OnceLock::new(),
            open: RwLock::new(None),
            editing: Mutex::new(()),
            status: Mutex::default(),
            driver: Mutex::default(),
            begun: watch::Sender::new(true),
            trouble: Mutex::default(),
            erased: Mutex::default(),
            stop_printing: AtomicBool::new(false),
        }))
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }

    pub fn now(&self) -> Moment {
        self.0.host.now()
    }

    pub(crate) fn data(&self) -> &Path {
        &self.0.data
    }

    pub(crate) fn documents(&self) -> PathBuf {
        self.0.host.documents()
    }

    /// Asked for on first use: a keychain may take its time to answer.
    pub(crate) fn keychain(&self) -> Option<Arc<dyn KeyWrap>> {
        self.0.keychain.get_or_init(crate::keychain::system).clone()
    }

    pub(crate) fn opened(&self) -> Option<Open> {
        self.0
            .open
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(crate) fn set_open(&self, open: Option<Open>) {
        *self.0.open.write().unwrap_or_else(PoisonError::into_inner) = open;
    }

    pub(crate) fn signed_in(&self) -> Reply<Open> {
        self.opened().ok_or_else(|| {
            error(
                "auth.signed_out",
                "nobody is signed in; sign in first",
                json!({}),
            )
        })
    }

    /// Runs on a thread that may block, over the opened store.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Open) -> Reply<T> + Send + 'static,
    ) -> Reply<T> {
        let open = self.signed_in()?;
        self.blocking(move || work(&open)).await
    }

    /// As [`Desk::read`], one at a time.
    pub(crate) async fn edit<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Open) -> Reply<T> + Send + 'static,
    ) -> Reply<T> {
        let open = self.signed_in()?;
        let desk = self.clone();
        self.blocking(move || {
            let _alone = lock(&desk.0.editing);
            work(&open)
        })
        .await
    }

    /// As [`Desk::edit`], with the letters' fonts, which are loaded on first use.
    pub(crate) async fn with_fonts<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Open, Reply<&FontSet>) -> Reply<T> + Send + 'static,
    ) -> Reply<T> {
        let desk = self.clone();
        self.read(move |open| {
            let order = fonts::of_the_centre(open)?;
            let found = desk.0.fonts.ordered_as(order);
            work(open, found.as_deref().map_err(Clone::clone))
        })
        .await
    }

    pub(crate) async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Reply<T> + Send + 'static,
    ) -> Reply<T> {
        tokio::task::spawn_blocking(work)
            .await
            .unwrap_or_else(|problem| Err(error("internal", problem.to_string(), json!({}))))
    }

    /// Tells the window what a command changed, and the driver that there is
    /// something to send.
    pub(crate) async fn changed(&self, cases: Vec<CaseId>) {
        self.nudge();
        self.tell_changed(cases).await;
    }

    pub(crate) async fn tell_changed(&self, cases: Vec<CaseId>) {
        match self.overview().await {
            Ok(overview) => self
                .0
                .host
                .emit(Signal::Changed(Changed { cases, overview })),
            Err(problem) => tracing::warn!(code = %problem.code, "the counts could not be read"),
        }
    }
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
