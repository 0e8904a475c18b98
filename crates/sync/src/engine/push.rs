//! Handing in what a person did: batches in order, until nothing may go now.

use super::{Engine, Options, Report, check, unless};
use crate::error::{Error, Result};
use crate::plan::{AfterPush, after_push};
use crate::progress::{Phase, Progress};
use crate::transport::Transport;
use casebook::Batch;

/// A server whose history turns more often than this during one push is left
/// alone until the next time.
const TURNS: u32 = 4;

impl<T: Transport> Engine<T> {
    pub(super) async fn push(&self, options: &Options, report: &mut Report) -> Result<()> {
        let (mut turns, mut most, mut bytes) = (0, usize::MAX, 0);
        let total = self.on_book(|book| book.unsent()).await?;
        loop {
            check(&options.cancel)?;
            let (now, explicit) = (self.now(), options.explicit);
            let batch = self.on_book(move |book| book.batch(now, explicit)).await?;
            let Some(mut batch) = batch else {
                return Ok(());
            };
            batch.mutations.truncate(most);
            let sent = batch.mutations.len();
            bytes += batch
                .mutations
                .iter()
                .map(|m| m.payload.len() as u64)
                .sum::<u64>();
            let reply = unless(&options.cancel, self.send(&batch)).await;
            let highest = self.on_book(|book| book.highest_seq()).await?;
            match after_push(&reply, &batch.epoch, highest, sent) {
                AfterPush::Acknowledge => {
                    let reply = reply?;
                    let taken = self
                        .on_book(move |book| book.acknowledge(&batch, &reply))
                        .await?;
                    if taken.applied == 0 && taken.held.is_empty() {
                        // An answer without outcomes would be asked for for ever.
                        return Err(Error::BadAnswer {
                            detail: "a push was answered without outcomes".into(),
                        });
                    }
                    report.pushed += taken.applied + taken.held.len() as u64;
                    report.held += taken.held.len() as u64;
                    options.watcher.tell(Progress {
                        phase: Phase::Push,
                        done: report.pushed,
                        total: total.max(report.pushed),
                        bytes,
                    });
                    continue;
                }
                AfterPush::Half => {
                    most = sent / 2;
                    continue;
                }
                AfterPush::Fork => self.on_book(|book| book.new_incarnation(false)).await?,
                AfterPush::Again => self.on_book(|book| book.new_incarnation(true)).await?,
                AfterPush::NewEpoch(epoch) => {
                    self.on_book(move |book| book.enter_epoch(&epoch)).await?;
                }
                AfterPush::AskEpoch => self.ask_epoch().await?,
                AfterPush::Fail => return reply.map(|_| ()),
            }
            turns += 1;
            if turns > TURNS {
                return Err(Error::Restless { times: turns });
            }
        }
    }

    async fn send(&self, batch: &Batch) -> Result<protocol::push::PushReply> {
        let request = batch.request();
        self.with_access(|access| {
            let request = request.clone();
            async move { self.transport.push(&access, &request).await }
        })
        .await
    }

    /// The server says that the epoch is over without saying which runs now.
    pub(super) async fn ask_epoch(&self) -> Result<()> {
        let status = self.device_status().await?;
        self.on_book(move |book| book.enter_epoch(&status.epoch))
            .await
    }
}
