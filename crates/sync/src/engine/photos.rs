//! Photos: the visit went first, the bytes follow in parts that can be resumed.
//! What lies here is hashed again before it is sent.

use super::{Engine, Options, Photos, Report, blocking, check, state_of, unless};
use crate::error::{Error, Result};
use crate::plan::smaller_part;
use crate::progress::{Phase, Progress, Watcher};
use crate::transport::{Transport, UploadPart, UploadState};
use casebook::{BlobReader, PhotoState, PhotoToSend};
use futures_util::stream::{self, StreamExt};
use protocol::blob::PART;
use protocol::error::code;
use std::sync::atomic::{AtomicU64, Ordering};

/// Photos under way at a time: while one is hashed here, another is on its way and
/// a third is made durable there. Each holds one part in memory.
const SIDE_BY_SIDE: usize = 3;

/// How often an upload may be set back by the server before it waits for the
/// next time.
const SET_BACKS: u32 = 3;

/// What became of one photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sent {
    Stored,
    /// damaged here; a person is told
    Rotten,
}

/// Bytes of a run, for the progress bar.
struct Tally {
    watcher: Watcher,
    done: AtomicU64,
    total: u64,
    bytes: AtomicU64,
}

impl Tally {
    fn of(options: &Options, total: usize) -> Self {
        Self {
            watcher: options.watcher.clone(),
            done: AtomicU64::new(0),
            total: total as u64,
            bytes: AtomicU64::new(0),
        }
    }

    fn part(&self, bytes: u64) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
        self.tell();
    }

    fn photo(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
        self.tell();
    }

    fn tell(&self) {
        self.watcher.tell(Progress {
            phase: Phase::Photos,
            done: self.done.load(Ordering::Relaxed),
            total: self.total,
            bytes: self.bytes.load(Ordering::Relaxed),
        });
    }
}

impl<T: Transport> Engine<T> {
    pub(super) async fn send_photos(
        &self,
        mode: Photos,
        options: &Options,
        report: &mut Report,
    ) -> Result<()> {
        let photos = self.on_book(|book| book.photos_to_send()).await?;
        let tally = Tally::of(options, photos.len());
        let mut failed: Vec<String> = Vec::new();
        let send = |photo: PhotoToSend| async {
            let sent = match check(&options.cancel) {
                Ok(()) => self.send_photo(&photo, options, &tally).await,
                Err(cancelled) => Err(cancelled),
            };
            (photo, sent)
        };
        // What is under way when one finds the line broken is dropped with it.
        let mut sending = stream::iter(photos).map(send).buffered(SIDE_BY_SIDE);
        while let Some((photo, sent)) = sending.next().await {
            match sent {
                Ok(Sent::Stored) => report.photos_sent += 1,
                Ok(Sent::Rotten) => failed.push(format!("{} is damaged here", photo.name)),
                Err(error) if error.is_offline() || matches!(error, Error::Cancelled) => {
                    return match mode {
                        Photos::All => Err(error),
                        _ => Ok(()),
                    };
                }
                Err(error) if error.needs_sign_in() => return Err(error),
                Err(error) => failed.push(format!("{}: {error}", photo.name)),
            }
            tally.photo();
        }
        match (mode, failed.first()) {
            (Photos::All, Some(first)) => Err(Error::PhotosWait {
                waiting: failed.len() as u64,
                first: first.clone(),
            }),
            _ => Ok(()),
        }
    }

    /// Sends the next photo that may go, for the driver; None when there is none.
    pub(crate) async fn send_next_photo(&self, options: &Options) -> Result<Option<Sent>> {
        let photos = self.on_book(|book| book.photos_to_send()).await?;
        let tally = Tally::of(options, photos.len());
        let now = self.now();
        let next = photos
            .into_iter()
            .find(|photo| self.troubles.may_go(&photo.sha256, now));
        let Some(photo) = next else {
            return Ok(None);
        };
        self.send_photo(&photo, options, &tally).await.map(Some)
    }

    /// Why a photo that waits could not be sent the last time.
    pub fn photo_trouble(&self, sha256: &str) -> Option<String> {
        self.troubles.code(sha256)
    }

    /// Every photo may be tried at once: a person asked.
    pub(crate) fn try_all_photos(&self) {
        self.troubles.try_all();
    }

    async fn send_photo(
        &self,
        photo: &PhotoToSend,
        options: &Options,
        tally: &Tally,
    ) -> Result<Sent> {
        let sent = self.upload(photo, options, tally).await;
        match &sent {
            Ok(_) => self.troubles.over(&photo.sha256),
            Err(Error::Cancelled) => {}
            Err(error) => self
                .troubles
                .failed(&photo.sha256, error.code(), self.now()),
        }
        sent
    }

    async fn upload(&self, photo: &PhotoToSend, options: &Options, tally: &Tally) -> Result<Sent> {
        let sha256 = photo.sha256.clone();
        if let Err(error) = self.on_book(move |book| book.verify_photo(&sha256)).await {
            if error.code() == "photo.rotten" {
                self.set_state(photo, PhotoState::Rotten).await?;
                return Ok(Sent::Rotten);
            }
            return Err(error);
        }
        let cancel = &options.cancel;
        let mut state = unless(cancel, self.ask_upload(photo)).await?;
        let (mut set_backs, mut most) = (0, PART);
        while !state.stored {
            check(cancel)?;
            let part = self.part(photo, state.offset, most).await?;
            let length = part.bytes.len() as u64;
            match unless(cancel, self.send_part(part)).await {
                Ok(reply) => {
                    tally.part(length);
                    if reply.offset <= state.offset && !reply.stored {
                        set_backs += 1;
                    }
                    state.offset = reply.offset;
                    state.stored = reply.stored;
                    let (sha256, sent) = (photo.sha256.clone(), reply.offset);
                    self.on_book(move |book| book.photo_sent(&sha256, sent))
                        .await?;
                }
                Err(error) if error.is(code::OFFSET) || error.is(code::HASH_MISMATCH) => {
                    set_backs += 1;
                    if set_backs > SET_BACKS {
                        return Err(error);
                    }
                    state = unless(cancel, self.ask_upload(photo)).await?;
                }
                Err(error) if error.is(code::TOO_LARGE) => match smaller_part(length) {
                    Some(smaller) => most = smaller,
                    None => return Err(error),
                },
                Err(error) => return Err(error),
            }
            if set_backs > SET_BACKS {
                return Err(Error::BadAnswer {
                    detail: format!("the upload of {} does not advance", photo.name),
                });
            }
        }
        self.set_state(photo, state_of(state.stored, state.safe))
            .await?;
        Ok(Sent::Stored)
    }

    async fn ask_upload(&self, photo: &PhotoToSend) -> Result<UploadState> {
        let sha256 = &photo.sha256;
        let state = self
            .with_access(|access| async move { self.transport.upload_state(&access, sha256).await })
            .await?;
        // More than the whole is no place to go on from.
        Ok(UploadState {
            offset: if state.offset > photo.size {
                0
            } else {
                state.offset
            },
            ..state
        })
    }

    async fn send_part(&self, part: UploadPart) -> Result<protocol::blob::UploadReply> {
        self.with_access(|access| {
            let part = part.clone();
            async move { self.transport.upload_part(&access, part).await }
        })
        .await
    }

    async fn part(&self, photo: &PhotoToSend, offset: u64, most: u64) -> Result<UploadPart> {
        let (sha256, size) = (photo.sha256.clone(), photo.size);
        self.on_book(move |book| {
            let mut reader: BlobReader = book.blob(&sha256)?;
            let length = most.min(size - offset.min(size)) as usize;
            let bytes = reader.part(offset, length)?;
            Ok(UploadPart {
                sha256,
                offset,
                length: size,
                bytes,
            })
        })
        .await
    }

    async fn set_state(&self, photo: &PhotoToSend, state: PhotoState) -> Result<()> {
        let sha256 = photo.sha256.clone();
        self.on_book(move |book| book.photo_state(&sha256, state))
            .await
    }

    /// A colleague's photo or a letter's PDF: from here, or fetched, checked
    /// against its hash and kept encrypted.
    pub async fn blob(&self, sha256: &str) -> Result<BlobReader> {
        let name = sha256.to_owned();
        if self.on_book(move |book| book.has_blob(&name)).await? {
            let name = sha256.to_owned();
            return self.on_book(move |book| book.blob(&name)).await;
        }
        let bytes = self
            .with_access(|access| async move { self.transport.fetch(&access, sha256).await })
            .await?;
        let (book, name, now) = (self.book.clone(), sha256.to_owned(), self.now());
        blocking(move || {
            book.keep_fetched(&name, &bytes, now)?;
            Ok(book.blob(&name)?)
        })
        .await
    }
}
