//! One bucket as it stands, for a desk whose digest differs in it.

use super::Scope;
use super::page::Page;
use crate::db::Tx;
use crate::error::Result;
use crate::store::feed::CASE;
use protocol::digest::Bucket;

impl Page {
    /// Answers what was read of it: a page that is full ends the bucket early. Of a
    /// scope that is not the caller's there is nothing.
    pub(super) fn bucket(
        &mut self,
        tx: &mut dyn Tx,
        scopes: &[Scope],
        bucket: &Bucket,
    ) -> Result<Bucket> {
        let mut read = bucket.clone();
        let Some(scope) = scopes.iter().find(|scope| scope.name == bucket.scope) else {
            return Ok(read);
        };
        if bucket.kind != CASE {
            self.kind(tx, scope, &bucket.kind)?;
            return Ok(read);
        }
        let (after, up_to) = bucket.keys.unwrap_or((0, i64::MAX));
        let (last, whole) = self.snapshot(tx, scope, 0, after, up_to)?;
        read.keys = Some((after, if whole { up_to } else { last }));
        Ok(read)
    }
}
