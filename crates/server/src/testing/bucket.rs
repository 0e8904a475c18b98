//! An S3 server on loopback, over a temporary folder, and the weather on the way
//! to it.

use crate::background::Background;
use crate::photos::PhotoPlace;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s_fs::FileSystem;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::watch;

const BUCKET: &str = "photos-of-a-district";
const PREFIX: &str = "lianxin/photos";
pub(crate) const KEY_ID: &str = "the-key-id";
pub(crate) const SECRET: &str = "the-secret";

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weather {
    Fair,
    /// connections break
    Away,
    /// what is asked is done, and nobody hears of it
    AnswersLost,
    /// questions wait until the weather changes
    Silent,
}

pub(crate) struct LoopbackS3 {
    folder: TempDir,
    address: SocketAddr,
    weather: watch::Sender<Weather>,
    waiting: Arc<AtomicUsize>,
    _background: Background,
}

impl LoopbackS3 {
    pub fn start() -> Self {
        let folder = TempDir::new().unwrap();
        std::fs::create_dir(folder.path().join(BUCKET)).unwrap();
        let mut builder = S3ServiceBuilder::new(FileSystem::new(folder.path()).unwrap());
        builder.set_auth(SimpleAuth::from_single(KEY_ID, SECRET));
        let (weather, seen) = watch::channel(Weather::Fair);
        let sky = Sky {
            service: builder.build(),
            weather: seen,
            waiting: Arc::default(),
        };
        let waiting = Arc::clone(&sky.waiting);
        // Not on the test's own thread, which waits for the answers.
        let background = Background::start("s3").unwrap();
        let listening = TcpListener::bind("127.0.0.1:0");
        let socket = background.wait(listening).unwrap().unwrap();
        let address = socket.local_addr().unwrap();
        background.handle().spawn(accept(socket, sky));
        Self {
            folder,
            address,
            weather,
            waiting,
            _background: background,
        }
    }

    pub fn turn(&self, weather: Weather) {
        self.weather.send_replace(weather);
    }

    /// Questions that came while it was silent.
    pub fn waiting(&self) -> usize {
        self.waiting.load(Ordering::SeqCst)
    }

    pub fn place(&self) -> PhotoPlace {
        self.place_as(BUCKET, SECRET)
    }

    pub fn place_as(&self, bucket: &str, secret: &str) -> PhotoPlace {
        let endpoint = format!("http://{}", self.address);
        place(bucket, &endpoint, secret)
    }

    /// Where the object of a photo lies.
    pub fn object(&self, sha256: &str) -> PathBuf {
        let objects = self.folder.path().join(BUCKET).join(PREFIX);
        objects.join(&sha256[..2]).join(sha256)
    }
}

pub(crate) fn place(bucket: &str, endpoint: &str, secret: &str) -> PhotoPlace {
    PhotoPlace::parse(&format!("s3://{bucket}/{PREFIX}"), |name| {
        let value = match name {
            "AWS_ENDPOINT_URL" => endpoint,
            "AWS_ACCESS_KEY_ID" => KEY_ID,
            "AWS_SECRET_ACCESS_KEY" => secret,
            _ => return None,
        };
        Some(value.to_owned())
    })
    .unwrap()
}

#[derive(Clone)]
struct Sky {
    service: S3Service,
    weather: watch::Receiver<Weather>,
    waiting: Arc<AtomicUsize>,
}

async fn accept(socket: TcpListener, sky: Sky) {
    while let Ok((stream, _)) = socket.accept().await {
        let sky = sky.clone();
        let answer = service_fn(move |request| sky.clone().answer(request));
        let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), answer);
        tokio::spawn(async move { connection.await.ok() });
    }
}

impl Sky {
    async fn answer(
        mut self,
        request: hyper::Request<hyper::body::Incoming>,
    ) -> io::Result<s3s::HttpResponse> {
        let weather = *self.weather.borrow();
        match weather {
            Weather::Fair | Weather::AnswersLost => {}
            Weather::Away => return Err(io::Error::other("away")),
            Weather::Silent => {
                self.waiting.fetch_add(1, Ordering::SeqCst);
                let changed = self.weather.wait_for(|now| *now != Weather::Silent);
                changed.await.map_err(io::Error::other)?;
            }
        }
        if !request.uri().path().starts_with(&format!("/{BUCKET}/")) {
            return Ok(no_such_bucket());
        }
        let answer = self.service.call(request.map(s3s::Body::from)).await;
        match weather {
            Weather::AnswersLost => Err(io::Error::other("the answer is lost")),
            _ => answer.map_err(|_| io::Error::other("no answer")),
        }
    }
}

/// `s3s-fs` makes a bucket that it is asked to write to; S3 does not.
fn no_such_bucket() -> s3s::HttpResponse {
    let body = "<Error><Code>NoSuchBucket</Code></Error>".to_owned();
    let mut answer = hyper::Response::new(s3s::Body::from(body));
    *answer.status_mut() = hyper::StatusCode::NOT_FOUND;
    answer
}
