//! The stream of cases: which street, which theme, when, and how it went.

mod body;
mod chronicle;
mod course;
mod diary;
mod follow_up;
mod outcome;
mod parts;
mod petition;
mod phrases;
mod rough;
mod steps;
mod words;

use crate::case::{Channel, Matter, SampleCase};
use crate::citizen::citizen;
use crate::dice::Dice;
use crate::district::STREETS;
use crate::handwritten;
use crate::place;
use crate::scene::{Scene, Voice};
use crate::template::filled;
use crate::themes::{self, Theme};
use crate::workdays::{at, calendar_shift, is_working, shift};
use body::Length;
use chrono::{NaiveDate, NaiveDateTime};

/// Cases of a usual sample; these lie nearer to today, so that each street has a full morning.
const FRESH: usize = 200;

/// The sample's morning: nothing has happened after it. 08:30, when offices open.
pub(crate) fn morning(today: NaiveDate) -> NaiveDateTime {
    at(today, 8 * 60 + 30)
}

/// Case after case by place in the stream; the first ones are written by hand.
/// A case depends on `seed`, `today` and its place, not on `n`.
pub fn cases(seed: u64, today: NaiveDate, n: usize) -> impl Iterator<Item = SampleCase> {
    (0..n).map(move |index| case(seed, today, index))
}

/// The same cases, the earliest submission first: the order in which a centre numbers them.
pub fn cases_by_arrival(seed: u64, today: NaiveDate, n: usize) -> impl Iterator<Item = SampleCase> {
    let mut order: Vec<(NaiveDateTime, usize)> = (0..n)
        .map(|index| (submitted_at(seed, today, index), index))
        .collect();
    order.sort_unstable();
    order
        .into_iter()
        .map(move |(_, index)| case(seed, today, index))
}

fn case(seed: u64, today: NaiveDate, index: usize) -> SampleCase {
    handwritten::case(today, index).unwrap_or_else(|| invented(seed, today, index))
}

fn submitted_at(seed: u64, today: NaiveDate, index: usize) -> NaiveDateTime {
    match handwritten::submitted_at(today, index) {
        Some(moment) => moment,
        None => arrival(&mut Dice::new(seed, index as u64), today, index).1,
    }
}

fn invented(seed: u64, today: NaiveDate, index: usize) -> SampleCase {
    let mut dice = Dice::new(seed, index as u64);
    let dice = &mut dice;
    let (channel, submitted) = arrival(dice, today, index);
    let (theme, matter) = theme(index, dice);
    let street = street(index, dice);
    let community = dice.below(STREETS[street].communities.len());
    let kind = theme.kinds[dice.below(theme.kinds.len())];
    let voice = Voice {
        channel,
        kind,
        citizen: citizen(channel, dice),
        submitted,
    };
    let scene = Scene::new(theme, (street, community), voice, dice);
    let length = if index == LONGEST {
        Length::Chronicle(6_900)
    } else {
        body::length(channel, dice)
    };
    let title = body::title(&scene, dice);
    let body = body::body(&scene, length, dice);
    let position = dice
        .percent(62)
        .then(|| place::position(street, community, dice));
    let address = filled("{地}（{区}）", &scene, submitted.date(), dice);
    let origin = origin(&scene, dice);
    let course = match matter {
        Matter::Petition => petition::course(&scene, morning(today), dice),
        Matter::Hotline => course::hotline(&scene, morning(today), dice),
        Matter::Disclosure => course::disclosure(&scene, morning(today), dice),
    };
    SampleCase {
        index,
        office: STREETS[street].code.into(),
        community: STREETS[street].community_code(community),
        channel,
        matter,
        kind,
        category: theme.category.into(),
        title,
        body,
        address,
        lat: position.map(|(lat, _)| lat),
        lng: position.map(|(_, lng)| lng),
        submitted_at: submitted,
        origin,
        course,
        citizen: scene.citizen,
    }
}

/// The place of a case that is as long as cases get.
const LONGEST: usize = handwritten::COUNT + 2;

/// Channel and moment; the first draws of a case, so that cases can be put in order without being made.
fn arrival(dice: &mut Dice, today: NaiveDate, index: usize) -> (Channel, NaiveDateTime) {
    // Portal, hotline, wechat, weibo, forum, sms, visit, letter, interview, transfer.
    let weights = [18, 38, 13, 3, 7, 6, 5, 4, 2, 4];
    let channel = match index {
        LONGEST => Channel::Letter,
        _ => Channel::ALL[dice.weighted(weights.into_iter())],
    };
    let recent = index < FRESH && dice.percent(50);
    let in_person = matches!(
        channel,
        Channel::Visit | Channel::Interview | Channel::Transfer
    );
    let mut day = match recent {
        true => shift(today, -dice.between(1, 8).min(dice.between(1, 8))),
        false => calendar_shift(today, -dice.between(9, 364)),
    };
    if in_person && !is_working(day) {
        day = shift(day, -1);
    }
    let minute = match channel {
        Channel::Visit | Channel::Letter | Channel::Transfer => {
            dice.between(8 * 60 + 40, 16 * 60 + 30)
        }
        Channel::Interview => dice.between(14 * 60, 16 * 60),
        Channel::Hotline => dice.between(7 * 60, 20 * 60 + 59),
        _ if dice.percent(8) => dice.between(0, 6 * 60),
        _ => dice.between(6 * 60, 23 * 60 + 50),
    };
    (channel, at(day, minute as u32))
}

fn theme(index: usize, dice: &mut Dice) -> (&'static Theme, Matter) {
    let matter = match dice.below(1000) {
        _ if index == LONGEST => Matter::Hotline,
        0..=19 => Matter::Petition,
        20..=29 => Matter::Disclosure,
        _ => Matter::Hotline,
    };
    let themes: Vec<&'static Theme> = match matter {
        Matter::Petition => themes::all().filter(|theme| theme.petitioned()).collect(),
        Matter::Disclosure => themes::disclosure().iter().collect(),
        Matter::Hotline => themes::all().collect(),
    };
    let place = dice.weighted(themes.iter().map(|theme| theme.weight));
    (themes[place], matter)
}

/// The hand-written cases are mostly of 白鹤街道; the next ones make up for the others.
fn street(index: usize, dice: &mut Dice) -> usize {
    let baihe = if index < FRESH { 5 } else { 7 };
    dice.weighted((0..STREETS.len()).map(|place| if place == 3 { baihe } else { 7 }))
}

fn origin(scene: &Scene, dice: &mut Dice) -> Option<String> {
    let posted = dice.between(0, 3);
    let day = calendar_shift(scene.submitted.date(), -posted).format("%-m月%-d日");
    match scene.channel {
        Channel::Forum => {
            let board = dice.pick(&["江东那些事", "江东那些事", "社区家园"]);
            Some(format!("论坛「{board}」，原帖{day}"))
        }
        Channel::Weibo => Some(format!("官方微博群，{day}留言")),
        Channel::Interview => Some(format!(
            "民情面对面，{}专场",
            scene.submitted.format("%-m月%-d日")
        )),
        Channel::Transfer => Some(format!("上级转办，{day}来件")),
        _ => None,
    }
}
