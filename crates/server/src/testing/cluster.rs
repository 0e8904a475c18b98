//! The same tests on PostgreSQL: `tests/postgres.rs` starts a cluster and names
//! it in LIANXIN_TEST_POSTGRES, then every test has a database of its own.

use tokio_postgres::NoTls;

const CLUSTER: &str = "LIANXIN_TEST_POSTGRES";

/// Do the tests run on PostgreSQL?
pub(crate) fn on_postgres() -> bool {
    std::env::var_os(CLUSTER).is_some()
}

/// A new database, as a copy of another; None on the embedded engine.
pub(super) fn create(name: &str, copy_of: Option<&str>) -> Option<String> {
    let cluster = std::env::var(CLUSTER).ok()?;
    let template = copy_of.unwrap_or("template0");
    // Of a database that somebody else copies or leaves just now, PostgreSQL
    // makes no copy: one after another.
    static TURN: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _turn = TURN.lock().unwrap();
    let statement = format!("CREATE DATABASE {name} TEMPLATE {template}");
    let admin = format!("{cluster} dbname=postgres");
    let made = std::thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let (client, connection) = tokio_postgres::connect(&admin, NoTls).await.unwrap();
            tokio::spawn(connection);
            client.batch_execute(&statement).await.unwrap();
        });
    });
    made.join().unwrap();
    Some(format!("{cluster} dbname={name}"))
}
