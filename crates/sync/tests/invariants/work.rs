//! What people confirmed: kept, taken once, in order, shown once.

use crate::acts::{Doing, Settling};
use crate::faults::Fault;
use crate::look::{CentreFiles, Words};
use crate::script::{CLERK, HEAD, OTHER, told};
use crate::shared::DONGLIU;
use crate::step::Step;
use casework::action::Act;
use casework::{ActionId, CaseId};
use uuid::Uuid;

/// 1
#[test]
fn what_was_confirmed_is_kept_word_for_word_until_a_backup_has_it() {
    told(async |world| {
        let visit = world.visits(CLERK, 0);
        world.act(CLERK, 1, Doing::Draft);
        // Killed at every call, before and after the server had it.
        for call in 0..4 {
            for dies in [Fault::DeskDiesBefore, Fault::DeskDiesAfter] {
                let mut faults = vec![Fault::None; call];
                faults.push(dies);
                world.visits(CLERK, 0);
                world.syncs_with(CLERK, faults).await;
            }
        }
        world.assigns(0, DONGLIU);
        world.syncs(CLERK).await;
        let words = |world: &crate::world::World| {
            let desk = world.look_at(CLERK);
            let row = desk.outbox.iter().find(|row| row.id == visit).unwrap();
            match row.words {
                Words::Payload(_) => "here",
                Words::Sealed => "sealed",
                Words::Gone => "gone",
            }
        };
        assert_eq!(words(world), "sealed", "no backup has it yet");
        world.does(Step::Backup).await;
        world.syncs(CLERK).await;
        assert_eq!(words(world), "gone");
        let backup = CentreFiles::open(&world.ground.path().join("backup")).look();
        let confirmed = &world.oracle.confirmed[&visit].payload;
        assert_eq!(&backup.actions[&visit].payload, confirmed);
    });
}

/// 2
#[test]
fn an_action_takes_effect_once_and_a_held_one_is_settled_once() {
    told(async |world| {
        let visit = world.visits(CLERK, 0);
        world.does(Step::CloneLaptop { desk: CLERK }).await;
        let copy = world.desks.len() - 1;
        world.syncs_with(CLERK, vec![Fault::Late]).await;
        world.syncs_with(CLERK, vec![Fault::LoseReply]).await;
        world.syncs_with(CLERK, vec![Fault::Twice]).await;
        world.does(Step::Arrive { nth: 0 }).await;
        world.syncs(copy).await;
        assert_eq!(world.effects(visit), 1);
        // Two copies of one desk settle the same held action, each by a note.
        world.acts(CLERK, 0, Act::SignFor);
        world.acts(HEAD, 0, Act::SignFor);
        world.syncs(HEAD).await;
        world.syncs(CLERK).await;
        world.syncs(copy).await;
        for desk in [CLERK, copy] {
            let said = world.act(desk, 0, Doing::Settle(Settling::Note));
            assert!(said.starts_with("confirmed"), "{said}");
        }
        world.syncs(CLERK).await;
        world.syncs(copy).await;
        let server = world.look_at_server();
        let codes = server
            .actions
            .values()
            .filter_map(|row| row.result.code.as_deref());
        let second = codes.filter(|code| *code == "held.already_resolved");
        assert_eq!(second.count(), 1);
    });
}

/// 3
#[test]
fn outcomes_of_an_incarnation_come_in_order_and_without_gaps() {
    told(async |world| {
        for call in 0..5 {
            world.visits(CLERK, call);
            world.visits(CLERK, call + 1);
            let fault = [Fault::LoseReply, Fault::Late, Fault::Twice][call % 3];
            world.syncs_with(CLERK, vec![fault]).await;
        }
        world.does(Step::CloneLaptop { desk: CLERK }).await;
        let copy = world.desks.len() - 1;
        for desk in [CLERK, copy] {
            world.visits(desk, 0);
            world.syncs(desk).await;
        }
        while world.arrive(0).await != "nothing is on its way" {
            world.check().unwrap();
        }
        let receipts = world.server_files().receipts();
        let given: usize = receipts.values().map(Vec::len).sum();
        assert!(
            given >= 12 && receipts.len() >= 2,
            "{given} in {}",
            receipts.len()
        );
    });
}

/// 6
#[test]
fn every_history_is_a_legal_path_and_the_case_is_in_one_office() {
    told(async |world| {
        for nth in 0..3 {
            world.acts(CLERK, nth, Act::SignFor);
            world.acts(CLERK, nth, Act::RequestExtension);
            world.visits(CLERK, nth);
        }
        world.assigns(1, DONGLIU);
        world.syncs(CLERK).await;
        world.syncs(HEAD).await;
        world.acts(HEAD, 0, Act::ApproveExtension);
        world.syncs(HEAD).await;
        world.syncs(OTHER).await;
        world.acts(OTHER, 0, Act::SignFor);
        world.syncs(OTHER).await;
        // Every case was looked at; this one in particular went both ways.
        let server = world.look_at_server();
        let moved = &server.documents[1];
        assert_eq!(moved.office, "330212002");
        assert_eq!(moved.revision, moved.events.len() as u64);
        assert!(world.proven.contains_key(&moved.id));
    });
}

/// 9
#[test]
fn what_is_held_or_poisonous_blocks_nothing_else() {
    told(async |world| {
        world.acts(HEAD, 0, Act::SignFor);
        world.syncs(HEAD).await;
        world.acts(CLERK, 0, Act::SignFor);
        let held = *world.oracle.confirmed.keys().last().unwrap();
        let others = [world.visits(CLERK, 1), world.visits(CLERK, 2)];
        world.syncs(CLERK).await;
        assert_eq!(
            world.held_for(held).as_deref(),
            Some("case.not_allowed_now")
        );
        for other in others {
            assert_eq!(world.held_for(other), None);
        }
        // What no server can read is kept too, and what comes behind it is taken.
        let stranger = world.stranger("wu.tao", "1").await;
        let unknown = payload(world.case(3), 1, r#"{"kind":"from_next_year"}"#);
        let sound = payload(world.case(3), 1, r#"{"kind":"show_citizen"}"#);
        let payloads = [unknown, "{}".into(), sound];
        let reply = stranger.pushes(world, &payloads).await;
        let codes = reply.results.iter().map(|one| one.code.as_deref());
        let foreseen = ["action.unsupported", "action.unsupported", "case.no_access"];
        assert_eq!(codes.collect::<Vec<_>>(), foreseen.map(Some));
        world.remember_strangers();
    });
}

/// 11
#[test]
fn every_version_above_the_floor_hands_in_its_work() {
    told(async |world| {
        for version in protocol::PUSH_FLOOR..=protocol::VERSION {
            let desk = world.stranger("chen.jing", &version.to_string()).await;
            let note = payload(
                world.case(0),
                version,
                r#"{"kind":"log_contact","note":"电话"}"#,
            );
            let reply = desk.pushes(world, &[note]).await;
            assert_eq!(reply.results[0].code, None, "version {version}");
        }
        world.remember_strangers();
    });
}

/// 12
#[test]
fn a_case_that_is_shown_shows_each_action_exactly_once() {
    told(async |world| {
        world.does(Step::Backup).await;
        let visit = world.visits(CLERK, 0);
        let hangs = vec![Fault::HangBefore, Fault::HangAfter, Fault::HangBefore];
        world.syncs_with(CLERK, vec![Fault::LoseReply]).await;
        world.syncs_with(CLERK, hangs.clone()).await;
        for _ in 0..4 {
            // Whatever hangs, the person goes on.
            world.visits(CLERK, 0);
            world.syncs_with(CLERK, hangs.clone()).await;
        }
        world.does(Step::Restore).await;
        for _ in 0..12 {
            world.syncs_with(CLERK, hangs.clone()).await;
        }
        assert_eq!(world.effects(visit), 1);
    });
}

/// 12: what is frozen is read no more, and still shows what was done on it.
#[test]
fn a_frozen_case_still_shows_what_was_done_on_it() {
    told(async |world| {
        let visit = world.visits(CLERK, 0);
        world.act(CLERK, 0, Doing::Draft);
        world.assigns(0, DONGLIU);
        world.syncs(CLERK).await;
        let view = world.desks[CLERK].book().case(world.case(0)).unwrap();
        assert!(view.row.frozen);
        let shown = view
            .events
            .iter()
            .filter(|one| one.event.action == Some(visit));
        assert_eq!(shown.count(), 1);
    });
}

/// 13
#[test]
fn no_number_is_given_twice_even_after_a_restore() {
    told(async |world| {
        let sign = async |world: &mut crate::world::World, nth: usize| {
            for act in [Act::SignFor, Act::DraftLetter, Act::SubmitLetter] {
                world.acts(CLERK, nth, act);
            }
            world.syncs(CLERK).await;
            world.syncs(HEAD).await;
            world.acts(HEAD, nth, Act::SignLetter);
        };
        world.does(Step::Backup).await;
        sign(world, 0).await;
        world.syncs(HEAD).await;
        let first = world.oracle.numbers.clone();
        assert_eq!(first.len(), 1);
        world.does(Step::Restore).await;
        sign(world, 1).await;
        world.syncs(HEAD).await;
        assert_eq!(world.oracle.numbers.len(), 2, "{:?}", world.oracle.numbers);
        let kept = first.iter().next().unwrap();
        let numbers = world.server_files().numbers();
        let again = numbers
            .iter()
            .find(|row| row.letter.as_ref() == Some(kept.1));
        assert_eq!(again.unwrap().serial, 1, "the paper has this number");
    });
}

fn payload(case: CaseId, version: u32, action: &str) -> String {
    let id = ActionId(Uuid::new_v4());
    format!(
        r#"{{"id":"{id}","case":"{case}","base_rev":1,"action":{action},"v":{version},"at":1793667600000}}"#
    )
}
