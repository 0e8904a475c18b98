//! What a citizen says, in pieces: how it begins, details, what it does to
//! them, what they tried, what they want.

use super::body::Length;
use super::phrases;
use crate::dice::Dice;
use crate::scene::Scene;
use crate::template::filled;
use crate::themes::of_side;

pub(super) struct Parts {
    opening: String,
    details: Vec<String>,
    /// Effects and what was tried before.
    reasons: Vec<String>,
    pub demand: String,
    closing: Option<String>,
}

/// How many details, and how likely the rest is in percent.
struct Measure {
    details: usize,
    background: usize,
    own_reason: usize,
    common_reason: usize,
    closing: usize,
}

fn measure(length: Length, dice: &mut Dice) -> Measure {
    let (details, background, own_reason, common_reason, closing) = match length {
        Length::Brief => (dice.below(3), 0, 15, 5, 5),
        Length::Usual => (3 + dice.below(3), 45, 90, 55, 40),
        Length::Full | Length::Chronicle(_) => (4 + dice.below(3), 75, 95, 75, 65),
    };
    Measure {
        details,
        background,
        own_reason,
        common_reason,
        closing,
    }
}

impl Parts {
    pub fn draw(scene: &Scene, length: Length, dice: &mut Dice) -> Parts {
        let (theme, side) = (scene.theme, scene.side);
        let mut measure = measure(length, dice);
        if !theme.on_site() {
            // Who asks about a rule has nothing to show on the spot.
            (measure.background, measure.common_reason, measure.closing) = (0, 0, 0);
        }
        let told = of_side(theme.details, side);
        let mut details: Vec<&str> = dice
            .draw(told.len(), measure.details)
            .into_iter()
            .map(|place| told[place])
            .collect();
        if dice.percent(measure.background) {
            details.push(dice.pick(&phrases::BACKGROUNDS));
        }
        let mut reasons = Vec::new();
        for (own, common) in [
            (theme.effects, &phrases::EFFECTS[..]),
            (theme.histories, &phrases::HISTORIES[..]),
        ] {
            if dice.percent(measure.own_reason) {
                reasons.push(theme.pick(own, side, dice));
            }
            if dice.percent(measure.common_reason) {
                reasons.push(dice.pick(common));
            }
        }
        let demands = of_side(theme.demands, side);
        let wishes = if matches!(length, Length::Brief) || dice.percent(55) {
            1
        } else {
            2
        };
        let demand: Vec<&str> = dice
            .draw(demands.len(), wishes)
            .into_iter()
            .map(|place| demands[place])
            .collect();
        let closing = dice
            .percent(measure.closing)
            .then(|| dice.pick(&phrases::CLOSINGS));

        let mut say = |template: &str| filled(template, scene, scene.submitted.date(), dice);
        Parts {
            opening: say(theme.openings[side]),
            details: details.into_iter().map(&mut say).collect(),
            reasons: reasons.into_iter().map(&mut say).collect(),
            demand: demand.into_iter().map(&mut say).collect(),
            closing: closing.map(&mut say),
        }
    }

    /// All but the wish.
    pub fn facts(&self) -> String {
        let mut text = self.opening.clone();
        text.extend(self.details.iter().chain(&self.reasons).map(String::as_str));
        text
    }

    pub fn in_one_line(&self) -> String {
        let mut text = self.facts();
        text.push_str(&self.demand);
        text
    }

    /// Opening and details, then what it does and what was tried, then the wish.
    pub fn in_lines(&self, between: &str) -> String {
        let mut text = self.opening.clone();
        text.extend(self.details.iter().map(String::as_str));
        if !self.reasons.is_empty() {
            text.push_str(between);
            text.extend(self.reasons.iter().map(String::as_str));
        }
        text.push_str(between);
        text.push_str(&self.demand);
        if let Some(closing) = &self.closing {
            text.push_str(closing);
        }
        text
    }
}
