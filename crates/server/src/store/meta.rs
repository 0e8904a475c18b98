//! What the district is: its name, epoch and secrets.

use crate::db::{Tx, params, sql};
use crate::error::{Error, Result};
use crate::random::Chance;

pub(crate) struct Meta {
    pub district: String,
    /// random, new after every restore
    pub epoch: String,
    pub sealing_secret: Vec<u8>,
    pub token_secret: Vec<u8>,
    /// accounts whose passwords anybody can compute
    pub sample: bool,
    pub backed_up_at: Option<i64>,
}

pub(crate) fn get(tx: &mut dyn Tx) -> Result<Meta> {
    find(tx)?.ok_or_else(|| {
        Error::told(
            "store.empty",
            "there is no district here yet; run `lianxin-server init` or `seed` first",
        )
    })
}

pub(crate) fn find(tx: &mut dyn Tx) -> Result<Option<Meta>> {
    let Some(row) = tx.first(sql!("meta_get"), &[])? else {
        return Ok(None);
    };
    Ok(Some(Meta {
        district: row.text(0)?.to_owned(),
        epoch: row.text(1)?.to_owned(),
        sealing_secret: row.blob(2)?.to_vec(),
        token_secret: row.blob(3)?.to_vec(),
        sample: row.truth(4)?,
        backed_up_at: row.opt_int(5)?,
    }))
}

/// Makes the district's row, with fresh secrets.
pub(crate) fn create(tx: &mut dyn Tx, district: &str, sample: bool, chance: &Chance) -> Result<()> {
    let (sealing, token) = (chance.bytes::<32>()?, chance.bytes::<32>()?);
    let epoch = chance.name()?;
    tx.execute(
        sql!("meta_put"),
        params![district, &epoch, &sealing[..], &token[..], sample],
    )?;
    Ok(())
}

/// Everything read of the old epoch counts for nothing from here on.
pub(crate) fn new_epoch(tx: &mut dyn Tx, chance: &Chance) -> Result<String> {
    let epoch = chance.name()?;
    tx.execute(sql!("meta_epoch"), params![&epoch])?;
    Ok(epoch)
}
