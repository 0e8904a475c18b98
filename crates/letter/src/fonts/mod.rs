//! The faces letters are set in: found in folders, mapped into memory, asked for glyphs.
//!
//! Files are mapped, not read; a face is parsed when a letter uses it and kept. Which family serves which role stands in
//! `family.rs`, which folders are searched in `find.rs`. Nothing here knows pages or PDF operators.

mod face;
mod family;
mod find;
mod names;
mod order;

use std::path::{Path, PathBuf};

pub use face::{Face, FaceId, Outline, Step};
pub use family::Role;
pub use find::bundled_folder;
pub use order::{Agreement, Order};

use crate::Error;
use names::Known;

/// Where a face comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The one folder that somebody named; no other counts.
    Named,
    Office,
    System,
    Bundled,
}

/// A folder that is looked through.
struct Folder {
    path: PathBuf,
    source: Source,
}

/// All faces at hand and, for each role, the order in which they are asked for a character.
pub struct FontSet {
    faces: Vec<Face>,
    /// By `Role as usize`; never empty, the first face gives a role its look.
    chains: Vec<Vec<FaceId>>,
}

impl FontSet {
    /// The faces of one folder and no others, as `cargo xtask fonts` fills it.
    pub fn load(dir: &Path) -> Result<FontSet, Error> {
        FontSet::of(&[Folder {
            path: dir.to_owned(),
            source: Source::Named,
        }])
    }

    /// The bundled faces and no others, wherever this program is installed: the same on every machine.
    pub fn bundled() -> Result<FontSet, Error> {
        FontSet::load(&bundled_folder()?)
    }

    /// Everything at hand: an office's own 仿宋 or a font with a rare character is used before the system's, and the
    /// system's before ours, which lie in `bundled` or where the program is installed. With LIANXIN_FONTS only that
    /// folder counts. An office need not have a folder.
    pub fn of_this_machine(office: &Path, bundled: Option<&Path>) -> Result<FontSet, Error> {
        if find::named().is_some() {
            return FontSet::bundled();
        }
        let bundled = match bundled.filter(|folder| folder.is_dir()) {
            Some(folder) => folder.to_owned(),
            None => bundled_folder()?,
        };
        let office = [(office.to_owned(), Source::Office)];
        let system = find::system_folders().into_iter();
        let all = office
            .into_iter()
            .chain(system.map(|path| (path, Source::System)))
            .filter(|(path, _)| path.is_dir())
            .chain([(bundled, Source::Bundled)]);
        let folders: Vec<Folder> = all.map(|(path, source)| Folder { path, source }).collect();
        FontSet::of(&folders)
    }

    /// Earlier folders win.
    fn of(folders: &[Folder]) -> Result<FontSet, Error> {
        let mut known: Vec<Vec<Known>> = Vec::new();
        let mut faces = Vec::new();
        for folder in folders {
            known.push(face::scan(folder, &mut faces)?);
        }
        if faces.is_empty() {
            return Err(Error::NoFonts {
                searched: joined(folders),
            });
        }
        let chains = Role::ALL
            .iter()
            .map(|role| chain(*role, &known, &faces, folders))
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
fn chain(
    role: Role,
    known: &[Vec<Known>],
    faces: &[Face],
    folders: &[Folder],
) -> Result<Vec<FaceId>, Error> {
    let mut chain: Vec<FaceId> = Vec::new();
    let push = |found: Option<&Known>, chain: &mut Vec<FaceId>| {
        let new = |face: &FaceId| {
            let mark = faces[face.0].mark();
            chain.iter().all(|known| faces[known.0].mark() != mark)
        };
        chain.extend(found.map(|face| face.id).filter(new));
    };
    for folder in known {
        for wanted in role.families() {
            push(folder.iter().find(|k| k.is(wanted)), &mut chain);
        }
    }
    if chain.is_empty() {
        return Err(Error::NoFace {
            role: role.name(),
            folder: joined(folders),
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

fn joined(folders: &[Folder]) -> String {
    folders
        .iter()
        .map(|folder| folder.path.display().to_string())
        .collect::<Vec<_>>()
        .join("、")
}

#[cfg(test)]
mod tests;
