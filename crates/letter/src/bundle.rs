//! Many finished letters as one file to print. The pages are those of the letters, byte for byte: nothing is laid out
//! or compressed again.

use std::collections::{BTreeMap, HashMap};

use lopdf::{
    Dictionary, Document, Object, ObjectId, SaveOptions, Stream, StringFormat, dictionary,
};
use sha2::{Digest, Sha256};

use crate::Error;

/// A4 in points, for the blank back of a sheet.
const A4: [f32; 4] = [0.0, 0.0, 595.276, 841.89];

/// What a page may have from the tree above it (ISO 32000-1, table 30).
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];

/// A file that grows by letters.
pub struct Bundle {
    file: Document,
    tree: ObjectId,
    pages: Vec<ObjectId>,
    /// printed on both sides: every letter begins on a sheet of its own
    duplex: bool,
    /// what several letters have in common, such as the seal, stands in the file once
    known: HashMap<[u8; 32], ObjectId>,
}

impl Bundle {
    pub fn new(duplex: bool) -> Bundle {
        let mut file = Document::with_version("1.7");
        let tree = file.new_object_id();
        Bundle {
            file,
            tree,
            pages: Vec::new(),
            duplex,
            known: HashMap::new(),
        }
    }

    /// Takes over all pages of a letter, and says on which page it begins, from 1. A letter that cannot be read leaves
    /// the file as it was.
    pub fn add(&mut self, letter: &[u8]) -> Result<u32, Error> {
        let read = Document::load_mem(letter).map_err(failed)?;
        let mut copied = Copied::default();
        let mut pages = Vec::new();
        for page in read.get_pages().into_values() {
            let page = page_of_its_own(&read, page).map_err(failed)?;
            pages.push(self.copy_dictionary(&read, &page, &mut copied)?);
        }
        if pages.is_empty() {
            return Err(Error::Pdf {
                detail: "没有页面".into(),
            });
        }
        if self.duplex && self.pages.len() % 2 == 1 {
            self.push(dictionary! {
                "Type" => "Page",
                "MediaBox" => A4.map(Object::from).to_vec(),
                "Resources" => Dictionary::new(),
            });
        }
        let first = self.pages.len() as u32 + 1;
        for page in pages {
            self.push(page);
        }
        Ok(first)
    }

    pub fn pages(&self) -> u32 {
        self.pages.len() as u32
    }

    /// The file. The same letters in the same order give the same bytes.
    pub fn finish(mut self) -> Result<Vec<u8>, Error> {
        let kids: Vec<Object> = self.pages.iter().map(|page| (*page).into()).collect();
        self.file.objects.insert(
            self.tree,
            Object::Dictionary(dictionary! {
                "Type" => "Pages",
                "Count" => i64::from(self.pages()),
                "Kids" => kids,
            }),
        );
        let duplex = match self.duplex {
            true => "DuplexFlipLongEdge",
            false => "Simplex",
        };
        let catalog = self.file.add_object(dictionary! {
            "Type" => "Catalog",
            "Pages" => self.tree,
            "Lang" => Object::string_literal("zh-CN"),
            "ViewerPreferences" => dictionary! { "PrintScaling" => "None", "Duplex" => duplex },
        });
        self.file.trailer.set("Root", catalog);
        let mut hash = Sha256::new();
        for object in self.file.objects.values() {
            hash.update(fingerprint(object));
        }
        let id = Object::String(hash.finalize()[..16].to_vec(), StringFormat::Hexadecimal);
        self.file.trailer.set("ID", vec![id.clone(), id]);
        let options = SaveOptions::builder()
            .use_object_streams(true)
            .use_xref_streams(true)
            .build();
        let mut bytes = Vec::new();
        self.file
            .save_with_options(&mut bytes, options)
            .map_err(|problem| Error::Pdf {
                detail: problem.to_string(),
            })?;
        Ok(bytes)
    }

    fn push(&mut self, mut page: Dictionary) {
        page.set("Parent", self.tree);
        let page = self.file.add_object(page);
        self.pages.push(page);
    }

    /// With everything that it refers to.
    fn copy(
        &mut self,
        from: &Document,
        object: &Object,
        copied: &mut Copied,
    ) -> Result<Object, Error> {
        Ok(match object {
            Object::Reference(id) => Object::Reference(self.copy_referred(from, *id, copied)?),
            Object::Array(items) => Object::Array(
                items
                    .iter()
                    .map(|item| self.copy(from, item, copied))
                    .collect::<Result<_, _>>()?,
            ),
            Object::Dictionary(dictionary) => {
                Object::Dictionary(self.copy_dictionary(from, dictionary, copied)?)
            }
            Object::Stream(stream) => {
                let dict = self.copy_dictionary(from, &stream.dict, copied)?;
                Object::Stream(Stream {
                    dict,
                    ..stream.clone()
                })
            }
            plain => plain.clone(),
        })
    }

    fn copy_dictionary(
        &mut self,
        from: &Document,
        dictionary: &Dictionary,
        copied: &mut Copied,
    ) -> Result<Dictionary, Error> {
        let mut copy = Dictionary::new();
        for (key, value) in dictionary {
            copy.set(key.clone(), self.copy(from, value, copied)?);
        }
        Ok(copy)
    }

    fn copy_referred(
        &mut self,
        from: &Document,
        id: ObjectId,
        copied: &mut Copied,
    ) -> Result<ObjectId, Error> {
        match copied.get(&id) {
            Some(Some(known)) => return Ok(*known),
            // Pages of ours refer downwards only.
            Some(None) => {
                return Err(Error::Pdf {
                    detail: "对象互相引用".into(),
                });
            }
            None => copied.insert(id, None),
        };
        let object = self.copy(from, from.get_object(id).map_err(failed)?, copied)?;
        let fingerprint = fingerprint(&object);
        let new = match self.known.get(&fingerprint) {
            Some(known) => *known,
            None => {
                let new = self.file.add_object(object);
                self.known.insert(fingerprint, new);
                new
            }
        };
        copied.insert(id, Some(new));
        Ok(new)
    }
}

/// An object of the letter and its copy; None while it is being copied.
type Copied = BTreeMap<ObjectId, Option<ObjectId>>;

/// A page without its tree: what it inherits stands in it.
fn page_of_its_own(file: &Document, page: ObjectId) -> lopdf::Result<Dictionary> {
    let mut own = file.get_dictionary(page)?.clone();
    let mut above = own.remove(b"Parent");
    while let Some(parent) = above {
        let tree = file.get_dictionary(parent.as_reference()?)?;
        for key in INHERITED {
            if let (false, Ok(value)) = (own.has(key), tree.get(key)) {
                own.set(key.to_vec(), value.clone());
            }
        }
        above = tree.get(b"Parent").ok().cloned();
    }
    Ok(own)
}

fn fingerprint(object: &Object) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(format!("{object:?}"));
    if let Object::Stream(stream) = object {
        hash.update(&stream.content);
    }
    hash.finalize().into()
}

fn failed(problem: lopdf::Error) -> Error {
    Error::Pdf {
        detail: problem.to_string(),
    }
}
