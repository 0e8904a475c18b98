//! What the driver says of itself: the line, the store, this computer's end.

use super::Running;
use crate::error::{Error, Result};
use crate::plan::back_off_ms;
use crate::status::Status;
use crate::transport::Transport;
use casework::Moment;

impl<T: Transport> Running<T> {
    pub(super) fn tell_pause(&self) {
        let paused = self.paused();
        self.status
            .send_if_modified(|status| std::mem::replace(&mut status.paused, paused) != paused);
    }

    pub(super) async fn tell(&self, outcome: &Result<()>) {
        let now = self.engine.now();
        let next =
            (self.failures > 0).then(|| Moment(now.0 + back_off_ms(self.failures, 1.0) as i64));
        let since = self.status.borrow().offline_since;
        let farewell = match outcome {
            Err(error) => self.engine.farewell(error).await.unwrap_or_default(),
            Ok(()) => None,
        };
        let said = Status {
            offline_since: match outcome {
                Err(error) if error.is_offline() => Some(since.unwrap_or(now)),
                _ => None,
            },
            next_try_at: next,
            needs_sign_in: matches!(outcome, Err(error) if error.needs_sign_in()),
            error: error_of(outcome),
            farewell,
            ..Status::default()
        };
        self.tell_with(said).await;
    }

    /// A photo moved; what the last synchronisation said of the line still holds.
    pub(super) async fn tell_counts(&self) {
        let said = self.status.borrow().clone();
        self.tell_with(said).await;
    }

    /// What is said of the line, with what the store says.
    async fn tell_with(&self, said: Status) {
        let stored = self.engine.status().await.unwrap_or_default();
        let paused = self.paused();
        self.status.send_modify(|status| {
            *status = Status {
                running: status.running,
                paused,
                offline_since: said.offline_since,
                next_try_at: said.next_try_at,
                needs_sign_in: said.needs_sign_in,
                error: said.error,
                farewell: said.farewell,
                ..stored
            };
        });
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
