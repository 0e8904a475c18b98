//! Courses of events that broke earlier wordings of the protocol, by their number
//! in its list; the others of the list have their tests elsewhere (docs/proof.md).

use crate::acts::Doing;
use crate::administrator::Administering;
use crate::faults::Fault;
use crate::script::{CLERK, HEAD, told};
use crate::step::Step;
use casework::action::Act;
use casework::{Action, EventKind};

/// Two of them do not fit on one page.
fn long_note() -> String {
    "狗".repeat(8_000)
}

/// 2: one push, one seq, and a page that ends between its two cases.
#[test]
fn two_visits_of_one_push_arrive_though_a_page_is_cut_between_them() {
    told(async |world| {
        let first = world.visits_and_notes(CLERK, 0, long_note());
        let second = world.visits_and_notes(CLERK, 1, long_note());
        world.syncs(CLERK).await;
        let server = world.look_at_server();
        let seq = |id| server.actions[&id].result.effect_seq;
        assert_eq!(seq(first), seq(second), "one transaction takes one seq");
        drop(server);
        let before = pulls(world);
        world.syncs(HEAD).await;
        assert!(pulls(world) - before >= 2, "the page was cut");
    });
}

/// 4: the same for what nobody pushed.
#[test]
fn a_calendar_that_moves_two_cases_arrives_though_a_page_is_cut_between_them() {
    told(async |world| {
        for nth in 0..2 {
            world.acts(CLERK, nth, Act::SignFor);
            world.visits_and_notes(CLERK, nth, long_note());
        }
        world.syncs(CLERK).await;
        world.syncs(HEAD).await;
        world.administers(Administering::NewCalendar, 0).await;
        let before = pulls(world);
        world.syncs(HEAD).await;
        assert!(pulls(world) - before >= 2, "the page was cut");
        for nth in 0..2 {
            let view = world.desks[HEAD].book().case(world.case(nth)).unwrap();
            let last = view.events.last().unwrap();
            let moved = matches!(last.event.kind, EventKind::CalendarChanged { .. });
            assert!(moved, "{:?}", last.event.kind);
        }
    });
}

/// 9: the visit was there when the disk was copied, its photo was not.
#[test]
fn a_photo_that_a_set_back_disk_lost_is_sent_again() {
    told(async |world| {
        world.act(CLERK, 0, Doing::Visit { photo: 3_000 });
        let sha256 = world.desks[CLERK].files().photos()[0].sha256.clone();
        // The visit goes and everything is read; the first call for the photo is lost.
        let faults = vec![Fault::None, Fault::None, Fault::LoseRequest];
        world.syncs_with(CLERK, faults).await;
        assert!(!world.server_files().blobs().contains(&sha256));
        world.does(Step::KeepDisk).await;
        world.syncs(CLERK).await;
        assert!(world.server_files().blobs().contains(&sha256));
        world.syncs(CLERK).await;
        world.does(Step::SetBackDisk).await;
        assert!(!world.server_files().blobs().contains(&sha256));
        world.syncs(CLERK).await;
        world.syncs(CLERK).await;
        assert!(world.server_files().blobs().contains(&sha256));
    });
}

/// 13: who is gone cannot settle it; the head of the office can.
#[test]
fn what_is_held_of_a_retired_device_is_settled_by_the_head() {
    told(async |world| {
        world.acts(HEAD, 0, Act::SignFor);
        world.syncs(HEAD).await;
        world.acts(CLERK, 0, Act::SignFor);
        let held = *world.oracle.confirmed.keys().last().unwrap();
        world.administers(Administering::Retire, CLERK).await;
        world.syncs(CLERK).await;
        assert!(world.held_for(held).is_some());
        world.syncs(HEAD).await;
        let attention = world.desks[HEAD].book().attention().unwrap();
        assert_eq!(attention.len(), 1);
        let note = Action::LogContact {
            note: "已由他人签收".into(),
        };
        let case = world.case(0);
        world.confirm(HEAD, case, note, Some(held), None).unwrap();
        world.syncs(HEAD).await;
        let resolutions = world.server_files().resolutions();
        assert!(resolutions.contains_key(&held.to_string()));
        assert!(world.desks[HEAD].book().attention().unwrap().is_empty());
    });
}

/// 15: nobody signs what they have not seen.
#[test]
fn a_head_who_signs_an_older_revision_is_told_and_takes_no_number() {
    told(async |world| {
        for act in [Act::SignFor, Act::DraftLetter, Act::SubmitLetter] {
            world.acts(CLERK, 0, act);
        }
        world.syncs(CLERK).await;
        world.syncs(HEAD).await;
        world.acts(CLERK, 0, Act::DraftLetter);
        world.acts(CLERK, 0, Act::SubmitLetter);
        world.syncs(CLERK).await;
        world.acts(HEAD, 0, Act::SignLetter);
        let signed = *world.oracle.confirmed.keys().last().unwrap();
        world.syncs(HEAD).await;
        assert_eq!(world.held_for(signed).as_deref(), Some("letter.changed"));
        assert!(world.server_files().numbers().is_empty());
    });
}

fn pulls(world: &crate::world::World) -> usize {
    let lines = world.log.lines();
    lines
        .iter()
        .filter(|line| line.contains("POST /sync/v1/pull"))
        .count()
}
