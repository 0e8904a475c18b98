//! What must hold after every step, whatever hangs, is lost or has just been
//! killed. Each check is an invariant of SYNC.md, by its number there; those that
//! look at the server alone are in `history`.

use crate::look::{CentreLook, FeedRow, Words};
use crate::world::World;
use casework::action::Act;
use casework::{ActionId, Event};
use protocol::pull::Cursor;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

pub type Sound = Result<(), String>;

/// Fails with its words unless the condition holds.
macro_rules! must {
    ($holds:expr, $($words:tt)+) => {
        if !$holds {
            return Err(format!($($words)+));
        }
    };
}
pub(crate) use must;

impl World {
    /// What has not changed since it was found sound is not looked at again.
    pub fn check(&mut self) -> Sound {
        let server = self.look_at_server();
        if self.set_back.as_ref() != Some(&server.epoch) {
            self.set_back = None;
        }
        let moved = !self.sound.iter().any(|known| Rc::ptr_eq(known, &server));
        if moved {
            self.check_history(&server)?;
        }
        self.nothing_confirmed_is_lost(&server)?;
        let mut looks = Vec::new();
        for desk in self.here() {
            let look = self.look_at(desk);
            if moved
                || !self
                    .sound_desks
                    .iter()
                    .any(|known| Rc::ptr_eq(known, &look))
            {
                self.cursors_tell_the_truth(desk, &server)?;
                self.what_was_done_is_shown_once(desk)?;
            }
            looks.push(look);
        }
        let leaks = self.centre.leaks.lock().unwrap();
        must!(leaks.is_empty(), "10: {}", leaks.join(", "));
        drop(leaks);
        (self.sound, self.sound_desks) = (Some(server), looks);
        Ok(())
    }

    /// 1: byte for byte in an outbox or in the server's log, drafts included.
    fn nothing_confirmed_is_lost(&self, server: &CentreLook) -> Sound {
        let mut found: BTreeSet<ActionId> = BTreeSet::new();
        for desk in self.here() {
            for row in &self.look_at(desk).outbox {
                let confirmed = self.oracle.confirmed.get(&row.id);
                let told = format!("1: {} in the outbox of desk {desk}", row.id);
                match &row.words {
                    Words::Payload(payload) => {
                        let same = confirmed.is_some_and(|one| one.payload == *payload);
                        must!(same, "{told} has other words");
                    }
                    Words::Sealed => {}
                    Words::Gone => {
                        let backed_up = self.in_backup.contains(&row.id);
                        must!(backed_up, "{told} has gone, and no backup has it");
                        continue;
                    }
                }
                found.insert(row.id);
            }
            let drafts = self.desks[desk].book().drafts(None).unwrap();
            let drafts = drafts.into_iter().map(|one| (one.key.case, one.body));
            let kept: BTreeMap<_, _> = drafts.collect();
            must!(kept == self.desks[desk].drafts, "1: drafts of desk {desk}");
        }
        for (id, row) in &server.actions {
            let confirmed = self.oracle.confirmed.get(id);
            let same = confirmed.is_some_and(|one| one.payload == row.payload);
            must!(same, "1: {id} stands in the log in other words");
            let author = confirmed.map(|one| one.user);
            must!(
                author == Some(row.author.as_str()),
                "1: {id} has another author"
            );
        }
        for id in self.oracle.confirmed.keys() {
            let here = found.contains(id) || server.actions.contains_key(id);
            let kept = here || self.in_backup.contains(id);
            let forgiven = self.oracle.forgiven.contains(id);
            must!(kept || forgiven, "1: {id} is nowhere any more");
        }
        Ok(())
    }

    /// Confirmed actions that neither a desk nor the server has.
    pub fn confirmed_nowhere(&self) -> Vec<ActionId> {
        let server = self.look_at_server();
        let mut found: BTreeSet<ActionId> = server.actions.keys().copied().collect();
        for desk in self.here() {
            let look = self.look_at(desk);
            let rows = look.outbox.iter();
            let kept = rows.filter(|row| !matches!(row.words, Words::Gone));
            found.extend(kept.map(|row| row.id));
        }
        let confirmed = self.oracle.confirmed.keys();
        confirmed
            .filter(|id| !found.contains(id))
            .copied()
            .collect()
    }

    /// 4: what a cursor has passed is here as the server has it now, unless it has
    /// moved since; what it has passed as gone is not held by that scope.
    fn cursors_tell_the_truth(&self, desk: usize, server: &CentreLook) -> Sound {
        let here = self.look_at(desk);
        if self.set_back.is_some() || here.epoch != server.epoch {
            return Ok(());
        }
        let documents = server.documents.iter();
        let documents: BTreeMap<&str, &str> = documents
            .map(|one| (one.id.as_str(), one.body.as_str()))
            .collect();
        for row in &server.feed {
            let cursor = here.cursors.get(&row.scope);
            if row.kind != "case" || !cursor.is_some_and(|at| has_passed(at, row)) {
                continue;
            }
            let held = here
                .case_scopes
                .contains(&(row.scope.clone(), row.entity.clone()));
            let told = format!("case {} of {} on desk {desk}", row.entity, row.scope);
            must!(held != row.leaves, "4: {told}: leaves {}", row.leaves);
            let body = here.documents.get(&row.entity).map(|one| one.body.as_str());
            let same = row.leaves || body == documents.get(row.entity.as_str()).copied();
            must!(same, "4: {told} is not what the cursor says");
        }
        Ok(())
    }

    /// 12: on a desk that has the case, an action of its own is shown once: in the
    /// history or as pending. What the rulebook refuses by now may be shown as held.
    /// 7, first half: what is unsent is never out of sight.
    fn what_was_done_is_shown_once(&self, desk: usize) -> Sound {
        if self.set_back.is_some() {
            return Ok(());
        }
        let here = self.look_at(desk);
        let book = self.desks[desk].book();
        let mut views: BTreeMap<_, Vec<(Option<ActionId>, bool)>> = BTreeMap::new();
        for row in &here.outbox {
            let confirmed = &self.oracle.confirmed[&row.id];
            let case = confirmed.case.to_string();
            if !here.documents.contains_key(&case) {
                let out_of_sight = row.outcome.is_none() && !here.stubs.contains(&case);
                must!(!out_of_sight, "7: {} is unsent, its case is gone", row.id);
                continue;
            }
            let shown = views.entry(confirmed.case).or_insert_with(|| {
                let events = book.case(confirmed.case).unwrap().events;
                let place = |event: &Event| event.action;
                let events = events.iter();
                events.map(|one| (place(&one.event), one.pending)).collect()
            });
            let of_it = shown.iter().filter(|(action, _)| *action == Some(row.id));
            let times = of_it
                .map(|(_, pending)| pending)
                .collect::<BTreeSet<_>>()
                .len();
            let never_refused = matches!(confirmed.act, Act::LogVisit);
            let least = usize::from(never_refused && row.outcome.as_deref() != Some("held"));
            must!(
                (least..=1).contains(&times),
                "12: {} on {case} ({:?}, {:?}, settled {}) is shown {times} times on desk {desk}",
                row.id,
                confirmed.act,
                row.outcome,
                row.settled
            );
        }
        Ok(())
    }
}

fn has_passed(cursor: &Cursor, row: &FeedRow) -> bool {
    match cursor {
        Cursor::Snapshot { .. } => false,
        Cursor::Feed { seq, kind, id } => (row.seq, &row.kind, &row.entity) <= (*seq, kind, id),
    }
}
