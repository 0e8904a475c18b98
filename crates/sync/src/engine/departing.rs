//! Originals that the centre and a backup have may leave this desk. The server is
//! asked right before: what it said yesterday proves nothing.

use super::{Engine, Options, check, state_of, unless};
use crate::error::Result;
use crate::transport::Transport;
use casebook::PhotoState;

/// Each costs a question to the server; the next idle moment goes on.
const AT_ONCE: u32 = 20;

impl<T: Transport> Engine<T> {
    /// Lets the oldest go; one that the server has not after all is sent again.
    pub(crate) async fn let_photos_go(&self, options: &Options) -> Result<()> {
        let now = self.now();
        let photos = self
            .on_book(move |book| book.photos_that_may_go(now, AT_ONCE))
            .await?;
        for sha256 in photos {
            check(&options.cancel)?;
            let state = self.ask_photo(&sha256, options).await?;
            self.on_book(move |book| match state {
                PhotoState::Safe => book.let_photo_go(&sha256, now).map(drop),
                other => book.photo_state(&sha256, other),
            })
            .await?;
        }
        Ok(())
    }

    /// What the server has of a photo that it received once.
    pub(super) async fn ask_photo(&self, sha256: &str, options: &Options) -> Result<PhotoState> {
        let asked =
            self.with_access(
                |access| async move { self.transport.upload_state(&access, sha256).await },
            );
        let state = unless(&options.cancel, asked).await?;
        Ok(state_of(state.stored, state.safe))
    }
}
