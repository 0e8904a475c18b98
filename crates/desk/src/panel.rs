//! The sync panel: what waits to be sent, photo by photo, and what is here.

use crate::Desk;
use crate::error::Reply;
use crate::open::Open;
use crate::view::{OutboxRow, PhotoUpload, SyncPanel, SyncStatus};
use casebook::{OutboxEntry, SendState};
use casework::CaseId;
use serde_json::{Value, json};

/// Photos that the panel names.
const PHOTOS_SHOWN: usize = 20;

impl Desk {
    pub async fn sync_panel(&self) -> Reply<SyncPanel> {
        let status = self.sync_status();
        self.read(move |open| panel(open, status)).await
    }

    pub async fn outbox(&self) -> Reply<Vec<Value>> {
        self.read(|open| {
            let entries = open.book.outbox()?;
            let waiting = entries
                .iter()
                .filter(|entry| matches!(entry.state, SendState::Pending | SendState::Held));
            Ok(waiting.map(outbox_json).collect())
        })
        .await
    }
}

fn panel(open: &Open, status: SyncStatus) -> Reply<SyncPanel> {
    let waiting = open.book.photos_waiting()?;
    let unsent = || {
        waiting
            .iter()
            .filter(|photo| photo.state == casebook::PhotoState::Local)
    };
    let mut outbox = Vec::new();
    for entry in open.book.outbox()? {
        if entry.state == SendState::Pending {
            outbox.push(outbox_row(open, &entry));
        }
    }
    Ok(SyncPanel {
        status,
        outbox,
        photos: unsent()
            .take(PHOTOS_SHOWN)
            .map(|photo| PhotoUpload {
                sha256: photo.sha256.clone(),
                name: photo.name.clone(),
                size: photo.size,
                sent: photo.sent,
                error: open.engine.photo_trouble(&photo.sha256),
            })
            .collect(),
        photos_waiting: unsent().count() as u32,
        photos_bytes: unsent()
            .map(|photo| photo.size - photo.sent.min(photo.size))
            .sum(),
        in_store: open.book.overview(open.now())?.cases as u32,
        folder: open.book.folder().to_string_lossy().into_owned(),
    })
}

fn outbox_row(open: &Open, entry: &OutboxEntry) -> OutboxRow {
    OutboxRow {
        seq: entry.seq.unwrap_or(0),
        id: entry.id,
        kind: entry.kind.clone(),
        case: entry.case,
        case_number: entry.case_number.clone(),
        case_title: title(open, entry.case),
        at: entry.at.0,
        held: entry.code.clone(),
    }
}

fn outbox_json(entry: &OutboxEntry) -> Value {
    json!({
        "seq": entry.seq,
        "id": entry.id,
        "kind": entry.kind,
        "case": entry.case_number,
        "state": if entry.state == SendState::Held { "held" } else { "pending" },
        "code": entry.code,
    })
}

pub(crate) fn title(open: &Open, case: CaseId) -> String {
    open.book
        .case(case)
        .map(|view| view.row.summary.title)
        .unwrap_or_default()
}
