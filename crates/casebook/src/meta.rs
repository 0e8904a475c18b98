//! Facts that exist once, by name.

use crate::error::{Error, Result};
use crate::store::sql;
use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

pub(crate) const DEVICE: &str = "device";
pub(crate) const INCARNATION: &str = "incarnation";
/// the seq that the next action of this incarnation gets
pub(crate) const NEXT_SEQ: &str = "next_seq";
/// highest seq acknowledged in this epoch, of this incarnation
pub(crate) const ACKNOWLEDGED: &str = "acknowledged";
/// of the payload under it, where it could be read here when it was acknowledged
pub(crate) const ACKNOWLEDGED_HASH: &str = "acknowledged_hash";
pub(crate) const EPOCH: &str = "epoch";
pub(crate) const GENERATION: &str = "generation";
/// The generation whose first load has not been read to its end.
pub(crate) const FIRST_LOAD: &str = "first_load";
/// of the last pull, when it was read to its end: how far the server was
pub(crate) const MARK: &str = "mark";
pub(crate) const PERSON: &str = "person";
pub(crate) const ACCESS: &str = "access";
pub(crate) const ACCESS_UNTIL: &str = "access_until";
pub(crate) const REFRESH: &str = "refresh";
pub(crate) const NEXT_REFRESH: &str = "next_refresh";
pub(crate) const HELLO: &str = "hello";
/// when the server last said that it serves this program
pub(crate) const SERVED_AT: &str = "served_at";
/// the server's public key for sealed exports, as it was at the sign-in
pub(crate) const SEALING_KEY: &str = "sealing_key";
/// proves a sealed export; stays after a sign-out
pub(crate) const PROOF_KEY: &str = "proof_key";
/// when the server was last asked for all receipts of photos
pub(crate) const RECEIPTS_ASKED: &str = "receipts_asked";
/// when desk and server were last found to hold the same, or made so
pub(crate) const COMPARED_AT: &str = "compared_at";
/// there while a process has the store open
pub(crate) const OPEN: &str = "open";
pub(crate) const SYNCED_AT: &str = "synced_at";

pub(crate) fn get(db: &Connection, name: &str) -> Result<Option<String>> {
    Ok(db
        .prepare_cached(sql!("get_meta"))?
        .query_row([name], |row| row.get(0))
        .optional()?)
}

pub(crate) fn set(db: &Connection, name: &str, value: &str) -> Result<()> {
    db.prepare_cached(sql!("set_meta"))?
        .execute([name, value])?;
    Ok(())
}

pub(crate) fn clear(db: &Connection, name: &str) -> Result<()> {
    db.prepare_cached(sql!("clear_meta"))?.execute([name])?;
    Ok(())
}

pub(crate) fn number(db: &Connection, name: &'static str) -> Result<u64> {
    match get(db, name)? {
        None => Ok(0),
        Some(text) => text.parse().map_err(|e| Error::unreadable(name, e)),
    }
}

pub(crate) fn set_number(db: &Connection, name: &str, value: u64) -> Result<()> {
    set(db, name, &value.to_string())
}

pub(crate) fn uuid(db: &Connection, name: &'static str) -> Result<Uuid> {
    let text = get(db, name)?.unwrap_or_default();
    Uuid::parse_str(&text).map_err(|e| Error::unreadable(name, e))
}

pub(crate) fn json<T: serde::de::DeserializeOwned>(
    db: &Connection,
    name: &'static str,
) -> Result<Option<T>> {
    get(db, name)?
        .map(|text| serde_json::from_str(&text).map_err(|e| Error::unreadable(name, e)))
        .transpose()
}

pub(crate) fn set_json(
    db: &Connection,
    name: &'static str,
    value: &impl serde::Serialize,
) -> Result<()> {
    let text = serde_json::to_string(value).map_err(|e| Error::unreadable(name, e))?;
    set(db, name, &text)
}
