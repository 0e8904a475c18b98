//! Revocations live outside the backup, so that a restore does not undo them:
//! one line each in a file beside the database, only ever appended to.

use crate::db::{Tx, params, sql};
use crate::error::{Error, Result};
use crate::store::device;
use protocol::auth::DeviceState;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;
use uuid::Uuid;

const FILE: &str = "revocations.log";

pub(crate) fn remember_device(data: &Path, id: Uuid, state: DeviceState) -> Result<()> {
    append(data, &format!("device {id} {}", device::state_code(state)))
}

pub(crate) fn remember_account(data: &Path, user: &str) -> Result<()> {
    append(data, &format!("account {user} disabled"))
}

/// Was anything ever revoked here?
pub(crate) fn exist(data: &Path) -> bool {
    data.join(FILE).exists()
}

/// Does again what was revoked since this database was what it is: it may have been
/// restored, or its disk set back. Nothing is written where nothing is missing.
pub(crate) fn apply(tx: &mut dyn Tx, data: &Path) -> Result<()> {
    let text = match fs::read_to_string(data.join(FILE)) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    for line in text.lines() {
        match line.split(' ').collect::<Vec<_>>()[..] {
            ["device", id, state] => {
                tx.execute(sql!("device_revoke"), params![state, id])?;
            }
            ["account", user, "disabled"] => {
                tx.execute(sql!("account_disable"), params![user])?;
            }
            _ => return Err(Error::Broken(format!("{FILE}: “{line}” cannot be read"))),
        }
    }
    Ok(())
}

fn append(data: &Path, line: &str) -> Result<()> {
    let mut file = OpenOptions::new()
        .create(true)
        .append(true)
        .open(data.join(FILE))?;
    writeln!(file, "{line}")?;
    file.sync_all()?;
    Ok(())
}
