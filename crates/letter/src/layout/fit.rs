//! How a row fills its room: what it must give or take, and what that costs the eye.

use super::{
    item::{Item, Sort},
    measures::CELL,
};

/// A tenth of a character a gap: more stretch shows.
pub(super) const LOOSE: f64 = 0.1;
/// Han characters may move together by a twentieth before their strokes meet.
const TIGHT: f64 = 0.05;
/// Nobody sees 0.1 mm a gap.
const HAIR: f64 = 0.018;
/// A row without the spaces at its ends.
pub(super) fn trimmed(items: &[Item]) -> &[Item] {
    let start = items
        .iter()
        .position(|i| i.sort != Sort::Space)
        .unwrap_or(items.len());
    let end = items
        .iter()
        .rposition(|i| i.sort != Sort::Space)
        .map_or(start, |e| e + 1);
    &items[start..end]
}

/// How a row's natural width meets its room.
pub(super) struct Fit {
    /// Wanting (positive: stretch) or over (negative: squeeze), marks in pairs already sharing a half.
    pub lack: f64,
    /// What the mark at the row's end can give without anyone seeing.
    pub at_end: f64,
    /// What the other marks can give.
    pub in_marks: f64,
    /// What the marks that end the row would still take.
    pub marks_at_end: f64,
    pub gaps: usize,
    pub cell: f64,
}

impl Fit {
    pub fn of(row: &[Item], room: f64) -> Fit {
        let natural: f64 = row.iter().map(|i| i.width).sum::<f64>()
            - (0..row.len()).map(|k| shared(row, k)).sum::<f64>();
        let spare = |k: usize| spare(row, k) - shared(row, k);
        let at_end = row
            .last()
            .filter(|i| i.sort == Sort::Closing)
            .map_or(0.0, |_| spare(row.len() - 1));
        Fit {
            lack: room - natural,
            at_end,
            in_marks: (0..row.len()).map(spare).sum::<f64>() - at_end,
            marks_at_end: row
                .iter()
                .rev()
                .take_while(|i| i.sort == Sort::Closing)
                .map(|i| i.width)
                .sum(),
            gaps: row.iter().skip(1).filter(|i| !i.continues).count(),
            cell: row.first().map_or(CELL, |i| i.style.cell),
        }
    }

    pub fn cost(&self, row: &[Item], is_last: bool) -> Option<f64> {
        let per_gap = |length: f64| length / self.gaps.max(1) as f64 / self.cell;
        if self.lack >= -1e-9 {
            if is_last {
                // One character alone in the last row looks lost.
                return Some(
                    if row.len() <= 1 || row.len() == 2 && row[1].sort == Sort::Closing {
                        60.0
                    } else {
                        0.0
                    },
                );
            }
            if self.gaps == 0 {
                return None;
            }
            let stretch = per_gap(self.lack) / LOOSE;
            let loose = if stretch <= 1.0 {
                100.0 * stretch * stretch
            } else {
                100.0 + 2000.0 * (stretch - 1.0)
            };
            // 28 Han characters fill a row; fewer, spread, would show at once.
            let bare = self.lack > 1e-6 && row.iter().all(|i| i.sort == Sort::Han);
            return Some(loose + if bare { 2500.0 } else { 0.0 });
        }
        let over = -self.lack - self.at_end;
        if over <= 1e-9 {
            return Some(0.0);
        }
        if over <= self.in_marks {
            return Some(20.0 * (over / self.in_marks).powi(2));
        }
        let over = over - self.in_marks;
        // Han characters move together by a hair for the fraction a number leaves over, and by more only to take in the
        // marks that end their row: never for a character more.
        if over > self.marks_at_end && per_gap(over) > HAIR {
            return None;
        }
        let tight = per_gap(over) / TIGHT;
        (tight <= 1.0).then_some(60.0 + 150.0 * tight * tight)
    }
}

/// What a mark can give; at the head of a row nothing, so that the row begins where it should.
pub(super) fn spare(row: &[Item], k: usize) -> f64 {
    if k == 0 && row[k].sort == Sort::Opening {
        0.0
    } else {
        row[k].spare
    }
}

/// Two full-width marks in a row share a space: the blank half between them is given up once.
pub(super) fn shared(row: &[Item], k: usize) -> f64 {
    let item = &row[k];
    let mark = |i: Option<&Item>, sorts: &[Sort]| i.is_some_and(|i| sorts.contains(&i.sort));
    let neighbour = match item.sort {
        Sort::Closing => mark(row.get(k + 1), &[Sort::Closing, Sort::Opening]),
        Sort::Opening => k > 0 && mark(row.get(k - 1), &[Sort::Opening]),
        _ => false,
    };
    if neighbour { item.spare } else { 0.0 }
}
