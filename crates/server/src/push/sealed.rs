//! An action that its desk may no longer read: the case left, no backup had the
//! action yet, and a restore asks for it again. It is opened here and goes on as
//! any other; its hash is that of the payload, as it was the first time.

use crate::sealing;
use crate::session::{self, Caller};
use crate::store::meta::Meta;
use base64::prelude::{BASE64_STANDARD, Engine};
use protocol::push::Mutation;
use protocol::sealed::{Reader, Record};
use std::borrow::Cow;

/// What cannot be opened is kept as it came, and held: nobody knows such an action.
pub(super) fn opened<'m>(
    meta: &Meta,
    caller: &Caller,
    mutation: &'m Mutation,
) -> Cow<'m, Mutation> {
    let Some(sealed) = &mutation.sealed else {
        return Cow::Borrowed(mutation);
    };
    let payload = open(meta, caller, sealed).unwrap_or_else(|| sealed.clone());
    Cow::Owned(Mutation {
        claim: mutation.claim.clone(),
        ..Mutation::new(mutation.seq, payload)
    })
}

fn open(meta: &Meta, caller: &Caller, sealed: &str) -> Option<String> {
    let bytes = BASE64_STANDARD.decode(sealed).ok()?;
    let secret = sealing::secret(&meta.sealing_secret).ok()?;
    let mut reader = Reader::open(&bytes[..], secret).ok()?;
    let proof_key = session::proof_key(meta, caller.device, &caller.person.user).ok()?;
    if !reader.is_proved_by(&proof_key) {
        return None;
    }
    match reader.record().ok()?? {
        Record::Action(action) => Some(action.payload),
        Record::Part(_) => None,
    }
}
