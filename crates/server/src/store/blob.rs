//! Which bytes are here, whose upload they are, which cases refer to them.

use crate::db::{Tx, params, sql};
use crate::error::Result;
use crate::session::Caller;
use casework::{CaseId, Moment};
use uuid::Uuid;

#[derive(Clone, Copy, Default)]
pub(crate) struct Upload {
    pub bytes: u64,
    pub complete: bool,
}

/// This device's upload; nothing about anybody else's.
pub(crate) fn upload(tx: &mut dyn Tx, device: Uuid, sha256: &str) -> Result<Upload> {
    let row = tx.first(sql!("upload_get"), params![&device.to_string(), sha256])?;
    match row {
        None => Ok(Upload::default()),
        Some(row) => Ok(Upload {
            bytes: row.count(0)?,
            complete: row.truth(1)?,
        }),
    }
}

pub(crate) fn put_upload(
    tx: &mut dyn Tx,
    caller: &Caller,
    sha256: &str,
    upload: Upload,
    now: Moment,
) -> Result<()> {
    tx.execute(
        sql!("upload_put"),
        params![
            &caller.device.to_string(),
            sha256,
            caller.person.user.as_str(),
            upload.bytes,
            upload.complete,
            now.0
        ],
    )?;
    Ok(())
}

pub(crate) fn store(tx: &mut dyn Tx, sha256: &str, size: u64, now: Moment) -> Result<()> {
    tx.execute(sql!("blob_put"), params![sha256, size, now.0])?;
    Ok(())
}

/// Size, and since when it is here.
pub(crate) fn stored(tx: &mut dyn Tx, sha256: &str) -> Result<Option<(u64, Moment)>> {
    let row = tx.first(sql!("blob_get"), params![sha256])?;
    row.map(|row| Ok((row.count(0)?, Moment(row.int(1)?))))
        .transpose()
}

/// The author has shown the bytes of what they refer to; answers the cases.
pub(crate) fn receive(tx: &mut dyn Tx, sha256: &str, author: &str) -> Result<Vec<CaseId>> {
    let rows = tx.query(sql!("blob_receive"), params![sha256, author])?;
    let mut keys: Vec<i64> = rows.iter().map(|row| row.int(0)).collect::<Result<_>>()?;
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter()
        .map(|key| tx.one(sql!("case_by_key"), params![key])?.parse(0))
        .collect()
}

/// What it is (photo or letter), if a case that the caller sees refers to it.
pub(crate) fn readable(tx: &mut dyn Tx, sha256: &str, caller: &Caller) -> Result<Option<String>> {
    let row = if caller.sees_all() {
        tx.first(sql!("blob_read_any"), params![sha256])?
    } else {
        tx.first(sql!("blob_read_office"), params![sha256, caller.home()])?
    };
    row.map(|row| Ok(row.text(0)?.to_owned())).transpose()
}
