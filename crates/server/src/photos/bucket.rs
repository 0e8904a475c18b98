//! Finished files in a bucket that speaks S3, under the same names as in a
//! folder, so that one can be copied into the other.

use super::fault::PhotoFault;
use super::place::BucketPlace;
use crate::background::Background;
use crate::error::{Error, Result};
use axum::body::Bytes;
use futures_util::stream::{self, BoxStream};
use futures_util::{StreamExt, TryStreamExt};
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::client::{HttpClient, HttpConnector};
use object_store::path::Path as Key;
use object_store::{
    ClientOptions, Error as StoreError, GetOptions, ObjectStore, ObjectStoreExt, RetryConfig,
};
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

const CONNECT: Duration = Duration::from_secs(5);
/// Without a byte from the store. With `AGAIN_WITHIN` it is less than the 60 s
/// after which a desk no longer waits for the answer to its last part.
const SILENCE: Duration = Duration::from_secs(30);
/// A request that fails sooner is made again, `AGAIN` times.
const AGAIN_WITHIN: Duration = Duration::from_secs(10);
const AGAIN: usize = 2;
/// Written and read at the start of a server, beside the photos.
const PROBE: &str = "probe";

pub(super) struct Bucket {
    store: Arc<AmazonS3>,
    place: BucketPlace,
    background: Background,
}

impl Bucket {
    /// Asks nothing yet.
    pub fn open(place: &BucketPlace) -> Result<Self> {
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&place.bucket)
            .with_region(&place.region)
            .with_access_key_id(&place.key_id)
            .with_secret_access_key(&place.secret)
            .with_virtual_hosted_style_request(place.virtual_hosted)
            .with_http_connector(OurClient)
            .with_retry(RetryConfig {
                max_retries: AGAIN,
                retry_timeout: AGAIN_WITHIN,
                ..RetryConfig::default()
            });
        if let Some(endpoint) = &place.endpoint {
            builder = builder.with_endpoint(endpoint.as_str().trim_end_matches('/'));
        }
        if let Some(token) = &place.token {
            builder = builder.with_token(token);
        }
        let store = builder.build();
        Ok(Self {
            store: Arc::new(store.map_err(|error| fault(place, error))?),
            place: place.clone(),
            background: Background::start("photos")?,
        })
    }

    /// Can it be read and written? Listing is not asked for: a key that may do
    /// no more than it needs may not list.
    pub fn probe(&self) -> Result<()> {
        let key = self.place.prefix.clone().join(PROBE);
        self.write(key.clone(), PROBE.into())?;
        self.read_whole(key).map(drop)
    }

    /// Done when the store says that it has all of it: it checks the SHA-256
    /// that the request is signed with.
    pub fn put(&self, sha256: &str, bytes: Vec<u8>) -> Result<()> {
        self.write(self.key(sha256), bytes)
    }

    pub fn read(&self, sha256: &str) -> Result<Vec<u8>> {
        self.read_whole(self.key(sha256))
    }

    pub async fn stream(
        &self,
        sha256: &str,
        range: Range<u64>,
    ) -> Result<BoxStream<'static, std::io::Result<Bytes>>> {
        if range.is_empty() {
            return Ok(stream::empty().boxed());
        }
        let options = GetOptions::new().with_range(Some(range));
        let found = self.store.get_opts(&self.key(sha256), options).await;
        let found = found.map_err(|error| fault(&self.place, error))?;
        Ok(found.into_stream().map_err(Into::into).boxed())
    }

    fn write(&self, key: Key, bytes: Vec<u8>) -> Result<()> {
        let store = Arc::clone(&self.store);
        let put = async move { store.put(&key, bytes.into()).await };
        match self.background.wait(put)? {
            Ok(_) => Ok(()),
            Err(error) => Err(fault(&self.place, error)),
        }
    }

    fn read_whole(&self, key: Key) -> Result<Vec<u8>> {
        let store = Arc::clone(&self.store);
        let get = async move { store.get(&key).await?.bytes().await };
        match self.background.wait(get)? {
            Ok(bytes) => Ok(bytes.into()),
            Err(error) => Err(fault(&self.place, error)),
        }
    }

    /// The caller has checked that it is a hash.
    fn key(&self, sha256: &str) -> Key {
        self.place.prefix.clone().join(&sha256[..2]).join(sha256)
    }
}

fn fault(place: &BucketPlace, error: StoreError) -> Error {
    let (place, why) = (place.to_string(), why(&error));
    let fault = match error {
        StoreError::NotFound { .. } if why == "NoSuchBucket" => PhotoFault::NoBucket { place },
        StoreError::NotFound { path, .. } => PhotoFault::Missing { place, key: path },
        StoreError::PermissionDenied { .. } | StoreError::Unauthenticated { .. } => {
            PhotoFault::Denied { place, why }
        }
        _ => PhotoFault::Unreachable { place, why },
    };
    fault.into()
}

/// What S3 calls it, or else the first cause, in one line. More of S3's answer
/// is not repeated: it may name the key.
fn why(error: &StoreError) -> String {
    let text = error.to_string();
    let said = text.split_once("<Code>").map(|(_, rest)| rest);
    if let Some((code, _)) = said.and_then(|rest| rest.split_once("</Code>")) {
        return code.to_owned();
    }
    let mut cause: &dyn std::error::Error = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string().lines().take(1).collect()
}

/// The workspace's one HTTP client and TLS, with our patience. That `http://` is
/// not used unasked was checked in the address.
#[derive(Debug)]
struct OurClient;

impl HttpConnector for OurClient {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        let provider = tokio_rustls::rustls::crypto::ring::default_provider();
        // Err: another part of the process installed one already.
        let _ = provider.install_default();
        let client = reqwest::Client::builder()
            .user_agent(concat!("lianxin-server/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(CONNECT)
            .read_timeout(SILENCE)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|error| StoreError::Generic {
                store: "S3",
                source: Box::new(error),
            })?;
        Ok(HttpClient::new(client))
    }
}
