//! Text into items: glyphs with faces and widths.
//!
//! A full-width character is an item of one cell; a number or a Latin word is one item at its face's own widths. What
//! must never be parted (—— …… 〔2026〕12号) is one item from the start.

use super::{
    Style,
    item::{Item, ItemGlyph, Sort, WORD_CLOSING, WORD_OPENING, empty_word, pieces},
    lookup::{Found, Lookup},
};
use crate::{
    Error, FontSet, Place,
    fonts::{Outline, Role},
};

/// Marks that may not begin a row, and marks that may not end one (GB/T 15834-2011, 5.1).
const CLOSING: &str = "，。、；：？！）》〉」』】〕］｝”’～·％℃‰…";
const OPENING: &str = "（《〈「『【〔［｛“‘";
/// Of the closing marks, those whose right half is blank and may be given up.
const SQUEEZABLE: &str = "，。、；：？！）》〉」』】〕］｝”’";

/// Blank kept beside a mark's ink when its half is given up, in em.
const INK_MARGIN: f64 = 0.04;

/// Shapes the texts of one letter.
pub(super) struct Shaper<'a> {
    faces: Lookup<'a>,
}

impl<'a> Shaper<'a> {
    pub fn new(fonts: &'a FontSet) -> Shaper<'a> {
        Shaper {
            faces: Lookup::new(fonts),
        }
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
                if let Some([_, low, _, high]) = self.faces.ink(found)? {
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
            .faces
            .find(role, character)?
            .ok_or(Error::MissingGlyph { character, place })?;
        Ok(Outline::of(self.faces.face(found.face)?, found.id))
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
            _ => self.faces.find(role, c)?.is_some_and(|f| f.advance < 0.9) && !CLOSING.contains(c),
        })
    }

    fn wide(&self, character: char, style: Style, place: Place) -> Result<Item, Error> {
        let found = self
            .faces
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
        // Only a mark's ink is asked for: it means drawing the glyph.
        let spare = match sort {
            Sort::Opening => self
                .faces
                .ink(found)?
                .map(|[left, ..]| dx + (left - INK_MARGIN) * em),
            Sort::Closing if SQUEEZABLE.contains(character) => self
                .faces
                .ink(found)?
                .map(|[_, _, right, _]| cell - dx - (right + INK_MARGIN) * em),
            _ => None,
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
            spare: spare.unwrap_or(0.0).clamp(0.0, cell / 2.0),
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
            match self.faces.ink(found)? {
                Some([left, _, right, _]) if c == '—' => {
                    item.glyphs[0].dx = style.cell - right * style.em();
                    second.dx = style.cell - left * style.em();
                }
                _ => second.dx += style.cell,
            }
            item.glyphs.push(second);
            item.width += style.cell;
            item.sort = Sort::Word;
            // An ellipsis stays with what it leaves out; a dash may begin a row.
            item.holds_before = c == '…';
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
                .faces
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
        let glyph = self.faces.find_narrow(style.role, ' ')?;
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
