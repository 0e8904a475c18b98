//! A folder's files to a [`Folder`] and back. An error names the file, the line or
//! the part, and what to do; the first one stops everything.

use super::{Basis, Folder, Part, Template, check, texts};
use crate::letter::LetterKind;
use crate::lint::Element;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Range;
use toml::Spanned;

/// The one table among the files; every other is a kind of letter.
pub const TEXTS_FILE: &str = "standard_texts.csv";

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}{at}: {problem}; {advice}")]
pub struct TemplateError {
    pub file: String,
    pub at: At,
    pub problem: String,
    pub advice: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    Whole,
    Line(u64),
    /// from 1, and the line it begins on
    Part(usize, u64),
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            At::Whole => Ok(()),
            At::Line(line) => write!(f, ", line {line}"),
            At::Part(part, line) => write!(f, ", part {part} (line {line})"),
        }
    }
}

impl TemplateError {
    pub(super) fn new(file: &str, at: At, problem: impl Into<String>, advice: &str) -> Self {
        Self {
            file: file.into(),
            at,
            problem: problem.into(),
            advice: advice.into(),
        }
    }
}

/// As it is written. Unlike a desk, which reads what a newer server sends, it takes
/// no key that it does not know: a misspelt one would silently be left out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    kind: Spanned<String>,
    title: String,
    #[serde(default)]
    addressee: Option<String>,
    #[serde(default)]
    attachments: Vec<String>,
    #[serde(default)]
    basis: Option<WrittenBasis>,
    #[serde(default)]
    part: Vec<Spanned<WrittenPart>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenBasis {
    article: String,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPart {
    #[serde(default)]
    heading: Option<String>,
    says: String,
    #[serde(default)]
    elements: Vec<Element>,
    text: String,
}

impl Folder {
    /// Reads name and text of each file.
    pub fn read<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, TemplateError> {
        let mut folder = Folder::default();
        for (name, text) in files {
            let text = text.trim_start_matches('\u{feff}');
            if name == TEXTS_FILE {
                let read = texts::read(text)?;
                check::texts(&read)?;
                folder.texts = read.into_iter().map(|(_, text)| text).collect();
                continue;
            }
            let (template, lines) = template(name, text)?;
            check::template(name, &template, &lines)?;
            if folder.kinds.contains_key(&template.kind) {
                return Err(TemplateError::new(
                    name,
                    At::Whole,
                    format!("another file is a {} too", template.kind.name()),
                    "keep one file a kind",
                ));
            }
            folder.kinds.insert(template.kind, template);
        }
        Ok(folder)
    }

    /// Name and text of each file, as [`Folder::read`] takes them.
    pub fn files(&self) -> Result<Vec<(String, String)>, TemplateError> {
        let unwritten = |name: &str, error: String| {
            TemplateError::new(
                name,
                At::Whole,
                error,
                "tell whoever looks after the centre",
            )
        };
        let mut files = Vec::new();
        for template in self.kinds.values() {
            let name = format!("{}.toml", template.kind.code());
            let text = write(template).map_err(|error| unwritten(&name, error.to_string()))?;
            files.push((name, text));
        }
        if !self.texts.is_empty() {
            let text = texts::write(&self.texts)
                .map_err(|error| unwritten(TEXTS_FILE, error.to_string()))?;
            files.push((TEXTS_FILE.into(), text));
        }
        Ok(files)
    }
}

/// The template, and the line that each of its parts begins on.
fn template(file: &str, text: &str) -> Result<(Template, Vec<u64>), TemplateError> {
    let line = |span: Range<usize>| {
        let before = text.get(..span.start).unwrap_or(text);
        before.matches('\n').count() as u64 + 1
    };
    let written: Written = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(At::Whole, |span| At::Line(line(span)));
        TemplateError::new(
            file,
            at,
            error.message(),
            "README.md lists the keys and shows how they are written",
        )
    })?;
    let kind = LetterKind::parse(written.kind.get_ref()).ok_or_else(|| {
        let codes = LetterKind::ALL.map(LetterKind::code).join(", ");
        TemplateError::new(
            file,
            At::Line(line(written.kind.span())),
            format!("there is no kind “{}”", written.kind.get_ref()),
            &format!("write one of {codes}"),
        )
    })?;
    let lines = written.part.iter().map(|part| line(part.span()));
    let lines: Vec<u64> = lines.collect();
    let parts = written.part.into_iter().map(|part| {
        let part = part.into_inner();
        Part {
            heading: part.heading,
            says: part.says,
            elements: part.elements,
            text: part.text.trim().to_owned(),
        }
    });
    let template = Template {
        kind,
        title: written.title,
        addressee: written.addressee,
        basis: written
            .basis
            .map(|WrittenBasis { article, source }| Basis { article, source }),
        attachments: written.attachments,
        parts: parts.collect(),
    };
    Ok((template, lines))
}

fn write(template: &Template) -> Result<String, toml::ser::Error> {
    #[derive(Serialize)]
    struct Written<'a> {
        kind: &'a str,
        title: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        addressee: Option<&'a str>,
        #[serde(skip_serializing_if = "<[String]>::is_empty")]
        attachments: &'a [String],
        #[serde(skip_serializing_if = "Option::is_none")]
        basis: Option<&'a Basis>,
        part: &'a [Part],
    }
    toml::to_string_pretty(&Written {
        kind: template.kind.code(),
        title: &template.title,
        addressee: template.addressee.as_deref(),
        attachments: &template.attachments,
        basis: template.basis.as_ref(),
        part: &template.parts,
    })
}
