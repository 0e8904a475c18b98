//! A computer that the centre retired hands in what only it has; one that was
//! reported lost is erased at once. And the receipts of photos, which become
//! safe when a backup is made.

use super::{Engine, Options, check, unless};
use crate::error::{Error, Result};
use crate::transport::Transport;
use casebook::LeftToHandIn;
use protocol::error::code;

/// Backups are made daily at best; receipts are asked for again as often.
const RECEIPTS_EVERY: i64 = 24 * 3600 * 1000;

/// What the centre decided about this computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Farewell {
    /// reported lost: nothing here may be read any more
    Revoked,
    /// to be erased once nothing is left that only this desk has
    Retired(LeftToHandIn),
}

impl Farewell {
    /// Is it time to erase the store?
    pub fn is_due(&self) -> bool {
        match self {
            Farewell::Revoked => true,
            Farewell::Retired(left) => left.is_nothing(),
        }
    }
}

impl<T: Transport> Engine<T> {
    /// What an error says of this computer's end, if anything.
    pub async fn farewell(&self, error: &Error) -> Result<Option<Farewell>> {
        if error.is(code::DEVICE_REVOKED) {
            return Ok(Some(Farewell::Revoked));
        }
        if !error.is_retired() {
            return Ok(None);
        }
        let left = self.on_book(|book| book.left_to_hand_in()).await?;
        Ok(Some(Farewell::Retired(left)))
    }

    /// A retired desk reads no feed: it asks what a backup covers by now.
    pub(super) async fn ask_what_is_safe(&self, options: &Options) -> Result<()> {
        let status = unless(&options.cancel, self.device_status()).await?;
        let session = self.on_book(|book| book.session()).await?;
        if session.epoch != status.epoch {
            // The server was restored: all that is kept is handed in again.
            let epoch = status.epoch;
            return self.on_book(move |book| book.enter_epoch(&epoch)).await;
        }
        self.on_book(move |book| book.note_safe(&status.epoch, &status.safe))
            .await?;
        self.ask_receipts(options, 0).await
    }

    /// Once a day: are photos that were received covered by a backup by now?
    pub(crate) async fn ask_receipts_again(&self, options: &Options) -> Result<()> {
        self.ask_receipts(options, RECEIPTS_EVERY).await
    }

    async fn ask_receipts(&self, options: &Options, every: i64) -> Result<()> {
        let now = self.now();
        let photos = self
            .on_book(move |book| book.receipts_to_ask(now, every))
            .await?;
        if photos.is_empty() {
            return Ok(());
        }
        for sha256 in photos {
            check(&options.cancel)?;
            let state = self.ask_photo(&sha256, options).await?;
            self.on_book(move |book| book.photo_state(&sha256, state))
                .await?;
        }
        self.on_book(move |book| book.keep_receipts_asked(now))
            .await
    }
}
