//! What people bring, theme by theme: the words of citizens, what the street
//! finds on site, what it does, and on what basis. Templates as `template`
//! reads them; composing is done elsewhere.

mod city;
mod disclosure;
mod economy;
mod environment;
mod housing;
mod nuisance;
mod order;
mod services;
mod utilities;
mod welfare;

use crate::case::Kind;
use crate::dice::Dice;

/// A theme has several sides (a tree that takes the light, a bed of vegetables
/// on the lawn); which one a case is about is the place of its opening. Texts
/// that go with some sides only begin with their places: `02>…` goes with the
/// first and the third opening.
pub(crate) struct Theme {
    /// Code of the scheme 经济/社会/民生.
    pub category: &'static str,
    /// How often, relative to the others.
    pub weight: u32,
    /// {地}, where it is in a letter's title, and {事}: 关于反映{地}{事}问题的答复函
    pub location: &'static str,
    pub subject: &'static str,
    pub kinds: &'static [Kind],
    /// {物}: the thing it is about, one per case.
    pub things: &'static [&'static str],
    /// {处}: the spot, one per case.
    pub places: &'static [&'static str],
    /// Ranges of {甲} {乙} {丙}, drawn once per case.
    pub numbers: [(i64, i64); 3],
    pub titles: &'static [&'static str],
    pub openings: &'static [&'static str],
    pub details: &'static [&'static str],
    pub effects: &'static [&'static str],
    pub histories: &'static [&'static str],
    pub demands: &'static [&'static str],
    /// 补正: what is asked, what comes back.
    pub ask: (&'static str, &'static str),
    /// What a visit sees when it is true. Empty: a question of policy, nobody goes out.
    pub found: &'static [&'static str],
    /// What a visit sees when it is true in part.
    pub partly: &'static str,
    /// What is done, by whom, by when; follows the legal basis in a letter.
    pub measures: &'static [&'static str],
    pub law: &'static str,
    /// Why it is not solved yet.
    pub unsolved: &'static str,
    /// Who else it may belong to.
    pub unit: &'static str,
}

impl Theme {
    pub fn on_site(&self) -> bool {
        !self.found.is_empty()
    }

    /// A text of the list that goes with this side; the list has one for each.
    pub fn pick<'a>(&self, list: &[&'a str], side: usize, dice: &mut Dice) -> &'a str {
        let fitting = of_side(list, side);
        if fitting.is_empty() {
            ""
        } else {
            dice.pick(&fitting)
        }
    }

    /// An application for disclosure.
    pub fn discloses(&self) -> bool {
        disclosure::THEMES
            .iter()
            .any(|theme| std::ptr::eq(theme, self))
    }

    /// People write petitions about houses, money and what was demolished.
    pub fn petitioned(&self) -> bool {
        matches!(
            self.category,
            "S202" | "S302" | "S303" | "S304" | "S305" | "S306" | "S318"
        )
    }
}

/// The texts of the list that go with this side, without their mark.
pub(crate) fn of_side<'a>(list: &[&'a str], side: usize) -> Vec<&'a str> {
    list.iter()
        .filter_map(|text| text_of_side(text, side))
        .collect()
}

pub(crate) fn text_of_side(text: &str, side: usize) -> Option<&str> {
    match text.split_once('>') {
        Some((sides, rest)) if sides.bytes().all(|byte| byte.is_ascii_digit()) => sides
            .bytes()
            .any(|byte| usize::from(byte - b'0') == side)
            .then_some(rest),
        _ => Some(text),
    }
}

const GROUPS: [&[Theme]; 9] = [
    environment::THEMES,
    nuisance::THEMES,
    city::THEMES,
    order::THEMES,
    housing::THEMES,
    utilities::THEMES,
    services::THEMES,
    welfare::THEMES,
    economy::THEMES,
];

pub(crate) fn all() -> impl Iterator<Item = &'static Theme> + Clone {
    GROUPS.iter().flat_map(|group| group.iter())
}

/// What people ask to be disclosed (依申请公开).
pub(crate) fn disclosure() -> &'static [Theme] {
    disclosure::THEMES
}

/// The theme of a category; the first one there where there are several.
pub(crate) fn of_category(category: &str) -> Option<&'static Theme> {
    all().find(|theme| theme.category == category)
}
