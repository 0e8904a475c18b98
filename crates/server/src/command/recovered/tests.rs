use super::{list, show};
use crate::testing::{BAIHE, Desk, HANDLER, HEAD, STRANGER, Town};
use casework::{Action, ActionId, CaseId};
use protocol::item::CaseDocument;
use protocol::path;
use protocol::recovered::{RecoveredReply, RecoveredRequest, Told};
use uuid::Uuid;

/// As a desk had it: with a contact of one more action than the server knows.
async fn had(town: &Town, case: CaseId) -> CaseDocument {
    let mut desk = town.desk(HANDLER).await;
    let note = Action::LogContact {
        note: "电话告知".into(),
    };
    desk.act(case, note).await;
    desk.pull().await;
    let mut document = document(&desk, case);
    document.events.last_mut().unwrap().action = Some(ActionId(Uuid::from_u128(9)));
    document
}

fn document(desk: &Desk, case: CaseId) -> CaseDocument {
    let mut found = desk.entities().filter_map(|entity| match entity {
        protocol::item::Entity::Case(document) => Some(document),
        _ => None,
    });
    found.find(|document| document.id == case).unwrap().clone()
}

async fn tell(desk: &Desk, documents: &[&CaseDocument]) -> Vec<Told> {
    let texts = documents
        .iter()
        .map(|one| serde_json::to_string(one).unwrap());
    let request = RecoveredRequest {
        epoch: desk.session.epoch.clone(),
        documents: texts.collect(),
    };
    let reply: RecoveredReply = desk.post(path::RECOVERED, &request).await.json();
    reply.told
}

#[tokio::test]
async fn what_desks_tell_is_kept_once_each_and_changes_no_history() {
    let town = Town::new();
    let case = town.case(BAIHE, "in_progress");
    let document = had(&town, case).await;
    let before = town.dump(BAIHE);
    let (one, other) = (town.desk(HANDLER).await, town.desk(HEAD).await);
    for desk in [&one, &one, &other] {
        assert_eq!(tell(desk, &[&document]).await, [Told::Kept]);
    }
    assert_eq!(town.dump(BAIHE), before);
    let lines = list(&town.app).unwrap();
    assert_eq!(lines.len(), 1);
    let line = &lines[0];
    assert_eq!(
        (line.case, line.missing, line.desks, line.gone),
        (case, 1, 2, false)
    );
    let reports = show(&town.app, &line.number).unwrap();
    assert_eq!(reports.len(), 2);
    assert_eq!(
        reports[0].missing,
        document.events[document.events.len() - 1..]
    );
    assert_eq!(show(&town.app, &case.to_string()).unwrap().len(), 2);
    assert_eq!(
        show(&town.app, "20200101-0001").unwrap_err().code(),
        "recovered.unknown"
    );
}

#[tokio::test]
async fn a_case_that_is_gone_is_told_by_who_had_it_and_by_nobody_else() {
    let town = Town::new();
    let mut document = had(&town, town.case(BAIHE, "in_progress")).await;
    document.id = CaseId(Uuid::from_u128(1));
    document.summary.number = "20261123-9999".into();
    let stranger = town.desk(STRANGER).await;
    assert_eq!(tell(&stranger, &[&document]).await, [Told::Refused]);
    assert!(list(&town.app).unwrap().is_empty());
    let handler = town.desk(HANDLER).await;
    assert_eq!(tell(&handler, &[&document]).await, [Told::Kept]);
    let lines = list(&town.app).unwrap();
    assert!(lines[0].gone);
    assert!(lines[0].missing > 1);
}

#[tokio::test]
async fn what_the_server_has_is_not_kept() {
    let town = Town::new();
    let case = town.case(BAIHE, "in_progress");
    let mut desk = town.desk(HANDLER).await;
    desk.pull().await;
    let mut known = document(&desk, case);
    known.events.pop();
    assert_eq!(tell(&desk, &[&known]).await, [Told::Unneeded]);
    assert!(list(&town.app).unwrap().is_empty());
}

#[tokio::test]
async fn another_epoch_is_turned_back_and_nonsense_refused() {
    let town = Town::new();
    let desk = town.desk(HANDLER).await;
    let mut request = RecoveredRequest {
        epoch: "another".into(),
        documents: vec!["{}".into()],
    };
    let told = desk.post(path::RECOVERED, &request).await;
    assert_eq!(told.error().code, "sync.new_epoch");
    request.epoch = desk.session.epoch.clone();
    let reply: RecoveredReply = desk.post(path::RECOVERED, &request).await.json();
    assert_eq!(reply.told, [Told::Refused]);
}
