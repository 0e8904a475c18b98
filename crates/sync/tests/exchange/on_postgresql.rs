//! Everything here a second time, the centre on PostgreSQL: this very program,
//! with a cluster of its own and a database for each district.

use std::process::Command;
use testkit::{CLUSTER, Cluster};

#[test]
fn desks_agree_with_a_centre_on_postgresql_too() {
    if std::env::var_os(CLUSTER).is_some() {
        return;
    }
    let cluster = Cluster::start();
    let tested = Command::new(std::env::current_exe().unwrap())
        .arg("--quiet")
        .env(CLUSTER, cluster.address())
        .status()
        .unwrap();
    assert!(tested.success());
}
