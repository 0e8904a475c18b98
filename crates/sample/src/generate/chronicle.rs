//! Some people write down the whole story, day by day, for pages.

use super::diary::DIARY;
use crate::case::Channel;
use crate::dice::Dice;
use crate::scene::Scene;
use crate::template::{fill, full_date};
use crate::themes::of_side;
use crate::workdays::calendar_shift;
use std::fmt::Write;

/// Adds the story until the text is about as long as wished.
pub(super) fn chronicle(text: &mut String, scene: &Scene, characters: usize, dice: &mut Dice) {
    let as_table = dice.percent(35);
    text.push_str(match (as_table, scene.channel) {
        (true, _) => "\n\n附：情况记录\n日期\t时间\t情况",
        (false, Channel::Letter) => "\n\n附：事情经过",
        (false, _) => "\n\n为了说清楚，把经过按日期写在下面：",
    });
    // An entry has about 48 characters and comes every second day.
    let entries = characters.saturating_sub(text.chars().count()) / 48;
    let mut day = calendar_shift(scene.submitted.date(), -(entries as i64 * 2) - 3);
    let mut deck = Deck::new(scene);
    for turn in 1.. {
        if text.chars().count() + 120 > characters {
            break;
        }
        day = calendar_shift(day, 1 + dice.below(3) as i64).min(scene.submitted.date());
        let hour = dice.between(7, 20);
        let minute = dice.between(0, 59);
        // Writing to a string does not fail.
        let _ = match as_table {
            true => write!(text, "\n{}\t{hour}:{minute:02}\t", full_date(day)),
            false => write!(text, "\n{turn}、{}{hour}点{minute}分，", full_date(day)),
        };
        for _ in 0..1 + usize::from(dice.percent(45)) {
            fill(text, deck.draw(dice), scene, day, dice);
        }
    }
    text.push_str("\n以上句句属实，我愿意当面说明。");
}

/// Every entry once before any comes again.
struct Deck {
    cards: Vec<&'static str>,
    left: Vec<usize>,
}

impl Deck {
    fn new(scene: &Scene) -> Deck {
        let mut cards = of_side(scene.theme.details, scene.side);
        cards.extend(DIARY);
        Deck {
            cards,
            left: Vec::new(),
        }
    }

    fn draw(&mut self, dice: &mut Dice) -> &'static str {
        if self.left.is_empty() {
            self.left = dice.draw(self.cards.len(), self.cards.len());
        }
        self.left.pop().map_or("", |card| self.cards[card])
    }
}
