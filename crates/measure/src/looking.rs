//! The list of a large store, at rest and while the search index is built behind it.

use crate::Result;
use crate::desk::{Desk, now};
use crate::district::District;
use crate::figure::{Figure, Times};
use crate::load::few;
use crate::rows;
use casebook::{Book, DraftKey, DraftKind, ListQuery, Sort, SortBy};
use casework::CaseId;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// A person asks no faster, scrolling included.
const BETWEEN: Duration = Duration::from_millis(20);

pub fn run(desk: &Desk, district: &District) -> Result<()> {
    index(desk, district)?;
    screen(desk, district)
}

/// The index from nothing to whole, a person looking and saving meanwhile.
fn index(desk: &Desk, district: &District) -> Result<()> {
    let book = desk.book().clone();
    let cases: Vec<CaseId> = book.list(&few())?.rows.iter().map(|row| row.id).collect();
    let began = Instant::now();
    let building = thread::spawn(move || -> casebook::Result<Duration> {
        while book.index_slice()? > 0 {}
        Ok(began.elapsed())
    });
    let (mut lists, mut saves) = (Times::default(), Times::default());
    while !building.is_finished() {
        let began = Instant::now();
        let rows = desk.book().list(&few())?.rows.len();
        lists.add(began.elapsed());
        if rows == 0 {
            return Err("the list was empty while the index was built".into());
        }
        let case = cases[saves.count() % cases.len()];
        saves.add(save(desk.book(), case)?);
        thread::sleep(BETWEEN);
    }
    let took = building.join().map_err(|_| "indexing panicked")??;
    Figure::new(
        format!("search_index_{}", district.size()),
        took.as_secs_f64(),
        "s",
    )
    .fact("list_p95_ms", lists.at(0.95))
    .fact("save_p95_ms", saves.at(0.95))
    .fact("lists", lists.count())
    .print()
}

/// A draft, by a full commit; an auditor may save nothing else.
fn save(book: &Arc<Book>, case: CaseId) -> Result<Duration> {
    let key = DraftKey::new(DraftKind::Visit, case);
    let body = serde_json::json!({ "note": "核查中" });
    let began = Instant::now();
    book.save_draft(&key, &body, now())?;
    Ok(began.elapsed())
}

/// What the window asks for first, of a store that was just opened and of one that is open.
fn screen(desk: &Desk, district: &District) -> Result<()> {
    let book = desk.book();
    let today = ListQuery {
        now: Some(now()),
        sort: Sort {
            by: SortBy::Today,
            descending: false,
        },
        limit: Some(50),
        ..ListQuery::default()
    };
    let (file, key) = desk.file_and_key()?;
    let floor = rows::open(&file, Some(&key))?;
    let mut statement = floor.prepare("SELECT * FROM case_row ORDER BY key DESC LIMIT 50")?;
    let (mut lists, mut groups, mut floors) =
        (Times::default(), Times::default(), Times::default());
    for _ in 0..200 {
        let began = Instant::now();
        let mut raw = statement.query([])?;
        let mut read = 0;
        while raw.next()?.is_some() {
            read += 1;
        }
        floors.add(began.elapsed());
        let began = Instant::now();
        let listed = book.list(&few())?.rows.len();
        lists.add(began.elapsed());
        if read != 50 || listed != 50 {
            return Err(format!("{listed} and {read} rows on a screen of 50").into());
        }
        let began = Instant::now();
        book.list(&today)?;
        groups.add(began.elapsed());
    }
    Figure::new(
        format!("open_list_{}", district.size()),
        lists.median(),
        "ms",
    )
    .against("the 50 newest rows, read by key", floors.median())
    .fact("p95", lists.at(0.95))
    .fact("today_ms", groups.median())
    .print()
}
