//! One face: its mapped file, its glyphs' measures and outlines.

use std::{
    fs::File,
    path::{Path, PathBuf},
    sync::Arc,
};

use memmap2::Mmap;
use ttf_parser::{GlyphId, OutlineBuilder, name_id};

use super::{family::Family, find::is_font};
use crate::Error;

/// A face's place in its `FontSet`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub(super) usize);

impl FaceId {
    /// Stable within one set: names the face in files made from it.
    pub fn number(self) -> usize {
        self.0
    }
}

pub struct Face {
    file: PathBuf,
    map: Arc<Mmap>,
    index: u32,
    postscript: String,
}

/// A face's names, as far as choosing needs them.
pub(super) struct Known {
    pub id: FaceId,
    pub first_of_file: bool,
    names: Vec<String>,
    bold: bool,
}

impl Known {
    pub fn is(&self, wanted: &Family) -> bool {
        self.bold == wanted.bold
            && self
                .names
                .iter()
                .any(|n| n.eq_ignore_ascii_case(wanted.name))
    }
}

/// Maps every font file of a folder, in the order of their names. A file that is no font is passed over: an office's
/// folder may hold anything.
pub(super) fn scan(dir: &Path, faces: &mut Vec<Face>) -> Result<Vec<Known>, Error> {
    let unreadable = |detail: std::io::Error| Error::BadFont {
        file: dir.to_owned(),
        detail: detail.to_string(),
    };
    let mut files: Vec<PathBuf> = std::fs::read_dir(dir)
        .map_err(|e| match e.kind() {
            std::io::ErrorKind::NotFound => Error::NoFonts {
                searched: dir.display().to_string(),
            },
            _ => unreadable(e),
        })?
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|path| is_font(path) && path.is_file())
        .collect();
    files.sort();
    let mut known = Vec::new();
    for file in files {
        let map = Arc::new(map(&file)?);
        for index in 0..ttf_parser::fonts_in_collection(&map).unwrap_or(1) {
            let Ok(face) = ttf_parser::Face::parse(&map, index) else {
                continue;
            };
            let names = |id| {
                let of_id = face.names().into_iter().filter(move |n| n.name_id == id);
                of_id.filter_map(|n| n.to_string())
            };
            let id = FaceId(faces.len());
            known.push(Known {
                id,
                first_of_file: index == 0,
                names: names(name_id::FAMILY)
                    .chain(names(name_id::TYPOGRAPHIC_FAMILY))
                    .collect(),
                bold: face.weight().to_number() >= 600,
            });
            let postscript = names(name_id::POST_SCRIPT_NAME).next();
            let plain = |n: &String| {
                !n.is_empty() && n.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            };
            faces.push(Face {
                file: file.clone(),
                map: map.clone(),
                index,
                postscript: postscript
                    .filter(plain)
                    .unwrap_or_else(|| format!("Face{}", id.0)),
            });
        }
    }
    Ok(known)
}

fn map(file: &Path) -> Result<Mmap, Error> {
    let bad = |e: std::io::Error| Error::BadFont {
        file: file.to_owned(),
        detail: e.to_string(),
    };
    let opened = File::open(file).map_err(bad)?;
    // SAFETY: font files are installed by rename and never written in place; a file truncated while it is mapped would
    // end the process, as it would for every program that maps its fonts.
    unsafe { Mmap::map(&opened) }.map_err(bad)
}

impl Face {
    /// For measures and outlines. Cheap: it reads a table directory.
    pub fn open(&self) -> Result<ttf_parser::Face<'_>, Error> {
        ttf_parser::Face::parse(&self.map, self.index).map_err(|e| self.bad(e))
    }

    /// NotoSerifCJKsc-Bold.
    pub fn postscript_name(&self) -> &str {
        &self.postscript
    }

    /// The mapped file and the face's place in it.
    pub(crate) fn program(&self) -> (&[u8], usize) {
        (&self.map, self.index as usize)
    }

    pub(crate) fn bad(&self, detail: impl ToString) -> Error {
        Error::BadFont {
            file: self.file.clone(),
            detail: detail.to_string(),
        }
    }
}

/// A glyph's outline in parts of an em, y upwards.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Outline {
    pub steps: Vec<Step>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Step {
    Move([f32; 2]),
    Line([f32; 2]),
    Quad([f32; 2], [f32; 2]),
    Cubic([f32; 2], [f32; 2], [f32; 2]),
    Close,
}

impl Outline {
    pub fn of(face: &ttf_parser::Face<'_>, glyph: u16) -> Outline {
        let mut drawn = Pen {
            em: f32::from(face.units_per_em()),
            outline: Outline::default(),
        };
        face.outline_glyph(GlyphId(glyph), &mut drawn);
        drawn.outline
    }
}

struct Pen {
    em: f32,
    outline: Outline,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> [f32; 2] {
        [x / self.em, y / self.em]
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.outline.steps.push(Step::Move(self.at(x, y)));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.outline.steps.push(Step::Line(self.at(x, y)));
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.outline
            .steps
            .push(Step::Quad(self.at(x1, y1), self.at(x, y)));
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.outline
            .steps
            .push(Step::Cubic(self.at(x1, y1), self.at(x2, y2), self.at(x, y)));
    }
    fn close(&mut self) {
        self.outline.steps.push(Step::Close);
    }
}
