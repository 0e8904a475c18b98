use crate::support::*;
use casebook::{AttentionKind, Change, Intent, SendState};
use casework::{Action, ActionId, EventKind, State};
use protocol::item::HeldAction;
use protocol::push::Outcome;
use serde_json::json;
use std::collections::BTreeMap;
use uuid::Uuid;

fn held_entity(case: &History, id: ActionId, resolved: bool) -> HeldAction {
    HeldAction {
        id,
        case: case.id,
        case_number: "20261102-0001".into(),
        author: handler().user,
        author_name: "陈静".into(),
        at: NOW,
        code: "case.not_allowed_now".into(),
        facts: Default::default(),
        payload: "{}".into(),
        resolved,
    }
}

fn held(case: &History, id: ActionId, resolved: bool) -> Change {
    Change::Held {
        scope: SCOPE.into(),
        rev: 1,
        held: held_entity(case, id, resolved),
    }
}

#[test]
fn an_action_is_settled_only_by_a_pull_begun_after_its_receipt() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    desk.pull(vec![case.put()]);
    let action = desk.confirm(case.id, Action::SignFor);

    let early = desk.book.begin_pull().unwrap();
    desk.acknowledge(Outcome::Applied);
    let row = || desk.book.case(case.id).unwrap().row;
    assert_eq!((row().summary.state, row().pending), (State::InProgress, 0));

    // This pull began before the receipt: it may not know the effect.
    desk.book.apply_page(&early, page(vec![]), NOW).unwrap();
    assert_eq!(row().summary.state, State::InProgress, "no flicker back");
    assert_eq!(desk.book.outbox().unwrap()[0].state, SendState::Sent);

    let known = case.clone().with(action.id, EventKind::SignedFor);
    let applied = desk.pull(vec![known.put()]);
    assert_eq!(applied.settled, 1);
    assert!(desk.book.outbox().unwrap().is_empty());
    assert_eq!(row().summary.state, State::InProgress);
}

#[test]
fn a_visit_shows_once_when_the_pull_brings_it_before_the_receipt() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    desk.pull(vec![case.put()]);
    let action = desk.confirm(case.id, visit("三只犬"));
    let Action::LogVisit { visit } = visit("三只犬") else {
        unreachable!()
    };
    desk.pull(vec![
        case.clone()
            .with(action.id, EventKind::VisitLogged { visit })
            .put(),
    ]);

    let view = desk.book.case(case.id).unwrap();
    assert_eq!(view.case.visits.len(), 1);
    assert_eq!(view.row.summary.visits, 1);
    assert_eq!(view.row.pending, 1, "still without a receipt");
    desk.acknowledge(Outcome::Applied);
    desk.pull(vec![]);
    assert_eq!(desk.book.case(case.id).unwrap().case.visits.len(), 1);
}

#[test]
fn a_held_action_needs_a_person_until_one_action_settles_it() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    desk.pull(vec![case.put()]);
    let action = desk.confirm(case.id, Action::SignFor);
    let taken = desk.acknowledge(Outcome::Held);
    assert_eq!(taken.held, [action.id]);

    let row = || desk.book.case(case.id).unwrap().row;
    assert_eq!(
        row().summary.state,
        State::Assigned,
        "what the server did not take is not shown as done"
    );
    assert_eq!((row().pending, row().attention), (0, 1));
    let attention = desk.book.attention().unwrap();
    assert!(matches!(&attention[0].kind, AttentionKind::Held(held) if held.code == "case.changed"));

    // The feed brings the same: still one.
    desk.pull(vec![held(&case, action.id, false)]);
    assert_eq!(desk.book.attention().unwrap().len(), 1);
    assert_eq!(desk.book.overview(NOW).unwrap().attention, 1);

    let mut answer = Intent::new(case.id, contact("改作备注"), NOW);
    answer.resolves = Some(action.id);
    desk.book.confirm(answer).unwrap();
    assert!(
        desk.book.attention().unwrap().is_empty(),
        "a person decided"
    );
    assert_eq!(row().attention, 0);

    desk.acknowledge(Outcome::Held);
    assert_eq!(
        desk.book.attention().unwrap().len(),
        2,
        "the answer was held too"
    );
}

#[test]
fn a_held_action_that_somebody_settled_elsewhere_goes_away() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    let id = ActionId(Uuid::from_u128(5));
    desk.pull(vec![case.put(), held(&case, id, false)]);
    assert_eq!(desk.book.case(case.id).unwrap().row.attention, 1);
    desk.pull(vec![held(&case, id, true)]);
    assert!(desk.book.attention().unwrap().is_empty());
    assert_eq!(desk.book.case(case.id).unwrap().row.attention, 0);
}

#[test]
fn an_answer_of_another_incarnation_or_epoch_counts_for_nothing() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    desk.pull(vec![case.put()]);
    desk.confirm(case.id, contact("已联系"));
    let batch = desk.book.batch(NOW, true).unwrap().unwrap();
    let answer = reply(&batch, Outcome::Applied);

    let mut other_epoch = answer.clone();
    other_epoch.epoch = "epoch-2".into();
    desk.book.acknowledge(&batch, &other_epoch).unwrap();
    assert_eq!(desk.book.unsent().unwrap(), 1);

    desk.book.new_incarnation(false).unwrap();
    desk.book.acknowledge(&batch, &answer).unwrap();
    assert_eq!(desk.book.unsent().unwrap(), 1);
}

#[test]
fn a_new_incarnation_renumbers_what_is_not_acknowledged_and_keeps_ids() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    desk.pull(vec![case.put()]);
    desk.confirm(case.id, contact("一"));
    desk.acknowledge(Outcome::Applied);
    let two = desk.confirm(case.id, contact("二"));
    let three = desk.confirm(case.id, contact("三"));
    let before = desk.book.session().unwrap().incarnation;

    desk.book.new_incarnation(false).unwrap();
    let batch = desk.book.batch(NOW, true).unwrap().unwrap();
    assert_ne!(batch.incarnation, before);
    assert_eq!(batch.evidence.acknowledged, 0);
    let sent: Vec<(u64, String)> = batch
        .mutations
        .into_iter()
        .map(|m| (m.seq, m.payload))
        .collect();
    assert_eq!(sent.len(), 2);
    assert_eq!((sent[0].0, sent[1].0), (1, 2));
    assert!(sent[0].1.contains(&two.id.to_string()) && sent[1].1.contains(&three.id.to_string()));
    assert_eq!(desk.confirm(case.id, contact("四")).seq, 3);

    desk.book.new_incarnation(true).unwrap();
    assert_eq!(
        desk.book.batch(NOW, true).unwrap().unwrap().mutations.len(),
        4,
        "all that is kept"
    );
}

#[test]
fn after_a_restore_everything_that_no_backup_covers_is_handed_in_again() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    desk.pull(vec![case.put()]);
    let one = desk.confirm(case.id, visit("一"));
    desk.confirm(case.id, visit("二"));
    desk.acknowledge(Outcome::Applied);
    // A backup covers the first (effect 101) and not the second (102).
    let round = desk.book.begin_pull().unwrap();
    let mut last = page(vec![]);
    last.safe = BTreeMap::from([(OFFICE.to_owned(), 101)]);
    desk.book.apply_page(&round, last, NOW).unwrap();

    desk.book.enter_epoch("epoch-2").unwrap();
    assert!(
        desk.book.cursors().unwrap().is_empty(),
        "read from the start"
    );
    let batch = desk.book.batch(NOW, true).unwrap().unwrap();
    assert_eq!(batch.epoch, "epoch-2");
    assert_eq!(batch.mutations.len(), 1);
    assert!(batch.mutations[0].payload.contains("二"));
    let view = desk.book.case(case.id).unwrap();
    assert_eq!(view.row.pending, 1);
    assert_eq!(
        desk.book.outbox_entry(one.id).unwrap().unwrap().state,
        SendState::Settled
    );
}

#[test]
fn after_a_restore_an_older_revision_is_taken_and_what_is_gone_leaves() {
    let desk = desk();
    let case = History::dispatched(1, "甲");
    let newer = case
        .clone()
        .with(ActionId(Uuid::from_u128(3)), EventKind::SignedFor);
    let gone = History::dispatched(2, "乙");
    desk.pull(vec![newer.put(), gone.put()]);
    assert!(desk.pull(vec![case.put()]).cases.len() == 1);
    let state = || desk.book.case(case.id).unwrap().row.summary.state;
    assert_eq!(
        state(),
        State::InProgress,
        "an older revision changes nothing in the same epoch"
    );

    desk.book.enter_epoch("epoch-2").unwrap();
    assert_eq!(
        state(),
        State::InProgress,
        "the old replica is shown meanwhile"
    );
    let applied = desk.pull(vec![case.put()]);
    assert_eq!(state(), State::Assigned);
    assert_eq!(applied.left, [gone.id]);
}

#[test]
fn after_a_restore_a_key_may_be_another_cases() {
    let desk = desk();
    let old = History::dispatched(1, "甲");
    desk.pull(vec![old.put()]);
    desk.confirm(old.id, contact("未发送"));
    desk.book.index_all().unwrap();

    desk.book.enter_epoch("epoch-2").unwrap();
    let mut new = History::dispatched(1, "乙");
    new.id = casework::CaseId(Uuid::from_u128(77));
    desk.pull(vec![new.put()]);
    let kept = desk.book.case(old.id).unwrap().row;
    assert!(kept.frozen, "work of ours on it is unsent");
    assert_eq!(desk.book.case(new.id).unwrap().row.summary.title, "乙");
    assert_eq!(desk.book.unsent().unwrap(), 1);
}

#[test]
fn batches_respect_the_servers_limits() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    desk.pull(vec![case.put()]);
    for n in 0..7 {
        desk.confirm(case.id, contact(&format!("第{n}次联系")));
    }
    let limits = |push_actions, push_bytes| protocol::hello::Hello {
        protocol: (1, 1),
        push_floor: 1,
        server_time: NOW,
        district: String::new(),
        limits: protocol::hello::Limits {
            push_actions,
            push_bytes,
            ..Default::default()
        },
        sealing_key: String::new(),
        fonts: Default::default(),
    };
    let size = || desk.book.batch(NOW, true).unwrap().unwrap().mutations.len();
    desk.book.keep_hello(&limits(3, 1 << 20)).unwrap();
    assert_eq!(size(), 3);
    desk.book.keep_hello(&limits(200, 1_000)).unwrap();
    assert!((1..7).contains(&size()));
    desk.book.keep_hello(&limits(200, 10)).unwrap();
    assert_eq!(size(), 1, "one action alone always goes");
}

#[test]
fn a_lost_refresh_answer_asks_with_the_same_pair_again() {
    let desk = desk();
    let first = desk.book.refresh_tokens().unwrap();
    let desk = desk.reopen();
    let again = desk.book.refresh_tokens().unwrap();
    assert_eq!((first.refresh, &first.next), (again.refresh, &again.next));
    sign_in_after_refresh(&desk);
    let next = desk.book.refresh_tokens().unwrap();
    assert_eq!(next.refresh, first.next);
    assert_ne!(next.next, first.next);
}

fn sign_in_after_refresh(desk: &Desk) {
    desk.book
        .keep_session(&protocol::auth::Session {
            access: "access-2".into(),
            expires_at: NOW,
            person: handler(),
            epoch: EPOCH.into(),
            server_time: NOW,
            proof_key: PROOF_KEY.into(),
        })
        .unwrap();
}

#[test]
fn forgetting_the_session_keeps_every_action() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    desk.pull(vec![case.put()]);
    desk.confirm(case.id, contact("已联系"));
    desk.book.forget_session().unwrap();
    assert!(!desk.book.signed_in().unwrap());
    assert_eq!(desk.book.unsent().unwrap(), 1);
    assert_eq!(desk.book.attention().unwrap(), []);
    assert_eq!(json!(desk.book.person().unwrap().name), "陈静");
}
