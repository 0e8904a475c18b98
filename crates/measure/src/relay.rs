//! A relay between desk and server that counts every byte, headers included.

use crate::Result;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};

/// Bytes in each direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bytes {
    pub sent: u64,
    pub received: u64,
}

impl Bytes {
    pub fn both(self) -> u64 {
        self.sent + self.received
    }
}

#[derive(Default)]
struct Counts {
    sent: AtomicU64,
    received: AtomicU64,
}

pub struct Relay {
    pub url: String,
    counts: Arc<Counts>,
}

impl Relay {
    pub async fn to(url: &str) -> Result<Self> {
        let server = url.trim_start_matches("http://").to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let counts = Arc::new(Counts::default());
        let relay = Self {
            url: format!("http://{}", listener.local_addr()?),
            counts: counts.clone(),
        };
        tokio::spawn(async move {
            while let Ok((desk, _)) = listener.accept().await {
                let (server, counts) = (server.clone(), counts.clone());
                // A connection that breaks shows at the desk.
                tokio::spawn(async move { pass(desk, &server, counts).await.ok() });
            }
        });
        Ok(relay)
    }

    /// Since they were last taken.
    pub fn take(&self) -> Bytes {
        Bytes {
            sent: self.counts.sent.swap(0, Ordering::Relaxed),
            received: self.counts.received.swap(0, Ordering::Relaxed),
        }
    }
}

async fn pass(desk: TcpStream, server: &str, counts: Arc<Counts>) -> std::io::Result<()> {
    let server = TcpStream::connect(server).await?;
    desk.set_nodelay(true)?;
    server.set_nodelay(true)?;
    let (from_desk, to_desk) = desk.into_split();
    let (from_server, to_server) = server.into_split();
    tokio::join!(
        copy(from_desk, to_server, &counts.sent),
        copy(from_server, to_desk, &counts.received)
    );
    Ok(())
}

/// Counted before it goes on: who has an answer finds all of it counted.
async fn copy(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, count: &AtomicU64) {
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(n @ 1..) = from.read(&mut buffer).await {
        count.fetch_add(n as u64, Ordering::Relaxed);
        if to.write_all(&buffer[..n]).await.is_err() {
            return;
        }
    }
}
