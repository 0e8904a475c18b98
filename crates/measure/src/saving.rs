//! What a person waits for at the desk: a visit saved for good. And what a day in the field comes back with: a push of
//! 200 actions.

use crate::Result;
use crate::desk::{Desk, contact, empty, now, visit};
use crate::district::District;
use crate::figure::{Figure, Times};
use casebook::Intent;
use casework::{Action, CaseId};
use protocol::push::Payload;
use rusqlite::Connection;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

/// Of one push (protocol's limit).
const PUSHED: usize = 200;
const ROUNDS: usize = 5;

pub async fn run(district: &District) -> Result<()> {
    let _awake = district.kept_awake()?;
    let clerk = Desk::kept(district, district.handler()?, "clerk").await?;
    clerk.settle().await?;
    let scratch = district.folder.join("scratch");
    empty(&scratch)?;
    let cases = clerk.sign_for(PUSHED).await?;
    save(&clerk, &cases, &scratch)?;
    clerk.settle().await?;
    push(&clerk, &cases, &scratch).await?;
    Ok(std::fs::remove_dir_all(&scratch)?)
}

fn save(clerk: &Desk, cases: &[CaseId], scratch: &Path) -> Result<()> {
    let mut floor_file = File::create(scratch.join("fsync"))?;
    let (mut saves, mut floors) = (Times::default(), Times::default());
    for case in cases {
        let intent = Intent::new(*case, Action::LogVisit { visit: visit() }, now());
        let bytes = serde_json::to_vec(&payload(&intent))?;
        let began = Instant::now();
        clerk.book().confirm(intent)?;
        saves.add(began.elapsed());
        let began = Instant::now();
        floor_file.write_all(&bytes)?;
        floor_file.sync_data()?;
        floors.add(began.elapsed());
    }
    if clerk.book().unsent()? != cases.len() as u64 {
        return Err("a visit was not filed".into());
    }
    Figure::new("save_visit_full_commit", saves.median(), "ms")
        .against("an fsync of the same bytes", floors.median())
        .fact("p95", saves.at(0.95))
        .print()
}

fn payload(intent: &Intent) -> Payload {
    Payload {
        id: intent.id,
        case: intent.case,
        base_rev: 1,
        after: None,
        resolves: None,
        asks: Default::default(),
        action: intent.action.clone(),
        v: protocol::VERSION,
        at: intent.at,
    }
}

async fn push(clerk: &Desk, cases: &[CaseId], scratch: &Path) -> Result<()> {
    let mut db = Connection::open(scratch.join("push.db"))?;
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE action (id INTEGER PRIMARY KEY, payload TEXT NOT NULL);",
    )?;
    let (mut pushes, mut pulls, mut floors) =
        (Times::default(), Times::default(), Times::default());
    for _ in 0..ROUNDS {
        let intent = |case| Intent::new(case, contact("已与来电人联系，约定明日上门。"), now());
        let intents: Vec<Intent> = cases.iter().copied().map(intent).collect();
        let payloads: Vec<String> = intents
            .iter()
            .map(|intent| serde_json::to_string(&payload(intent)))
            .collect::<std::result::Result<_, _>>()?;
        let filed = clerk.book().confirm_all(intents)?;
        if let Some(refused) = filed.into_iter().find_map(std::result::Result::err) {
            return Err(format!("a contact was refused: {refused}").into());
        }
        pushes.add(clerk.hand_in(&clerk.engine, PUSHED as u64).await?);
        let began = Instant::now();
        clerk.sync().await?;
        pulls.add(began.elapsed());
        let began = Instant::now();
        let tx = db.transaction()?;
        for payload in &payloads {
            tx.prepare_cached("INSERT INTO action (payload) VALUES (?1)")?
                .execute([payload])?;
        }
        tx.commit()?;
        floors.add(began.elapsed());
    }
    Figure::new("push_200", pushes.median(), "ms")
        .against("the same payloads into SQLite, one commit", floors.median())
        .fact("pull_after_it_ms", pulls.median())
        .print()
}
