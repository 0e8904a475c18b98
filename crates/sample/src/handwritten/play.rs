//! Writing down what happened in days and hours: `c.visited(Work(-1), "14:26", …)`.

use super::{Day, moment};
use crate::citizen::addressed;
use crate::course::{
    Act, ClosingForm, Course, Delivery, Finding, Letter, LetterKind, Paragraph, Rating, Share,
};
use crate::dice::Dice;
use crate::district::STREETS;
use crate::scene::Scene;
use crate::script::Script;
use crate::template::filled;
use crate::workdays::{at, calendar_shift};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta, Timelike};

pub(crate) struct Play<'a> {
    scene: &'a Scene,
    today: NaiveDate,
    script: Script<'a>,
    dice: &'a mut Dice,
    registered: NaiveDateTime,
}

/// What a letter says: level and text.
pub(super) type Lines = &'static [(u8, &'static str)];

impl<'a> Play<'a> {
    pub fn new(
        scene: &'a Scene,
        today: NaiveDate,
        now: NaiveDateTime,
        submitted: NaiveDateTime,
        dice: &'a mut Dice,
    ) -> Play<'a> {
        // What comes in at night is put on record in the morning.
        let registered = match submitted.hour() {
            0..=6 => at(submitted.date(), 7 * 60 + 50),
            7..=21 => submitted + TimeDelta::minutes(8),
            _ => at(calendar_shift(submitted.date(), 1), 7 * 60 + 50),
        };
        Play {
            scene,
            today,
            script: Script::new(scene, now, registered),
            dice,
            registered,
        }
    }

    pub fn finish(self) -> Course {
        self.script.finish()
    }

    fn at(&self, day: Day, time: &str) -> NaiveDateTime {
        moment(self.today, day, time).max(self.registered)
    }

    fn say(&mut self, at: NaiveDateTime, template: &str) -> String {
        filled(template, self.scene, at.date(), self.dice)
    }

    pub fn accepted(&mut self, day: Day, time: &str) {
        self.script.centre(self.at(day, time), Act::Accepted);
    }

    pub fn dispatched(&mut self, day: Day, time: &str) {
        self.script
            .dispatched(self.at(day, time), STREETS[self.scene.street].code);
    }

    pub fn signed_for(&mut self, day: Day, time: &str) {
        self.script.signed_for(self.at(day, time));
    }

    pub fn contacted(&mut self, day: Day, time: &str, note: &str) {
        let at = self.at(day, time);
        let note = self.say(at, note);
        self.script.contacted(at, note);
    }

    pub fn visited(
        &mut self,
        day: Day,
        time: &str,
        finding: Finding,
        companions: &str,
        note: &str,
    ) {
        let at = self.at(day, time);
        let note = self.say(at, note);
        self.script.visited(at, finding, companions, note);
    }

    pub fn supplement_asked(&mut self, day: Day, time: &str, ask: &str) {
        let at = self.at(day, time);
        let ask = self.say(at, ask);
        self.script.handler(at, Act::SupplementAsked { ask });
    }

    pub fn supplement_received(&mut self, day: Day, time: &str, text: &str) {
        let at = self.at(day, time);
        let text = self.say(at, text);
        self.script.centre(at, Act::SupplementReceived { text });
    }

    pub fn extension_requested(&mut self, day: Day, time: &str, days: u16, reason: &str) {
        let at = self.at(day, time);
        let reason = self.say(at, reason);
        self.script
            .handler(at, Act::ExtensionRequested { days, reason });
    }

    pub fn extension_approved(&mut self, day: Day, time: &str) {
        self.script.head(self.at(day, time), Act::ExtensionApproved);
    }

    pub fn return_requested(&mut self, day: Day, time: &str, reason: &str) {
        let at = self.at(day, time);
        let reason = self.say(at, reason);
        self.script.handler(at, Act::ReturnRequested { reason });
    }

    pub fn drafted(
        &mut self,
        day: Day,
        time: &str,
        kind: LetterKind,
        title: &str,
        lines: Lines,
    ) -> usize {
        let at = self.at(day, time);
        let text = self.letter(at, kind, title, lines);
        self.script.drafted(at, text)
    }

    pub fn submitted(&mut self, day: Day, time: &str, letter: usize) {
        self.script.submitted(self.at(day, time), letter);
    }

    pub fn letter_returned(&mut self, day: Day, time: &str, letter: usize, remark: &str) {
        let act = Act::LetterReturned {
            letter,
            remark: remark.into(),
        };
        self.script.head(self.at(day, time), act);
    }

    pub fn letter_signed(&mut self, day: Day, time: &str, letter: usize) {
        self.script.letter_signed(self.at(day, time), letter);
    }

    pub fn replied(&mut self, day: Day, time: &str, letter: usize, by: Delivery) {
        self.script.replied(self.at(day, time), Some(letter), by);
    }

    pub fn rated(&mut self, day: Day, time: &str, rating: Rating, remark: &str) {
        let at = self.at(day, time);
        let remark = self.say(at, remark);
        self.script.rated(at, rating, remark);
    }

    pub fn reopened(&mut self, day: Day, time: &str, reason: &str) {
        let at = self.at(day, time);
        let reason = self.say(at, reason);
        self.script.centre(at, Act::Reopened { reason });
    }

    /// Handling, public reply, and why it is not solved (empty: it is).
    pub fn closed(&mut self, day: Day, time: &str, texts: (&str, &str, &str)) {
        let at = self.at(day, time);
        let (handling, public_reply, unsolved) = texts;
        let form = ClosingForm {
            truth: Share::Yes,
            beyond_duty: false,
            contacted: true,
            solved: if unsolved.is_empty() {
                Share::Yes
            } else {
                Share::Partly
            },
            unsolved_reason: self.say(at, unsolved),
            handling: self.say(at, handling),
            public_reply: self.say(at, public_reply),
        };
        self.script.closed(at, form);
    }

    fn letter(&mut self, at: NaiveDateTime, kind: LetterKind, title: &str, lines: Lines) -> Letter {
        let paragraphs = lines.iter().map(|(level, text)| Paragraph {
            level: *level,
            text: self.say(at, text),
        });
        let paragraphs = paragraphs.collect();
        Letter {
            kind,
            title: title.into(),
            addressee: addressed(&self.scene.citizen),
            paragraphs,
            attachments: Vec::new(),
            note: self.say(at, "联系人：{联系}，电话：{电话}"),
            copy_to: Vec::new(),
        }
    }
}
