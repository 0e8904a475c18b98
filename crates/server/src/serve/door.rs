//! How many connections there are at a time, and what those hear for whom there
//! is no place.

use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// So many are told at a time that there is no place; more are only closed.
const TOLD: usize = 32;
/// And so long they have to read it.
const TO_READ_IT: Duration = Duration::from_secs(2);

const NO_PLACE: &str = "HTTP/1.1 503 Service Unavailable\r\n\
    content-type: application/json\r\n\
    content-length: 92\r\n\
    retry-after: 30\r\n\
    connection: close\r\n\r\n\
    {\"code\":\"server.busy\",\"message\":\"the server has its hands full; try again in half a minute\"}";

pub(super) struct Door {
    places: Arc<Semaphore>,
    told: Arc<Semaphore>,
}

impl Door {
    pub fn new(places: usize) -> Self {
        Self {
            places: Arc::new(Semaphore::new(places)),
            told: Arc::new(Semaphore::new(TOLD)),
        }
    }

    /// A place until it is dropped.
    pub fn enter(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.places).try_acquire_owned().ok()
    }

    /// Says why, where that costs no handshake.
    pub fn turn_away(&self, mut stream: TcpStream, encrypted: bool) {
        let Ok(turn) = Arc::clone(&self.told).try_acquire_owned() else {
            return;
        };
        if encrypted {
            return;
        }
        tokio::spawn(async move {
            let _turn = turn;
            let telling = async {
                stream.write_all(NO_PLACE.as_bytes()).await?;
                stream.shutdown().await?;
                // Closed with bytes unread, the answer would be lost.
                let mut rest = [0; 1024];
                while stream.read(&mut rest).await? > 0 {}
                Ok::<_, std::io::Error>(())
            };
            tokio::time::timeout(TO_READ_IT, telling).await.ok();
        });
    }
}

#[cfg(test)]
mod tests {
    use super::NO_PLACE;
    use protocol::ApiError;

    #[test]
    fn the_answer_to_whom_there_is_no_place_is_well_formed() {
        let (head, body) = NO_PLACE.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(&format!("content-length: {}\r\n", body.len())));
        let told: ApiError = serde_json::from_str(body).unwrap();
        assert_eq!(told.code, protocol::error::code::BUSY);
    }
}
