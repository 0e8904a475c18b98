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
fn the_store_of_before_is_kept_for_a_week() {
    let folder = tempfile::tempdir().unwrap();
    let mut db = Connection::open(folder.path().join(DATABASE)).unwrap();
    let steps = ["CREATE TABLE a (x)", "CREATE TABLE b (x)"];
    run(&mut db, folder.path(), &steps[..1]).unwrap();
    run(&mut db, folder.path(), &steps).unwrap();
    let copy = folder.path().join("copies/book-format-1.db");

    run(&mut db, folder.path(), &steps).unwrap();
    assert!(copy.exists());

    let eight_days_ago = SystemTime::now() - Duration::from_secs(8 * 24 * 3600);
    let file = File::options().write(true).open(&copy).unwrap();
    file.set_modified(eight_days_ago).unwrap();
    run(&mut db, folder.path(), &steps).unwrap();
    assert!(!copy.exists());
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

#[test]
fn a_store_from_before_the_rates_reads_the_follow_ups_it_has() {
    let folder = tempfile::tempdir().unwrap();
    let mut db = Connection::open(folder.path().join(DATABASE)).unwrap();
    run(&mut db, folder.path(), &MIGRATIONS[..2]).unwrap();
    db.execute_batch(
        r#"INSERT INTO case_row (key, id, number, title, state, channel, category, community,
               registered_at, estimated, paused, reopened, supervised, extension_requested,
               visits, changed_at, revision, generation)
           VALUES (1, x'01', 'a', '', 'closed', 'forum', '', '', 0, 0, 0, 0, 0, 0, 0, 0, 1, 1),
                  (2, x'02', 'b', '', 'closed', 'forum', '', '', 0, 0, 0, 0, 0, 0, 0, 0, 1, 1);
           INSERT INTO case_document (key, body)
           VALUES (1, CAST('{"events":[{"kind":"closed"}]}' AS BLOB)),
                  (2, CAST('{"events":[{"kind":"followed_up"}]}' AS BLOB));
           INSERT INTO scope (name, cursor) VALUES ('district', '{}'), ('office:1', '{}');"#,
    )
    .unwrap();
    run(&mut db, folder.path(), &MIGRATIONS[..3]).unwrap();
    let one = |query: &str| -> String { db.query_row(query, [], |row| row.get(0)).unwrap() };
    assert_eq!(
        one("SELECT group_concat(key) || '' FROM follow_up_unread"),
        "2"
    );
    assert_eq!(
        one("SELECT group_concat(name) FROM scope WHERE cursor IS NULL"),
        "district"
    );
}
