use super::*;
use crate::attention::samples::{case, samples};
use casework::State;
use casework::letter::{LetterState, Revision};
use casework::{ClosingForm, Moment, UserId};

fn name(office: &OfficeId) -> String {
    format!("{office}街道")
}

fn of(action: &Action, base: &Case, wanted: Option<&Case>, theirs: &Case) -> ThreeWay {
    let sides = Sides {
        base: Some(base),
        wanted,
        theirs: Some(theirs),
    };
    three_way(action, &sides, &name)
}

fn sample(wanted: impl Fn(&Action) -> bool) -> Action {
    samples().into_iter().find(wanted).unwrap()
}

fn names(fields: &Map<String, Value>) -> Vec<&str> {
    fields.keys().map(String::as_str).collect()
}

#[test]
fn a_case_that_somebody_else_closed_shows_both_forms_where_they_differ() {
    let base = case();
    let close = sample(|action| matches!(action, Action::Close { .. }));
    let Action::Close { form } = &close else {
        unreachable!()
    };
    let theirs = Case {
        state: State::Closed,
        closing: Some(ClosingForm {
            public_reply: "已经答复".into(),
            ..form.clone()
        }),
        ..base.clone()
    };
    let wanted = Case {
        state: State::Closed,
        ..base.clone()
    };
    let found = of(&close, &base, Some(&wanted), &theirs);
    assert_eq!(found.theirs["public_reply"], "已经答复");
    assert_eq!(found.mine["public_reply"], form.public_reply.as_str());
    assert_eq!(found.base.get("public_reply"), None);
    assert_eq!(
        (&found.base["state"], &found.theirs["state"]),
        (&json!("in_progress"), &json!("closed"))
    );
    assert_eq!(found.mine["state"], "closed", "both closed it");
    assert!(!found.mine.contains_key("office"), "nobody moved it");
}

#[test]
fn a_letter_shows_the_revision_then_mine_and_the_newest() {
    let draft = sample(|action| matches!(action, Action::DraftLetter { .. }));
    let Action::DraftLetter {
        letter,
        letter_kind,
        content,
    } = &draft
    else {
        unreachable!()
    };
    let revision = |title: &str| Revision {
        content: casework::letter::LetterContent {
            title: title.into(),
            ..content.clone()
        },
        hash: String::new(),
        by: UserId::from("li.na"),
        by_name: "李娜".into(),
        at: Moment(0),
    };
    let with = |titles: &[&str], state| Case {
        letters: vec![Letter {
            id: *letter,
            kind: *letter_kind,
            state,
            revisions: titles.iter().map(|title| revision(title)).collect(),
            submitted: None,
            remark: None,
            signed: None,
            pdf: None,
            void_reason: None,
            kept: casework::letter::Kept::default(),
            served: None,
            printed: Vec::new(),
        }],
        ..case()
    };
    let base = with(&["初稿"], LetterState::Draft);
    let theirs = with(&["初稿", "二稿"], LetterState::Submitted);
    let found = of(&draft, &base, None, &theirs);
    assert_eq!(found.base["title"], "初稿");
    assert_eq!(found.mine["title"], content.title.as_str());
    assert_eq!(found.theirs["title"], "二稿");
    assert_eq!(found.theirs["letter_state"], "submitted");
    assert!(!found.mine.contains_key("body"), "the same in all three");
}

#[test]
fn what_only_adds_stands_alone() {
    let contact = sample(|action| matches!(action, Action::LogContact { .. }));
    let found = of(&contact, &case(), None, &case());
    assert_eq!(names(&found.mine), ["note"]);
    assert!(found.base.is_empty() && found.theirs.is_empty());
}

#[test]
fn a_case_that_is_elsewhere_names_both_offices() {
    let theirs = Case {
        office: Some(OfficeId::from("东柳")),
        ..case()
    };
    let found = of(&Action::SignFor, &case(), None, &theirs);
    assert_eq!(names(&found.theirs), ["office"]);
    assert_eq!(found.theirs["office"], "东柳街道");
    assert_eq!(found.base["office"], "白鹤街道");
}

#[test]
fn of_a_case_that_is_not_here_all_that_was_written_is_shown() {
    for action in samples() {
        let sides = Sides {
            base: None,
            wanted: None,
            theirs: None,
        };
        let found = three_way(&action, &sides, &name);
        assert_eq!(found.mine, fields(&action), "{:?}", action.act());
    }
}
