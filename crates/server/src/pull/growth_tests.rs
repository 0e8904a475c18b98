//! What a case gained goes to whoever provably has the rest, and to nobody else.

use crate::command::assign::assign;
use crate::testing::{BAIHE, Desk, HANDLER, HEAD, STRANGERS_OFFICE, Town};
use casework::{Action, CaseId};
use protocol::digest::content;
use protocol::item::{CaseGrowth, Entity, Op};
use protocol::path;
use protocol::pull::{PullReply, PullRequest};

fn contact(note: &str) -> Action {
    Action::LogContact { note: note.into() }
}

/// The case's item of the next page, which is kept.
async fn next(desk: &mut Desk, case: CaseId) -> Op {
    let request = PullRequest {
        growth: true,
        ..desk.pull_request(1 << 20)
    };
    let reply: PullReply = desk.post(path::PULL, &request).await.json();
    desk.cursors = reply.cursors;
    let mut items = reply.items.into_iter();
    let item = items.find(|item| item.id == case.to_string());
    item.expect("the case changed").op
}

fn grown(op: Op) -> CaseGrowth {
    match op {
        Op::Grow(growth) => *growth,
        other => panic!("not growth: {other:?}"),
    }
}

/// As a desk that reads everything anew is sent it.
async fn whole(town: &Town, case: CaseId) -> String {
    let mut desk = town.desk(HEAD).await;
    desk.pull().await;
    let document = desk.entities().find_map(|entity| match entity {
        Entity::Case(document) if document.id == case => Some(serde_json::to_string(entity)),
        _ => None,
    });
    document.expect("it is there").unwrap()
}

#[tokio::test]
async fn who_has_read_the_rest_is_sent_what_a_case_gained() {
    let town = Town::new();
    let case = town.case(BAIHE, "in_progress");
    let mut reader = town.desk(HANDLER).await;
    let mut writer = town.desk(HANDLER).await;
    writer.act(case, contact("first")).await;
    reader.pull().await;
    let before = content(whole(&town, case).await.as_bytes());

    // Two actions of one batch are one step.
    let batch = [
        writer.action(case, contact("second")),
        writer.action(case, contact("third")),
    ];
    writer.push(&batch).await;
    let growth = grown(next(&mut reader, case).await);
    assert_eq!(growth.base, before);
    assert_eq!(growth.events.len(), 2);
    let after = whole(&town, case).await;
    assert_eq!(growth.content, content(after.as_bytes()));
    assert!(after.contains(&serde_json::to_string(&growth.summary).unwrap()));
}

#[tokio::test]
async fn who_missed_a_step_is_sent_the_whole_case() {
    let town = Town::new();
    let case = town.case(BAIHE, "in_progress");
    let mut reader = town.desk(HANDLER).await;
    let mut writer = town.desk(HANDLER).await;
    reader.pull().await;
    writer.act(case, contact("one")).await;
    writer.act(case, contact("another")).await;
    assert!(matches!(next(&mut reader, case).await, Op::Put(_)));
    // From there on it is enough again.
    writer.act(case, contact("a third")).await;
    assert_eq!(grown(next(&mut reader, case).await).events.len(), 1);
}

#[tokio::test]
async fn what_was_sent_before_there_were_bases_is_sent_whole() {
    let town = Town::new();
    let case = town.case(BAIHE, "in_progress");
    let mut reader = town.desk(HANDLER).await;
    let mut writer = town.desk(HANDLER).await;
    reader.pull().await;
    town.app
        .write_plain(|tx| tx.batch("UPDATE feed SET content = NULL, length = NULL"))
        .unwrap();
    writer.act(case, contact("one")).await;
    assert!(matches!(next(&mut reader, case).await, Op::Put(_)));
}

#[tokio::test]
async fn a_case_that_comes_back_is_sent_whole() {
    let town = Town::new();
    let case = town.case(BAIHE, "in_progress");
    let mut reader = town.desk(HANDLER).await;
    reader.pull().await;
    assign(&town.app, &case.to_string(), STRANGERS_OFFICE).unwrap();
    assert!(matches!(next(&mut reader, case).await, Op::Leave));
    assign(&town.app, &case.to_string(), BAIHE).unwrap();
    assert!(matches!(next(&mut reader, case).await, Op::Put(_)));
}
