//! How far a synchronisation is, told at most ten times a second.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    Push,
    Pull,
    Photos,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Progress {
    pub phase: Phase,
    pub done: u64,
    /// 0 while unknown
    pub total: u64,
    /// of this phase, so far
    pub bytes: u64,
}

const PAUSE: Duration = Duration::from_millis(100);

type Tell = dyn Fn(Progress) + Send + Sync;

/// Who wants to know. A copy tells the same listener.
#[derive(Clone, Default)]
pub struct Watcher {
    tell: Option<Arc<Tell>>,
    last: Arc<Mutex<Option<(Phase, Instant)>>>,
}

impl Watcher {
    pub fn new(tell: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        Self {
            tell: Some(Arc::new(tell)),
            last: Arc::default(),
        }
    }

    /// Told if it is the first or last of its phase, or the last word is old.
    pub(crate) fn tell(&self, progress: Progress) {
        let Some(tell) = &self.tell else { return };
        let now = Instant::now();
        let ended = progress.total > 0 && progress.done >= progress.total;
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let recent = last.is_some_and(|(phase, at)| phase == progress.phase && now - at < PAUSE);
        if recent && !ended {
            return;
        }
        *last = Some((progress.phase, now));
        drop(last);
        tell(progress);
    }
}
