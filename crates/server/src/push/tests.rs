use crate::testing::{
    BAIHE, BAIZHANG, HANDLER, HEAD, OTHER_HEAD, STRANGER, STRANGERS_OFFICE, Town, blank_pages,
    next_id, visit,
};
use base64::prelude::{BASE64_STANDARD, Engine};
use casework::{Action, ActionId, Actor, Case, Context, Event, Moment, Refusal};
use protocol::item::{Entity, Op};
use protocol::path;
use protocol::push::{Asks, Evidence, Mutation, Outcome, Payload, PushReply};
use protocol::sealed::{Addressee, Header, Writer};
use std::collections::BTreeMap;

fn note(text: &str) -> Action {
    Action::LogContact { note: text.into() }
}

#[tokio::test]
async fn a_lost_response_never_files_a_visit_twice() {
    let town = Town::new();
    let mut desk = town.desk(HANDLER).await;
    let case = town.case(BAIHE, "in_progress");
    let mutation = desk.action(case, visit("看过现场", &[]));
    let first = desk.push(std::slice::from_ref(&mutation)).await;
    town.pass(5);
    let again = desk.push(&[mutation]).await;
    assert_eq!(first.results, again.results);
    let lines = town.dump(BAIHE);
    let visits = lines
        .iter()
        .filter(|line| line["type"] == "visit" && line["note"] == "看过现场");
    assert_eq!(visits.count(), 1);
}

#[tokio::test]
async fn a_new_incarnation_that_pushes_again_gets_the_stored_outcomes() {
    let town = Town::new();
    let mut desk = town.desk(HANDLER).await;
    let case = town.case(BAIHE, "in_progress");
    let sent = [desk.action(case, note("一")), desk.action(case, note("二"))];
    let first = desk.push(&sent).await;
    desk.incarnation = next_id();
    let renumbered = [Mutation {
        seq: 1,
        ..sent[1].clone()
    }];
    let again = desk.push(&renumbered).await;
    assert_eq!(again.results[0].effect_seq, first.results[1].effect_seq);
    assert_eq!(again.last_seq, 1);
    let notes = town
        .dump(BAIHE)
        .into_iter()
        .filter(|line| line["event"]["note"] == "二");
    assert_eq!(notes.count(), 1);
}

#[tokio::test]
async fn a_gap_and_a_fork_are_told_apart_and_change_nothing() {
    let town = Town::new();
    let mut desk = town.desk(HANDLER).await;
    let case = town.case(BAIHE, "in_progress");
    let first = desk.action(case, note("一"));
    desk.push(std::slice::from_ref(&first)).await;
    let missing = desk.action(case, note("二"));
    let third = desk.action(case, note("三"));
    let gap = desk.try_push(&[third]).await;
    assert_eq!(
        (gap.status.as_u16(), gap.error().code.as_str()),
        (409, "sync.gap")
    );
    assert_eq!(gap.error().facts["last_seq"], 1);
    let forged = Mutation { seq: 1, ..missing };
    let forked = desk.try_push(&[forged]).await;
    assert_eq!(
        (forked.status.as_u16(), forked.error().code.as_str()),
        (409, "sync.forked")
    );
    let notes = town
        .dump(BAIHE)
        .into_iter()
        .filter(|line| line["event"]["note"] == "三");
    assert_eq!(notes.count(), 0);
}

/// A rulebook with a bug for one note.
fn buggy(
    case: &Case,
    action: &Action,
    actor: &Actor,
    context: &Context,
) -> Result<Vec<Event>, Refusal> {
    match action {
        Action::LogContact { note } if note == "poison" => panic!("a bug"),
        _ => casework::decide(case, action, actor, context),
    }
}

#[tokio::test]
async fn a_poison_item_is_held_and_blocks_no_other() {
    let town = Town::with(buggy, blank_pages());
    let mut desk = town.desk(HANDLER).await;
    let case = town.case(BAIHE, "in_progress");
    let mut batch = vec![desk.action(case, note("before"))];
    batch.push(desk.action(case, note("poison")));
    desk.seq += 1;
    batch.push(Mutation::new(
        desk.seq,
        format!(
            r#"{{"id":"{}","case":"{case}","base_rev":1,"action":{{"kind":"teleport"}},"v":1,"at":0}}"#,
            next_id()
        ),
    ));
    desk.seq += 1;
    batch.push(Mutation::new(desk.seq, "no JSON at all \u{0}".into()));
    batch.push(desk.action(case, note("after")));
    let reply = desk.push(&batch).await;
    let outcomes: Vec<(Outcome, Option<&str>)> = reply
        .results
        .iter()
        .map(|result| (result.outcome, result.code.as_deref()))
        .collect();
    assert_eq!(
        outcomes,
        [
            (Outcome::Applied, None),
            (Outcome::Held, Some("internal")),
            (Outcome::Held, Some("action.unsupported")),
            (Outcome::Held, Some("action.unsupported")),
            (Outcome::Applied, None),
        ]
    );
    desk.pull().await;
    let mut payloads: Vec<String> = desk.held().into_iter().map(|held| held.payload).collect();
    payloads.sort();
    let mut sent: Vec<String> = batch[1..4]
        .iter()
        .map(|sent| sent.payload.clone())
        .collect();
    sent.sort();
    assert_eq!(payloads, sent, "byte for byte");
}

#[tokio::test]
async fn a_reassignment_leaves_one_feed_and_enters_the_other() {
    let town = Town::new();
    let (mut old, mut new) = (town.desk(HANDLER).await, town.desk(STRANGER).await);
    let case = town.case(BAIHE, "in_progress");
    old.pull().await;
    new.pull().await;
    assert!(old.cases().contains(&case) && !new.cases().contains(&case));
    crate::command::assign::assign(&town.app, &case.to_string(), STRANGERS_OFFICE).unwrap();
    old.pull().await;
    new.pull().await;
    assert!(!old.cases().contains(&case) && new.cases().contains(&case));
    let left = &old.replica[&(format!("office:{BAIHE}"), "case".into(), case.to_string())];
    assert!(matches!(left.op, Op::Leave));
}

#[tokio::test]
async fn what_the_office_that_had_the_case_saw_or_heard_is_taken_and_other_work_is_held() {
    let town = Town::new();
    let mut old = town.desk(HANDLER).await;
    let case = town.case(BAIHE, "in_progress");
    crate::command::assign::assign(&town.app, &case.to_string(), STRANGERS_OFFICE).unwrap();
    let seen = old.act(case, visit("转派前看过", &[])).await;
    assert_ne!(seen.outcome, Outcome::Held);
    assert_eq!(seen.office.unwrap().as_str(), STRANGERS_OFFICE);
    let asked = Action::AskSupplement {
        ask: "材料".into()
    };
    let held = old.act(case, asked).await;
    assert_eq!(held.code.as_deref(), Some("case.wrong_office"));
    let heard = old.act(case, note("转派前通过电话")).await;
    assert_ne!(heard.outcome, Outcome::Held);
    let lines = town.dump(STRANGERS_OFFICE);
    for (kind, said) in [
        ("visit_logged", "/event/visit/note"),
        ("contact_logged", "/event/note"),
    ] {
        let line = lines.iter().find(|line| {
            let said = line.pointer(said).and_then(|said| said.as_str());
            line["event"]["kind"] == kind && said.is_some_and(|said| said.starts_with("转派前"))
        });
        assert_eq!(line.unwrap()["event"]["by"]["office"], BAIHE);
    }
}

#[tokio::test]
async fn an_action_on_a_case_that_moved_is_late_only_if_others_moved_it() {
    let town = Town::new();
    let (mut chen, mut he) = (town.desk(HANDLER).await, town.desk("baihe.he").await);
    let case = town.case(BAIHE, "in_progress");
    chen.pull().await;
    let seen = chen
        .entities()
        .find_map(|entity| match entity {
            Entity::Case(document) if document.id == case => Some(document.summary.revision),
            _ => None,
        })
        .unwrap();
    he.act(case, note("只是添加")).await;
    let own = chen.action_on(case, seen, note("一"));
    let after_own = chen.action_on(case, seen, note("二"));
    let reply = chen.push(&[own, after_own]).await;
    assert!(
        reply
            .results
            .iter()
            .all(|result| result.outcome == Outcome::Applied)
    );
    he.act(
        case,
        Action::AskSupplement {
            ask: "材料".into()
        },
    )
    .await;
    let late = chen.action_on(case, seen, note("三"));
    assert_eq!(
        chen.push(&[late]).await.results[0].outcome,
        Outcome::AppliedLate
    );
}

#[tokio::test]
async fn a_held_action_reaches_its_author_and_the_heads_and_is_settled_once() {
    let town = Town::new();
    let mut chen = town.desk(HANDLER).await;
    let case = town.case(BAIHE, "in_progress");
    let held = chen.act(case, Action::SignFor).await;
    assert_eq!(held.code.as_deref(), Some("case.not_allowed_now"));
    let builds_on_it = chen.seq + 1;
    chen.seq = builds_on_it;
    let payload = Payload {
        id: ActionId(next_id()),
        case,
        base_rev: 1,
        after: Some(held.id),
        resolves: None,
        asks: Default::default(),
        action: note("接着"),
        v: 1,
        at: Moment(0),
    };
    let after = Mutation::new(builds_on_it, serde_json::to_string(&payload).unwrap());
    let after = chen.push(&[after]).await.results.remove(0);
    assert_eq!(after.code.as_deref(), Some("action.after_held"));

    let settle = |action: Action| Payload {
        id: ActionId(next_id()),
        case,
        base_rev: u64::MAX,
        after: None,
        resolves: Some(held.id),
        asks: Default::default(),
        action,
        v: 1,
        at: Moment(0),
    };
    for user in [HANDLER, HEAD, OTHER_HEAD] {
        let mut desk = town.desk(user).await;
        desk.pull().await;
        let mine = desk.held();
        assert!(
            mine.iter()
                .any(|known| known.id == held.id && !known.resolved),
            "{user}"
        );
    }
    let mut colleague = town.desk("baihe.he").await;
    colleague.pull().await;
    assert!(colleague.held().is_empty());
    let not_theirs = colleague.confirm(settle(note("代办")));
    let result = colleague.push(&[not_theirs]).await.results.remove(0);
    assert_eq!(result.code.as_deref(), Some("held.unknown"));

    let mut head = town.desk(HEAD).await;
    let by_head = head.confirm(settle(note("转为记录")));
    assert_eq!(
        head.push(&[by_head]).await.results[0].outcome,
        Outcome::Applied
    );
    let too_late = chen.confirm(settle(note("重试")));
    let result = chen.push(&[too_late]).await.results.remove(0);
    assert_eq!(result.code.as_deref(), Some("held.already_resolved"));
    chen.pull().await;
    assert!(
        chen.held()
            .iter()
            .any(|known| known.id == held.id && known.resolved)
    );
}

#[tokio::test]
async fn what_is_passed_to_the_head_is_held_for_them_with_its_reason() {
    let town = Town::new();
    let mut chen = town.desk(HANDLER).await;
    let case = town.case(BAIHE, "in_progress");
    let held = chen.act(case, Action::SignFor).await;
    let passing = || Payload {
        id: ActionId(next_id()),
        case,
        base_rev: 1,
        after: None,
        resolves: Some(held.id),
        asks: Asks::Head,
        action: Action::SignFor,
        v: 1,
        at: Moment(0),
    };
    let passed = chen.confirm(passing());
    let passed = chen.push(&[passed]).await.results.remove(0);
    assert_eq!(
        (passed.outcome, passed.code.as_deref()),
        (Outcome::Held, Some("held.for_head"))
    );
    assert_eq!(passed.facts["code"], "case.not_allowed_now");
    let twice = chen.confirm(passing());
    let twice = chen.push(&[twice]).await.results.remove(0);
    assert_eq!(twice.code.as_deref(), Some("held.already_resolved"));

    let mut head = town.desk(HEAD).await;
    head.pull().await;
    let seen: Vec<_> = head
        .held()
        .iter()
        .filter(|one| !one.resolved)
        .map(|one| one.id)
        .collect();
    assert!(seen.contains(&passed.id) && !seen.contains(&held.id));
}

#[tokio::test]
async fn a_disk_that_was_set_back_takes_a_new_epoch_once() {
    let town = Town::new();
    let mut desk = town.desk(HANDLER).await;
    let before = desk.session.epoch.clone();
    let mut request = desk.push_request(&[]);
    request.evidence = Evidence {
        acknowledged: 7,
        scopes: BTreeMap::new(),
    };
    let told = desk.post(path::PUSH, &request).await;
    assert_eq!(told.error().code, "sync.new_epoch");
    let epoch = told.error().facts["epoch"].as_str().unwrap().to_owned();
    assert_ne!(epoch, before);
    // The same evidence again speaks of the old epoch and counts for nothing.
    let again = desk.post(path::PUSH, &request).await;
    assert_eq!(again.error().facts["epoch"], epoch.as_str());
    desk.session.epoch = epoch;
    let _: PushReply = desk.post(path::PUSH, &desk.push_request(&[])).await.json();
}

#[tokio::test]
async fn a_push_for_another_device_is_turned_away() {
    let town = Town::new();
    let desk = town.desk(HANDLER).await;
    let mut request = desk.push_request(&[]);
    request.device = next_id();
    let told = desk.post(path::PUSH, &request).await;
    assert_eq!(
        (told.status.as_u16(), told.error().code.as_str()),
        (403, "auth.forbidden")
    );
}

#[tokio::test]
async fn a_push_takes_one_seq_of_an_office_however_much_it_moves() {
    let town = Town::new();
    let mut desk = town.desk(HANDLER).await;
    let cases = town.cases(BAIHE, "in_progress");
    let batch: Vec<Mutation> = cases
        .iter()
        .map(|case| desk.action(*case, note("一")))
        .collect();
    let reply = desk.push(&batch).await;
    let seqs: Vec<Option<u64>> = reply
        .results
        .iter()
        .map(|result| result.effect_seq)
        .collect();
    assert!(
        seqs.len() > 1 && seqs.windows(2).all(|pair| pair[0] == pair[1]),
        "{seqs:?}"
    );
    // Nothing of another office moved.
    let ledgers = town.app.read(crate::store::ledger::all).unwrap();
    let other = ledgers.iter().find(|ledger| ledger.id == BAIZHANG).unwrap();
    assert!(other.seq <= 1);
}

#[tokio::test]
async fn what_was_dealt_with_elsewhere_is_settled_with_a_word_and_touches_no_case() {
    let town = Town::new();
    let mut chen = town.desk(HANDLER).await;
    let lost = casework::CaseId(next_id());
    let held = chen.act(lost, visit("恢复以前的工单", &[])).await;
    assert_eq!(held.code.as_deref(), Some("case.unknown"));
    chen.seq += 1;
    let newer = Mutation::new(
        chen.seq,
        format!(
            r#"{{"id":"{}","case":"{lost}","base_rev":1,"action":{{"kind":"teleport"}},"v":9,"at":0}}"#,
            next_id()
        ),
    );
    let newer = chen.push(&[newer]).await.results.remove(0);
    let before = town.dump(BAIHE);

    let settling = |held: ActionId, how: &str| Payload {
        id: ActionId(next_id()),
        case: lost,
        base_rev: 0,
        after: None,
        resolves: Some(held),
        asks: Asks::Nobody,
        action: note(how),
        v: 1,
        at: Moment(0),
    };
    let wordless = chen.confirm(settling(held.id, "  "));
    let wordless = chen.push(&[wordless]).await.results.remove(0);
    assert_eq!(wordless.code.as_deref(), Some("held.no_reason"));
    let mut stranger = town.desk(STRANGER).await;
    let not_theirs = stranger.confirm(settling(held.id, "代办"));
    let not_theirs = stranger.push(&[not_theirs]).await.results.remove(0);
    assert_eq!(not_theirs.code.as_deref(), Some("held.unknown"));

    let settled = chen.confirm(settling(held.id, "已由社区当面答复"));
    let settled = chen.push(&[settled]).await.results.remove(0);
    assert_eq!(settled.outcome, Outcome::Applied);
    assert_eq!(settled.office.unwrap().as_str(), BAIHE);
    // The head may do it too, once.
    let mut head = town.desk(HEAD).await;
    let by_head = head.confirm(settling(newer.id, "已升级后重办"));
    let by_head = head.push(&[by_head]).await.results.remove(0);
    assert_eq!(by_head.outcome, Outcome::Applied);
    let twice = chen.confirm(settling(newer.id, "又一次"));
    let twice = chen.push(&[twice]).await.results.remove(0);
    assert_eq!(twice.code.as_deref(), Some("held.already_resolved"));

    chen.pull().await;
    let open: Vec<ActionId> = chen
        .held()
        .iter()
        .filter(|one| !one.resolved)
        .map(|one| one.id)
        .collect();
    assert!(!open.contains(&held.id) && !open.contains(&newer.id));
    assert_eq!(town.dump(BAIHE), before);
    let logged = |tx: &mut dyn crate::db::Tx| {
        let rows = tx.query(
            "SELECT subject FROM audit WHERE act = 'settle_elsewhere' ORDER BY id",
            &[],
        )?;
        let subjects = rows.iter().map(|row| Ok(row.text(0)?.to_owned()));
        subjects.collect::<crate::error::Result<Vec<String>>>()
    };
    let logged = town.app.read(logged).unwrap();
    assert_eq!(logged, [held.id.to_string(), newer.id.to_string()]);
}

#[tokio::test]
async fn a_sealed_action_is_opened_for_its_own_device_alone() {
    let town = Town::new();
    let (mut chen, other) = (town.desk(HANDLER).await, town.desk(HANDLER).await);
    let case = town.case(BAIHE, "in_progress");
    let plain = chen.action(case, note("转派前通过电话"));
    let meta = town.app.read(crate::store::meta::get).unwrap();
    let sealed_by = |proof_key: &str| {
        let addressee = Addressee {
            sealing_key: &crate::sealing::public_key(&meta.sealing_secret).unwrap(),
            proof_key,
        };
        let header = Header {
            device: chen.device,
            incarnation: chen.incarnation,
            user: chen.session.person.user.clone(),
            office: None,
            epoch: String::new(),
            evidence: Evidence::default(),
            made_at: Moment(0),
            app: String::new(),
            photos: Vec::new(),
            claims: BTreeMap::new(),
            sealed: Default::default(),
        };
        let seed = crate::random::Chance::system().bytes().unwrap();
        let action = Mutation::new(0, plain.payload.clone());
        let sealed = Writer::begin(Vec::new(), &addressee, seed, &header, &[action])
            .and_then(Writer::finish)
            .unwrap();
        Mutation {
            sealed: Some(BASE64_STANDARD.encode(sealed)),
            ..Mutation::new(plain.seq, String::new())
        }
    };
    let mine = sealed_by(&chen.session.proof_key);
    let taken = chen
        .push(std::slice::from_ref(&mine))
        .await
        .results
        .remove(0);
    assert_eq!(taken.outcome, Outcome::Applied);
    // In the clear it is the same action, under the same seq and hash.
    let again = chen
        .push(std::slice::from_ref(&plain))
        .await
        .results
        .remove(0);
    assert_eq!(again, taken);
    let notes = town
        .dump(BAIHE)
        .into_iter()
        .filter(|line| line["event"]["note"] == "转派前通过电话");
    assert_eq!(notes.count(), 1);

    // Another's is kept as it came, and done by nobody.
    let theirs = other.push(&[mine]).await.results.remove(0);
    assert_eq!(theirs.code.as_deref(), Some("action.unsupported"));
}
