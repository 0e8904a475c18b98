use super::{USUAL_MM, new_key, open, problem, take_over};
use crate::app::{App, DATABASE};
use crate::command::backup::backup;
use crate::command::restore::restore;
use crate::command::{office, seal as command};
use crate::db::params;
use crate::letters::{Queue, Render, render_due};
use crate::photos::hash;
use crate::store::seal;
use crate::testing::{
    BAIHE, Desk, HANDLER, HEAD, OTHER_HEAD, Reply, STRANGER, Town, blank_pages, on_postgres,
    submitted,
};
use axum::http::Method;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use casework::{Action, Moment};
use protocol::path;
use protocol::seal::{SealAct, SealReply, SealRequest};
use std::sync::{Arc, Mutex};

const SEAL: &[u8] = include_bytes!("../../data/sample-seal.png");

fn put(picture: &[u8], diameter_mm: u32) -> SealRequest {
    SealRequest::Put {
        picture: BASE64_STANDARD.encode(picture),
        diameter_mm,
    }
}

/// Another picture of a seal: the sample's with bytes that no decoder looks at.
fn another() -> Vec<u8> {
    [SEAL, b"another"].concat()
}

async fn ask(desk: &Desk) -> SealReply {
    desk.call(Method::GET, path::SEAL, Vec::new()).await.json()
}

async fn change(desk: &Desk, request: &SealRequest) -> Reply {
    desk.post(path::SEAL, request).await
}

/// Everything the embedded database has on the disk.
fn disk(town: &Town) -> Vec<u8> {
    ["", "-wal"]
        .iter()
        .flat_map(|end| {
            let file = town.folder.path().join(format!("{DATABASE}{end}"));
            std::fs::read(file).unwrap_or_default()
        })
        .collect()
}

/// A stretch of the picture's compressed pixels, short enough for one page.
fn shows(bytes: &[u8], picture: &[u8]) -> bool {
    let stretch = &picture[1000..1064];
    bytes.windows(stretch.len()).any(|part| part == stretch)
}

#[tokio::test]
async fn a_head_puts_the_seal_on_file_and_it_never_comes_back() {
    let town = Town::new();
    let zhou = town.desk(HEAD).await;
    let before = ask(&zhou).await.on_file.unwrap();
    assert_eq!(before.by.user.as_str(), "terminal");
    let reply = change(&zhou, &put(&another(), 40)).await;
    assert!(!shows(&reply.bytes, SEAL) && !reply.text().contains("iVBOR"));
    let told: SealReply = reply.json();
    let on_file = told.on_file.clone().unwrap();
    assert_eq!(on_file.fingerprint, hash(&another()));
    assert_eq!(
        (on_file.diameter_mm, on_file.since, on_file.usable),
        (40, town.app.now(), true)
    );
    assert_eq!(on_file.by.user.as_str(), HEAD);
    assert!(!on_file.by.name.is_empty());
    // An answer that was lost is asked for again: nothing happens twice.
    town.pass(1);
    let again: SealReply = change(&zhou, &put(&another(), 40)).await.json();
    assert_eq!(again, told);
    // The other head keeps the same seal.
    let xie = town.desk(OTHER_HEAD).await;
    let removed: SealReply = change(&xie, &SealRequest::Remove).await.json();
    assert_eq!(removed.on_file, None);
    let acts: Vec<SealAct> = removed.uses.iter().map(|one| one.act).collect();
    assert_eq!(acts, [SealAct::Removed, SealAct::Replaced, SealAct::Put]);
    assert_eq!(removed.uses[0].by.user.as_str(), OTHER_HEAD);
    assert_eq!(ask(&zhou).await, removed);
}

#[tokio::test]
async fn only_heads_keep_a_seal_and_only_their_own() {
    let town = Town::new();
    let centre = ["zhongxin.ye", "zhongxin.ren", "zhongxin.luo"];
    for user in [HANDLER, STRANGER].into_iter().chain(centre) {
        let desk = town.desk(user).await;
        for reply in [
            desk.call(Method::GET, path::SEAL, Vec::new()).await,
            change(&desk, &put(SEAL, 42)).await,
            change(&desk, &SealRequest::Remove).await,
        ] {
            assert_eq!(reply.error().code, "auth.forbidden", "{user}");
        }
    }
    let zhou = town.desk(HEAD).await;
    change(&zhou, &SealRequest::Remove).await;
    let left = town.app.read(seal::keys).unwrap();
    assert_eq!(left.len(), town.offices().len() - 1);
    assert!(left.iter().all(|(office, _)| office != BAIHE));
}

#[tokio::test]
async fn what_is_no_seal_is_told_by_its_code_and_changes_nothing() {
    let town = Town::new();
    let zhou = town.desk(HEAD).await;
    let before = ask(&zhou).await;
    let large = vec![0; protocol::seal::LARGEST + 1];
    for (picture, across, code) in [
        (&b"no picture"[..], 42, "seal.not_a_picture"),
        (&SEAL[..SEAL.len() / 2], 42, "seal.not_a_picture"),
        (SEAL, 29, "seal.diameter"),
        (SEAL, 51, "seal.diameter"),
        (&large, 42, "seal.too_large"),
    ] {
        let reply = change(&zhou, &put(picture, across)).await;
        assert_eq!(reply.status.as_u16(), 422, "{code}");
        assert_eq!(reply.error().code, code);
    }
    assert_eq!(ask(&zhou).await, before);
    let told = office::seal(&town.app, BAIHE, b"no picture", 42).unwrap_err();
    assert_eq!(told.code(), "seal.not_a_picture");
}

#[test]
fn a_database_a_backup_or_the_blobs_alone_do_not_show_the_seal() {
    let town = Town::embedded();
    let file = town.folder.path().join("backup.db");
    backup(&town.app, &file).unwrap();
    let id = BAIHE.into();
    let stored = town.app.read(|tx| seal::find(tx, BAIHE)).unwrap().unwrap();
    assert!(!shows(&stored.sealed, SEAL));
    assert_eq!(open(&town.app.0.config, &id, &stored).unwrap(), SEAL);
    let key = std::fs::read_to_string(town.folder.path().join("seal.key")).unwrap();
    for bytes in [disk(&town), std::fs::read(&file).unwrap()] {
        assert!(!shows(&bytes, SEAL));
        let holds = |needle: &[u8]| bytes.windows(needle.len()).any(|part| part == needle);
        assert!(
            holds(&stored.sealed[..64]),
            "it was looked for where it lies"
        );
        assert!(!holds(key.trim().as_bytes()));
        assert!(!holds(&hex::decode(key.trim()).unwrap()));
    }
    // A row in another office's place opens nothing.
    let other = "330212012".into();
    assert_eq!(
        open(&town.app.0.config, &other, &stored)
            .unwrap_err()
            .code(),
        "store.broken"
    );
}

#[test]
fn seals_that_an_older_server_stored_are_encrypted_and_not_left_behind() {
    let town = Town::new();
    town.app
        .write_plain(|tx| {
            for (office, _) in seal::keys(tx)? {
                seal::remove(tx, &office)?;
            }
            tx.execute(
                "INSERT INTO plain_seal (office, png) VALUES ($1, $2)",
                params![BAIHE, SEAL],
            )?;
            tx.execute(
                "INSERT INTO audit (at, who, device, act, subject) VALUES (5, 'terminal', NULL, 'office_seal', $1)",
                params![BAIHE],
            )
        })
        .unwrap();
    if !on_postgres() {
        assert!(shows(&disk(&town), SEAL));
    }
    assert_eq!(take_over(&town.app).unwrap(), 1);
    assert_eq!(take_over(&town.app).unwrap(), 0);
    let stored = town.app.read(|tx| seal::find(tx, BAIHE)).unwrap().unwrap();
    assert_eq!((stored.since, stored.diameter_mm), (Moment(5), USUAL_MM));
    assert_eq!(
        open(&town.app.0.config, &BAIHE.into(), &stored).unwrap(),
        SEAL
    );
    if !on_postgres() {
        assert!(!shows(&disk(&town), SEAL));
    }
}

/// Notes what it is given as a seal, and of what size.
fn noting(seen: &Arc<Mutex<Vec<Seen>>>) -> Render {
    let seen = Arc::clone(seen);
    let blank = blank_pages();
    Box::new(move |content, picture, photos| {
        let place = content.seal.as_ref().unwrap();
        seen.lock().unwrap().push(Seen {
            picture: picture.map(<[u8]>::to_vec),
            wet: place.wet,
            across: place.diameter_mm,
        });
        blank(content, picture, photos)
    })
}

#[derive(Debug, PartialEq)]
struct Seen {
    picture: Option<Vec<u8>>,
    wet: bool,
    across: f64,
}

#[tokio::test]
async fn each_placing_is_logged_with_who_signed_what_and_by_which_seal() {
    let seen = Arc::default();
    let town = Town::with(casework::decide, noting(&seen));
    let (mut chen, mut zhou) = (town.desk(HANDLER).await, town.desk(HEAD).await);
    let case = town.case(BAIHE, "in_progress");
    let (letter, hash_of_letter) = submitted(&mut chen, case, "答复").await;
    assert_eq!(
        render_due(&town.app, Queue::Signed).unwrap(),
        0,
        "no draft is rendered here"
    );
    change(&zhou, &put(&another(), 45)).await;
    let sign = Action::SignLetter {
        letter,
        hash: hash_of_letter,
    };
    let number = zhou.act(case, sign).await.number.unwrap();
    town.pass(1);
    assert_eq!(render_due(&town.app, Queue::Signed).unwrap(), 1);
    let used = ask(&zhou).await.uses.remove(0);
    assert_eq!((used.act, used.at), (SealAct::Placed, town.app.now()));
    assert_eq!(used.by.user.as_str(), HEAD);
    assert_eq!(used.fingerprint, hash(&another()));
    let placed = used.letter.unwrap();
    assert_eq!((placed.letter, placed.case), (letter, case));
    assert_eq!(placed.number.to_string(), number);
    let lines = command::log(&town.app, Some("白鹤街道")).unwrap();
    assert_eq!(lines[0].document_number.as_ref(), Some(&number));
    assert_eq!(lines[0].case.as_ref(), Some(&placed.case_number));
    // Without one the letter keeps the place for a stamp, and nothing is logged.
    change(&zhou, &SealRequest::Remove).await;
    let (letter, hash) = submitted(&mut chen, case, "再答复").await;
    zhou.act(case, Action::SignLetter { letter, hash }).await;
    assert_eq!(render_due(&town.app, Queue::Signed).unwrap(), 1);
    assert_eq!(ask(&zhou).await.uses[0].act, SealAct::Removed);
    let seal = |picture, wet, across| Seen {
        picture,
        wet,
        across,
    };
    assert_eq!(
        *seen.lock().unwrap(),
        [seal(Some(another()), false, 45.0), seal(None, true, 42.0)]
    );
}

#[tokio::test]
async fn without_its_key_a_letter_waits_and_no_key_is_made_beside_what_another_encrypted() {
    let town = Town::new();
    let key = town.folder.path().join("seal.key");
    let aside = town.folder.path().join("kept elsewhere");
    let (mut chen, mut zhou) = (town.desk(HANDLER).await, town.desk(HEAD).await);
    let case = town.case(BAIHE, "in_progress");
    let (letter, hash) = submitted(&mut chen, case, "答复").await;
    zhou.act(case, Action::SignLetter { letter, hash }).await;
    std::fs::rename(&key, &aside).unwrap();
    assert_eq!(
        problem(&town.app).unwrap().unwrap().code(),
        "seal.key_missing"
    );
    assert!(!ask(&zhou).await.on_file.unwrap().usable);
    assert_eq!(render_due(&town.app, Queue::Signed).unwrap(), 1);
    let told = change(&zhou, &put(&another(), 42)).await.error();
    assert_eq!(told.code, "seal.key_missing");
    assert!(!key.exists());
    std::fs::write(&key, "ab".repeat(32)).unwrap();
    let told = change(&zhou, &put(&another(), 42)).await.error();
    assert_eq!(told.code, "seal.key_wrong");
    assert_eq!(new_key(&town.app).unwrap_err().code(), "seal.key_exists");
    // The key comes back, and the letter has its seal.
    std::fs::rename(&aside, &key).unwrap();
    town.pass(11);
    assert_eq!(render_due(&town.app, Queue::Signed).unwrap(), 1);
    assert_eq!(ask(&zhou).await.uses[0].act, SealAct::Placed);
}

#[tokio::test]
async fn a_lost_key_costs_the_seals_and_nothing_else() {
    let town = Town::new();
    std::fs::remove_file(town.folder.path().join("seal.key")).unwrap();
    let lost = command::new_key(&town.app).unwrap().lost;
    assert_eq!(lost.len(), town.offices().len());
    assert!(lost.contains(&"白鹤街道".to_owned()));
    let zhou = town.desk(HEAD).await;
    assert_eq!(ask(&zhou).await.uses[0].act, SealAct::Removed);
    let told: SealReply = change(&zhou, &put(SEAL, 42)).await.json();
    assert!(told.on_file.unwrap().usable);
    assert!(problem(&town.app).unwrap().is_none());
}

#[test]
fn a_restored_centre_opens_its_seals_by_the_key_that_was_kept() {
    let town = Town::embedded();
    let file = town.folder.path().join("backup.db");
    backup(&town.app, &file).unwrap();
    let elsewhere = tempfile::TempDir::new().unwrap();
    let config = crate::app::Config::new(elsewhere.path());
    let now = town.app.now();
    restore(&config, &file, &[], &move || -> Moment { now }).unwrap();
    let app = App::open_existing(config.clone()).unwrap();
    let told = problem(&app).unwrap().unwrap();
    assert_eq!(told.code(), "seal.key_missing");
    let kept = town.app.0.config.seal_key();
    std::fs::copy(kept, config.seal_key()).unwrap();
    let stored = app.read(|tx| seal::find(tx, BAIHE)).unwrap().unwrap();
    assert_eq!(open(&config, &BAIHE.into(), &stored).unwrap(), SEAL);
}

#[cfg(unix)]
#[test]
fn nobody_else_on_the_machine_reads_the_key() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::TempDir::new().unwrap();
    let place = folder.path().join("seal.key");
    super::key::Key::create(&place, &crate::Chance::system()).unwrap();
    let mode = std::fs::metadata(&place).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0);
}

#[tokio::test]
async fn desks_lay_a_draft_out_for_the_seal_that_its_office_has() {
    let town = Town::new();
    let zhou = town.desk(HEAD).await;
    let across = || {
        let book = town.app.read(|tx| town.app.book(tx)).unwrap();
        book.directory.office(&BAIHE.into()).unwrap().seal_mm
    };
    assert_eq!(across(), Some(42));
    change(&zhou, &put(SEAL, 38)).await;
    assert_eq!(across(), Some(38));
    change(&zhou, &SealRequest::Remove).await;
    assert_eq!(across(), None);
}
