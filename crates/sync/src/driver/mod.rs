//! Synchronising behind the window: on a change, on waking, when the network
//! returns, when the server has news, and every minute; after a failure with
//! growing pauses. Tells a [`Status`] whenever something changed.

use crate::engine::{Engine, Options, Photos, blocking};
use crate::error::{Error, Result};
use crate::plan::back_off_ms;
use crate::progress::Watcher;
use crate::status::Status;
use crate::transport::Transport;
use casework::Moment;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, watch};
use tokio_util::sync::CancellationToken;

const EVERY: Duration = Duration::from_secs(60);
/// A desk of a large office pulls a little after the news, not all at once.
const SPREAD_MS: u64 = 1_000;
const SHORTEST_POLL: Duration = Duration::from_secs(1);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// a person confirmed something
    Changed,
    /// 现在同步: sends what is inside its 撤销 time too
    SyncNow,
    /// the computer woke up
    Wake,
    NetworkBack,
    Pause,
    Resume,
}

/// The window's end of a running driver.
#[derive(Clone)]
pub struct Driver {
    signals: mpsc::UnboundedSender<Signal>,
    status: watch::Receiver<Status>,
    stop: CancellationToken,
}

impl Driver {
    pub fn signal(&self, signal: Signal) {
        // After the end there is nothing left to tell.
        let _ = self.signals.send(signal);
    }

    pub fn status(&self) -> watch::Receiver<Status> {
        self.status.clone()
    }

    /// Ends after the step that runs now; nothing is lost by it.
    pub fn stop(&self) {
        self.stop.cancel();
    }
}

/// Starts the driver on the current tokio runtime.
pub fn run<T: Transport>(engine: Arc<Engine<T>>, watcher: Watcher) -> Driver {
    let (signals, inbox) = mpsc::unbounded_channel();
    let (status, seen) = watch::channel(Status::default());
    let stop = CancellationToken::new();
    let running = Running {
        engine,
        watcher,
        inbox,
        status,
        stop: stop.clone(),
        failures: 0,
        paused: false,
        deaf: false,
    };
    tokio::spawn(running.run());
    Driver {
        signals,
        status: seen,
        stop,
    }
}

struct Running<T> {
    engine: Arc<Engine<T>>,
    watcher: Watcher,
    inbox: mpsc::UnboundedReceiver<Signal>,
    status: watch::Sender<Status>,
    stop: CancellationToken,
    failures: u32,
    paused: bool,
    /// the last long poll broke
    deaf: bool,
}

/// Why the driver woke.
enum Woken {
    Signal(Signal),
    News,
    Time,
    Stopped,
}

impl<T: Transport> Running<T> {
    async fn run(mut self) {
        let mut explicit = false;
        loop {
            if !self.paused {
                self.synchronise(explicit).await;
            }
            explicit = false;
            match self.sleep().await {
                Woken::Stopped => return,
                Woken::Signal(Signal::Pause) => self.pause(true),
                Woken::Signal(Signal::Resume) => self.pause(false),
                Woken::Signal(Signal::SyncNow) => {
                    explicit = true;
                    self.pause(false);
                }
                Woken::News => self.spread().await,
                Woken::Signal(_) | Woken::Time => {}
            }
        }
    }

    async fn synchronise(&mut self, explicit: bool) {
        self.status.send_modify(|status| status.running = true);
        let options = Options {
            explicit,
            photos: Photos::Later,
            watcher: self.watcher.clone(),
            cancel: self.stop.clone(),
        };
        let mut outcome = self.engine.sync_once(&options).await.map(|_| ());
        self.tell(&outcome).await;
        if outcome.is_ok() {
            outcome = self.quiet_work(&options).await;
        }
        self.failures = match &outcome {
            Ok(()) => 0,
            Err(_) => self.failures.saturating_add(1),
        };
        self.tell(&outcome).await;
        self.status.send_modify(|status| status.running = false);
    }

    /// Photos one by one and the index slice by slice, until a signal comes.
    async fn quiet_work(&mut self, options: &Options) -> Result<()> {
        while self.inbox.is_empty() && !self.stop.is_cancelled() {
            if self.engine.send_next_photo(options).await?.is_none() {
                break;
            }
            self.tell(&Ok(())).await;
        }
        while self.inbox.is_empty() && !self.stop.is_cancelled() {
            let book = self.engine.book().clone();
            if blocking(move || Ok(book.index_slice()?)).await? == 0 {
                break;
            }
        }
        Ok(())
    }

    async fn sleep(&mut self) -> Woken {
        let listening = self.failures == 0 && !self.paused && !self.deaf;
        self.deaf = false;
        let pause = self.until_next().await;
        let news = news(self.engine.clone());
        tokio::pin!(news);
        tokio::select! {
            biased;
            () = self.stop.cancelled() => Woken::Stopped,
            signal = self.inbox.recv() => signal.map_or(Woken::Stopped, Woken::Signal),
            heard = &mut news, if listening => match heard {
                Ok(()) => Woken::News,
                // The line broke: see at once whether anything answers. If so,
                // the next look is by time, not in a circle.
                Err(_) => {
                    self.deaf = true;
                    Woken::Time
                }
            },
            () = tokio::time::sleep(pause) => Woken::Time,
        }
    }

    /// A minute; less while something waits out its 撤销 time; after failures
    /// as the plan says.
    async fn until_next(&self) -> Duration {
        if self.failures > 0 {
            return Duration::from_millis(back_off_ms(self.failures, draw()));
        }
        let now = self.engine.now();
        let next = self.engine.on_book(|book| book.next_send()).await;
        match next {
            Ok(Some(at)) => {
                let left = Duration::from_millis((at.0 - now.0).max(0) as u64);
                left.clamp(Duration::from_millis(50), EVERY)
            }
            _ => EVERY,
        }
    }

    async fn spread(&self) {
        let pause = (SPREAD_MS as f64 * draw()) as u64;
        tokio::select! {
            () = self.stop.cancelled() => {}
            () = tokio::time::sleep(Duration::from_millis(pause)) => {}
        }
    }

    fn pause(&mut self, paused: bool) {
        self.paused = paused;
        self.status.send_modify(|status| status.paused = paused);
    }

    async fn tell(&self, outcome: &Result<()>) {
        let stored = self.engine.status().await.unwrap_or_default();
        let now = self.engine.now();
        let paused = self.paused;
        let next =
            (self.failures > 0).then(|| Moment(now.0 + back_off_ms(self.failures, 1.0) as i64));
        self.status.send_modify(|status| {
            let running = status.running;
            let offline = match outcome {
                Err(error) if error.is_offline() => Some(status.offline_since.unwrap_or(now)),
                _ => None,
            };
            *status = Status {
                running,
                paused,
                offline_since: offline,
                next_try_at: next,
                needs_sign_in: matches!(outcome, Err(error) if error.needs_sign_in()),
                error: error_of(outcome),
                ..stored
            };
        });
    }
}

/// Asks again and again until there is news. A server that answers at once
/// that there is none is about to end.
async fn news<T: Transport>(engine: Arc<Engine<T>>) -> Result<()> {
    loop {
        let asked = Instant::now();
        if engine.wait().await? {
            return Ok(());
        }
        if asked.elapsed() < SHORTEST_POLL {
            return Err(Error::Unreachable {
                detail: "the server ends".into(),
            });
        }
    }
}

/// Being offline is no error, and neither is being told to stop.
fn error_of(outcome: &Result<()>) -> Option<String> {
    match outcome {
        Ok(()) | Err(Error::Cancelled) => None,
        Err(error) if error.is_offline() => None,
        Err(error) => Some(error.code().to_owned()),
    }
}

/// 0..1; in the middle where the system gives no random numbers.
fn draw() -> f64 {
    getrandom::u32().map_or(0.5, |n| f64::from(n) / f64::from(u32::MAX))
}
