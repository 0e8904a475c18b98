//! 需处理: what the centre did not take as it came, and the ways to settle it.
//! Whatever is chosen, what a person wrote stays.

mod note;
#[cfg(test)]
mod samples;
mod three_way;
mod words;

use crate::error::{Reply, error};
use crate::open::Open;
use crate::panel::title;
use crate::view::{Acted, AskedHead, HeldView, HeldWay};
use crate::{Desk, acts};
use casebook::{AttentionKind, Confirmed, Intent};
use casework::decide::limits::NOTE;
use casework::{Action, ActionId, Case, Context, Event, Role, decide, evolve, fold};
use protocol::error::code;
use protocol::item::HeldAction;
use protocol::push::Payload;
use serde_json::{Map, Value, json};
use three_way::{Sides, ThreeWay, three_way};

impl Desk {
    pub async fn attention(&self) -> Reply<Vec<HeldView>> {
        self.read(held).await
    }

    /// `how`: the word that 已另行处理 needs.
    pub async fn resolve_held(
        &self,
        id: ActionId,
        way: HeldWay,
        how: Option<String>,
    ) -> Reply<Acted> {
        let how = how.unwrap_or_default();
        let acted = self.edit(move |open| resolve(open, id, way, &how)).await?;
        self.changed(acted.changed.iter().map(|row| row.id).collect())
            .await;
        Ok(acted)
    }
}

fn held(open: &Open) -> Reply<Vec<HeldView>> {
    let mut views = Vec::new();
    for one in open.book.attention()? {
        let view = match one.kind {
            AttentionKind::Held(held) => held_view(open, held, one.with_head),
            AttentionKind::RottenPhoto { sha256, name } => {
                let Some(case) = one.case else { continue };
                HeldView {
                    id: ActionId(uuid::Uuid::nil()),
                    case,
                    case_number: one.case_number,
                    case_title: title(open, case),
                    kind: "photo".into(),
                    by: open.person.name.clone(),
                    at: one.at.0,
                    code: "photo.rotten".into(),
                    facts: Map::from_iter([
                        ("name".into(), json!(name)),
                        ("sha256".into(), json!(sha256)),
                    ]),
                    base: Map::new(),
                    mine: Map::new(),
                    theirs: Map::new(),
                    base_at: None,
                    theirs_at: None,
                    theirs_by: None,
                    gone: false,
                    head: AskedHead::No,
                    ways: Vec::new(),
                }
            }
        };
        views.push(view);
    }
    Ok(views)
}

fn held_view(open: &Open, held: HeldAction, with_head: bool) -> HeldView {
    let head = match (held.code == code::FOR_HEAD, with_head) {
        (false, _) => AskedHead::No,
        (true, true) => AskedHead::Waits,
        (true, false) => AskedHead::Asked,
    };
    let (code, facts) = reason(&held);
    let compared = compared(open, &held);
    let ways = ways(open, &held, &code, &compared, head);
    HeldView {
        id: held.id,
        case: held.case,
        case_title: title(open, held.case),
        kind: compared.kind,
        by: held.author_name,
        at: held.at.0,
        code,
        facts,
        case_number: held.case_number,
        base: compared.fields.base,
        mine: compared.fields.mine,
        theirs: compared.fields.theirs,
        base_at: compared.base_at,
        theirs_at: compared.since.as_ref().map(|event| event.at.0),
        theirs_by: compared.since.map(|event| event.by.name),
        gone: compared.gone,
        head,
        ways,
    }
}

/// Those that do not fail for sure: a case that is gone is not tried again, one
/// that the centre does not have takes no note, what cannot be read here is not
/// said again, and nobody passes on what they were asked themselves.
fn ways(
    open: &Open,
    held: &HeldAction,
    code: &str,
    compared: &Compared,
    head: AskedHead,
) -> Vec<HeldWay> {
    let readable = serde_json::from_str::<Payload>(&held.payload).is_ok();
    let there = code != code::UNKNOWN_CASE;
    let may = |way: &HeldWay| match way {
        HeldWay::Retry => readable && there && !compared.gone,
        HeldWay::Note => readable && there,
        HeldWay::Head => readable && open.person.role == Role::Handler && head == AskedHead::No,
        HeldWay::Elsewhere => true,
    };
    let mut ways = vec![
        HeldWay::Retry,
        HeldWay::Note,
        HeldWay::Head,
        HeldWay::Elsewhere,
    ];
    ways.retain(may);
    ways
}

/// A held action beside the case as it was and as it is.
struct Compared {
    kind: String,
    fields: ThreeWay,
    base_at: Option<i64>,
    /// the last change that its person had not seen
    since: Option<Event>,
    gone: bool,
}

fn compared(open: &Open, held: &HeldAction) -> Compared {
    let case = open.book.case(held.case).ok();
    let gone = case.as_ref().is_none_or(|view| view.row.frozen);
    let Ok(payload) = serde_json::from_str::<Payload>(&held.payload) else {
        // Of a newer version: what is there is shown as it is.
        let mine = fields(&held.payload);
        let kind = mine.get("kind").and_then(Value::as_str);
        return Compared {
            kind: kind.unwrap_or_default().to_owned(),
            fields: ThreeWay {
                mine,
                ..ThreeWay::default()
            },
            base_at: None,
            since: None,
            gone,
        };
    };
    let history: Vec<Event> = case
        .into_iter()
        .flat_map(|view| view.events)
        .filter(|shown| !shown.pending)
        .map(|shown| shown.event)
        .collect();
    let seen = usize::try_from(payload.base_rev).unwrap_or(usize::MAX);
    let (before, since) = history.split_at(seen.min(history.len()));
    let base = fold(before);
    // A copy that is no longer kept up says nothing of what the centre has.
    let theirs = fold(&history).filter(|_| !gone);
    let wanted = base.as_ref().and_then(|base| wanted(open, base, &payload));
    let sides = Sides {
        base: base.as_ref(),
        wanted: wanted.as_ref(),
        theirs: theirs.as_ref(),
    };
    let fields = three_way(&payload.action, &sides, &|office| {
        open.office_name(Some(office))
    });
    Compared {
        kind: payload.action.act().code(),
        fields,
        base_at: before.last().map(|event| event.at.0),
        since: since.last().filter(|_| !gone).cloned(),
        gone,
    }
}

/// What the action makes of the case that its person had before them.
fn wanted(open: &Open, base: &Case, payload: &Payload) -> Option<Case> {
    let district = open.book.district();
    let context = Context {
        action: Some(payload.id),
        ..open.context(&district)
    };
    let events = decide(base, &payload.action, &open.person, &context).ok()?;
    Some(events.iter().fold(base.clone(), evolve))
}

/// Why the centre did not take it; what the head was asked about keeps its reason.
fn reason(held: &HeldAction) -> (String, Map<String, Value>) {
    let before = held.facts.get("code").and_then(Value::as_str);
    match (held.code == code::FOR_HEAD, before) {
        (true, Some(before)) => {
            let facts = held.facts.get("facts").and_then(Value::as_object);
            (before.to_owned(), facts.cloned().unwrap_or_default())
        }
        _ => (held.code.clone(), held.facts.clone()),
    }
}

/// The action's fields as they were filled in.
fn fields(payload: &str) -> Map<String, Value> {
    let payload: Value = serde_json::from_str(payload).unwrap_or_default();
    match payload.get("action") {
        Some(Value::Object(fields)) => fields.clone(),
        _ => Map::new(),
    }
}

/// A new action settles the held one: the same again on the case as it is now,
/// what it said as a note, the same for the head of the office to decide, or a word
/// on how it was dealt with elsewhere.
fn resolve(open: &Open, id: ActionId, way: HeldWay, how: &str) -> Reply<Acted> {
    let held = open.book.held(id)?.ok_or_else(|| {
        error(
            "held.unknown",
            "this is settled already",
            json!({ "id": id }),
        )
    })?;
    let actions = match way {
        HeldWay::Retry => vec![read(&held)?.action],
        HeldWay::Note => as_notes(open, &held, &read(&held)?.action),
        HeldWay::Head => return pass_to_head(open, &held),
        HeldWay::Elsewhere => return settle_elsewhere(open, &held, how.trim()),
    };
    let mut intents: Vec<Intent> = actions
        .into_iter()
        .map(|action| Intent::new(held.case, action, open.now()))
        .collect();
    // The others build on the first: they are held where it is.
    if let Some(first) = intents.first_mut() {
        first.resolves = Some(id);
    }
    let acted = acts::confirm(open, intents)?;
    match acted.refused.first() {
        Some(refused) => Err(refused.reason.clone()),
        None => Ok(acted),
    }
}

fn read(held: &HeldAction) -> Reply<Payload> {
    serde_json::from_str(&held.payload).map_err(|problem| {
        error(
            "held.unreadable",
            problem.to_string(),
            json!({ "id": held.id }),
        )
    })
}

fn pass_to_head(open: &Open, held: &HeldAction) -> Reply<Acted> {
    if open.person.role != Role::Handler || held.code == code::FOR_HEAD {
        return Err(error(
            "held.no_head_above",
            "only a handler passes a held action on, and only once",
            json!({ "id": held.id }),
        ));
    }
    settled(open, held, &open.book.pass_to_head(held, open.now())?)
}

fn settle_elsewhere(open: &Open, held: &HeldAction, how: &str) -> Reply<Acted> {
    if how.is_empty() || how.chars().count() > NOTE {
        return Err(error(
            "held.no_reason",
            "say in a few words how it was dealt with",
            json!({ "id": held.id, "limit": NOTE }),
        ));
    }
    let confirmed = open.book.settle_elsewhere(held, how, open.now())?;
    settled(open, held, &confirmed)
}

fn settled(open: &Open, held: &HeldAction, by: &Confirmed) -> Reply<Acted> {
    Ok(Acted {
        actions: vec![by.id],
        undo_until: None,
        changed: acts::row_if_here(open, held.case)?.into_iter().collect(),
        refused: Vec::new(),
    })
}

fn as_notes(open: &Open, held: &HeldAction, action: &Action) -> Vec<Action> {
    let written = note::Written {
        by: &held.author_name,
        at: held.at,
        office: &|office| open.office_name(Some(office)),
    };
    note::notes(action, &written)
        .into_iter()
        .map(|note| Action::LogContact { note })
        .collect()
}

#[cfg(test)]
mod tests;
