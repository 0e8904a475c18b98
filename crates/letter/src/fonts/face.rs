//! One face: its mapped file, its glyphs' measures and outlines.

use std::{
    fs::File,
    path::{Path, PathBuf},
    sync::Arc,
};

use memmap2::Mmap;
use ttf_parser::{GlyphId, OutlineBuilder, Permissions, Tag};

use super::{
    Folder, Source, family, find,
    names::{Known, Names},
};
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
    source: Source,
    family: String,
    postscript: String,
    mark: String,
}

/// Maps the font files of a folder, of a system only those that a letter wants, in the order of their names. A file that is no font
/// is passed over: an office's folder may hold anything.
pub(super) fn scan(folder: &Folder, faces: &mut Vec<Face>) -> Result<Vec<Known>, Error> {
    let unreadable = |e: std::io::Error| match e.kind() {
        std::io::ErrorKind::NotFound => Error::NoFonts {
            searched: folder.path.display().to_string(),
        },
        _ => Error::BadFont {
            file: folder.path.clone(),
            detail: e.to_string(),
        },
    };
    let system = folder.source == Source::System;
    let files = match system {
        // A system sorts its fonts into folders by maker and form. What may not be read there is not for us.
        true => find::files(&folder.path, 4).unwrap_or_default(),
        false => find::files(&folder.path, 0).map_err(unreadable)?,
    };
    let mut known = Vec::new();
    for file in files {
        let mapped = match map(&file) {
            Err(_) if system => continue,
            mapped => Arc::new(mapped?),
        };
        for index in 0..ttf_parser::fonts_in_collection(&mapped).unwrap_or(1) {
            let Some(face) = usable(&mapped, index) else {
                continue;
            };
            let id = FaceId(faces.len());
            let names = Names::of(&face);
            let shown = names.shown().unwrap_or_default().to_owned();
            let postscript = names.postscript().map(str::to_owned);
            let mark = names.mark(&face);
            let candidate = Known::new(id, index == 0, names, &face);
            // Of a system's hundreds of fonts a letter wants a handful.
            if system && !family::of_a_system().any(|family| candidate.is(family)) {
                continue;
            }
            known.push(candidate);
            faces.push(Face {
                file: file.clone(),
                map: mapped.clone(),
                index,
                source: folder.source,
                family: shown,
                postscript: postscript.unwrap_or_else(|| format!("Face{}", id.0)),
                mark,
            });
        }
    }
    Ok(known)
}

/// A face that a letter may be set in. A variable face has no one look, and what its maker forbids to embed stays out.
fn usable(file: &[u8], index: u32) -> Option<ttf_parser::Face<'_>> {
    let face = ttf_parser::Face::parse(file, index).ok()?;
    let variable = face.raw_face().table(Tag::from_bytes(b"fvar")).is_some();
    let forbidden = face.permissions() == Some(Permissions::Restricted);
    (!variable && !forbidden).then_some(face)
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

    /// 方正小标宋简体, as its file says.
    pub fn family(&self) -> &str {
        &self.family
    }

    pub fn file(&self) -> &Path {
        &self.file
    }

    pub fn source(&self) -> Source {
        self.source
    }

    /// The same wherever the same face lies.
    pub fn mark(&self) -> &str {
        &self.mark
    }

    /// How many Han characters it has.
    pub fn han(&self) -> Result<usize, Error> {
        let face = self.open()?;
        let tables = face.tables().cmap.into_iter().flat_map(|c| c.subtables);
        let count = |table: ttf_parser::cmap::Subtable<'_>| {
            let mut han = 0;
            table.codepoints(|c| han += usize::from(is_han(c)));
            han
        };
        let counts = tables.filter(|table| table.is_unicode()).map(count);
        Ok(counts.max().unwrap_or(0))
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

/// The unified ideographs with their extensions (Unicode 16).
fn is_han(c: u32) -> bool {
    matches!(c, 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0x20000..=0x323AF)
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
