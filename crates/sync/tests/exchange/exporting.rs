//! A laptop's work that is carried to the server in a file, and the laptop that
//! comes back after all.

use crate::support::*;
use casework::{Action, CaseId};
use protocol::auth::DeviceState;
use server::command::import_sealed::{self, ImportedWork};
use server::command::{backup, device, restore, user};
use std::path::PathBuf;

struct Laptop {
    desk: Desk,
    case: CaseId,
    file: PathBuf,
    _folder: tempfile::TempDir,
}

impl Laptop {
    async fn of(district: &District) -> Self {
        let desk = district.desk("chen.jing").await;
        desk.sync().await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        Self {
            case: desk.cases()[0],
            file: folder.path().join("unsent.lianxin"),
            desk,
            _folder: folder,
        }
    }

    /// Offline: one visit with a photo of some size, one without.
    fn work(&self) -> Vec<u8> {
        let bytes = picture(2_500_000, 7);
        let photo = self.desk.photo("IMG_1.jpg", &bytes);
        self.desk
            .confirm(self.case, self.desk.visit_with("带照片", &[photo]));
        self.desk.visit(self.case, "没有照片");
        bytes
    }

    fn export(&self) {
        let book = self.desk.book();
        book.export(&self.file, "0.1.0", self.desk.clock.now())
            .unwrap();
    }

    async fn is_drained(&self, district: &District) {
        self.desk.sync().await.unwrap();
        assert_eq!(self.desk.book().unsent().unwrap(), 0);
        assert!(self.desk.book().outbox().unwrap().is_empty());
        assert!(self.desk.book().attention().unwrap().is_empty());
        let here = self.desk.book().case(self.case).unwrap();
        let there = district.visits(BAIHE).await;
        assert_eq!(here.case.visits.len(), there.len());
    }
}

async fn import(district: &District, file: &std::path::Path) -> server::Result<ImportedWork> {
    let (app, file) = (district.app.clone(), file.to_owned());
    tokio::task::spawn_blocking(move || import_sealed::import(&app, &file))
        .await
        .unwrap()
}

async fn refusal(district: &District, file: &std::path::Path) -> String {
    import(district, file).await.unwrap_err().code().to_owned()
}

/// actions, applied, held, already, photos
fn counts(report: &ImportedWork) -> [usize; 5] {
    [
        report.actions,
        report.applied,
        report.held,
        report.already,
        report.photos,
    ]
}

async fn notes(district: &District) -> Vec<String> {
    let visits = district.visits(BAIHE).await;
    let note = |visit: &serde_json::Value| visit["note"].as_str().unwrap().to_owned();
    let mut notes: Vec<String> = visits.iter().map(note).collect();
    notes.sort();
    notes
}

#[tokio::test]
async fn what_was_exported_takes_effect_once_however_often_it_comes() {
    let district = District::with(1).await;
    let laptop = Laptop::of(&district).await;
    let bytes = laptop.work();
    let waiting = laptop.desk.book().outbox().unwrap();
    laptop.export();

    let first = import(&district, &laptop.file).await.unwrap();
    assert_eq!(counts(&first), [2, 2, 0, 0, 1]);
    assert_eq!(first.user, "chen.jing");
    let again = import(&district, &laptop.file).await.unwrap();
    assert_eq!(counts(&again), [2, 0, 0, 2, 0]);

    let lines = district.dump(BAIHE).await;
    let visits: Vec<_> = lines
        .iter()
        .filter(|line| line["type"] == "visit")
        .collect();
    assert_eq!(visits.len(), 2);
    for (visit, sent) in visits.iter().zip(&waiting) {
        assert_eq!(visit["device"].as_str(), Some(first.device.as_str()));
        assert_eq!(visit["seq"].as_u64(), sent.seq, "as the laptop numbered it");
    }
    let folder = tempfile::tempdir().unwrap();
    let received = folder.path().to_owned();
    let photo = lines.iter().find(|line| line["type"] == "photo").unwrap();
    assert_eq!(photo["complete"], true);
    district
        .command(move |app| {
            server::command::dump::dump(app, BAIHE, Some(&received), &mut std::io::sink())
        })
        .await;
    let stored = folder.path().join(photo["sha256"].as_str().unwrap());
    assert!(std::fs::read(stored).unwrap() == bytes);

    // The laptop comes back after all: the same outcomes, nothing twice.
    laptop.is_drained(&district).await;
    assert_eq!(notes(&district).await, ["带照片", "没有照片"]);
    assert_eq!(district.dump(BAIHE).await.len(), lines.len());
}

#[tokio::test]
async fn a_laptop_that_was_faster_than_its_file_leaves_nothing_to_import() {
    let district = District::with(1).await;
    let laptop = Laptop::of(&district).await;
    laptop.work();
    laptop.export();
    district.clock.pass(16 * MINUTE);
    laptop.is_drained(&district).await;
    district.clock.pass(16 * MINUTE);
    laptop.desk.visit(laptop.case, "后来的");
    laptop.desk.sync().await.unwrap();

    let report = import(&district, &laptop.file).await.unwrap();
    assert_eq!(counts(&report), [2, 0, 0, 2, 0]);
    assert_eq!(notes(&district).await.len(), 3);
}

#[tokio::test]
async fn an_upload_that_broke_off_is_made_whole_by_the_file() {
    use crate::faults::{Call, Fault};
    let district = District::with(1).await;
    let laptop = Laptop::of(&district).await;
    laptop.work();
    laptop
        .desk
        .net()
        .plan(Call::Part, [Fault::Pass, Fault::Request]);
    laptop.desk.sync().await.unwrap_err();
    laptop.export();
    let report = import(&district, &laptop.file).await.unwrap();
    assert_eq!(counts(&report), [0, 0, 0, 0, 1]);
    laptop.is_drained(&district).await;
    let lines = district.dump(BAIHE).await;
    let photo = lines.iter().find(|line| line["type"] == "photo").unwrap();
    assert_eq!(photo["complete"], true);
}

#[tokio::test]
async fn what_the_rules_no_longer_allow_is_held_with_its_code_and_blocks_no_other() {
    let district = District::with(1).await;
    let laptop = Laptop::of(&district).await;
    laptop.desk.confirm(laptop.case, Action::SignFor);
    laptop.desk.visit(laptop.case, "去过");
    laptop.export();
    let other = district.desk("li.na").await;
    other.sync().await.unwrap();
    other.confirm(laptop.case, Action::SignFor);
    other.sync().await.unwrap();

    let report = import(&district, &laptop.file).await.unwrap();
    assert_eq!(counts(&report)[..4], [2, 0, 2, 0]);
    assert!(
        report.problems[0].starts_with("held[case.not_allowed_now]"),
        "{:?}",
        report.problems
    );
    laptop.desk.sync().await.unwrap();
    assert_eq!(laptop.desk.book().unsent().unwrap(), 0);
    assert_eq!(laptop.desk.book().attention().unwrap().len(), 2);
}

#[tokio::test]
async fn a_retired_laptop_hands_in_its_work_and_a_lost_one_does_not() {
    let district = District::with(1).await;
    let laptop = Laptop::of(&district).await;
    laptop.work();
    laptop.export();
    let id = laptop.desk.book().session().unwrap().device;
    let set = |state| district.command(move |app| device::set_state(app, id, state));
    set(DeviceState::Wipe).await;
    assert_eq!(refusal(&district, &laptop.file).await, "sealed.revoked");
    assert!(notes(&district).await.is_empty());

    set(DeviceState::Retired).await;
    let report = import(&district, &laptop.file).await.unwrap();
    assert_eq!(counts(&report), [2, 2, 0, 0, 1]);
}

#[tokio::test]
async fn new_tokens_and_a_new_password_do_not_lock_the_file_out_but_a_closed_account_does() {
    let district = District::with(1).await;
    let laptop = Laptop::of(&district).await;
    laptop.work();
    laptop.export();
    district
        .command(|app| user::passwd(app, "chen.jing", "another horse 7"))
        .await;
    let engine = &laptop.desk.engine;
    engine.sign_in("another horse 7", "desk").await.unwrap();
    let report = import(&district, &laptop.file).await.unwrap();
    assert_eq!(counts(&report), [2, 2, 0, 0, 1]);

    district
        .command(|app| user::disable(app, "chen.jing"))
        .await;
    assert_eq!(refusal(&district, &laptop.file).await, "sealed.revoked");
}

#[tokio::test]
async fn a_server_that_was_restored_takes_the_file_and_later_the_laptop() {
    let district = District::embedded(1).await;
    let laptop = Laptop::of(&district).await;
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("backup");
    let file = copy.clone();
    district
        .command(move |app| backup::backup(app, &file))
        .await;
    laptop.desk.visit(laptop.case, "备份之后");
    laptop.desk.sync().await.unwrap();
    laptop.work();
    laptop.export();

    let fresh = tempfile::tempdir().unwrap();
    let config = server::Config::new(fresh.path());
    let clock = district.clock.clone();
    tokio::task::spawn_blocking(move || {
        restore::restore(&config, &copy, &[], &move || clock.now()).unwrap();
    })
    .await
    .unwrap();
    let restored = district.served_from(fresh).await;
    let report = import(&restored, &laptop.file).await.unwrap();
    assert_eq!(counts(&report), [2, 2, 0, 0, 1]);
    let again = import(&restored, &laptop.file).await.unwrap();
    assert_eq!(counts(&again), [2, 0, 0, 2, 0]);

    let laptop = Laptop {
        desk: laptop.desk.restarted(&restored),
        ..laptop
    };
    laptop.desk.sync().await.unwrap_err();
    laptop.desk.engine.sign_in(PASSWORD, "desk").await.unwrap();
    laptop.is_drained(&restored).await;
    assert_eq!(notes(&restored).await, ["备份之后", "带照片", "没有照片"]);
}

#[tokio::test]
async fn a_file_shows_a_server_that_its_disk_was_set_back() {
    let district = District::embedded(1).await;
    let old = tempfile::tempdir().unwrap();
    let laptop = Laptop::of(&district).await;
    copy_folder(district.data.path(), old.path());
    laptop.desk.visit(laptop.case, "后来丢失的");
    laptop.desk.sync().await.unwrap();
    laptop.work();
    laptop.export();

    let set_back = district.served_from(old).await;
    let report = import(&set_back, &laptop.file).await.unwrap();
    assert_eq!(counts(&report), [2, 2, 0, 0, 1]);
    let laptop = Laptop {
        desk: laptop.desk.restarted(&set_back),
        ..laptop
    };
    laptop.is_drained(&set_back).await;
    assert_eq!(notes(&set_back).await.len(), 3);
}

#[tokio::test]
async fn another_district_refuses_the_file() {
    let (district, other) = (District::with(1).await, District::with(0).await);
    let laptop = Laptop::of(&district).await;
    laptop.work();
    laptop.export();
    assert_eq!(refusal(&other, &laptop.file).await, "sealed.other_server");
}

#[tokio::test]
async fn a_desk_seals_to_the_key_of_its_sign_in_whatever_a_later_answer_says() {
    let district = District::with(1).await;
    let laptop = Laptop::of(&district).await;
    laptop.work();
    let mut hello = laptop.desk.book().hello().unwrap().unwrap();
    hello.sealing_key = protocol::sealed::public_key([9; 32]);
    laptop.desk.book().keep_hello(&hello).unwrap();
    laptop.export();
    assert!(import(&district, &laptop.file).await.is_ok());
}
