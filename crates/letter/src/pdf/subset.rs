//! What a letter uses of a face, as a small font of its own. printpdf would keep a copy of the whole file, 25 MB for a
//! collection, and parse all of it; so it is given the few glyphs only, taken from the mapped file.

use std::collections::{BTreeMap, BTreeSet};

use allsorts::{
    binary::read::ReadScope,
    font_data::FontData,
    subset::{CmapTarget, SubsetProfile, subset},
};
use printpdf::{FontId, ParsedFont};

use crate::{
    Error, FontSet, Layout,
    fonts::{Face, FaceId},
};

/// A face as the file has it.
pub(super) struct Embedded {
    pub name: FontId,
    pub font: ParsedFont,
    /// From the face's glyphs to the small font's.
    ids: BTreeMap<u16, u16>,
}

impl Embedded {
    pub fn glyph(&self, id: u16) -> u16 {
        // Every glyph of the layout was counted when the font was made; 0 is the missing glyph.
        self.ids.get(&id).copied().unwrap_or(0)
    }

    /// In whole thousandths of an em, as the file's own table of widths has it.
    pub fn width(&self, glyph: u16) -> f64 {
        let em = f64::from(self.font.pdf_font_metrics.units_per_em);
        (f64::from(self.font.get_horizontal_advance(glyph)) * 1000.0 / em).floor()
    }
}

/// The faces a letter uses, each with the glyphs it uses.
pub(super) fn faces(layout: &Layout, fonts: &FontSet) -> Result<BTreeMap<FaceId, Embedded>, Error> {
    let mut used: BTreeMap<FaceId, BTreeSet<u16>> = BTreeMap::new();
    for run in layout.pages.iter().flat_map(|page| &page.runs) {
        let glyphs = run.glyphs.iter().map(|glyph| glyph.id);
        used.entry(run.face).or_default().extend(glyphs);
    }
    let faces = used.into_iter().enumerate();
    faces
        .map(|(i, (face, glyphs))| Ok((face, embedded(i, fonts.face(face), glyphs)?)))
        .collect()
}

fn embedded(number: usize, face: &Face, used: BTreeSet<u16>) -> Result<Embedded, Error> {
    // The missing glyph comes first in every font.
    let old: Vec<u16> = [0]
        .into_iter()
        .chain(used.into_iter().filter(|id| *id != 0))
        .collect();
    let (bytes, index) = face.program();
    let file = ReadScope::new(bytes).read::<FontData<'_>>();
    let tables = file
        .map_err(|e| face.bad(e))?
        .table_provider(index)
        .map_err(|e| face.bad(e))?;
    let small = subset(&tables, &old, &SubsetProfile::Minimal, CmapTarget::Unicode)
        .map_err(|e| face.bad(e))?;
    let mut warnings = Vec::new();
    let mut font = ParsedFont::from_bytes(&small, 0, &mut warnings).ok_or_else(|| {
        face.bad(
            warnings
                .first()
                .map_or("无法解析", |warning| &warning.message),
        )
    })?;
    // printpdf would draw a random name; ours are the same in every run. `finish` gives the face its own.
    let name = format!("F{number}");
    font.font_name = Some(name.clone());
    Ok(Embedded {
        name: FontId(name),
        font,
        ids: old.into_iter().zip(0..).collect(),
    })
}
