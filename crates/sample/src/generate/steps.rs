//! The parts of a course that every matter shares: going there, asking for
//! more time, answering, and what follows the answer.

use super::follow_up::followed_up;
use super::outcome::{self, closing};
use super::words;
use crate::course::{Act, Delivery, Finding, Rating, Share};
use crate::dice::Dice;
use crate::letters::{self, Outcome};
use crate::scene::Scene;
use crate::script::Script;
use crate::template::filled;
use crate::workdays::{after_office_minutes as after, at, shift};
use chrono::NaiveDateTime;

/// Goes there, or asks the office that knows.
pub(super) fn look(
    script: &mut Script,
    scene: &Scene,
    finding: Finding,
    outcome: &Outcome,
    dice: &mut Dice,
) {
    let time = outcome.looked_at;
    if scene.theme.on_site() {
        let with = filled(dice.pick(&words::COMPANIONS), scene, time.date(), dice);
        script.visited(
            time,
            finding,
            with,
            format!("{}\n{}", outcome.found, outcome.measure),
        );
    } else {
        let note = filled(dice.pick(&words::ASKED), scene, time.date(), dice);
        script.contacted(time, format!("{note}{}", outcome.measure));
    }
}

/// Returns the working days that were added; `time` moves to the ruling.
pub(super) fn extended(
    script: &mut Script,
    scene: &Scene,
    time: &mut NaiveDateTime,
    (more, granted): (u16, bool),
    dice: &mut Dice,
) -> i64 {
    *time = after(*time, dice.between(30, 300));
    let reason = extension_reason(scene, *time, dice);
    script.handler(
        *time,
        Act::ExtensionRequested {
            days: more,
            reason: reason.clone(),
        },
    );
    let with_notice = granted && dice.percent(50);
    let notice = with_notice.then(|| {
        let text = letters::extension(scene, &reason, more, time.date(), dice);
        let letter = script.drafted(after(*time, 10), text);
        script.submitted(after(*time, 20), letter);
        letter
    });
    *time = after(*time, dice.between(45, 420));
    if !granted {
        let reason = filled(
            dice.pick(&words::EXTENSION_REFUSED),
            scene,
            time.date(),
            dice,
        );
        script.head(*time, Act::ExtensionRefused { reason });
        return 0;
    }
    script.head(*time, Act::ExtensionApproved);
    if let Some(letter) = notice {
        *time = after(*time, 8);
        script.letter_signed(*time, letter);
    }
    i64::from(more)
}

/// Letter and delivery (or a call), not before `earliest`; returns when it was delivered.
pub(super) fn answered(
    script: &mut Script,
    scene: &Scene,
    outcome: &Outcome,
    (time, earliest): (NaiveDateTime, NaiveDateTime),
    dice: &mut Dice,
) -> NaiveDateTime {
    let by = delivery(scene, dice);
    if dice.percent(18) && !matches!(by, Delivery::Post | Delivery::Hand) {
        let time = after(time.max(earliest), dice.between(10, 300));
        let note = filled(
            dice.pick(&words::ANSWERED_BY_PHONE),
            scene,
            time.date(),
            dice,
        );
        script.contacted(time, format!("{note}{}", outcome.measure));
        let time = after(time, dice.between(3, 25));
        script.replied(time, None, by);
        return time;
    }
    // Written the day before it is due to leave, where there is time for that.
    let begin = at(shift(earliest.date(), -1), 520);
    let mut time = after(time.max(begin), dice.between(20, 200));
    let letter = script.drafted(time, letters::reply(scene, outcome, time.date(), dice));
    time = after(time, dice.between(15, 150));
    script.submitted(time, letter);
    if dice.percent(10) {
        time = after(time, dice.between(30, 180));
        let remark = filled(dice.pick(&words::REMARKS), scene, time.date(), dice);
        script.head(time, Act::LetterReturned { letter, remark });
        time = after(time, dice.between(20, 120));
        script.redrafted(
            time,
            letter,
            letters::reply(scene, outcome, time.date(), dice),
        );
        time = after(time, dice.between(5, 30));
        script.submitted(time, letter);
    }
    time = after(time.max(after(earliest, 0)), dice.between(20, 180));
    script.letter_signed(time, letter);
    time = after(time, dice.between(15, 150));
    script.replied(time, Some(letter), by);
    time
}

fn delivery(scene: &Scene, dice: &mut Dice) -> Delivery {
    match dice.below(10) {
        _ if scene.citizen.portal_account => Delivery::Portal,
        0..=4 => Delivery::Post,
        5..=6 => Delivery::Hand,
        7..=8 => Delivery::Sms,
        _ => Delivery::Phone,
    }
}

pub(super) fn after_the_answer(
    script: &mut Script,
    scene: &Scene,
    finding: Finding,
    mut outcome: Outcome,
    mut time: NaiveDateTime,
    dice: &mut Dice,
) {
    let mut rating = dice.percent(72).then(|| rating(dice));
    if let Some(rating) = rating {
        time = after(time, dice.between(300, 2_200));
        script.rated(time, rating, remark(scene, rating, time, dice));
    }
    let mut solved = match rating {
        Some(Rating::Dissatisfied) => Share::Partly,
        _ => [
            Share::Yes,
            Share::Yes,
            Share::Yes,
            Share::Yes,
            Share::Partly,
            Share::No,
        ][dice.weighted([4, 4, 4, 3, 3, 1].into_iter())],
    };
    if rating == Some(Rating::Dissatisfied) && dice.percent(70) {
        time = after(time, dice.between(20, 300));
        script.centre(
            time,
            Act::Reopened {
                reason: filled(dice.pick(&words::REOPENED), scene, time.date(), dice),
            },
        );
        let reopened = time.date();
        time = after(time, dice.between(20, 150));
        script.contacted(
            time,
            filled(dice.pick(&words::SECOND_CONTACTS), scene, time.date(), dice),
        );
        time = after(time, dice.between(60, 300));
        outcome = outcome::outcome(scene, time, Finding::True, dice);
        look(script, scene, Finding::True, &outcome, dice);
        time = answered(
            script,
            scene,
            &outcome,
            (time, at(shift(reopened, 2), 540)),
            dice,
        );
        time = after(time, dice.between(400, 1_600));
        let second = if dice.percent(70) {
            Rating::Satisfied
        } else {
            Rating::Basically
        };
        script.rated(time, second, remark(scene, second, time, dice));
        rating = Some(second);
        solved = Share::Yes;
    }
    if dice.percent(96) {
        time = after(time, dice.between(60, 1_700));
        let form = closing(scene, finding, solved, &outcome, (time.date(), true), dice);
        script.closed(time, form);
        followed_up(script, scene, time, (solved, rating), dice);
    }
}

fn rating(dice: &mut Dice) -> Rating {
    match dice.below(100) {
        0..=73 => Rating::Satisfied,
        74..=90 => Rating::Basically,
        _ => Rating::Dissatisfied,
    }
}

fn remark(scene: &Scene, rating: Rating, time: NaiveDateTime, dice: &mut Dice) -> String {
    let pool: &[&str] = match rating {
        Rating::Satisfied => &words::SATISFIED,
        Rating::Basically => &words::BASICALLY,
        Rating::Dissatisfied => &words::DISSATISFIED,
    };
    filled(dice.pick(pool), scene, time.date(), dice)
}

/// Mostly what the theme says is not done yet.
pub(super) fn extension_reason(scene: &Scene, time: NaiveDateTime, dice: &mut Dice) -> String {
    let own = dice.percent(65);
    let template = if own {
        scene.theme.unsolved
    } else {
        dice.pick(&words::EXTENSIONS)
    };
    filled(template.trim_end_matches('。'), scene, time.date(), dice)
}
