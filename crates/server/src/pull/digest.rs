//! What the caller's scopes hold, bucket by bucket. Cases are read by their hashes
//! alone, which are written with them: no document is touched.

use super::Scope;
use crate::db::{Tx, params, sql};
use crate::error::Result;
use crate::store::feed::{CASE, HELD};
use crate::store::ledger::DISTRICT;
use protocol::digest::{Bucket, BucketSum, CASES, Sum};

pub(super) fn digest(tx: &mut dyn Tx, scopes: &[Scope]) -> Result<Vec<BucketSum>> {
    let mut sums = Vec::new();
    for scope in scopes {
        match (scope.holds_cases, scope.name.as_str()) {
            (true, _) => cases(tx, scope, &mut sums)?,
            (false, DISTRICT) => documents(tx, scope, &mut sums)?,
            (false, _) => held(tx, scope, &mut sums)?,
        }
    }
    Ok(sums)
}

/// Runs in key order; the last one has no end, so that a case which is too much
/// falls into one of them wherever it stands.
fn cases(tx: &mut dyn Tx, scope: &Scope, sums: &mut Vec<BucketSum>) -> Result<()> {
    let (mut sum, mut after, mut last) = (Sum::default(), 0, 0);
    let run = |after, up_to| Bucket {
        keys: Some((after, up_to)),
        ..bucket(scope, CASE)
    };
    tx.each(sql!("case_contents"), params![&scope.ledger], &mut |row| {
        if sum.count() == CASES {
            sums.push(std::mem::take(&mut sum).of(run(after, last)));
            after = last;
        }
        last = row.int(0)?;
        sum.add_case(row.int(1)?);
        Ok(true)
    })?;
    sums.push(sum.of(run(after, i64::MAX)));
    Ok(())
}

fn held(tx: &mut dyn Tx, scope: &Scope, sums: &mut Vec<BucketSum>) -> Result<()> {
    let mut sum = Sum::default();
    for row in tx.query(sql!("held_of_scope"), params![&scope.name])? {
        sum.add(row.text(0)?, row.count(1)?);
    }
    sums.push(sum.of(bucket(scope, HELD)));
    Ok(())
}

/// A bucket each: a desk compares those that it knows.
fn documents(tx: &mut dyn Tx, scope: &Scope, sums: &mut Vec<BucketSum>) -> Result<()> {
    for row in tx.query(sql!("document_of_scope"), params![&scope.name])? {
        let mut sum = Sum::default();
        sum.add(row.text(0)?, row.count(1)?);
        sums.push(sum.of(bucket(scope, row.text(0)?)));
    }
    Ok(())
}

fn bucket(scope: &Scope, kind: &str) -> Bucket {
    Bucket {
        scope: scope.name.clone(),
        kind: kind.to_owned(),
        keys: None,
    }
}
