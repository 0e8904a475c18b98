//! Tables come as UTF-8 or as GB18030, with or without a byte order mark.

use crate::error::{Error, Result};
use encoding_rs::{Encoding, GB18030, UTF_8};
use std::borrow::Cow;

pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => GB18030,
    };
    let (text, _, broken) = encoding.decode(bytes);
    if broken {
        return Err(Error::told(
            "import.encoding",
            "the file is neither UTF-8 nor GB18030; save it again as one of them",
        ));
    }
    Ok(text)
}
