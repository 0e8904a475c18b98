//! `templates import`, `show`, `export`: how letters begin and which standard texts
//! there are, for the district or for one office, as a folder of files. A folder is
//! taken whole or not at all.

use super::encoding;
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::audit;
use crate::store::directory::{self, TEMPLATES};
use casework::OfficeId;
use casework::letter::LetterKind;
use casework::templates::{Folder, Owner, TEXTS_FILE, Templates};
use protocol::directory::Directory;
use serde::Serialize;
use std::path::{Path, PathBuf};

#[derive(Debug, Serialize)]
pub struct Imported {
    pub version: u32,
    pub kinds: Vec<LetterKind>,
    pub texts: usize,
}

/// What is in force, and whose it is.
#[derive(Debug, Serialize)]
pub struct InForce {
    /// 0: all is the product's
    pub version: u32,
    pub kinds: Vec<Kind>,
    /// the office's own and the shared ones
    pub texts: usize,
}

#[derive(Debug, Serialize)]
pub struct Kind {
    pub kind: LetterKind,
    pub name: &'static str,
    pub owner: Owner,
    /// heading of each part, else what it has to say
    pub parts: Vec<String>,
}

/// Takes the folder as the district's, or the office's: it stands in the place of
/// what that had before.
pub fn import(app: &App, folder: &Path, office: Option<&str>) -> Result<Imported> {
    let files = read(folder)?;
    let files = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    let read = Folder::read(files).map_err(|error| malformed(folder, &error.to_string()))?;
    app.write(|work| {
        let directory = &work.book.directory;
        for text in &read.texts {
            let known = |code: &String| directory.category_name(code).is_some();
            if let Some(code) = text.category.as_ref().filter(|code| !known(code)) {
                let problem = format!(
                    "{TEXTS_FILE}, text “{}”: there is no category “{code}”; write one of the district's codes, or *",
                    text.title
                );
                return Err(malformed(folder, &problem));
            }
        }
        let office = find(directory, office)?;
        let subject = office.as_ref().map_or("district", OfficeId::as_str).to_owned();
        let imported = Imported {
            version: work.book.templates.version + 1,
            kinds: read.kinds.keys().copied().collect(),
            texts: read.texts.len(),
        };
        let templates = work.book.templates.clone().with(office, read);
        work.document_changed(TEMPLATES, &serde_json::to_string(&templates)?)?;
        audit::write(
            work.tx,
            audit::Entry {
                at: work.now,
                who: "terminal",
                device: None,
                act: "templates_import",
                subject: &subject,
            },
        )?;
        Ok(imported)
    })
}

pub fn show(app: &App, office: Option<&str>) -> Result<InForce> {
    let (templates, office) = in_force(app, office)?;
    let kinds = LetterKind::ALL.map(|kind| {
        let (template, owner) = templates.template(office.as_ref(), kind);
        let parts = template.parts.iter();
        Kind {
            kind,
            name: kind.name(),
            owner,
            parts: parts
                .map(|part| part.heading.clone().unwrap_or_else(|| part.says.clone()))
                .collect(),
        }
    });
    Ok(InForce {
        version: templates.version,
        kinds: kinds.into(),
        texts: templates.texts(office.as_ref()).count(),
    })
}

/// Writes what is in force as files that `import` takes again; of an office only
/// its own texts, for the shared ones are not its to change.
pub fn export(app: &App, folder: &Path, office: Option<&str>) -> Result<Vec<String>> {
    let (templates, office) = in_force(app, office)?;
    let kinds = LetterKind::ALL.map(|kind| {
        let (template, _) = templates.template(office.as_ref(), kind);
        (kind, template.clone())
    });
    let texts = match &office {
        None => templates.texts(None).cloned().collect(),
        Some(office) => {
            let own = templates.offices.get(office);
            own.map(|folder| folder.texts.clone()).unwrap_or_default()
        }
    };
    let files = Folder {
        kinds: kinds.into(),
        texts,
    }
    .files()
    .map_err(|error| Error::Broken(error.to_string()))?;
    std::fs::create_dir_all(folder)?;
    if std::fs::read_dir(folder)?.next().is_some() {
        return Err(Error::told(
            "templates.not_empty",
            format!("{} is not empty; name a new folder", folder.display()),
        ));
    }
    let mut written = Vec::new();
    for (name, text) in files {
        std::fs::write(folder.join(&name), text)?;
        written.push(name);
    }
    Ok(written)
}

fn in_force(app: &App, office: Option<&str>) -> Result<(Templates, Option<OfficeId>)> {
    app.read(|tx| {
        let book = app.book(tx)?;
        Ok((book.templates.clone(), find(&book.directory, office)?))
    })
}

fn find(directory: &Directory, office: Option<&str>) -> Result<Option<OfficeId>> {
    let found = office.map(|wanted| directory::find_office(directory, wanted));
    Ok(found.transpose()?.map(|office| office.id.clone()))
}

/// Name and text of each `.toml` and of the table, in the order of their names. What
/// else lies there, a README or a spreadsheet's lock file, is nobody's template.
fn read(folder: &Path) -> Result<Vec<(String, String)>> {
    let unreadable = |error: std::io::Error| {
        Error::told("templates.folder", format!("{}: {error}", folder.display()))
    };
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .map_err(unreadable)?
        .map(|entry| Ok(entry?.path()))
        .collect::<std::io::Result<_>>()
        .map_err(unreadable)?;
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if name == TEXTS_FILE || name.ends_with(".toml") {
            files.push((name, encoding::read(&path, "templates.file")?));
        }
    }
    if files.is_empty() {
        return Err(Error::told(
            "templates.folder",
            format!(
                "{} has neither a .toml file nor {TEXTS_FILE}; `templates export` writes them",
                folder.display()
            ),
        ));
    }
    Ok(files)
}

fn malformed(folder: &Path, problem: &str) -> Error {
    Error::told(
        "templates.malformed",
        format!("{}, {problem}", folder.display()),
    )
}

#[cfg(test)]
mod tests;
