//! What must hold after every step, whatever hangs, is lost or has just been
//! killed. Each check is an invariant of SYNC.md, by its number there.

use crate::look::{ActionRow, CentreDocument, CentreFiles, FeedRow};
use crate::world::World;
use casework::action::Act;
use casework::{ActionId, Actor, Context, Event, EventKind, decide, evolve, fold};
use protocol::pull::Cursor;
use protocol::push::Payload;
use std::collections::{BTreeMap, BTreeSet};

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
    pub fn check(&mut self) -> Sound {
        let server = self.server_files();
        if self
            .set_back
            .as_ref()
            .is_some_and(|epoch| *epoch != server.epoch())
        {
            self.set_back = None;
        }
        let actions = server.actions();
        let documents = server.documents();
        self.nothing_confirmed_is_lost(&actions)?;
        each_action_takes_effect_once(&actions, &documents, &server)?;
        outcomes_have_no_gaps(&server)?;
        self.cursors_tell_the_truth(&server, &documents)?;
        self.history_is_a_legal_path(&documents, &actions)?;
        self.no_number_is_given_twice(&server)?;
        self.what_was_done_is_shown_once()?;
        let leaks = self.centre.leaks.lock().unwrap();
        must!(leaks.is_empty(), "10: {}", leaks.join(", "));
        Ok(())
    }

    /// 1: byte for byte in an outbox or in the server's log, drafts included.
    fn nothing_confirmed_is_lost(&self, actions: &BTreeMap<ActionId, ActionRow>) -> Sound {
        let mut found: BTreeSet<ActionId> = BTreeSet::new();
        for desk in self.here() {
            for row in self.files(desk).outbox() {
                let confirmed = self.oracle.confirmed.get(&row.id);
                let same = confirmed.is_some_and(|one| one.payload == row.payload);
                must!(same, "1: {} stands in an outbox in other words", row.id);
                found.insert(row.id);
            }
            let drafts = self.desks[desk].book().drafts(None).unwrap();
            let kept: BTreeMap<_, _> = drafts
                .into_iter()
                .map(|one| (one.key.case, one.body))
                .collect();
            must!(kept == self.desks[desk].drafts, "1: drafts of desk {desk}");
        }
        for (id, row) in actions {
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
            let kept = found.contains(id) || actions.contains_key(id);
            let forgiven = self.oracle.forgiven.contains(id);
            must!(kept || forgiven, "1: {id} is nowhere any more");
        }
        Ok(())
    }

    /// Confirmed actions that neither a desk nor the server has.
    pub fn confirmed_nowhere(&self) -> Vec<ActionId> {
        let mut found: BTreeSet<ActionId> = self.server_files().actions().into_keys().collect();
        for desk in self.here() {
            found.extend(self.files(desk).outbox().into_iter().map(|row| row.id));
        }
        let confirmed = self.oracle.confirmed.keys();
        confirmed
            .filter(|id| !found.contains(id))
            .copied()
            .collect()
    }

    /// 4: what a cursor has passed is here as the server has it now, unless it has
    /// moved since; what it has passed as gone is not held by that scope.
    fn cursors_tell_the_truth(&self, server: &CentreFiles, documents: &[CentreDocument]) -> Sound {
        if self.set_back.is_some() {
            return Ok(());
        }
        let epoch = server.epoch();
        let documents: BTreeMap<&str, &str> = documents
            .iter()
            .map(|one| (one.id.as_str(), one.body.as_str()))
            .collect();
        let feed = server.feed();
        for desk in self.here() {
            let files = self.files(desk);
            if files.epoch() != epoch {
                continue;
            }
            let (cursors, scopes) = (files.cursors(), files.case_scopes());
            let here = files.documents();
            for row in &feed {
                let passed = cursors
                    .get(&row.scope)
                    .is_some_and(|at| has_passed(at, row));
                if row.kind != "case" || !passed {
                    continue;
                }
                let held = scopes.contains(&(row.scope.clone(), row.entity.clone()));
                let told = format!("case {} of {} on desk {desk}", row.entity, row.scope);
                must!(held != row.leaves, "4: {told}: leaves {}", row.leaves);
                let body = here.get(&row.entity).map(|one| one.body.as_str());
                let same = row.leaves || body == documents.get(row.entity.as_str()).copied();
                must!(same, "4: {told} is not what the cursor says");
            }
        }
        Ok(())
    }

    /// 6: every history is what the rulebook makes of the actions in it, one
    /// revision an event, and the case is in one office.
    fn history_is_a_legal_path(
        &self,
        documents: &[CentreDocument],
        actions: &BTreeMap<ActionId, ActionRow>,
    ) -> Sound {
        for document in documents {
            let events: Vec<Event> = serde_json::from_str(&document.events).unwrap();
            let case = fold(&events).unwrap();
            let id = &document.id;
            must!(
                document.revision == events.len() as u64,
                "6: revision of {id}"
            );
            must!(case.revision == document.revision, "6: revision of {id}");
            let office = case.office.as_ref().map_or("centre", |one| one.as_str());
            must!(office == document.office, "6: {id} is not where it says");
            let mut case = fold(&events[..1]).unwrap();
            let mut rest = &events[1..];
            while let Some(first) = rest.first() {
                let same = |event: &&Event| event.action.is_some() && event.action == first.action;
                let count = rest.iter().take_while(same).count().max(1);
                if let Some(action) = first.action {
                    let row = actions.get(&action);
                    must!(row.is_some(), "6: {action} in {id} never arrived");
                    let made = self.made(&case, first, &row.unwrap().payload);
                    let kinds: Vec<_> = rest[..count].iter().map(kind_of).collect();
                    must!(
                        made == Ok(kinds.clone()),
                        "6: {id}: {made:?}, not {kinds:?}"
                    );
                }
                case = rest[..count].iter().fold(case, evolve);
                rest = &rest[count..];
            }
        }
        Ok(())
    }

    /// What the rulebook makes of an action on this case, at that moment.
    fn made(
        &self,
        case: &casework::Case,
        event: &Event,
        payload: &str,
    ) -> Result<Vec<String>, String> {
        let payload: Payload = serde_json::from_str(payload).unwrap();
        let context = Context {
            now: event.at,
            calendar: casework::Calendar::embedded(),
            rules: casework::Rules::embedded(),
            number: match &event.kind {
                EventKind::LetterSigned { number, .. } => Some(number.clone()),
                _ => None,
            },
            action: event.action,
            device_at: Some(payload.at),
            office_phones: Default::default(),
        };
        let person = Actor {
            user: event.by.user.clone(),
            name: event.by.name.clone(),
            role: event.by.role,
            office: event.by.office.clone(),
        };
        let guest = Actor {
            office: case.office.clone(),
            ..person.clone()
        };
        let mut made = decide(case, &payload.action, &person, &context);
        if made.is_err() && payload.action.act().outlives_access() {
            made = decide(case, &payload.action, &guest, &context);
        }
        match made {
            Ok(events) => Ok(events.iter().map(kind_of).collect()),
            Err(refusal) => Err(refusal.code),
        }
    }

    /// 13: gapless, and a number that was ever seen is never given to another letter.
    fn no_number_is_given_twice(&mut self, server: &CentreFiles) -> Sound {
        let mut last: BTreeMap<(String, i32, String), u32> = BTreeMap::new();
        for row in server.numbers() {
            let number = format!("{}〔{}〕{}号", row.word, row.year, row.serial);
            let register = (row.office, row.year, row.word);
            let before = last.insert(register, row.serial).unwrap_or(0);
            must!(
                row.serial == before + 1,
                "13: {number} comes after {before}"
            );
            let Some(letter) = row.letter else { continue };
            let first = self.oracle.numbers.entry(number.clone());
            let first = first.or_insert_with(|| letter.clone());
            must!(
                *first == letter,
                "13: {number} is {first}'s, and {letter}'s"
            );
        }
        Ok(())
    }

    /// 12: on a desk that has the case, an action of its own is shown once: in the
    /// history or as pending. What the rulebook refuses by now may be shown as held.
    /// 7, first half: what is unsent is never out of sight.
    fn what_was_done_is_shown_once(&self) -> Sound {
        for desk in self.here() {
            let files = self.files(desk);
            let (here, stubs) = (files.documents(), files.stubs());
            let book = self.desks[desk].book();
            for row in files.outbox() {
                let confirmed = &self.oracle.confirmed[&row.id];
                let case = confirmed.case.to_string();
                if !here.contains_key(&case) {
                    let out_of_sight = row.outcome.is_none() && !stubs.contains(&case);
                    must!(!out_of_sight, "7: {} is unsent, its case is gone", row.id);
                    continue;
                }
                let view = book.case(confirmed.case).unwrap();
                let of_it = |event: &Event| event.action == Some(row.id);
                let shown = view.events.iter().filter(|one| of_it(&one.event));
                let places: BTreeSet<bool> = shown.map(|one| one.pending).collect();
                let times = places.len();
                let appends = matches!(confirmed.act, Act::LogVisit);
                let least = usize::from(appends && row.outcome.as_deref() != Some("held"));
                must!(
                    (least..=1).contains(&times),
                    "12: {} ({:?}, {:?}, settled {}) is shown {times} times on desk {desk}",
                    row.id,
                    confirmed.act,
                    row.outcome,
                    row.settled
                );
            }
        }
        Ok(())
    }
}

/// 2: an id takes effect once, in one case, in one go; and so does the settling
/// of a held one.
fn each_action_takes_effect_once(
    actions: &BTreeMap<ActionId, ActionRow>,
    documents: &[CentreDocument],
    server: &CentreFiles,
) -> Sound {
    let mut seen: BTreeSet<ActionId> = BTreeSet::new();
    for document in documents {
        let events: Vec<Event> = serde_json::from_str(&document.events).unwrap();
        let mut before = None;
        for action in events.iter().map(|event| event.action) {
            if let Some(id) = action.filter(|_| action != before) {
                must!(seen.insert(id), "2: {id} took effect twice");
                let held = actions.get(&id).and_then(|row| row.result.code.as_ref());
                must!(held.is_none(), "2: {id} took effect and is held: {held:?}");
            }
            before = action;
        }
    }
    for (id, row) in actions {
        let applied = row.result.code.is_none();
        must!(
            !applied || seen.contains(id),
            "2: {id} is applied without effect"
        );
    }
    let mut settled: BTreeSet<ActionId> = BTreeSet::new();
    for row in actions.values() {
        let payload: Payload = serde_json::from_str(&row.payload).unwrap();
        let settles = row
            .result
            .code
            .as_deref()
            .is_none_or(|code| code == "held.for_head");
        if let Some(held) = payload.resolves.filter(|_| settles) {
            must!(settled.insert(held), "2: {held} is settled twice");
            let told = server.resolutions().contains_key(&held.to_string());
            must!(told, "2: {held} is settled and nobody knows");
        }
    }
    Ok(())
}

/// 3: outcomes of an incarnation come in the order of their seqs, without gaps.
fn outcomes_have_no_gaps(server: &CentreFiles) -> Sound {
    for ((_, incarnation), results) in server.receipts() {
        for (nth, result) in results.iter().enumerate() {
            must!(
                result.seq == nth as u64 + 1,
                "3: seq {} of {incarnation} stands at {}",
                result.seq,
                nth + 1
            );
        }
    }
    Ok(())
}

fn has_passed(cursor: &Cursor, row: &FeedRow) -> bool {
    match cursor {
        Cursor::Snapshot { .. } => false,
        Cursor::Feed { seq, kind, id } => (row.seq, &row.kind, &row.entity) <= (*seq, kind, id),
    }
}

fn kind_of(event: &Event) -> String {
    let kind = serde_json::to_value(&event.kind).unwrap();
    kind["kind"].as_str().unwrap_or_default().to_owned()
}
