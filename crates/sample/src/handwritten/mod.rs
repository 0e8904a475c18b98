//! Cases written by hand: those that the product's own papers tell of (the
//! kennel of 白鹤新村, the tunnel, 荷花路) and one morning of 白鹤街道 with
//! every state a clerk may find on the desk. They do not depend on the seed.

mod elsewhere;
mod play;
mod today;
mod waiting;
mod week;

use crate::case::{Channel, Citizen, Gender, Kind, Matter, SampleCase};
use crate::dice::Dice;
use crate::district::{STREETS, street_place};
use crate::generate::morning;
use crate::scene::{Scene, Voice};
use crate::template::filled;
use crate::themes::{self, Theme};
use crate::workdays::{at, calendar_shift, shift};
use chrono::{NaiveDate, NaiveDateTime};
use play::Play;

/// A case as written; its days count from the morning of the sample.
pub(crate) struct Written {
    street: &'static str,
    /// Without 社区.
    community: &'static str,
    channel: Channel,
    matter: Matter,
    kind: Kind,
    category: &'static str,
    title: &'static str,
    body: &'static str,
    /// Name, gender, last four digits of the phone, has a portal account.
    citizen: (&'static str, Gender, &'static str, bool),
    address: &'static str,
    position: Option<(f64, f64)>,
    submitted: (Day, &'static str),
    origin: Option<&'static str>,
    /// Which of the street's three handlers.
    handler: usize,
    course: fn(&mut Play),
}

#[derive(Clone, Copy)]
pub(crate) enum Day {
    /// Working days before or after.
    Work(i64),
    /// Calendar days before or after.
    Calendar(i64),
}

impl Day {
    fn of(self, today: NaiveDate) -> NaiveDate {
        match self {
            Day::Work(n) => shift(today, n),
            Day::Calendar(n) => calendar_shift(today, n),
        }
    }
}

/// On that day at 14:08.
fn moment(today: NaiveDate, day: Day, time: &str) -> NaiveDateTime {
    let (hour, minute) = time.split_once(':').unwrap_or((time, "0"));
    let minutes = hour.parse::<u32>().unwrap_or(0) * 60 + minute.parse::<u32>().unwrap_or(0);
    at(day.of(today), minutes)
}

const GROUPS: [&[Written]; 4] = [today::CASES, waiting::CASES, week::CASES, elsewhere::CASES];

pub(crate) const COUNT: usize =
    today::CASES.len() + waiting::CASES.len() + week::CASES.len() + elsewhere::CASES.len();

fn written(index: usize) -> Option<&'static Written> {
    GROUPS.iter().flat_map(|group| group.iter()).nth(index)
}

pub(crate) fn submitted_at(today: NaiveDate, index: usize) -> Option<NaiveDateTime> {
    let (day, time) = written(index)?.submitted;
    Some(moment(today, day, time))
}

pub(crate) fn case(today: NaiveDate, index: usize) -> Option<SampleCase> {
    let written = written(index)?;
    let submitted = submitted_at(today, index)?;
    let mut dice = Dice::new(0, index as u64);
    let scene = scene(written, submitted, &mut dice)?;
    let mut play = Play::new(&scene, today, morning(today), submitted, &mut dice);
    (written.course)(&mut play);
    let course = play.finish();
    let mut say = |template: &str| filled(template, &scene, submitted.date(), &mut dice);
    Some(SampleCase {
        index,
        office: STREETS[scene.street].code.into(),
        community: STREETS[scene.street].community_code(scene.community),
        channel: written.channel,
        matter: written.matter,
        kind: written.kind,
        category: written.category.into(),
        title: written.title.into(),
        body: say(written.body),
        address: written.address.into(),
        lat: written.position.map(|(lat, _)| lat),
        lng: written.position.map(|(_, lng)| lng),
        submitted_at: submitted,
        origin: written.origin.map(say),
        course,
        citizen: scene.citizen,
    })
}

fn scene(written: &Written, submitted: NaiveDateTime, dice: &mut Dice) -> Option<Scene> {
    let street = street_place(written.street);
    let community = STREETS[street]
        .communities
        .iter()
        .position(|(_, stem)| *stem == written.community)?;
    let theme: &'static Theme = themes::of_category(written.category)?;
    let (name, gender, digits, portal_account) = written.citizen;
    let citizen = Citizen {
        name: name.into(),
        gender,
        phone: phone(digits),
        portal_account,
    };
    let voice = Voice {
        channel: written.channel,
        kind: written.kind,
        citizen,
        submitted,
    };
    let mut scene = Scene::new(theme, (street, community), voice, dice);
    scene.handler = written.handler;
    scene.head = 0;
    Some(scene)
}

/// 138-6027 → 13800006027
fn phone(digits: &str) -> String {
    digits.replace('-', "0000")
}
