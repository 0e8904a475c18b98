//! What a person hands in as files and answers.

use casework::ClosingForm;
use casework::letter::{AnnexPhoto, LetterContent, Paragraph};
use desk::view::CommandError;
use desk::{Reply, error};
use serde::Deserialize;
use serde_json::json;
use std::path::Path;

/// From the environment, or asked for; never an argument that others can list.
pub fn password(user: &str) -> Reply<String> {
    match std::env::var("LIANXIN_PASSWORD") {
        Ok(password) => Ok(password),
        Err(_) => rpassword::prompt_password(format!("Password of {user}: ")).map_err(|problem| {
            error(
                "cli.no_password",
                format!("set LIANXIN_PASSWORD, or type it at the prompt: {problem}"),
                json!({}),
            )
        }),
    }
}

pub fn passphrase() -> Option<String> {
    std::env::var("LIANXIN_PASSPHRASE").ok()
}

/// `.json`: a letter body with what belongs to it; anything else: one paragraph
/// a line.
pub fn letter_content(path: &Path, title: Option<String>) -> Reply<LetterContent> {
    let text = text_of(path)?;
    let is_json = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let mut content = if is_json {
        from_json(path, &text)?
    } else {
        from_lines(&text)
    };
    if let Some(title) = title {
        content.title = title;
    }
    if content.title.trim().is_empty() {
        return Err(error(
            "letter.no_title",
            "the letter has no title; give --title",
            json!({}),
        ));
    }
    Ok(content)
}

fn from_lines(text: &str) -> LetterContent {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let body = lines
        .map(|line| Paragraph {
            level: 0,
            text: line.to_owned(),
            table: None,
        })
        .collect();
    LetterContent {
        title: String::new(),
        addressee: None,
        body,
        attachments: vec![],
        note: None,
        copy_to: vec![],
        annex: Vec::new(),
    }
}

/// Only the body, or a whole letter of which the content is taken.
#[derive(Deserialize)]
#[serde(untagged)]
enum LetterFile {
    Body(Vec<Paragraph>),
    Letter {
        #[serde(default)]
        title: String,
        #[serde(default)]
        addressee: Option<String>,
        body: Vec<Paragraph>,
        #[serde(default)]
        attachments: Vec<String>,
        #[serde(default)]
        annex: Vec<AnnexPhoto>,
        #[serde(default)]
        note: Option<String>,
        #[serde(default)]
        copy_to: Vec<String>,
    },
}

fn from_json(path: &Path, text: &str) -> Reply<LetterContent> {
    let file = serde_json::from_str(text).map_err(|problem| {
        malformed(
            path,
            &format!("no letter body ({problem}); write [{{\"level\":0,\"text\":\"…\"}}, …]"),
        )
    })?;
    Ok(match file {
        LetterFile::Body(body) => LetterContent {
            title: String::new(),
            addressee: None,
            body,
            attachments: vec![],
            note: None,
            copy_to: vec![],
            annex: Vec::new(),
        },
        LetterFile::Letter {
            title,
            addressee,
            body,
            attachments,
            annex,
            note,
            copy_to,
        } => LetterContent {
            title,
            addressee,
            body,
            attachments,
            note,
            copy_to,
            annex,
        },
    })
}

pub fn closing_form(path: &Path) -> Reply<ClosingForm> {
    serde_json::from_str(&text_of(path)?)
        .map_err(|problem| malformed(path, &format!("no closing form: {problem}")))
}

pub fn file(path: &Path) -> Reply<Vec<u8>> {
    std::fs::read(path).map_err(|problem| {
        error(
            "file.unreadable",
            format!("{}: {problem}; name a readable file", path.display()),
            json!({}),
        )
    })
}

fn text_of(path: &Path) -> Reply<String> {
    let bytes = file(path)?;
    let text = String::from_utf8(bytes)
        .map_err(|_| malformed(path, "the file is not UTF-8; save it as UTF-8"))?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

fn malformed(path: &Path, problem: &str) -> CommandError {
    error(
        "file.malformed",
        format!("{}: {problem}", path.display()),
        json!({}),
    )
}
