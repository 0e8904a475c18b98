//! One letter of each kind as people see it, against a picture that was looked at. `UPDATE_GOLDEN=1 cargo test -p letter
//! --test pages golden` renews them; look at what changed before it is kept.

use std::path::PathBuf;

use crate::measure::*;

/// A page differs where more than this share of its dots do: faces are hinted a little differently by each poppler.
const SHARE: f64 = 0.01;
/// A dot differs where its grey does by more than this.
const GREY: u8 = 96;

#[test]
fn every_kind_looks_as_it_did() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let renew = std::env::var_os("UPDATE_GOLDEN").is_some();
    for kind in KINDS.iter().map(|known| known.kind) {
        let file = Printed::of(&of_kind(kind, 1));
        let name = serde_json::to_string(&kind).unwrap().replace('"', "");
        for page in 1..=file.pages() {
            let golden = folder.join(format!("{name}_{page}.png"));
            let seen = file.thumbnail(page);
            if renew {
                std::fs::create_dir_all(&folder).unwrap();
                seen.save(&golden).unwrap();
            }
            let wanted = image::open(&golden)
                .unwrap_or_else(|e| panic!("{}: {e}; UPDATE_GOLDEN=1 makes it", golden.display()))
                .to_luma8();
            assert_eq!(seen.dimensions(), wanted.dimensions());
            let dots = seen.pixels().zip(wanted.pixels());
            let differ = dots.filter(|(a, b)| a.0[0].abs_diff(b.0[0]) > GREY).count();
            let share = differ as f64 / (seen.width() * seen.height()) as f64;
            assert!(
                share <= SHARE,
                "{name}, page {page}: {:.2} % differ",
                share * 100.0
            );
        }
    }
}
