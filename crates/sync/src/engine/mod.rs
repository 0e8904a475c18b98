//! One synchronisation from sign-in to photos, in order, each step in its file.
//! The book is only touched on blocking threads; the network only from here.

mod departing;
mod farewell;
mod photos;
mod pull;
mod push;
mod recovered;
mod repair;
mod service;
mod session;
mod troubles;

pub use farewell::Farewell;

use crate::error::{Error, Result, skew};
use crate::progress::Watcher;
use crate::status::Status;
use crate::transport::Transport;
use casebook::{Book, PhotoState};
use casework::Moment;
use protocol::pull::Cursor;
use protocol::wait::WaitRequest;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;
use troubles::Troubles;

/// The desk's clock; fixed in tests.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// What one synchronisation should do.
#[derive(Clone, Default)]
pub struct Options {
    /// asked for by a person: also sends what is still inside its 撤销 time
    pub explicit: bool,
    /// the server said that there is something new: it need not be asked
    pub news: bool,
    pub photos: Photos,
    pub watcher: Watcher,
    pub cancel: CancellationToken,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Photos {
    /// the driver sends them one by one between other work
    Later,
    /// send what can be sent; what fails waits for the next time
    #[default]
    Try,
    /// all of them must arrive, or it is an error
    All,
}

impl Options {
    pub fn explicit(wait_photos: bool) -> Self {
        Self {
            explicit: true,
            photos: match wait_photos {
                true => Photos::All,
                false => Photos::Try,
            },
            ..Self::default()
        }
    }
}

/// What one synchronisation did.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct Report {
    /// cases that changed here
    pub pulled: u64,
    /// actions that were acknowledged
    pub pushed: u64,
    pub photos_sent: u64,
    /// of those acknowledged
    pub held: u64,
    pub cursor: BTreeMap<String, Cursor>,
    /// cases that left this desk
    pub left: u64,
}

pub struct Engine<T> {
    pub(crate) book: Arc<Book>,
    pub(crate) transport: T,
    clock: Clock,
    /// one synchronisation at a time; readers of blobs do not wait for it
    turn: Mutex<()>,
    /// one refresh at a time
    refreshing: Mutex<()>,
    clock_skew: AtomicI64,
    /// photos that could not be sent
    troubles: Troubles,
}

impl<T: Transport> Engine<T> {
    pub fn new(book: Arc<Book>, transport: T, clock: Clock) -> Self {
        Self {
            book,
            transport,
            clock,
            turn: Mutex::new(()),
            refreshing: Mutex::new(()),
            clock_skew: AtomicI64::new(0),
            troubles: Troubles::default(),
        }
    }

    pub fn book(&self) -> &Arc<Book> {
        &self.book
    }

    pub fn transport(&self) -> &T {
        &self.transport
    }

    pub fn now(&self) -> Moment {
        (self.clock)()
    }

    /// Push, pull to the end, then photos. What a person did goes out even when
    /// reading fails, and the other way round.
    pub async fn sync_once(&self, options: &Options) -> Result<Report> {
        let _turn = self.turn.lock().await;
        let mut report = Report::default();
        let served = self.ask_service(options).await?;
        let pushed = self.push(options, &mut report).await;
        if let Err(error) = &pushed
            && (error.is_offline() || error.needs_sign_in() || matches!(error, Error::Cancelled))
        {
            return pushed.map(|()| report);
        }
        let pulled = match served {
            Ok(()) if report.pushed == 0 && self.nothing_is_new(options).await => Ok(()),
            Ok(()) => self.pull(options, &mut report).await,
            Err(only_hands_in) => Err(only_hands_in),
        };
        let told = match (&pushed, &pulled) {
            (Ok(()), Ok(())) => self.report_recovered(options).await,
            _ => Ok(()),
        };
        let photos = match (&pulled, options.photos) {
            (Err(error), _) if error.is_offline() => Ok(()),
            (_, Photos::Later) => Ok(()),
            (_, mode) => self.send_photos(mode, options, &mut report).await,
        };
        let safe = match &pulled {
            Err(error) if error.is_retired() => self.ask_what_is_safe(options).await,
            _ => Ok(()),
        };
        report.cursor = self.on_book(|book| book.cursors()).await?;
        for error in [&pushed, &pulled]
            .into_iter()
            .filter_map(|done| done.as_ref().err())
        {
            self.note_refusal(error).await?;
        }
        pushed.and(pulled).and(told).and(photos).and(safe)?;
        let now = self.now();
        self.on_book(move |book| book.keep_synced_at(now)).await?;
        Ok(report)
    }

    /// Waits until the server has something new: true, or a while passed.
    pub async fn wait(&self) -> Result<bool> {
        let (session, cursors) = self
            .on_book(|book| Ok((book.session()?, book.cursors()?)))
            .await?;
        let request = WaitRequest {
            epoch: session.epoch,
            cursors,
        };
        let reply = self
            .with_access(|access| {
                let request = request.clone();
                async move { self.transport.wait(&access, &request).await }
            })
            .await?;
        Ok(reply.behind)
    }

    /// What the foot of the navigation says, as far as the store knows.
    pub async fn status(&self) -> Result<Status> {
        let skew = self.clock_skew.load(Ordering::Relaxed);
        let now = self.now();
        self.on_book(move |book| {
            let overview = book.overview(now)?;
            let session = book.session()?;
            Ok(Status {
                synced_at: session.synced_at,
                pending: overview.unsent,
                photos_waiting: overview.photos_unsent,
                photos_total: overview.photos,
                attention: overview.attention,
                unindexed: overview.unindexed,
                clock_skew_ms: skew,
                ..Status::default()
            })
        })
        .await
    }

    /// The server's clock minus this desk's, in ms, as last heard.
    pub fn clock_skew_ms(&self) -> i64 {
        self.clock_skew.load(Ordering::Relaxed)
    }

    pub(crate) fn note_server_time(&self, server: Moment) {
        self.clock_skew
            .store(skew(server, self.now()), Ordering::Relaxed);
    }

    /// Runs something on the book where blocking is allowed.
    pub async fn on_book<R: Send + 'static>(
        &self,
        work: impl FnOnce(&Book) -> casebook::Result<R> + Send + 'static,
    ) -> Result<R> {
        let book = self.book.clone();
        blocking(move || Ok(work(&book)?)).await
    }
}

pub(crate) async fn blocking<R: Send + 'static>(
    work: impl FnOnce() -> Result<R> + Send + 'static,
) -> Result<R> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|e| Error::Internal {
            detail: e.to_string(),
        })?
}

/// The answer, unless somebody says stop first: a call that hangs does not hold.
pub(crate) async fn unless<R>(
    cancel: &CancellationToken,
    call: impl Future<Output = Result<R>>,
) -> Result<R> {
    tokio::select! {
        biased;
        () = cancel.cancelled() => Err(Error::Cancelled),
        answer = call => answer,
    }
}

pub(crate) fn check(cancel: &CancellationToken) -> Result<()> {
    match cancel.is_cancelled() {
        true => Err(Error::Cancelled),
        false => Ok(()),
    }
}

/// What the server says of an upload, as a state of the photo.
pub(crate) fn state_of(stored: bool, safe: bool) -> PhotoState {
    match (stored, safe) {
        (true, true) => PhotoState::Safe,
        (true, false) => PhotoState::Receipt,
        (false, _) => PhotoState::Local,
    }
}
