//! Runs seeds: each a world of its own on one thread, as many threads as the
//! machine has. A seed that fails says so, and is run again alone.

use crate::dice::Dice;
use crate::log::Log;
use crate::step::Step;
use crate::template::{runtime, template};
use crate::world::World;
use std::collections::BTreeMap;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// Lines of the log that a failure prints; all of them where one seed runs alone.
const LAST_LINES: usize = 60;

pub struct Outcome {
    pub steps: usize,
    pub log: Vec<String>,
    /// how often each sort of step and fault was met
    pub did: BTreeMap<String, u64>,
}

/// Runs one seed to its end.
pub fn run(seed: u64) -> Result<Outcome, String> {
    let log = Log::default();
    let world = AssertUnwindSafe(|| runtime().block_on(live(seed, &log)));
    let broken = match catch_unwind(world) {
        Ok(Ok(outcome)) => return Ok(outcome),
        Ok(Err(broken)) => broken,
        Err(panic) => {
            let said = panic.downcast_ref::<String>().cloned();
            let said = said.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string));
            format!("panic: {}", said.unwrap_or_default())
        }
    };
    Err(format!(
        "{}\nseed {seed}: {broken}\nLIANXIN_SEED={seed} cargo test -p sync --test simulation",
        log.last(match std::env::var("LIANXIN_SEED") {
            Ok(_) => usize::MAX,
            Err(_) => LAST_LINES,
        })
    ))
}

async fn live(seed: u64, log: &Log) -> Result<Outcome, String> {
    let mut dice = Dice::new(seed, 0);
    let mut world = World::new(seed, log.clone());
    let steps = 40 + dice.below(81);
    for nth in 0..steps {
        let step = Step::draw(&mut dice, world.desks.len());
        world.step(&step).await;
        let sound = world.check();
        sound.map_err(|broken| format!("step {nth}: {broken}"))?;
    }
    let sound = world.come_to_rest().await;
    sound.map_err(|broken| format!("at the end: {broken}"))?;
    Ok(Outcome {
        steps,
        log: world.log.lines(),
        did: world.did.clone(),
    })
}

/// LIANXIN_SEED runs one, LIANXIN_SEEDS=A..B a range; else the first `default`.
pub fn wanted(default: u64) -> Range<u64> {
    let number = |text: &str| text.trim().parse::<u64>().expect("seeds are numbers");
    if let Ok(seed) = std::env::var("LIANXIN_SEED") {
        let seed = number(&seed);
        return seed..seed + 1;
    }
    match std::env::var("LIANXIN_SEEDS") {
        Ok(range) => {
            let (from, to) = range.split_once("..").expect("seeds are A..B");
            number(from)..number(to)
        }
        Err(_) => 0..default,
    }
}

/// Runs them all; answers what was met, and the failures.
pub fn run_all(seeds: Range<u64>) -> (BTreeMap<String, u64>, Vec<String>) {
    template();
    let next = AtomicU64::new(seeds.start);
    let met: Mutex<BTreeMap<String, u64>> = Mutex::default();
    let failures: Mutex<Vec<String>> = Mutex::default();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::SeqCst);
                    if seed >= seeds.end {
                        return;
                    }
                    match run(seed) {
                        Ok(outcome) => {
                            let mut met = met.lock().unwrap();
                            *met.entry("steps".into()).or_default() += outcome.steps as u64;
                            for (what, times) in outcome.did {
                                *met.entry(what).or_default() += times;
                            }
                        }
                        Err(failure) => {
                            eprintln!("{failure}\n");
                            failures.lock().unwrap().push(failure);
                        }
                    }
                }
            });
        }
    });
    (met.into_inner().unwrap(), failures.into_inner().unwrap())
}
