//! How a letter of each kind begins, and the standard texts a clerk picks from.
//! Both are files that an office can edit (`data/templates/`): required parts in
//! their order, standard wording with placeholders, the legal basis.
//!
//! What ships with the product holds until a district brings its own files; an
//! office's override the district's kind by kind, its texts add to them. Files are
//! checked as they are read, so what is kept can be trusted. What a letter must
//! say, and what blocks its sign-off, stays the rulebook's: [`crate::lint`].

mod check;
mod checklist;
mod file;
mod fill;
mod placeholder;
mod texts;

pub use checklist::{PartStand, checklist};
pub use file::{At, TEXTS_FILE, TemplateError};
pub use placeholder::{Facts, Placeholder};
pub use texts::{Occasion, StandardText};

use crate::ids::OfficeId;
use crate::letter::LetterKind;
use crate::lint::Element;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A kind of letter as its file describes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    pub kind: LetterKind,
    pub title: String,
    /// None: the kind is addressed to nobody
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addressee: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// usual for it; the clerk decides
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<String>,
    /// in the order in which they are written
    pub parts: Vec<Part>,
}

/// The rule that asks for the letter, and where that rule stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// 《信访工作条例》第三十二条
    pub article: String,
    pub source: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// what it has to say, in words for its writer
    pub says: String,
    /// by which it is known to be said
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub elements: Vec<Element>,
    /// the standard wording, a paragraph a line
    pub text: String,
}

/// The files of one folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Folder {
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub kinds: BTreeMap<LetterKind, Template>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<StandardText>,
}

/// What a district has of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Templates {
    /// rising with every import; 0 is what ships with the product
    pub version: u32,
    pub district: Folder,
    pub offices: BTreeMap<OfficeId, Folder>,
}

/// Whose file is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    Product,
    District,
    Office,
}

impl Folder {
    /// What ships with the product: every kind, and texts for every office.
    pub fn product() -> &'static Folder {
        static PRODUCT: OnceLock<Folder> = OnceLock::new();
        PRODUCT.get_or_init(|| {
            Folder::read(PRODUCT_FILES).unwrap_or_else(|error| {
                unreachable!("the product's own files are read by a test: {error}")
            })
        })
    }
}

impl Templates {
    /// The template of this kind for an office, and whose it is.
    pub fn template(&self, office: Option<&OfficeId>, kind: LetterKind) -> (&Template, Owner) {
        let own = office.and_then(|office| self.offices.get(office));
        let folders = [
            (own, Owner::Office),
            (Some(&self.district), Owner::District),
            (Some(Folder::product()), Owner::Product),
        ];
        folders
            .into_iter()
            .find_map(|(folder, owner)| Some((folder?.kinds.get(&kind)?, owner)))
            .unwrap_or_else(|| unreachable!("a test counts the product's kinds"))
    }

    /// The office's own texts, then the district's, which stand in the place of the
    /// product's.
    pub fn texts(&self, office: Option<&OfficeId>) -> impl Iterator<Item = &StandardText> {
        let own = office.and_then(|office| self.offices.get(office));
        let shared = match self.district.texts.is_empty() {
            true => Folder::product(),
            false => &self.district,
        };
        own.into_iter()
            .chain([shared])
            .flat_map(|folder| &folder.texts)
    }

    /// The same with other files for the district, or for one office.
    pub fn with(mut self, office: Option<OfficeId>, folder: Folder) -> Self {
        self.version += 1;
        match office {
            Some(office) => drop(self.offices.insert(office, folder)),
            None => self.district = folder,
        }
        self
    }
}

const PRODUCT_FILES: [(&str, &str); 11] = [
    (
        "reply.toml",
        include_str!("../../data/templates/reply.toml"),
    ),
    (
        "official_reply.toml",
        include_str!("../../data/templates/official_reply.toml"),
    ),
    (
        "acceptance.toml",
        include_str!("../../data/templates/acceptance.toml"),
    ),
    (
        "rejection.toml",
        include_str!("../../data/templates/rejection.toml"),
    ),
    (
        "extension.toml",
        include_str!("../../data/templates/extension.toml"),
    ),
    (
        "transfer.toml",
        include_str!("../../data/templates/transfer.toml"),
    ),
    (
        "opinion.toml",
        include_str!("../../data/templates/opinion.toml"),
    ),
    (
        "supplement.toml",
        include_str!("../../data/templates/supplement.toml"),
    ),
    (
        "mediation.toml",
        include_str!("../../data/templates/mediation.toml"),
    ),
    (
        "minutes.toml",
        include_str!("../../data/templates/minutes.toml"),
    ),
    (
        TEXTS_FILE,
        include_str!("../../data/templates/standard_texts.csv"),
    ),
];
