//! Wakes those who wait for a feed. One channel per ledger, without payload:
//! who is woken looks for themselves.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

type Ropes = HashMap<String, watch::Sender<()>>;

#[derive(Default)]
pub(crate) struct Bell {
    ropes: Mutex<Ropes>,
    over: AtomicBool,
}

impl Bell {
    pub fn ring(&self, ledgers: &[String]) {
        let ropes = self.ropes();
        for rope in ledgers.iter().filter_map(|ledger| ropes.get(ledger)) {
            rope.send_replace(());
        }
    }

    /// From now on; subscribe before looking.
    pub fn listen(&self, ledger: &str) -> watch::Receiver<()> {
        let mut ropes = self.ropes();
        match ropes.get(ledger) {
            Some(rope) => rope.subscribe(),
            None => {
                let (rope, ear) = watch::channel(());
                ropes.insert(ledger.to_owned(), rope);
                ear
            }
        }
    }

    /// The server ends: everybody is woken, nobody waits on.
    pub fn end(&self) {
        self.over.store(true, Ordering::Release);
        for rope in self.ropes().values() {
            rope.send_replace(());
        }
    }

    pub fn is_over(&self) -> bool {
        self.over.load(Ordering::Acquire)
    }

    /// Does anybody wait?
    #[cfg(test)]
    pub fn is_listened_to(&self) -> bool {
        self.ropes().values().any(|rope| rope.receiver_count() > 0)
    }

    fn ropes(&self) -> MutexGuard<'_, Ropes> {
        self.ropes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
