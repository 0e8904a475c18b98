//! `POST wait`: is any scope past its cursor? If not, until one is.

use crate::app::App;
use crate::db::{Tx, params, sql};
use crate::error::Result;
use crate::evidence;
use crate::pull::{self, Scope};
use crate::session::{self, Caller};
use crate::store::{ledger, meta};
use futures_util::future::select_all;
use protocol::pull::Cursor;
use protocol::wait::{WaitReply, WaitRequest};
use std::time::Duration;

/// An answer comes at the latest after this; shorter than what proxies allow.
const LONGEST: Duration = Duration::from_secs(25);

pub(crate) async fn wait(app: &App, token: String, request: WaitRequest) -> Result<WaitReply> {
    let over = tokio::time::sleep(LONGEST);
    tokio::pin!(over);
    loop {
        let (asked, token) = (request.clone(), token.clone());
        // Who is woken proves again who they are: the device may be revoked.
        let mut ears = {
            let (caller, scopes) = app
                .blocking({
                    let token = token.clone();
                    move |app| app.read(|tx| known(app, tx, &token))
                })
                .await?;
            caller.must_be_active()?;
            scopes
                .iter()
                .map(|scope| app.0.bell.listen(&scope.ledger))
                .collect::<Vec<_>>()
        };
        let behind = app
            .blocking(move |app| app.read(|tx| is_behind(app, tx, &token, &asked)))
            .await?;
        if behind || app.0.bell.is_over() {
            return Ok(WaitReply { behind });
        }
        let moved = select_all(ears.iter_mut().map(|ear| Box::pin(ear.changed())));
        tokio::select! {
            _ = moved => {}
            () = &mut over => return Ok(WaitReply { behind: false }),
        }
    }
}

fn known(app: &App, tx: &mut dyn Tx, token: &str) -> Result<(Caller, Vec<Scope>)> {
    let caller = session::authenticate(tx, token, app.now())?;
    let scopes = pull::scopes(&caller, &ledger::all(tx)?);
    Ok((caller, scopes))
}

fn is_behind(app: &App, tx: &mut dyn Tx, token: &str, request: &WaitRequest) -> Result<bool> {
    let (_, scopes) = known(app, tx, token)?;
    evidence::same_epoch(&meta::get(tx)?, &request.epoch)?;
    if request.cursors.len() != scopes.len() {
        return Ok(true);
    }
    for scope in &scopes {
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
