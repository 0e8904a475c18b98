//! Runs the exchange of desks and a centre a second time, the centre on PostgreSQL.

use std::process::Command;
use testkit::{CLUSTER, Cluster};

#[test]
fn desks_agree_with_a_centre_on_postgresql_too() {
    let cluster = Cluster::start();
    let tested = Command::new(env!("CARGO"))
        .args(["test", "--quiet", "--package", "sync", "--test", "exchange"])
        .env(CLUSTER, cluster.address())
        .status()
        .unwrap();
    assert!(tested.success());
}
