//! Sockets: listening, TLS, idle connections, and ending in time.

mod door;
mod files;
mod patience;

use crate::app::App;
use crate::command::{calendar, numbers};
use crate::error::{Error, Result};
use crate::escalations;
use crate::letters::{self, Queue};
use crate::store::{ledger, meta};
use door::Door;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use patience::Patient;
use std::collections::HashMap;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpSocket};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// A connection on which nothing is asked, or whose request's head does not
/// arrive, ends after this.
const IDLE: Duration = Duration::from_secs(20);
/// Of a request's head; ours has 1 KB. Bodies are read in pieces of it.
const HEAD_BYTES: usize = 32 * 1024;
/// Requests under way get this long when the server ends.
const LAST_REQUESTS: Duration = Duration::from_secs(6);
/// Subcommands in other processes write too: so often we look.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// Clocks step by the day; after midnight, or a time when no server ran, it is
/// seen within this.
const CLOCKS_EVERY: Duration = Duration::from_secs(300);
/// The log is moved into the database this often, off the requests' way.
const CHECKPOINT_EVERY: Duration = Duration::from_secs(30);
const DAILY: Duration = Duration::from_secs(24 * 3600);

/// Connections at a time: of 2,000 desks with two or three each.
pub const CONNECTIONS: usize = 5_000;
/// Of these on their way at once: all desks come back together after a start, and
/// who finds no place tries again after one, three and seven seconds.
const ARRIVING: u32 = 4_096;

/// Certificate chain and key, PEM.
#[derive(Clone, Debug)]
pub struct Tls {
    pub cert: PathBuf,
    pub key: PathBuf,
}

/// A socket that listens already, so that its address can be told first.
pub struct Listener {
    socket: TcpListener,
    acceptor: Option<TlsAcceptor>,
    door: Door,
}

impl Listener {
    /// A server with sample accounts listens on loopback only: everybody can
    /// compute their passwords.
    pub async fn bind(app: &App, address: SocketAddr, tls: Option<&Tls>) -> Result<Self> {
        let sample = app.blocking(|app| Ok(app.read(meta::get)?.sample)).await?;
        if sample && !address.ip().is_loopback() {
            return Err(Error::told(
                "serve.sample_accounts",
                format!(
                    "a server with sample accounts listens on loopback only, not on {address}; use 127.0.0.1"
                ),
            ));
        }
        let acceptor = tls.map(acceptor).transpose()?;
        let socket = listen(address).map_err(|error| {
            Error::told(
                "serve.listen",
                format!("cannot listen on {address}: {error}; choose another --listen"),
            )
        })?;
        Ok(Self {
            socket,
            acceptor,
            door: Door::new(files::room_for(CONNECTIONS)),
        })
    }

    /// So many connections at a time instead of `CONNECTIONS`.
    pub fn with_room_for(self, connections: usize) -> Self {
        Self {
            door: Door::new(files::room_for(connections)),
            ..self
        }
    }

    pub fn url(&self) -> Result<String> {
        let scheme = if self.acceptor.is_some() {
            "https"
        } else {
            "http"
        };
        Ok(format!("{scheme}://{}", self.socket.local_addr()?))
    }
}

fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4()?,
        SocketAddr::V6(_) => TcpSocket::new_v6()?,
    };
    // Else the port of a server that just ended is taken for a minute; on Windows
    // the same word would let two programs have it.
    #[cfg(not(windows))]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(ARRIVING)
}

fn acceptor(tls: &Tls) -> Result<TlsAcceptor> {
    let unusable = |file: &PathBuf, problem: String| {
        Error::told(
            "serve.tls",
            format!(
                "{}: {problem}; give a PEM certificate chain and its key",
                file.display()
            ),
        )
    };
    let chain = CertificateDer::pem_file_iter(&tls.cert)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| unusable(&tls.cert, error.to_string()))?;
    let key = PrivateKeyDer::from_pem_file(&tls.key)
        .map_err(|error| unusable(&tls.key, error.to_string()))?;
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| unusable(&tls.cert, error.to_string()))?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(|error| unusable(&tls.cert, error.to_string()))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}

/// Serves until `end` is done, then lets the requests under way finish.
pub async fn serve(app: App, listener: Listener, end: impl Future<Output = ()>) -> Result<()> {
    let router = app.router();
    let graceful = GracefulShutdown::new();
    let watching = tokio::spawn(watch_other_writers(app.clone()));
    let checkpoints = tokio::spawn(checkpoint(app.clone()));
    let letters = tokio::spawn(render_letters(app.clone()));
    let clocks = tokio::spawn(watch_clocks(app.clone()));
    let calendar = tokio::spawn(watch_calendar(app.clone()));
    let numbers = tokio::spawn(settle_numbers(app.clone()));
    tokio::pin!(end);
    loop {
        let stream = tokio::select! {
            accepted = listener.socket.accept() => match accepted {
                Ok((stream, _)) => stream,
                Err(error) => {
                    // Too many open files: wait for some to close.
                    tracing::warn!(%error, "a connection was not accepted");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    continue;
                }
            },
            () = &mut end => break,
        };
        stream.set_nodelay(true).ok();
        let Some(place) = listener.door.enter() else {
            listener.door.turn_away(stream, listener.acceptor.is_some());
            continue;
        };
        let stream = Patient::new(stream);
        let service = TowerToHyperService::new(router.clone());
        let acceptor = listener.acceptor.clone();
        let watcher = graceful.watcher();
        tokio::spawn(async move {
            let _place = place;
            // HTTP/1.1 alone: its header timeout ends idle connections too, and
            // a desk needs no more than one or two.
            let mut builder = http1::Builder::new();
            builder
                .timer(TokioTimer::new())
                .header_read_timeout(IDLE)
                .max_buf_size(HEAD_BYTES);
            // A connection that breaks is the client's to make anew.
            match acceptor {
                None => {
                    let connection = builder.serve_connection(TokioIo::new(stream), service);
                    watcher.watch(connection).await.ok();
                }
                Some(acceptor) => {
                    let shaken = tokio::time::timeout(IDLE, acceptor.accept(stream)).await;
                    if let Ok(Ok(stream)) = shaken {
                        let connection = builder.serve_connection(TokioIo::new(stream), service);
                        watcher.watch(connection).await.ok();
                    }
                }
            }
        });
    }
    drop(listener);
    watching.abort();
    checkpoints.abort();
    letters.abort();
    clocks.abort();
    calendar.abort();
    numbers.abort();
    app.0.bell.end();
    tokio::time::timeout(LAST_REQUESTS, graceful.shutdown())
        .await
        .ok();
    Ok(())
}

/// Rings for what other processes wrote.
async fn watch_other_writers(app: App) {
    let mut known: HashMap<String, u64> = HashMap::new();
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        match app.blocking(|app| app.read(ledger::all)).await {
            Ok(ledgers) => {
                let moved = ledgers.into_iter().filter_map(|ledger| {
                    let before = known.insert(ledger.id.clone(), ledger.seq);
                    (before != Some(ledger.seq)).then_some(ledger.id)
                });
                let moved: Vec<String> = moved.collect();
                app.0.bell.ring(&moved);
            }
            Err(error) => tracing::warn!(%error, "cannot look for changes"),
        }
    }
}

async fn watch_clocks(app: App) {
    loop {
        match app.blocking(escalations::run).await {
            Ok(0) => {}
            Ok(steps) => tracing::info!(steps, "clocks pressed"),
            Err(error) => tracing::error!(code = error.code(), %error, "clocks are not watched"),
        }
        tokio::time::sleep(CLOCKS_EVERY).await;
    }
}

/// Says at start and daily when the calendar is about to end.
async fn watch_calendar(app: App) {
    loop {
        let warned = app.blocking(|app| calendar::warn_of_the_end(app, app.now()));
        if let Err(error) = warned.await {
            tracing::warn!(%error, "the calendar cannot be looked at");
        }
        tokio::time::sleep(DAILY).await;
    }
}

/// At start and daily: numbers that nobody claimed after a restore.
async fn settle_numbers(app: App) {
    loop {
        match app.blocking(numbers::settle_old).await {
            Ok(settled) if settled.voided > 0 => {
                tracing::warn!(settled.voided, "numbers that nobody claimed are void");
            }
            Ok(_) => {}
            Err(error) => tracing::error!(code = error.code(), %error, "numbers are not settled"),
        }
        tokio::time::sleep(DAILY).await;
    }
}

async fn checkpoint(app: App) {
    loop {
        tokio::time::sleep(CHECKPOINT_EVERY).await;
        if let Err(error) = app.blocking(|app| app.0.db.checkpoint()).await {
            tracing::warn!(%error, "the log could not be moved into the database");
        }
    }
}

/// One letter after another, so that rendering never takes more than a core;
/// the backlog only while nobody asks for anything.
async fn render_letters(app: App) {
    loop {
        let rendered = app
            .blocking(|app| {
                let signed = letters::render_due(app, Queue::Signed)?;
                if signed > 0 || !app.0.counters.is_quiet() {
                    return Ok(signed);
                }
                letters::render_due(app, Queue::Backlog)
            })
            .await;
        match rendered {
            Ok(0) => tokio::time::sleep(LOOK_EVERY).await,
            Ok(_) => {}
            Err(error) => {
                tracing::error!(code = error.code(), %error, "letters are not rendered");
                tokio::time::sleep(CHECKPOINT_EVERY).await;
            }
        }
    }
}

#[cfg(test)]
mod tests;
