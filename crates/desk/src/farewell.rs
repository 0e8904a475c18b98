//! The end of a store: of a computer that was reported lost, at once; of a
//! retired one, when the centre and a backup have all that it had.

use crate::Desk;
use crate::desk::lock;
use crate::error::{Reply, error};
use crate::open::Open;
use crate::view::{CommandError, SyncStatus};
use casebook::Book;
use protocol::error::code;
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;
use sync::Farewell;

/// A command or a step of the driver may still hold the store; so often, and
/// with such pauses, its end is waited for.
const TRIES: u32 = 200;
const PAUSE: Duration = Duration::from_millis(50);

impl Desk {
    /// Erases the store if it is time. What was confirmed while a retired one
    /// came to its end keeps it alive.
    pub(crate) async fn take_leave(&self, farewell: Farewell) -> Reply<()> {
        let Some(open) = self.opened().filter(|_| farewell.is_due()) else {
            return Ok(());
        };
        self.stop_driver();
        self.set_open(None);
        let erased = match farewell {
            Farewell::Revoked => self.erase_lost(open).await?,
            Farewell::Retired(_) => self.erase_retired(open).await?,
        };
        if erased {
            self.say_erased(farewell);
        }
        Ok(())
    }

    /// Lost: the keys go first and at once, whoever still holds the store.
    async fn erase_lost(&self, open: Open) -> Reply<bool> {
        let keychain = self.keychain();
        let book = open.book.clone();
        self.blocking(move || Ok(book.destroy_keys(keychain.as_deref())?))
            .await?;
        drop(alone(open).await);
        let data = self.data().to_owned();
        if let Err(problem) = self
            .blocking(move || Ok(casebook::finish_erasing(&data)?))
            .await
        {
            // Without a key it is noise; the next start removes it.
            tracing::warn!(code = %problem.code, "files of an erased store remain");
        }
        Ok(true)
    }

    /// Retired: looks once more when nobody else can write, then erases.
    async fn erase_retired(&self, open: Open) -> Reply<bool> {
        let keychain = self.keychain();
        let kept = match alone(open).await {
            Err(book) => Some(book),
            Ok(book) => {
                self.blocking(move || {
                    if !book.left_to_hand_in()?.is_nothing() {
                        return Ok(Some(Arc::new(book)));
                    }
                    book.destroy(keychain.as_deref())?;
                    Ok(None)
                })
                .await?
            }
        };
        let Some(book) = kept else { return Ok(true) };
        self.enter(book)?;
        self.start_driver();
        Ok(false)
    }

    pub(crate) fn say_erased(&self, farewell: Farewell) {
        let code = match farewell {
            Farewell::Revoked => code::DEVICE_REVOKED,
            Farewell::Retired(_) => "device.erased",
        };
        let why: CommandError = error(code, "the store of this computer was erased", json!({}));
        self.forget_last();
        *lock(&self.inner().erased) = Some(why.clone());
        *lock(&self.inner().status) = SyncStatus {
            error: Some(why),
            ..SyncStatus::default()
        };
        self.tell_status();
    }
}

/// The store, when nobody else holds it any more.
async fn alone(open: Open) -> Result<Book, Arc<Book>> {
    let Open {
        mut book, engine, ..
    } = open;
    drop(engine);
    for _ in 0..TRIES {
        book = match Arc::try_unwrap(book) {
            Ok(book) => return Ok(book),
            Err(shared) => shared,
        };
        tokio::time::sleep(PAUSE).await;
    }
    Err(book)
}

#[cfg(test)]
mod tests;
