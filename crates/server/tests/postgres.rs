//! Runs this crate's tests a second time, on PostgreSQL.

use std::process::Command;
use testkit::{CLUSTER, Cluster};

#[test]
fn every_test_of_the_server_passes_on_postgresql_too() {
    let cluster = Cluster::start();
    let tested = Command::new(env!("CARGO"))
        .args(["test", "--quiet", "--package", "server", "--lib"])
        .env(CLUSTER, cluster.address())
        .status()
        .unwrap();
    assert!(tested.success());
}
