//! Why the photo store could not do its work, for whoever runs the server.
//! Desks are told that it is away; it is not theirs to mend.

use protocol::error::code;

#[derive(Debug, thiserror::Error)]
pub enum PhotoFault {
    #[error("{place} cannot be used: {why}; check AWS_ENDPOINT_URL, AWS_REGION and the network")]
    Unreachable { place: String, why: String },
    #[error(
        "{place} refuses the key ({why}); check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and that the key may read and write there"
    )]
    Denied { place: String, why: String },
    #[error("{place}: there is no such bucket; make it, or correct --photos")]
    NoBucket { place: String },
    #[error("{place} has no {key}; bring it back from a backup")]
    Missing { place: String, key: String },
}

impl PhotoFault {
    pub fn code(&self) -> &'static str {
        match self {
            PhotoFault::Unreachable { .. } => code::PHOTOS_UNREACHABLE,
            PhotoFault::Denied { .. } => "photos.denied",
            PhotoFault::NoBucket { .. } => "photos.no_bucket",
            PhotoFault::Missing { .. } => "photos.missing",
        }
    }
}
