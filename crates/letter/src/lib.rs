//! Official letters: what a letter says, where every glyph of it stands, and the file that is printed.
//!
//! Three rooms, each knowing only the one before it:
//!
//! - [`content`]: the letter as data, checked at the edge;
//! - [`layout`]: content and font metrics in, pages of positioned runs in millimetres out. Pure: no files, no clock;
//! - [`pdf`] and [`svg`]: the same pages as a file to print and as a preview to look at.
//!
//! Beside them [`Bundle`] puts finished letters into one file, and [`envelope`] lays out what they are sent in.
//!
//! [`fonts`] finds and maps the faces. What never lives here: who may sign, which number comes next, where a letter is
//! kept. The measures are GB/T 9704-2012 《党政机关公文格式》, letter format (10.1); clause numbers stand beside them.

mod bundle;
pub mod content;
pub mod envelope;
mod error;
pub mod fonts;
pub mod layout;
pub mod pdf;
pub mod svg;

use std::path::Path;

pub use bundle::Bundle;
pub use content::{Kind, Letter};
pub use error::{Error, Place};
pub use fonts::FontSet;
pub use layout::Layout;

/// Where everything of the letter stands, in millimetres.
pub fn layout(letter: &Letter, fonts: &FontSet) -> Result<Layout, Error> {
    letter.check()?;
    layout::compose(letter, fonts)
}

/// The letter as PDF/A-2u. The same letter, fonts and seal give the same bytes.
///
/// The seal is `seal_png`, or else the file `seal.image` names inside `assets_dir`. A draft shows neither seal nor
/// number. Nothing is written: whoever keeps the bytes decides where.
pub fn render_pdf(
    letter: &Letter,
    fonts: &FontSet,
    assets_dir: Option<&Path>,
    seal_png: Option<&[u8]>,
) -> Result<Vec<u8>, Error> {
    let pages = layout(letter, fonts)?;
    let seal = match pages.seal_wanted() {
        false => None,
        true => Some(pdf::seal::Seal::find(letter, assets_dir, seal_png)?),
    };
    pdf::write(letter, &pages, fonts, seal.as_ref())
}

/// The letter as one SVG a page, from the same layout, glyphs as outlines: what is seen is what is printed.
/// The seal is not drawn; its image stays on the server.
pub fn preview_svg(letter: &Letter, fonts: &FontSet) -> Result<Vec<String>, Error> {
    let pages = layout(letter, fonts)?;
    svg::draw(letter, &pages, fonts)
}
