//! Who is signed in, and with which tokens.

use crate::book::Book;
use crate::chance::Chance;
use crate::error::{Error, Result};
use crate::meta;
use casework::{Actor, Moment};
use protocol::auth;
use protocol::hello::{Hello, Limits};
use rusqlite::Connection;
use uuid::Uuid;

/// What a request to the server needs.
#[derive(Clone, Debug)]
pub struct Session {
    pub device: Uuid,
    pub incarnation: Uuid,
    pub epoch: String,
    /// None before the first sign-in
    pub person: Option<Actor>,
    pub access: Option<String>,
    pub access_until: Moment,
    pub synced_at: Option<Moment>,
}

/// A refresh: the token that is traded and the one that follows it.
#[derive(Clone)]
pub struct Tokens {
    pub refresh: String,
    pub next: String,
}

const HELLO_EVERY: i64 = 24 * 3600 * 1000;

impl Book {
    pub fn session(&self) -> Result<Session> {
        let db = self.reader()?;
        Ok(Session {
            device: meta::uuid(&db, meta::DEVICE)?,
            incarnation: meta::uuid(&db, meta::INCARNATION)?,
            epoch: meta::get(&db, meta::EPOCH)?.unwrap_or_default(),
            person: meta::json(&db, meta::PERSON)?,
            access: meta::get(&db, meta::ACCESS)?,
            access_until: Moment(meta::number(&db, meta::ACCESS_UNTIL)? as i64),
            synced_at: meta::get(&db, meta::SYNCED_AT)?
                .and_then(|at| at.parse().ok())
                .map(Moment),
        })
    }

    pub fn person(&self) -> Result<Actor> {
        person(&*self.reader()?)
    }

    /// Draws the refresh token of a sign-in and stores it before anybody asks.
    pub fn draw_sign_in_token(&self) -> Result<String> {
        let token = draw_token(&self.chance)?;
        meta::set(&self.writer(), meta::NEXT_REFRESH, &token)?;
        Ok(token)
    }

    /// The pair for a refresh: the same again until the server answered it, so
    /// that a lost answer costs nothing.
    pub fn refresh_tokens(&self) -> Result<Tokens> {
        let db = self.writer();
        let refresh = meta::get(&db, meta::REFRESH)?.ok_or(Error::SignedOut)?;
        let next = match meta::get(&db, meta::NEXT_REFRESH)? {
            Some(next) => next,
            None => {
                let next = draw_token(&self.chance)?;
                meta::set(&db, meta::NEXT_REFRESH, &next)?;
                next
            }
        };
        Ok(Tokens { refresh, next })
    }

    /// Keeps what a sign-in or refresh brought. The epoch is not taken from it
    /// once one is known: only a pull moves to another (see `delivery`).
    pub fn keep_session(&self, session: &auth::Session) -> Result<()> {
        let mut writer = self.writer();
        let tx = writer.transaction()?;
        if let Some(next) = meta::get(&tx, meta::NEXT_REFRESH)? {
            meta::set(&tx, meta::REFRESH, &next)?;
            meta::clear(&tx, meta::NEXT_REFRESH)?;
        }
        meta::set(&tx, meta::ACCESS, &session.access)?;
        meta::set_number(&tx, meta::ACCESS_UNTIL, session.expires_at.0.max(0) as u64)?;
        meta::set(&tx, meta::PROOF_KEY, &session.proof_key)?;
        meta::set_json(&tx, meta::PERSON, &session.person)?;
        if meta::get(&tx, meta::EPOCH)?.is_none() {
            meta::set(&tx, meta::EPOCH, &session.epoch)?;
        }
        marks::reached("desk.tokens.before_commit");
        tx.commit()?;
        marks::reached("desk.tokens.after_commit");
        Ok(())
    }

    /// Forgets the tokens; person, replica and outbox stay.
    pub fn forget_session(&self) -> Result<()> {
        let mut writer = self.writer();
        let tx = writer.transaction()?;
        for name in [
            meta::ACCESS,
            meta::ACCESS_UNTIL,
            meta::REFRESH,
            meta::NEXT_REFRESH,
        ] {
            meta::clear(&tx, name)?;
        }
        tx.commit()?;
        Ok(())
    }

    /// Has a sign-in that a refresh can prolong?
    pub fn signed_in(&self) -> Result<bool> {
        Ok(meta::get(&*self.reader()?, meta::REFRESH)?.is_some())
    }

    pub fn hello(&self) -> Result<Option<Hello>> {
        meta::json(&*self.reader()?, meta::HELLO)
    }

    pub fn keep_hello(&self, hello: &Hello) -> Result<()> {
        meta::set_json(&self.writer(), meta::HELLO, hello)
    }

    /// Is it time to ask the server whether it still serves this program? Daily, and
    /// again and again once it said no.
    pub fn hello_is_due(&self, now: Moment) -> Result<bool> {
        let served = meta::number(&*self.reader()?, meta::SERVED_AT)? as i64;
        Ok(!(served..served + HELLO_EVERY).contains(&now.0))
    }

    /// None: it does not serve it, or not with everything.
    pub fn keep_served_at(&self, at: Option<Moment>) -> Result<()> {
        let db = self.background();
        match at {
            Some(at) => meta::set_number(&db, meta::SERVED_AT, at.0 as u64),
            None => meta::clear(&db, meta::SERVED_AT),
        }
    }

    /// The key that an export is sealed to. Taken at a sign-in only: an answer
    /// under way must not make a desk seal its work to somebody else.
    pub fn pin_sealing_key(&self, key: &str) -> Result<()> {
        meta::set(&self.writer(), meta::SEALING_KEY, key)
    }

    pub fn limits(&self) -> Result<Limits> {
        limits(&*self.reader()?)
    }

    /// When a synchronisation last ran to its end.
    pub fn keep_synced_at(&self, at: Moment) -> Result<()> {
        meta::set(&self.background(), meta::SYNCED_AT, &at.0.to_string())
    }
}

pub(crate) fn person(db: &Connection) -> Result<Actor> {
    meta::json(db, meta::PERSON)?.ok_or(Error::SignedOut)
}

pub(crate) fn limits(db: &Connection) -> Result<Limits> {
    Ok(meta::json::<Hello>(db, meta::HELLO)?
        .map(|hello| hello.limits)
        .unwrap_or_default())
}

/// 256 random bits.
fn draw_token(chance: &Chance) -> Result<String> {
    Ok(hex::encode(chance.bytes::<32>()?))
}
