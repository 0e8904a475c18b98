//! What must always hold of the server's own history.

use crate::always::{Sound, must};
use crate::look::{CentreDocument, CentreLook};
use crate::world::World;
use casework::{
    ActionId, Actor, Calendar, Case, Context, Event, EventKind, Rules, decide, evolve, fold,
};
use protocol::push::Payload;
use std::collections::{BTreeMap, BTreeSet};

impl World {
    pub fn check_history(&mut self, server: &CentreLook) -> Sound {
        each_action_takes_effect_once(server)?;
        self.a_held_action_is_settled_once(server)?;
        self.outcomes_have_no_gaps()?;
        self.no_number_is_given_twice()?;
        for document in &server.documents {
            // A history that was proven is proven.
            if self.proven.get(&document.id) != Some(&document.events) {
                a_history_is_a_legal_path(document, server)?;
                let events = document.events.clone();
                self.proven.insert(document.id.clone(), events);
            }
        }
        Ok(())
    }

    /// 2, second half.
    fn a_held_action_is_settled_once(&self, server: &CentreLook) -> Sound {
        let resolutions = self.server_files().resolutions();
        let mut settled: BTreeSet<ActionId> = BTreeSet::new();
        for row in server.actions.values() {
            // What nobody can read is held, and settles nothing.
            let Ok(payload) = serde_json::from_str::<Payload>(&row.payload) else {
                continue;
            };
            let code = row.result.code.as_deref();
            let settles = code.is_none_or(|code| code == "held.for_head");
            if let Some(held) = payload.resolves.filter(|_| settles) {
                must!(settled.insert(held), "2: {held} is settled twice");
                let told = resolutions.contains_key(&held.to_string());
                must!(told, "2: {held} is settled and nobody knows");
            }
        }
        Ok(())
    }

    /// 3: outcomes of an incarnation come in the order of their seqs, without gaps.
    fn outcomes_have_no_gaps(&self) -> Sound {
        for ((_, incarnation), results) in self.server_files().receipts() {
            for (nth, result) in results.iter().enumerate() {
                let (seq, place) = (result.seq, nth as u64 + 1);
                must!(
                    seq == place,
                    "3: seq {seq} of {incarnation} stands at {place}"
                );
            }
        }
        Ok(())
    }

    /// 13: gapless, and a number that was ever seen is never given to another letter.
    fn no_number_is_given_twice(&mut self) -> Sound {
        let mut last: BTreeMap<(String, i32, String), u32> = BTreeMap::new();
        for row in self.server_files().numbers() {
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
}

/// 2: an id takes effect once, in one case, in one go, or is held.
fn each_action_takes_effect_once(server: &CentreLook) -> Sound {
    let mut seen: BTreeSet<ActionId> = BTreeSet::new();
    for document in &server.documents {
        let mut before = None;
        for action in document.events.iter().map(|event| event.action) {
            if let Some(id) = action.filter(|_| action != before) {
                must!(seen.insert(id), "2: {id} took effect twice");
                let code = server.actions.get(&id).map(|row| &row.result.code);
                must!(code == Some(&None), "2: {id} took effect, and {code:?}");
            }
            before = action;
        }
    }
    for (id, row) in &server.actions {
        let applied = row.result.code.is_none();
        must!(
            !applied || seen.contains(id),
            "2: {id} is applied without effect"
        );
    }
    Ok(())
}

/// 6: every history is what the rulebook makes of the actions in it, one
/// revision an event, and the case is in one office.
fn a_history_is_a_legal_path(document: &CentreDocument, server: &CentreLook) -> Sound {
    let (id, events) = (&document.id, &document.events);
    let whole = fold(events).unwrap();
    let count = events.len() as u64;
    must!(document.revision == count, "6: the revision of {id}");
    must!(whole.revision == count, "6: the revision of {id}");
    let office = whole.office.as_ref().map_or("centre", |one| one.as_str());
    must!(office == document.office, "6: {id} is not where it says");
    let mut case = fold(&events[..1]).unwrap();
    let mut rest = &events[1..];
    while let Some(first) = rest.first() {
        let same = |event: &&Event| event.action.is_some() && event.action == first.action;
        let count = rest.iter().take_while(same).count().max(1);
        if let Some(action) = first.action {
            let row = server.actions.get(&action);
            let row = row.ok_or_else(|| format!("6: {action} in {id} never arrived"))?;
            let made = made(&case, first, &row.payload);
            let kinds: Vec<_> = rest[..count].iter().map(kind_of).collect();
            let same = made.as_ref() == Ok(&kinds);
            must!(same, "6: {id}: {action} makes {made:?}, not {kinds:?}");
        }
        case = rest[..count].iter().fold(case, evolve);
        rest = &rest[count..];
    }
    Ok(())
}

/// What the rulebook makes of an action on this case, at that moment.
fn made(case: &Case, event: &Event, payload: &str) -> Result<Vec<String>, String> {
    let payload: Payload = serde_json::from_str(payload).unwrap();
    let context = Context {
        now: event.at,
        calendar: Calendar::embedded(),
        rules: Rules::embedded(),
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
    // What was seen or said is taken from an office that had the case before.
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

fn kind_of(event: &Event) -> String {
    let kind = serde_json::to_value(&event.kind).unwrap();
    kind["kind"].as_str().unwrap_or_default().to_owned()
}
