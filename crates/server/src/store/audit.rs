//! The append-only log of who did what. Ids only: no names, no phones.

use crate::db::{Tx, params, sql};
use crate::error::Result;
use casework::Moment;
use uuid::Uuid;

pub(crate) struct Entry<'a> {
    pub at: Moment,
    pub who: &'a str,
    pub device: Option<Uuid>,
    pub act: &'a str,
    pub subject: &'a str,
}

pub(crate) fn write(tx: &mut dyn Tx, entry: Entry) -> Result<()> {
    let device = entry.device.map(|device| device.to_string());
    tx.execute(
        sql!("audit_put"),
        params![
            entry.at.0,
            entry.who,
            device.as_deref(),
            entry.act,
            entry.subject
        ],
    )?;
    Ok(())
}
