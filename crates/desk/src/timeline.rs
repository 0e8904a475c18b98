//! 经过: the history of a case as lines a person reads, newest first.

use crate::view::TimelineEntry;
use casework::{Event, EventKind, Role};
use protocol::directory::Directory;
use serde_json::{Map, Value, json};

/// One line per event. Bulky or private fields stay out: photos are counted,
/// a letter's text is not repeated, the citizen is not named.
pub fn timeline<'a>(
    events: impl DoubleEndedIterator<Item = (&'a Event, bool)>,
    directory: &Directory,
) -> Vec<TimelineEntry> {
    events
        .rev()
        .map(|(event, pending)| entry(event, pending, directory))
        .collect()
}

fn entry(event: &Event, pending: bool, directory: &Directory) -> TimelineEntry {
    TimelineEntry {
        at: event.at.0,
        kind: kind(&event.kind),
        by: event.by.name.clone(),
        by_centre: matches!(
            event.by.role,
            Role::Dispatcher | Role::Administrator | Role::System
        ),
        facts: facts(&event.kind, directory),
        pending,
    }
}

/// The event's stable code, as it stands in JSON.
fn kind(kind: &EventKind) -> String {
    match serde_json::to_value(kind) {
        Ok(Value::Object(fields)) => fields
            .get("kind")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
        _ => String::new(),
    }
}

fn facts(kind: &EventKind, directory: &Directory) -> Map<String, Value> {
    let office = |id: &casework::OfficeId| {
        directory
            .office(id)
            .map_or_else(|| id.to_string(), |office| office.name.clone())
    };
    let facts = match kind {
        EventKind::Registered { registration, .. } => json!({
            "channel": registration.channel,
            "origin": registration.origin,
            "submitted_at": registration.submitted_at,
        }),
        EventKind::Dispatched { office: to, from } => json!({
            "office": office(to),
            "from": from.as_ref().map(office),
        }),
        EventKind::AssistInvited { office: whom, ask } => {
            json!({ "office": office(whom), "ask": ask })
        }
        EventKind::AssistSignedFor { office: whom } => json!({ "office": office(whom) }),
        EventKind::AssistContributed { office: whom, text } => {
            json!({ "office": office(whom), "text": text })
        }
        EventKind::AssistReleased {
            office: whom,
            reason,
        } => json!({ "office": office(whom), "reason": reason }),
        EventKind::JointlyDecided {
            held_on,
            decision,
            tasks,
        } => {
            let tasks: Vec<Value> = tasks
                .iter()
                .map(|task| {
                    json!({ "office": office(&task.office), "what": task.what, "due": task.due })
                })
                .collect();
            json!({ "held_on": held_on, "decision": decision, "tasks": tasks })
        }
        EventKind::Escalated { escalation } => {
            let mut facts = json!(escalation);
            facts["office"] = json!(office(&escalation.office));
            facts
        }
        EventKind::CalendarChanged {
            office: Some(whose),
            clock,
            due_before,
            due_after,
            ..
        } => json!({
            "office": office(whose),
            "clock": clock,
            "due_before": due_before,
            "due_after": due_after,
        }),
        EventKind::FollowedUp { follow_up } => json!(follow_up),
        EventKind::VisitLogged { visit } => json!({
            "note": visit.note,
            "companions": visit.companions,
            "finding": visit.finding,
            "photos": visit.photos.len(),
            "at": visit.at,
        }),
        // Seeing it is an act of its own.
        EventKind::PostalAddressCorrected { .. } => json!({}),
        EventKind::LetterDrafted {
            revision,
            letter_kind,
            content,
            ..
        } => json!({
            "revision": revision,
            "letter_kind": letter_kind,
            "title": content.title,
        }),
        EventKind::LetterSigned {
            revision,
            number,
            date,
            ..
        } => json!({
            "revision": revision,
            "number": number.to_string(),
            "date": date,
        }),
        EventKind::LetterFiled { pdf, .. } => json!({ "pages": pdf.pages }),
        EventKind::Closed { form } => {
            json!({ "solved": form.solved, "public_reply": form.public_reply })
        }
        other => match serde_json::to_value(other) {
            Ok(Value::Object(mut fields)) => {
                fields.remove("kind");
                Value::Object(fields)
            }
            _ => Value::Null,
        },
    };
    match facts {
        Value::Object(fields) => fields
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .collect(),
        _ => Map::new(),
    }
}
