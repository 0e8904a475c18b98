//! Where finished photos are kept. What is secret about a bucket comes from the
//! environment, under the names that S3's own tools read, never from an argument
//! that others can list.

use crate::error::{Error, Result};
use object_store::path::Path as Key;
use std::fmt;
use std::path::PathBuf;
use url::{Host, Url};

#[cfg(test)]
mod tests;

#[derive(Clone, Debug)]
pub enum PhotoPlace {
    Folder(PathBuf),
    Bucket(Box<BucketPlace>),
}

impl PhotoPlace {
    /// `DIR` or `s3://bucket/prefix`; `variable` reads the environment.
    pub fn parse(text: &str, variable: impl Fn(&str) -> Option<String>) -> Result<Self> {
        match text.split_once("://") {
            None => Ok(Self::Folder(text.into())),
            Some(("s3", rest)) => Ok(Self::Bucket(Box::new(BucketPlace::parse(rest, &variable)?))),
            Some(_) => Err(unfit()),
        }
    }
}

/// A bucket, the prefix of its keys, and how to get there.
#[derive(Clone)]
pub struct BucketPlace {
    pub(super) bucket: String,
    pub(super) prefix: Key,
    pub(super) region: String,
    /// where it is not Amazon's own
    pub(super) endpoint: Option<Url>,
    /// the endpoint's host names the bucket, not the path
    pub(super) virtual_hosted: bool,
    pub(super) key_id: String,
    pub(super) secret: String,
    pub(super) token: Option<String>,
}

impl BucketPlace {
    fn parse(text: &str, variable: &dyn Fn(&str) -> Option<String>) -> Result<Self> {
        let first = |names: &[&str]| {
            let mut values = names.iter().filter_map(|name| variable(name));
            values.find(|value| !value.is_empty())
        };
        let is_on = |name| first(&[name]).is_some_and(|on| matches!(on.as_str(), "1" | "true"));
        let needed = |name| {
            first(&[name]).ok_or_else(|| {
                Error::told(
                    "photos.no_credentials",
                    format!("{name} is not set; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"),
                )
            })
        };
        let (bucket, prefix) = text.split_once('/').unwrap_or((text, ""));
        if !is_bucket(bucket) {
            return Err(unfit());
        }
        let endpoint = first(&["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT"]);
        Ok(Self {
            bucket: bucket.to_owned(),
            prefix: Key::parse(prefix).map_err(|_| unfit())?,
            // Stores without regions take the name of Amazon's first.
            region: first(&["AWS_REGION", "AWS_DEFAULT_REGION"])
                .unwrap_or_else(|| "us-east-1".to_owned()),
            endpoint: endpoint
                .map(|text| address(&text, is_on("AWS_ALLOW_HTTP")))
                .transpose()?,
            virtual_hosted: is_on("AWS_VIRTUAL_HOSTED_STYLE_REQUEST"),
            key_id: needed("AWS_ACCESS_KEY_ID")?,
            secret: needed("AWS_SECRET_ACCESS_KEY")?,
            token: first(&["AWS_SESSION_TOKEN"]),
        })
    }
}

/// As in the argument, with the endpoint and without what is secret.
impl fmt::Display for BucketPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s3://{}/{}", self.bucket, self.prefix)?;
        match &self.endpoint {
            Some(endpoint) => write!(f, " at {endpoint}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for BucketPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Does not repeat what was typed: it may hold a secret.
fn unfit() -> Error {
    Error::told(
        "photos.place",
        "--photos is a folder or s3://bucket/prefix; keys and endpoint come from the environment",
    )
}

/// Amazon's rule of names; it has no room for `user:secret@`.
fn is_bucket(name: &str) -> bool {
    (3..=63).contains(&name.len())
        && name
            .bytes()
            .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-'))
}

/// `http://` is refused except for this computer itself, or where it is said to
/// be wanted.
fn address(text: &str, http_allowed: bool) -> Result<Url> {
    let unfit = |code, problem| {
        let message = format!("AWS_ENDPOINT_URL {problem}; write https://host:port");
        Err(Error::told(code, message))
    };
    let Ok(url) = Url::parse(text) else {
        return unfit("photos.endpoint", "is no address");
    };
    if !url.username().is_empty() || url.password().is_some() {
        return unfit("photos.endpoint", "names a user");
    }
    let loopback = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    };
    match url.scheme() {
        "https" => Ok(url),
        "http" if loopback || http_allowed => Ok(url),
        "http" => unfit(
            "photos.insecure",
            "is not encrypted, which AWS_ALLOW_HTTP=true would allow",
        ),
        _ => unfit("photos.endpoint", "is no address"),
    }
}
