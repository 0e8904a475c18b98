//! Writing a course step by step. What would happen after the sample's morning
//! has not happened yet: that step and all after it are left out.

use crate::course::{Act, ClosingForm, Course, Delivery, Finding, Letter, Rating, Step, Visit};
use crate::scene::Scene;
use chrono::NaiveDateTime;

pub(crate) struct Script<'a> {
    scene: &'a Scene,
    now: NaiveDateTime,
    over: bool,
    letters: usize,
    course: Course,
}

impl<'a> Script<'a> {
    /// Starts with the registration. `now` is the last moment that has happened.
    pub fn new(scene: &'a Scene, now: NaiveDateTime, registered: NaiveDateTime) -> Script<'a> {
        let mut script = Script {
            scene,
            now,
            over: false,
            letters: 0,
            course: Course::default(),
        };
        script.centre(registered, Act::Registered);
        script
    }

    pub fn finish(self) -> Course {
        self.course
    }

    pub fn centre(&mut self, at: NaiveDateTime, act: Act) {
        self.step(at, self.scene.dispatcher_login(), act);
    }

    pub fn handler(&mut self, at: NaiveDateTime, act: Act) {
        self.step(at, self.scene.handler_login(), act);
    }

    pub fn head(&mut self, at: NaiveDateTime, act: Act) {
        self.step(at, self.scene.head_login(), act);
    }

    pub fn dispatched(&mut self, at: NaiveDateTime, office: &str) {
        self.centre(
            at,
            Act::Dispatched {
                office: office.into(),
            },
        );
    }

    pub fn signed_for(&mut self, at: NaiveDateTime) {
        self.handler(at, Act::SignedFor);
    }

    pub fn contacted(&mut self, at: NaiveDateTime, note: impl Into<String>) {
        self.handler(at, Act::Contacted { note: note.into() });
    }

    pub fn visited(
        &mut self,
        at: NaiveDateTime,
        finding: Finding,
        companions: impl Into<String>,
        note: impl Into<String>,
    ) {
        let visit = Visit {
            note: note.into(),
            companions: companions.into(),
            finding,
        };
        self.handler(at, Act::Visited(visit));
    }

    /// A new letter; its place is what the steps after it name.
    pub fn drafted(&mut self, at: NaiveDateTime, text: Letter) -> usize {
        let letter = self.letters;
        self.letters += 1;
        self.redrafted(at, letter, text);
        letter
    }

    pub fn redrafted(&mut self, at: NaiveDateTime, letter: usize, text: Letter) {
        self.handler(at, Act::LetterDrafted { letter, text });
    }

    pub fn submitted(&mut self, at: NaiveDateTime, letter: usize) {
        self.handler(at, Act::LetterSubmitted { letter });
    }

    pub fn letter_signed(&mut self, at: NaiveDateTime, letter: usize) {
        self.head(at, Act::LetterSigned { letter });
    }

    pub fn replied(&mut self, at: NaiveDateTime, letter: Option<usize>, by: Delivery) {
        self.handler(at, Act::Replied { letter, by });
    }

    pub fn rated(&mut self, at: NaiveDateTime, rating: Rating, remark: impl Into<String>) {
        self.centre(
            at,
            Act::Rated {
                rating,
                remark: remark.into(),
            },
        );
    }

    pub fn closed(&mut self, at: NaiveDateTime, form: ClosingForm) {
        self.handler(at, Act::Closed(form));
    }

    pub fn step(&mut self, at: NaiveDateTime, by: String, act: Act) {
        // Nothing is recorded before what it follows.
        let at = self.course.steps.last().map_or(at, |last| at.max(last.at));
        self.over |= at > self.now && !self.course.steps.is_empty();
        if !self.over {
            self.course.steps.push(Step { at, by, act });
        }
    }
}
