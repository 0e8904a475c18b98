//! Where everything of a letter stands. Content and font metrics in, pages out: positioned runs, bars and a seal's place,
//! in millimetres from the paper's upper left corner. Pure: no files, no clock, no random numbers; nothing here knows
//! PDF or SVG.
//!
//! `measures` holds the standard's numbers. `lookup` asks faces for glyphs, `shape` turns text into `item`s with widths,
//! `breaks` says where a row may end, `fit` what a row's white costs, `paragraph` fills rows; `head` places what stands
//! above the text, `flow` the text as rows, `table` its tables, `closing` and `copies` what stands under it; `pages` deals
//! it all to pages, and `annex` adds those of the photos.

mod annex;
mod breaks;
mod closing;
mod copies;
mod fit;
mod flow;
mod head;
mod item;
pub(crate) mod lookup;
pub mod measures;
mod pages;
mod paragraph;
mod shape;
mod table;
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
    pub photos: Vec<PhotoPlace>,
    pub links: Vec<Link>,
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

/// A bar: one line of the red double lines, or a table's rule.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    pub ink: Ink,
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

/// An outline that is no text, behind the letter's own or in a photo: scaled, then placed.
#[derive(Debug, Clone, PartialEq)]
pub struct Ghost {
    pub outline: Outline,
    pub x: f64,
    pub baseline: f64,
    pub size_mm: f64,
}

/// How a watermark is drawn: each outline moved by so many millimetres, in this shade from 0 (black) to 1.
pub(crate) const WATERMARK: [(f64, f32); 2] = [(0.12, 0.15), (0.0, 1.0)];

/// The frame of an annex photo. The picture fills it as far as its own form allows, standing on the lower edge.
#[derive(Debug, Clone, PartialEq)]
pub struct PhotoPlace {
    /// Which of the letter's annex photos, from 0.
    pub number: usize,
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
    /// Over the picture's lower edge: light outlines, each with a dark one behind it.
    pub watermark: Vec<Ghost>,
}

/// A place that leads to another page of the letter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
    /// From 0.
    pub to_page: usize,
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
    let copies = copies::Copies::shape(letter, &shaper)?;
    // Copies stand at the foot of the last page, whichever that is (7.4).
    let (under_text, under_photos) = match letter.annex.is_empty() {
        true => (copies, copies::Copies::default()),
        false => (copies::Copies::default(), copies),
    };
    let closing = closing::Closing::shape(letter, &shaper, under_text)?;
    let mut pages = pages::deal(&head, flow, closing)?;
    pages.extend(annex::pages(letter, &shaper, &under_photos)?);
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
