//! Every query is valid on both engines: parameters in the order of their first
//! appearance, nothing that only one of them knows.

use super::{Sqlite, Tx, params};
use crate::error::Result;
use tempfile::TempDir;

fn queries() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/sql");
    let mut queries: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    queries.sort();
    assert!(queries.len() > 50);
    queries
}

#[test]
fn parameters_are_numbered_in_the_order_of_their_first_appearance() {
    for (name, text) in queries() {
        let mut highest = 0;
        for part in text.split('$').skip(1) {
            let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
            let number: usize = digits.parse().unwrap();
            assert!(
                number <= highest + 1,
                "{name}: ${number} before ${}",
                highest + 1
            );
            highest = highest.max(number);
        }
    }
}

#[test]
fn no_query_speaks_one_engines_dialect() {
    for (name, text) in queries() {
        let upper = text.to_uppercase();
        for word in [
            "?1",
            "OR REPLACE",
            "OR IGNORE",
            "IFNULL",
            "ROWID",
            "GLOB",
            "::",
            "ILIKE",
            "NOW()",
            "SELECT *",
            "PRAGMA",
        ] {
            assert!(!upper.contains(word), "{name}: {word}");
        }
        let many =
            upper.contains("SELECT") && !upper.contains("INSERT") && !upper.contains("DELETE");
        let one = upper.contains("LIMIT 1")
            || upper.contains("WHERE ID = $1")
            || upper.contains("COALESCE(MAX");
        let by_key = [
            "_get",
            "_load",
            "_op",
            "_by_key",
            "_by_number",
            "_owner",
            "_last",
            "_source",
            "meta_",
            "upload_by",
            "update",
        ];
        let keyed = by_key.iter().any(|part| name.contains(part));
        assert!(
            !many || one || keyed || upper.contains("ORDER BY"),
            "{name} has no ORDER BY"
        );
    }
}

#[test]
fn every_query_is_understood_by_sqlite() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.db");
    drop(Sqlite::open(&path).unwrap());
    let connection = rusqlite::Connection::open(&path).unwrap();
    for (name, text) in queries() {
        if let Err(error) = connection.prepare(&text) {
            panic!("{name}: {error}");
        }
    }
}

#[test]
fn a_failed_transaction_leaves_nothing_and_the_next_one_works() {
    let folder = TempDir::new().unwrap();
    let sqlite = Sqlite::open(&folder.path().join("a.db")).unwrap();
    let put = |tx: &mut dyn Tx| tx.execute("INSERT INTO ledger (id) VALUES ($1)", params!["a"]);
    let failed: Result<()> = sqlite.write(|tx| {
        put(tx)?;
        Err(crate::error::Error::Ending)
    });
    assert!(failed.is_err());
    assert_eq!(sqlite.write(put).unwrap(), 1);
    let rows = sqlite
        .read(|tx| tx.query("SELECT id FROM ledger ORDER BY id", &[]))
        .unwrap();
    assert_eq!(rows.len(), 1);
}

#[test]
fn a_database_of_a_newer_server_is_refused_and_kept() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.db");
    drop(Sqlite::open(&path).unwrap());
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    drop(connection);
    let before = std::fs::read(&path).unwrap();
    assert_eq!(Sqlite::open(&path).err().unwrap().code(), "store.newer");
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn the_audit_log_is_append_only() {
    let folder = TempDir::new().unwrap();
    let sqlite = Sqlite::open(&folder.path().join("a.db")).unwrap();
    sqlite
        .write(|tx| {
            tx.execute(
                "INSERT INTO audit (at, who, device, act, subject) VALUES ($1, $2, $3, $4, $5)",
                params![1_i64, "a", None::<&str>, "sign_in", ""],
            )
        })
        .unwrap();
    for attempt in ["UPDATE audit SET who = 'b'", "DELETE FROM audit"] {
        assert!(sqlite.write(|tx| tx.execute(attempt, &[])).is_err());
    }
}

#[test]
fn every_query_is_understood_by_postgresql() {
    let Some(url) = crate::testing::fresh_database() else {
        return;
    };
    let postgres = super::Postgres::open(&url).unwrap();
    let mut problems = Vec::new();
    for (name, text) in queries() {
        let prepared = format!("PREPARE probe AS {text}");
        if let Err(error) = postgres.read(|tx| tx.batch(&prepared)) {
            problems.push(format!("{name}: {error}"));
        }
        postgres.read(|tx| tx.batch("DEALLOCATE ALL")).unwrap();
    }
    assert!(problems.is_empty(), "{problems:#?}");
}
