//! Of a case that left and owes nothing more, nothing readable remains here. What
//! this desk wrote on it and no backup has yet is kept for the server alone: sealed
//! to its key, handed in again if a restore asks for it, gone when a backup has it.

use crate::clerk;
use crate::error::{Error, Result};
use crate::meta;
use crate::overlay;
use crate::row;
use crate::store::sql;
use casework::{CaseId, Moment, fold};
use protocol::push::{Evidence, Mutation};
use protocol::sealed::{Addressee, Header, Writer};
use rusqlite::{Connection, params};
use uuid::Uuid;

/// Seals or drops what the outbox holds of these cases, where they are gone.
pub(crate) fn seal(
    db: &Connection,
    cases: impl IntoIterator<Item = CaseId>,
    at: Moment,
) -> Result<()> {
    for case in cases {
        if row::by_id(db, case)?.is_none() {
            seal_case(db, case, at)?;
        }
    }
    Ok(())
}

/// Keys of files that were fetched for this case; before its document goes.
pub(crate) fn forget_fetched(db: &Connection, key: i64) -> Result<()> {
    let document = overlay::document(db, key)?;
    let Some(case) = fold(&document.events) else {
        return Ok(());
    };
    let photos = case.photos().map(|photo| &photo.sha256);
    let letters = case.letters.iter().filter_map(|letter| letter.pdf.as_ref());
    for sha256 in photos.chain(letters.map(|pdf| &pdf.sha256)) {
        db.prepare_cached(sql!("forget_fetched"))?
            .execute([sha256])?;
    }
    Ok(())
}

fn seal_case(db: &Connection, case: CaseId, at: Moment) -> Result<()> {
    let mut statement = db.prepare_cached(sql!("outbox_to_seal"))?;
    let readable: Vec<(Uuid, String, bool)> = statement
        .query_map([case.0.as_bytes()], |row| {
            Ok((row::uuid(row, "id")?, row.get("payload")?, row.get("safe")?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    for (id, payload, safe) in readable {
        let sealed = match safe {
            true => None,
            false => match envelope(db, payload, at)? {
                Some(sealed) => Some(sealed),
                // Without the server's key it is kept as it is: kept comes first.
                None => continue,
            },
        };
        db.prepare_cached(sql!("seal_outbox"))?
            .execute(params![id.as_bytes(), sealed])?;
    }
    Ok(())
}

/// A sealed export of one action. None before a sign-in that brought the keys.
fn envelope(db: &Connection, payload: String, at: Moment) -> Result<Option<Vec<u8>>> {
    let key = |name: &str| meta::get(db, name);
    let (Some(sealing_key), Some(proof_key)) = (key(meta::SEALING_KEY)?, key(meta::PROOF_KEY)?)
    else {
        return Ok(None);
    };
    let person = clerk::person(db)?;
    let header = Header {
        device: meta::uuid(db, meta::DEVICE)?,
        incarnation: meta::uuid(db, meta::INCARNATION)?,
        user: person.user,
        office: person.office,
        epoch: meta::get(db, meta::EPOCH)?.unwrap_or_default(),
        evidence: Evidence::default(),
        made_at: at,
        app: env!("CARGO_PKG_VERSION").to_owned(),
        photos: Vec::new(),
        claims: Default::default(),
        sealed: Default::default(),
    };
    let addressee = Addressee {
        sealing_key: &sealing_key,
        proof_key: &proof_key,
    };
    let mut seed = [0; 32];
    getrandom::fill(&mut seed)?;
    let action = Mutation::new(0, payload);
    let sealed = Writer::begin(Vec::new(), &addressee, seed, &header, &[action])
        .and_then(Writer::finish)
        .map_err(|e| Error::NotSealed {
            detail: e.to_string(),
        })?;
    Ok(Some(sealed))
}
