//! Reading again what is not here as the server has it, one bucket after the
//! other. No cursor moves; what people wrote is not touched.

use super::pull::PAGE_BYTES;
use super::{Engine, Options, blocking, check, unless};
use crate::error::{Error, Result};
use crate::page;
use crate::transport::Transport;
use casebook::{Differing, PullRound};
use protocol::digest::Bucket;
use protocol::error::code;
use protocol::pull::PullRequest;
use std::collections::BTreeMap;

impl<T: Transport> Engine<T> {
    /// Whatever of it cannot be read now, the next digest finds again.
    pub(super) async fn repair(&self, differing: Vec<Differing>, options: &Options) -> Result<()> {
        let round = self.on_book(|book| book.begin_pull()).await?;
        for Differing {
            bucket,
            here,
            there,
        } in differing
        {
            check(&options.cancel)?;
            tracing::warn!(
                scope = bucket.scope,
                kind = bucket.kind,
                keys = ?bucket.keys,
                here,
                there,
                "not as the server has it: read again"
            );
            match self.read_bucket(&round, bucket, options).await {
                // The next pull asks under which.
                Err(error) if error.is(code::NEW_EPOCH) => return Ok(()),
                read => read?,
            }
        }
        let now = self.now();
        self.on_book(move |book| book.keep_compared_at(now)).await
    }

    async fn read_bucket(
        &self,
        round: &PullRound,
        mut bucket: Bucket,
        options: &Options,
    ) -> Result<()> {
        loop {
            let request = PullRequest {
                epoch: round.epoch.clone(),
                cursors: BTreeMap::new(),
                max_bytes: PAGE_BYTES,
                evidence: round.evidence.clone(),
                digest: false,
                growth: false,
                bucket: Some(bucket.clone()),
            };
            let body = unless(&options.cancel, self.ask(request)).await?;
            let (book, round, now) = (self.book.clone(), round.clone(), self.now());
            let read = blocking(move || {
                let mut frame = page::frame(&body)?;
                let read = frame.bucket.take().ok_or(Error::BadAnswer {
                    detail: "a bucket was asked for and none was sent".into(),
                })?;
                book.apply_bucket(&round, &read, page::page(frame, &body)?, now)?;
                Ok(read)
            })
            .await?;
            match (read.keys, bucket.keys) {
                // A full page ended it early.
                (Some((_, last)), Some((after, up_to))) if after < last && last < up_to => {
                    bucket.keys = Some((last, up_to));
                }
                _ => return Ok(()),
            }
        }
    }
}
