//! The search against LIKE over the same texts, hit by hit.

use crate::Result;
use crate::desk::Desk;
use crate::district::District;
use crate::figure::{Figure, Times};
use casebook::{CaseView, ListQuery, Sort, SortBy};
use rusqlite::Connection;
use std::time::Instant;

const TERMS: usize = 40;
const SCREEN: usize = 50;
/// The list counts no further.
const MOST: usize = 1_000;

/// Opens every case there is; its words are what LIKE searches.
pub fn open_every_case(desk: &Desk) -> Result<Vec<(i64, String)>> {
    let rows = desk.book().list(&ListQuery::default())?.rows;
    let mut texts = Vec::with_capacity(rows.len());
    let mut opening = Times::default();
    for row in rows {
        let began = Instant::now();
        let view = desk.book().case(row.id)?;
        opening.add(began.elapsed());
        if view.events.len() as u64 != row.summary.revision {
            return Err(format!("{} does not open as it is listed", row.summary.number).into());
        }
        texts.push((row.key, words(&view)));
    }
    Figure::new("open_case", opening.median(), "ms")
        .fact("p95", opening.at(0.95))
        .fact("opened", texts.len())
        .print()?;
    Ok(texts)
}

pub fn run(desk: &Desk, district: &District, texts: Vec<(i64, String)>) -> Result<()> {
    let file = district.folder.join("like.db");
    if file.exists() {
        std::fs::remove_file(&file)?;
    }
    let mut db = Connection::open(&file)?;
    db.execute_batch("CREATE TABLE words (key INTEGER PRIMARY KEY, text TEXT NOT NULL)")?;
    let tx = db.transaction()?;
    for (key, text) in &texts {
        tx.execute("INSERT INTO words (key, text) VALUES (?1, ?2)", (key, text))?;
    }
    tx.commit()?;
    for length in [1, 2, 4] {
        let (mut index, mut like) = (Times::default(), Times::default());
        for term in terms(&texts, length) {
            let began = Instant::now();
            let found = indexed(desk, &term)?;
            index.add(began.elapsed());
            let began = Instant::now();
            let wanted = by_like(&db, &term)?;
            like.add(began.elapsed());
            if found != wanted {
                return Err(format!(
                    "“{term}”: {} hits by the index, {} by LIKE",
                    found.1, wanted.1
                )
                .into());
            }
        }
        Figure::new(
            format!("search_{}_p95_{length}", district.size()),
            index.at(0.95),
            "ms",
        )
        .against("LIKE", like.at(0.95))
        .fact("terms", index.count())
        .fact("exact", true)
        .print()?;
    }
    drop(db);
    Ok(std::fs::remove_file(&file)?)
}

/// The newest hits of a screen, and how many there are, as far as the list counts.
type Hits = (Vec<i64>, usize);

fn indexed(desk: &Desk, term: &str) -> Result<Hits> {
    let page = desk.book().list(&ListQuery {
        search: Some(term.to_owned()),
        sort: Sort {
            by: SortBy::Newest,
            descending: true,
        },
        limit: Some(SCREEN as u32),
        ..ListQuery::default()
    })?;
    if page.unindexed > 0 {
        return Err(format!("{} cases are not indexed", page.unindexed).into());
    }
    let keys = page.rows.iter().map(|row| row.key).collect();
    Ok((keys, page.total as usize))
}

fn by_like(db: &Connection, term: &str) -> Result<Hits> {
    let keys: Vec<i64> = db
        .prepare_cached("SELECT key FROM words WHERE text LIKE ?1 ORDER BY key DESC LIMIT ?2")?
        .query_map((format!("%{term}%"), MOST as i64), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let total = keys.len();
    Ok((keys.into_iter().take(SCREEN).collect(), total))
}

/// What the index holds of a case, its fields apart.
fn words(view: &CaseView) -> String {
    let registration = &view.case.registration;
    [
        registration.number.as_str(),
        &registration.title,
        &registration.body,
        &registration.citizen.name,
        &registration.citizen.phone,
        &registration.place.address,
        &registration.community,
        registration.origin.as_deref().unwrap_or_default(),
        view.case.handler.as_ref().map_or("", |by| by.name.as_str()),
    ]
    .join("\n")
}

/// Chinese terms out of texts spread over the district, each once.
fn terms(texts: &[(i64, String)], length: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (place, (_, text)) in texts.iter().enumerate().step_by((texts.len() / 400).max(1)) {
        let characters: Vec<char> = text.chars().collect();
        let from = place % characters.len().max(1);
        let term = characters[from..]
            .windows(length)
            .find(|window| window.iter().all(|c| ('\u{4E00}'..'\u{9FA6}').contains(c)));
        if let Some(term) = term.map(|term| term.iter().collect::<String>())
            && !found.contains(&term)
        {
            found.push(term);
        }
        if found.len() == TERMS {
            break;
        }
    }
    found
}
