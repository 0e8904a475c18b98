//! How an ordinary case goes: signed for within a working day, looked at,
//! answered within five, rated, closed; and everything that comes between.

use super::outcome::{self, closing};
use super::words;
use crate::course::{Act, Course, Delivery, Finding, Rating, Share};
use crate::dice::Dice;
use crate::district::STREETS;
use crate::letters::{self, Outcome};
use crate::people::{STAFF, login};
use crate::scene::Scene;
use crate::script::Script;
use crate::template::filled;
use crate::workdays::{after_office_minutes as after, at, calendar_shift, on_or_after, shift};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta, Timelike};

/// What comes between dispatch and answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    None,
    Rejected,
    Withdrawn,
    ReturnUpheld,
    ReturnRefused,
    Supplement,
    Extension,
    ExtensionRefused,
}

fn turn(dice: &mut Dice) -> Turn {
    match dice.below(1000) {
        0..=11 => Turn::Rejected,
        12..=21 => Turn::Withdrawn,
        22..=39 => Turn::ReturnUpheld,
        40..=54 => Turn::ReturnRefused,
        55..=139 => Turn::Supplement,
        140..=209 => Turn::Extension,
        210..=217 => Turn::ExtensionRefused,
        _ => Turn::None,
    }
}

pub(super) fn hotline(scene: &Scene, now: NaiveDateTime, dice: &mut Dice) -> Course {
    let turn = turn(dice);
    let registered = registered(scene, dice);
    let mut script = Script::new(scene, now, registered);
    let say = |template: &str, at: NaiveDateTime, dice: &mut Dice| {
        filled(template, scene, at.date(), dice)
    };

    if turn == Turn::Rejected {
        let time = after(registered, dice.between(40, 300));
        let (reason, refer_to) = words::REJECTIONS[dice.below(words::REJECTIONS.len())];
        let act = Act::Rejected {
            reason: say(reason, time, dice),
            refer_to: refer_to.into(),
        };
        script.centre(time, act);
        return script.finish();
    }

    let mut dispatched = after(registered, dice.between(15, 160));
    if turn == Turn::ReturnUpheld {
        dispatched = sent_on(&mut script, scene, dispatched, dice);
    }
    script.dispatched(dispatched, STREETS[scene.street].code);
    let late = dice.percent(4);
    let mut time = after(
        dispatched,
        if late {
            dice.between(450, 900)
        } else {
            dice.between(15, 380)
        },
    );
    script.signed_for(time);

    if turn == Turn::Withdrawn {
        time = after(time, dice.between(60, 700));
        script.centre(
            time,
            Act::Withdrawn {
                reason: say(dice.pick(&words::WITHDRAWALS), time, dice),
            },
        );
        return script.finish();
    }
    if turn == Turn::ReturnRefused {
        time = after(time, dice.between(30, 200));
        let reason = say(dice.pick(&words::RETURNS), time, dice);
        script.handler(time, Act::ReturnRequested { reason });
        time = after(time, dice.between(60, 400));
        script.centre(
            time,
            Act::ReturnRefused {
                reason: say(dice.pick(&words::RETURN_REFUSED), time, dice),
            },
        );
    }
    if dice.percent(80) {
        time = after(time, dice.between(10, 150));
        script.contacted(time, say(dice.pick(&words::FIRST_CONTACTS), time, dice));
    }
    let mut days = 5;
    if turn == Turn::Supplement {
        time = after(time, dice.between(10, 120));
        script.handler(
            time,
            Act::SupplementAsked {
                ask: say(scene.theme.ask.0, time, dice),
            },
        );
        let asked = time.date();
        time = after(
            at(shift(asked, dice.between(1, 4)), 510),
            dice.between(10, 300),
        );
        days += working_days(asked, time);
        script.centre(
            time,
            Act::SupplementReceived {
                text: say(scene.theme.ask.1, time, dice),
            },
        );
    }

    let finding = outcome::finding(dice);
    time = after(time, dice.between(40, 430));
    let outcome = outcome::outcome(scene, time, finding, dice);
    look(&mut script, scene, finding, &outcome, dice);

    if matches!(turn, Turn::Extension | Turn::ExtensionRefused) {
        let more = [5, 10, 10][dice.below(3)];
        days += extended(
            &mut script,
            scene,
            &mut time,
            (more, turn == Turn::Extension),
            dice,
        );
    }
    let due = shift(dispatched.date(), days);
    let overdue = if turn == Turn::ExtensionRefused {
        0
    } else {
        usize::from(dice.percent(7))
    };
    let reply_day = match overdue {
        0 => shift(due, -dice.between(0, 2)),
        _ => shift(due, dice.between(1, 3)),
    };
    time = answered(
        &mut script,
        scene,
        &outcome,
        (time, at(reply_day, 540)),
        dice,
    );
    after_the_answer(&mut script, scene, finding, outcome, time, dice);
    script.finish()
}

/// 依申请公开: twenty working days, answered in writing.
pub(super) fn disclosure(scene: &Scene, now: NaiveDateTime, dice: &mut Dice) -> Course {
    let registered = registered(scene, dice);
    let mut script = Script::new(scene, now, registered);
    let accepted = after(registered, dice.between(20, 200));
    script.centre(accepted, Act::Accepted);
    let dispatched = after(accepted, dice.between(5, 60));
    script.dispatched(dispatched, STREETS[scene.street].code);
    let mut time = after(dispatched, dice.between(20, 350));
    script.signed_for(time);
    if dice.percent(25) {
        time = after(time, dice.between(100, 1_200));
        let ask = filled(scene.theme.ask.0, scene, time.date(), dice);
        script.handler(time, Act::SupplementAsked { ask });
        time = after(time, dice.between(900, 3_000));
        let text = filled(scene.theme.ask.1, scene, time.date(), dice);
        script.centre(time, Act::SupplementReceived { text });
    }
    let outcome = outcome::outcome(
        scene,
        after(time, dice.between(400, 900)),
        Finding::True,
        dice,
    );
    let reply_day = shift(dispatched.date(), dice.between(10, 17));
    time = answered(
        &mut script,
        scene,
        &outcome,
        (time, at(reply_day, 540)),
        dice,
    );
    time = after(time, dice.between(900, 2_500));
    let form = closing(
        scene,
        None,
        Finding::True,
        Share::Yes,
        &outcome,
        (time.date(), true),
        dice,
    );
    script.closed(time, form);
    script.finish()
}

/// Calls are put on record at once. The centre's desk is open from 07:30 to
/// 21:00 every day, but dispatches in office hours.
pub(super) fn registered(scene: &Scene, dice: &mut Dice) -> NaiveDateTime {
    use crate::case::Channel::{Hotline, Interview, Visit};
    let minute = scene.submitted.hour() * 60 + scene.submitted.minute();
    let opening = 450 + dice.below(40) as u32;
    let day = scene.submitted.date();
    match scene.channel {
        Hotline | Visit | Interview => scene.submitted + TimeDelta::minutes(dice.between(2, 12)),
        _ if minute < 450 => at(day, opening),
        _ if minute > 1_200 => at(calendar_shift(day, 1), opening),
        _ => scene.submitted + TimeDelta::minutes(dice.between(4, 50)),
    }
}

/// First to an office whose matter it is not; back at the centre when this returns.
fn sent_on(
    script: &mut Script,
    scene: &Scene,
    dispatched: NaiveDateTime,
    dice: &mut Dice,
) -> NaiveDateTime {
    let wrong = (scene.street + 1 + dice.below(STREETS.len() - 1)) % STREETS.len();
    let by = login(wrong, STAFF[wrong].handlers[dice.below(3)]);
    script.dispatched(dispatched, STREETS[wrong].code);
    let mut time = after(dispatched, dice.between(20, 250));
    script.step(time, by.clone(), Act::SignedFor);
    time = after(time, dice.between(20, 150));
    let reason = filled(
        "经核对地址，{地}属{街}{区}辖区，不在我街道范围，请改派。",
        scene,
        time.date(),
        dice,
    );
    script.step(time, by, Act::ReturnRequested { reason });
    time = after(time, dice.between(30, 250));
    let reason = filled(
        "地址核对无误，同意退单，改派{街}。",
        scene,
        time.date(),
        dice,
    );
    script.centre(time, Act::ReturnUpheld { reason });
    after(time, dice.between(5, 40))
}

/// Goes there, or asks the office that knows.
fn look(script: &mut Script, scene: &Scene, finding: Finding, outcome: &Outcome, dice: &mut Dice) {
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
fn extended(
    script: &mut Script,
    scene: &Scene,
    time: &mut NaiveDateTime,
    (more, granted): (u16, bool),
    dice: &mut Dice,
) -> i64 {
    *time = after(*time, dice.between(30, 300));
    let reason = filled(dice.pick(&words::EXTENSIONS), scene, time.date(), dice);
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
fn answered(
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

fn after_the_answer(
    script: &mut Script,
    scene: &Scene,
    finding: Finding,
    mut outcome: Outcome,
    mut time: NaiveDateTime,
    dice: &mut Dice,
) {
    let rating = dice.percent(72).then(|| rating(dice));
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
        solved = Share::Yes;
    }
    if dice.percent(96) {
        time = after(time, dice.between(60, 1_700));
        let form = closing(
            scene,
            None,
            finding,
            solved,
            &outcome,
            (time.date(), true),
            dice,
        );
        script.closed(time, form);
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

/// Working days from `asked` (counted) to the answer (not counted): the clock stood still.
fn working_days(asked: NaiveDate, answered: NaiveDateTime) -> i64 {
    let mut day = on_or_after(asked);
    let mut count = 0;
    while day < answered.date() {
        count += 1;
        day = shift(day, 1);
    }
    count
}
