//! Photos coming in, part by part. One upload per device and hash; the whole is
//! hashed again before it counts.

use crate::app::App;
use crate::error::{Error, Result};
use crate::session::Caller;
use crate::store::blob::{self, Upload};
use crate::store::{case, ledger, meta};
use protocol::ApiError;
use protocol::blob::UploadReply;
use protocol::error::code;
use protocol::hello::Limits;

pub(crate) struct Part<'a> {
    pub sha256: &'a str,
    pub offset: u64,
    pub bytes: &'a [u8],
    /// the last one
    pub complete: bool,
}

pub(crate) struct Progress {
    pub offset: u64,
    pub stored: bool,
    /// a backup covers it
    pub safe: bool,
}

/// How far this device's upload is.
pub(crate) fn progress(app: &App, caller: &Caller, sha256: &str) -> Result<Progress> {
    let now = app.now();
    app.read(|tx| {
        let upload = blob::upload(tx, caller.device, sha256)?;
        let stored_at = match upload.complete {
            true => blob::stored(tx, sha256)?.map(|(_, at)| at),
            false => None,
        };
        let backed_up_at = meta::get(tx)?.backed_up_at;
        let safe = stored_at.is_some_and(|at| match backed_up_at {
            Some(backup) => at.0 <= backup,
            None => ledger::settled(at, now),
        });
        Ok(Progress {
            offset: upload.bytes,
            stored: stored_at.is_some(),
            safe,
        })
    })
}

pub(crate) fn take(app: &App, caller: &Caller, part: &Part) -> Result<UploadReply> {
    let now = app.now();
    let _turn = app.0.photos.turns.take(caller.device, part.sha256);
    let upload = app.read(|tx| blob::upload(tx, caller.device, part.sha256))?;
    if upload.complete {
        // Storing again what is stored changes nothing.
        return Ok(UploadReply {
            offset: upload.bytes,
            stored: true,
        });
    }
    if part.offset != upload.bytes {
        return Err(wrong_offset(upload.bytes));
    }
    let end = part.offset + part.bytes.len() as u64;
    let limit = Limits::default().photo_bytes;
    if end > limit {
        return Err(ApiError::new(code::TOO_LARGE, "a photo has at most 50 MB")
            .fact("limit", limit)
            .into());
    }
    let photos = &app.0.photos;
    if !photos.write_part(caller.device, part.sha256, part.offset, part.bytes)? {
        restart(app, caller, part.sha256)?;
        return Err(wrong_offset(0));
    }
    if part.complete && !photos.finish(caller.device, part.sha256)? {
        restart(app, caller, part.sha256)?;
        return Err(Error::told(
            code::HASH_MISMATCH,
            "the bytes do not hash to their name; send them again from the start",
        ));
    }
    let upload = Upload {
        bytes: end,
        complete: part.complete,
    };
    if part.complete {
        app.write(|work| {
            blob::put_upload(work.tx, caller, part.sha256, upload, now)?;
            blob::store(work.tx, part.sha256, end, now)?;
            for id in blob::receive(work.tx, part.sha256, caller.person.user.as_str())? {
                if let Some(mut stored) = case::load(work.tx, id)?
                    && !stored.received.iter().any(|known| known == part.sha256)
                {
                    stored.received.push(part.sha256.to_owned());
                    work.refresh(&stored)?;
                }
            }
            marks::reached("server.photo.before_commit");
            Ok(())
        })?;
        marks::reached("server.photo.after_commit");
    } else {
        marks::reached("server.part.before_commit");
        app.write_plain(|tx| blob::put_upload(tx, caller, part.sha256, upload, now))?;
        marks::reached("server.part.after_commit");
    }
    Ok(UploadReply {
        offset: end,
        stored: part.complete,
    })
}

/// Before a whole file is brought from its start; false when it is here already.
pub(crate) fn begin_anew(app: &App, caller: &Caller, sha256: &str) -> Result<bool> {
    let upload = app.read(|tx| blob::upload(tx, caller.device, sha256))?;
    if upload.bytes > 0 && !upload.complete {
        restart(app, caller, sha256)?;
    }
    Ok(!upload.complete)
}

fn restart(app: &App, caller: &Caller, sha256: &str) -> Result<()> {
    app.write_plain(|tx| blob::put_upload(tx, caller, sha256, Upload::default(), app.now()))
}

fn wrong_offset(offset: u64) -> Error {
    ApiError::new(code::OFFSET, format!("the upload goes on at {offset}"))
        .fact("offset", offset)
        .into()
}
