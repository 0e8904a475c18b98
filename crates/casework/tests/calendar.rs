//! Working days against published vectors, and the traps of peers.

use casework::Calendar;
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
fn a_malformed_calendar_is_refused_with_its_line() {
    let error = Calendar::from_csv(
        2,
        "date,weekday,kind,name\n2027-01-01,五,off,元旦\n2027-13-01,五,off,元旦\n",
    )
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "line 3: “2027-13-01” is no date (YYYY-MM-DD)"
    );
}
