//! Evidence: what its name says, and never the last copy that goes.

use crate::acts::Doing;
use crate::faults::{Fault, Stranger};
use crate::script::{CLERK, HEAD, told};
use crate::step::Step;
use casework::Moment;

/// 8. That an original goes once centre and backup have it, and comes back, is
/// told in `exchange/departing`.
#[test]
fn a_photo_is_what_its_name_says_and_stays_until_a_backup_has_it() {
    told(async |world| {
        let said = world.act(CLERK, 0, Doing::Visit { photo: 40_000 });
        assert!(said.starts_with("confirmed"), "{said}");
        let sha256 = world.desks[CLERK].files().photos()[0].sha256.clone();
        // push, pull, HEAD; then the parts, smaller and smaller, one damaged.
        let mut faults = vec![Fault::None; 3];
        let too_large = Fault::Instead(Stranger::TooLarge);
        faults.extend([too_large, too_large, Fault::LoseReply]);
        world.syncs_with(CLERK, faults).await;
        world.syncs(CLERK).await;
        assert!(world.server_files().blobs().contains(&sha256));
        let much_later = Moment(world.clock.now().0 + 90 * 24 * 3_600_000);
        let may_go = |world: &crate::world::World| {
            let book = world.desks[CLERK].book();
            book.photos_that_may_go(much_later, 10).unwrap()
        };
        assert!(may_go(world).is_empty(), "no backup has it");
        world.does(Step::Backup).await;
        assert!(may_go(world).is_empty(), "the case is still open");
        world.syncs(HEAD).await;
        let seen = world.desks[HEAD].engine().blob(&sha256).await.unwrap();
        let (found, size) = casebook::sha256_of(seen).unwrap();
        assert_eq!((found, size), (sha256, 40_000));
    });
}
