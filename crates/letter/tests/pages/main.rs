//! Letters as a document office would measure them. Files are read with poppler's tools (pdfinfo, pdffonts, pdftotext,
//! pdftohtml, pdftoppm): what another program sees, not what we meant to write.

mod annex;
mod edges;
mod file;
mod golden;
mod laws;
mod measure;
mod standard;
mod table;
