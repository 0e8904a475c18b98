use super::{Sample, seed};
use crate::app::App;
use crate::command::dump::dump;
use crate::testing::{empty, today};
use std::collections::BTreeMap;
use tempfile::TempDir;

const CASES: usize = 120;

fn seeded() -> (TempDir, App) {
    let folder = TempDir::new().unwrap();
    let app = empty(folder.path());
    let sample = Sample {
        cases: CASES,
        seed: 7,
        today: today(),
    };
    assert_eq!(seed(&app, sample).unwrap().cases, CASES);
    (folder, app)
}

fn everything(app: &App) -> String {
    let mut out = Vec::new();
    for office in sample::district(7).offices {
        dump(app, &office.code, None, &mut out).unwrap();
    }
    String::from_utf8(out).unwrap()
}

#[test]
fn the_same_seed_and_day_make_the_same_district() {
    let ((_one, first), (_two, second)) = (seeded(), seeded());
    assert_eq!(everything(&first), everything(&second));
}

#[test]
fn a_store_that_is_not_empty_is_refused() {
    let (_folder, app) = seeded();
    let before = everything(&app);
    let again = Sample {
        cases: 1,
        seed: 1,
        today: today(),
    };
    assert_eq!(seed(&app, again).unwrap_err().code(), "store.not_empty");
    assert_eq!(everything(&app), before);
}

#[test]
fn sample_letters_are_numbered_without_gaps_in_the_order_of_signing() {
    let (_folder, app) = seeded();
    let mut registers: BTreeMap<(String, i64), Vec<(i64, i64)>> = BTreeMap::new();
    for line in everything(&app).lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        if line["event"]["kind"] == "letter_signed" {
            let number = &line["event"]["number"];
            let register = (
                number["word"].as_str().unwrap().to_owned(),
                number["year"].as_i64().unwrap(),
            );
            let signed = (
                line["event"]["at"].as_i64().unwrap(),
                number["serial"].as_i64().unwrap(),
            );
            registers.entry(register).or_default().push(signed);
        }
    }
    assert!(registers.len() > 1);
    for (register, mut signed) in registers {
        signed.sort_unstable();
        let serials: Vec<i64> = signed.iter().map(|(_, serial)| *serial).collect();
        let expected: Vec<i64> = (1..=signed.len() as i64).collect();
        assert_eq!(serials, expected, "{register:?}");
    }
}

#[test]
fn case_numbers_go_on_where_the_sample_ends() {
    let (_folder, app) = seeded();
    let day = today();
    let next = app
        .write_plain(|tx| crate::store::case::next_number(tx, day))
        .unwrap();
    let prefix = day.format("%Y%m%d-").to_string();
    let taken = everything(&app)
        .lines()
        .filter(|line| {
            line.contains(&format!("\"number\":\"{prefix}")) && line.starts_with("{\"body\"")
        })
        .count();
    let serial: usize = next.strip_prefix(&prefix).unwrap().parse().unwrap();
    assert!(serial > taken);
}
