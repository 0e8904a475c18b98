use super::{Question, cases, import, show, table};
use crate::command::{assign, centre};
use crate::store::follow_up;
use crate::testing::{BAIHE, HANDLER, STRANGERS_OFFICE, Town, blank_pages, on_postgres, today};
use casework::action::{Degree, FollowUp, Rating};
use casework::rates::{Line, Sheet, Window};
use casework::{Action, CaseId, Moment};
use protocol::item::Entity;
use std::path::PathBuf;

const ALWAYS: Window = Window {
    from: Moment(0),
    until: Moment(i64::MAX),
};

fn heard(valid: bool, solved: Degree, rating: Option<Rating>) -> Action {
    Action::RecordFollowUp {
        follow_up: FollowUp {
            valid,
            contacted: true,
            solved,
            rating,
            note: String::new(),
        },
    }
}

/// Two answered cases of this office, each called twice.
fn called(town: &Town) -> Vec<CaseId> {
    let mut cases = town.cases(BAIHE, "closed");
    cases.extend(town.cases(BAIHE, "replied"));
    let calls = [
        (0, heard(true, Degree::No, Some(Rating::Dissatisfied))),
        (0, heard(true, Degree::Yes, Some(Rating::Satisfied))),
        (1, heard(true, Degree::Partly, Some(Rating::Basically))),
        (1, heard(false, Degree::No, None)),
    ];
    for (case, action) in calls {
        centre::act(&town.app, &cases[case].to_string(), &action).unwrap();
        town.pass(1);
    }
    cases
}

fn of_baihe(sheet: &Sheet) -> &Line {
    sheet
        .offices
        .iter()
        .find(|line| line.name == "白鹤街道")
        .unwrap()
}

fn file(town: &Town, text: &str) -> PathBuf {
    let file = town.folder.path().join("rates.json");
    std::fs::write(&file, text).unwrap();
    file
}

#[test]
fn the_running_month_counts_each_case_once_and_pools_the_total() {
    let town = Town::new();
    let before = table(&town.app, &Question::default()).unwrap();
    called(&town);
    let sheet = table(&town.app, &Question::default()).unwrap();
    assert_eq!(sheet.period.month.unwrap().to_string(), "2026-12");
    assert_eq!(sheet.offices.len(), town.offices().len());
    let (old, new) = (of_baihe(&before).counts, of_baihe(&sheet).counts);
    assert_eq!(new.valid, old.valid + 2);
    assert_eq!(new.solved, old.solved + 1);
    assert_eq!(new.partly_solved, old.partly_solved + 1);
    assert_eq!(new.dissatisfied, old.dissatisfied);
    let pooled: u64 = sheet.offices.iter().map(|line| line.counts.valid).sum();
    assert_eq!(sheet.total.unwrap().counts.valid, pooled);
}

#[test]
fn a_number_opens_the_cases_behind_it() {
    let town = Town::new();
    let called = called(&town);
    let question = Question {
        office: Some("白鹤街道"),
        days: Some((today(), today())),
        ..Question::default()
    };
    let solved = cases(&town.app, &question, "solved").unwrap();
    assert_eq!(solved.len(), 1);
    assert_eq!(solved[0].id, called[0]);
    assert_eq!(solved[0].office, "白鹤街道");
    assert!(!solved[0].title.is_empty());
    assert_eq!(cases(&town.app, &question, "valid").unwrap().len(), 2);
    let other = Question {
        office: Some(STRANGERS_OFFICE),
        ..question
    };
    assert!(cases(&town.app, &other, "valid").unwrap().is_empty());
    let sheet = table(&town.app, &question).unwrap();
    assert_eq!((sheet.offices.len(), sheet.total), (1, None));
}

#[test]
fn a_follow_up_stays_with_the_office_that_had_the_case_then() {
    let town = Town::new();
    let case = called(&town)[0].to_string();
    let reason = "回访后重办".to_owned();
    centre::act(&town.app, &case, &Action::Reopen { reason }).unwrap();
    assign::assign(&town.app, &case, STRANGERS_OFFICE).unwrap();
    let sheet = table(&town.app, &Question::default()).unwrap();
    assert_eq!(of_baihe(&sheet).counts.solved, 1);
}

#[test]
fn what_cannot_be_understood_is_refused_by_its_name() {
    let town = Town::new();
    let refused = |question: Question| table(&town.app, &question).unwrap_err();
    for month in ["2026-13", "November"] {
        let error = refused(Question {
            month: Some(month),
            ..Question::default()
        });
        assert_eq!(error.code(), "rates.month");
        assert!(error.to_string().contains(month), "{error}");
    }
    let nowhere = Question {
        office: Some("月湖街道"),
        ..Question::default()
    };
    assert_eq!(refused(nowhere).code(), "office.unknown");
    let backwards = Question {
        days: Some((today(), today().pred_opt().unwrap())),
        ..Question::default()
    };
    assert_eq!(refused(backwards).code(), "rates.days");
    let number = cases(&town.app, &Question::default(), "happy").unwrap_err();
    assert_eq!(number.code(), "rates.number");
    assert!(number.to_string().contains("not_solved"), "{number}");
}

#[tokio::test]
async fn a_new_formula_reaches_the_desks_and_holds_at_once() {
    let town = Town::new();
    called(&town);
    let mut desk = town.desk(HANDLER).await;
    desk.pull().await;
    let first = show(&town.app).unwrap();
    assert_eq!(first, casework::rates::Config::default());
    let taken = import(&town.app, &file(&town, r#"{"partly_tenths":5}"#)).unwrap();
    assert_eq!((taken.version, taken.partly_tenths), (2, 5));
    let page = desk.pull_page(1 << 20).await;
    assert!(page.items.iter().all(|item| item.kind == "rates"));
    let pulled = desk.entities().find_map(|entity| match entity {
        Entity::Rates { rates } => Some(rates),
        _ => None,
    });
    assert_eq!(pulled, Some(&taken));
    let sheet = table(&town.app, &Question::default()).unwrap();
    assert_eq!(sheet.version, 2);
    let again = import(&town.app, &file(&town, "{}")).unwrap();
    assert_eq!((again.version, again.partly_tenths), (3, 0));
}

#[test]
fn a_malformed_formula_changes_nothing_and_names_the_field() {
    let town = Town::new();
    for (text, field) in [
        (r#"{"from_day":32}"#, "from_day"),
        (
            r#"{"excluded":{"categories":["Q999"]}}"#,
            "excluded.categories",
        ),
        ("{", "file"),
    ] {
        let error = import(&town.app, &file(&town, text)).unwrap_err();
        assert_eq!(error.code(), "rates.malformed");
        assert!(error.to_string().contains(field), "{error}");
    }
    assert_eq!(show(&town.app).unwrap().version, 1);
}

#[test]
fn a_store_from_before_the_rates_is_filled_from_its_histories() {
    let mut town = Town::new();
    called(&town);
    let kept = town.app.read(|tx| follow_up::within(tx, &ALWAYS)).unwrap();
    assert!(kept.len() >= 4);
    let version = match on_postgres() {
        true => "DELETE FROM schema_version WHERE version >= 3",
        false => "PRAGMA user_version = 2",
    };
    town.app
        .write_plain(|tx| {
            // And what later steps made, newest first.
            for column in [
                "content",
                "length",
                "base_seq",
                "base_content",
                "base_length",
            ] {
                tx.batch(&format!("ALTER TABLE feed DROP COLUMN {column}"))?;
            }
            tx.batch("DROP INDEX number_reserved")?;
            tx.batch("ALTER TABLE number_register DROP COLUMN reserved_at")?;
            tx.batch("DROP TABLE follow_up")?;
            // What came after it.
            tx.batch("DROP TABLE recovered")?;
            tx.batch("ALTER TABLE case_row DROP COLUMN content")?;
            tx.batch(version)
        })
        .unwrap();
    town.restart(blank_pages());
    let filled = town.app.read(|tx| follow_up::within(tx, &ALWAYS)).unwrap();
    assert_eq!(filled, kept);
}
