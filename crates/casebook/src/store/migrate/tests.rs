use super::*;

fn version(connection: &Connection) -> u32 {
    connection
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .unwrap()
}

#[test]
fn a_failing_migration_changes_nothing_and_leaves_a_copy() {
    let folder = tempfile::tempdir().unwrap();
    let mut db = Connection::open(folder.path().join(DATABASE)).unwrap();
    run(&mut db, folder.path(), &["CREATE TABLE a (x)"]).unwrap();
    assert!(!folder.path().join("copies").exists());

    let steps = [
        "CREATE TABLE a (x)",
        "CREATE TABLE b (x); CREATE TABLE a (x)",
    ];
    run(&mut db, folder.path(), &steps).unwrap_err();
    assert_eq!(version(&db), 1);
    assert!(db.prepare("SELECT x FROM b").is_err(), "b was rolled back");
    assert!(folder.path().join("copies/book-format-1.db").exists());
}

#[test]
fn a_store_of_a_newer_version_is_refused_and_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let mut db = Connection::open(folder.path().join(DATABASE)).unwrap();
    db.pragma_update(None, "user_version", 9).unwrap();
    let error = run(&mut db, folder.path(), &["CREATE TABLE a (x)"]).unwrap_err();
    assert_eq!(error.code(), "store.newer_version");
    assert_eq!(version(&db), 9);
}
