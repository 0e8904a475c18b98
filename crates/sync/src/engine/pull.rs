//! Reading what changed, to its end. While one page is written the next is read
//! and the one after it fetched: on a first load that hides the network and takes
//! both cores of an office PC (SPEED.md, decision 0014).

use super::{Engine, Options, Report, blocking, check, unless};
use crate::error::{Error, Result};
use crate::page::{self, Frame};
use crate::plan::same_epoch;
use crate::progress::{Phase, Progress};
use crate::transport::Transport;
use casebook::{Differing, Page, PullRound};
use protocol::error::code;
use protocol::pull::{Cursor, PullRequest};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::future::pending;
use tokio::sync::mpsc::{self, Receiver, Sender};

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
        let cursors = self.on_book(|book| book.cursors()).await?;
        let (fetched, to_read) = mpsc::channel(1);
        let (read, to_write) = mpsc::channel(1);
        let ahead = async {
            tokio::join!(
                self.fetch_pages(&round, cursors, digest, options, fetched),
                read_pages(to_read, read),
            );
            pending::<Infallible>().await
        };
        tokio::select! {
            biased;
            end = self.write_pages(&round, to_write, options, report) => end,
            never = ahead => match never {},
        }
    }

    /// Until the last page, an error, or nobody reads them.
    async fn fetch_pages(
        &self,
        round: &PullRound,
        mut cursors: BTreeMap<String, Cursor>,
        digest: bool,
        options: &Options,
        pages: Sender<Result<Fetched>>,
    ) {
        loop {
            let page = self.fetch_page(round, cursors, digest);
            let page = unless(&options.cancel, page).await;
            let next = match &page {
                Ok(page) if page.frame.more => page.frame.cursors.clone(),
                _ => {
                    let _ = pages.send(page).await;
                    return;
                }
            };
            if pages.send(page).await.is_err() {
                return;
            }
            cursors = next;
        }
    }

    async fn fetch_page(
        &self,
        round: &PullRound,
        cursors: BTreeMap<String, Cursor>,
        digest: bool,
    ) -> Result<Fetched> {
        let request = PullRequest {
            epoch: round.epoch.clone(),
            cursors,
            max_bytes: PAGE_BYTES,
            evidence: round.evidence.clone(),
            digest,
            growth: true,
            bucket: None,
        };
        let body = self.ask(request).await?;
        let frame = page::frame(&body)?;
        Ok(Fetched { frame, body })
    }

    /// An error comes behind the pages that were fetched before it, and undoes none.
    async fn write_pages(
        &self,
        round: &PullRound,
        mut pages: Receiver<Result<Read>>,
        options: &Options,
        report: &mut Report,
    ) -> Result<End> {
        let (mut cases, mut bytes) = (0, 0);
        let mut differing = Vec::new();
        loop {
            let page = pages.recv().await.unwrap_or_else(|| Err(broken_off()));
            check(&options.cancel)?;
            let Read {
                page,
                epoch,
                total_cases,
                size,
            } = match page {
                Err(error) if error.is(code::NEW_EPOCH) => {
                    return Ok(End::NewEpoch(error.fact("epoch").map(str::to_owned)));
                }
                page => page?,
            };
            if !same_epoch(&epoch, &round.epoch) {
                return Ok(End::NewEpoch(Some(epoch)));
            }
            let more = page.more;
            let (round, now) = (round.clone(), self.now());
            let applied = self
                .on_book(move |book| book.apply_page(&round, page, now))
                .await?;
            cases += applied.cases.len() as u64;
            bytes += size;
            report.pulled += applied.cases.len() as u64;
            report.left += applied.left.len() as u64;
            differing.extend(applied.differing);
            options.watcher.tell(Progress {
                phase: Phase::Pull,
                done: cases,
                total: if more {
                    total_cases.max(cases + 1)
                } else {
                    cases
                },
                bytes,
            });
            match more {
                true => {}
                false if differing.is_empty() => return Ok(End::Read),
                false => return Ok(End::Differs(differing)),
            }
        }
    }

    pub(super) async fn ask(&self, request: PullRequest) -> Result<Vec<u8>> {
        self.with_access(|access| {
            let request = request.clone();
            async move { self.transport.pull(&access, &request).await }
        })
        .await
    }
}

struct Fetched {
    frame: Frame,
    body: Vec<u8>,
}

/// A page that can be written.
struct Read {
    page: Page,
    epoch: String,
    /// that a first load brings, as the server counts them
    total_cases: u64,
    /// bytes of JSON
    size: u64,
}

/// Until an error, the last page, or nobody writes them.
async fn read_pages(mut fetched: Receiver<Result<Fetched>>, pages: Sender<Result<Read>>) {
    while let Some(page) = fetched.recv().await {
        let page = match page {
            Ok(page) => blocking(move || page.read()).await,
            Err(error) => Err(error),
        };
        let failed = page.is_err();
        if pages.send(page).await.is_err() || failed {
            return;
        }
    }
}

impl Fetched {
    fn read(mut self) -> Result<Read> {
        Ok(Read {
            epoch: std::mem::take(&mut self.frame.epoch),
            total_cases: self.frame.total_cases,
            size: self.body.len() as u64,
            page: page::page(self.frame, &self.body)?,
        })
    }
}

fn broken_off() -> Error {
    Error::Internal {
        detail: "pages ended before the last one".into(),
    }
}
