//! 原来的, 您填的, 中心现有的: a held action field by field. Nothing is merged here;
//! a person sees all three and chooses.

use casework::letter::Letter;
use casework::{Action, Case, LetterId, OfficeId};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// The same fields three times; only those that differ.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ThreeWay {
    pub base: Map<String, Value>,
    pub mine: Map<String, Value>,
    pub theirs: Map<String, Value>,
}

/// The case as the person had it before them, as it is by now, and what they
/// would have made of the first; each where it is known.
pub(super) struct Sides<'a> {
    pub base: Option<&'a Case>,
    pub wanted: Option<&'a Case>,
    pub theirs: Option<&'a Case>,
}

pub(super) fn three_way(
    action: &Action,
    sides: &Sides,
    office: &dyn Fn(&OfficeId) -> String,
) -> ThreeWay {
    let of = |case: Option<&Case>| match case {
        Some(case) => facts(case, action, office),
        None => Map::new(),
    };
    let (base, theirs) = (of(sides.base), of(sides.theirs));
    // What the act makes of the case by itself, then what was typed and chosen.
    let mut mine = of(sides.wanted);
    mine.retain(|name, value| base.get(name) != Some(value));
    mine.extend(fields(action));
    let both = sides.base.is_some() && sides.theirs.is_some();
    let differs = |name: &str| {
        let (base, mine, theirs) = (base.get(name), mine.get(name), theirs.get(name));
        (both && base != theirs) || mine.is_some_and(|mine| !both || Some(mine) != theirs)
    };
    let only = |fields: &Map<String, Value>| -> Map<String, Value> {
        let kept = fields.iter().filter(|(name, _)| differs(name));
        kept.map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    };
    ThreeWay {
        base: only(&base),
        mine: only(&mine),
        theirs: only(&theirs),
    }
}

/// What was filled in, forms and records opened up.
fn fields(action: &Action) -> Map<String, Value> {
    let mut found = Map::new();
    open_up(&json!(action), &mut found);
    found.remove("kind");
    found
}

fn open_up(value: &impl Serialize, found: &mut Map<String, Value>) {
    let Value::Object(fields) = json!(value) else {
        return;
    };
    for (name, value) in fields {
        match name.as_str() {
            "form" | "visit" | "content" | "follow_up" => open_up(&value, found),
            _ => drop(found.insert(name, value)),
        }
    }
}

/// What a case says of the matter that the action is about, under the names of
/// the action's own fields.
fn facts(case: &Case, action: &Action, office: &dyn Fn(&OfficeId) -> String) -> Map<String, Value> {
    let mut found = Map::new();
    found.insert("state".into(), json!(case.state));
    found.insert("office".into(), json!(case.office.as_ref().map(office)));
    let handler = case.handler.as_ref().map(|by| &by.name);
    found.insert("handler".into(), json!(handler));
    match action {
        Action::RequestExtension { .. }
        | Action::ApproveExtension { .. }
        | Action::RefuseExtension { .. } => {
            let waiting = case.extension_request.as_ref();
            found.insert("days".into(), json!(waiting.map(|one| one.days)));
            found.insert("reason".into(), json!(waiting.map(|one| &one.reason)));
        }
        Action::Close { .. } => open_up(&case.closing, &mut found),
        Action::RecordReply { .. } => {
            let means = case.replied.as_ref().map(|replied| replied.means);
            found.insert("by".into(), json!(means));
        }
        Action::ServeLetter { letter, .. } => {
            let served = of(case, *letter).and_then(|letter| letter.served);
            found.insert("by".into(), json!(served.map(|(means, _)| means)));
            letter_state(case, *letter, &mut found);
        }
        Action::DraftLetter { letter, .. } => {
            if let Some((_, revision)) = of(case, *letter).and_then(Letter::latest) {
                open_up(&revision.content, &mut found);
            }
            letter_state(case, *letter, &mut found);
        }
        Action::SubmitLetter { letter, .. }
        | Action::ReturnLetter { letter, .. }
        | Action::SignLetter { letter, .. }
        | Action::PrintLetter { letter, .. }
        | Action::VoidLetter { letter, .. } => letter_state(case, *letter, &mut found),
        _ => {}
    }
    found
}

fn letter_state(case: &Case, letter: LetterId, found: &mut Map<String, Value>) {
    let state = of(case, letter).map(|letter| letter.state);
    found.insert("letter_state".into(), json!(state));
}

fn of(case: &Case, letter: LetterId) -> Option<&Letter> {
    case.letter(letter)
}

#[cfg(test)]
mod tests;
