//! `device list | retire | wipe`: laptops that leave, and laptops that are lost.

use crate::app::App;
use crate::db::sql;
use crate::error::{Error, Result};
use crate::revocations;
use crate::store::{audit, device};
use protocol::auth::DeviceState;
use serde::Serialize;
use uuid::Uuid;

#[derive(Debug, Serialize)]
pub struct DeviceRow {
    pub id: String,
    pub user: String,
    pub name: String,
    pub state: String,
    /// RFC 3339
    pub seen_at: String,
}

pub fn list(app: &App) -> Result<Vec<DeviceRow>> {
    app.read(|tx| {
        let rows = tx.query(sql!("device_all"), &[])?;
        rows.iter()
            .map(|row| {
                Ok(DeviceRow {
                    id: row.text(0)?.to_owned(),
                    user: row.text(1)?.to_owned(),
                    name: row.text(2)?.to_owned(),
                    state: row.text(3)?.to_owned(),
                    seen_at: casework::Moment(row.int(4)?).rfc3339(),
                })
            })
            .collect()
    })
}

/// Retired: hands in its work and reads nothing more. Wiped: its keys are
/// destroyed at once. Either outlives a restore.
pub fn set_state(app: &App, id: Uuid, state: DeviceState) -> Result<()> {
    app.write(|work| {
        if device::set_state(work.tx, id, state)? == 0 {
            return Err(Error::told(
                "device.unknown",
                format!("there is no device {id}; see `device list`"),
            ));
        }
        audit::write(
            work.tx,
            audit::Entry {
                at: work.now,
                who: "terminal",
                device: Some(id),
                act: device::state_code(state),
                subject: &id.to_string(),
            },
        )
    })?;
    revocations::remember_device(&app.0.config.data, id, state)
}
