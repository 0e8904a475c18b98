//! The edge to the disk: how large a file may be, and reading one.

use crate::Error;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// The largest photo taken in. DESIGN.md, Limits.
pub const MAX_BYTES: u64 = 50 * 1024 * 1024;

/// Refuses by length alone, so before anything is read or copied.
pub fn check_size(len: u64, name: &str) -> Result<(), Error> {
    let name = name.to_owned();
    match len {
        0 => Err(Error::Empty { name }),
        1..=MAX_BYTES => Ok(()),
        size => Err(Error::TooLarge {
            name,
            size,
            limit: MAX_BYTES,
        }),
    }
}

/// Reads a photo file of allowed size. What is too large is refused unread.
pub fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let name = path.file_name().unwrap_or(path.as_os_str());
    let name = name.to_string_lossy();
    let unreadable = |cause| Error::Unreadable {
        name: name.clone().into_owned(),
        cause,
    };
    let file = File::open(path).map_err(unreadable)?;
    let len = file.metadata().map_err(unreadable)?.len();
    check_size(len, &name)?;

    // A file may grow while it is read: one byte over the limit tells.
    let mut bytes = Vec::with_capacity(len as usize);
    file.take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    check_size(bytes.len() as u64, &name)?;
    Ok(bytes)
}
