//! What was struck out of a line and what was put in.

use super::{Run, RunKind};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Longer stretches are compared by sentences: by characters the time grows with
/// the square of what differs.
const LONG: usize = 2_000;

pub(super) fn runs(old: &str, new: &str) -> Vec<Run> {
    let (olds, news): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let mut found = Vec::new();
    if olds.len() + news.len() <= LONG {
        by_characters(&olds, &news, &mut found);
        return found;
    }
    let (olds, news) = (sentences(&olds), sentences(&news));
    for op in capture_diff_slices(Algorithm::Myers, &olds, &news) {
        let (before, after) = (olds[op.old_range()].concat(), news[op.new_range()].concat());
        match op {
            DiffOp::Equal { .. } => push(&mut found, RunKind::Kept, &before),
            _ if before.len() + after.len() <= LONG => {
                by_characters(&before, &after, &mut found);
            }
            _ => {
                push(&mut found, RunKind::Removed, &before);
                push(&mut found, RunKind::Added, &after);
            }
        }
    }
    found
}

/// A line that is new or gone as it is.
pub(super) fn whole(kind: RunKind, text: &str) -> Vec<Run> {
    let mut found = Vec::new();
    push(&mut found, kind, &text.chars().collect::<Vec<_>>());
    found
}

fn by_characters(old: &[char], new: &[char], found: &mut Vec<Run>) {
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        match op {
            DiffOp::Equal { .. } => push(found, RunKind::Kept, &old[op.old_range()]),
            _ => {
                push(found, RunKind::Removed, &old[op.old_range()]);
                push(found, RunKind::Added, &new[op.new_range()]);
            }
        }
    }
}

fn push(found: &mut Vec<Run>, kind: RunKind, characters: &[char]) {
    if characters.is_empty() {
        return;
    }
    match found.last_mut() {
        Some(last) if last.kind == kind => last.text.extend(characters),
        _ => found.push(Run {
            kind,
            text: characters.iter().collect(),
        }),
    }
}

fn sentences(text: &[char]) -> Vec<&[char]> {
    text.split_inclusive(|character| "。！？；\n".contains(*character))
        .collect()
}
