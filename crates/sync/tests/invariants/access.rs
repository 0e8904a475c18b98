//! Who may read.

use crate::administrator::Administering;
use crate::script::{CLERK, HEAD, OTHER, told};
use crate::step::Step;

/// 10. The way itself looks at every answer to a device that was revoked
/// (`simulation/post`), so what is asked here is only that there are such answers.
#[test]
fn a_revoked_device_reads_nothing_more_even_after_a_restore() {
    told(async |world| {
        world.does(Step::Backup).await;
        world.administers(Administering::Retire, CLERK).await;
        world.administers(Administering::Disable, HEAD).await;
        world.administers(Administering::ReportLost, OTHER).await;
        world.does(Step::Restore).await;
        let said = |world: &crate::world::World, desk: usize| {
            let done = world.desks[desk].done.as_ref().unwrap();
            done.as_ref().unwrap_err().code().to_owned()
        };
        for desk in [CLERK, HEAD] {
            world.syncs(desk).await;
        }
        assert_eq!(said(world, CLERK), "device.retired");
        assert_eq!(said(world, HEAD), "auth.wrong_password");
        world.syncs(OTHER).await;
        assert!(world.desks[OTHER].gone, "its keys are destroyed at once");
    });
}
