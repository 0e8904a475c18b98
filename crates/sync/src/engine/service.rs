//! Does the server still serve this program? Asked once a day, and again with
//! every synchronisation once it said no. Work is handed in as long as anything
//! takes it.

use super::{Engine, Options, unless};
use crate::error::{Error, Result};
use crate::transport::Transport;
use protocol::VERSION;
use protocol::hello::{Hello, Service};

impl<T: Transport> Engine<T> {
    /// Asks who the server is and keeps its limits.
    pub async fn hello(&self) -> Result<Hello> {
        let hello = self.transport.hello().await?;
        self.note_server_time(hello.server_time);
        let server = hello.versions();
        let service = server.service(VERSION);
        let served_at = (service == Service::All).then(|| self.now());
        let kept = hello.clone();
        self.on_book(move |book| {
            book.keep_hello(&kept)?;
            book.keep_served_at(served_at)
        })
        .await?;
        match service {
            Service::None => Err(Error::TooOld {
                server,
                ours: VERSION,
            }),
            Service::All | Service::HandIn => Ok(hello),
        }
    }

    /// The inner error: this desk may hand in and read nothing.
    pub(super) async fn ask_service(&self, options: &Options) -> Result<Result<()>> {
        let now = self.now();
        if !self.on_book(move |book| book.hello_is_due(now)).await? {
            return Ok(Ok(()));
        }
        let server = unless(&options.cancel, self.hello()).await?.versions();
        Ok(match server.service(VERSION) {
            Service::All => Ok(()),
            Service::HandIn | Service::None => Err(Error::TooOldToRead {
                server,
                ours: VERSION,
            }),
        })
    }

    /// The server was updated since it was last asked: ask again next time.
    pub(super) async fn note_refusal(&self, error: &Error) -> Result<()> {
        match error.is_too_old() {
            true => self.on_book(|book| book.keep_served_at(None)).await,
            false => Ok(()),
        }
    }
}
