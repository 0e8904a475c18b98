//! A desk copied, a server set back, a server restored.

use crate::support::*;
use casebook::{Book, Keys, Opening};
use casework::Action;
use std::path::Path;

async fn notes(district: &District) -> Vec<String> {
    let visits = district.visits(BAIHE).await;
    let mut notes: Vec<String> = visits
        .iter()
        .map(|visit| visit["note"].as_str().unwrap().to_owned())
        .collect();
    notes.sort();
    notes
}

#[tokio::test]
async fn two_copies_of_one_disk_both_hand_in_their_work() {
    let district = District::with(1).await;
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    let case = desk.cases()[0];
    desk.visit(case, "一");
    let Desk {
        engine,
        data,
        keychain,
        ..
    } = desk;
    let identity = engine.book().identity().clone();
    drop(engine);
    let cloned = tempfile::tempdir().unwrap();
    copy_folder(data.path(), cloned.path());

    let open = |folder: &Path| {
        Book::open(
            folder,
            &identity,
            Keys::keychain(&keychain),
            &Opening::default(),
        )
        .unwrap()
    };
    let (a, b) = (open(data.path()), open(cloned.path()));
    let a = Desk::on(&district, a, data, Keychain::default());
    let b = Desk::on(&district, b, cloned, Keychain::default());
    a.visit(case, "二甲");
    b.visit(case, "二乙");
    a.sync().await.unwrap();
    // The same seq with another hash: the copy goes on as a new incarnation.
    b.sync().await.unwrap();
    a.visit(case, "三甲");
    a.sync().await.unwrap();
    b.sync().await.unwrap();
    assert_eq!(notes(&district).await, ["一", "三甲", "二乙", "二甲"]);
    for desk in [&a, &b] {
        assert_eq!(desk.book().unsent().unwrap(), 0);
        assert_eq!(desk.book().case(case).unwrap().case.visits.len(), 4);
    }
}

#[tokio::test]
async fn a_desk_restored_from_its_own_backup_goes_on() {
    let district = District::with(1).await;
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    let case = desk.cases()[0];
    let Desk {
        engine,
        data,
        keychain,
        ..
    } = desk;
    let identity = engine.book().identity().clone();
    drop(engine);
    let backup = tempfile::tempdir().unwrap();
    copy_folder(data.path(), backup.path());
    let keys = Keys::keychain(&keychain);
    let book = Book::open(data.path(), &identity, keys, &Opening::default()).unwrap();
    let desk = Desk::on(&district, book, data, Keychain::default());
    desk.visit(case, "一");
    desk.visit(case, "二");
    desk.sync().await.unwrap();

    // The disk of yesterday: it knows nothing of the two.
    let book = Book::open(backup.path(), &identity, keys, &Opening::default()).unwrap();
    let restored = Desk::on(&district, book, backup, Keychain::default());
    restored.visit(case, "三");
    restored.sync().await.unwrap();
    assert_eq!(notes(&district).await, ["一", "三", "二"]);
    assert_eq!(restored.book().case(case).unwrap().case.visits.len(), 3);
}

#[tokio::test]
async fn a_server_whose_disk_was_set_back_gets_everything_again() {
    let district = District::embedded(2).await;
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    let old = tempfile::tempdir().unwrap();
    copy_folder(district.data.path(), old.path());

    let cases = desk.cases();
    desk.confirm(cases[0], Action::SignFor);
    desk.visit(cases[0], "去过");
    desk.visit(cases[1], "也去过");
    desk.sync().await.unwrap();
    let before: Vec<_> = cases
        .iter()
        .map(|case| desk.book().case(*case).unwrap().case.visits.len())
        .collect();

    let set_back = district.served_from(old).await;
    assert!(notes(&set_back).await.is_empty());
    let desk = desk.restarted(&set_back);
    desk.sync().await.unwrap();
    assert_eq!(notes(&set_back).await, ["也去过", "去过"]);
    let after: Vec<_> = cases
        .iter()
        .map(|case| desk.book().case(*case).unwrap().case.visits.len())
        .collect();
    assert_eq!(before, after);
    assert_eq!(desk.book().unsent().unwrap(), 0);
    assert!(desk.book().attention().unwrap().is_empty());
    desk.sync().await.unwrap();
    assert_eq!(notes(&set_back).await.len(), 2, "quiet afterwards");
}

#[tokio::test]
async fn after_a_restore_every_confirmed_action_is_there_exactly_once() {
    let district = District::embedded(1).await;
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    let case = desk.cases()[0];
    desk.visit(case, "备份之前");
    desk.sync().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let backup = folder.path().join("backup");
    let file = backup.clone();
    district
        .command(move |app| server::command::backup::backup(app, &file))
        .await;
    desk.visit(case, "备份之后");
    desk.sync().await.unwrap();
    desk.visit(case, "尚未发送");

    let fresh = tempfile::tempdir().unwrap();
    let config = server::Config::new(fresh.path());
    let clock = district.clock.clone();
    tokio::task::spawn_blocking(move || {
        server::command::restore::restore(&config, &backup, &[], &move || clock.now()).unwrap();
    })
    .await
    .unwrap();
    let restored = district.served_from(fresh).await;
    assert_eq!(notes(&restored).await, ["备份之前"]);

    let desk = desk.restarted(&restored);
    assert!(
        desk.sync().await.unwrap_err().needs_sign_in(),
        "all tokens die"
    );
    desk.engine.sign_in(PASSWORD, "desk").await.unwrap();
    desk.sync().await.unwrap();
    assert_eq!(notes(&restored).await, ["备份之前", "备份之后", "尚未发送"]);
    let view = desk.book().case(case).unwrap();
    assert_eq!((view.case.visits.len(), view.row.pending), (3, 0));
}
