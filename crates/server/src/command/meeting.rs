//! `meeting …`: the joint meeting (联席会议): which cases are stuck, and what was
//! decided about one.

use super::centre;
use super::centre::{Done, decided, done, find, log};
use crate::app::App;
use crate::db::{params, sql};
use crate::error::{Error, Result};
use crate::store::{case, directory};
use casework::joint::{self, AgendaItem, TaskOrder};
use casework::{Action, Case, CaseId};
use chrono::NaiveDate;
use serde::Deserialize;
use std::path::Path;

/// Cases read in one transaction.
const AT_ONCE: i64 = 500;

/// The decision as it is written down: an office is named by name or id.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Minutes {
    held_on: NaiveDate,
    decision: String,
    tasks: Vec<WrittenTask>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTask {
    office: String,
    what: String,
    due: NaiveDate,
}

/// Stuck cases, those that were referred first, then the latest.
pub fn agenda(app: &App) -> Result<Vec<AgendaItem>> {
    let mut open: Vec<(CaseId, Case)> = Vec::new();
    let mut after = 0;
    loop {
        let (last, cases) = app.write(|work| {
            let rows = work
                .tx
                .query(sql!("case_open_after"), params![after, AT_ONCE])?;
            let mut found = Vec::new();
            for row in &rows {
                if let Some(stored) = case::load(work.tx, row.parse(1)?)? {
                    let context = work.context(None, None);
                    // Only the stuck ones are kept in memory.
                    if !joint::agenda([(stored.id, &stored.case)], &context).is_empty() {
                        found.push((stored.id, stored.case));
                    }
                }
            }
            Ok((rows.last().map(|row| row.int(0)).transpose()?, found))
        })?;
        open.extend(cases);
        match last {
            Some(last) => after = last,
            None => break,
        }
    }
    app.write(|work| {
        let cases = open.iter().map(|(id, case)| (*id, case));
        Ok(joint::agenda(cases, &work.context(None, None)))
    })
}

/// Records the decision in FILE (JSON: held_on, decision, tasks of office, what, due).
pub fn decide(app: &App, wanted: &str, file: &Path) -> Result<Done> {
    let unreadable = |problem: String| {
        Error::told(
            "meeting.file",
            format!(
                "{}: {problem}; it is JSON: {{\"held_on\":\"YYYY-MM-DD\",\"decision\":…,\"tasks\":[{{\"office\":…,\"what\":…,\"due\":\"YYYY-MM-DD\"}}]}}",
                file.display()
            ),
        )
    };
    let text = std::fs::read_to_string(file).map_err(|error| unreadable(error.to_string()))?;
    let minutes: Minutes =
        serde_json::from_str(&text).map_err(|error| unreadable(error.to_string()))?;
    app.write(|work| {
        let mut tasks = Vec::new();
        for task in &minutes.tasks {
            tasks.push(TaskOrder {
                office: directory::find_office(&work.book.directory, &task.office)?
                    .id
                    .clone(),
                what: task.what.clone(),
                due: task.due,
            });
        }
        let action = Action::DecideJointly {
            held_on: minutes.held_on,
            decision: minutes.decision.clone(),
            tasks,
        };
        let mut stored = find(work, wanted)?;
        decided(work, &mut stored, &action, &centre())?;
        log(work, &stored, &action)?;
        Ok(done(&stored))
    })
}
