use super::*;
use crate::attention::samples::samples;
use serde_json::Value;

/// Tuesday 2026-11-03 09:12 in China.
const AT: Moment = Moment(1_793_668_320_000);

fn written(action: &Action) -> Vec<String> {
    let written = Written {
        by: "陈静",
        at: AT,
        office: &|office| format!("{office}街道"),
    };
    notes(action, &written)
}

/// The texts that a person could have typed: the samples mark them.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) if text.starts_with('写') => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(fields) => fields.values().for_each(|field| texts(field, found)),
        _ => {}
    }
}

#[test]
fn every_text_of_every_act_is_in_its_note() {
    for action in samples() {
        let mut wanted = Vec::new();
        texts(&serde_json::to_value(&action).unwrap(), &mut wanted);
        let note = written(&action).concat();
        for text in wanted {
            assert!(note.contains(&text), "{:?}: {text}\n{note}", action.act());
        }
    }
}

#[test]
fn a_note_says_whose_words_they_are_and_of_when() {
    for action in samples() {
        let note = &written(&action)[0];
        let act = words::act(action.act());
        let begins = format!("陈静 2026年11月3日 09:12 填写的“{act}”");
        assert!(note.starts_with(&begins), "{note}");
    }
}

#[test]
fn what_was_chosen_is_said_in_words() {
    let close = samples()
        .into_iter()
        .find(|action| matches!(action, Action::Close { .. }))
        .unwrap();
    let note = written(&close).concat();
    for words in [
        "诉求是否属实：部分属实",
        "是否超出职责：否",
        "是否解决：未解决",
    ] {
        assert!(note.contains(words), "{note}");
    }
}

#[test]
fn a_text_longer_than_a_note_may_be_goes_on_in_the_next() {
    let note: String = ('一'..).take(NOTE).collect();
    let all = written(&Action::LogContact { note: note.clone() });
    assert_eq!(all.len(), 2);
    assert!(all.iter().all(|part| part.chars().count() <= NOTE));
    let bodies: String = all
        .iter()
        .map(|part| part.split_once('\n').unwrap().1)
        .collect();
    assert_eq!(bodies, format!("内容：{note}"));
    assert!(all[1].contains("（2/2）"));
}
