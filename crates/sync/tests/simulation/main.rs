//! Three desks, a centre and its administrator, one thread, one clock, one seed:
//! real stores, the real server behind its real router, and between them a post
//! that loses, doubles, delays, reorders and breaks what it carries. Every step
//! is followed by what must always hold, every seed ends in quiet.
//!
//! `LIANXIN_SEED=7` runs one seed again, `LIANXIN_SEEDS=500..5000` others.

mod acts;
mod administrator;
mod always;
mod centre;
mod desk;
mod dice;
mod faults;
mod history;
mod log;
mod look;
mod model;
mod model_state;
mod oracle;
mod post;
mod quiet;
mod seeds;
#[path = "../shared/mod.rs"]
mod shared;
mod step;
mod template;
mod world;

/// How many seeds run where nobody says which.
const SEEDS: u64 = 500;

#[test]
fn whatever_happens_nothing_is_lost_doubled_or_shown_to_others() {
    let (met, failures) = seeds::run_all(seeds::wanted(SEEDS));
    eprintln!("{met:?}");
    let first = failures.first().map_or("", String::as_str);
    assert!(
        failures.is_empty(),
        "{} seeds failed; the first:\n{first}",
        failures.len()
    );
}

#[test]
fn a_seed_runs_the_same_way_twice() {
    let (first, again) = (seeds::run(1).unwrap(), seeds::run(1).unwrap());
    assert_eq!(first.log, again.log);
}
