//! 回访: some days after a case was closed the centre calls and asks whether it is
//! solved. Most people are reached, most are content.

use super::words;
use crate::course::{Act, FollowUp, Rating, Share};
use crate::dice::Dice;
use crate::scene::Scene;
use crate::script::Script;
use crate::template::filled;
use crate::workdays::after_office_minutes as after;
use chrono::NaiveDateTime;

/// `closed` is when, `solved` what the office says, `rated` what the citizen said
/// before. Drawn last in a course, so that nothing before it changes.
pub(super) fn followed_up(
    script: &mut Script,
    scene: &Scene,
    closed: NaiveDateTime,
    (solved, rated): (Share, Option<Rating>),
    dice: &mut Dice,
) {
    if !dice.percent(92) {
        return;
    }
    let time = after(closed, dice.between(250, 1_700));
    let valid = dice.percent(88);
    let follow_up = match valid {
        true => {
            let solved = heard(solved, dice);
            FollowUp {
                valid,
                contacted: dice.percent(96),
                solved,
                rating: rated.or_else(|| said(solved, dice)),
                note: note(&words::FOLLOWED_UP, scene, time, dice),
            }
        }
        false => FollowUp {
            valid,
            contacted: false,
            solved: Share::No,
            rating: None,
            note: note(&words::NOT_REACHED, scene, time, dice),
        },
    };
    script.centre(time, Act::FollowedUp(follow_up));
}

/// Not every citizen sees it as the office does.
fn heard(by_the_office: Share, dice: &mut Dice) -> Share {
    match (by_the_office, dice.below(100)) {
        (Share::Yes, 0..=90) => Share::Yes,
        (Share::Yes, 91..=97) => Share::Partly,
        (Share::Partly, 0..=29) => Share::Yes,
        (Share::Partly, 30..=84) => Share::Partly,
        (Share::No, 0..=19) => Share::Partly,
        _ => Share::No,
    }
}

/// Some rather say nothing.
fn said(solved: Share, dice: &mut Dice) -> Option<Rating> {
    use Rating::{Basically, Dissatisfied, Satisfied};
    match (solved, dice.below(100)) {
        (_, 92..) => None,
        (Share::Yes, 0..=71) | (Share::Partly, 0..=14) => Some(Satisfied),
        (Share::Yes, _) | (Share::Partly, 15..=69) | (Share::No, 0..=29) => Some(Basically),
        _ => Some(Dissatisfied),
    }
}

fn note(pool: &[&str], scene: &Scene, time: NaiveDateTime, dice: &mut Dice) -> String {
    filled(dice.pick(pool), scene, time.date(), dice)
}
