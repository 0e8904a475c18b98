//! What an answer means for what comes next. No IO, no clock.

use crate::error::Error;
use protocol::error::code;
use protocol::push::PushReply;
use std::time::Duration;

/// After a push.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AfterPush {
    /// the outcomes are ours: write them, go on
    Acknowledge,
    /// the server was restored: its epoch is another
    NewEpoch(String),
    /// this device's history forked (a copied disk): a new incarnation for what
    /// is not acknowledged
    Fork,
    /// the server holds less of us than it acknowledged: hand in all again
    Again,
    /// the batch is too large for something on the way: send half
    Half,
    /// ask which epoch it is, then as [`AfterPush::NewEpoch`]
    AskEpoch,
    /// nothing to be done here
    Fail,
}

/// `highest` is the highest seq that this desk ever assigned in its incarnation.
pub fn after_push(
    reply: &Result<PushReply, Error>,
    epoch: &str,
    highest: u64,
    sent: usize,
) -> AfterPush {
    match reply {
        Ok(reply) if reply.epoch != epoch => AfterPush::NewEpoch(reply.epoch.clone()),
        Ok(reply) if reply.last_seq > highest => AfterPush::Fork,
        Ok(_) => AfterPush::Acknowledge,
        Err(error) if error.is(code::FORKED) => AfterPush::Fork,
        Err(error) if error.is(code::GAP) => AfterPush::Again,
        Err(error) if error.is(code::TOO_LARGE) && sent > 1 => AfterPush::Half,
        Err(error) if error.is(code::NEW_EPOCH) => match error.fact("epoch") {
            Some(epoch) => AfterPush::NewEpoch(epoch.to_owned()),
            None => AfterPush::AskEpoch,
        },
        Err(_) => AfterPush::Fail,
    }
}

/// Is a page of the epoch that this desk reads? A desk that knows none yet (it
/// never signed in under one) takes what comes as new.
pub fn same_epoch(page: &str, ours: &str) -> bool {
    page == ours
}

/// Did the computer sleep during a wait of `wait`? One of its two clocks then ran
/// on: the wall clock on every system, the other where it counts sleep.
pub fn has_slept(wait: Duration, wall_ms: i64, clock: Duration) -> bool {
    const LATE: Duration = Duration::from_secs(10);
    let wall = Duration::from_millis(u64::try_from(wall_ms).unwrap_or(0));
    wall.max(clock) > wait + LATE
}

/// The longest pause after failures.
pub const LONGEST_PAUSE_MS: u64 = 120_000;

/// A part that something on the way finds too large is halved down to this.
const SMALLEST_PART: u64 = 16 * 1024;

/// How large the next part of a photo may be after one of `sent` bytes was too
/// large; None when it cannot be for its size.
pub fn smaller_part(sent: u64) -> Option<u64> {
    (sent > SMALLEST_PART).then(|| (sent / 2).max(SMALLEST_PART))
}

/// How long to wait before the next try after `failures` in a row: 2 s doubling
/// to 2 minutes, times 0.5–1 by `draw` in 0..1, so that a district's desks do
/// not come back all at once.
pub fn back_off_ms(failures: u32, draw: f64) -> u64 {
    const FIRST: u64 = 2_000;
    let full = FIRST
        .saturating_mul(1 << failures.saturating_sub(1).min(10))
        .min(LONGEST_PAUSE_MS);
    (full as f64 * (0.5 + draw.clamp(0.0, 1.0) / 2.0)) as u64
}

/// How long to wait after news before reading them: up to a second by `draw`, so
/// that the desks of a large office do not come all at once; and in a stream of
/// news about three seconds from one reading to the next, which are one answer
/// then instead of many.
pub fn news_pause(since_the_last: Option<Duration>, draw: f64) -> Duration {
    const SPREAD: Duration = Duration::from_secs(1);
    const APART: Duration = Duration::from_secs(3);
    let draw = draw.clamp(0.0, 1.0);
    let apart = APART.mul_f64(0.5 + draw);
    let left = since_the_last.map_or(Duration::ZERO, |passed| apart.saturating_sub(passed));
    SPREAD.mul_f64(draw).max(left)
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::ApiError;
    use std::collections::BTreeMap;

    fn reply(epoch: &str, last_seq: u64) -> Result<PushReply, Error> {
        Ok(PushReply {
            results: Vec::new(),
            last_seq,
            epoch: epoch.into(),
            safe: BTreeMap::new(),
        })
    }

    fn refused(error: ApiError) -> Result<PushReply, Error> {
        Err(Error::Server(error))
    }

    #[test]
    fn each_answer_to_a_push_has_one_meaning() {
        let plan = |reply: Result<PushReply, Error>| after_push(&reply, "e1", 7, 3);
        assert_eq!(plan(reply("e1", 7)), AfterPush::Acknowledge);
        assert_eq!(plan(reply("e1", 8)), AfterPush::Fork);
        assert_eq!(plan(reply("e2", 0)), AfterPush::NewEpoch("e2".into()));
        assert_eq!(
            plan(refused(ApiError::new(code::FORKED, ""))),
            AfterPush::Fork
        );
        assert_eq!(
            plan(refused(ApiError::new(code::GAP, ""))),
            AfterPush::Again
        );
        assert_eq!(
            plan(refused(ApiError::new(code::TOO_LARGE, ""))),
            AfterPush::Half
        );
        assert_eq!(
            plan(refused(ApiError::new(code::NEW_EPOCH, ""))),
            AfterPush::AskEpoch
        );
        let told = ApiError::new(code::NEW_EPOCH, "").fact("epoch", "e3");
        assert_eq!(plan(refused(told)), AfterPush::NewEpoch("e3".into()));
        assert_eq!(
            plan(refused(ApiError::new(code::LOCKED, ""))),
            AfterPush::Fail
        );
    }

    #[test]
    fn one_action_alone_is_never_halved() {
        let answer = refused(ApiError::new(code::TOO_LARGE, ""));
        assert_eq!(after_push(&answer, "e1", 1, 1), AfterPush::Fail);
    }

    #[test]
    fn a_wait_that_took_much_too_long_was_sleep() {
        let s = Duration::from_secs;
        assert!(!has_slept(s(5), 5_000, s(5)));
        assert!(!has_slept(s(5), 9_000, s(9)), "a busy machine is no sleep");
        assert!(has_slept(s(5), 3_600_000, s(5)));
        assert!(has_slept(s(5), 3_600_000, s(3_600)));
        assert!(!has_slept(s(5), -3_600_000, s(5)), "a clock set back");
    }

    #[test]
    fn a_part_is_halved_until_it_is_small() {
        let sizes = std::iter::successors(Some(1024 * 1024), |size| smaller_part(*size));
        assert_eq!(sizes.last(), Some(SMALLEST_PART));
        assert_eq!(smaller_part(700), None);
    }

    #[test]
    fn news_are_read_within_a_second_and_in_a_stream_every_three() {
        let second = Duration::from_secs(1);
        assert_eq!(news_pause(None, 0.5), second / 2);
        assert_eq!(news_pause(Some(60 * second), 1.0), second);
        assert_eq!(news_pause(Some(second), 0.5), 2 * second);
        assert_eq!(news_pause(Some(second), 0.0), second / 2);
        assert_eq!(news_pause(Some(3 * second), 0.5), second / 2);
    }

    #[test]
    fn back_off_grows_and_stays_below_two_minutes() {
        assert_eq!(back_off_ms(1, 1.0), 2_000);
        assert_eq!(back_off_ms(1, 0.0), 1_000);
        assert_eq!(back_off_ms(3, 1.0), 8_000);
        assert_eq!(back_off_ms(60, 1.0), 120_000);
    }
}
