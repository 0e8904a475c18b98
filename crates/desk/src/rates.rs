//! 三率 of what this desk holds, also without a network: a head's own office, an
//! auditor's whole district. A follow-up of a case that has since gone to another
//! office is no longer here, and only the centre counts it.

use crate::Desk;
use crate::error::{Reply, error};
use crate::open::Open;
use crate::rows::case_row;
use crate::view::{CaseRow, RatesView};
use casework::rates::{self, Config, FollowUp, Month, Number, Period};
use casework::{CaseId, OfficeId, Role};
use serde_json::json;

/// The running month and those before it, as far as year-end tables look back.
const MONTHS: usize = 13;

impl Desk {
    /// Of this month; of the running one without.
    pub async fn rates(&self, month: Option<String>) -> Reply<RatesView> {
        self.read(move |open| {
            let asked = Asked::read(open, month.as_deref())?;
            let records = asked.records(open)?;
            let table = rates::table(&records, &asked.period.window, &asked.formula);
            Ok(RatesView {
                sheet: rates::sheet(&table, asked.period, &asked.formula, &offices(open)),
                months: months(open, &asked.formula),
                formula: asked.formula,
            })
        })
        .await
    }

    /// The cases behind a number, of one office or of all that are shown.
    pub async fn rates_cases(
        &self,
        month: Option<String>,
        office: Option<OfficeId>,
        number: Number,
    ) -> Reply<Vec<CaseRow>> {
        self.read(move |open| {
            let asked = Asked::read(open, month.as_deref())?;
            let records = asked.records(open)?;
            let window = &asked.period.window;
            let behind =
                rates::cases_behind(&records, window, &asked.formula, office.as_ref(), number);
            let cases: Vec<CaseId> = behind.iter().map(|record| record.case).collect();
            let district = open.book.district();
            let rows = open.book.rows_of(&cases)?;
            Ok(rows
                .iter()
                .map(|row| case_row(row, &district, open.now()))
                .collect())
        })
        .await
    }
}

struct Asked {
    period: Period,
    formula: Config,
}

impl Asked {
    fn read(open: &Open, month: Option<&str>) -> Reply<Self> {
        may_see(open)?;
        let formula = Config::clone(&open.book.district().rates);
        let wanted = match month {
            Some(text) => text.parse::<Month>().ok(),
            None => Month::of(open.now(), &formula),
        };
        let period = wanted.and_then(|month| Period::of_month(month, &formula));
        let period = period.ok_or_else(|| {
            let month = month.unwrap_or_default();
            error(
                "rates.month",
                format!("“{month}” is no month; write YYYY-MM, e.g. 2026-11"),
                json!({ "month": month }),
            )
        })?;
        Ok(Self { period, formula })
    }

    /// Of the offices that are shown: cases that other offices share with this one
    /// say nothing of theirs.
    fn records(&self, open: &Open) -> Reply<Vec<FollowUp>> {
        let mut records = open.book.follow_ups(&self.period.window)?;
        if let Some(own) = &open.person.office {
            records.retain(|record| record.office == *own);
        }
        Ok(records)
    }
}

fn may_see(open: &Open) -> Reply<()> {
    match open.person.role {
        Role::Head | Role::Auditor => Ok(()),
        role => Err(error(
            "rates.wrong_role",
            "the rates are shown to heads of offices and to auditors",
            json!({ "role": role }),
        )),
    }
}

/// The lines of the table: one's own office, or all.
fn offices(open: &Open) -> Vec<(OfficeId, String)> {
    if let Some(own) = &open.person.office {
        return vec![(own.clone(), open.office_name(Some(own)))];
    }
    let directory = &open.book.district().directory;
    let offices = directory.offices.iter();
    offices
        .map(|office| (office.id.clone(), office.name.clone()))
        .collect()
}

/// The running one first.
fn months(open: &Open, formula: &Config) -> Vec<Month> {
    let running = Month::of(open.now(), formula);
    std::iter::successors(running, |month| month.before())
        .take(MONTHS)
        .collect()
}
