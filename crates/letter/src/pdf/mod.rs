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

use printpdf::{PdfDocument, PdfFont, PdfSaveOptions, PdfWarnMsg};

use crate::{Error, FontSet, Layout, Letter};

pub use photo::Photo;
pub use pictures::Pictures;
pub use seal::Seal;

pub(crate) fn write(
    letter: &Letter,
    layout: &Layout,
    fonts: &FontSet,
    pictures: &Pictures,
) -> Result<Vec<u8>, Error> {
    let faces = subset::faces(layout, fonts)?;
    let mut pdf = PdfDocument::new("");
    for face in faces.values() {
        let font = PdfFont::new(face.font.clone());
        pdf.resources.fonts.map.insert(face.name.clone(), font);
    }
    for page in &layout.pages {
        pdf.pages.push(page::content(page, &faces, pictures));
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
        .map(|(face, embedded)| {
            let name = fonts.face(*face).postscript_name();
            (embedded.name.0.clone(), name.to_owned())
        })
        .collect();
    finish::finish(file, letter, layout, &names, pictures)
}
