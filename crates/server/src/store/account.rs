//! Accounts: names, roles, offices, passwords.

use crate::db::{Tx, params, sql};
use crate::error::Result;
use crate::store::directory::role;
use casework::{Actor, Moment, OfficeId, UserId};

pub(crate) struct Account {
    pub person: Actor,
    /// PHC string
    pub password: String,
    pub disabled: bool,
}

pub(crate) fn find(tx: &mut dyn Tx, user: &str) -> Result<Option<Account>> {
    let Some(row) = tx.first(sql!("account_get"), params![user])? else {
        return Ok(None);
    };
    Ok(Some(Account {
        person: Actor {
            user: row.text(0)?.into(),
            name: row.text(1)?.to_owned(),
            role: role(row.text(2)?)?,
            office: row.opt_text(3)?.map(OfficeId::from),
        },
        password: row.text(4)?.to_owned(),
        disabled: row.truth(5)?,
    }))
}

pub(crate) fn create(tx: &mut dyn Tx, person: &Actor, password: &str, now: Moment) -> Result<()> {
    tx.execute(
        sql!("account_put"),
        params![
            person.user.as_str(),
            &person.name,
            person.role.code(),
            person.office.as_ref().map(OfficeId::as_str),
            password,
            now.0
        ],
    )?;
    Ok(())
}

/// The heads of an office: they see its held actions.
pub(crate) fn heads(tx: &mut dyn Tx, office: &str) -> Result<Vec<UserId>> {
    let rows = tx.query(sql!("account_heads"), params![office])?;
    rows.iter().map(|row| Ok(row.text(0)?.into())).collect()
}
