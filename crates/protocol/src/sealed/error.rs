//! Why a file is not taken; each says what to do.

use std::io;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("this is no sealed export of a desk; choose the .lianxin file that the laptop wrote")]
    NotSealed,
    #[error("a newer desk wrote it (format {found}); import it with a newer server")]
    Newer { found: u8 },
    #[error("it is sealed for another server; import it there")]
    OtherServer,
    #[error("it is cut off: bytes are missing at its end; copy it from the laptop again")]
    CutOff,
    #[error("it was changed or damaged on its way (block {block}); copy it from the laptop again")]
    Damaged { block: u64 },
    #[error("something follows its end; copy it from the laptop again")]
    TooLong,
    #[error("its content is not what a desk writes: {what}")]
    Content { what: String },
    #[error("the key is no X25519 key")]
    BadKey,
    #[error("{0}")]
    File(#[from] io::Error),
}

impl Error {
    pub fn code(&self) -> &'static str {
        match self {
            Error::OtherServer => "sealed.other_server",
            Error::Newer { .. } => "sealed.newer",
            Error::BadKey => "sealed.bad_key",
            Error::File(_) => "sealed.file",
            Error::NotSealed
            | Error::CutOff
            | Error::Damaged { .. }
            | Error::TooLong
            | Error::Content { .. } => "sealed.malformed",
        }
    }

    pub(super) fn content(what: impl ToString) -> Self {
        Error::Content {
            what: what.to_string(),
        }
    }
}
