//! `POST wait`: is any scope past its cursor? If not, until one is.

use crate::app::App;
use crate::db::{Tx, params, sql};
use crate::error::Result;
use crate::evidence;
use crate::pull::{self, Scope};
use crate::session;
use crate::store::{ledger, meta};
use futures_util::future::select_all;
use protocol::pull::Cursor;
use protocol::wait::{WaitReply, WaitRequest};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

/// An answer comes at the latest after this; shorter than what proxies allow.
const LONGEST: Duration = Duration::from_secs(25);

pub(crate) async fn wait(app: &App, token: String, request: WaitRequest) -> Result<WaitReply> {
    let over = tokio::time::sleep(LONGEST);
    tokio::pin!(over);
    let request = Arc::new((token, request));
    let mut ears = BTreeMap::new();
    loop {
        let asked = request.clone();
        // Who is woken proves again who they are: the device may be revoked.
        let (ledgers, behind) = app
            .blocking(move |app| app.read(|tx| look(app, tx, &asked.0, &asked.1)))
            .await?;
        if behind || app.0.bell.is_over() {
            return Ok(WaitReply { behind });
        }
        if !ledgers.iter().eq(ears.keys()) {
            // What rang before there was an ear for it is seen by looking again.
            let listen = |ledger: String| {
                let ear = app.0.bell.listen(&ledger);
                (ledger, ear)
            };
            ears = ledgers.into_iter().map(listen).collect();
            continue;
        }
        let moved = select_all(ears.values_mut().map(|ear| Box::pin(ear.changed())));
        tokio::select! {
            _ = moved => {}
            () = &mut over => return Ok(WaitReply { behind: false }),
        }
    }
}

/// The ledgers of the caller's scopes, and whether one of these is past its cursor.
fn look(
    app: &App,
    tx: &mut dyn Tx,
    token: &str,
    request: &WaitRequest,
) -> Result<(BTreeSet<String>, bool)> {
    let caller = session::authenticate(tx, token, app.now())?;
    caller.must_be_active()?;
    evidence::same_epoch(&meta::get(tx)?, &request.epoch)?;
    let scopes = pull::scopes(&caller, &ledger::all(tx)?);
    let behind = is_behind(tx, &scopes, request)?;
    Ok((
        scopes.into_iter().map(|scope| scope.ledger).collect(),
        behind,
    ))
}

fn is_behind(tx: &mut dyn Tx, scopes: &[Scope], request: &WaitRequest) -> Result<bool> {
    if request.cursors.len() != scopes.len() {
        return Ok(true);
    }
    for scope in scopes {
        let Some(Cursor::Feed { seq, kind, id }) = request.cursors.get(&scope.name) else {
            return Ok(true);
        };
        let row = tx.first(sql!("feed_behind"), params![&scope.name, *seq, kind, id])?;
        if row.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
