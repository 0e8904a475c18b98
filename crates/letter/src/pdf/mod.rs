//! Pages into a file: printpdf embeds the faces and writes the content, lopdf finishes what printpdf has no word for.
//! Positions come from the layout and are never changed here.

mod finish;
mod icc;
mod page;
mod photo;
mod pictures;
mod seal;
mod subset;
mod xmp;

use std::collections::BTreeMap;

use lopdf::Document;
use printpdf::{Mm, PdfDocument, PdfFont, PdfPage, PdfSaveOptions, PdfWarnMsg};

use crate::{
    Error, FontSet, Layout, Letter,
    layout::{Page, measures::PAPER_HEIGHT},
};

pub use photo::Photo;
pub use pictures::Pictures;
pub use seal::{Seal, SealFault};

pub(crate) fn write(
    letter: &Letter,
    layout: &Layout,
    fonts: &FontSet,
    pictures: &Pictures,
) -> Result<Vec<u8>, Error> {
    let (file, names) = draw(layout, fonts, pictures, |page| page)?;
    finish::finish(file, &finish::facts(letter)?, layout, &names, pictures)
}

/// Pages of another size than letters have.
pub(crate) fn write_envelopes(
    mut pages: Vec<Page>,
    (width, height): (f64, f64),
    author: &str,
    date: &str,
    fonts: &FontSet,
) -> Result<Vec<u8>, Error> {
    // Pages are drawn up from the foot of a letter's paper: an envelope lies there.
    let down = PAPER_HEIGHT - height;
    for page in &mut pages {
        page.runs.iter_mut().for_each(|run| run.baseline += down);
        page.bars.iter_mut().for_each(|bar| bar.top += down);
    }
    let facts = finish::envelope_facts(pages.len(), author, date)?;
    let (pages, none) = (Layout { pages }, Pictures::default());
    let (file, names) = draw(&pages, fonts, &none, |page| {
        PdfPage::new(Mm(width as f32), Mm(height as f32), page.ops)
    })?;
    finish::finish(file, &facts, &pages, &names, &none)
}

/// The pages with their faces embedded, and the faces' names by resource.
fn draw(
    layout: &Layout,
    fonts: &FontSet,
    pictures: &Pictures,
    cut: impl Fn(PdfPage) -> PdfPage,
) -> Result<(Document, BTreeMap<String, String>), Error> {
    let faces = subset::faces(layout, fonts)?;
    let mut pdf = PdfDocument::new("");
    for face in faces.values() {
        let font = PdfFont::new(face.font.clone());
        pdf.resources.fonts.map.insert(face.name.clone(), font);
    }
    for page in &layout.pages {
        pdf.pages.push(cut(page::content(page, &faces, pictures)));
    }
    let options = PdfSaveOptions {
        optimize: false,
        // They hold what the letter uses and nothing else (`subset`): cutting them again takes a fifth of the time.
        subset_fonts: false,
        secure: true,
        image_optimization: None,
    };
    let mut warnings: Vec<PdfWarnMsg> = Vec::new();
    let file = pdf.to_lopdf_document(&options, &mut warnings);
    // A face that could not be subset or embedded would print as boxes somewhere: better no file.
    if let Some(warning) = warnings
        .iter()
        .find(|w| w.severity == printpdf::PdfParseErrorSeverity::Error)
    {
        return Err(Error::Pdf {
            detail: warning.msg.clone(),
        });
    }
    let names = faces
        .iter()
        .map(|(face, embedded)| {
            let name = fonts.face(*face).postscript_name();
            (embedded.name.0.clone(), name.to_owned())
        })
        .collect();
    Ok((file, names))
}
