//! Tables come as UTF-8 or as GB18030, with or without a byte order mark.

use crate::error::{Error, Result};
use encoding_rs::{Encoding, GB18030, UTF_8};
use std::borrow::Cow;
use std::path::Path;

/// A file's text; `code` is whose file it is when it cannot be read.
pub(super) fn read(file: &Path, code: &str) -> Result<String> {
    let bytes = std::fs::read(file)
        .map_err(|error| Error::told(code, format!("{}: {error}", file.display())))?;
    decode(&bytes).map(Cow::into_owned)
}

fn decode(bytes: &[u8]) -> Result<Cow<'_, str>> {
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
