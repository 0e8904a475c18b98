//! What runs with every synchronisation and every click goes by an index: no
//! statement looks at every case, or a desk with a million of them stands still.

use super::{migrate, open};
use crate::key::StoreKey;
use rusqlite::{Connection, params_from_iter, types::Null};
use std::fs;
use std::path::Path;

/// One row or more per case.
const LARGE: [&str; 4] = ["case_row", "c", "case_document", "case_scope"];

/// Of all cases indeed: counted by state, read again under another epoch, or those
/// of an office this person no longer sees. To be empty is shown by the first row.
const MAY_SCAN: [&str; 6] = [
    "count_by_state",
    "read_again",
    "scope_cases_leave",
    "forget_scope",
    "forget_scope_cases",
    "replica_is_empty",
];

#[test]
fn no_statement_looks_at_every_case() {
    let folder = tempfile::tempdir().unwrap();
    let mut db = open::connect(folder.path(), &StoreKey::new([1; 32]), true).unwrap();
    migrate::migrate(&mut db, folder.path()).unwrap();
    db.execute_batch(include_str!("../sql/list_indexes.sql"))
        .unwrap();
    let small = indexes_of_few(&db);
    let mut looked_at = 0;
    let mut found = Vec::new();
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sql");
    for file in fs::read_dir(files).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let text = fs::read_to_string(&path).unwrap();
        for statement in statements(&text) {
            looked_at += 1;
            let mut scans = scans(&db, statement);
            scans.retain(|step| !small.iter().any(|index| step.ends_with(index.as_str())));
            if !scans.is_empty() && !MAY_SCAN.contains(&name) {
                found.push(format!("{name}: {scans:?}"));
            }
        }
    }
    assert_eq!(found, [] as [String; 0]);
    assert!(looked_at > 100, "{looked_at}");
}

/// Partial ones: of what waits for somebody.
fn indexes_of_few(db: &Connection) -> Vec<String> {
    let mut names = db
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql LIKE '% WHERE %'")
        .unwrap();
    let names = names.query_map([], |row| row.get(0)).unwrap();
    names.map(Result::unwrap).collect()
}

/// Those of a file; of a fragment none.
fn statements(text: &str) -> impl Iterator<Item = &str> {
    text.split(";\n").filter(|statement| {
        let first = statement.lines().find(|line| !line.starts_with("--"));
        let verb = first.and_then(|line| line.split_whitespace().next());
        verb.is_some_and(|verb| ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"].contains(&verb))
    })
}

fn scans(db: &Connection, statement: &str) -> Vec<String> {
    let mut plan = match db.prepare(&format!("EXPLAIN QUERY PLAN {statement}")) {
        Ok(plan) => plan,
        // Of the index in memory, whose table another file makes.
        Err(error) if error.to_string().contains("memory") => return Vec::new(),
        Err(error) => panic!("{error}: {statement}"),
    };
    let nothing = vec![Null; plan.parameter_count()];
    let steps = plan
        .query_map(params_from_iter(nothing), |row| row.get::<_, String>(3))
        .unwrap();
    steps
        .map(Result::unwrap)
        .filter(|step| {
            let mut words = step.split_whitespace();
            words.next() == Some("SCAN") && words.next().is_some_and(|t| LARGE.contains(&t))
        })
        .collect()
}
