//! `rates`: the three rates of a month or of some days by office, and the cases
//! behind each number. `rates import` and `rates show`: the district's formula.

use super::encoding;
use crate::app::App;
use crate::db::{Tx, params, sql};
use crate::error::{Error, Result};
use crate::store::directory::RATES;
use crate::store::{audit, directory, follow_up};
use casework::rates::{self, Config, FollowUp, Month, Number, Period, Sheet};
use casework::{CaseId, Moment, OfficeId, Summary};
use chrono::NaiveDate;
use protocol::directory::Directory;
use serde::Serialize;
use std::path::Path;

/// What is asked for, as it was typed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Question<'a> {
    /// YYYY-MM; without it and without days, the running month
    pub month: Option<&'a str>,
    /// first and last
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// name or id; all offices without it
    pub office: Option<&'a str>,
}

/// A case that a number counts.
#[derive(Debug, Serialize)]
pub struct Behind {
    pub id: CaseId,
    pub number: String,
    pub title: String,
    pub office: String,
    /// RFC 3339, +08:00
    pub followed_up_at: String,
}

pub fn table(app: &App, question: &Question) -> Result<Sheet> {
    let now = app.now();
    app.read(|tx| {
        let asked = Asked::read(app, tx, question, now)?;
        let records = follow_up::within(tx, &asked.period.window)?;
        let table = rates::table(&records, &asked.period.window, &asked.config);
        let lines = asked.lines();
        Ok(rates::sheet(&table, asked.period, &asked.config, &lines))
    })
}

/// The cases behind a number, e.g. `not_solved`; the earliest follow-up first.
pub fn cases(app: &App, question: &Question, number: &str) -> Result<Vec<Behind>> {
    let number = Number::parse(number).ok_or_else(|| unknown_number(number))?;
    let now = app.now();
    app.read(|tx| {
        let asked = Asked::read(app, tx, question, now)?;
        let records = follow_up::within(tx, &asked.period.window)?;
        let window = &asked.period.window;
        rates::cases_behind(
            &records,
            window,
            &asked.config,
            asked.office.as_ref(),
            number,
        )
        .into_iter()
        .map(|record| behind(tx, record, &asked.directory))
        .collect()
    })
}

/// Takes the file as the next version; it counts from now on, for every month.
pub fn import(app: &App, file: &Path) -> Result<Config> {
    let text = encoding::read(file, "rates.file")?;
    app.write(|work| {
        let malformed = |problem: String| {
            Error::told("rates.malformed", format!("{}, {problem}", file.display()))
        };
        let read = Config::read(&text).map_err(|error| malformed(error.to_string()))?;
        let known = &work.book.directory.categories;
        for category in &read.excluded.categories {
            if !known.iter().any(|one| one.code == *category) {
                return Err(malformed(format!(
                    "excluded.categories: there is no category “{category}”"
                )));
            }
        }
        let next = Config {
            version: work.book.rates.version + 1,
            ..read
        };
        work.document_changed(RATES, &serde_json::to_string(&next)?)?;
        audit::write(
            work.tx,
            audit::Entry {
                at: work.now,
                who: "terminal",
                device: None,
                act: "rates_import",
                subject: &next.version.to_string(),
            },
        )?;
        Ok(next)
    })
}

pub fn show(app: &App) -> Result<Config> {
    app.read(|tx| Ok(app.book(tx)?.rates.clone()))
}

/// What was asked for, understood.
struct Asked {
    period: Period,
    config: Config,
    directory: Directory,
    /// that was asked for alone
    office: Option<OfficeId>,
}

impl Asked {
    fn read(app: &App, tx: &mut dyn Tx, question: &Question, now: Moment) -> Result<Self> {
        let book = app.book(tx)?;
        let (config, directory) = (book.rates.clone(), book.directory.clone());
        let office = question
            .office
            .map(|wanted| directory::find_office(&directory, wanted))
            .transpose()?;
        Ok(Self {
            period: period(question, &config, now)?,
            office: office.map(|office| office.id.clone()),
            config,
            directory,
        })
    }

    /// The lines of the table, with their names.
    fn lines(&self) -> Vec<(OfficeId, String)> {
        let offices = self.directory.offices.iter();
        offices
            .filter(|office| self.office.as_ref().is_none_or(|only| office.id == *only))
            .map(|office| (office.id.clone(), office.name.clone()))
            .collect()
    }
}

fn period(question: &Question, config: &Config, now: Moment) -> Result<Period> {
    if let Some((from, until)) = question.days {
        return Period::of_days(from, until, config).ok_or_else(|| {
            Error::told(
                "rates.days",
                format!("{until} is before {from}; give the first day with --from"),
            )
        });
    }
    let month = match question.month {
        Some(text) => text
            .parse::<Month>()
            .map_err(|problem| Error::told("rates.month", problem))?,
        None => Month::of(now, config).ok_or_else(no_calendar)?,
    };
    Period::of_month(month, config).ok_or_else(no_calendar)
}

fn no_calendar() -> Error {
    Error::told("rates.month", "no calendar has that month")
}

fn unknown_number(text: &str) -> Error {
    let numbers = Number::ALL.map(Number::code).join(", ");
    Error::told(
        "rates.number",
        format!("there is no number “{text}”; one of {numbers}"),
    )
}

fn behind(tx: &mut dyn Tx, record: &FollowUp, directory: &Directory) -> Result<Behind> {
    let summary: Summary = tx
        .one(sql!("case_summary_get"), params![&record.case.to_string()])?
        .json(0)?;
    let office = directory.office(&record.office);
    Ok(Behind {
        id: record.case,
        number: record.number.clone(),
        title: summary.title,
        office: office.map_or_else(|| record.office.to_string(), |office| office.name.clone()),
        followed_up_at: record.followed_up_at.rfc3339(),
    })
}

#[cfg(test)]
mod tests;
