//! The edge: a letter that passes here can be laid out; only a missing glyph can still stop it.

use super::{Letter, china_date};
use crate::{Error, Place};

/// A letter's body, all paragraphs together.
pub const MOST_BODY_CHARS: usize = 50_000;
/// Far above any real one; keeps one field from filling pages that belong to the text.
const MOST_TITLE_CHARS: usize = 120;
const MOST_TITLE_LINES: usize = 8;
const MOST_NAME_CHARS: usize = 60;
const MOST_LINE_CHARS: usize = 500;
const MOST_ATTACHMENTS: usize = 50;

impl Letter {
    /// Says what is wrong with the first part that is.
    pub fn check(&self) -> Result<(), Error> {
        filled(&self.issuer, Place::Issuer, MOST_NAME_CHARS)?;
        filled(&self.title, Place::Title, MOST_TITLE_CHARS)?;
        let lines = self
            .title
            .lines()
            .filter(|line| !clean(line).is_empty())
            .count();
        if lines > MOST_TITLE_LINES {
            return Err(Error::TitleLines {
                lines,
                most: MOST_TITLE_LINES,
            });
        }
        filled(&self.signatory, Place::Signatory, MOST_NAME_CHARS)?;
        china_date(&self.date)?;
        self.check_number()?;
        for text in [&self.copy_number, &self.secrecy, &self.urgency]
            .into_iter()
            .flatten()
        {
            filled(text, Place::Urgency, 12)?;
        }
        if let Some(addressee) = &self.addressee {
            filled(addressee, Place::Addressee, MOST_LINE_CHARS)?;
        }
        self.check_body()?;
        self.check_annex()?;
        if self.attachments.len() > MOST_ATTACHMENTS {
            return Err(Error::ClosingTooLong);
        }
        for (i, name) in self.attachments.iter().enumerate() {
            filled(name, Place::Attachment(i + 1), MOST_LINE_CHARS)?;
        }
        if let Some(note) = &self.note {
            filled(note, Place::Note, MOST_LINE_CHARS)?;
        }
        for (i, office) in self.copy_to.iter().enumerate() {
            filled(office, Place::CopyTo(i + 1), MOST_NAME_CHARS)?;
        }
        self.check_seal()
    }

    fn check_number(&self) -> Result<(), Error> {
        let Some(number) = &self.document_number else {
            return Ok(());
        };
        let detail = match number {
            n if clean(&n.word).is_empty() => "缺少机关代字",
            n if clean(&n.word).chars().count() > 20 => "机关代字超过 20 字",
            n if !(1949..=9999).contains(&n.year) => "年份须是四位数",
            n if n.serial == 0 => "序号从 1 开始",
            _ => return Ok(()),
        };
        Err(Error::DocumentNumber { detail })
    }

    fn check_body(&self) -> Result<(), Error> {
        if self.body.is_empty() {
            return Err(Error::Empty { place: Place::Body });
        }
        let chars = self
            .body
            .iter()
            .map(|p| p.text.chars().count() + p.table.as_ref().map_or(0, |table| table.chars()));
        let chars = chars.sum();
        if chars > MOST_BODY_CHARS {
            return Err(Error::TooLong {
                place: Place::Body,
                chars,
                most: MOST_BODY_CHARS,
            });
        }
        for (i, paragraph) in self.body.iter().enumerate() {
            let place = Place::Paragraph(i + 1);
            if paragraph.level > 4 {
                return Err(Error::Level {
                    place,
                    level: paragraph.level,
                });
            }
            let text = clean(&paragraph.text);
            if let Some(table) = &paragraph.table {
                table.check(i + 1)?;
                short(&text, MOST_TITLE_CHARS, place)?;
                continue;
            }
            if text.is_empty() {
                return Err(Error::Empty { place });
            }
            if text.chars().all(is_mark) {
                return Err(Error::OnlyMarks { place });
            }
        }
        Ok(())
    }

    fn check_seal(&self) -> Result<(), Error> {
        match &self.seal {
            Some(seal) if !(30.0..=50.0).contains(&seal.diameter_mm) => Err(Error::SealDiameter {
                diameter_mm: seal.diameter_mm.to_string(),
            }),
            _ => Ok(()),
        }
    }
}

/// Punctuation, and the blanks between it.
fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation()
        || c.is_whitespace()
        || "，。、；：？！（）《》〈〉「」『』【】〔〕［］｛｝“”‘’—…～·％℃‰".contains(c)
}

pub(super) fn short(text: &str, most: usize, place: Place) -> Result<(), Error> {
    let chars = clean(text).chars().count();
    if chars > most {
        return Err(Error::TooLong { place, chars, most });
    }
    Ok(())
}

fn filled(text: &str, place: Place, most: usize) -> Result<(), Error> {
    let chars = clean(text).chars().count();
    match chars {
        0 => Err(Error::Empty { place }),
        _ if chars > most => Err(Error::TooLong { place, chars, most }),
        _ => Ok(()),
    }
}

/// Text as it is set: without marks nobody sees (zero-width, byte order), control characters as spaces, runs of white
/// space as one, none at the ends. Ideographic spaces inside stay, the writer meant them.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}'
            | '\u{FEFF}'
            | '\u{AD}' => {}
            c if c.is_control() || (c.is_whitespace() && c != '\u{3000}') => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out.trim_matches(|c: char| c.is_whitespace()).to_owned()
}

/// serde's words, short and with the place.
pub(super) fn explain(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let what = said.split(" at line ").next().unwrap_or(&said);
    match error.line() {
        0 => what.to_owned(),
        line => format!("第 {line} 行第 {} 列，{what}", error.column()),
    }
}
