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

pub use bundle::Bundle;
pub use content::{Kind, Letter};
pub use error::{Error, Place};
pub use fonts::FontSet;
pub use layout::Layout;
pub use pdf::Pictures;

/// Where everything of the letter stands, in millimetres.
pub fn layout(letter: &Letter, fonts: &FontSet) -> Result<Layout, Error> {
    letter.check()?;
    layout::compose(letter, fonts)
}

/// The letter as PDF/A-2u. The same letter, fonts and pictures give the same bytes.
///
/// A draft shows neither seal nor number. Nothing is written: whoever keeps the bytes decides where.
pub fn render_pdf(letter: &Letter, fonts: &FontSet, pictures: &Pictures) -> Result<Vec<u8>, Error> {
    print(letter, &layout(letter, fonts)?, fonts, pictures)
}

/// The file of a letter that is laid out already.
pub fn print(
    letter: &Letter,
    pages: &Layout,
    fonts: &FontSet,
    pictures: &Pictures,
) -> Result<Vec<u8>, Error> {
    pictures.suffice(letter, pages)?;
    pdf::write(letter, pages, fonts, pictures)
}

/// The letter as one SVG a page, from the same layout, glyphs as outlines: what is seen is what is printed.
/// The seal's image stays on the server and is not drawn. `photos` are addresses of pictures, in the order of the annex; a
/// photo without one is a frame of its size.
pub fn preview_svg(
    letter: &Letter,
    fonts: &FontSet,
    photos: &[Option<String>],
) -> Result<Vec<String>, Error> {
    let pages = layout(letter, fonts)?;
    svg::draw(letter, &pages, fonts, photos)
}
