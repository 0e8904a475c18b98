//! The signed letters waiting to be rendered.

use crate::db::{Tx, params, sql};
use crate::error::Result;
use casework::{LetterId, Moment};

/// `backlog`: nobody waits for it, so it is rendered when there is time.
pub(crate) fn queue(
    tx: &mut dyn Tx,
    letter: LetterId,
    case_key: i64,
    signed_at: Moment,
    backlog: bool,
) -> Result<()> {
    tx.execute(
        sql!("letter_job_put"),
        params![&letter.to_string(), case_key, signed_at.0, backlog],
    )?;
    Ok(())
}
