//! What desks read: page by page, to the same on all of them, and nothing more.

use crate::acts::DOINGS;
use crate::dice::Dice;
use crate::faults::Fault;
use crate::look::Words;
use crate::script::{CLERK, OTHER, told};
use crate::shared::{BAIHE, DONGLIU};
use crate::step::Step;

/// 4
#[test]
fn a_page_and_its_cursors_are_one_step() {
    told(async |world| {
        for nth in 0..4 {
            // A page is at least 16 KiB: each of these fills one.
            world.visits_and_notes(CLERK, nth, "狗".repeat(8_000));
        }
        world.syncs(CLERK).await;
        // After a restore everything is read from its beginning; killed between
        // any two pages, what is here is what the cursors say.
        world.does(Step::Backup).await;
        world.does(Step::Restore).await;
        world.syncs(CLERK).await;
        for call in 0..6 {
            let mut faults = vec![Fault::None; call];
            faults.push(Fault::DeskDiesAfter);
            world.does(Step::Restore).await;
            world.syncs_with(CLERK, faults).await;
            world.syncs(CLERK).await;
        }
        let pages = world.log.lines();
        let pages = pages.iter().filter(|line| line.contains("/sync/v1/pull"));
        assert!(pages.count() > 30, "pages were cut");
    });
}

/// 5
#[test]
fn when_nothing_moves_desks_and_server_say_the_same() {
    // `told` ends with this check; here, whatever people do at once.
    told(async |world| {
        let mut dice = Dice::new(5, 0);
        for _ in 0..60 {
            let desk = dice.below(3);
            let case = dice.below(4);
            let doing = dice.weighted(&DOINGS);
            world.does(Step::Act { desk, case, doing }).await;
            if dice.percent(30) {
                world.syncs(desk).await;
            }
        }
        world.assigns(0, DONGLIU);
        world.assigns(0, BAIHE);
    });
}

/// 7
#[test]
fn of_a_case_that_left_nothing_readable_remains_and_before_nothing_is_missing() {
    told(async |world| {
        let case = world.case(0).to_string();
        world.visits(CLERK, 0);
        world.assigns(0, DONGLIU);
        // The visit does not arrive, the reassignment does.
        world
            .syncs_with(
                CLERK,
                vec![Fault::Instead(crate::faults::Stranger::BrokenJson)],
            )
            .await;
        assert!(world.look_at(CLERK).documents.contains_key(&case), "unsent");
        world.syncs(CLERK).await;
        let desk = world.look_at(CLERK);
        assert!(!desk.documents.contains_key(&case));
        assert!(desk.stubs.contains(&case), "已转派");
        let readable = desk.outbox.iter();
        let readable = readable.filter(|row| matches!(row.words, Words::Payload(_)));
        assert_eq!(readable.count(), 0);
        assert!(world.desks[CLERK].book().case(world.case(0)).is_err());
        world.syncs(OTHER).await;
        assert!(world.look_at(OTHER).documents.contains_key(&case));
    });
}
