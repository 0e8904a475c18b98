use super::{Imported, import, show};
use crate::error::Result;
use crate::testing::{BAIHE, HANDLER, Town, today};
use casework::{Action, Calendar};
use protocol::push::Outcome;
use serde_json::Value;

fn run(town: &Town, text: &str) -> Result<Imported> {
    let file = town.folder.path().join("calendar");
    std::fs::write(&file, text).unwrap();
    import(&town.app, &file)
}

/// 2026 as it was, and a week off from the sample's tomorrow.
fn week_off() -> String {
    let mut rows = String::from("date,weekday,kind,name\n");
    for (date, exception) in Calendar::embedded().exceptions() {
        let kind = if exception.work { "work" } else { "off" };
        rows.push_str(&format!("{date},,{kind},{}\n", exception.name));
    }
    for day in today().iter_days().skip(1).take(7) {
        rows.push_str(&format!("{day},,off,停工\n"));
    }
    rows
}

fn told(town: &Town) -> Vec<Value> {
    let lines = town.dump(BAIHE).into_iter();
    lines
        .filter(|line| line["event"]["kind"] == "calendar_changed")
        .collect()
}

#[test]
fn every_case_whose_due_date_moved_says_so_once() {
    let town = Town::new();
    let report = run(&town, &week_off()).unwrap();
    assert!(report.moved > 0);
    let events = told(&town);
    assert!(!events.is_empty());
    for line in &events {
        let event = &line["event"];
        assert_eq!(
            (&event["version"], &event["by"]["role"]),
            (&2.into(), &"system".into())
        );
        let (before, after) = (event["due_before"].as_str(), event["due_after"].as_str());
        assert!(before < after, "{line}");
    }
    // The same days again move nothing.
    assert_eq!(run(&town, &week_off()).unwrap().moved, 0);
    assert_eq!(told(&town).len(), events.len());
}

/// Trace 17 of the protocol: the calendar is nobody's competing work.
#[tokio::test]
async fn a_new_calendar_makes_no_action_late() {
    let town = Town::new();
    let mut desk = town.desk(HANDLER).await;
    desk.pull().await;
    run(&town, &week_off()).unwrap();
    let moved = told(&town);
    let case = moved[0]["case"].as_str().unwrap().parse().unwrap();
    let before = moved[0]["rev"].as_u64().unwrap() - 1;
    let note = Action::LogContact {
        note: "已电话联系".into(),
    };
    let written_before = desk.action_on(case, before, note);
    let reply = desk.push(&[written_before]).await;
    assert_eq!(reply.results[0].outcome, Outcome::Applied);
}

#[test]
fn an_ics_and_the_json_of_public_calendars_publish_the_next_year() {
    let ics = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270101\r\nDTEND;VALUE=DATE:20270104\r\nSUMMARY:元旦（休）\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let json = r#"{"year":2027,"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true}]}"#;
    for text in [ics, json] {
        let town = Town::new();
        let before = show(&town.app).unwrap();
        assert_eq!(before.ends_soon.unwrap().days_left, 38);
        let report = run(&town, text).unwrap();
        assert_eq!(report.known_until.to_string(), "2027-12-31");
        let shown = show(&town.app).unwrap();
        assert_eq!((shown.version, shown.ends_soon), (2, None));
        assert!(shown.years.contains(&2026) && shown.years.contains(&2027));
    }
}

#[test]
fn a_malformed_calendar_changes_nothing_and_names_its_place() {
    let town = Town::new();
    let error = run(&town, "date,weekday,kind,name\n2027-13-01,,off,元旦\n").unwrap_err();
    assert_eq!(error.code(), "calendar.malformed");
    assert!(
        error
            .to_string()
            .ends_with("line 2: “2027-13-01” is no date (YYYY-MM-DD)")
    );
    assert_eq!(show(&town.app).unwrap().version, 1);
}
