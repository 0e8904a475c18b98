use super::{ImportedWork, import};
use crate::app::App;
use crate::error::Result;
use crate::photos::hash;
use crate::store::meta;
use crate::testing::{BAIHE, Desk, HANDLER, HEAD, STRANGER, Town, next_id, visit};
use casework::{CaseId, Moment};
use protocol::push::{Evidence, Mutation};
use protocol::sealed::{self, Addressee, Header, Writer};
use serde_json::Value;
use std::path::PathBuf;

fn header(desk: &Desk, photos: &[&[u8]]) -> Header {
    Header {
        device: desk.device,
        incarnation: desk.incarnation,
        user: desk.session.person.user.clone(),
        office: desk.session.person.office.clone(),
        epoch: desk.session.epoch.clone(),
        evidence: Evidence::default(),
        made_at: Moment(0),
        app: "0.1.0".into(),
        photos: photos
            .iter()
            .map(|bytes| sealed::Photo {
                sha256: hash(bytes),
                size: bytes.len() as u64,
            })
            .collect(),
        claims: Default::default(),
        sealed: Default::default(),
    }
}

/// The bytes that this desk's export would have.
fn seal(town: &Town, desk: &Desk, actions: &[Mutation], photos: &[&[u8]]) -> Vec<u8> {
    let meta = town.app.read(meta::get).unwrap();
    let addressee = Addressee {
        sealing_key: &crate::sealing::public_key(&meta.sealing_secret).unwrap(),
        proof_key: &desk.session.proof_key,
    };
    let (header, seed) = (
        header(desk, photos),
        crate::random::Chance::system().bytes().unwrap(),
    );
    let mut writer = Writer::begin(Vec::new(), &addressee, seed, &header, actions).unwrap();
    for photo in photos {
        writer.photo(*photo).unwrap();
    }
    writer.finish().unwrap()
}

fn file(town: &Town, bytes: &[u8]) -> PathBuf {
    let path = town.folder.path().join("unsent.lianxin");
    std::fs::write(&path, bytes).unwrap();
    path
}

/// As its own program does it, while the server answers requests.
async fn imported(town: &Town, bytes: &[u8]) -> Result<ImportedWork> {
    let (app, path): (App, _) = (town.app.clone(), file(town, bytes));
    tokio::task::spawn_blocking(move || import(&app, &path))
        .await
        .unwrap()
}

async fn refused(town: &Town, bytes: &[u8]) -> String {
    imported(town, bytes).await.unwrap_err().code().to_owned()
}

fn in_progress(town: &Town) -> CaseId {
    town.case(BAIHE, "in_progress")
}

#[tokio::test]
async fn a_file_is_pushed_as_its_desk_would_push_it_and_a_second_time_does_nothing() {
    let town = Town::new();
    let mut desk = town.desk(HANDLER).await;
    let case = in_progress(&town);
    let first = desk.action(case, visit("送到的", &[]));
    desk.push(std::slice::from_ref(&first)).await;
    let picture = vec![9; 2 * 1024 * 1024 + 5];
    let unsent = [
        desk.action(case, visit("没送到的", &[&picture])),
        desk.action(case, visit("也没送到的", &[])),
    ];
    let bytes = seal(&town, &desk, &unsent, &[&picture]);

    let report = imported(&town, &bytes).await.unwrap();
    assert_eq!((report.actions, report.applied, report.photos), (2, 2, 1));
    let after = town.dump(BAIHE);
    let again = imported(&town, &bytes).await.unwrap();
    assert_eq!((again.already, again.applied, again.photos), (2, 0, 0));
    assert_eq!(town.dump(BAIHE), after);

    let pushed = desk.push(&unsent).await;
    assert_eq!(pushed.last_seq, 3, "its own incarnation, its own seqs");
    let ids: Vec<Value> = pushed
        .results
        .iter()
        .map(|result| serde_json::to_value(result.id).unwrap())
        .collect();
    let visits = after.iter().filter(|line| line["type"] == "visit");
    let found = visits.filter(|visit| ids.contains(&visit["id"])).count();
    assert_eq!(found, 2);
    assert_eq!(town.dump(BAIHE), after);
}

#[tokio::test]
async fn more_than_a_push_may_carry_goes_in_order() {
    let town = Town::new();
    let mut desk = town.desk(HANDLER).await;
    let case = in_progress(&town);
    let unsent: Vec<Mutation> = (0..205)
        .map(|n| desk.action(case, visit(&format!("第{n}次"), &[])))
        .collect();
    let report = imported(&town, &seal(&town, &desk, &unsent, &[])).await;
    assert_eq!(report.unwrap().applied, 205);
    assert_eq!(desk.push(&[]).await.last_seq, 205);
    let lines = town.dump(BAIHE);
    let notes: Vec<&str> = lines
        .iter()
        .filter(|line| line["type"] == "visit" && line["case"] == case.to_string())
        .filter_map(|line| line["note"].as_str())
        .filter(|note| note.starts_with('第'))
        .collect();
    let sent: Vec<String> = (0..205).map(|n| format!("第{n}次")).collect();
    assert_eq!(notes, sent);
}

#[tokio::test]
async fn work_that_does_not_go_on_from_what_is_here_is_taken_by_its_ids() {
    let town = Town::new();
    let mut desk = town.desk(HANDLER).await;
    let case = in_progress(&town);
    desk.seq = 7;
    let above_a_gap = [desk.action(case, visit("七件不见了", &[]))];
    let bytes = seal(&town, &desk, &above_a_gap, &[]);
    assert_eq!(imported(&town, &bytes).await.unwrap().applied, 1);
    assert_eq!(imported(&town, &bytes).await.unwrap().already, 1);

    desk.seq = 0;
    let first = desk.action(case, visit("甲", &[]));
    desk.push(&[first]).await;
    desk.seq = 0;
    let forked: Vec<Mutation> = (0..201)
        .map(|n| desk.action(case, visit(&format!("乙{n}"), &[])))
        .collect();
    let bytes = seal(&town, &desk, &forked, &[]);
    assert_eq!(imported(&town, &bytes).await.unwrap().applied, 201);
    assert_eq!(imported(&town, &bytes).await.unwrap().already, 201);
}

#[tokio::test]
async fn a_bad_file_is_refused_and_nothing_of_it_goes_in() {
    let town = Town::new();
    let mut desk = town.desk(HANDLER).await;
    let case = in_progress(&town);
    let picture = vec![9; 300_000];
    let unsent = [desk.action(case, visit("看过现场", &[&picture]))];
    let sound = seal(&town, &desk, &unsent, &[&picture]);
    let before = town.dump(BAIHE);

    let mut changed = sound.clone();
    *changed.last_mut().unwrap() ^= 1;
    let mut newer = sound.clone();
    newer[7] += 1;
    for (bytes, code) in [
        (&b""[..], "sealed.malformed"),
        (&b"title,body\n"[..], "sealed.malformed"),
        (&sound[..sound.len() - 1], "sealed.malformed"),
        (&changed[..], "sealed.malformed"),
        (&newer[..], "sealed.newer"),
    ] {
        assert_eq!(refused(&town, bytes).await, code);
    }
    let missing = import(&town.app, &town.folder.path().join("none.lianxin"));
    assert_eq!(missing.unwrap_err().code(), "sealed.file");
    assert_eq!(town.dump(BAIHE), before);
    assert_eq!(desk.push(&[]).await.last_seq, 0);
    assert!(town.app.0.photos.read(&hash(&picture)).is_err());
}

#[tokio::test]
async fn a_file_must_prove_that_it_comes_from_the_device_and_account_it_names() {
    let town = Town::new();
    let mut desk = town.desk(HANDLER).await;
    let case = in_progress(&town);
    let unsent = [desk.action(case, visit("冒名的", &[]))];
    let (head, stranger) = (town.desk(HEAD).await, town.desk(STRANGER).await);

    // Knows the public key and the device's id, and has a key of its own.
    let own = std::mem::replace(&mut desk.session.proof_key, head.session.proof_key);
    let forged = seal(&town, &desk, &unsent, &[]);
    assert_eq!(refused(&town, &forged).await, "sealed.not_proved");
    // Its own device, in another's name.
    desk.session.proof_key = own;
    desk.session.person = stranger.session.person;
    let forged = seal(&town, &desk, &unsent, &[]);
    assert_eq!(refused(&town, &forged).await, "sealed.unknown_device");
    desk.device = next_id();
    let forged = seal(&town, &desk, &unsent, &[]);
    assert_eq!(refused(&town, &forged).await, "sealed.unknown_device");
    assert!(town.dump(BAIHE).iter().all(|line| line["note"] != "冒名的"));
}

#[tokio::test]
async fn the_key_of_a_device_stays_the_same_through_refreshes_and_sign_ins() {
    let town = Town::new();
    let desk = town.desk(HANDLER).await;
    let refresh = protocol::auth::Refresh {
        device: desk.device,
        refresh: crate::testing::token(desk.device),
        next: "n".repeat(64),
    };
    let refreshed = crate::session::refresh(&town.app, &refresh).unwrap();
    assert_eq!(refreshed.proof_key, desk.session.proof_key);
    let other = town.desk(HANDLER).await;
    assert_ne!(other.session.proof_key, desk.session.proof_key);
}
