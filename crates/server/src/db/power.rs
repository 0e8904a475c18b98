//! Power fails at the centre: bytes of the log that were never synced are gone.
//! What a desk was told is there, and nothing is half there.

use crate::app::{App, Config, DATABASE};
use crate::testing::{BAIHE, HANDLER, Town, visit};
use casework::Moment;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

/// SQLite's file format: a header, then frames of a header and a page.
const LOG_HEADER: usize = 32;
const FRAME: usize = 24 + 4096;

/// Visits that were acknowledged, each with the log's length by then.
struct Worked {
    town: Town,
    log: Vec<u8>,
    taken: Vec<(String, usize)>,
}

async fn worked() -> Worked {
    let town = Town::embedded();
    let case = town.case(BAIHE, "in_progress");
    let mut desk = town.desk(HANDLER).await;
    // What came before is in the file itself.
    let crate::db::Database::Sqlite(sqlite) = &town.app.0.db else {
        unreachable!("it is embedded");
    };
    sqlite.fold().unwrap();
    let log = town.folder.path().join(format!("{DATABASE}-wal"));
    let mut taken = Vec::new();
    for round in 0..4 {
        let note = format!("第{round}次核查");
        desk.act(case, visit(&note, &[])).await;
        taken.push((note, fs::metadata(&log).unwrap().len() as usize));
    }
    let log = fs::read(&log).unwrap();
    Worked { town, log, taken }
}

/// The centre as it is found when its log is this.
fn found(worked: &Worked, log: &[u8]) -> (TempDir, App) {
    let folder = TempDir::new().unwrap();
    let from = worked.town.folder.path().join(DATABASE);
    fs::copy(from, folder.path().join(DATABASE)).unwrap();
    fs::write(folder.path().join(format!("{DATABASE}-wal")), log).unwrap();
    let now = worked.town.app.now();
    let clock = Arc::new(move || -> Moment { now });
    let app = App::open_at(Config::new(folder.path()), clock).unwrap();
    (folder, app)
}

fn holds_what_was_taken(worked: &Worked, folder: &Path, app: &App, length: usize) {
    let expected: BTreeSet<&str> = worked
        .taken
        .iter()
        .filter(|(_, by)| *by <= length)
        .map(|(note, _)| note.as_str())
        .collect();
    let mut out = Vec::new();
    crate::command::dump::dump(app, BAIHE, None, &mut out).unwrap();
    let dump = String::from_utf8(out).unwrap();
    let visits: Vec<serde_json::Value> = dump
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .filter(|line: &serde_json::Value| line["type"] == "visit")
        .collect();
    let noted = |note: &str| visits.iter().filter(|visit| visit["note"] == note).count();
    for (note, _) in &worked.taken {
        let wanted = usize::from(expected.contains(note.as_str()));
        assert_eq!(noted(note), wanted, "{note} at {length}");
    }
    // An effect without its receipt, or the other way round, would be half.
    let db = rusqlite::Connection::open(folder.join(DATABASE)).unwrap();
    let one = |query: &str| -> i64 { db.query_row(query, [], |row| row.get(0)).unwrap() };
    assert_eq!(one("SELECT COUNT(*) FROM receipt"), expected.len() as i64);
    let told: String = db
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(told, "ok");
}

#[tokio::test]
async fn whatever_of_the_log_is_lost_what_was_acknowledged_before_is_there() {
    let worked = worked().await;
    let whole = worked.log.len();
    let frames = (whole - LOG_HEADER) / FRAME;
    assert!(frames > 20, "there is something to lose: {frames} frames");
    let borders = (0..=frames).map(|frame| LOG_HEADER + frame * FRAME);
    let lengths = borders
        .flat_map(|border| [border, border + FRAME / 2])
        .filter(|length| *length <= whole)
        .chain([0, LOG_HEADER - 1]);
    for length in lengths {
        let (folder, app) = found(&worked, &worked.log[..length]);
        holds_what_was_taken(&worked, folder.path(), &app, length);
    }
}

#[tokio::test]
async fn a_log_whose_end_is_noise_is_read_up_to_the_noise() {
    let worked = worked().await;
    for (_, length) in &worked.taken {
        let mut log = worked.log[..*length].to_vec();
        log.resize(worked.log.len() + FRAME, 0xff);
        let (folder, app) = found(&worked, &log);
        holds_what_was_taken(&worked, folder.path(), &app, *length);
    }
}
