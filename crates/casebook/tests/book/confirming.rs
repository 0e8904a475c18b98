use crate::support::*;
use casebook::{DraftKey, DraftKind, Intent, SendState};
use casework::{Action, ActionId, EventKind, Moment, State};
use protocol::push::Outcome;
use serde_json::json;
use uuid::Uuid;

#[test]
fn a_confirmed_action_shows_at_once_and_survives_a_kill() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    desk.pull(vec![case.put()]);
    desk.confirm(case.id, Action::SignFor);

    let desk = desk.reopen();
    let view = desk.book.case(case.id).unwrap();
    assert_eq!(view.row.summary.state, State::InProgress);
    assert_eq!(view.case.state, State::InProgress);
    assert_eq!(view.row.pending, 1);
    assert_eq!(view.row.summary.revision, 2, "the replica's");
    let pending: Vec<bool> = view.events.iter().map(|event| event.pending).collect();
    assert_eq!(pending, [false, false, true]);
    assert_eq!(view.unsettled[0].kind, "sign_for");
    assert_eq!(view.unsettled[0].state, SendState::Pending);
}

#[test]
fn payload_bytes_are_sent_as_they_were_confirmed() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    desk.pull(vec![case.put()]);
    desk.confirm(case.id, visit("看见 \"三只\" 犬\n\u{2028}已拍照 🐕"));
    let first = desk.book.batch(NOW, true).unwrap().unwrap().mutations;

    let desk = desk.reopen();
    desk.book.new_incarnation(false).unwrap();
    let again = desk.book.batch(NOW, true).unwrap().unwrap().mutations;
    assert_eq!(first[0].payload, again[0].payload);
    assert_eq!(first[0].hash(), again[0].hash());
}

#[test]
fn what_the_rulebook_refuses_is_not_written() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    desk.pull(vec![case.put()]);
    let close = Action::RequestReturn {
        reason: "不属本街道".into(),
        code: Default::default(),
        evidence: vec![],
    };
    let error = desk
        .book
        .confirm(Intent::new(case.id, close, NOW))
        .unwrap_err();
    assert_eq!(error.code(), "case.not_allowed_now");
    assert_eq!(error.facts()["state"], "assigned");
    assert!(desk.book.batch(NOW, true).unwrap().is_none());
    assert_eq!(desk.book.case(case.id).unwrap().row.pending, 0);
}

#[test]
fn confirming_the_same_intent_twice_files_it_once() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    desk.pull(vec![case.put()]);
    let intent = Intent::new(case.id, contact("已联系"), NOW);
    let first = desk.book.confirm(intent.clone()).unwrap();
    let second = desk.book.confirm(intent).unwrap();
    assert_eq!(first, second);
    assert_eq!(desk.book.outbox().unwrap().len(), 1);
}

#[test]
fn a_batch_files_what_is_allowed_and_names_what_is_not() {
    let desk = desk();
    let (one, two) = (History::dispatched(1, "甲"), History::dispatched(2, "乙"));
    desk.pull(vec![one.put(), two.put()]);
    desk.confirm(two.id, Action::SignFor);
    let intents = [&one, &two].map(|case| Intent::new(case.id, Action::SignFor, NOW));
    let results = desk.book.confirm_all(intents.to_vec()).unwrap();
    assert_eq!(results[0].as_ref().unwrap().seq, 2);
    assert_eq!(
        results[1].as_ref().unwrap_err().code,
        "case.not_allowed_now"
    );
    assert_eq!(desk.book.outbox().unwrap().len(), 2);
}

#[test]
fn each_action_builds_on_the_one_before() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    desk.pull(vec![case.put()]);
    let first = desk.confirm(case.id, Action::SignFor);
    desk.confirm(case.id, contact("已联系"));
    let entries = desk.book.outbox().unwrap();
    assert_eq!(entries[0].payload.after, None);
    assert_eq!(entries[1].payload.after, Some(first.id));
    assert_eq!(entries[1].payload.base_rev, 2);
}

#[test]
fn an_act_with_undo_is_kept_at_once_and_sent_after_its_time() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    desk.pull(vec![case.put()]);
    let mut sign_for = Intent::new(case.id, Action::SignFor, NOW);
    sign_for.undo_ms = 10_000;
    desk.book.confirm(sign_for).unwrap();
    let later = Moment(NOW.0 + 10_000);
    assert!(desk.book.batch(NOW, false).unwrap().is_none());
    assert_eq!(desk.book.next_send().unwrap(), Some(later));
    assert!(
        desk.book.batch(NOW, true).unwrap().is_some(),
        "an explicit sync"
    );
    assert!(desk.book.batch(later, false).unwrap().is_some());

    desk.confirm(case.id, Action::UndoSignFor);
    assert_eq!(
        desk.book.case(case.id).unwrap().row.summary.state,
        State::Assigned
    );
    let both = desk.book.batch(later, false).unwrap().unwrap();
    assert_eq!(both.mutations.len(), 2, "undo is an action of its own");
}

#[test]
fn a_confirmed_visit_takes_its_draft_in_the_same_commit() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    desk.pull(vec![case.put()]);
    let key = DraftKey::new(DraftKind::Visit, case.id);
    desk.book
        .save_draft(&key, &json!({"note": "三只犬"}), NOW)
        .unwrap();
    let mut refused = Intent::new(case.id, visit(""), NOW);
    refused.draft = Some(key.clone());
    assert_eq!(
        desk.book.confirm(refused).unwrap_err().code(),
        "visit.empty"
    );
    assert!(
        desk.book.draft(&key).unwrap().is_some(),
        "a refusal keeps the draft"
    );

    let mut intent = Intent::new(case.id, visit("三只犬"), NOW);
    intent.draft = Some(key.clone());
    desk.book.confirm(intent).unwrap();
    assert!(desk.book.draft(&key).unwrap().is_none());
}

#[test]
fn a_sign_off_needs_the_server() {
    let desk = desk();
    let mut case = History::dispatched(1, "流浪犬扰民");
    let letter = casework::LetterId(Uuid::from_u128(7));
    let content = casework::letter::LetterContent {
        title: "答复函".into(),
        addressee: None,
        body: vec![casework::letter::Paragraph {
            level: 0,
            text: "您好！".into(),
            table: None,
        }],
        attachments: vec![],
        note: None,
        copy_to: vec![],
        annex: Vec::new(),
    };
    let kind = casework::letter::LetterKind::Reply;
    let hash = content.hash(kind);
    case = case
        .with(ActionId(Uuid::from_u128(1)), EventKind::SignedFor)
        .with(
            ActionId(Uuid::from_u128(2)),
            EventKind::LetterDrafted {
                letter,
                revision: 1,
                letter_kind: kind,
                content,
                hash: hash.clone(),
            },
        )
        .with(
            ActionId(Uuid::from_u128(3)),
            EventKind::LetterSubmitted {
                letter,
                revision: 1,
                kept: Vec::new(),
            },
        );
    desk.pull(vec![case.put()]);
    sign_in(
        &desk.book,
        casework::Actor {
            role: casework::Role::Head,
            ..handler()
        },
    );

    let mut intent = Intent::new(case.id, Action::SignLetter { letter, hash }, NOW);
    let offline = desk.book.confirm(intent.clone()).unwrap_err();
    assert_eq!(offline.code(), "letter.needs_server");
    intent.online = true;
    desk.book.confirm(intent).unwrap();
    let view = desk.book.case(case.id).unwrap();
    assert_eq!(view.row.pending, 1);
    let state = view.case.letters[0].state;
    assert_eq!(
        state,
        casework::letter::LetterState::Submitted,
        "no number is shown before it is given"
    );
}

#[test]
fn an_action_too_large_for_a_push_is_refused_before_it_is_confirmed() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    desk.pull(vec![case.put()]);
    let hello = protocol::hello::Hello {
        protocol: (1, 1),
        push_floor: 1,
        server_time: NOW,
        district: "鄞州区".into(),
        limits: protocol::hello::Limits {
            push_bytes: 300,
            ..Default::default()
        },
        sealing_key: String::new(),
        fonts: Default::default(),
    };
    desk.book.keep_hello(&hello).unwrap();
    let error = desk
        .book
        .confirm(Intent::new(case.id, contact(&"长".repeat(200)), NOW))
        .unwrap_err();
    assert_eq!(error.code(), "action.too_large");
    assert!(desk.book.outbox().unwrap().is_empty());
}

#[test]
fn numbers_are_not_given_again_after_everything_was_sent() {
    let desk = desk();
    let case = History::dispatched(1, "流浪犬扰民");
    desk.pull(vec![case.put()]);
    assert_eq!(desk.confirm(case.id, contact("一")).seq, 1);
    desk.acknowledge(Outcome::Applied);
    let desk = desk.reopen();
    assert_eq!(desk.confirm(case.id, contact("二")).seq, 2);
}

#[test]
fn nobody_signed_in_confirms_nothing() {
    let data = tempfile::tempdir().unwrap();
    let keychain = Keychain::default();
    let book = casebook::Book::create(
        data.path(),
        &identity(),
        casebook::Keys::keychain(&keychain),
        &Default::default(),
    )
    .unwrap();
    let case = casework::CaseId(Uuid::from_u128(1));
    let error = book
        .confirm(Intent::new(case, Action::SignFor, NOW))
        .unwrap_err();
    assert_eq!(error.code(), "auth.signed_out");
}
