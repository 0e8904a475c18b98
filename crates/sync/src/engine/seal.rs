//! 印章图样 of the account's office: asked of the server and changed there, nothing
//! of it is kept here.

use super::Engine;
use crate::error::Result;
use crate::transport::Transport;
use protocol::seal::{SealReply, SealRequest};

impl<T: Transport> Engine<T> {
    pub async fn seal(&self) -> Result<SealReply> {
        self.with_access(|access| async move { self.transport.seal(&access).await })
            .await
    }

    pub async fn change_seal(&self, request: &SealRequest) -> Result<SealReply> {
        self.with_access(|access| async move { self.transport.change_seal(&access, request).await })
            .await
    }
}
