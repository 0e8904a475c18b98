//! How a petition goes (信访工作条例): accepted and told so within 15 days,
//! decided in writing within 60, at most 30 more.

use super::course::registered;
use super::follow_up::followed_up;
use super::outcome::{self, closing};
use super::steps::extension_reason;
use super::words;
use crate::course::{Act, Course, Delivery, Rating, Share};
use crate::dice::Dice;
use crate::district::STREETS;
use crate::letters;
use crate::scene::Scene;
use crate::script::Script;
use crate::template::filled;
use crate::themes::of_side;
use crate::workdays::{after_office_minutes as after, at, calendar_shift, on_or_after};
use chrono::NaiveDateTime;

pub(super) fn course(scene: &Scene, now: NaiveDateTime, dice: &mut Dice) -> Course {
    let registered = registered(scene, dice);
    let mut script = Script::new(scene, now, registered);
    let accepted = after(registered, dice.between(100, 1_500));
    script.centre(accepted, Act::Accepted);
    let dispatched = after(accepted, dice.between(10, 90));
    script.dispatched(dispatched, STREETS[scene.street].code);
    let mut time = after(dispatched, dice.between(20, 380));
    script.signed_for(time);

    time = after(time, dice.between(60, 500));
    let notice = script.drafted(time, letters::acceptance(scene, accepted.date(), dice));
    time = after(time, dice.between(10, 90));
    script.submitted(time, notice);
    time = after(time, dice.between(60, 500));
    script.letter_signed(time, notice);
    time = after(time, dice.between(30, 400));
    script.contacted(
        time,
        filled(
            dice.pick(&words::NOTICE_DELIVERED),
            scene,
            time.date(),
            dice,
        ),
    );

    time = after(time, dice.between(900, 4_300));
    let finding = outcome::finding(scene, dice);
    let outcome = outcome::outcome(scene, time, finding, dice);
    let with = filled(dice.pick(&words::COMPANIONS), scene, time.date(), dice);
    script.visited(
        time,
        finding,
        with,
        format!("{}\n{}", outcome.found, outcome.measure),
    );
    time = after(time, dice.between(900, 3_000));
    script.contacted(
        time,
        filled(dice.pick(&words::TALKS), scene, time.date(), dice),
    );

    let mut days = 60;
    if dice.percent(25) {
        let before = on_or_after(calendar_shift(accepted.date(), dice.between(40, 52)));
        time = after(time.max(at(before, 520)), dice.between(20, 300));
        let reason = extension_reason(scene, time, dice);
        script.handler(time, Act::ExtensionRequested { days: 30, reason });
        time = after(time, dice.between(60, 700));
        script.head(time, Act::ExtensionApproved);
        days += 30;
    }
    let day = on_or_after(calendar_shift(accepted.date(), days - dice.between(6, 22)));
    time = after(time.max(at(day, 520)), dice.between(10, 200));
    let request = request(scene, dice);
    let opinion = script.drafted(
        time,
        letters::opinion(scene, &request, &outcome, time.date(), dice),
    );
    time = after(time, dice.between(30, 300));
    script.submitted(time, opinion);
    time = after(time, dice.between(60, 600));
    script.letter_signed(time, opinion);
    time = after(time, dice.between(30, 300));
    script.replied(
        time,
        Some(opinion),
        if dice.percent(60) {
            Delivery::Post
        } else {
            Delivery::Hand
        },
    );
    let mut rated = None;
    if dice.percent(55) {
        time = after(time, dice.between(900, 3_000));
        let rating = [Rating::Satisfied, Rating::Basically, Rating::Dissatisfied][dice.below(3)];
        let remark = match rating {
            Rating::Satisfied => dice.pick(&words::SATISFIED),
            Rating::Basically => dice.pick(&words::BASICALLY),
            Rating::Dissatisfied => dice.pick(&words::DISSATISFIED),
        };
        let remark = filled(remark, scene, time.date(), dice);
        script.rated(time, rating, remark);
        rated = Some(rating);
    }
    time = after(time, dice.between(400, 2_500));
    let solved = if dice.percent(60) {
        Share::Yes
    } else {
        Share::Partly
    };
    let form = closing(scene, finding, solved, &outcome, (time.date(), true), dice);
    script.closed(time, form);
    followed_up(&mut script, scene, time, (solved, rated), dice);
    script.finish()
}

/// What the petitioner asks for, in the office's words.
fn request(scene: &Scene, dice: &mut Dice) -> String {
    let mut request = filled(
        "您反映{地}{事}问题，主要请求：",
        scene,
        scene.submitted.date(),
        dice,
    );
    for demand in of_side(scene.theme.demands, scene.side) {
        if !demand.contains("{我") {
            request.push_str(&filled(demand, scene, scene.submitted.date(), dice));
        }
    }
    request
}
