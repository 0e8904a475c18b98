//! Working days against published vectors, and the traps of peers.

mod common;

use casework::calendar::DayKind;
use casework::{Arrangement, Calendar};
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn every_published_working_day_vector_holds() {
    let calendar = Calendar::embedded();
    let mut checked = 0;
    for row in csv::Reader::from_reader(include_str!("working_days.csv").as_bytes()).records() {
        let row = row.unwrap();
        let due = calendar.working_days_after(day(&row[0]), row[1].parse().unwrap());
        assert_eq!(due, day(&row[2]), "{} + {} ({})", &row[0], &row[1], &row[3]);
        checked += 1;
    }
    assert!(checked > 100, "{checked} vectors");
}

#[test]
fn a_due_date_beyond_the_published_calendar_is_an_estimate() {
    let calendar = Calendar::embedded();
    assert_eq!(calendar.known_until, day("2026-12-31"));
    assert!(calendar.is_estimate(day("2027-01-04")));
    assert!(!calendar.is_estimate(day("2026-12-31")));
}

#[test]
fn before_2013_monday_to_friday_count() {
    let calendar = Calendar::embedded();
    assert_eq!(
        calendar.working_days_after(day("2012-06-01"), 1),
        day("2012-06-04")
    );
}

#[test]
fn days_between_count_forwards_and_backwards() {
    let calendar = Calendar::embedded();
    assert_eq!(
        calendar.working_days_between(day("2026-11-20"), day("2026-11-23")),
        1
    );
    assert_eq!(
        calendar.working_days_between(day("2026-11-23"), day("2026-11-20")),
        -1
    );
    assert_eq!(
        calendar.working_days_between(day("2026-11-23"), day("2026-11-23")),
        0
    );
}

#[test]
fn working_days_are_counted_back_as_they_are_counted_on() {
    let calendar = Calendar::embedded();
    assert_eq!(
        calendar.working_days_before(day("2026-10-13"), 5),
        day("2026-09-30")
    );
    assert_eq!(
        calendar.working_days_before(day("2026-10-04"), 0),
        day("2026-10-04")
    );
}

/// Counting by arithmetic against going from day to day.
#[test]
fn every_day_of_fifteen_years_is_counted_as_if_walked() {
    let calendar = Calendar::embedded();
    let mut walked = 0;
    let start = day("2012-12-20");
    for date in start.iter_days().skip(1).take(15 * 366) {
        walked += i32::from(calendar.is_working(date));
        assert_eq!(calendar.working_days_between(start, date), walked, "{date}");
        if calendar.is_working(date) {
            assert_eq!(calendar.working_days_after(start, walked as u32), date);
        }
    }
}

#[test]
fn a_calendar_is_stored_as_it_was_before_it_could_count() {
    let stored = r#"{"version":3,"known_until":"2027-12-31","exceptions":{"2027-01-01":{"work":false,"name":"元旦"}}}"#;
    let calendar: Calendar = serde_json::from_str(stored).unwrap();
    assert!(!calendar.is_working(day("2027-01-01")));
    assert_eq!(serde_json::to_string(&calendar).unwrap(), stored);
}

#[test]
fn an_administrator_is_warned_from_three_months_before_the_end() {
    let calendar = Calendar::embedded();
    assert_eq!(calendar.ends_soon(day("2026-09-29")), None);
    let warned = calendar.ends_soon(day("2026-09-30")).unwrap();
    assert_eq!(
        (warned.known_until, warned.days_left),
        (day("2026-12-31"), 92)
    );
    assert_eq!(calendar.ends_soon(day("2027-01-02")).unwrap().days_left, -2);
}

const ROWS: &str = "date,weekday,kind,name
2027-01-01,五,off,元旦
2027-10-01,五,off,国庆节
2027-10-02,六,off,国庆节
2027-10-09,六,work,国庆节
";

const ICS: &str = "BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20270101\r
DTEND;VALUE=DATE:20270102\r
SUMMARY;LANGUAGE=zh_CN:元旦\r
 （休）\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20271001\r
DTEND;VALUE=DATE:20271003\r
SUMMARY:国庆节 假期 第1天/共2天\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20271009\r
SUMMARY:国庆节（班）\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20271023\r
SUMMARY:霜降\r
END:VEVENT\r
END:VCALENDAR\r
";

const JSON: &str = r#"{"year": 2027, "papers": [], "days": [
  {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
  {"name": "国庆节", "date": "2027-10-01", "isOffDay": true},
  {"name": "国庆节", "date": "2027-10-02", "isOffDay": true},
  {"name": "国庆节", "date": "2027-10-09", "isOffDay": false}]}"#;

#[test]
fn rows_ics_and_json_of_one_arrangement_are_read_alike() {
    let rows = Arrangement::read(ROWS).unwrap();
    assert_eq!(Arrangement::read(ICS).unwrap(), rows);
    assert_eq!(Arrangement::read(JSON).unwrap(), rows);
    let slashes = ROWS.replace("2027-01-01", "2027/1/1");
    assert_eq!(Arrangement::read(&slashes).unwrap(), rows);
    let calendar = Calendar::embedded().with(rows);
    assert_eq!(
        (calendar.version, calendar.known_until),
        (2, day("2027-12-31"))
    );
    assert_eq!(calendar.day(day("2027-10-09")), DayKind::MakeUp("国庆节"));
    assert_eq!(calendar.day(day("2026-10-01")), DayKind::Holiday("国庆节"));
}

#[test]
fn a_year_that_is_read_again_is_replaced_as_a_whole() {
    let first = Calendar::embedded().with(Arrangement::read(ROWS).unwrap());
    let corrected = "date,weekday,kind,name\n2027-01-01,五,off,元旦\n2027-05-03,一,off,劳动节\n";
    let calendar = first.with(Arrangement::read(corrected).unwrap());
    assert!(calendar.is_working(day("2027-10-01")));
    assert!(!calendar.is_working(day("2027-05-03")));
}

/// The State Council's paper of a year also arranges the days around New Year.
#[test]
fn days_around_new_year_neither_replace_nor_publish_the_year_beside() {
    let file = r#"{"year":2027,"days":[
        {"name":"元旦","date":"2026-12-31","isOffDay":true},
        {"name":"元旦","date":"2027-01-01","isOffDay":true}]}"#;
    let rows = "date,weekday,kind,name\n2026-12-31,四,off,元旦\n2027-01-01,五,off,元旦\n2027-02-05,五,off,春节\n2028-01-02,日,work,元旦\n";
    for text in [file, rows] {
        let calendar = Calendar::embedded().with(Arrangement::read(text).unwrap());
        assert!(!calendar.is_working(day("2026-12-31")));
        assert!(!calendar.is_working(day("2026-10-01")), "2026 stays");
        assert_eq!(calendar.known_until, day("2027-12-31"));
    }
}

#[test]
fn a_malformed_calendar_is_refused_with_its_place() {
    let said = |text: &str| Arrangement::read(text).unwrap_err().to_string();
    assert_eq!(
        said("date,weekday,kind,name\n2027-01-01,五,off,元旦\n2027-13-01,五,off,元旦\n"),
        "line 3: “2027-13-01” is no date (YYYY-MM-DD)"
    );
    assert_eq!(
        said("date,weekday,kind,name\n27-1-1,五,off,元旦\n"),
        "line 2: “27-1-1” is no date (YYYY-MM-DD)"
    );
    assert_eq!(
        said("date,weekday,kind,name\n2027-01-01,五,holiday,元旦\n"),
        "line 2: kind “holiday” is neither off nor work"
    );
    assert_eq!(
        said(&ICS.replace("20271009", "20271009T083000Z")),
        "line 15: “20271009T083000Z” is no whole day (YYYYMMDD)"
    );
    assert_eq!(
        said(&JSON.replace("2027-10-09", "2027-10-32")),
        "days[3].date: “2027-10-32” is no date (YYYY-MM-DD)"
    );
    assert_eq!(
        said(&JSON.replace(r#", "isOffDay": false"#, "")),
        "days[3]: missing field `isOffDay`"
    );
    assert!(said(r#"{"holidays": []}"#).starts_with("days: missing field `days`"));
    assert!(said("{\"year\": 2027,\n]").starts_with("line 2: "));
    assert_eq!(
        said(&ROWS.replace("2027-10-09", "2027-10-01")),
        "line 5: 2027-10-01 is a day off and a make-up workday at once"
    );
    assert_eq!(
        said("date,weekday,kind,name\n"),
        "it names no day off and no make-up workday"
    );
}

#[test]
fn the_machines_zone_does_not_matter() {
    for zone in common::ZONES {
        common::run_again_in(zone, "the_machines_zone_does_not_matter");
    }
}
