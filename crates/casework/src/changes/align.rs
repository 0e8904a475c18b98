//! Which line of the new revision came from which of the old.

use super::runs::{runs, whole};
use super::{Change, Line, Part, PartChange, RunKind, Text};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::BTreeMap;

/// Of two lines that are the same one reworded, at least this share of the
/// characters is common: tried on rewritten paragraphs of sample letters.
const ALIKE: f64 = 0.4;

/// Beyond this many pairs nobody looks for rewordings any more, only for lines
/// that stayed.
const PAIRS: usize = 10_000;

/// The lines of one part, those that stayed and those that were reworded beside
/// each other.
pub(super) fn align(part: Part, old: &[Text], new: &[Text]) -> Vec<PartChange> {
    let mut found = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        let (olds, news) = (op.old_range(), op.new_range());
        match op {
            DiffOp::Equal { .. } => found.extend(
                olds.zip(news)
                    .map(|(from, to)| both(part, (from, &old[from]), (to, &new[to]))),
            ),
            _ => {
                let (mut from, mut to) = (olds.start, news.start);
                for (i, j) in pairs(&old[olds.clone()], &new[news.clone()]) {
                    let (i, j) = (i + olds.start, j + news.start);
                    found.extend((from..i).map(|at| gone(part, at, &old[at])));
                    found.extend((to..j).map(|at| fresh(part, at, &new[at])));
                    found.push(both(part, (i, &old[i]), (j, &new[j])));
                    (from, to) = (i + 1, j + 1);
                }
                found.extend((from..olds.end).map(|at| gone(part, at, &old[at])));
                found.extend((to..news.end).map(|at| fresh(part, at, &new[at])));
            }
        }
    }
    found
}

/// Lines that belong together, in the order of both: of all ways to pair them the
/// one with the most in common.
fn pairs(old: &[Text], new: &[Text]) -> Vec<(usize, usize)> {
    if old.len() * new.len() > PAIRS {
        return Vec::new();
    }
    let (olds, news): (Vec<_>, Vec<_>) = (
        old.iter().map(letters).collect(),
        new.iter().map(letters).collect(),
    );
    let width = new.len() + 1;
    let alike: Vec<f64> = olds
        .iter()
        .flat_map(|one| news.iter().map(|other| likeness(one, other)))
        .collect();
    // best[i][j]: the most that old[i..] and new[j..] can have in common.
    let mut best = vec![0.0f64; (old.len() + 1) * width];
    let gain = |i: usize, j: usize| alike[i * new.len() + j];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let skip = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            let take = match gain(i, j) >= ALIKE {
                true => gain(i, j) + best[(i + 1) * width + j + 1],
                false => 0.0,
            };
            best[i * width + j] = skip.max(take);
        }
    }
    let (mut i, mut j, mut found) = (0, 0, Vec::new());
    while i < old.len() && j < new.len() {
        let here = best[i * width + j];
        if here <= best[(i + 1) * width + j] {
            i += 1;
        } else if here <= best[i * width + j + 1] {
            j += 1;
        } else {
            found.push((i, j));
            (i, j) = (i + 1, j + 1);
        }
    }
    found
}

/// How often each character stands in a line.
struct Letters {
    counts: BTreeMap<char, u32>,
    total: u32,
}

fn letters(line: &Text) -> Letters {
    let mut counts = BTreeMap::new();
    for character in line.text.chars() {
        *counts.entry(character).or_default() += 1;
    }
    let total = counts.values().sum();
    Letters { counts, total }
}

/// The share of characters that two lines have in common, wherever they stand.
fn likeness(one: &Letters, other: &Letters) -> f64 {
    let common: u32 = one
        .counts
        .iter()
        .map(|(character, n)| other.counts.get(character).map_or(0, |m| *n.min(m)))
        .sum();
    match one.total + other.total {
        // Two empty lines that differ in their level.
        0 => 1.0,
        all => f64::from(2 * common) / f64::from(all),
    }
}

fn both(part: Part, (from, old): (usize, &Text), (to, new): (usize, &Text)) -> PartChange {
    PartChange {
        part,
        change: match old == new {
            true => Change::Kept,
            false => Change::Changed,
        },
        before: Some(line(from, old)),
        after: Some(line(to, new)),
        runs: runs(&old.text, &new.text),
    }
}

fn gone(part: Part, at: usize, old: &Text) -> PartChange {
    PartChange {
        part,
        change: Change::Removed,
        before: Some(line(at, old)),
        after: None,
        runs: whole(RunKind::Removed, &old.text),
    }
}

fn fresh(part: Part, at: usize, new: &Text) -> PartChange {
    PartChange {
        part,
        change: Change::Added,
        before: None,
        after: Some(line(at, new)),
        runs: whole(RunKind::Added, &new.text),
    }
}

fn line(at: usize, text: &Text) -> Line {
    Line {
        number: at as u32 + 1,
        level: text.level,
    }
}
