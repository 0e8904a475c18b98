use super::{registers, restore};
use crate::app::DATABASE;
use crate::command::backup::backup;
use crate::command::numbers::{self, LastNumber, PaperRegister, reserve_now};
use crate::testing::{
    BAIHE, Desk, HANDLER, Town, blank_pages, next_id, password, sign_in, token, visit,
};
use axum::http::Method;
use casework::{Action, Moment};
use protocol::auth::{DeviceState, Session};
use protocol::path;
use protocol::push::Mutation;

/// Backs up, does more, restores the backup.
struct Story {
    town: Town,
    file: std::path::PathBuf,
}

impl Story {
    /// Backup and restore are the embedded engine's; PostgreSQL has its own.
    fn new() -> Self {
        let town = Town::embedded();
        let file = town.folder.path().join("backup.db");
        Self { town, file }
    }

    fn restore(&mut self, last: &[LastNumber]) {
        let config = self.town.app.0.config.clone();
        let now = self.town.app.now();
        restore(&config, &self.file, last, &move || -> Moment { now }).unwrap();
        self.town.restart(blank_pages());
    }
}

#[tokio::test]
async fn a_visit_that_was_filed_after_the_backup_is_pushed_again_and_taken_once() {
    let mut story = Story::new();
    let mut desk = story.town.desk(HANDLER).await;
    let case = story.town.case(BAIHE, "in_progress");
    let before = desk.action(case, visit("备份前", &[]));
    desk.push(std::slice::from_ref(&before)).await;
    backup(&story.town.app, &story.file).unwrap();
    let after = desk.action(case, visit("备份后", &[]));
    let reply = desk.push(std::slice::from_ref(&after)).await;
    let covered = reply.safe[BAIHE];
    assert!(
        covered < reply.results[0].effect_seq.unwrap(),
        "not safe yet"
    );
    let epoch = desk.session.epoch.clone();
    story.restore(&[]);
    desk.app = story.town.app.clone();
    let refused = desk.try_push(&[]).await;
    assert_eq!(refused.error().code, "auth.token_expired", "all tokens die");
    let session: Session = sign_in(
        &desk.app,
        HANDLER,
        password(HANDLER),
        desk.device,
        &token(desk.device),
    )
    .await
    .json();
    assert_ne!(session.epoch, epoch);
    desk.session = session;
    desk.incarnation = next_id();
    let kept = [Mutation { seq: 1, ..before }, Mutation { seq: 2, ..after }];
    desk.push(&kept).await;
    let lines = story.town.dump(BAIHE);
    for note in ["备份前", "备份后"] {
        let visits = lines
            .iter()
            .filter(|line| line["type"] == "visit" && line["note"] == note);
        assert_eq!(visits.count(), 1, "{note}");
    }
}

#[tokio::test]
async fn a_backup_covers_photos_and_says_so() {
    let mut story = Story::new();
    let mut desk = story.town.desk(HANDLER).await;
    let photo = b"a photo";
    let sha256 = crate::photos::hash(photo);
    desk.act(
        story.town.case(BAIHE, "in_progress"),
        visit("照片", &[photo]),
    )
    .await;
    desk.patch(&sha256, 0, photo, true).await;
    assert_eq!(
        desk.blob(Method::HEAD, &sha256)
            .await
            .header("lianxin-safe"),
        "0"
    );
    backup(&story.town.app, &story.file).unwrap();
    assert_eq!(
        desk.blob(Method::HEAD, &sha256)
            .await
            .header("lianxin-safe"),
        "1"
    );
    std::fs::remove_dir_all(story.town.folder.path().join("photos")).unwrap();
    story.restore(&[]);
    assert_eq!(story.town.app.0.photos.read(&sha256).unwrap(), photo);
}

#[tokio::test]
async fn revocations_outlive_a_restore() {
    let mut story = Story::new();
    let desk = story.town.desk(HANDLER).await;
    backup(&story.town.app, &story.file).unwrap();
    crate::command::device::set_state(&story.town.app, desk.device, DeviceState::Wipe).unwrap();
    crate::command::user::disable(&story.town.app, "baihe.he").unwrap();
    story.restore(&[]);
    let app = &story.town.app;
    let lost = sign_in(
        app,
        HANDLER,
        password(HANDLER),
        desk.device,
        &token(desk.device),
    )
    .await;
    assert_eq!(lost.error().code, "device.revoked");
    let device = next_id();
    let disabled = sign_in(
        app,
        "baihe.he",
        password("baihe.he"),
        device,
        &token(device),
    )
    .await;
    assert_eq!(disabled.status.as_u16(), 401);
}

#[tokio::test]
async fn a_device_that_the_backup_does_not_know_stays_revoked() {
    let mut story = Story::new();
    backup(&story.town.app, &story.file).unwrap();
    let lost = story.town.desk(HANDLER).await;
    let retired = story.town.desk(HANDLER).await;
    for (desk, state) in [(&lost, DeviceState::Wipe), (&retired, DeviceState::Retired)] {
        crate::command::device::set_state(&story.town.app, desk.device, state).unwrap();
    }
    story.restore(&[]);
    let app = &story.town.app;
    for (mut desk, code) in [(lost, "device.revoked"), (retired, "device.retired")] {
        let refresh = token(desk.device);
        let reply = sign_in(app, HANDLER, password(HANDLER), desk.device, &refresh).await;
        if code == "device.revoked" {
            assert_eq!(reply.error().code, code);
            continue;
        }
        desk.app = app.clone();
        desk.session = reply.json();
        let read = desk.post(path::PULL, &desk.pull_request(1)).await;
        assert_eq!(read.error().code, code);
    }
}

/// Nobody restored anything: an old copy of the database was put in place.
#[tokio::test]
async fn revocations_outlive_a_disk_that_was_set_back() {
    let mut town = Town::embedded();
    let desk = town.desk(HANDLER).await;
    let database = town.folder.path().join(DATABASE);
    let old = town.folder.path().join("old");
    let copy = crate::db::Sqlite::open(&database).unwrap();
    copy.copy_to(&old).unwrap();
    crate::command::device::set_state(&town.app, desk.device, DeviceState::Retired).unwrap();
    crate::command::user::disable(&town.app, "baihe.he").unwrap();
    std::fs::rename(&old, &database).unwrap();
    for log in ["-wal", "-shm"] {
        let log = town.folder.path().join(format!("{DATABASE}{log}"));
        std::fs::remove_file(log).ok();
    }
    town.restart(blank_pages());
    let read = Desk {
        app: town.app.clone(),
        ..desk
    };
    let told = read.post(path::PULL, &read.pull_request(1)).await;
    assert_eq!(told.error().code, "device.retired");
    let device = next_id();
    let closed = sign_in(
        &town.app,
        "baihe.he",
        password("baihe.he"),
        device,
        &token(device),
    )
    .await;
    assert_eq!(closed.status.as_u16(), 401);
}

#[test]
fn numbers_given_after_the_backup_are_kept_for_who_had_them() {
    let mut story = Story::new();
    backup(&story.town.app, &story.file).unwrap();
    let config = story.town.app.0.config.clone();
    let now = story.town.app.now();
    let asked = registers(&config, &story.file, &move || now).unwrap();
    let mine = |registers: &[PaperRegister]| {
        let mine = registers.iter().find(|one| one.last.word == "白鹤街办函");
        mine.unwrap().last.serial
    };
    let before = mine(&asked);

    // What the database in place has given is known without asking.
    let told = format!("白鹤街办函={}", before + 1).parse().unwrap();
    reserve_now(&story.town.app, &[told]).unwrap();
    let asked = registers(&config, &story.file, &move || now).unwrap();
    assert_eq!(mine(&asked), before + 1);
    let fewer: LastNumber = format!("白鹤街办函={before}").parse().unwrap();
    let refused = restore(&config, &story.file, &[fewer], &move || now).unwrap_err();
    assert_eq!(refused.code(), "numbers.too_small");

    let told = format!("白鹤街办函={}", before + 3).parse().unwrap();
    story.restore(&[told]);
    let kept = numbers::list(&story.town.app).unwrap();
    let numbers: Vec<&str> = kept.iter().map(|one| one.number.as_str()).collect();
    let expected: Vec<String> = (1..=3)
        .map(|n| format!("白鹤街办函〔2026〕{}号", before + n))
        .collect();
    assert_eq!(numbers, expected);
}

#[test]
fn a_file_that_is_no_backup_changes_nothing() {
    let story = Story::new();
    let before = story.town.dump(BAIHE);
    let config = story.town.app.0.config.clone();
    for bytes in [&b"hello"[..], b""] {
        std::fs::write(&story.file, bytes).unwrap();
        let now = story.town.app.now();
        let refused = restore(&config, &story.file, &[], &move || now).unwrap_err();
        assert_eq!(refused.code(), "restore.no_backup");
    }
    assert_eq!(story.town.dump(BAIHE), before);
}

#[test]
fn a_running_server_is_not_restored() {
    let story = Story::new();
    backup(&story.town.app, &story.file).unwrap();
    let config = story.town.app.0.config.clone();
    let _serving = crate::ServeLock::take(&config).unwrap();
    let now = story.town.app.now();
    let refused = restore(&config, &story.file, &[], &move || now).unwrap_err();
    assert_eq!(refused.code(), "store.in_use");
}

#[tokio::test]
async fn work_done_while_backed_up_is_whole_in_the_backup() {
    let story = Story::new();
    let mut desk = story.town.desk(HANDLER).await;
    let case = story.town.case(BAIHE, "in_progress");
    desk.act(case, Action::LogContact { note: "一".into() })
        .await;
    let report = backup(&story.town.app, &story.file).unwrap();
    assert_eq!(report.cases, 40);
    // A second backup replaces the first.
    desk.act(case, Action::LogContact { note: "二".into() })
        .await;
    backup(&story.town.app, &story.file).unwrap();
    let stored = std::fs::read(&story.file).unwrap();
    let note = "\"note\":\"二\"".as_bytes();
    assert!(stored.windows(note.len()).any(|part| part == note));
}
