//! A sample case's course, played: every step is a real action, decided by the
//! rulebook at the time of the step, for the person who took it.

use super::numbers::Signed;
use super::translate::{self, moment};
use crate::error::{Error, Result};
use casework::letter::DocumentNumber;
use casework::{
    Action, ActionId, Actor, Calendar, Case, CaseId, Context, Event, LetterId, Refusal, Rules,
    decide, evolve, fold, register,
};
use chrono::{Datelike, NaiveDate};
use sample::{Act, SampleCase, Step};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use uuid::Uuid;

pub(super) struct Player {
    pub seed: u64,
    pub people: Vec<Actor>,
    pub calendar: &'static Calendar,
    pub rules: &'static Rules,
    pub signed: Signed,
    /// the last case number of each day
    pub day: BTreeMap<NaiveDate, i64>,
}

impl Player {
    pub fn play(&mut self, sample: &SampleCase) -> Result<(CaseId, Vec<Event>)> {
        let mut steps = sample.course.steps.iter().enumerate();
        let first = steps
            .next()
            .ok_or_else(|| wrong(sample, 0, "it has no step"))?
            .1;
        let opened = self.open(sample, first)?;
        let mut case = fold([&opened]).ok_or_else(|| wrong(sample, 0, "it does not begin"))?;
        let mut events = vec![opened];
        for (place, step) in steps {
            let decided = self
                .step(sample, &case, place, step)
                .map_err(|refusal| wrong(sample, place, &refusal.to_string()))?;
            for event in decided {
                case = evolve(case, &event);
                events.push(event);
            }
        }
        let id = self.id(sample, "case", 0, moment(sample.submitted_at).0);
        Ok((CaseId(id), events))
    }

    fn open(&mut self, sample: &SampleCase, step: &Step) -> Result<Event> {
        let last = self.day.entry(step.at.date()).or_default();
        *last += 1;
        let number = format!("{}-{last:04}", step.at.format("%Y%m%d"));
        let registration = translate::registration(sample, number);
        let actor = self
            .actor(&step.by)
            .ok_or_else(|| wrong(sample, 0, "nobody registers it"))?;
        register(registration, actor, &self.context(step, None))
            .map_err(|refusal| wrong(sample, 0, &refusal.to_string()))
    }

    fn step(
        &self,
        sample: &SampleCase,
        case: &Case,
        place: usize,
        step: &Step,
    ) -> Result<Vec<Event>, Refusal> {
        let actor = self
            .actor(&step.by)
            .ok_or_else(|| Refusal::new("sample.nobody", format!("who is {}?", step.by)))?;
        let at = moment(step.at).0;
        let letter =
            |n: usize| LetterId(self.id(sample, "letter", n, at_of(sample, n).unwrap_or(at)));
        let action = translate::action(step, case, letter);
        let mut context = self.context(step, Some(ActionId(self.id(sample, "action", place, at))));
        if let Action::SignLetter { .. } = action {
            context.number = self.number(sample, case, place, step);
        }
        decide(case, &action, actor, &context)
    }

    fn number(
        &self,
        sample: &SampleCase,
        case: &Case,
        place: usize,
        step: &Step,
    ) -> Option<DocumentNumber> {
        let office = case.office.as_ref()?;
        Some(DocumentNumber {
            word: translate::number_word(office)?,
            year: step.at.year(),
            serial: *self.signed.get(&(sample.index, place))?,
        })
    }

    fn context(&self, step: &Step, action: Option<ActionId>) -> Context<'static> {
        Context {
            now: moment(step.at),
            calendar: self.calendar,
            rules: self.rules,
            number: None,
            action,
            device_at: None,
            office_phones: Vec::new(),
        }
    }

    fn actor(&self, user: &str) -> Option<&Actor> {
        self.people
            .iter()
            .find(|person| person.user.as_str() == user)
    }

    /// A UUIDv7 whose random part is drawn from the seed: the same sample has
    /// the same ids, and they rise with time as real ones do.
    fn id(&self, sample: &SampleCase, kind: &str, place: usize, at: i64) -> Uuid {
        let mut hasher = Sha256::new();
        hasher.update(self.seed.to_le_bytes());
        hasher.update(kind.as_bytes());
        hasher.update((sample.index as u64).to_le_bytes());
        hasher.update((place as u64).to_le_bytes());
        let mut drawn = [0; 10];
        drawn.copy_from_slice(&hasher.finalize()[..10]);
        let at = u64::try_from(at).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(at, &drawn).into_uuid()
    }
}

/// When the nth letter of a case was first drafted.
fn at_of(sample: &SampleCase, n: usize) -> Option<i64> {
    let drafted = sample
        .course
        .steps
        .iter()
        .find(|step| matches!(&step.act, Act::LetterDrafted { letter, .. } if *letter == n));
    drafted.map(|step| moment(step.at).0)
}

fn wrong(sample: &SampleCase, place: usize, problem: &str) -> Error {
    Error::Broken(format!(
        "sample case {}, step {place}: {problem}",
        sample.index
    ))
}
