//! What a face says of itself: its names, its weight, and a mark that is the same wherever the same file lies.

use sha2::{Digest, Sha256};
use ttf_parser::{Face, PlatformId, Tag, name_id};

use super::{FaceId, family::Family};

/// As far as choosing needs them.
pub(super) struct Known {
    pub id: FaceId,
    pub first_of_file: bool,
    names: Names,
    bold: bool,
}

impl Known {
    pub fn new(id: FaceId, first_of_file: bool, names: Names, face: &Face<'_>) -> Known {
        Known {
            id,
            first_of_file,
            names,
            bold: face.weight().to_number() >= 600,
        }
    }

    pub fn is(&self, wanted: &Family) -> bool {
        self.bold == wanted.bold && self.names.has(wanted.name)
    }
}

/// The names of a face in every language that its file has.
pub(super) struct Names {
    families: Vec<String>,
    full: Vec<String>,
    postscript: Option<String>,
}

impl Names {
    pub fn of(face: &Face<'_>) -> Names {
        let names = |id: u16| {
            let of_id = face.names().into_iter().filter(move |n| n.name_id == id);
            of_id.filter_map(|name| match name.platform_id {
                // Roman letters of an old Macintosh are those of ASCII as far as names go.
                PlatformId::Macintosh if name.name.is_ascii() => {
                    String::from_utf8(name.name.to_vec()).ok()
                }
                _ => name.to_string(),
            })
        };
        Names {
            families: names(name_id::TYPOGRAPHIC_FAMILY)
                .chain(names(name_id::FAMILY))
                .collect(),
            full: names(name_id::FULL_NAME).collect(),
            postscript: names(name_id::POST_SCRIPT_NAME).find(|name| is_plain(name)),
        }
    }

    fn has(&self, wanted: &str) -> bool {
        let all = self.families.iter().chain(&self.full);
        all.chain(&self.postscript)
            .any(|name| name.eq_ignore_ascii_case(wanted))
    }

    /// As people know it: 方正小标宋简体 rather than FZXiaoBiaoSong-B05S.
    pub fn shown(&self) -> Option<&str> {
        let chinese = self.families.iter().find(|name| !name.is_ascii());
        chinese.or(self.families.first()).map(String::as_str)
    }

    pub fn postscript(&self) -> Option<&str> {
        self.postscript.as_deref()
    }

    /// The name and what the face's head says: its revision, its dates, the sum over its file.
    pub fn mark(&self, face: &Face<'_>) -> String {
        let head = face.raw_face().table(Tag::from_bytes(b"head"));
        let mut hash = Sha256::new();
        hash.update(head.unwrap_or_default());
        hash.update(face.number_of_glyphs().to_be_bytes());
        let hash = hash.finalize();
        let short: String = hash[..6].iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{} {short}", self.postscript().unwrap_or_default())
    }
}

/// Fit for a name in a PDF.
fn is_plain(name: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    !name.is_empty() && name.bytes().all(plain)
}
