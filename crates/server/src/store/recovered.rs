//! What desks had and this server lacks since it was set back.

use crate::db::{Row, Tx, params, sql};
use crate::error::Result;
use casework::{Moment, UserId};
use protocol::item::CaseDocument;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A case as a desk had it.
pub(crate) struct Recovered {
    pub device: Uuid,
    pub user: UserId,
    pub document: CaseDocument,
    pub received_at: Moment,
}

/// Once per device, case and bytes, however often it is told.
pub(crate) fn put(tx: &mut dyn Tx, recovered: &Recovered, text: &str) -> Result<()> {
    let Recovered {
        device,
        user,
        document,
        received_at,
    } = recovered;
    tx.execute(
        sql!("recovered_put"),
        params![
            &device.to_string(),
            &document.id.to_string(),
            &hex::encode(Sha256::digest(text)),
            user.as_str(),
            &document.summary.number,
            text,
            text.len() as u64,
            received_at.0
        ],
    )?;
    Ok(())
}

/// Of one device, all together.
pub(crate) fn bytes(tx: &mut dyn Tx, device: Uuid) -> Result<u64> {
    tx.one(sql!("recovered_bytes"), params![&device.to_string()])?
        .count(0)
}

/// By number, the earliest first.
pub(crate) fn all(tx: &mut dyn Tx) -> Result<Vec<Recovered>> {
    let rows = tx.query(sql!("recovered_all"), &[])?;
    rows.iter().map(read).collect()
}

/// Of the case with this id or number.
pub(crate) fn of_case(tx: &mut dyn Tx, case: &str) -> Result<Vec<Recovered>> {
    let rows = tx.query(sql!("recovered_of_case"), params![case])?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Recovered> {
    Ok(Recovered {
        device: row.parse(0)?,
        user: UserId::from(row.text(1)?),
        document: row.json(2)?,
        received_at: Moment(row.int(3)?),
    })
}
