//! `seed`: the sample district with its people, and the cases of a year, each
//! step of which is played through the rulebook as the person who did it.

mod numbers;
mod play;
mod translate;

#[cfg(test)]
mod tests;

use crate::app::App;
use crate::db::{params, sql};
use crate::error::{Error, Result};
use crate::found::{Founding, found};
use crate::passwords;
use casework::{Actor, Calendar, CaseId, Event, OfficeId, Rules};
use chrono::NaiveDate;
use play::Player;
use protocol::directory::Office;
use serde::Serialize;
use std::sync::mpsc::sync_channel;

/// What the sample depends on, and nothing else.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    pub cases: usize,
    pub seed: u64,
    pub today: NaiveDate,
}

#[derive(Debug, Serialize)]
pub struct Seeded {
    pub accounts: Vec<SampleAccount>,
    pub cases: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct SampleAccount {
    pub role: &'static str,
    /// None in the dispatch centre
    pub office: Option<String>,
    pub user: String,
    pub password: String,
}

/// A ring with 样章 in it: nobody takes it for a real one.
const SEAL: &[u8] = include_bytes!("../../../data/sample-seal.png");

/// Cases written in one transaction.
const BATCH: usize = 500;

pub fn seed(app: &App, sample: Sample) -> Result<Seeded> {
    let district = sample::district(sample.seed);
    found(app, &founding(&district)?)?;
    write_cases(app, sample, &district)?;
    let offices = &district.offices;
    let accounts = district.people.iter().map(|person| SampleAccount {
        role: translate::role(person.role).code(),
        office: person.office.as_ref().and_then(|code| {
            let office = offices.iter().find(|office| office.code == *code);
            office.map(|office| office.name.clone())
        }),
        user: person.user.clone(),
        password: person.password.clone(),
    });
    Ok(Seeded {
        accounts: accounts.collect(),
        cases: sample.cases,
    })
}

fn founding(district: &sample::District) -> Result<Founding> {
    let offices = district.offices.iter().map(|office| Office {
        id: office.code.as_str().into(),
        name: office.name.clone(),
        legal_name: office.short_legal.clone(),
        number_words: [("reply".to_owned(), office.number_word.clone())].into(),
        communities: office
            .communities
            .iter()
            .map(|community| community.name.clone())
            .collect(),
        phone: office.phone.clone(),
        seal_mm: None,
    });
    Ok(Founding {
        district: "江东（样例）".into(),
        sample: true,
        offices: offices.collect(),
        seal: Some(SEAL),
        people: people(district)?,
    })
}

/// Hashing is slow on purpose, so two threads share it.
fn people(district: &sample::District) -> Result<Vec<(Actor, String)>> {
    let hashed = |people: &[sample::Person]| {
        people
            .iter()
            .map(|person| Ok((actor(person), passwords::hash(&person.password)?)))
            .collect::<Result<Vec<_>>>()
    };
    let (first, second) = district.people.split_at(district.people.len() / 2);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| hashed(second));
        let mut all = hashed(first)?;
        all.extend(joined(other.join())??);
        Ok(all)
    })
}

fn actor(person: &sample::Person) -> Actor {
    Actor {
        user: person.user.as_str().into(),
        name: person.name.clone(),
        role: translate::role(person.role),
        office: person.office.as_deref().map(OfficeId::from),
    }
}

/// One thread makes cases and plays them, this one writes them.
fn write_cases(app: &App, sample: Sample, district: &sample::District) -> Result<()> {
    let people = district.people.iter().map(actor).collect();
    let mut player = Player {
        seed: sample.seed,
        people,
        calendar: Calendar::embedded(),
        rules: Rules::embedded(),
        signed: numbers::allot(sample, district),
        day: Default::default(),
    };
    std::thread::scope(|scope| {
        let (full, ready) = sync_channel::<Vec<(CaseId, Vec<Event>)>>(4);
        let playing = scope.spawn(move || -> Result<_> {
            let mut batch = Vec::with_capacity(BATCH);
            for case in sample::cases_by_arrival(sample.seed, sample.today, sample.cases) {
                batch.push(player.play(&case)?);
                if batch.len() == BATCH && full.send(std::mem::take(&mut batch)).is_err() {
                    break;
                }
            }
            // The writer is gone only when it has failed; it says why.
            full.send(batch).ok();
            Ok(player.day)
        });
        let morning = translate::moment(sample.today.and_hms_opt(8, 30, 0).unwrap_or_default());
        for batch in ready {
            app.write_at(morning, |work| {
                for (id, events) in batch {
                    work.open(id, events, true)?;
                }
                Ok(())
            })?;
        }
        let numbered = joined(playing.join())??;
        app.write_plain(|tx| {
            for (day, last) in numbered {
                let day = day.format("%Y%m%d").to_string();
                tx.execute(sql!("case_number_put"), params![&day, last])?;
            }
            Ok(())
        })
    })
}

fn joined<T>(thread: std::thread::Result<T>) -> Result<T> {
    thread.map_err(|_| Error::Broken("making the sample met a bug".into()))
}
