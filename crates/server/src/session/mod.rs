//! Signing in and staying signed in. Every request looks at the device's row:
//! a token is never trusted alone.

use crate::app::App;
use crate::db::{Tx, params, sql};
use crate::error::{Error, Result};
use crate::random::token_hash;
use crate::revocations;
use crate::store::account::Account;
use crate::store::ledger::CENTRE;
use crate::store::meta::Meta;
use crate::store::{account, audit, device, ledger, meta};
use casework::{Actor, Moment, OfficeId, Role, UserId};
use hkdf::Hkdf;
use protocol::auth::{DeviceState, DeviceStatus, Refresh, Session, SignIn};
use protocol::{ApiError, error::code};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Wrong passwords before an account is locked, and for how long (DESIGN.md).
const TRIES: i64 = 5;
const LOCKED_FOR: i64 = 15 * 60 * 1000;
/// An access token's life.
const ACCESS_FOR: i64 = 15 * 60 * 1000;
/// Failures that nobody repeats are forgotten after a day.
const REMEMBERED_FOR: i64 = 24 * 3600 * 1000;
/// Refresh tokens are drawn by the desk; shorter than 128 bits in hex is no token.
const SHORTEST_TOKEN: usize = 32;
const LONGEST_FIELD: usize = 200;

/// Who sends a request.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub device: Uuid,
    pub state: DeviceState,
    pub person: Actor,
}

impl Caller {
    /// The ledger that the person's own feed stands on.
    pub fn home(&self) -> &str {
        self.person.office.as_ref().map_or(CENTRE, OfficeId::as_str)
    }

    /// Handlers and heads see their office, the centre and the auditor all.
    pub fn sees_all(&self) -> bool {
        !matches!(self.person.role, Role::Handler | Role::Head)
    }

    pub fn sees(&self, ledger: &str) -> bool {
        self.sees_all() || self.home() == ledger
    }

    /// A retired device hands in its work and reads nothing more.
    pub fn must_be_active(&self) -> Result<()> {
        match self.state {
            DeviceState::Active => Ok(()),
            DeviceState::Wipe => Err(revoked()),
            DeviceState::Retired => Err(Error::told(
                code::DEVICE_RETIRED,
                "this device is retired: it may hand in its work and nothing else",
            )),
        }
    }
}

/// Whose token this is; a lost device and a disabled account are turned away.
pub(crate) fn authenticate(tx: &mut dyn Tx, token: &str, now: Moment) -> Result<Caller> {
    let caller = identify(tx, token, now)?;
    match caller.state {
        DeviceState::Wipe => Err(revoked()),
        DeviceState::Active | DeviceState::Retired => Ok(caller),
    }
}

/// The same for a lost device too, which may still ask what became of it.
pub(crate) fn identify(tx: &mut dyn Tx, token: &str, now: Moment) -> Result<Caller> {
    let owner = device::owner(tx, &token_hash(token))?;
    let Some(owner) = owner.filter(|owner| owner.expires_at > now) else {
        return Err(Error::told(
            code::TOKEN_EXPIRED,
            "the access token is unknown or over; refresh it",
        ));
    };
    if owner.disabled {
        return Err(Error::told(code::SIGN_IN_AGAIN, "the account is disabled"));
    }
    Ok(Caller {
        device: owner.device,
        state: owner.state,
        person: owner.person,
    })
}

/// Answers slowly on purpose; call where blocking is allowed.
pub(crate) fn sign_in(app: &App, request: &SignIn) -> Result<Session> {
    check(request)?;
    let now = app.now();
    let account = begin(app, request, now)?;
    let stored = account.as_ref().map(|account| account.password.as_str());
    let right = app.0.passwords.verify(&request.password, stored)?;
    match account.filter(|account| right && !account.disabled) {
        Some(account) => {
            let session = app.write_plain(|tx| {
                let session = enter(app, tx, request, account, now)?;
                marks::reached("server.sign_in.before_commit");
                Ok(session)
            })?;
            marks::reached("server.sign_in.after_commit");
            Ok(session)
        }
        None => Err(app.write_plain(|tx| refuse(tx, request, now))?.into()),
    }
}

fn check(request: &SignIn) -> Result<()> {
    let long = [
        &request.user,
        &request.device_name,
        &request.refresh,
        &request.password,
    ]
    .iter()
    .any(|field| field.len() > LONGEST_FIELD * 4);
    if long || request.user.is_empty() || request.refresh.len() < SHORTEST_TOKEN {
        return Err(Error::told(
            code::MALFORMED,
            "user, password, device, device_name and a refresh token of 32 characters or more",
        ));
    }
    Ok(())
}

/// Counts the attempt before it is verified, so that attempts at the same time
/// count too.
fn begin(app: &App, request: &SignIn, now: Moment) -> Result<Option<Account>> {
    let (told, account) = app.write_plain(|tx| {
        tx.execute(sql!("failure_forget"), params![now.0 - REMEMBERED_FOR])?;
        let row = tx.first(sql!("failure_get"), params![&request.user])?;
        let (failures, until) = match row {
            Some(row) => (row.int(0)?, row.int(1)?),
            None => (0, 0),
        };
        if until > now.0 {
            return Ok((Some(locked(until)), None));
        }
        // A lock that is over starts a new count.
        let failures = if until > 0 { 1 } else { failures + 1 };
        let until = if failures >= TRIES {
            now.0 + LOCKED_FOR
        } else {
            0
        };
        tx.execute(
            sql!("failure_put"),
            params![&request.user, failures, now.0, until],
        )?;
        Ok((None, account::find(tx, &request.user)?))
    })?;
    match told {
        Some(locked) => Err(locked.into()),
        None => Ok(account),
    }
}

fn enter(
    app: &App,
    tx: &mut dyn Tx,
    request: &SignIn,
    account: Account,
    now: Moment,
) -> Result<Session> {
    let user = account.person.user.as_str();
    let known = device::find(tx, request.device)?;
    if let Some(known) = &known {
        if known.user != user {
            return Err(Error::told(
                code::FORBIDDEN,
                "this device's store belongs to another account; make a store of its own",
            ));
        }
        if known.state == DeviceState::Wipe {
            return Err(revoked());
        }
    }
    tx.execute(sql!("failure_clear"), params![&request.user])?;
    tx.execute(sql!("token_forget_old"), params![now.0])?;
    let refresh = token_hash(&request.refresh);
    device::sign_in(
        tx,
        request.device,
        user,
        &request.device_name,
        &refresh,
        now,
    )?;
    if known.is_none() {
        // A restored database may not know a device that was revoked since.
        revocations::apply(tx, &app.0.config.data)?;
        let known = device::find(tx, request.device)?;
        if known.is_some_and(|known| known.state == DeviceState::Wipe) {
            return Err(revoked());
        }
    }
    device::forget_access(tx, request.device)?;
    write_log(tx, user, Some(request.device), "sign_in", now)?;
    let pair = (request.refresh.as_str(), "");
    session(tx, request.device, account.person, pair, now)
}

fn refuse(tx: &mut dyn Tx, request: &SignIn, now: Moment) -> Result<ApiError> {
    let row = tx.one(sql!("failure_get"), params![&request.user])?;
    let (failures, until) = (row.int(0)?, row.int(1)?);
    // A name that is no account may be a mistyped phone or password: not logged.
    let who = match account::find(tx, &request.user)? {
        Some(known) => known.person.user.0,
        None => "unknown".into(),
    };
    write_log(tx, &who, None, "sign_in_failed", now)?;
    if until > now.0 {
        return Ok(locked(until));
    }
    Ok(
        ApiError::new(code::WRONG_PASSWORD, "user or password is wrong")
            .fact("tries_left", TRIES - failures),
    )
}

fn locked(until: i64) -> ApiError {
    ApiError::new(
        code::LOCKED,
        "too many wrong passwords; try again later, or ask an administrator to unlock the account",
    )
    .fact("until", until)
}

fn revoked() -> Error {
    Error::told(code::DEVICE_REVOKED, "this device was reported lost")
}

/// Trades the refresh token. The same pair gets the same answer; the old token
/// lives until the new one is first used.
pub(crate) fn refresh(app: &App, request: &Refresh) -> Result<Session> {
    let now = app.now();
    let again = || Error::told(code::SIGN_IN_AGAIN, "the refresh token is unknown or used");
    if request.next.len() < SHORTEST_TOKEN || request.next == request.refresh {
        return Err(Error::told(code::MALFORMED, "next is no new token"));
    }
    app.write_plain(|tx| {
        let known = device::find(tx, request.device)?.ok_or_else(again)?;
        if known.state == DeviceState::Wipe {
            return Err(revoked());
        }
        let (shown, next) = (token_hash(&request.refresh), token_hash(&request.next));
        let in_use = known.refresh.as_deref() == Some(&shown);
        let first_use = known.next_refresh.as_deref() == Some(&shown);
        if !in_use && !first_use {
            return Err(again());
        }
        let account = account::find(tx, &known.user)?.filter(|account| !account.disabled);
        let account = account.ok_or_else(again)?;
        device::set_tokens(tx, request.device, Some(&shown), Some(&next), now)?;
        let pair = (request.refresh.as_str(), request.next.as_str());
        session(tx, request.device, account.person, pair, now)
    })
}

/// Ends the device's tokens; its row stays.
pub(crate) fn sign_out(app: &App, caller: &Caller) -> Result<()> {
    let now = app.now();
    app.write_plain(|tx| {
        device::set_tokens(tx, caller.device, None, None, now)?;
        device::forget_access(tx, caller.device)?;
        write_log(
            tx,
            caller.person.user.as_str(),
            Some(caller.device),
            "sign_out",
            now,
        )
    })
}

pub(crate) fn status(tx: &mut dyn Tx, caller: &Caller, now: Moment) -> Result<DeviceStatus> {
    let meta = meta::get(tx)?;
    let ledgers = ledger::all(tx)?;
    let mut safe = ledger::safe(tx, &ledgers, meta.backed_up_at.is_some(), now)?;
    safe.retain(|id, _| caller.state != DeviceState::Wipe && caller.sees(id));
    Ok(DeviceStatus {
        state: caller.state,
        epoch: meta.epoch,
        safe,
    })
}

/// An access token that follows from the pair, so that a lost answer can be
/// given again.
fn session(
    tx: &mut dyn Tx,
    device: Uuid,
    person: Actor,
    (refresh, next): (&str, &str),
    now: Moment,
) -> Result<Session> {
    let meta = meta::get(tx)?;
    let mut hasher = Sha256::new();
    hasher.update(&meta.token_secret);
    hasher.update(device.as_bytes());
    for token in [refresh, next] {
        hasher.update((token.len() as u64).to_le_bytes());
        hasher.update(token.as_bytes());
    }
    let access = hex::encode(hasher.finalize());
    let expires_at = Moment(now.0 + ACCESS_FOR);
    let proof_key = proof_key(&meta, device, &person.user)?;
    device::put_access(tx, &token_hash(&access), device, expires_at)?;
    Ok(Session {
        access,
        expires_at,
        person,
        epoch: meta.epoch,
        server_time: now,
        proof_key,
    })
}

/// By which a sealed export shows where it comes from. It follows from the
/// district's secret, not from tokens: those change with every refresh and end
/// with a new password or a restore, while a laptop that is cut off learns of
/// neither.
pub(crate) fn proof_key(meta: &Meta, device: Uuid, user: &UserId) -> Result<String> {
    let of = format!("{device} {user}");
    let mut key = [0; 32];
    Hkdf::<Sha256>::new(Some(b"lianxin proof key"), &meta.token_secret)
        .expand(of.as_bytes(), &mut key)
        .map_err(|_| Error::Broken("the token secret gives no key".into()))?;
    Ok(hex::encode(key))
}

fn write_log(
    tx: &mut dyn Tx,
    who: &str,
    device: Option<Uuid>,
    act: &str,
    at: Moment,
) -> Result<()> {
    audit::write(
        tx,
        audit::Entry {
            at,
            who,
            device,
            act,
            subject: "",
        },
    )
}

#[cfg(test)]
mod tests;
