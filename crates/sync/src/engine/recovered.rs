//! After a restore: what this desk had and the server lacks. Told when what was
//! kept is handed in again and everything was read, or it would be told of work
//! that is on its way.

use super::{Engine, Options, check, unless};
use crate::error::{Error, Result};
use crate::transport::Transport;
use protocol::recovered::{BYTES, RecoveredRequest};

impl<T: Transport> Engine<T> {
    pub(super) async fn report_recovered(&self, options: &Options) -> Result<()> {
        let epoch = self.on_book(|book| book.session()).await?.epoch;
        loop {
            check(&options.cancel)?;
            let now = self.now();
            let former = self
                .on_book(move |book| book.former_to_report(now, BYTES))
                .await?;
            if former.is_empty() {
                return Ok(());
            }
            let request = RecoveredRequest {
                epoch: epoch.clone(),
                documents: former.iter().map(|one| one.document.clone()).collect(),
            };
            let call = self.with_access(|access| {
                let request = &request;
                async move { self.transport.recovered(&access, request).await }
            });
            let reply = unless(&options.cancel, call).await?;
            if reply.told.len() != former.len() {
                // What stays untold would be asked about for ever.
                return Err(Error::BadAnswer {
                    detail: "not every recovered case was answered".into(),
                });
            }
            tracing::warn!(
                cases = former.len(),
                "the server was set back: told it what this desk had"
            );
            let epoch = epoch.clone();
            self.on_book(move |book| book.former_reported(&former, &epoch, &reply.told))
                .await?;
        }
    }
}
