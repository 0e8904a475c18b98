//! A table's text as records (RFC 4180), each with the physical line where it
//! starts: quoted fields may hold line breaks.

use crate::error::{Error, Result};

pub(super) struct Record {
    /// from 1
    pub line: usize,
    pub fields: Vec<String>,
}

pub(super) fn records(text: &str) -> Result<Vec<Record>> {
    let mut records = Vec::new();
    let mut record = Record {
        line: 1,
        fields: Vec::new(),
    };
    let (mut field, mut line) = (String::new(), 1);
    // The line on which the open quote began.
    let mut quoted: Option<usize> = None;
    let mut after_quote = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let breaks = c == '\n' || (c == '\r' && chars.peek() != Some(&'\n'));
        if breaks {
            line += 1;
        }
        match (c, quoted) {
            ('"', Some(_)) if chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            ('"', Some(_)) => {
                quoted = None;
                after_quote = true;
            }
            (c, Some(_)) => field.push(c),
            ('"', None) if field.is_empty() && !after_quote => quoted = Some(line),
            (',', None) => {
                record.fields.push(std::mem::take(&mut field));
                after_quote = false;
            }
            ('\r', None) if !breaks => {}
            (_, None) if breaks => {
                record.fields.push(std::mem::take(&mut field));
                after_quote = false;
                let next = Record {
                    line,
                    fields: Vec::new(),
                };
                keep(std::mem::replace(&mut record, next), &mut records);
            }
            (c, None) => field.push(c),
        }
    }
    if let Some(line) = quoted {
        return Err(Error::told(
            "import.open_quote",
            format!("line {line}: a quote is opened and never closed; nothing was imported"),
        ));
    }
    record.fields.push(field);
    keep(record, &mut records);
    Ok(records)
}

/// Empty lines are no records.
fn keep(record: Record, records: &mut Vec<Record>) {
    if record.fields.iter().any(|field| !field.trim().is_empty()) {
        records.push(record);
    }
}
