//! 催办: the clock's own part. The rulebook says which steps a case has reached;
//! the history says which were set off. Both are read in the transaction that
//! writes, so each step is set off once, however many servers look and however
//! long none did.

use crate::app::App;
use crate::db::{params, sql};
use crate::error::Result;
use crate::store::case;
use casework::{Actor, CaseId, Summary, decide, escalation};

/// Cases looked at between two writing transactions.
const AT_ONCE: i64 = 500;

/// Looks at every open case; answers how many steps were set off.
pub(crate) fn run(app: &App) -> Result<u64> {
    let (mut after, mut set_off) = (0, 0);
    loop {
        let (last, pressing) = pressing(app, after)?;
        if !pressing.is_empty() {
            set_off += press(app, &pressing)?;
        }
        match last {
            Some(last) => after = last,
            None => return Ok(set_off),
        }
    }
}

/// The next cases whose clocks may have come to a step, and the last key seen.
fn pressing(app: &App, after: i64) -> Result<(Option<i64>, Vec<CaseId>)> {
    let today = app.now().date();
    app.read(|tx| {
        let rows = tx.query(sql!("case_open_summaries"), params![after, AT_ONCE])?;
        let mut found = Vec::new();
        for row in &rows {
            let summary: Summary = row.json(2)?;
            // An assisting office has a clock that the summary does not show.
            if summary.joint || summary.yellow_from.is_some_and(|yellow| yellow <= today) {
                found.push(row.parse(1)?);
            }
        }
        Ok((rows.last().map(|row| row.int(0)).transpose()?, found))
    })
}

fn press(app: &App, cases: &[CaseId]) -> Result<u64> {
    app.write(|work| {
        let mut set_off = 0;
        for id in cases {
            let Some(mut stored) = case::load(work.tx, *id)? else {
                continue;
            };
            let actions = escalation::actions(&stored.case, &work.context(None, None));
            for action in actions {
                let events = decide(
                    &stored.case,
                    &action,
                    &Actor::system(),
                    &work.context(None, None),
                )?;
                work.append(&mut stored, events)?;
                set_off += 1;
            }
        }
        Ok(set_off)
    })
}

#[cfg(test)]
mod tests;
