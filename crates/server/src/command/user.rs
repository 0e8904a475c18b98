//! `user add | passwd | disable | unlock`.

use crate::app::App;
use crate::db::{Tx, params, sql};
use crate::error::{Error, Result};
use crate::passwords;
use crate::revocations;
use crate::store::{account, audit, device, directory};
use crate::work::Work;
use casework::{Actor, OfficeId, Role};

/// Who a new account is for.
pub struct NewUser<'a> {
    pub user: &'a str,
    pub name: &'a str,
    pub role: Role,
    /// name or id; handlers and heads have one
    pub office: Option<&'a str>,
}

pub fn add(app: &App, new: &NewUser, password: &str) -> Result<()> {
    let hash = hash(new.user, password)?;
    app.write(|work| {
        if account::find(work.tx, new.user)?.is_some() {
            return Err(Error::told(
                "user.exists",
                format!(
                    "there is a user “{}” already; names are never given twice",
                    new.user
                ),
            ));
        }
        let person = Actor {
            user: new.user.into(),
            name: new.name.to_owned(),
            role: new.role,
            office: office(work, new)?,
        };
        account::create(work.tx, &person, &hash, work.now)?;
        log(work, "user_add", new.user)?;
        work.directory_changed()
    })
}

/// A new password signs the person out everywhere.
pub fn passwd(app: &App, user: &str, password: &str) -> Result<()> {
    let hash = hash(user, password)?;
    app.write(|work| {
        known(work.tx, user)?;
        work.tx
            .execute(sql!("account_password"), params![&hash, user])?;
        work.tx.execute(sql!("failure_clear"), params![user])?;
        device::forget_user(work.tx, user)?;
        log(work, "user_passwd", user)
    })
}

/// The account stays, for its name stands in histories; nobody signs in by it.
pub fn disable(app: &App, user: &str) -> Result<()> {
    app.write(|work| {
        known(work.tx, user)?;
        work.tx.execute(sql!("account_disable"), params![user])?;
        device::forget_user(work.tx, user)?;
        log(work, "user_disable", user)?;
        work.directory_changed()
    })?;
    revocations::remember_account(&app.0.config.data, user)
}

/// Lifts the lock of wrong passwords.
pub fn unlock(app: &App, user: &str) -> Result<()> {
    app.write(|work| {
        known(work.tx, user)?;
        work.tx.execute(sql!("failure_clear"), params![user])?;
        log(work, "user_unlock", user)
    })
}

pub(super) fn hash(user: &str, password: &str) -> Result<String> {
    let unfit = user.is_empty()
        || user.len() > 64
        || user
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || "@:/".contains(c));
    if unfit {
        return Err(Error::told(
            "user.bad_name",
            format!("“{user}” is no user name: 1 to 64 characters without spaces, @, : and /"),
        ));
    }
    if password.chars().count() < passwords::SHORTEST {
        return Err(Error::told(
            "user.short_password",
            format!("a password has at least {} characters", passwords::SHORTEST),
        ));
    }
    passwords::hash(password)
}

fn office(work: &mut Work, new: &NewUser) -> Result<Option<OfficeId>> {
    let of_office = matches!(new.role, Role::Handler | Role::Head);
    match new.office {
        Some(office) if of_office => {
            let office = directory::find_office(&work.book.directory, office)?;
            Ok(Some(office.id.clone()))
        }
        None if !of_office => Ok(None),
        _ => Err(Error::told(
            "user.office",
            "a handler and a head have an --office, others have none",
        )),
    }
}

fn known(tx: &mut dyn Tx, user: &str) -> Result<()> {
    match account::find(tx, user)? {
        Some(_) => Ok(()),
        None => Err(Error::told(
            "user.unknown",
            format!("there is no user “{user}”"),
        )),
    }
}

fn log(work: &mut Work, act: &str, user: &str) -> Result<()> {
    audit::write(
        work.tx,
        audit::Entry {
            at: work.now,
            who: "terminal",
            device: None,
            act,
            subject: user,
        },
    )
}
