//! Which face has a character, and the measures of its glyph. Faces are opened as they are asked for.

use std::cell::OnceCell;

use ttf_parser::GlyphId;

use crate::{
    Error, FontSet,
    fonts::{FaceId, Role},
};

/// Opens faces as they are needed and keeps them for one letter.
pub(crate) struct Lookup<'a> {
    fonts: &'a FontSet,
    open: Vec<OnceCell<ttf_parser::Face<'a>>>,
}

/// A character's glyph; lengths in em.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    pub face: FaceId,
    pub id: u16,
    pub advance: f64,
}

impl<'a> Lookup<'a> {
    pub fn new(fonts: &'a FontSet) -> Lookup<'a> {
        Lookup {
            fonts,
            open: vec![OnceCell::new(); fonts.len()],
        }
    }

    pub fn face(&self, id: FaceId) -> Result<&ttf_parser::Face<'a>, Error> {
        let cell = &self.open[id.number()];
        if cell.get().is_none() {
            let face = self.fonts.face(id).open()?;
            return Ok(cell.get_or_init(|| face));
        }
        // Filled above or in an earlier call.
        Ok(cell.get().expect("checked"))
    }

    /// The first face of the role's chain that has the character.
    pub fn find(&self, role: Role, character: char) -> Result<Option<Found>, Error> {
        for &id in self.fonts.chain(role) {
            if let Some(found) = self.find_in(id, character)? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    fn find_in(&self, id: FaceId, character: char) -> Result<Option<Found>, Error> {
        let face = self.face(id)?;
        let glyph = face.glyph_index(character).filter(|g| g.0 != 0);
        Ok(glyph.map(|glyph| {
            let em = f64::from(face.units_per_em());
            let advance = f64::from(face.glyph_hor_advance(glyph).unwrap_or(0)) / em;
            Found {
                face: id,
                id: glyph.0,
                advance,
            }
        }))
    }

    /// Half-width text, in a proportional face: a 仿宋 or an office's 黑体 often has typewriter or heavy letters, so the
    /// body's figures come from the serif, as offices are used to, and other roles keep their own if it is proportional.
    pub fn find_narrow(&self, role: Role, character: char) -> Result<Option<Found>, Error> {
        let own = self
            .fonts
            .chain(role)
            .iter()
            .take(if role == Role::Fang { 0 } else { 1 });
        for &id in own.chain(self.fonts.chain(Role::Song)) {
            let face = self.face(id)?;
            let advance = |c| face.glyph_index(c).and_then(|g| face.glyph_hor_advance(g));
            if advance('i') != advance('m')
                && let Some(found) = self.find_in(id, character)?
            {
                return Ok(Some(found));
            }
        }
        self.find(role, character)
    }

    /// The ink of a glyph in em: left, bottom, right, top.
    pub fn ink(&self, found: Found) -> Result<Option<[f64; 4]>, Error> {
        let face = self.face(found.face)?;
        let em = f64::from(face.units_per_em());
        let bounds = face.glyph_bounding_box(GlyphId(found.id));
        Ok(bounds.map(|b| [b.x_min, b.y_min, b.x_max, b.y_max].map(|v| f64::from(v) / em)))
    }
}
