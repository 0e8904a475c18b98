//! Reading what changed, to its end. One page is fetched while the one before
//! it is written: on a first load that hides the network (SPEED.md: 2 s).

use super::{Engine, Options, Report, blocking, check, unless};
use crate::error::{Error, Result};
use crate::page::{self, Frame};
use crate::plan::same_epoch;
use crate::progress::{Phase, Progress};
use crate::transport::Transport;
use casebook::{Applied, Differing, PullRound};
use protocol::error::code;
use protocol::pull::{Cursor, PullRequest};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Of uncompressed JSON: larger pages gain nothing (SPEED.md).
pub(super) const PAGE_BYTES: u64 = 1024 * 1024;
const TURNS: u32 = 4;

/// How a reading ended.
enum End {
    Read,
    /// to its end, but not all that came is as the server has it
    Differs(Vec<Differing>),
    /// the server's history is another: read again under this epoch
    NewEpoch(Option<String>),
}

impl<T: Transport> Engine<T> {
    pub(super) async fn pull(&self, options: &Options, report: &mut Report) -> Result<()> {
        for _ in 0..=TURNS {
            let now = self.now();
            let (round, digest) = self
                .on_book(move |book| Ok((book.begin_pull()?, book.digest_is_due(now)?)))
                .await?;
            match self.read(round, digest, options, report).await? {
                End::Read => return Ok(()),
                // What no scope holds any more leaves with another pull.
                End::Differs(differing) => self.repair(differing, options).await?,
                End::NewEpoch(Some(epoch)) => {
                    self.on_book(move |book| book.enter_epoch(&epoch)).await?;
                    // What was kept is handed in again before it is looked for.
                    self.push(options, report).await?;
                }
                End::NewEpoch(None) => {
                    self.ask_epoch().await?;
                    self.push(options, report).await?;
                }
            }
        }
        Err(Error::Restless { times: TURNS })
    }

    /// A question without a body, for most synchronisations find nothing. Whatever
    /// goes wrong with it, the pull says better.
    pub(super) async fn nothing_is_new(&self, options: &Options) -> bool {
        let now = self.now();
        let mark = self.on_book(move |book| book.mark_to_ask(now)).await;
        let (Ok(Some(mark)), false) = (mark, options.news) else {
            return false;
        };
        let asked = self.with_access(|access| {
            let mark = mark.clone();
            async move { self.transport.news(&access, &mark).await }
        });
        matches!(unless(&options.cancel, asked).await, Ok(false))
    }

    async fn read(
        &self,
        round: PullRound,
        digest: bool,
        options: &Options,
        report: &mut Report,
    ) -> Result<End> {
        let round = Arc::new(round);
        let cursors = self.on_book(|book| book.cursors()).await?;
        let first = self.fetch_page(&round, cursors, digest);
        let mut body = match unless(&options.cancel, first).await {
            Err(error) if error.is(code::NEW_EPOCH) => {
                return Ok(End::NewEpoch(error.fact("epoch").map(str::to_owned)));
            }
            other => other?,
        };
        let (mut cases, mut bytes) = (0, 0);
        let mut differing = Vec::new();
        loop {
            check(&options.cancel)?;
            bytes += body.len() as u64;
            let outline = Outline::of(&body)?;
            if !same_epoch(&outline.epoch, &round.epoch) {
                return Ok(End::NewEpoch(Some(outline.epoch)));
            }
            let write = self.write(round.clone(), body);
            let (applied, next) = match outline.more {
                false => (write.await?, None),
                true => {
                    // An error of the next page must not undo this one.
                    let next = self.fetch_page(&round, outline.cursors, digest);
                    let (applied, next) = tokio::join!(write, unless(&options.cancel, next));
                    (applied?, Some(next))
                }
            };
            cases += applied.cases.len() as u64;
            report.pulled += applied.cases.len() as u64;
            report.left += applied.left.len() as u64;
            differing.extend(applied.differing);
            options.watcher.tell(Progress {
                phase: Phase::Pull,
                done: cases,
                total: if outline.more {
                    outline.total_cases.max(cases + 1)
                } else {
                    cases
                },
                bytes,
            });
            body = match next {
                None if differing.is_empty() => return Ok(End::Read),
                None => return Ok(End::Differs(differing)),
                Some(Err(error)) if error.is(code::NEW_EPOCH) => {
                    return Ok(End::NewEpoch(error.fact("epoch").map(str::to_owned)));
                }
                Some(next) => next?,
            };
        }
    }

    async fn fetch_page(
        &self,
        round: &PullRound,
        cursors: BTreeMap<String, Cursor>,
        digest: bool,
    ) -> Result<Vec<u8>> {
        self.ask(PullRequest {
            epoch: round.epoch.clone(),
            cursors,
            max_bytes: PAGE_BYTES,
            evidence: round.evidence.clone(),
            digest,
            growth: true,
            bucket: None,
        })
        .await
    }

    pub(super) async fn ask(&self, request: PullRequest) -> Result<Vec<u8>> {
        self.with_access(|access| {
            let request = request.clone();
            async move { self.transport.pull(&access, &request).await }
        })
        .await
    }

    async fn write(&self, round: Arc<PullRound>, body: Vec<u8>) -> Result<Applied> {
        let (book, now) = (self.book.clone(), self.now());
        blocking(move || {
            let page = page::page(&body)?;
            Ok(book.apply_page(&round, page, now)?)
        })
        .await
    }
}

/// What of a page must be known before it is written.
struct Outline {
    cursors: BTreeMap<String, Cursor>,
    more: bool,
    total_cases: u64,
    epoch: String,
}

impl Outline {
    fn of(body: &[u8]) -> Result<Self> {
        let Frame {
            cursors,
            more,
            total_cases,
            epoch,
            ..
        } = page::frame(body)?;
        Ok(Self {
            cursors,
            more,
            total_cases,
            epoch,
        })
    }
}
