//! 三率: a head reads the own office, also without the network; an auditor all of
//! it, pooled; a handler none.

use crate::place::{OFFICE, Place};
use serde_json::Value;
use testkit::Desk;

fn synced(desk: Desk) -> Desk {
    desk.sign_in();
    desk.json(&["sync"]);
    desk
}

fn names(sheet: &Value) -> Vec<&str> {
    let offices = sheet["offices"].as_array().expect("lines");
    offices
        .iter()
        .filter_map(|line| line["name"].as_str())
        .collect()
}

#[test]
fn each_role_reads_the_rates_that_are_its_to_read() {
    let mut place = Place::open(400);
    let head = synced(place.head());
    let handler = synced(place.handler());
    let auditor = synced(Desk::new(&place.url(), place.account("auditor", None)));
    place.disconnect();

    let own = head.json(&["rates", "--json"]);
    assert_eq!(names(&own), [OFFICE]);
    assert_eq!(own["total"], Value::Null);
    let all = auditor.json(&["rates", "--json"]);
    assert_eq!(names(&all).len(), 8);
    let counted = |line: &Value| line["counts"]["valid"].as_u64().expect("a count");
    let lines = all["offices"].as_array().expect("lines");
    let pooled: u64 = lines.iter().map(counted).sum();
    assert_eq!(counted(&all["total"]), pooled);
    let line = lines.iter().find(|line| line["name"] == OFFICE);
    assert_eq!(Some(&own["offices"][0]), line);

    let behind = auditor.json(&["rates", "--cases", "valid", "--json"]);
    assert_eq!(behind.as_array().map(Vec::len), Some(pooled as usize));
    assert!(auditor.done(&["rates"]).contains("合计"));

    assert_eq!(handler.refused(&["rates"]).code(), "rates.wrong_role");
    let no_month = head.refused(&["rates", "--month", "2026-13"]);
    assert_eq!((no_month.code(), no_month.status), ("rates.month", 2));
}
