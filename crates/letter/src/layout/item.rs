//! The smallest parts a row is made of.

use super::{Style, measures::TEXT_WIDTH};
use crate::fonts::FaceId;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// One full-width character that is no mark.
    Han,
    Opening,
    Closing,
    /// A number, a Latin word, or a group that must not be parted.
    Word,
    Space,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    pub sort: Sort,
    pub glyphs: Vec<ItemGlyph>,
    pub width: f64,
    /// How much of the blank half may be given up, on the left of opening and the right of closing marks.
    pub spare: f64,
    pub style: Style,
    /// A half-width mark that stays with what is before it, or after it.
    pub holds_before: bool,
    pub holds_after: bool,
    /// A later piece of a long word: a row may end before it, but no gap opens there.
    pub continues: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ItemGlyph {
    pub face: FaceId,
    pub id: u16,
    pub character: char,
    /// From the item's left edge.
    pub dx: f64,
}

impl Item {
    pub fn text(&self) -> impl DoubleEndedIterator<Item = char> + '_ {
        self.glyphs.iter().map(|g| g.character)
    }

    pub fn is(&self, character: char) -> bool {
        matches!(self.glyphs.as_slice(), [one] if one.character == character)
    }

    pub fn ends_in_digit(&self) -> bool {
        self.sort == Sort::Word && self.text().next_back().is_some_and(|c| c.is_ascii_digit())
    }

    pub fn begins_with_digit(&self) -> bool {
        self.sort == Sort::Word && self.text().next().is_some_and(|c| c.is_ascii_digit())
    }
}

pub(super) fn empty_word(style: Style) -> Item {
    Item {
        sort: Sort::Word,
        glyphs: Vec::new(),
        width: 0.0,
        spare: 0.0,
        style,
        holds_before: false,
        holds_after: false,
        continues: false,
    }
}

/// Half-width marks that stay with what is before them, and with what follows.
pub(super) const WORD_CLOSING: &str = ",.;:?!)]}%'\"";
pub(super) const WORD_OPENING: &str = "([{";

/// A long web or mail address may be parted after its signs; what no row could hold, after any letter.
pub(super) fn pieces(word: Item) -> Vec<Item> {
    const LONG: usize = 12;
    match word.glyphs.len() {
        0..=LONG => vec![word],
        _ => parted(word, TEXT_WIDTH / 2.0),
    }
}

/// Parts what is wider than `most`, after its signs if it can be.
pub(super) fn parted(word: Item, most: f64) -> Vec<Item> {
    let chars: Vec<char> = word.text().collect();
    let edge = |at: usize| word.glyphs.get(at).map_or(word.width, |g| g.dx);
    let after_sign =
        |at: usize| "/.@_?&=".contains(chars[at - 1]) && chars[at].is_ascii_alphabetic();
    let mut cuts: Vec<usize> = vec![0];
    for at in 1..chars.len() {
        let start = cuts[cuts.len() - 1];
        if after_sign(at) {
            cuts.push(at);
        } else if edge(at + 1) - edge(start) > most {
            // Before the number or the mark that would be torn off, where there is something before it.
            let whole = (start + 1..=at)
                .rev()
                .find(|at| !holds(chars[at - 1], chars[*at]));
            cuts.push(whole.unwrap_or(at));
        }
    }
    let ends = cuts.iter().copied().skip(1).chain([chars.len()]);
    let piece = |(from, to): (usize, usize)| Item {
        glyphs: word.glyphs[from..to]
            .iter()
            .map(|g| ItemGlyph {
                dx: g.dx - edge(from),
                ..*g
            })
            .collect(),
        width: edge(to) - edge(from),
        holds_before: from == 0 && word.holds_before,
        holds_after: to == chars.len() && word.holds_after,
        continues: from > 0,
        ..empty_word(word.style)
    };
    cuts.iter().copied().zip(ends).map(piece).collect()
}

/// Whether two characters of a word stay together: a number, and a mark with what it belongs to.
fn holds(left: char, right: char) -> bool {
    WORD_CLOSING.contains(right)
        || WORD_OPENING.contains(left)
        || left.is_ascii_digit() && right.is_ascii_digit()
        || ".,".contains(left) && right.is_ascii_digit()
}

pub(super) fn width(items: &[Item]) -> f64 {
    items.iter().map(|i| i.width).sum()
}
