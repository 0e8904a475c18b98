//! A paragraph into rows. All rows of a paragraph are chosen together, so that none is loose because the one before it
//! was greedy; a row that goes on in the next is exactly full.

use super::{
    Glyph, Run,
    breaks::{self, Break},
    fit::{Fit, LOOSE, shared, spare, trimmed},
    item::{Item, Sort},
    measures::{CELL, LEFT, RIGHT},
};

/// A set row: runs without their baseline.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub runs: Vec<Run>,
    pub left: f64,
    pub right: f64,
}

impl Row {
    pub fn on(self, baseline: f64) -> impl Iterator<Item = Run> {
        self.runs
            .into_iter()
            .map(move |run| Run { baseline, ..run })
    }

    pub fn shifted(mut self, dx: f64) -> Row {
        self.left += dx;
        self.right += dx;
        for glyph in self.runs.iter_mut().flat_map(|run| &mut run.glyphs) {
            glyph.x += dx;
        }
        self
    }

    pub fn width(&self) -> f64 {
        self.right - self.left
    }
}

/// The block a paragraph fills.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Measure {
    pub first: f64,
    pub rest: f64,
    pub right: f64,
}

/// How rows that go on in the next end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Full,
    Ragged,
}

impl Measure {
    /// The text area, the first row indented by so many characters.
    pub fn indented(characters: f64) -> Measure {
        Measure {
            first: LEFT + characters * CELL,
            rest: LEFT,
            right: RIGHT,
        }
    }

    fn left(&self, is_first: bool) -> f64 {
        if is_first { self.first } else { self.rest }
    }
}

/// No item is wider than half a row, so a row that must end before one is never shorter than this share of its room.
const SHORTEST: f64 = 0.4;
/// A break no rule allows: dearer than any number of loose rows.
const FORCED: f64 = 1e9;
/// Of ragged rows the fewest are the best.
const RAGGED_ROW: f64 = 10.0;
/// How much may be missing at the end of a last row that is set full.
const NEARLY_FULL: f64 = 0.65 * CELL;

pub(super) fn rows(items: &[Item], measure: Measure) -> Vec<Row> {
    broken(items, measure, Edge::Full)
}

/// Rows of a narrow cell: none is spread, for want of gaps to spread it in.
pub(super) fn ragged(items: &[Item], measure: Measure) -> Vec<Row> {
    broken(items, measure, Edge::Ragged)
}

fn broken(items: &[Item], measure: Measure, edge: Edge) -> Vec<Row> {
    let ends = choose(items, measure, edge);
    let mut start = 0;
    let mut rows = Vec::with_capacity(ends.len());
    for (i, &end) in ends.iter().enumerate() {
        let left = measure.left(i == 0);
        rows.push(set(
            trimmed(&items[start..end]),
            left,
            measure.right - left,
            edge == Edge::Ragged || i + 1 == ends.len(),
        ));
        start = end;
    }
    rows
}

/// The cheapest ends of rows, by dynamic programming over all allowed breaks.
fn choose(items: &[Item], measure: Measure, edge: Edge) -> Vec<usize> {
    let count = items.len();
    // best[end] = (cost of everything up to `end`, where its row starts)
    let mut best: Vec<Option<(f64, usize)>> = vec![None; count + 1];
    best[0] = Some((0.0, 0));
    for start in 0..count {
        let Some((before, _)) = best[start] else {
            continue;
        };
        let room = measure.right - measure.left(start == 0);
        let (mut fitted, mut forced, mut width) = (false, start + 1, 0.0);
        for end in start + 1..=count {
            width += items[end - 1].width;
            if width < SHORTEST * room && end < count && edge == Edge::Full {
                forced = end;
                continue;
            }
            let row = trimmed(&items[start..end]);
            let fit = Fit::of(row, room);
            if fit.lack >= 0.0 {
                forced = end;
            }
            let extra = match (end == count, breaks::before(items, end)) {
                (true, _) => Some(0.0),
                (false, Break::At(cost)) => Some(cost),
                (false, Break::Never) => None,
            };
            let looks = match edge {
                Edge::Full => fit.cost(row, end == count),
                // The fewest rows, and what is short is the last.
                Edge::Ragged => fit.cost(row, true).map(|cost| {
                    let free = if end == count {
                        0.0
                    } else {
                        (fit.lack / room).max(0.0)
                    };
                    cost + RAGGED_ROW * (1.0 + free * free)
                }),
            };
            match (extra, looks) {
                (Some(extra), Some(cost)) => {
                    fitted = true;
                    offer(&mut best[end], before + cost + extra, start);
                }
                // Longer rows are overfull too.
                (_, None) if fit.lack < -fit.marks_at_end - CELL => break,
                _ => {}
            }
        }
        if !fitted {
            // Nothing here may be broken (a row of nothing but marks): broken where it is full.
            offer(&mut best[forced], before + FORCED, start);
        }
    }
    let mut ends = Vec::new();
    let mut at = count;
    while at > 0 {
        ends.push(at);
        // Every position that is reached has a start before it, and every start offers an end behind it.
        at = best[at].map_or(0, |(_, start)| start);
    }
    ends.reverse();
    ends
}

fn offer(slot: &mut Option<(f64, usize)>, cost: f64, start: usize) {
    if slot.is_none_or(|(known, _)| cost < known) {
        *slot = Some((cost, start));
    }
}

/// Places a row's glyphs. A row that is not the last is stretched or squeezed to its room.
fn set(row: &[Item], left: f64, room: f64, is_last: bool) -> Row {
    let fit = Fit::of(row, room);
    let gap = fit.lack / fit.gaps.max(1) as f64;
    // A last row that almost fills its room fills it: an edge that is nearly straight looks like a mistake.
    let full = !is_last || (fit.lack < NEARLY_FULL && gap <= LOOSE * fit.cell);
    let stretch = match fit.lack > 0.0 && full {
        true => Stretch::of(row, &fit),
        false => Stretch::default(),
    };
    let over = (-fit.lack).max(0.0);
    let from_end = over.min(fit.at_end);
    let from_marks = (over - from_end).min(fit.in_marks);
    let each = if fit.in_marks > 0.0 {
        from_marks / fit.in_marks
    } else {
        0.0
    };
    let between = (over - from_end - from_marks) / fit.gaps.max(1) as f64;

    let mut x = left;
    let mut runs: Vec<Run> = Vec::new();
    for (k, item) in row.iter().enumerate() {
        let pair = shared(row, k);
        let is_end = k + 1 == row.len() && item.sort == Sort::Closing;
        let given = pair
            + if is_end {
                from_end
            } else {
                (spare(row, k) - pair) * each
            };
        let shift = if item.sort == Sort::Opening {
            -given
        } else {
            0.0
        };
        for glyph in &item.glyphs {
            put(
                &mut runs,
                item,
                glyph.face,
                Glyph {
                    id: glyph.id,
                    character: glyph.character,
                    x: x + shift + glyph.dx,
                },
            );
        }
        x += item.width - given;
        if let Some(next) = row.get(k + 1).filter(|next| !next.continues) {
            x += stretch.between(item, next) - between;
        }
    }
    Row {
        runs,
        left,
        right: x,
    }
}

/// What a row wants, given first where nobody sees it: beside numbers, words and marks. Han characters keep their cell as
/// long as that is enough.
#[derive(Default)]
struct Stretch {
    unseen: f64,
    seen: f64,
}

/// Under a tenth of an em, or a reader that copies the text takes the gap for a space.
const UNSEEN: f64 = 0.08;

impl Stretch {
    fn of(row: &[Item], fit: &Fit) -> Stretch {
        let unseen = row
            .windows(2)
            .filter(|pair| is_unseen(&pair[0], &pair[1]))
            .count() as f64;
        let seen = fit.gaps as f64 - unseen;
        let most = UNSEEN * fit.cell;
        if fit.lack <= unseen * most {
            return Stretch {
                unseen: fit.lack / unseen,
                seen: 0.0,
            };
        }
        let rest = (fit.lack - unseen * most) / seen.max(1.0);
        if seen > 0.0 && rest <= most {
            return Stretch {
                unseen: most,
                seen: rest,
            };
        }
        let even = fit.lack / fit.gaps.max(1) as f64;
        Stretch {
            unseen: even,
            seen: even,
        }
    }

    fn between(&self, left: &Item, right: &Item) -> f64 {
        match is_unseen(left, right) {
            true => self.unseen,
            false => self.seen,
        }
    }
}

fn is_unseen(left: &Item, right: &Item) -> bool {
    let han = left.sort == Sort::Han && right.sort == Sort::Han;
    !(right.continues || han)
}

/// Adds a glyph to the last run if face, size and ink are the same, else begins one.
fn put(runs: &mut Vec<Run>, item: &Item, face: crate::fonts::FaceId, glyph: Glyph) {
    let style = item.style;
    match runs.last_mut() {
        Some(run) if run.face == face && run.size_pt == style.size_pt && run.ink == style.ink => {
            run.glyphs.push(glyph)
        }
        _ => runs.push(Run {
            face,
            size_pt: style.size_pt,
            ink: style.ink,
            baseline: 0.0,
            glyphs: vec![glyph],
        }),
    }
}

/// One row at its natural width, marks in pairs sharing a space.
pub(super) fn natural(items: &[Item], left: f64) -> Row {
    set(trimmed(items), left, f64::MAX, true)
}

#[cfg(test)]
mod tests;
