use super::run;
use crate::testing::{BAIHE, HANDLER, Town, visit};
use serde_json::Value;

/// The steps in the histories of an office, with their cases.
fn steps(town: &Town) -> Vec<(String, Value)> {
    let events = town.dump(BAIHE).into_iter();
    events
        .filter(|line| line["event"]["kind"] == "escalated")
        .map(|line| {
            let case = line["case"].as_str().unwrap().to_owned();
            (case, line["event"]["escalation"].clone())
        })
        .collect()
}

#[test]
fn a_server_that_was_down_for_a_week_sets_off_each_step_once() {
    let mut town = Town::new();
    assert!(run(&town.app).unwrap() > 0, "the sample has overdue cases");
    assert_eq!(run(&town.app).unwrap(), 0, "known");
    let before = steps(&town).len();
    town.restart(crate::testing::blank_pages());
    town.pass(7 * 24 * 60);
    let late = run(&town.app).unwrap();
    assert!(late > 0, "a week brings further steps");
    assert_eq!(run(&town.app).unwrap(), 0);
    let all = steps(&town);
    assert!(all.len() > before);
    let mut once = all.clone();
    once.sort_by_key(|(case, step)| (case.clone(), step.to_string()));
    once.dedup();
    assert_eq!(once.len(), all.len(), "no step stands twice in a history");
}

#[test]
fn two_servers_that_look_at_the_same_time_do_not_press_twice() {
    let town = Town::new();
    let apps = [town.app.clone(), town.app.clone()];
    let set_off: u64 = std::thread::scope(|scope| {
        let looks: Vec<_> = apps
            .iter()
            .map(|app| scope.spawn(|| run(app).unwrap()))
            .collect();
        looks.into_iter().map(|look| look.join().unwrap()).sum()
    });
    assert_eq!(run(&town.app).unwrap(), 0);
    let mut every = Vec::new();
    for office in town.offices() {
        every.extend(
            town.dump(&office)
                .into_iter()
                .filter(|line| line["event"]["kind"] == "escalated"),
        );
    }
    assert_eq!(every.len() as u64, set_off);
}

#[tokio::test]
async fn the_clock_makes_nobodys_work_late() {
    let town = Town::new();
    let case = town.case(BAIHE, "in_progress");
    let revision = town.revision(case);
    town.pass(40 * 24 * 60);
    assert!(run(&town.app).unwrap() > 0);
    assert!(town.revision(case) > revision);
    let mut desk = town.desk(HANDLER).await;
    let seen_before = desk.action_on(case, revision, visit("看过", &[]));
    let reply = desk.push(&[seen_before]).await;
    assert_eq!(
        reply.results[0].outcome,
        protocol::push::Outcome::Applied,
        "not applied_late: only the clock moved"
    );
}
