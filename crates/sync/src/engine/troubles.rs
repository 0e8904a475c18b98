//! Photos that could not be sent. Each waits out a pause of its own behind the
//! others, so that one which is refused for ever holds up none of them.

use crate::plan::{LONGEST_PAUSE_MS, back_off_ms};
use casework::Moment;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

#[derive(Clone, Debug)]
struct Trouble {
    failures: u32,
    code: String,
    not_before: Moment,
}

#[derive(Default)]
pub(super) struct Troubles(Mutex<HashMap<String, Trouble>>);

impl Troubles {
    pub fn failed(&self, sha256: &str, code: &str, now: Moment) {
        let mut all = self.all();
        let failures = all.get(sha256).map_or(0, |before| before.failures) + 1;
        let trouble = Trouble {
            failures,
            code: code.to_owned(),
            not_before: Moment(now.0 + back_off_ms(failures, 1.0) as i64),
        };
        all.insert(sha256.to_owned(), trouble);
    }

    pub fn over(&self, sha256: &str) {
        self.all().remove(sha256);
    }

    /// A person asked: all may be tried at once.
    pub fn try_all(&self) {
        for trouble in self.all().values_mut() {
            trouble.not_before = Moment(i64::MIN);
        }
    }

    /// May it be sent now? A clock that was set back makes nothing wait for days.
    pub fn may_go(&self, sha256: &str, now: Moment) -> bool {
        self.all().get(sha256).is_none_or(|trouble| {
            let left = trouble.not_before.0.saturating_sub(now.0);
            left <= 0 || left > LONGEST_PAUSE_MS as i64
        })
    }

    pub fn code(&self, sha256: &str) -> Option<String> {
        self.all().get(sha256).map(|trouble| trouble.code.clone())
    }

    fn all(&self) -> MutexGuard<'_, HashMap<String, Trouble>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_that_fails_waits_longer_each_time_and_the_others_do_not() {
        let troubles = Troubles::default();
        troubles.failed("a", "blob.hash_mismatch", Moment(0));
        assert!(!troubles.may_go("a", Moment(1_999)));
        assert!(troubles.may_go("a", Moment(2_000)));
        assert!(troubles.may_go("b", Moment(0)));
        troubles.failed("a", "blob.hash_mismatch", Moment(2_000));
        assert!(!troubles.may_go("a", Moment(5_999)));
        assert_eq!(troubles.code("a").as_deref(), Some("blob.hash_mismatch"));
        troubles.over("a");
        assert_eq!(troubles.code("a"), None);
    }

    #[test]
    fn a_clock_that_was_set_back_holds_up_no_photo() {
        let troubles = Troubles::default();
        troubles.failed("a", "internal", Moment(86_400_000));
        assert!(troubles.may_go("a", Moment(0)));
    }

    #[test]
    fn asked_by_a_person_all_are_tried_at_once() {
        let troubles = Troubles::default();
        troubles.failed("a", "internal", Moment(0));
        troubles.try_all();
        assert!(troubles.may_go("a", Moment(0)));
    }
}
