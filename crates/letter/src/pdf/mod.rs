//! Pages into a file: printpdf embeds and subsets the faces and writes the content, lopdf finishes what printpdf has no
//! word for. Positions come from the layout and are never changed here.

mod finish;
mod icc;
mod page;
pub mod seal;
mod xmp;

use std::collections::BTreeMap;

use lopdf::Document;
use printpdf::{FontId, Mm, PdfDocument, PdfFont, PdfPage, PdfSaveOptions, PdfWarnMsg};

use crate::{
    Error, FontSet, Layout, Letter,
    fonts::FaceId,
    layout::{Page, measures::PAPER_HEIGHT},
};
use seal::Seal;

pub(crate) fn write(
    letter: &Letter,
    layout: &Layout,
    fonts: &FontSet,
    seal: Option<&Seal>,
) -> Result<Vec<u8>, Error> {
    let (file, names) = draw(&layout.pages, fonts, |page| page)?;
    finish::finish(file, &finish::facts(letter)?, &names, seal)
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
    let (file, names) = draw(&pages, fonts, |page| {
        PdfPage::new(Mm(width as f32), Mm(height as f32), page.ops)
    })?;
    finish::finish(file, &facts, &names, None)
}

/// The pages with their faces embedded, and the faces' names by resource.
fn draw(
    pages: &[Page],
    fonts: &FontSet,
    cut: impl Fn(PdfPage) -> PdfPage,
) -> Result<(Document, BTreeMap<String, String>), Error> {
    let mut faces: BTreeMap<FaceId, FontId> = BTreeMap::new();
    for run in pages.iter().flat_map(|page| &page.runs) {
        let next = faces.len();
        // printpdf would draw a random name; ours are the same in every run.
        faces
            .entry(run.face)
            .or_insert_with(|| FontId(format!("F{next}")));
    }
    let mut pdf = PdfDocument::new("");
    for (face, id) in &faces {
        pdf.resources.fonts.map.insert(
            id.clone(),
            PdfFont::new(fonts.face(*face).for_pdf()?.clone()),
        );
    }
    for page in pages {
        pdf.pages.push(cut(page::content(page, fonts, &faces)?));
    }
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: true,
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
        .map(|(face, id)| (id.0.clone(), fonts.face(*face).postscript_name().to_owned()))
        .collect();
    Ok((file, names))
}
