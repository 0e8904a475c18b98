use crate::faults::{Call, Fault};
use crate::support::*;
use casebook::ListQuery;
use casework::Action;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use sync::{Options, Phase, Watcher};

#[tokio::test]
async fn a_first_load_brings_every_case_and_each_opens() {
    let district = District::with(120).await;
    let desk = district.desk("chen.jing").await;
    let told = Arc::new(Mutex::new(Vec::new()));
    let listener = told.clone();
    let options = Options {
        watcher: Watcher::new(move |progress| listener.lock().unwrap().push(progress)),
        ..Options::default()
    };
    let report = desk.engine.sync_once(&options).await.unwrap();
    assert_eq!(report.pulled, 120);
    assert!(desk.net().count(Call::Pull) > 5, "in pages");
    assert_eq!(desk.cases().len(), 120);
    for case in desk.cases() {
        let view = desk.book().case(case).unwrap();
        assert!(view.case.registration.body.contains("流浪犬"));
    }
    let told = told.lock().unwrap().clone();
    let last = told.last().unwrap();
    assert_eq!((last.phase, last.done, last.total), (Phase::Pull, 120, 120));
    assert!(told.windows(2).all(|pair| pair[0].done <= pair[1].done));

    let again = desk.sync().await.unwrap();
    assert_eq!(again.pulled, 0);
    assert_eq!(again.cursor, report.cursor);
}

#[tokio::test]
async fn a_first_load_that_is_cut_off_goes_on_where_it_was() {
    let district = District::with(120).await;
    let desk = district.desk("chen.jing").await;
    desk.net().plan(
        Call::Pull,
        [Fault::Pass, Fault::Pass, Fault::Pass, Fault::Reply],
    );
    assert_eq!(desk.sync().await.unwrap_err().code(), "net.unreachable");
    let here = desk.cases().len();
    assert!(here > 0 && here < 120, "{here}");

    let desk = desk.restarted(&district);
    let report = desk.sync().await.unwrap();
    assert_eq!(report.pulled as usize, 120 - here);
    assert_eq!(desk.cases().len(), 120);
}

#[tokio::test]
async fn desks_of_one_office_agree_after_a_round() {
    let district = District::with(6).await;
    let (one, two) = (
        district.desk("chen.jing").await,
        district.desk("li.na").await,
    );
    one.sync().await.unwrap();
    two.sync().await.unwrap();
    for (n, case) in one.cases().into_iter().enumerate() {
        let desk = if n % 2 == 0 { &one } else { &two };
        desk.confirm(case, Action::SignFor);
        desk.visit(case, "去过");
    }
    for desk in [&one, &two, &one] {
        desk.sync().await.unwrap();
    }
    let rows = |desk: &Desk| desk.book().list(&ListQuery::default()).unwrap().rows;
    assert_eq!(rows(&one), rows(&two));
    for case in one.cases() {
        let (a, b) = (
            one.book().case(case).unwrap(),
            two.book().case(case).unwrap(),
        );
        assert_eq!(a.events, b.events);
        assert_eq!(a.case.visits.len(), 1);
    }
}

#[tokio::test]
async fn a_case_that_comes_and_goes_is_listed_where_it_is() {
    let district = District::with(2).await;
    let (here, there) = (
        district.desk("chen.jing").await,
        district.desk("wu.tao").await,
    );
    here.sync().await.unwrap();
    let number = here
        .book()
        .case(here.cases()[0])
        .unwrap()
        .row
        .summary
        .number;
    for (office, left, right) in [(DONGLIU, 1, 1), (BAIHE, 2, 0), (DONGLIU, 1, 1)] {
        let number = number.clone();
        district
            .command(move |app| server::command::assign::assign(app, &number, office))
            .await;
        here.sync().await.unwrap();
        there.sync().await.unwrap();
        assert_eq!((here.cases().len(), there.cases().len()), (left, right));
    }
}

#[tokio::test]
async fn a_wait_answers_when_there_is_news() {
    let district = District::with(1).await;
    let (one, two) = (
        district.desk("chen.jing").await,
        district.desk("li.na").await,
    );
    one.sync().await.unwrap();
    two.sync().await.unwrap();
    let waiting = tokio::spawn({
        let engine = two.engine.clone();
        async move { engine.wait().await }
    });
    one.visit(one.cases()[0], "去过");
    one.sync().await.unwrap();
    assert!(waiting.await.unwrap().unwrap());
    assert_eq!(two.sync().await.unwrap().pulled, 1);
}

#[tokio::test]
async fn the_calendar_and_the_directory_come_with_the_first_page() {
    let district = District::with(0).await;
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    let known = desk.book().district();
    assert_eq!(known.directory.offices.len(), 2);
    assert!(
        known
            .directory
            .people
            .iter()
            .any(|person| person.name == "周敏")
    );
}

#[tokio::test]
async fn while_nothing_is_new_one_question_is_all_that_is_asked() {
    let district = District::with(3).await;
    let desk = district.desk("chen.jing").await;
    desk.net().asks_news.store(true, Ordering::SeqCst);
    desk.sync().await.unwrap();
    let (pulls, asked) = (desk.net().count(Call::Pull), desk.net().count(Call::News));
    desk.sync().await.unwrap();
    assert_eq!(desk.net().count(Call::Pull), pulls);
    assert_eq!(desk.net().count(Call::News), asked + 1);

    // A colleague's work is news.
    let colleague = district.desk("li.na").await;
    colleague.sync().await.unwrap();
    colleague.visit(colleague.cases()[0], "看过");
    colleague.sync().await.unwrap();
    assert_eq!(desk.sync().await.unwrap().pulled, 1);

    // What was acknowledged is settled by a pull, whatever the mark says.
    desk.visit(desk.cases()[0], "也看过");
    assert_eq!(desk.sync().await.unwrap().pulled, 1);
    let pulls = desk.net().count(Call::Pull);
    assert_eq!(desk.sync().await.unwrap().pulled, 0);
    assert_eq!(desk.net().count(Call::Pull), pulls);
}
