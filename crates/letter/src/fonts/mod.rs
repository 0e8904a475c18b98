//! The faces letters are set in: found in folders, mapped into memory, asked for glyphs.
//!
//! Files are mapped, not read; a face is parsed when a letter uses it and kept. Which family serves which role stands in
//! `family.rs`, which folders are searched in `find.rs`. Nothing here knows pages or PDF operators.

mod face;
mod family;
mod find;

use std::path::{Path, PathBuf};

pub use face::{Face, FaceId, Outline, Step};
pub use family::Role;
pub use find::bundled_folder;

use crate::Error;
use face::Known;

/// All faces at hand and, for each role, the order in which they are asked for a character.
pub struct FontSet {
    faces: Vec<Face>,
    /// By `Role as usize`; never empty, the first face gives a role its look.
    chains: Vec<Vec<FaceId>>,
}

impl FontSet {
    /// The faces of one folder, as `cargo xtask fonts` fills it.
    pub fn load(dir: &Path) -> Result<FontSet, Error> {
        FontSet::load_all(&[dir.to_owned()])
    }

    /// The bundled faces, wherever this program is installed. `office` folders come first: an office's own 仿宋 or a
    /// font with a rare character is used before ours.
    pub fn find(office: &[PathBuf]) -> Result<FontSet, Error> {
        let mut dirs = office.to_vec();
        dirs.push(bundled_folder()?);
        FontSet::load_all(&dirs)
    }

    /// The faces of several folders; earlier folders win.
    pub fn load_all(dirs: &[PathBuf]) -> Result<FontSet, Error> {
        let mut known: Vec<Vec<Known>> = Vec::new();
        let mut faces = Vec::new();
        for dir in dirs {
            known.push(face::scan(dir, &mut faces)?);
        }
        if faces.is_empty() {
            return Err(Error::NoFonts {
                searched: joined(dirs),
            });
        }
        let chains = Role::ALL
            .iter()
            .map(|role| chain(*role, &known, dirs))
            .collect::<Result<_, _>>()?;
        Ok(FontSet { faces, chains })
    }

    /// The faces of a role, the most wanted first; later ones serve characters the earlier lack.
    pub fn chain(&self, role: Role) -> &[FaceId] {
        &self.chains[role as usize]
    }

    pub fn len(&self) -> usize {
        self.faces.len()
    }

    /// Never true: a set without faces is not made.
    pub fn is_empty(&self) -> bool {
        self.faces.is_empty()
    }

    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[id.0]
    }
}

/// Wanted families first, folder by folder; then the fallbacks every role shares; then whatever else is there, so that a
/// font added for one rare character is found whatever it is called.
fn chain(role: Role, known: &[Vec<Known>], dirs: &[PathBuf]) -> Result<Vec<FaceId>, Error> {
    let mut chain: Vec<FaceId> = Vec::new();
    let push = |found: Option<&Known>, chain: &mut Vec<FaceId>| {
        if let Some(face) = found
            && !chain.contains(&face.id)
        {
            chain.push(face.id);
        }
    };
    for folder in known {
        for wanted in role.families() {
            push(folder.iter().find(|k| k.is(wanted)), &mut chain);
        }
    }
    if chain.is_empty() {
        return Err(Error::NoFace {
            role: role.name(),
            folder: joined(dirs),
        });
    }
    for wanted in family::FALLBACKS {
        for folder in known {
            push(folder.iter().find(|k| k.is(wanted)), &mut chain);
        }
    }
    for folder in known {
        // Of a collection one face is enough: its faces share their characters.
        for face in folder.iter().filter(|k| k.first_of_file) {
            push(Some(face), &mut chain);
        }
    }
    Ok(chain)
}

fn joined(dirs: &[PathBuf]) -> String {
    dirs.iter()
        .map(|d| d.display().to_string())
        .collect::<Vec<_>>()
        .join("、")
}

#[cfg(test)]
mod tests;
