//! Devices and their tokens. Only hashes of tokens are kept.

use crate::db::{Tx, params, sql};
use crate::error::{Error, Result};
use crate::store::directory::role;
use casework::{Actor, Moment, OfficeId};
use protocol::auth::DeviceState;
use uuid::Uuid;

pub(crate) struct Device {
    pub user: String,
    pub state: DeviceState,
    /// hash of the refresh token in use
    pub refresh: Option<String>,
    /// hash of the one that was asked for and not used yet
    pub next_refresh: Option<String>,
}

pub(crate) fn find(tx: &mut dyn Tx, id: Uuid) -> Result<Option<Device>> {
    let Some(row) = tx.first(sql!("device_get"), params![&id.to_string()])? else {
        return Ok(None);
    };
    Ok(Some(Device {
        user: row.text(0)?.to_owned(),
        state: state(row.text(1)?)?,
        refresh: row.opt_text(2)?.map(str::to_owned),
        next_refresh: row.opt_text(3)?.map(str::to_owned),
    }))
}

pub(crate) fn sign_in(
    tx: &mut dyn Tx,
    id: Uuid,
    user: &str,
    name: &str,
    refresh: &str,
    now: Moment,
) -> Result<()> {
    tx.execute(
        sql!("device_sign_in"),
        params![&id.to_string(), user, name, refresh, now.0],
    )?;
    Ok(())
}

pub(crate) fn set_tokens(
    tx: &mut dyn Tx,
    id: Uuid,
    refresh: Option<&str>,
    next: Option<&str>,
    now: Moment,
) -> Result<()> {
    tx.execute(
        sql!("device_tokens"),
        params![refresh, next, now.0, &id.to_string()],
    )?;
    Ok(())
}

pub(crate) fn set_state(tx: &mut dyn Tx, id: Uuid, state: DeviceState) -> Result<u64> {
    tx.execute(
        sql!("device_state"),
        params![state_code(state), &id.to_string()],
    )
}

pub(crate) fn put_access(
    tx: &mut dyn Tx,
    hash: &str,
    device: Uuid,
    expires_at: Moment,
) -> Result<()> {
    tx.execute(
        sql!("token_put"),
        params![hash, &device.to_string(), expires_at.0],
    )?;
    Ok(())
}

pub(crate) struct Owner {
    pub device: Uuid,
    pub state: DeviceState,
    pub expires_at: Moment,
    pub person: Actor,
    pub disabled: bool,
}

/// Whose access token this is, as device and account stand now.
pub(crate) fn owner(tx: &mut dyn Tx, hash: &str) -> Result<Option<Owner>> {
    let Some(row) = tx.first(sql!("token_owner"), params![hash])? else {
        return Ok(None);
    };
    Ok(Some(Owner {
        device: row.parse(0)?,
        state: state(row.text(1)?)?,
        expires_at: Moment(row.int(2)?),
        person: Actor {
            user: row.text(3)?.into(),
            name: row.text(4)?.to_owned(),
            role: role(row.text(5)?)?,
            office: row.opt_text(6)?.map(OfficeId::from),
        },
        disabled: row.truth(7)?,
    }))
}

pub(crate) fn forget_access(tx: &mut dyn Tx, device: Uuid) -> Result<()> {
    tx.execute(sql!("token_forget"), params![&device.to_string()])?;
    Ok(())
}

/// Signs a person out everywhere.
pub(crate) fn forget_user(tx: &mut dyn Tx, user: &str) -> Result<()> {
    tx.execute(sql!("token_forget_user"), params![user])?;
    tx.execute(sql!("device_forget_user"), params![user])?;
    Ok(())
}

pub(crate) fn state_code(state: DeviceState) -> &'static str {
    match state {
        DeviceState::Active => "active",
        DeviceState::Retired => "retired",
        DeviceState::Wipe => "wipe",
    }
}

fn state(code: &str) -> Result<DeviceState> {
    [DeviceState::Active, DeviceState::Retired, DeviceState::Wipe]
        .into_iter()
        .find(|state| state_code(*state) == code)
        .ok_or_else(|| Error::Broken(format!("“{code}” is no device state")))
}
