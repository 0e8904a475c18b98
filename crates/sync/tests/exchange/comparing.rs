//! A page that came wrong is found by the next digest, and made right.

use crate::support::*;
use casebook::ListQuery;
use casework::{Action, CaseId};
use serde_json::value::RawValue;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const DAY: i64 = 24 * 60 * MINUTE;

/// Changes the items of a page, whose texts stay what they are otherwise.
fn items(body: String, change: impl FnOnce(&mut Vec<String>)) -> String {
    let begin = body.find(",\"items\":[").unwrap() + ",\"items\":".len();
    let items = body[begin..].strip_suffix('}').unwrap();
    let items: Vec<Box<RawValue>> = serde_json::from_str(items).unwrap();
    let mut items = items
        .into_iter()
        .map(|item| item.get().to_owned())
        .collect();
    change(&mut items);
    format!("{}[{}]}}", &body[..begin], items.join(","))
}

fn titles(desk: &Desk) -> Vec<String> {
    let rows = desk.book().list(&ListQuery::default()).unwrap().rows;
    let mut titles: Vec<_> = rows.into_iter().map(|row| row.summary.title).collect();
    titles.sort();
    titles
}

fn visits(desk: &Desk, case: CaseId) -> usize {
    desk.book().case(case).unwrap().case.visits.len()
}

async fn assign_first(district: &District, number: String, office: &'static str) {
    district
        .command(move |app| server::command::assign::assign(app, &number, office))
        .await;
}

async fn nothing_is_read_again(desk: &Desk) {
    let (heard, told) = (Arc::new(AtomicBool::new(false)), "\"digest\":[");
    let digest = heard.clone();
    *desk.net().tamper.lock().unwrap() = Some(Box::new(move |body| {
        digest.fetch_or(body.contains(told), Ordering::SeqCst);
        assert!(!body.contains("\"bucket\":{"));
        body
    }));
    desk.sync().await.unwrap();
    assert!(heard.load(Ordering::SeqCst), "it was compared");
}

#[tokio::test]
async fn where_desk_and_server_hold_the_same_nothing_is_read_twice() {
    let district = District::with(30).await;
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    let cases = desk.cases();
    desk.confirm(cases[0], Action::SignFor);
    let photo = desk.photo("a.jpg", &picture(5_000, 1));
    desk.confirm(cases[1], desk.visit_with("带照片", &[photo]));
    let number = desk.book().case(cases[2]).unwrap().row.summary.number;
    assign_first(&district, number, DONGLIU).await;
    for _ in 0..3 {
        desk.sync().await.unwrap();
    }
    assert!(!desk.book().digest_is_due(district.clock.now()).unwrap());

    district.clock.pass(DAY);
    assert!(desk.book().digest_is_due(district.clock.now()).unwrap());
    nothing_is_read_again(&desk).await;
    assert!(!desk.book().digest_is_due(district.clock.now()).unwrap());
}

/// Pages come wrong; a bucket that is read again comes as it is.
fn pages_come_wrong(desk: &Desk, change: impl Fn(&mut Vec<String>) + Send + 'static) {
    *desk.net().tamper.lock().unwrap() =
        Some(Box::new(move |body| match body.contains("\"bucket\":{") {
            true => body,
            false => items(body, &change),
        }));
}

#[tokio::test]
async fn a_first_load_that_lost_or_spoiled_a_case_is_made_right_at_its_end() {
    let district = District::with(40).await;
    let desk = district.desk("chen.jing").await;
    pages_come_wrong(&desk, |items| {
        items.retain(|item| !item.contains("第2件"));
        for item in items {
            *item = item.replace("第1件", "第九件");
        }
    });
    desk.sync().await.unwrap();
    let expected: Vec<_> = (1..=40).map(|n| format!("第{n}件")).collect();
    let mut here = titles(&desk);
    here.sort_by_key(|title| (title.chars().count(), title.clone()));
    assert_eq!(here, expected);
    assert!(!desk.book().digest_is_due(district.clock.now()).unwrap());
}

#[tokio::test]
async fn a_change_and_a_leave_that_were_lost_are_made_up_for_the_next_day() {
    let district = District::with(4).await;
    let (desk, colleague) = (
        district.desk("chen.jing").await,
        district.desk("li.na").await,
    );
    desk.sync().await.unwrap();
    colleague.sync().await.unwrap();
    let cases = desk.cases();
    colleague.visit(cases[0], "同事去过");
    colleague.sync().await.unwrap();
    let number = desk.book().case(cases[1]).unwrap().row.summary.number;
    assign_first(&district, number, DONGLIU).await;
    pages_come_wrong(&desk, |items| {
        items.retain(|item| !item.contains("\"op\":\"leave\""));
        for item in items {
            *item = item.replace("同事去过", "同事没去");
        }
    });
    desk.sync().await.unwrap();
    *desk.net().tamper.lock().unwrap() = None;
    assert_eq!(desk.cases().len(), 4, "the case that left is still here");
    desk.visit(cases[0], "我也去过");
    desk.visit(cases[1], "在已转派的件上写的");

    district.clock.pass(DAY);
    desk.sync().await.unwrap();
    assert_eq!(desk.cases(), [cases[0], cases[2], cases[3]]);
    let view = desk.book().case(cases[0]).unwrap();
    let notes: Vec<_> = view.case.visits.iter().map(|v| &v.record.note).collect();
    assert_eq!(notes, ["同事去过", "我也去过"]);
    assert_eq!((view.row.pending, desk.book().unsent().unwrap()), (0, 0));
    assert!(!desk.book().digest_is_due(district.clock.now()).unwrap());
}

/// Trace 18: between the digest and the bucket a case moves and another changes.
#[tokio::test]
async fn a_bucket_that_moves_while_it_is_read_again_loses_and_doubles_nothing() {
    let district = District::with(4).await;
    let (desk, colleague) = (
        district.desk("chen.jing").await,
        district.desk("li.na").await,
    );
    colleague.sync().await.unwrap();
    let cases = colleague.cases();
    let number = |n: usize| {
        let view = colleague.book().case(cases[n]).unwrap();
        view.row.summary.number
    };
    let moves: Vec<(String, &'static str)> = vec![(number(0), DONGLIU), (number(1), DONGLIU)];
    let back = number(1);
    let app = district.app.clone();
    let mut moves = Some(moves);
    *desk.net().tamper.lock().unwrap() = Some(Box::new(move |body| {
        if body.contains("\"bucket\":{") {
            // Read already, and moved again before it is written.
            server::command::assign::assign(&app, &back, BAIHE).unwrap();
            return body;
        }
        let digest = body.contains("\"digest\":[");
        let body = items(body, |items| items.retain(|item| !item.contains("第3件")));
        if digest {
            for (number, office) in moves.take().into_iter().flatten() {
                server::command::assign::assign(&app, &number, office).unwrap();
            }
        }
        body
    }));
    desk.sync().await.unwrap();
    *desk.net().tamper.lock().unwrap() = None;
    desk.sync().await.unwrap();
    assert_eq!(desk.cases(), [cases[1], cases[2], cases[3]]);
    assert_eq!(visits(&desk, cases[1]), 0);

    district.clock.pass(DAY);
    nothing_is_read_again(&desk).await;
}
