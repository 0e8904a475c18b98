//! Title and text of a case: the theme's words in the manner of the channel,
//! from a text message to seven thousand characters of letter.

use super::chronicle::chronicle;
use super::parts::Parts;
use super::phrases;
use super::rough::roughen;
use crate::case::{Channel, Kind};
use crate::dice::Dice;
use crate::scene::Scene;
use crate::template::{filled, full_date};
use crate::themes::of_side;
use crate::workdays::calendar_shift;
use std::fmt::Write;

pub(super) const TITLE_LIMIT: usize = 37;
pub(super) const BODY_LIMIT: usize = 7_000;

/// How much a citizen has to say.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Length {
    Brief,
    Usual,
    Full,
    /// Tells the whole story, day by day, in about this many characters.
    Chronicle(usize),
}

pub(super) fn length(channel: Channel, dice: &mut Dice) -> Length {
    match (channel, dice.below(1000)) {
        (Channel::Sms, _) => Length::Brief,
        (Channel::Letter | Channel::Forum | Channel::Portal | Channel::Transfer, 0..=11) => {
            Length::Chronicle(dice.between(1_200, 6_600) as usize)
        }
        (_, 0..=99) => Length::Brief,
        (Channel::Letter | Channel::Visit, _) => Length::Full,
        (_, 100..=699) => Length::Usual,
        _ => Length::Full,
    }
}

/// A title that fits; titles that would be too long give way to the next one.
pub(super) fn title(scene: &Scene, dice: &mut Dice) -> String {
    let titles = of_side(scene.theme.titles, scene.side);
    let day = scene.submitted.date();
    for place in dice.draw(titles.len(), titles.len()) {
        let title = filled(titles[place], scene, day, dice);
        if title.chars().count() <= TITLE_LIMIT {
            return title;
        }
    }
    format!("反映{}问题", scene.theme.subject)
}

pub(super) fn body(scene: &Scene, length: Length, dice: &mut Dice) -> String {
    let parts = Parts::draw(scene, length, dice);
    let kind = scene.kind;
    let mut text = match scene.channel {
        Channel::Hotline => hotline(scene, &parts, dice),
        Channel::Sms => parts.in_one_line(),
        Channel::Wechat => parts.in_lines("\n"),
        Channel::Weibo => format!("{}{}", dice.pick(&phrases::WEIBO_TAGS), parts.in_one_line()),
        Channel::Forum => forum(scene, &parts, dice),
        Channel::Portal => parts.in_lines(if dice.percent(30) { "\n\n" } else { "\n" }),
        Channel::Letter => letter(scene, &parts),
        Channel::Visit => recorded(scene, "来访人到街道群众接待室反映：", &parts, kind),
        Channel::Interview => recorded(
            scene,
            "“民情面对面”直播现场提问，未能当场答复，转为工单。提问人：",
            &parts,
            kind,
        ),
        Channel::Transfer => transfer(&parts, kind, dice),
    };
    if let Length::Chronicle(characters) = length {
        chronicle(&mut text, scene, characters, dice);
    }
    if !scene.recorded() && scene.channel != Channel::Visit {
        roughen(&mut text, scene.channel, dice);
    }
    if text.chars().count() > BODY_LIMIT {
        text = text.chars().take(BODY_LIMIT).collect();
    }
    text
}

fn hotline(scene: &Scene, parts: &Parts, dice: &mut Dice) -> String {
    let lead = dice.pick(&[
        "市民来电反映：",
        "来电人反映，",
        "市民来电：",
        "【市民热线】来电人表示，",
    ]);
    let demand = dice.pick(&["\n来电人诉求：", "\n诉求：", "\n市民希望："]);
    let tail = dice.pick(&[
        "",
        "",
        "（已告知办理时限）",
        "\n请承办单位联系来电人并答复。",
        "（方便接听时间：18点以后）",
    ]);
    let address = match dice.below(4) {
        0 => filled(
            "\n事发地点：{街}{区}{小区}{幢}。",
            scene,
            scene.submitted.date(),
            dice,
        ),
        _ => String::new(),
    };
    format!(
        "{lead}{}{address}{demand}{}{tail}",
        parts.facts(),
        parts.demand
    )
}

fn recorded(scene: &Scene, lead: &str, parts: &Parts, kind: Kind) -> String {
    let day = scene.submitted.date();
    format!(
        "{lead}{}\n{}事项：{}\n（{}记录）",
        parts.facts(),
        kind.name(),
        parts.demand,
        full_date(day)
    )
}

fn transfer(parts: &Parts, kind: Kind, dice: &mut Dice) -> String {
    let from = dice.pick(&[
        "区信访局",
        "区委社会工作部",
        "区政府办公室",
        "市民热线平台",
        "区人大代表联络站",
    ]);
    let number = dice.between(100, 9_899);
    format!(
        "【{from}转办 第{number}号】\n反映类别：{}\n主要内容：{}\n群众要求：{}\n请按规定办理，并将结果报送{from}。",
        kind.name(),
        parts.facts(),
        parts.demand,
    )
}

fn forum(scene: &Scene, parts: &Parts, dice: &mut Dice) -> String {
    let day = scene.submitted.date();
    if !scene.theme.on_site() {
        return format!("{}\n\n有没有人办过？进来说说。", parts.in_lines("\n\n"));
    }
    let lead = filled(dice.pick(&phrases::FORUM_LEADS), scene, day, dice);
    let tail = filled(dice.pick(&phrases::FORUM_TAILS), scene, day, dice);
    format!("{lead}{}{tail}", parts.in_lines("\n\n"))
}

fn letter(scene: &Scene, parts: &Parts) -> String {
    let day = scene.submitted.date();
    let mut text = String::from("尊敬的街道领导：\n　　您好！");
    text.push_str(&parts.in_lines("\n　　"));
    let _ = write!(
        text,
        "\n　　此致\n敬礼！\n　　　　　　{}居民　{}\n　　　　　　{}　电话{}",
        scene.estate,
        scene.citizen.name,
        full_date(calendar_shift(day, -2)),
        scene.citizen.phone,
    );
    text
}
