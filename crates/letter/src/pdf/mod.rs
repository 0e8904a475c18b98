//! Pages into a file: printpdf embeds and subsets the faces and writes the content, lopdf finishes what printpdf has no
//! word for. Positions come from the layout and are never changed here.

mod finish;
mod icc;
mod page;
pub mod seal;
mod xmp;

use std::collections::BTreeMap;

use printpdf::{FontId, PdfDocument, PdfFont, PdfSaveOptions, PdfWarnMsg};

use crate::{Error, FontSet, Layout, Letter, fonts::FaceId};
use seal::Seal;

pub(crate) fn write(
    letter: &Letter,
    layout: &Layout,
    fonts: &FontSet,
    seal: Option<&Seal>,
) -> Result<Vec<u8>, Error> {
    let mut faces: BTreeMap<FaceId, FontId> = BTreeMap::new();
    for run in layout.pages.iter().flat_map(|page| &page.runs) {
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
    for page in &layout.pages {
        pdf.pages.push(page::content(page, fonts, &faces)?);
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
    finish::finish(file, letter, &names, seal)
}
