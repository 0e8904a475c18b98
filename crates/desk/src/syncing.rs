//! Synchronising as the desk shows it: the driver behind the window and one quiet
//! status.

use crate::Desk;
use crate::desk::lock;
use crate::error::{Reply, error};
use crate::host::Signal;
use crate::open::Open;
use crate::view::{CommandError, SyncPhase, SyncProgress, SyncState, SyncStatus};
use casebook::Book;
use casework::{ActionId, CaseId};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use sync::{Farewell, HttpTransport, Options, Progress, Report, Status, Watcher};

pub(crate) type Engine = sync::Engine<HttpTransport>;

/// A signed letter is rendered right after its sign-off; a command waits so long.
const RENDERING: Duration = Duration::from_secs(30);

/// What runs behind an opened store.
pub(crate) struct Driver {
    sync: sync::Driver,
    watching: tokio::task::JoinHandle<()>,
}

impl From<sync::Error> for CommandError {
    fn from(source: sync::Error) -> Self {
        match source {
            sync::Error::Book(problem) => problem.into(),
            sync::Error::Server(problem) => CommandError {
                code: problem.code,
                message: problem.message,
                facts: problem.facts,
            },
            other => CommandError {
                code: other.code().to_owned(),
                message: other.to_string(),
                facts: other.facts(),
            },
        }
    }
}

pub(crate) fn engine(book: Arc<Book>, host: Arc<dyn crate::Host>) -> Reply<Arc<Engine>> {
    let transport = HttpTransport::new(&book.identity().server)?;
    Ok(Arc::new(Engine::new(
        book,
        transport,
        Arc::new(move || host.now()),
    )))
}

impl Desk {
    pub async fn sync_now(&self) -> Reply<SyncStatus> {
        self.signed_in()?;
        self.signal(sync::Signal::SyncNow);
        Ok(self.sync_status())
    }

    pub async fn pause_sync(&self, paused: bool) -> Reply<SyncStatus> {
        self.signed_in()?;
        self.signal(if paused {
            sync::Signal::Pause
        } else {
            sync::Signal::Resume
        });
        Ok(self.sync_status())
    }

    /// The window heard that there is a network again: no pause after failures is
    /// waited out.
    pub async fn network_back(&self) -> Reply<SyncStatus> {
        self.signed_in()?;
        self.signal(sync::Signal::NetworkBack);
        Ok(self.sync_status())
    }

    /// One whole exchange, for the command line.
    pub async fn synchronise(&self, wait_photos: bool) -> Reply<Report> {
        let open = self.signed_in()?;
        open.engine.hello().await?;
        let synced = open.engine.sync_once(&Options::explicit(wait_photos)).await;
        let report = match synced {
            Ok(report) => report,
            Err(problem) => {
                let farewell = open.engine.farewell(&problem).await?;
                drop(open);
                if let Some(farewell) = farewell {
                    self.take_leave(farewell).await?;
                }
                return Err(problem.into());
            }
        };
        self.blocking(move || {
            while open.book.index_slice()? > 0 {}
            while open.book.read_follow_ups()? > 0 {}
            Ok(())
        })
        .await?;
        Ok(report)
    }

    /// Sends and reads at once, without photos: what a sign-off waits for.
    pub(crate) async fn sync_once(&self) -> Reply<Report> {
        let open = self.signed_in()?;
        let options = Options {
            photos: sync::Photos::Later,
            ..Options::explicit(false)
        };
        Ok(open.engine.sync_once(&options).await?)
    }

    pub(crate) async fn reach_centre(&self) -> Reply<()> {
        self.signed_in()?.engine.hello().await?;
        Ok(())
    }

    /// A file that only the server has; checked and kept.
    pub(crate) async fn fetch(&self, sha256: &str) -> Reply<Vec<u8>> {
        let mut blob = self.signed_in()?.engine.blob(sha256).await?;
        let name = sha256.to_owned();
        self.blocking(move || {
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut blob, &mut bytes)
                .map_err(|problem| crate::error::file(Path::new(&name), &problem))?;
            Ok(bytes)
        })
        .await
    }

    /// As [`Desk::pdf`]; a letter signed a moment ago is waited for.
    pub async fn finished_pdf(&self, case: CaseId, letter: casework::LetterId) -> Reply<Vec<u8>> {
        let waited = tokio::time::timeout(RENDERING, async {
            loop {
                match self.pdf(case, letter).await {
                    Err(problem) if problem.code == "letter.rendering" => {
                        self.sync_once().await?;
                        let open = self.signed_in()?;
                        if matches!(self.pdf(case, letter).await, Err(again) if again.code == "letter.rendering")
                        {
                            open.engine.wait().await?;
                        }
                    }
                    done => return done,
                }
            }
        });
        waited
            .await
            .unwrap_or_else(|_| self.still_rendering(letter))
    }

    fn still_rendering(&self, letter: casework::LetterId) -> Reply<Vec<u8>> {
        Err(error(
            "letter.rendering",
            "the centre is still making the PDF; try again in a minute",
            json!({ "letter": letter }),
        ))
    }

    /// The case in which a request waits, for commands that name only the request.
    pub async fn case_of_request(&self, request: ActionId) -> Reply<CaseId> {
        self.read(move |open| {
            let waiting = open.book.list(&casebook::ListQuery {
                extension_requested: Some(true),
                ..casebook::ListQuery::default()
            })?;
            for row in waiting.rows {
                let case = open.book.case(row.id)?.case;
                if case
                    .extension_request
                    .is_some_and(|waiting| waiting.request == request)
                {
                    return Ok(row.id);
                }
            }
            Err(error(
                "request.unknown",
                "no such request waits here",
                json!({ "request": request }),
            ))
        })
        .await
    }

    pub(crate) fn start_driver(&self) {
        self.stop_driver();
        let Some(open) = self.opened() else { return };
        let desk = self.clone();
        let watcher = Watcher::new(move |progress| desk.tell_progress(progress));
        let sync = sync::run(open.engine.clone(), watcher);
        let desk = self.clone();
        let mut seen = sync.status();
        let watching = tokio::spawn(async move {
            let mut synced_at = None;
            while seen.changed().await.is_ok() {
                let status = seen.borrow_and_update().clone();
                let news = status.synced_at != synced_at;
                synced_at = status.synced_at;
                desk.take_status(&status);
                if let Some(farewell) = status.farewell.filter(Farewell::is_due) {
                    // Not from here: the end of the driver is the end of this task.
                    let desk = desk.clone();
                    tokio::spawn(async move {
                        if let Err(problem) = desk.take_leave(farewell).await {
                            tracing::error!(code = %problem.code, "the store was not erased");
                        }
                    });
                    return;
                }
                if news {
                    desk.tell_changed(Vec::new()).await;
                }
            }
        });
        *lock(&self.inner().driver) = Some(Driver { sync, watching });
    }

    pub(crate) fn stop_driver(&self) {
        if let Some(driver) = lock(&self.inner().driver).take() {
            driver.sync.stop();
            driver.watching.abort();
        }
    }

    /// There is something to send.
    pub(crate) fn nudge(&self) {
        self.count_unsent();
        self.signal(sync::Signal::Changed);
    }

    fn signal(&self, signal: sync::Signal) {
        if let Some(driver) = &*lock(&self.inner().driver) {
            driver.sync.signal(signal);
        }
    }

    pub(crate) fn sync_status(&self) -> SyncStatus {
        lock(&self.inner().status).clone()
    }

    pub(crate) fn tell_status(&self) {
        self.inner().host.emit(Signal::Sync(self.sync_status()));
    }

    /// What is written shows as unsent before the driver comes to it.
    pub(crate) fn count_unsent(&self) {
        let Some(open) = self.opened() else { return };
        if let Ok(whole) = open.book.overview(open.now()) {
            {
                let mut status = lock(&self.inner().status);
                status.pending = whole.unsent as u32;
                status.attention = whole.attention as u32;
                status.photos_total = whole.photos as u32;
                status.photos_sent = (whole.photos - whole.photos_unsent) as u32;
            }
            self.tell_status();
        }
    }

    fn take_status(&self, from: &Status) {
        {
            let mut status = lock(&self.inner().status);
            let progress = status.progress.take().filter(|_| from.running);
            *status = SyncStatus {
                state: state(from),
                pending: from.pending as u32,
                photos_sent: from.photos_total.saturating_sub(from.photos_waiting) as u32,
                photos_total: from.photos_total as u32,
                attention: from.attention as u32,
                synced_at: from.synced_at.map(|at| at.0),
                offline_since: from.offline_since.map(|at| at.0),
                retry_at: from.next_try_at.map(|at| at.0),
                error: from
                    .error
                    .as_ref()
                    .map(|code| error(code, "", facts_of(from))),
                progress,
            };
        }
        self.tell_status();
    }

    fn tell_progress(&self, progress: Progress) {
        let district = self.opened().map(|open| open.book.district().directory);
        let offices = district
            .as_ref()
            .map_or(0, |directory| directory.offices.len() as u32);
        let communities = district.map_or(0, |directory| {
            directory
                .offices
                .iter()
                .map(|office| office.communities.len() as u32)
                .sum()
        });
        let phase = match progress.phase {
            sync::Phase::Push | sync::Phase::Pull if offices == 0 => SyncPhase::District,
            sync::Phase::Push | sync::Phase::Pull => SyncPhase::Cases,
            sync::Phase::Photos => SyncPhase::Photos,
        };
        lock(&self.inner().status).progress = Some(SyncProgress {
            phase,
            done: progress.done,
            total: progress.total,
            bytes: progress.bytes,
            offices,
            communities,
        });
        self.tell_status();
    }
}

impl Open {
    /// Minutes that this computer's clock is ahead of the centre's.
    pub fn clock_skew_minutes(&self) -> i32 {
        (-self.engine.clock_skew_ms() / 60_000) as i32
    }
}

/// What a retired desk still has, for the sentence that says so.
fn facts_of(from: &Status) -> Value {
    match from.farewell {
        Some(Farewell::Retired(left)) => json!({
            "pending": from.pending + from.photos_waiting,
            "drafts": left.drafts,
        }),
        _ => json!({}),
    }
}

fn state(from: &Status) -> SyncState {
    match from {
        Status { paused: true, .. } => SyncState::Paused,
        Status {
            needs_sign_in: true,
            ..
        } => SyncState::SignInAgain,
        Status {
            offline_since: Some(_),
            ..
        } => SyncState::Offline,
        Status { running: true, .. } => SyncState::Syncing,
        Status {
            synced_at: Some(_), ..
        } => SyncState::Synced,
        _ => SyncState::Unknown,
    }
}
