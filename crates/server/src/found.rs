//! Founding a district: its row, counters, documents, offices and first people.

use crate::app::App;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::seals;
use crate::store::directory::{self, CALENDAR, CATEGORIES, DIRECTORY, RULES};
use crate::store::ledger::{self, CENTRE, DISTRICT};
use crate::store::{account, feed, meta};
use casework::{Actor, Calendar, Moment, Rules};
use protocol::directory::{Category, Office};

/// Everything a new district starts with.
pub(crate) struct Founding {
    pub district: String,
    /// its passwords can be computed by anybody
    pub sample: bool,
    pub offices: Vec<Office>,
    /// the same picture for every office
    pub seal: Option<&'static [u8]>,
    /// with the hash of their password
    pub people: Vec<(Actor, String)>,
}

/// Founds a district in an empty store, in one transaction.
pub(crate) fn found(app: &App, founding: &Founding) -> Result<()> {
    let now = app.now();
    app.write_plain(|tx| {
        if meta::find(tx)?.is_some() {
            return Err(Error::told(
                "store.not_empty",
                "there is a district here already; choose another --data folder",
            ));
        }
        meta::create(
            tx,
            &founding.district,
            founding.sample,
            &app.0.config.chance,
        )?;
        for id in [CENTRE, DISTRICT] {
            ledger::create(tx, id)?;
        }
        for office in &founding.offices {
            ledger::create(tx, office.id.as_str())?;
            directory::put_office(tx, office)?;
            if let Some(picture) = founding.seal {
                let kept = seals::Kept {
                    office: office.id.as_str(),
                    by: seals::By::TERMINAL,
                    picture,
                    diameter_mm: seals::USUAL_MM,
                };
                seals::keep(tx, &app.0.config, now, &kept)?;
            }
        }
        for (person, password) in &founding.people {
            account::create(tx, person, password, now)?;
        }
        documents(tx, now)
    })
}

fn documents(tx: &mut dyn Tx, now: Moment) -> Result<()> {
    directory::put_document(tx, CATEGORIES, &serde_json::to_string(&categories()?)?)?;
    let directory = serde_json::to_string(&directory::gather(tx)?)?;
    let sent = [
        (CALENDAR, serde_json::to_string(Calendar::embedded())?),
        (RULES, serde_json::to_string(Rules::embedded())?),
        (DIRECTORY, directory),
    ];
    let seq = ledger::take(tx, DISTRICT, now)?;
    for (kind, json) in sent {
        directory::put_document(tx, kind, &json)?;
        feed::put(tx, DISTRICT, kind, kind, seq)?;
    }
    Ok(())
}

/// The category scheme 经济 · 社会 · 民生 that a new district starts with.
fn categories() -> Result<Vec<Category>> {
    #[derive(serde::Deserialize)]
    struct Row {
        code: String,
        parent: Option<String>,
        name: String,
    }
    let text = include_str!("../data/categories.csv");
    csv::Reader::from_reader(text.as_bytes())
        .deserialize::<Row>()
        .map(|row| {
            let row = row.map_err(|error| Error::Broken(format!("categories.csv: {error}")))?;
            Ok(Category {
                code: row.code,
                parent: row.parent.filter(|parent| !parent.is_empty()),
                name: row.name,
            })
        })
        .collect()
}
