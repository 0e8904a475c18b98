//! Synchronising behind the window: on a change, on waking, when the network
//! returns, when the server has news, and every minute; after a failure with
//! growing pauses. Photos go up beside it. Tells a [`Status`] whenever something
//! changed.

mod courier;
mod telling;

use crate::engine::{Engine, Options, Photos, blocking};
use crate::error::{Error, Result};
use crate::plan::{back_off_ms, has_slept, news_pause};
use crate::progress::Watcher;
use crate::status::Status;
use crate::transport::Transport;
use courier::Courier;
use std::future::Future;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{Notify, mpsc, watch};
use tokio_util::sync::CancellationToken;

const EVERY: Duration = Duration::from_secs(60);
const SHORTEST_POLL: Duration = Duration::from_secs(1);
/// How often a wait looks whether the computer has slept meanwhile.
const LOOK: Duration = Duration::from_secs(5);

/// True while a person has paused synchronising.
type Held = watch::Receiver<bool>;

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
    hold: Arc<watch::Sender<bool>>,
    stop: CancellationToken,
}

impl Driver {
    /// A pause interrupts what runs; nothing is lost by it.
    pub fn signal(&self, signal: Signal) {
        match signal {
            Signal::Pause => drop(self.hold.send_replace(true)),
            Signal::Resume | Signal::SyncNow => drop(self.hold.send_replace(false)),
            Signal::Changed | Signal::Wake | Signal::NetworkBack => {}
        }
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
    let (hold, held) = watch::channel(false);
    let (told, moved) = mpsc::unbounded_channel();
    let stop = CancellationToken::new();
    let go = Arc::new(Notify::new());
    let courier = Courier {
        engine: engine.clone(),
        watcher: watcher.clone(),
        go: go.clone(),
        held: held.clone(),
        stop: stop.clone(),
        moved: told,
    };
    let running = Running {
        engine,
        watcher,
        inbox,
        moved,
        status,
        held,
        go,
        stop: stop.clone(),
        failures: 0,
        deaf: false,
        heard: None,
    };
    tokio::spawn(courier.run());
    tokio::spawn(running.run());
    Driver {
        signals,
        status: seen,
        hold: Arc::new(hold),
        stop,
    }
}

/// The work, which is told to stop when a person pauses.
async fn until_held<R>(
    held: &Held,
    cancel: &CancellationToken,
    work: impl Future<Output = R>,
) -> R {
    let mut held = held.clone();
    tokio::pin!(work);
    tokio::select! {
        done = &mut work => return done,
        // An error: the driver's last handle is gone, nobody can pause it.
        Ok(_) = held.wait_for(|held| *held) => cancel.cancel(),
    }
    work.await
}

struct Running<T> {
    engine: Arc<Engine<T>>,
    watcher: Watcher,
    inbox: mpsc::UnboundedReceiver<Signal>,
    /// the courier moved a photo
    moved: mpsc::UnboundedReceiver<()>,
    status: watch::Sender<Status>,
    held: Held,
    go: Arc<Notify>,
    stop: CancellationToken,
    failures: u32,
    /// the last long poll broke
    deaf: bool,
    /// when news were last read
    heard: Option<Instant>,
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
        let (mut explicit, mut news) = (false, false);
        loop {
            if !self.paused() {
                self.synchronise(explicit, news).await;
            }
            self.tell_pause();
            (explicit, news) = (false, false);
            match self.sleep().await {
                Woken::Stopped => return,
                Woken::Signal(signal) => explicit = signal == Signal::SyncNow,
                Woken::News => {
                    explicit = self.spread().await == Some(Signal::SyncNow);
                    self.heard = Some(Instant::now());
                    news = true;
                }
                Woken::Time => {}
            }
        }
    }

    async fn synchronise(&mut self, explicit: bool, news: bool) {
        self.status.send_modify(|status| {
            status.running = true;
            status.paused = false;
        });
        let options = Options {
            explicit,
            news,
            photos: Photos::Later,
            watcher: self.watcher.clone(),
            cancel: self.stop.child_token(),
        };
        if explicit {
            self.engine.try_all_photos();
        }
        let work = self.engine.sync_once(&options);
        let mut outcome = until_held(&self.held, &options.cancel, work)
            .await
            .map(|_| ());
        match &outcome {
            Ok(()) => {
                self.go.notify_one();
                self.tell(&outcome).await;
                outcome = self.index().await;
            }
            // It still takes photos.
            Err(error) if error.only_hands_in() => self.go.notify_one(),
            Err(_) => {}
        }
        self.failures = match &outcome {
            Ok(()) | Err(Error::Cancelled) => 0,
            Err(_) => self.failures.saturating_add(1),
        };
        self.tell(&outcome).await;
        self.status.send_modify(|status| status.running = false);
    }

    /// The search index and the follow-ups slice by slice, until a signal comes.
    async fn index(&mut self) -> Result<()> {
        while self.is_quiet() {
            let book = self.engine.book().clone();
            if blocking(move || Ok(book.index_slice()?)).await? == 0 {
                break;
            }
        }
        while self.is_quiet() {
            let book = self.engine.book().clone();
            if blocking(move || Ok(book.read_follow_ups()?)).await? == 0 {
                break;
            }
        }
        Ok(())
    }

    fn is_quiet(&self) -> bool {
        self.inbox.is_empty() && !self.stop.is_cancelled() && !self.paused()
    }

    async fn sleep(&mut self) -> Woken {
        let listening = self.failures == 0 && !self.paused() && !self.deaf;
        self.deaf = false;
        let until = tokio::time::Instant::now() + self.until_next().await;
        let news = news(self.engine.clone());
        tokio::pin!(news);
        loop {
            let (wall, clock) = (self.engine.now(), Instant::now());
            let look = until.min(tokio::time::Instant::now() + LOOK);
            tokio::select! {
                biased;
                () = self.stop.cancelled() => return Woken::Stopped,
                signal = self.inbox.recv() => {
                    return signal.map_or(Woken::Stopped, Woken::Signal);
                }
                Some(()) = self.moved.recv() => self.tell_counts().await,
                heard = &mut news, if listening => match heard {
                    Ok(()) => return Woken::News,
                    // The line broke: see at once whether anything answers. If so,
                    // the next look is by time, not in a circle.
                    Err(_) => {
                        self.deaf = true;
                        return Woken::Time;
                    }
                },
                () = tokio::time::sleep_until(look) => {
                    let passed = self.engine.now().0.saturating_sub(wall.0);
                    if has_slept(LOOK, passed, clock.elapsed()) {
                        return Woken::Signal(Signal::Wake);
                    }
                    if tokio::time::Instant::now() >= until {
                        return Woken::Time;
                    }
                }
            }
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

    /// Until news are to be read, or a person wants something.
    async fn spread(&mut self) -> Option<Signal> {
        let pause = news_pause(self.heard.map(|at| at.elapsed()), draw());
        tokio::select! {
            () = self.stop.cancelled() => None,
            signal = self.inbox.recv() => signal,
            () = tokio::time::sleep(pause) => None,
        }
    }

    fn paused(&self) -> bool {
        *self.held.borrow()
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

/// 0..1; in the middle where the system gives no random numbers.
fn draw() -> f64 {
    getrandom::u32().map_or(0.5, |n| f64::from(n) / f64::from(u32::MAX))
}
