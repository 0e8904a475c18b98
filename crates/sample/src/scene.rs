//! The facts of one case that its texts share: a dog is in the same estate in
//! the complaint, in the visit's note and in the letter.

use crate::case::{Channel, Citizen, Kind};
use crate::citizen::addressed;
use crate::dice::Dice;
use crate::district::STREETS;
use crate::people::{self, STAFF};
use crate::place;
use crate::template::{filled, full_date};
use crate::themes::Theme;
use chrono::NaiveDateTime;
use std::fmt::Write;

/// Who speaks, how, and when.
pub(crate) struct Voice {
    pub channel: Channel,
    pub kind: Kind,
    pub citizen: Citizen,
    pub submitted: NaiveDateTime,
}

pub(crate) struct Scene {
    pub theme: &'static Theme,
    /// Which side of the theme it is about.
    pub side: usize,
    /// Places in [`STREETS`] and its communities.
    pub street: usize,
    pub community: usize,
    pub handler: usize,
    pub head: usize,
    /// Which of the dispatchers.
    pub turn: usize,
    pub channel: Channel,
    pub kind: Kind,
    pub citizen: Citizen,
    pub submitted: NaiveDateTime,
    pub estate: String,
    pub building: i64,
    pub unit: i64,
    pub road: &'static str,
    pub other_road: &'static str,
    pub thing: String,
    pub spot: String,
    /// Where it is, as a letter says it.
    pub location: String,
    pub numbers: [i64; 3],
    pub hour: &'static str,
    pub manager: &'static str,
}

const HOURS: [&str; 8] = [
    "晚上十点",
    "22点",
    "夜里十一点",
    "晚上十点半",
    "凌晨一点",
    "晚上9点",
    "半夜十二点",
    "23:00",
];
const MANAGERS: [&str; 4] = ["物业", "小区物业", "物业公司", "物业服务中心"];

impl Scene {
    pub fn new(
        theme: &'static Theme,
        (street, community): (usize, usize),
        voice: Voice,
        dice: &mut Dice,
    ) -> Scene {
        let Voice {
            channel,
            kind,
            citizen,
            submitted,
        } = voice;
        let (road, other_road) = place::roads(street, dice);
        let mut scene = Scene {
            theme,
            side: dice.below(theme.openings.len()),
            street,
            community,
            handler: dice.below(3),
            head: dice.below(STAFF[street].heads.len()),
            turn: dice.below(2),
            channel,
            kind,
            citizen,
            submitted,
            estate: place::estate(street, community, dice),
            building: dice.between(1, 60),
            unit: dice.between(1, 4),
            road,
            other_road,
            thing: String::new(),
            spot: String::new(),
            location: String::new(),
            numbers: theme.numbers.map(|(low, high)| dice.between(low, high)),
            hour: dice.pick(&HOURS),
            manager: dice.pick(&MANAGERS),
        };
        scene.thing = filled(
            theme.pick(theme.things, scene.side, dice),
            &scene,
            submitted.date(),
            dice,
        );
        scene.spot = filled(
            theme.pick(theme.places, scene.side, dice),
            &scene,
            submitted.date(),
            dice,
        );
        scene.location = filled(theme.location, &scene, submitted.date(), dice);
        scene
    }

    /// Words taken down by somebody else speak of the citizen in the third person.
    pub fn recorded(&self) -> bool {
        matches!(
            self.channel,
            Channel::Hotline | Channel::Transfer | Channel::Interview
        )
    }

    pub fn handler_login(&self) -> String {
        people::login(self.street, STAFF[self.street].handlers[self.handler])
    }

    pub fn head_login(&self) -> String {
        people::login(self.street, STAFF[self.street].heads[self.head])
    }

    pub fn dispatcher_login(&self) -> String {
        people::dispatcher(self.turn).into()
    }

    pub fn handler_name(&self) -> &'static str {
        STAFF[self.street].handlers[self.handler].1
    }

    pub fn community_name(&self) -> String {
        STREETS[self.street].community_name(self.community)
    }

    /// Appends the fact of this name; false when there is none.
    pub fn fact(&self, out: &mut String, name: &str) -> bool {
        let street = &STREETS[self.street];
        let say =
            |mine: &'static str, theirs: &'static str| if self.recorded() { theirs } else { mine };
        match name {
            "小区" => out.push_str(&self.estate),
            "幢" => number(out, self.building, "幢"),
            "元" => number(out, self.unit, "单元"),
            "路" => out.push_str(self.road),
            "路乙" => out.push_str(self.other_road),
            "物" => out.push_str(&self.thing),
            "处" => out.push_str(&self.spot),
            "地" => out.push_str(&self.location),
            "甲" => number(out, self.numbers[0], ""),
            "乙" => number(out, self.numbers[1], ""),
            "丙" => number(out, self.numbers[2], ""),
            "时" => out.push_str(self.hour),
            "物业" => out.push_str(self.manager),
            "区" => out.push_str(&self.community_name()),
            "街" => out.push_str(street.name),
            "我" => out.push_str(say("我", "其")),
            "我家" => out.push_str(say("我家", "其家中")),
            "我们" => out.push_str(say("我们", "周边居民")),
            "承办" => out.push_str(self.handler_name()),
            "联系" => {
                out.push_str(&self.community_name());
                out.push_str(&street.contact(self.community));
            }
            "电话" => out.push_str(&street.community_phone(self.community)),
            "街电话" => out.push_str(&street.phone()),
            "称" => out.push_str(&addressed(&self.citizen)),
            "收日" => out.push_str(&full_date(self.submitted.date())),
            "单位" => out.push_str(self.theme.unit),
            "事" => out.push_str(self.theme.subject),
            _ => return false,
        }
        true
    }
}

fn number(out: &mut String, value: i64, unit: &str) {
    // Writing to a string does not fail.
    let _ = write!(out, "{value}{unit}");
}
