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
    effect: Option<String>,
    history: Option<String>,
    pub demand: String,
    closing: Option<String>,
}

impl Parts {
    pub fn draw(scene: &Scene, length: Length, dice: &mut Dice) -> Parts {
        let (theme, side) = (scene.theme, scene.side);
        let (details, effect, history, closing) = match length {
            Length::Brief => (dice.below(2), 15, 10, 5),
            Length::Usual => (1 + dice.below(2), 45, 45, 20),
            Length::Full | Length::Chronicle(_) => (2 + dice.below(3), 85, 85, 55),
        };
        let say =
            |template: &str, dice: &mut Dice| filled(template, scene, scene.submitted.date(), dice);
        let told = of_side(theme.details, side);
        let told = dice
            .draw(told.len(), details)
            .into_iter()
            .map(|place| told[place]);
        let told: Vec<&str> = told.collect();
        Parts {
            opening: say(theme.openings[side], dice),
            details: told.into_iter().map(|detail| say(detail, dice)).collect(),
            effect: dice.percent(effect).then(|| {
                let own = dice.percent(70);
                let template = if own {
                    theme.pick(theme.effects, side, dice)
                } else {
                    dice.pick(&phrases::EFFECTS)
                };
                say(template, dice)
            }),
            history: dice.percent(history).then(|| {
                let own = dice.percent(65);
                let template = if own {
                    theme.pick(theme.histories, side, dice)
                } else {
                    dice.pick(&phrases::HISTORIES)
                };
                say(template, dice)
            }),
            demand: {
                let template = theme.pick(theme.demands, side, dice);
                say(template, dice)
            },
            closing: dice.percent(closing).then(|| {
                let template = dice.pick(&phrases::CLOSINGS);
                say(template, dice)
            }),
        }
    }

    /// All but the wish.
    pub fn facts(&self) -> String {
        let mut text = self.opening.clone();
        self.details.iter().for_each(|detail| text.push_str(detail));
        self.reasons(&mut text);
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
        self.details.iter().for_each(|detail| text.push_str(detail));
        if self.effect.is_some() || self.history.is_some() {
            text.push_str(between);
            self.reasons(&mut text);
        }
        text.push_str(between);
        text.push_str(&self.demand);
        if let Some(closing) = &self.closing {
            text.push_str(closing);
        }
        text
    }

    fn reasons(&self, text: &mut String) {
        for part in [&self.effect, &self.history].into_iter().flatten() {
            text.push_str(part);
        }
    }
}
