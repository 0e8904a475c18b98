//! Photos behind everything else: while a large one goes up part by part, what
//! people write is sent and what changed is read.

use super::{Held, until_held};
use crate::engine::{Engine, Options, Photos};
use crate::error::Error;
use crate::progress::Watcher;
use crate::transport::Transport;
use std::sync::Arc;
use tokio::sync::{Notify, mpsc};
use tokio_util::sync::CancellationToken;

pub(super) struct Courier<T> {
    pub engine: Arc<Engine<T>>,
    pub watcher: Watcher,
    /// a synchronisation ran to its end: the server can be reached
    pub go: Arc<Notify>,
    pub held: Held,
    pub stop: CancellationToken,
    /// told after every photo
    pub moved: mpsc::UnboundedSender<()>,
}

impl<T: Transport> Courier<T> {
    pub async fn run(self) {
        loop {
            tokio::select! {
                () = self.stop.cancelled() => return,
                () = self.go.notified() => self.send_all().await,
            }
        }
    }

    /// One after the other, those in trouble when their pause is over. A broken
    /// line ends the round: the next synchronisation looks whether it is back.
    async fn send_all(&self) {
        while !self.stop.is_cancelled() && !*self.held.borrow() {
            let options = Options {
                explicit: false,
                news: false,
                photos: Photos::Later,
                watcher: self.watcher.clone(),
                cancel: self.stop.child_token(),
            };
            let sent = self.engine.send_next_photo(&options);
            match until_held(&self.held, &options.cancel, sent).await {
                Ok(None) => {
                    // An error: asked again after the next synchronisation.
                    let _ = self.engine.ask_receipts_again(&options).await;
                    let _ = self.engine.let_photos_go(&options).await;
                    return;
                }
                Err(Error::Cancelled) => return,
                Err(error) if error.is_offline() || error.needs_sign_in() => return,
                // One that is refused waits in its place; the engine says why.
                Ok(Some(_)) | Err(_) => {}
            }
            // After the end there is nobody left to tell.
            let _ = self.moved.send(());
        }
    }
}
