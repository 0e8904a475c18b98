//! `dump`: an office's cases as JSON lines, to look at and to compare.

use crate::app::App;
use crate::db::{Tx, params, sql};
use crate::error::Result;
use crate::store::case::{self, Stored};
use crate::store::directory;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

/// One object a line, case by case in the order of registration; with
/// `photos`, the received originals as files named by their SHA-256.
pub fn dump(app: &App, office: &str, photos: Option<&Path>, out: &mut dyn Write) -> Result<()> {
    if let Some(folder) = photos {
        std::fs::create_dir_all(folder)?;
    }
    app.read(|tx| {
        let book = app.book(tx)?;
        let office = directory::find_office(&book.directory, office)?;
        let mut received = BTreeSet::new();
        for row in tx.query(sql!("dump_cases"), params![office.id.as_str()])? {
            if let Some(stored) = case::load(tx, row.parse(0)?)? {
                for line in lines(tx, &stored, &office.name, &mut received)? {
                    serde_json::to_writer(&mut *out, &line)?;
                    out.write_all(b"\n")?;
                }
            }
        }
        if let Some(folder) = photos {
            for sha256 in &received {
                std::fs::write(folder.join(sha256), app.0.photos.read(sha256)?)?;
            }
        }
        Ok(out.flush()?)
    })
}

fn lines(
    tx: &mut dyn Tx,
    stored: &Stored,
    office: &str,
    received: &mut BTreeSet<String>,
) -> Result<Vec<Value>> {
    let (id, case) = (stored.id, &stored.case);
    let mut lines = vec![json!({
        "type": "case", "id": id, "number": case.registration.number,
        "title": case.registration.title, "body": case.registration.body,
        "state": case.state, "office": office, "revision": case.revision,
    })];
    for (place, event) in stored.events.iter().enumerate() {
        lines.push(json!({ "type": "event", "case": id, "rev": place + 1, "event": event }));
    }
    for visit in &case.visits {
        let source = tx.first(sql!("dump_visit_source"), params![&visit.id.to_string()])?;
        let (device, seq) = match &source {
            Some(row) => (Some(row.text(0)?), Some(row.int(1)?)),
            None => (None, None),
        };
        let photos: Vec<&str> = visit
            .record
            .photos
            .iter()
            .map(|photo| photo.sha256.as_str())
            .collect();
        lines.push(json!({
            "type": "visit", "id": visit.id, "case": id, "note": visit.record.note,
            "photos": photos, "device": device, "seq": seq,
        }));
    }
    for letter in &case.letters {
        let signed = letter.signed.as_ref();
        lines.push(json!({
            "type": "letter", "id": letter.id, "case": id, "kind": letter.kind,
            "state": letter.state, "revisions": letter.revisions.len(),
            "document_number": signed.map(|signed| signed.number.to_string()),
            "date": signed.map(|signed| signed.date), "pdf": letter.pdf,
        }));
    }
    for row in tx.query(sql!("dump_photos"), params![stored.key])? {
        let complete = row.truth(3)? && row.opt_text(4)?.is_some();
        if complete {
            received.insert(row.text(0)?.to_owned());
        }
        lines.push(json!({
            "type": "photo", "sha256": row.text(0)?, "size": row.count(1)?,
            "case": id, "visit": row.text(2)?, "complete": complete,
        }));
    }
    Ok(lines)
}
