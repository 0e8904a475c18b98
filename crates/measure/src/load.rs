//! A first synchronisation of everything, by a person who sees the whole district; then what that person looks at.

use crate::desk::{Desk, without_photos};
use crate::district::District;
use crate::figure::{Figure, Times};
use crate::rows::Rows;
use crate::{Result, looking, process, searching};
use casebook::ListQuery;
use std::time::Instant;

/// Odd, so that the median is one of them. Floors stand between, so that a busy minute meets both.
const ROUNDS: usize = 3;

pub async fn run(district: &District) -> Result<()> {
    let _awake = district.kept_awake()?;
    let auditor = district.auditor()?;
    // Once before it counts: the server reads its file, and this tells which rows the floor inserts.
    let warm = Desk::fresh(district, auditor, "load-warm").await?;
    warm.settle().await?;
    let (file, key) = warm.file_and_key()?;
    let rows = Rows::read(&file, &key)?;
    let cases = warm.book().list(&few())?.total;
    drop(warm);
    let stored = std::fs::metadata(&file)?.len() as f64 / 1e6;

    let (mut subject, mut plain, mut encrypted) = Default::default();
    let (subject, plain, encrypted): (&mut Times, &mut Times, &mut Times) =
        (&mut subject, &mut plain, &mut encrypted);
    let mut last = None;
    let mut peak = None;
    let own = std::process::id();
    let (mut desk_ran, mut server_ran, mut floor_ran) =
        (Ran::default(), Ran::default(), Ran::default());
    for _ in 0..ROUNDS {
        floor_ran.starts(own);
        plain.add(rows.insert(&district.folder.join("floor"), None)?);
        floor_ran.ends(own);
        last = None;
        let desk = Desk::fresh(district, auditor, "load").await?;
        process::forget_peak(district.pid);
        desk_ran.starts(own);
        server_ran.starts(district.pid);
        let began = Instant::now();
        desk.engine.sync_once(&without_photos()).await?;
        subject.add(began.elapsed());
        desk_ran.ends(own);
        server_ran.ends(district.pid);
        peak = process::of(district.pid).map(|memory| memory.peak);
        let listed = desk.book().list(&few())?.total;
        // Other subjects bring in cases beside those of the sample.
        if listed != cases || cases < district.cases {
            return Err(format!("{listed} of {cases} cases are listed").into());
        }
        last = Some(desk).or(last);
        encrypted.add(rows.insert(&district.folder.join("floor"), Some(&key))?);
    }
    let Some(desk) = last else {
        return Err("no round was run".into());
    };
    std::fs::remove_dir_all(district.folder.join("floor"))?;

    let name = format!("initial_sync_{}", district.size());
    Figure::new(&name, subject.median() / 1000.0, "s")
        .against("plain inserts of the same rows", plain.median() / 1000.0)
        .fact("cases", cases)
        .fact("megabytes_of_rows", rows.megabytes().round())
        .fact("megabytes_stored", stored.round())
        .fact("server_peak_mb", peak.map(f64::round))
        .fact("processor_s_desk", desk_ran.mean())
        .fact("processor_s_server", server_ran.mean())
        .fact("processor_s_plain_inserts", floor_ran.mean())
        .print()?;
    Figure::new(
        format!("{name}_encrypted_floor"),
        encrypted.median() / 1000.0,
        "s",
    )
    .against("plain inserts of the same rows", plain.median() / 1000.0)
    .fact(
        "sync_over_this",
        (subject.median() / encrypted.median() * 100.0).round() / 100.0,
    )
    .print()?;
    drop(rows);

    let texts = searching::open_every_case(&desk)?;
    looking::run(&desk, district)?;
    searching::run(&desk, district, texts)?;
    drop(desk);
    for store in ["load-warm", "load"] {
        std::fs::remove_dir_all(district.folder.join(store))?;
    }
    Ok(())
}

/// The first screen of all cases.
pub fn few() -> ListQuery {
    ListQuery {
        limit: Some(50),
        ..ListQuery::default()
    }
}

/// Processor time of one job, on average.
#[derive(Default)]
struct Ran {
    from: Option<f64>,
    seconds: f64,
    times: u32,
}

impl Ran {
    fn starts(&mut self, pid: u32) {
        self.from = process::processor_seconds(pid);
    }

    fn ends(&mut self, pid: u32) {
        if let Some((from, to)) = self.from.zip(process::processor_seconds(pid)) {
            self.seconds += to - from;
            self.times += 1;
        }
    }

    fn mean(&self) -> Option<f64> {
        (self.times > 0).then(|| (self.seconds / f64::from(self.times) * 100.0).round() / 100.0)
    }
}
