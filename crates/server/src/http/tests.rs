//! Isolation: a handler of one office can neither read nor touch another's
//! case, by no endpoint. And photos: resumed, hashed again, shown to few.

mod routes;
mod size;

use crate::photos::hash;
use crate::testing::{BAIHE, HANDLER, HEAD, STRANGER, STRANGERS_OFFICE, Town, anonymous, visit};
use axum::http::Method;
use casework::action::{Act, PostalAddress};
use casework::{Action, LetterId, OfficeId};
use protocol::blob::UploadReply;
use protocol::hello::Versions;
use protocol::path;
use protocol::pull::Cursor;
use protocol::push::Outcome;
use protocol::wait::WaitRequest;
use serde_json::json;
use uuid::Uuid;

#[tokio::test]
async fn without_a_token_nothing_but_hello_and_sign_in_answers() {
    let town = Town::new();
    let blob = format!("{}/{}", path::BLOBS, "a".repeat(64));
    for path in [path::PUSH, path::PULL, path::WAIT, path::SIGN_OUT] {
        let told = anonymous(&town.app, path, &json!({})).await;
        assert_eq!(told.status.as_u16(), 401, "{path}");
    }
    let mut desk = town.desk(HANDLER).await;
    desk.session.access = "f".repeat(64);
    for (method, path) in [
        (Method::GET, path::DEVICE_STATUS),
        (Method::GET, &blob),
        (Method::HEAD, &blob),
        (Method::PATCH, &blob),
    ] {
        let told = desk.call(method.clone(), path, Vec::new()).await;
        assert!(matches!(told.status.as_u16(), 400 | 401), "{method} {path}");
    }
    let hello = desk.call(Method::GET, path::HELLO, Vec::new()).await;
    assert_eq!(hello.json::<protocol::hello::Hello>().sealing_key.len(), 64);
}

/// Every act there is, as an action on a case of another office.
fn every_action() -> Vec<Action> {
    let text = || "原因".to_owned();
    let letter = LetterId(Uuid::nil());
    let request = casework::ActionId(Uuid::nil());
    let content =
        serde_json::from_value(json!({"title": "函", "body": [{"level": 0, "text": "正文"}]}))
            .unwrap();
    let form = serde_json::from_value(json!({
        "true": "yes", "beyond_duty": false, "contacted": true, "solved": "yes",
        "handling": "办了", "public_reply": "办了"
    }));
    vec![
        Action::Accept,
        Action::Reject {
            reason: text(),
            refer_to: text(),
        },
        Action::Dispatch {
            office: OfficeId::from(BAIHE),
        },
        Action::RuleReturn {
            upheld: true,
            reason: text(),
        },
        Action::RecordRating {
            rating: casework::action::Rating::Satisfied,
            note: text(),
        },
        Action::Reopen { reason: text() },
        Action::Withdraw { reason: text() },
        Action::SignFor,
        Action::UndoSignFor,
        visit("看过", &[]),
        Action::LogContact { note: text() },
        Action::RequestReturn {
            reason: text(),
            code: casework::action::ReturnCode::Other,
            evidence: vec![],
        },
        Action::RequestExtension {
            days: 1,
            reason: text(),
        },
        Action::AskSupplement { ask: text() },
        Action::ReceiveSupplement { text: text() },
        Action::Consult {
            whom: text(),
            question: text(),
        },
        Action::ReceiveOpinion { text: text() },
        Action::InviteAssist {
            office: OfficeId::from(crate::testing::BAIZHANG),
            ask: text(),
        },
        Action::ReleaseAssist {
            office: OfficeId::from(BAIHE),
            reason: text(),
        },
        Action::ReferToMeeting { reason: text() },
        Action::NotifyExtension {
            by: casework::ReplyBy::Phone,
        },
        Action::AnswerAbsorbed {
            case: casework::CaseId(crate::testing::next_id()),
            by: casework::ReplyBy::Phone,
        },
        Action::PrintLetter {
            letter,
            copies: std::num::NonZeroU32::MIN,
        },
        Action::SignForAssist,
        Action::Contribute { text: text() },
        Action::CompleteTask {
            task: 0,
            note: text(),
        },
        Action::RecordFollowUp {
            follow_up: casework::action::FollowUp {
                valid: true,
                contacted: true,
                solved: casework::action::Degree::No,
                rating: None,
                note: text(),
            },
        },
        Action::Merge {
            into: casework::CaseId(crate::testing::next_id()),
            number: text(),
        },
        Action::Supervise {
            reason: text(),
            until: None,
        },
        Action::EndSupervision { reason: text() },
        Action::DecideJointly {
            held_on: crate::testing::today(),
            decision: text(),
            tasks: vec![],
        },
        Action::Archive,
        Action::DraftLetter {
            letter,
            letter_kind: casework::letter::LetterKind::Reply,
            content,
        },
        Action::SubmitLetter {
            letter,
            hash: text(),
            kept: Vec::new(),
        },
        Action::ServeLetter {
            letter,
            by: casework::ReplyBy::Post,
        },
        Action::RecordReply {
            letter: None,
            by: casework::ReplyBy::Phone,
        },
        Action::Close {
            form: form.unwrap(),
        },
        Action::CorrectPostalAddress {
            postal: PostalAddress {
                address: text(),
                postcode: String::new(),
            },
        },
        Action::ShowCitizen,
        Action::ApproveExtension { request },
        Action::RefuseExtension {
            request,
            reason: text(),
        },
        Action::ReturnLetter {
            letter,
            remark: text(),
        },
        Action::SignLetter {
            letter,
            hash: text(),
        },
        Action::VoidLetter {
            letter,
            reason: text(),
        },
        Action::FileLetter {
            letter,
            pdf: casework::letter::FiledPdf {
                sha256: "a".repeat(64),
                size: 1,
                pages: 1,
            },
        },
        Action::Absorb {
            case: casework::CaseId(crate::testing::next_id()),
            number: text(),
        },
        Action::Escalate {
            escalation: casework::escalation::Escalation {
                step: casework::escalation::Step::Red,
                clock: casework::rules::ClockKind::Answer,
                office: OfficeId::from(BAIHE),
                due: casework::Due::Day(crate::testing::today()),
            },
        },
    ]
}

#[tokio::test]
async fn push_touches_no_case_of_another_office() {
    let town = Town::new();
    let case = town.case(BAIHE, "in_progress");
    let before = town.dump(BAIHE);
    let acts: std::collections::BTreeSet<Act> = every_action().iter().map(Action::act).collect();
    assert_eq!(acts.len(), Act::ALL.len(), "every act is tried");
    for user in [STRANGER, "dongliu.zhang"] {
        let mut desk = town.desk(user).await;
        for action in every_action() {
            let result = desk.act(case, action).await;
            assert_eq!(result.outcome, Outcome::Held);
            assert_eq!(result.code.as_deref(), Some("case.no_access"));
            assert_eq!(result.office.unwrap().as_str(), STRANGERS_OFFICE);
        }
        desk.pull().await;
        assert!(desk.held().iter().all(|held| held.case_number.is_empty()));
    }
    assert_eq!(town.dump(BAIHE), before);
}

#[tokio::test]
async fn pull_shows_no_case_of_another_office_whatever_cursor_is_sent() {
    let town = Town::new();
    let mut desk = town.desk(STRANGER).await;
    for scope in [
        format!("office:{BAIHE}"),
        format!("user:{HANDLER}@{BAIHE}"),
        "office:centre".into(),
    ] {
        desk.cursors
            .insert(scope.clone(), Cursor::Snapshot { seq: 0, after: 0 });
        let reply = desk.pull_page(1 << 20).await;
        assert!(!reply.scopes.contains(&scope) && !reply.cursors.contains_key(&scope));
    }
    desk.pull().await;
    let others = town.dump(BAIHE);
    let others: Vec<&str> = others
        .iter()
        .filter_map(|line| line["id"].as_str())
        .collect();
    assert!(
        desk.cases()
            .iter()
            .all(|id| !others.contains(&id.to_string().as_str()))
    );
    assert!(!desk.cases().is_empty());
}

#[tokio::test]
async fn wait_does_not_tell_that_another_office_moved() {
    let town = Town::new();
    let (mut stranger, mut handler) = (town.desk(STRANGER).await, town.desk(HANDLER).await);
    stranger.pull().await;
    let case = town.case(BAIHE, "in_progress");
    handler
        .act(
            case,
            Action::LogContact {
                note: "变化".into(),
            },
        )
        .await;
    let request = WaitRequest {
        epoch: stranger.session.epoch.clone(),
        cursors: stranger.cursors.clone(),
    };
    let waiting = stranger.post(path::WAIT, &request);
    let ending = async {
        tokio::task::yield_now().await;
        town.app.0.bell.end();
    };
    let (reply, ()) = tokio::join!(waiting, ending);
    assert!(!reply.json::<protocol::wait::WaitReply>().behind);
}

#[tokio::test]
async fn a_photo_is_sent_in_parts_and_resumed() {
    let town = Town::new();
    let mut desk = town.desk(HANDLER).await;
    let photo: Vec<u8> = (0..2_500_000_u32).map(|n| (n % 251) as u8).collect();
    let sha256 = hash(&photo);
    let case = town.case(BAIHE, "in_progress");
    desk.act(case, visit("有照片", &[&photo])).await;
    let part = 1 << 20;
    let first: UploadReply = desk.patch(&sha256, 0, &photo[..part], false).await.json();
    assert_eq!(
        first,
        UploadReply {
            offset: part as u64,
            stored: false
        }
    );
    let known = desk.blob(Method::HEAD, &sha256).await;
    assert_eq!(
        (
            known.header("upload-offset"),
            known.header("lianxin-stored")
        ),
        ("1048576", "0")
    );
    // The answer to the first part was lost: the same part again is told where to go on.
    let again = desk.patch(&sha256, 0, &photo[..part], false).await;
    assert_eq!(
        (again.status.as_u16(), again.error().code.as_str()),
        (409, "blob.offset")
    );
    assert_eq!(again.error().facts["offset"], part);
    desk.patch(&sha256, part, &photo[part..2 * part], false)
        .await;
    let last: UploadReply = desk
        .patch(&sha256, 2 * part, &photo[2 * part..], true)
        .await
        .json();
    assert!(last.stored);
    let known = desk.blob(Method::HEAD, &sha256).await;
    assert_eq!(known.header("lianxin-stored"), "1");
    assert_eq!(known.header("lianxin-safe"), "0", "no backup yet");
    let read = desk.blob(Method::GET, &sha256).await;
    assert!(read.bytes == photo);
    let range = desk
        .request(Method::GET, &format!("{}/{sha256}", path::BLOBS))
        .header("range", "bytes=10-19");
    let range = desk.send(range, Vec::new()).await;
    assert_eq!(
        (range.status.as_u16(), &range.bytes[..]),
        (206, &photo[10..20])
    );
    assert_eq!(range.header("content-range"), "bytes 10-19/2500000");
    // The desks learn that the bytes are here.
    desk.pull().await;
    let received = desk.entities().any(|entity| match entity {
        protocol::item::Entity::Case(document) => document.received.contains(&sha256),
        _ => false,
    });
    assert!(received);
}

#[tokio::test]
async fn bytes_that_do_not_hash_to_their_name_are_thrown_away() {
    let town = Town::new();
    let desk = town.desk(HANDLER).await;
    let sha256 = hash(b"the right bytes");
    let told = desk.patch(&sha256, 0, b"the wrong bytes", true).await;
    assert_eq!(
        (told.status.as_u16(), told.error().code.as_str()),
        (422, "blob.hash_mismatch")
    );
    let known = desk.blob(Method::HEAD, &sha256).await;
    assert_eq!(
        (
            known.header("upload-offset"),
            known.header("lianxin-stored")
        ),
        ("0", "0")
    );
    let again: UploadReply = desk
        .patch(&sha256, 0, b"the right bytes", true)
        .await
        .json();
    assert!(again.stored);
}

#[tokio::test]
async fn a_damaged_part_is_not_taken() {
    let town = Town::new();
    let desk = town.desk(HANDLER).await;
    let sha256 = hash(b"bytes");
    let request = desk
        .request(Method::PATCH, &format!("{}/{sha256}", path::BLOBS))
        .header("upload-offset", 0)
        .header("content-digest", "sha-256=:AAAA:");
    let told = desk.send(request, b"bytes".to_vec()).await;
    assert_eq!(told.error().code, "blob.hash_mismatch");
}

#[tokio::test]
async fn knowing_a_hash_grants_no_read_and_tells_nothing() {
    let town = Town::new();
    let (mut owner, mut thief) = (town.desk(HANDLER).await, town.desk(STRANGER).await);
    let photo = b"somebody's door";
    let sha256 = hash(photo);
    owner
        .act(town.case(BAIHE, "in_progress"), visit("照片", &[photo]))
        .await;
    owner.patch(&sha256, 0, photo, true).await;
    let told = thief.blob(Method::GET, &sha256).await;
    assert_eq!(
        (told.status.as_u16(), told.error().code.as_str()),
        (404, "blob.unknown")
    );
    let known = thief.blob(Method::HEAD, &sha256).await;
    assert_eq!(
        (
            known.header("upload-offset"),
            known.header("lianxin-stored")
        ),
        ("0", "0")
    );
    // Nor does a visit that claims it, until the thief shows the bytes.
    let own_case = town.case(STRANGERS_OFFICE, "in_progress");
    thief.act(own_case, visit("冒认", &[photo])).await;
    assert_eq!(thief.blob(Method::GET, &sha256).await.status.as_u16(), 404);
    thief.patch(&sha256, 0, photo, true).await;
    assert!(thief.blob(Method::GET, &sha256).await.status.is_success());
    // A colleague and the head of the owner's office see it all along.
    assert!(
        town.desk(HEAD)
            .await
            .blob(Method::GET, &sha256)
            .await
            .status
            .is_success()
    );
}

#[tokio::test]
async fn a_photo_of_a_case_that_was_reassigned_is_read_by_the_new_office_only() {
    let town = Town::new();
    let (mut old, new) = (town.desk(HANDLER).await, town.desk(STRANGER).await);
    let photo = b"a photo";
    let sha256 = hash(photo);
    let case = town.case(BAIHE, "in_progress");
    old.act(case, visit("照片", &[photo])).await;
    crate::command::assign::assign(&town.app, &case.to_string(), STRANGERS_OFFICE).unwrap();
    // The bytes follow after the case left.
    assert!(
        old.patch(&sha256, 0, photo, true)
            .await
            .json::<UploadReply>()
            .stored
    );
    assert!(new.blob(Method::GET, &sha256).await.status.is_success());
    assert_eq!(old.blob(Method::GET, &sha256).await.status.as_u16(), 404);
}

#[tokio::test]
async fn faults_of_a_request_are_answered_in_our_words() {
    let town = Town::new();
    let desk = town.desk(HANDLER).await;
    let told = desk.call(Method::POST, path::PULL, b"{".to_vec()).await;
    assert_eq!(
        (told.status.as_u16(), told.error().code.as_str()),
        (400, "request.malformed")
    );
    let told = desk
        .call(
            Method::GET,
            "/sync/v1/blobs/..%2f..%2fdistrict.db",
            Vec::new(),
        )
        .await;
    assert_eq!(told.error().code, "request.malformed");
    let told = desk.call(Method::GET, "/nowhere", Vec::new()).await;
    assert_eq!(
        (told.status.as_u16(), told.error().code.as_str()),
        (404, "request.unknown")
    );
    let many = vec![protocol::push::Mutation::new(1, String::new()); 201];
    let told = desk.try_push(&many).await;
    assert_eq!(
        (told.status.as_u16(), told.error().code.as_str()),
        (413, "request.too_large")
    );
    let old = desk
        .request(Method::GET, path::DEVICE_STATUS)
        .header("lianxin-protocol", "0");
    assert_eq!(
        desk.send(old, Vec::new()).await.error().code,
        "sync.too_old"
    );
}

#[tokio::test]
async fn a_desk_below_the_range_hands_in_and_reads_nothing() {
    let mut town = Town::new();
    let versions = Versions {
        push_floor: 1,
        lowest: 3,
        highest: 4,
    };
    town.serve_versions(versions);
    let desk = town.desk(HANDLER).await;
    let sha256 = crate::photos::hash(b"photo");
    let blob = format!("{}/{sha256}", path::BLOBS);
    let call = async |version: &str, method: Method, path: &str, body: Vec<u8>| {
        let request = desk
            .request(method, path)
            .header("lianxin-protocol", version);
        let reply = desk.send(request, body).await;
        match reply.status.as_u16() {
            426 if reply.bytes.is_empty() => "426".to_owned(),
            426 => {
                let told = reply.error();
                assert_eq!(told.facts["lowest"], 3);
                assert_eq!(told.facts["push_floor"], 1);
                told.code
            }
            _ => "taken".to_owned(),
        }
    };
    let pull = serde_json::to_vec(&desk.pull_request(1)).unwrap();
    let push = serde_json::to_vec(&desk.push_request(&[])).unwrap();
    for (version, hands_in, reads) in [
        ("0", "sync.too_old", "sync.too_old"),
        ("1", "taken", "sync.too_old_to_read"),
        ("2", "taken", "sync.too_old_to_read"),
        ("3", "taken", "taken"),
        ("9", "taken", "taken"),
    ] {
        let push = call(version, Method::POST, path::PUSH, push.clone()).await;
        assert_eq!(push, hands_in, "{version}");
        let status = call(version, Method::GET, path::DEVICE_STATUS, Vec::new()).await;
        assert_eq!(status, hands_in, "{version}");
        let pull = call(version, Method::POST, path::PULL, pull.clone()).await;
        assert_eq!(pull, reads, "{version}");
        let fetch = call(version, Method::GET, &blob, Vec::new()).await;
        assert_eq!(fetch, reads, "{version}");
        let hello = call(version, Method::GET, path::HELLO, Vec::new()).await;
        assert_eq!(hello, "taken", "whoever asks is told the range");
    }
}
