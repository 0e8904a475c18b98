//! Where everything of a letter stands. Content and font metrics in, pages out: positioned runs, bars and a seal's place,
//! in millimetres from the paper's upper left corner. Pure: no files, no clock, no random numbers; nothing here knows
//! PDF or SVG.
//!
//! `measures` holds the standard's numbers. `lookup` asks faces for glyphs, `shape` turns text into `item`s with widths, `breaks` says where a row may end,
//! `fit` what a row's white costs, `paragraph` fills rows; `head` places what stands above the text, `flow` the text as rows, `closing` what stands under
//! it, and `pages` deals it all to pages.

mod breaks;
mod closing;
mod fit;
mod flow;
mod head;
mod item;
pub(crate) mod lookup;
pub mod measures;
mod pages;
mod paragraph;
mod shape;
mod title;

use crate::{
    Error, FontSet, Letter,
    fonts::{FaceId, Outline, Role},
};

/// A letter's pages.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    pub pages: Vec<Page>,
}

/// What stands on one page, in reading order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    pub runs: Vec<Run>,
    pub bars: Vec<Bar>,
    /// Behind the text: the large 草稿 of a draft.
    pub ghosts: Vec<Ghost>,
    pub seal: Option<SealPlace>,
}

/// Ink of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ink {
    Black,
    Red,
}

/// Glyphs of one face and size on one baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    pub face: FaceId,
    pub size_pt: f64,
    pub ink: Ink,
    pub baseline: f64,
    pub glyphs: Vec<Glyph>,
}

/// A glyph and the place of its origin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    pub id: u16,
    pub character: char,
    pub x: f64,
}

/// A red bar: one line of the double lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

/// A pale outline behind the text: scaled, then placed.
#[derive(Debug, Clone, PartialEq)]
pub struct Ghost {
    pub outline: Outline,
    pub x: f64,
    pub baseline: f64,
    pub size_mm: f64,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SealPlace {
    pub center_x: f64,
    pub center_y: f64,
    pub diameter: f64,
    /// A picture is drawn; else the place is kept for a seal stamped by hand.
    pub printed: bool,
}

impl Layout {
    /// Whether a seal's picture is drawn somewhere.
    pub fn seal_wanted(&self) -> bool {
        self.pages
            .iter()
            .any(|page| page.seal.is_some_and(|seal| seal.printed))
    }
}

/// Lays out a checked letter.
pub(crate) fn compose(letter: &Letter, fonts: &FontSet) -> Result<Layout, Error> {
    let shaper = shape::Shaper::new(fonts);
    let head = head::place(letter, &shaper)?;
    let flow = flow::rows(letter, &shaper)?;
    let closing = closing::Closing::shape(letter, &shaper)?;
    let mut pages = pages::deal(&head, flow, closing)?;
    for (i, page) in pages.iter_mut().enumerate() {
        if i > 0 {
            page.runs.extend(head::page_number(i + 1, &shaper)?);
        }
        if letter.draft {
            head::mark_draft(page, &shaper)?;
        }
    }
    Ok(Layout { pages })
}

/// How text is set: face, size, and the width of one full-width character.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    pub role: Role,
    pub size_pt: f64,
    pub cell: f64,
    pub ink: Ink,
}

impl Style {
    /// 3号 on the grid of 28 characters.
    pub fn body(role: Role) -> Style {
        Style {
            role,
            size_pt: measures::SIZE_3,
            cell: measures::CELL,
            ink: Ink::Black,
        }
    }

    /// Off the grid, at the face's own width.
    pub fn natural(role: Role, size_pt: f64, ink: Ink) -> Style {
        Style {
            role,
            size_pt,
            cell: measures::mm(size_pt),
            ink,
        }
    }

    pub fn em(&self) -> f64 {
        measures::mm(self.size_pt)
    }
}

#[cfg(test)]
mod tests;
