use crate::store::case;
use crate::testing::{BAIHE, HANDLER, HEAD, STRANGER, Town};
use casework::{Action, Calendar};
use protocol::digest::{Bucket, BucketSum, Sum, content};
use protocol::item::Op;
use protocol::path;
use protocol::pull::{Cursor, PullReply, PullRequest};
use protocol::push::Evidence;
use protocol::wait::{WaitReply, WaitRequest};
use serde_json::value::RawValue;
use std::collections::BTreeSet;

#[tokio::test]
async fn documents_of_the_district_come_before_any_case() {
    let town = Town::new();
    let mut desk = town.desk(HANDLER).await;
    let page = desk.pull_page(1 << 20).await;
    let kinds: Vec<&str> = page.items.iter().map(|item| item.kind.as_str()).collect();
    assert_eq!(kinds[..3], ["calendar", "directory", "rules"]);
    assert!(kinds[3..].iter().all(|kind| *kind == "case"));
    assert_eq!(page.total_cases as usize, kinds.len() - 3);
}

#[tokio::test]
async fn small_pages_bring_the_same_as_a_large_one() {
    let town = Town::new();
    let (mut small, mut large) = (town.desk(HANDLER).await, town.desk(HANDLER).await);
    large.pull().await;
    let mut pages = 1;
    while small.pull_page(1).await.more {
        pages += 1;
    }
    assert!(pages > 3, "{pages} pages");
    assert_eq!(small.cases(), large.cases());
    assert_eq!(small.cursors, large.cursors);
}

/// Decision 0014: read one after the other, every office would begin at the first key again.
#[tokio::test]
async fn offices_are_read_side_by_side_in_key_order() {
    const WINDOW: i64 = 64;
    let town = Town::new();
    let mut rows = String::from(
        "title,body,category,channel,citizen_name,citizen_phone,address,lat,lng,submitted_at,office\n",
    );
    for n in 0..100 {
        for office in ["白鹤街道", "东柳街道"] {
            rows += &format!("导入{n},正文,,,,,,,,2026-11-02T10:00:00+08:00,{office}\n");
        }
    }
    let file = town.folder.path().join("cases.csv");
    std::fs::write(&file, rows).unwrap();
    let imported = crate::command::import::import(&town.app, &file, true).unwrap();
    assert_eq!(imported.imported, 200);

    let mut auditor = town.desk("zhongxin.ren").await;
    let (mut highest, mut pages) = (0, 0);
    loop {
        let page = auditor.pull_page(1).await;
        for item in &page.items {
            if let Op::Put(entity) = &item.op
                && let protocol::item::Entity::Case(document) = &**entity
            {
                assert!(
                    document.key + WINDOW > highest,
                    "{} after {highest}",
                    document.key
                );
                highest = highest.max(document.key);
            }
        }
        pages += 1;
        if !page.more {
            break;
        }
    }
    assert!(
        pages > 3 && highest > 3 * WINDOW,
        "{pages} pages to {highest}"
    );
    assert_eq!(auditor.cases().len(), 240);
}

#[tokio::test]
async fn what_moves_while_the_snapshot_is_read_comes_by_the_feed() {
    let town = Town::new();
    let (mut reader, mut writer) = (town.desk(HEAD).await, town.desk(HANDLER).await);
    let first = town.cases(BAIHE, "in_progress")[0];
    while !reader.cases().contains(&first) {
        assert!(reader.pull_page(1).await.more);
    }
    writer
        .act(
            first,
            Action::LogContact {
                note: "变化".into(),
            },
        )
        .await;
    reader.pull().await;
    let item = &reader.replica[&(format!("office:{BAIHE}"), "case".into(), first.to_string())];
    let Op::Put(entity) = &item.op else {
        panic!("it left")
    };
    assert!(serde_json::to_string(entity).unwrap().contains("变化"));
}

#[tokio::test]
async fn nothing_new_is_an_empty_page_with_the_same_cursors() {
    let town = Town::new();
    let mut desk = town.desk(HANDLER).await;
    desk.pull().await;
    let before = desk.cursors.clone();
    let page = desk.pull_page(1 << 20).await;
    assert!(page.items.is_empty() && !page.more);
    assert_eq!(desk.cursors, before);
}

#[tokio::test]
async fn a_handler_has_three_scopes_and_an_auditor_every_office() {
    let town = Town::new();
    let mut handler = town.desk(HANDLER).await;
    handler.pull().await;
    let own = [
        "district".to_owned(),
        format!("user:{HANDLER}@{BAIHE}"),
        format!("office:{BAIHE}"),
    ];
    assert_eq!(handler.scopes, own);
    let mut auditor = town.desk("zhongxin.ren").await;
    auditor.pull().await;
    let offices = auditor
        .scopes
        .iter()
        .filter(|scope| scope.starts_with("office:"));
    assert_eq!(offices.count(), 9, "eight streets and the centre");
    assert_eq!(auditor.cases().len(), 40);
}

#[tokio::test]
async fn an_old_epoch_is_told_the_new_one() {
    let town = Town::new();
    let mut desk = town.desk(HANDLER).await;
    let epoch = std::mem::replace(&mut desk.session.epoch, "another".into());
    let told = desk.post(path::PULL, &desk.pull_request(1)).await;
    assert_eq!(
        (told.status.as_u16(), told.error().code.as_str()),
        (409, "sync.new_epoch")
    );
    assert_eq!(told.error().facts["epoch"], epoch.as_str());
}

#[tokio::test]
async fn a_cursor_beyond_the_server_means_its_disk_was_set_back() {
    let town = Town::new();
    let mut desk = town.desk(HANDLER).await;
    desk.pull().await;
    let scope = format!("office:{BAIHE}");
    let beyond = Cursor::Feed {
        seq: 99,
        kind: "case".into(),
        id: String::new(),
    };
    desk.cursors.insert(scope, beyond);
    let told = desk.post(path::PULL, &desk.pull_request(1)).await;
    assert_eq!(told.error().code, "sync.new_epoch");
    assert_ne!(told.error().facts["epoch"], desk.session.epoch.as_str());
}

/// A desk with nothing to push: its receipts prove as much.
#[tokio::test]
async fn a_receipt_that_the_server_does_not_know_means_its_disk_was_set_back() {
    // The last of them: a copy of the desk's disk put another in its place.
    for (acknowledged, same, known) in [(1, true, true), (2, true, false), (1, false, false)] {
        let town = Town::new();
        let mut desk = town.desk(HANDLER).await;
        let case = town.case(BAIHE, "in_progress");
        let note = "电话".to_owned();
        let sent = desk.action(case, Action::LogContact { note });
        desk.push(std::slice::from_ref(&sent)).await;
        let hash = if same { sent.hash() } else { "another".into() };
        let evidence = Evidence {
            acknowledged,
            incarnation: Some(desk.incarnation),
            hash: Some(hash),
            ..Evidence::default()
        };
        let request = PullRequest {
            evidence,
            ..desk.pull_request(1)
        };
        let told = desk.post(path::PULL, &request).await;
        match known {
            true => assert!(told.status.is_success()),
            false => assert_eq!(told.error().code, "sync.new_epoch"),
        }
    }
}

#[tokio::test]
async fn wait_answers_at_once_when_behind_and_is_woken_by_a_change() {
    let town = Town::new();
    let (mut reader, mut writer) = (town.desk(HEAD).await, town.desk(HANDLER).await);
    let case = town.case(BAIHE, "in_progress");
    let request = |desk: &crate::testing::Desk| WaitRequest {
        epoch: desk.session.epoch.clone(),
        cursors: desk.cursors.clone(),
    };
    let reply: WaitReply = reader.post(path::WAIT, &request(&reader)).await.json();
    assert!(reply.behind, "nothing was read yet");
    reader.pull().await;
    let asked = request(&reader);
    let waiting = reader.post(path::WAIT, &asked);
    let acting = writer.act(
        case,
        Action::LogContact {
            note: "变化".into(),
        },
    );
    let (reply, _) = tokio::join!(waiting, acting);
    assert!(reply.json::<WaitReply>().behind);
}

#[tokio::test]
async fn a_new_calendar_moves_the_cases_whose_due_date_it_moves() {
    let town = Town::new();
    let mut desk = town.desk(HANDLER).await;
    desk.pull().await;
    // Every working day of the coming weeks becomes a day off.
    let mut rows = String::from("date,weekday,kind,name\n");
    for day in Calendar::embedded().exceptions() {
        let kind = if day.1.work { "work" } else { "off" };
        rows.push_str(&format!("{},,{kind},{}\n", day.0, day.1.name));
    }
    for day in 24..=30 {
        rows.push_str(&format!("2026-11-{day},,off,停工\n"));
    }
    let file = town.folder.path().join("calendar.csv");
    std::fs::write(&file, rows).unwrap();
    let report = crate::command::calendar::import(&town.app, &file).unwrap();
    assert!(report.moved > 0);
    let page = desk.pull_page(1 << 20).await;
    let kinds: BTreeSet<&str> = page.items.iter().map(|item| item.kind.as_str()).collect();
    assert_eq!(kinds, BTreeSet::from(["calendar", "case"]));
}

#[tokio::test]
async fn an_answer_is_compressed_for_who_asks_and_a_compressed_push_is_read() {
    let town = Town::new();
    let desk = town.desk(STRANGER).await;
    let body = serde_json::to_vec(&desk.pull_request(1 << 20)).unwrap();
    let squeezed = zstd::encode_all(&body[..], 1).unwrap();
    let request = desk
        .request(axum::http::Method::POST, path::PULL)
        .header("accept-encoding", "zstd")
        .header("content-encoding", "zstd");
    let reply = desk.send(request, squeezed).await;
    assert_eq!(reply.header("content-encoding"), "zstd");
    let read: PullReply =
        serde_json::from_slice(&zstd::decode_all(&reply.bytes[..]).unwrap()).unwrap();
    assert!(!read.items.is_empty());
}

fn office_cases(keys: (i64, i64)) -> Bucket {
    Bucket {
        scope: format!("office:{BAIHE}"),
        kind: "case".into(),
        keys: Some(keys),
    }
}

/// What the digest of a reading from the start says.
async fn digest(town: &Town) -> Vec<BucketSum> {
    let desk = town.desk(HANDLER).await;
    let request = PullRequest {
        digest: true,
        ..desk.pull_request(u64::MAX)
    };
    let reply: PullReply = desk.post(path::PULL, &request).await.json();
    reply.digest.unwrap()
}

#[tokio::test]
async fn a_digest_comes_with_the_last_page_alone_and_only_when_asked_for() {
    let town = Town::new();
    let mut desk = town.desk(HANDLER).await;
    let mut middle = 0;
    loop {
        let request = PullRequest {
            digest: true,
            ..desk.pull_request(1)
        };
        let reply: PullReply = desk.post(path::PULL, &request).await.json();
        desk.cursors = reply.cursors.clone();
        assert_eq!(reply.digest.is_some(), !reply.more);
        if !reply.more {
            break;
        }
        middle += 1;
    }
    assert!(middle > 2, "{middle} pages before the last");
    assert!(desk.pull_page(1).await.digest.is_none());
}

#[tokio::test]
async fn a_digest_sums_up_exactly_the_documents_that_are_sent() {
    #[derive(serde::Deserialize)]
    struct Reply {
        items: Vec<Item>,
    }
    #[derive(serde::Deserialize)]
    struct Item {
        kind: String,
        op: Put,
    }
    #[derive(serde::Deserialize)]
    struct Put {
        entity: Box<RawValue>,
    }
    let town = Town::new();
    let mut desk = town.desk(HANDLER).await;
    // One case with more than it had when it was opened.
    let case = town.case(BAIHE, "in_progress");
    desk.act(case, crate::testing::visit("去过", &[b"bytes"]))
        .await;
    desk.patch(&crate::photos::hash(b"bytes"), 0, b"bytes", true)
        .await;
    let reply = desk.post(path::PULL, &desk.pull_request(u64::MAX)).await;
    let reply: Reply = serde_json::from_slice(&reply.bytes).unwrap();
    let mut sum = Sum::default();
    for item in reply.items.iter().filter(|item| item.kind == "case") {
        sum.add_case(content(item.op.entity.get().as_bytes()));
    }
    assert!(sum.count() > 1);
    let sums = digest(&town).await;
    assert!(sums.contains(&sum.of(office_cases((0, i64::MAX)))));
    let kinds: Vec<&str> = sums.iter().map(|sum| sum.bucket.kind.as_str()).collect();
    assert_eq!(kinds, ["calendar", "directory", "rules", "held", "case"]);
}

#[tokio::test]
async fn contents_of_a_store_from_before_are_the_same_as_written_ones() {
    let town = Town::new();
    let written = digest(&town).await;
    town.app
        .write_plain(|tx| {
            tx.batch("UPDATE case_row SET content = 0")?;
            case::fill_contents(tx)
        })
        .unwrap();
    assert_eq!(digest(&town).await, written);
}

#[tokio::test]
async fn a_bucket_brings_what_stands_in_it_and_moves_no_cursor() {
    let town = Town::new();
    let mut desk = town.desk(HANDLER).await;
    desk.pull().await;
    let ask = |bucket: &Bucket, max_bytes| PullRequest {
        bucket: Some(bucket.clone()),
        digest: true,
        ..desk.pull_request(max_bytes)
    };
    let whole = office_cases((0, i64::MAX));
    let reply: PullReply = desk.post(path::PULL, &ask(&whole, u64::MAX)).await.json();
    assert_eq!(reply.items.len(), desk.cases().len());
    assert_eq!(reply.bucket.as_ref(), Some(&whole));
    assert!(reply.cursors.is_empty() && !reply.more && reply.digest.is_none());

    let page: PullReply = desk.post(path::PULL, &ask(&whole, 1)).await.json();
    let (after, last) = page.bucket.unwrap().keys.unwrap();
    assert!(after == 0 && last < i64::MAX, "a full page ends it early");
    let rest = office_cases((last, i64::MAX));
    let rest: PullReply = desk.post(path::PULL, &ask(&rest, u64::MAX)).await.json();
    assert_eq!(page.items.len() + rest.items.len(), reply.items.len());

    let rules = Bucket {
        scope: "district".into(),
        kind: "rules".into(),
        keys: None,
    };
    let reply: PullReply = desk.post(path::PULL, &ask(&rules, 1)).await.json();
    assert_eq!(reply.items.len(), 1);
    let foreign = Bucket {
        scope: format!("office:{}", crate::testing::STRANGERS_OFFICE),
        ..whole
    };
    let reply: PullReply = desk.post(path::PULL, &ask(&foreign, 1)).await.json();
    assert!(reply.items.is_empty(), "not the caller's");
}
