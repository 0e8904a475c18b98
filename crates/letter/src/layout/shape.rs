//! Text into items: glyphs with faces and widths, the smallest parts a row is made of.
//!
//! A full-width character is an item of one cell; a number or a Latin word is one item at its face's own widths. What
//! must never be parted (—— …… 〔2026〕12号) is one item from the start.

use std::cell::OnceCell;

use ttf_parser::GlyphId;

use super::{Style, measures::TEXT_WIDTH};
use crate::{
    Error, FontSet, Place,
    fonts::{FaceId, Outline, Role},
};

/// Marks that may not begin a row, and marks that may not end one (GB/T 15834-2011, 5.1).
const CLOSING: &str = "，。、；：？！）》〉」』】〕］｝”’～·％℃‰";
const OPENING: &str = "（《〈「『【〔［｛“‘";
/// Of the closing marks, those whose right half is blank and may be given up.
const SQUEEZABLE: &str = "，。、；：？！）》〉」』】〕］｝”’";
/// Half-width marks that stay with the word before them.
const WORD_CLOSING: &str = ",.;:?!)]}%'\"";
const WORD_OPENING: &str = "([{";

/// Blank kept beside a mark's ink when its half is given up, in em.
const INK_MARGIN: f64 = 0.04;

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

/// Opens faces as they are needed and keeps them for one letter.
pub(super) struct Shaper<'a> {
    fonts: &'a FontSet,
    open: Vec<OnceCell<ttf_parser::Face<'a>>>,
}

/// A character's glyph; lengths in em.
#[derive(Debug, Clone, Copy)]
struct Found {
    face: FaceId,
    id: u16,
    advance: f64,
}

impl<'a> Shaper<'a> {
    pub fn new(fonts: &'a FontSet) -> Shaper<'a> {
        Shaper {
            fonts,
            open: vec![OnceCell::new(); fonts.len()],
        }
    }

    pub fn face(&self, id: FaceId) -> Result<&ttf_parser::Face<'a>, Error> {
        let cell = &self.open[id.number()];
        if cell.get().is_none() {
            let face = self.fonts.face(id).open()?;
            return Ok(cell.get_or_init(|| face));
        }
        // Filled above or in an earlier call.
        Ok(cell.get().expect("checked"))
    }

    /// The first face of the role's chain that has the character.
    fn find(&self, role: Role, character: char) -> Result<Option<Found>, Error> {
        for &id in self.fonts.chain(role) {
            if let Some(found) = self.find_in(id, character)? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    fn find_in(&self, id: FaceId, character: char) -> Result<Option<Found>, Error> {
        let face = self.face(id)?;
        let glyph = face.glyph_index(character).filter(|g| g.0 != 0);
        Ok(glyph.map(|glyph| {
            let em = f64::from(face.units_per_em());
            let advance = f64::from(face.glyph_hor_advance(glyph).unwrap_or(0)) / em;
            Found {
                face: id,
                id: glyph.0,
                advance,
            }
        }))
    }

    /// Half-width text, in a proportional face: a 仿宋 or an office's 黑体 often has typewriter or heavy letters, so the
    /// body's figures come from the serif, as offices are used to, and other roles keep their own if it is proportional.
    fn find_narrow(&self, role: Role, character: char) -> Result<Option<Found>, Error> {
        let own = self
            .fonts
            .chain(role)
            .iter()
            .take(if role == Role::Fang { 0 } else { 1 });
        for &id in own.chain(self.fonts.chain(Role::Song)) {
            let face = self.face(id)?;
            let advance = |c| face.glyph_index(c).and_then(|g| face.glyph_hor_advance(g));
            if advance('i') != advance('m')
                && let Some(found) = self.find_in(id, character)?
            {
                return Ok(Some(found));
            }
        }
        self.find(role, character)
    }

    /// The ink of a glyph in em: left, bottom, right, top.
    fn ink(&self, found: Found) -> Result<Option<[f64; 4]>, Error> {
        let face = self.face(found.face)?;
        let em = f64::from(face.units_per_em());
        let bounds = face.glyph_bounding_box(GlyphId(found.id));
        Ok(bounds.map(|b| [b.x_min, b.y_min, b.x_max, b.y_max].map(|v| f64::from(v) / em)))
    }

    /// Highest and lowest ink of items on a common baseline, in mm above it.
    pub fn ink_height(&self, items: &[Item]) -> Result<(f64, f64), Error> {
        let (mut top, mut bottom) = (f64::MIN, f64::MAX);
        for item in items {
            for glyph in &item.glyphs {
                let found = Found {
                    face: glyph.face,
                    id: glyph.id,
                    advance: 0.0,
                };
                if let Some([_, low, _, high]) = self.ink(found)? {
                    top = top.max(high * item.style.em());
                    bottom = bottom.min(low * item.style.em());
                }
            }
        }
        Ok(if top < bottom {
            (0.0, 0.0)
        } else {
            (top, bottom)
        })
    }

    pub fn outline(&self, role: Role, character: char, place: Place) -> Result<Outline, Error> {
        let found = self
            .find(role, character)?
            .ok_or(Error::MissingGlyph { character, place })?;
        Ok(Outline::of(self.face(found.face)?, found.id))
    }

    /// Cleaned text into items.
    pub fn shape(&self, text: &str, style: Style, place: Place) -> Result<Vec<Item>, Error> {
        let chars: Vec<char> = text.chars().filter(|c| !is_selector(*c)).collect();
        let mut items = Vec::new();
        let mut at = 0;
        while at < chars.len() {
            let taken = match chars[at] {
                ' ' => self.space(&chars, at, style, &mut items)?,
                '〔' if group(&chars[at..]) > 1 => {
                    self.unparted(&chars[at..], group(&chars[at..]), style, place, &mut items)?
                }
                '—' | '…' => {
                    let same = chars[at..]
                        .iter()
                        .take_while(|c| **c == chars[at])
                        .count()
                        .min(2);
                    self.dashes(chars[at], same, style, place, &mut items)?
                }
                _ if self.is_narrow(&chars, at, style.role)? => {
                    self.word(&chars, at, style, place, &mut items)?
                }
                character => {
                    items.push(self.wide(character, style, place)?);
                    1
                }
            };
            at += taken;
        }
        Ok(items)
    }

    /// Whether a character is set at its own width. Below U+2E80 only the face can say: ℃ and ① are as wide as a Han
    /// character, é is not.
    fn is_narrow(&self, chars: &[char], at: usize, role: Role) -> Result<bool, Error> {
        let c = chars[at];
        let letter = |i: Option<usize>| {
            i.and_then(|i| chars.get(i))
                .is_some_and(|c| c.is_ascii_alphabetic())
        };
        Ok(match c {
            '!'..='~' => true,
            // An apostrophe in a Latin word; a quotation mark elsewhere.
            '’' => letter(at.checked_sub(1)) && letter(Some(at + 1)),
            '“' | '”' | '‘' | '·' => false,
            '\u{FF61}'..='\u{FFDC}' => true,
            '\u{2E80}'.. => false,
            _ => self.find(role, c)?.is_some_and(|f| f.advance < 0.9) && !CLOSING.contains(c),
        })
    }

    fn wide(&self, character: char, style: Style, place: Place) -> Result<Item, Error> {
        let found = self
            .find(style.role, character)?
            .ok_or(Error::MissingGlyph { character, place })?;
        let (em, cell) = (style.em(), style.cell);
        let sort = match character {
            '\u{3000}' => Sort::Space,
            c if OPENING.contains(c) => Sort::Opening,
            c if CLOSING.contains(c) => Sort::Closing,
            _ => Sort::Han,
        };
        // Some faces have half-width quotation marks: each keeps to its own side of the cell.
        let blank = cell - found.advance * em;
        let dx = match sort {
            _ if found.advance >= 0.9 => blank / 2.0,
            Sort::Opening => blank,
            Sort::Closing if character != '·' => 0.0,
            _ => blank / 2.0,
        };
        let spare = match (sort, self.ink(found)?) {
            (Sort::Opening, Some([left, ..])) => dx + (left - INK_MARGIN) * em,
            (Sort::Closing, Some([_, _, right, _])) if SQUEEZABLE.contains(character) => {
                cell - dx - (right + INK_MARGIN) * em
            }
            _ => 0.0,
        };
        Ok(Item {
            sort,
            glyphs: vec![ItemGlyph {
                face: found.face,
                id: found.id,
                character,
                dx,
            }],
            width: cell,
            spare: spare.clamp(0.0, cell / 2.0),
            style,
            holds_before: false,
            holds_after: false,
            continues: false,
        })
    }

    /// —— and ……: one item; two dashes meet in the middle even where the face's dash is short of its cell.
    fn dashes(
        &self,
        c: char,
        count: usize,
        style: Style,
        place: Place,
        items: &mut Vec<Item>,
    ) -> Result<usize, Error> {
        let mut item = self.wide(c, style, place)?;
        if count == 2 {
            let mut second = item.glyphs[0];
            let found = Found {
                face: second.face,
                id: second.id,
                advance: 0.0,
            };
            match self.ink(found)? {
                Some([left, _, right, _]) if c == '—' => {
                    item.glyphs[0].dx = style.cell - right * style.em();
                    second.dx = style.cell - left * style.em();
                }
                _ => second.dx += style.cell,
            }
            item.glyphs.push(second);
            item.width += style.cell;
            item.sort = Sort::Word;
        }
        items.push(item);
        Ok(count)
    }

    /// A number or a Latin word at its face's own widths.
    fn word(
        &self,
        chars: &[char],
        at: usize,
        style: Style,
        place: Place,
        items: &mut Vec<Item>,
    ) -> Result<usize, Error> {
        let mut end = at;
        while end < chars.len() && chars[end] != ' ' && self.is_narrow(chars, end, style.role)? {
            end += 1;
        }
        let word = &chars[at..end];
        let mut item = empty_word(style);
        for &character in word {
            let found = self
                .find_narrow(style.role, character)?
                .ok_or(Error::MissingGlyph { character, place })?;
            item.glyphs.push(ItemGlyph {
                face: found.face,
                id: found.id,
                character,
                dx: item.width,
            });
            item.width += found.advance * style.em();
        }
        item.holds_before = word.first().is_some_and(|c| WORD_CLOSING.contains(*c));
        item.holds_after = word.last().is_some_and(|c| WORD_OPENING.contains(*c));
        items.extend(pieces(item));
        Ok(word.len())
    }

    /// Several items that stay together, as one.
    fn unparted(
        &self,
        chars: &[char],
        count: usize,
        style: Style,
        place: Place,
        items: &mut Vec<Item>,
    ) -> Result<usize, Error> {
        let mut whole = empty_word(style);
        let mut at = 0;
        let mut parts = Vec::new();
        while at < count {
            at += match chars[at] {
                c if c.is_ascii() => self.word(&chars[..count], at, style, place, &mut parts)?,
                c => {
                    parts.push(self.wide(c, style, place)?);
                    1
                }
            };
        }
        for part in parts {
            whole.glyphs.extend(part.glyphs.iter().map(|g| ItemGlyph {
                dx: g.dx + whole.width,
                ..*g
            }));
            whole.width += part.width;
        }
        items.push(whole);
        Ok(count)
    }

    /// A typed space: a word space between Latin words, half a cell between Han characters, a quarter em between the two.
    fn space(
        &self,
        chars: &[char],
        at: usize,
        style: Style,
        items: &mut Vec<Item>,
    ) -> Result<usize, Error> {
        let narrow = |i: Option<usize>| match i.filter(|i| *i < chars.len()) {
            Some(i) => self.is_narrow(chars, i, style.role),
            None => Ok(false),
        };
        let width = match (narrow(at.checked_sub(1))?, narrow(Some(at + 1))?) {
            (false, false) => style.cell / 2.0,
            _ => style.em() / 4.0,
        };
        let glyph = self.find_narrow(style.role, ' ')?;
        let glyphs = glyph.map(|f| ItemGlyph {
            face: f.face,
            id: f.id,
            character: ' ',
            dx: 0.0,
        });
        items.push(Item {
            sort: Sort::Space,
            glyphs: glyphs.into_iter().collect(),
            width,
            ..empty_word(style)
        });
        Ok(1)
    }
}

fn empty_word(style: Style) -> Item {
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

/// A long web or mail address may be parted after its signs; what no row could hold, after any letter.
fn pieces(word: Item) -> Vec<Item> {
    const LONG: usize = 12;
    let chars: Vec<char> = word.text().collect();
    if chars.len() <= LONG {
        return vec![word];
    }
    let edge = |at: usize| word.glyphs.get(at).map_or(word.width, |g| g.dx);
    let after_sign =
        |at: usize| "/.@_?&=".contains(chars[at - 1]) && chars[at].is_ascii_alphabetic();
    let mut cuts: Vec<usize> = vec![0];
    for at in 1..chars.len() {
        let start = cuts[cuts.len() - 1];
        if after_sign(at) || edge(at + 1) - edge(start) > TEXT_WIDTH / 2.0 {
            cuts.push(at);
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

/// The length of 〔2026〕12号 at the head of `chars`, or 1.
fn group(chars: &[char]) -> usize {
    let digits = |from: usize| {
        chars[from..]
            .iter()
            .take_while(|c| c.is_ascii_digit())
            .count()
    };
    let year = digits(1);
    if year != 4 || chars.get(1 + year) != Some(&'〕') {
        return 1;
    }
    let serial = digits(year + 2);
    match chars.get(year + 2 + serial) {
        Some('号') if (1..=6).contains(&serial) => year + serial + 3,
        _ => year + 2,
    }
}

/// A variation selector says how a glyph should look, and has none itself.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

pub(super) fn width(items: &[Item]) -> f64 {
    items.iter().map(|i| i.width).sum()
}
