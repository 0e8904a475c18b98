use super::{act, merge};
use crate::command::{assign::assign, meeting};
use crate::testing::{BAIHE, HANDLER, HEAD, STRANGER, STRANGERS_OFFICE, Town, visit};
use axum::http::Method;
use casework::action::{Degree, FollowUp, ReplyBy};
use casework::{Action, CaseId};
use protocol::push::Outcome;

/// A closed case, whoever had it.
fn closed(town: &Town) -> String {
    let cases = town.offices();
    let case = cases
        .iter()
        .find_map(|office| town.cases(office, "closed").first().copied());
    case.unwrap().to_string()
}

fn invite() -> Action {
    Action::InviteAssist {
        office: STRANGERS_OFFICE.into(),
        ask: "请核查河对岸".into(),
    }
}

async fn applied(desk: &mut crate::testing::Desk, case: CaseId, action: Action) {
    let result = desk.act(case, action).await;
    assert_ne!(result.outcome, Outcome::Held, "{result:?}");
}

#[tokio::test]
async fn an_assisting_office_reads_the_case_until_the_lead_goes_on_without_it() {
    let town = Town::new();
    let mut lead = town.desk(HANDLER).await;
    let mut beside = town.desk(STRANGER).await;
    let case = town.case(BAIHE, "in_progress");
    beside.pull().await;
    assert!(!beside.cases().contains(&case));
    applied(&mut lead, case, invite()).await;
    beside.pull().await;
    assert!(beside.cases().contains(&case), "by its feed");
    let mut fresh = town.desk(STRANGER).await;
    fresh.pull().await;
    assert!(fresh.cases().contains(&case), "by a first sync, too");
    applied(&mut beside, case, Action::SignForAssist).await;
    applied(&mut beside, case, visit("河对岸看过", &[])).await;
    let lead_only = beside
        .act(
            case,
            Action::RecordReply {
                letter: None,
                by: ReplyBy::Phone,
            },
        )
        .await;
    assert_eq!(lead_only.code.as_deref(), Some("case.wrong_office"));
    let release = Action::ReleaseAssist {
        office: STRANGERS_OFFICE.into(),
        reason: "已核清".into(),
    };
    applied(&mut lead, case, release).await;
    beside.pull().await;
    assert!(!beside.cases().contains(&case), "the feed says leave");
    let mut fresh = town.desk(STRANGER).await;
    fresh.pull().await;
    assert!(!fresh.cases().contains(&case));
}

#[tokio::test]
async fn an_assisting_office_reads_the_photos_of_the_case_and_of_no_other() {
    let town = Town::new();
    let mut lead = town.desk(HANDLER).await;
    let beside = town.desk(STRANGER).await;
    let cases = town.cases(BAIHE, "in_progress");
    let (shared, other) = (b"a photo of the shared case", b"a photo of another");
    for (case, bytes) in [(cases[0], &shared[..]), (cases[1], &other[..])] {
        applied(&mut lead, case, visit("有照片", &[bytes])).await;
        let reply = lead
            .patch(&crate::photos::hash(bytes), 0, bytes, true)
            .await;
        assert!(reply.status.is_success());
    }
    let read = async |bytes: &[u8]| {
        let hash = crate::photos::hash(bytes);
        beside.blob(Method::GET, &hash).await.status.as_u16()
    };
    assert_eq!(read(shared).await, 404);
    applied(&mut lead, cases[0], invite()).await;
    assert_eq!(read(shared).await, 200);
    assert_eq!(read(other).await, 404);
}

#[tokio::test]
async fn an_office_that_does_not_exist_cannot_be_asked() {
    let town = Town::new();
    let mut lead = town.desk(HANDLER).await;
    let case = town.case(BAIHE, "in_progress");
    let unknown = Action::InviteAssist {
        office: "nowhere".into(),
        ask: "请核查".into(),
    };
    let result = lead.act(case, unknown).await;
    assert_eq!(result.code.as_deref(), Some("assist.unknown_office"));
}

#[tokio::test]
async fn an_assisting_office_that_becomes_the_lead_sees_the_case_once() {
    let town = Town::new();
    let mut lead = town.desk(HANDLER).await;
    let mut beside = town.desk(STRANGER).await;
    let case = town.case(BAIHE, "in_progress");
    applied(&mut lead, case, invite()).await;
    beside.pull().await;
    assign(&town.app, &case.to_string(), STRANGERS_OFFICE).unwrap();
    beside.pull().await;
    assert_eq!(beside.cases().iter().filter(|one| **one == case).count(), 1);
    let mut fresh = town.desk(STRANGER).await;
    fresh.pull().await;
    assert_eq!(fresh.cases().iter().filter(|one| **one == case).count(), 1);
    lead.pull().await;
    assert!(!lead.cases().contains(&case));
}

#[tokio::test]
async fn a_merge_ends_one_case_and_asks_the_other_to_answer_both_citizens() {
    let town = Town::new();
    let mut lead = town.desk(HANDLER).await;
    let cases = town.cases(BAIHE, "in_progress");
    let (ends, goes_on) = (cases[0].to_string(), cases[1].to_string());
    assert_eq!(
        merge(&town.app, &ends, &ends).unwrap_err().code(),
        "merge.same_case"
    );
    let done = merge(&town.app, &ends, &goes_on).unwrap();
    assert_eq!(done.case, goes_on);
    assert!(town.cases(BAIHE, "merged").contains(&cases[0]));
    let again = merge(&town.app, &ends, &goes_on).unwrap_err();
    assert_eq!(again.code(), "case.not_allowed_now");
    let reply = Action::RecordReply {
        letter: None,
        by: ReplyBy::Phone,
    };
    applied(&mut lead, cases[1], reply).await;
    let answer = Action::AnswerAbsorbed {
        case: cases[0],
        by: ReplyBy::Phone,
    };
    applied(&mut lead, cases[1], answer).await;
}

#[test]
fn a_merge_into_a_case_that_is_over_changes_neither() {
    let town = Town::new();
    let ends = town.case(BAIHE, "in_progress").to_string();
    let over = closed(&town);
    let before = town.dump(BAIHE);
    assert!(merge(&town.app, &ends, &over).is_err());
    assert_eq!(town.dump(BAIHE), before);
}

#[test]
fn a_follow_up_opens_the_way_to_a_second_handling() {
    let town = Town::new();
    let case = closed(&town);
    let reopen = Action::Reopen {
        reason: "回访未解决".into(),
    };
    let heard = Action::RecordFollowUp {
        follow_up: FollowUp {
            valid: true,
            contacted: true,
            solved: Degree::No,
            rating: None,
            note: String::new(),
        },
    };
    act(&town.app, &case, &heard).unwrap();
    let done = act(&town.app, &case, &reopen).unwrap();
    assert_eq!(done.state, "in_progress");
}

#[tokio::test]
async fn a_meeting_takes_up_what_a_head_referred_and_gives_tasks_to_offices() {
    let town = Town::new();
    let mut head = town.desk(HEAD).await;
    let case = town.case(BAIHE, "in_progress");
    let refer = Action::ReferToMeeting {
        reason: "涉及三家".into(),
    };
    applied(&mut head, case, refer).await;
    let agenda = meeting::agenda(&town.app).unwrap();
    assert_eq!(agenda[0].case, case, "what was referred comes first");
    let file = town.folder.path().join("decision.json");
    let decide = |text: &str| {
        std::fs::write(&file, text).unwrap();
        meeting::decide(&town.app, &case.to_string(), &file)
    };
    let problem = decide(r#"{"held_on":"2026-02-30"}"#).unwrap_err();
    assert_eq!(problem.code(), "meeting.file");
    let unknown = decide(
        r#"{"held_on":"2026-11-23","decision":"d","tasks":[{"office":"没有这街道","what":"w","due":"2026-11-30"}]}"#,
    );
    assert_eq!(unknown.unwrap_err().code(), "office.unknown");
    decide(
        r#"{"held_on":"2026-11-23","decision":"东柳清河道","tasks":[{"office":"东柳街道","what":"清河道","due":"2026-11-30"}]}"#,
    )
    .unwrap();
    let mut beside = town.desk(STRANGER).await;
    beside.pull().await;
    assert!(
        beside.cases().contains(&case),
        "who has a task sees the case"
    );
    let done = Action::CompleteTask {
        task: 0,
        note: "已清".into(),
    };
    applied(&mut beside, case, done).await;
}
