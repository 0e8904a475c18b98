//! How an ordinary case goes: signed for within a working day, looked at,
//! answered within five, rated, closed; and everything that comes between.

use super::follow_up::followed_up;
use super::outcome::{self, closing};
use super::steps::{after_the_answer, answered, extended, look};
use super::words;
use crate::course::{Act, Course, Finding, Share};
use crate::dice::Dice;
use crate::district::STREETS;
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
        let on_site = scene.theme.on_site() && dice.percent(55);
        let note = match on_site {
            true => dice.pick(&words::FIRST_CONTACTS_ON_SITE),
            false => dice.pick(&words::FIRST_CONTACTS),
        };
        script.contacted(time, say(note, time, dice));
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

    let finding = outcome::finding(scene, dice);
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
        Finding::True,
        Share::Yes,
        &outcome,
        (time.date(), true),
        dice,
    );
    script.closed(time, form);
    followed_up(&mut script, scene, time, (Share::Yes, None), dice);
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
