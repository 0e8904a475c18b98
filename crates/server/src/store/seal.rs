//! 印章图样 of the offices, encrypted as they lie, and the log of what became of them.

use crate::db::{Row, Tx, params, sql};
use crate::error::{Error, Result};
use casework::Moment;
use casework::letter::DocumentNumber;
use protocol::seal::{SealAct, SealUse, SealUser, SealedLetter};
use uuid::Uuid;

pub(crate) struct Stored {
    /// nonce and ciphertext
    pub sealed: Vec<u8>,
    /// of the key that opens it
    pub key_id: String,
    /// SHA-256 of the picture
    pub fingerprint: String,
    pub diameter_mm: u32,
    pub since: Moment,
    pub by: SealUser,
}

/// One that is still as it was stored before seals were encrypted.
pub(crate) struct Plain {
    pub office: String,
    pub picture: Vec<u8>,
    pub since: Option<Moment>,
}

/// What is written down of an act with a seal.
pub(crate) struct Entry<'a> {
    pub at: Moment,
    pub who: &'a str,
    pub device: Option<Uuid>,
    pub act: SealAct,
    /// the letter it was placed on; else the office
    pub subject: &'a str,
    pub office: &'a str,
    pub fingerprint: &'a str,
}

pub(crate) fn find(tx: &mut dyn Tx, office: &str) -> Result<Option<Stored>> {
    let Some(row) = tx.first(sql!("seal_get"), params![office])? else {
        return Ok(None);
    };
    Ok(Some(Stored {
        sealed: row.blob(0)?.to_vec(),
        key_id: row.text(1)?.to_owned(),
        fingerprint: row.text(2)?.to_owned(),
        diameter_mm: small(row.int(3)?)?,
        since: Moment(row.int(4)?),
        by: user(&row, 5)?,
    }))
}

pub(crate) fn put(tx: &mut dyn Tx, office: &str, seal: &Stored) -> Result<()> {
    tx.execute(
        sql!("seal_put"),
        params![
            office,
            seal.sealed.as_slice(),
            &seal.key_id,
            &seal.fingerprint,
            i64::from(seal.diameter_mm),
            seal.since.0,
            seal.by.user.as_str()
        ],
    )?;
    Ok(())
}

pub(crate) fn remove(tx: &mut dyn Tx, office: &str) -> Result<()> {
    tx.execute(sql!("seal_remove"), params![office])?;
    Ok(())
}

/// Of every seal its office and the id of its key.
pub(crate) fn keys(tx: &mut dyn Tx) -> Result<Vec<(String, String)>> {
    let rows = tx.query(sql!("seal_keys"), &[])?;
    rows.iter()
        .map(|row| Ok((row.text(0)?.to_owned(), row.text(1)?.to_owned())))
        .collect()
}

pub(crate) fn plain(tx: &mut dyn Tx) -> Result<Vec<Plain>> {
    let rows = tx.query(sql!("seal_plain_all"), &[])?;
    let plain = rows.iter().map(|row| {
        Ok(Plain {
            office: row.text(0)?.to_owned(),
            picture: row.blob(1)?.to_vec(),
            since: row.opt_int(2)?.map(Moment),
        })
    });
    plain.collect()
}

pub(crate) fn forget_plain(tx: &mut dyn Tx) -> Result<()> {
    tx.execute(sql!("seal_plain_forget"), &[])?;
    Ok(())
}

pub(crate) fn log(tx: &mut dyn Tx, entry: &Entry) -> Result<()> {
    let device = entry.device.map(|device| device.to_string());
    tx.execute(
        sql!("audit_put_seal"),
        params![
            entry.at.0,
            entry.who,
            device.as_deref(),
            act_code(entry.act),
            entry.subject,
            entry.office,
            entry.fingerprint
        ],
    )?;
    Ok(())
}

/// Newest first.
pub(crate) fn uses(tx: &mut dyn Tx, office: &str, most: i64) -> Result<Vec<SealUse>> {
    let rows = tx.query(sql!("audit_of_seal"), params![office, most])?;
    let uses = rows.iter().map(|row| {
        Ok(SealUse {
            at: Moment(row.int(0)?),
            act: act(row.text(1)?)?,
            by: user(row, 2)?,
            fingerprint: row.text(4)?.to_owned(),
            letter: letter(row)?,
        })
    });
    uses.collect()
}

fn letter(row: &Row) -> Result<Option<SealedLetter>> {
    if row.opt_text(5)?.is_none() || row.opt_text(6)?.is_none() {
        return Ok(None);
    }
    Ok(Some(SealedLetter {
        letter: row.parse(5)?,
        case: row.parse(6)?,
        case_number: row.text(7)?.to_owned(),
        number: DocumentNumber {
            word: row.text(8)?.to_owned(),
            year: i32::try_from(row.int(9)?).unwrap_or(i32::MAX),
            serial: small(row.int(10)?)?,
        },
    }))
}

/// The name is empty where there is no such account.
fn user(row: &Row, column: usize) -> Result<SealUser> {
    Ok(SealUser {
        user: row.text(column)?.into(),
        name: row.text(column + 1)?.to_owned(),
    })
}

fn small(stored: i64) -> Result<u32> {
    u32::try_from(stored).map_err(|_| Error::Broken(format!("{stored} of a seal is too large")))
}

fn act_code(act: SealAct) -> &'static str {
    match act {
        SealAct::Put => "seal_put",
        SealAct::Replaced => "seal_replaced",
        SealAct::Removed => "seal_removed",
        SealAct::Placed => "seal_placed",
    }
}

fn act(code: &str) -> Result<SealAct> {
    let acts = [
        SealAct::Put,
        SealAct::Replaced,
        SealAct::Removed,
        SealAct::Placed,
    ];
    acts.into_iter()
        .find(|act| act_code(*act) == code)
        .ok_or_else(|| Error::Broken(format!("“{code}” is no act with a seal")))
}
