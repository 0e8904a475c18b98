//! The desk's surroundings when it lives in a window.

use desk::{Desk, Host, Signal};
use std::path::PathBuf;
use tauri::{AppHandle, Emitter, Manager};

struct WindowHost {
    app: AppHandle,
    documents: PathBuf,
}

impl Host for WindowHost {
    fn emit(&self, signal: Signal) {
        let sent = match signal {
            Signal::Sync(status) => self.app.emit("sync", status),
            Signal::Changed(changed) => self.app.emit("changed", changed),
        };
        if let Err(error) = sent {
            tracing::warn!(%error, "the window was not told");
        }
    }

    fn documents(&self) -> PathBuf {
        self.documents.clone()
    }
}

/// The desk over its folder: never roaming, never a network share.
pub fn desk(app: &AppHandle) -> tauri::Result<Desk> {
    let data = match std::env::var_os("LIANXIN_DATA") {
        Some(folder) => PathBuf::from(folder),
        None => app.path().app_local_data_dir()?,
    };
    let documents = app
        .path()
        .document_dir()
        .unwrap_or_else(|_| data.clone())
        .join("连心桥");
    let fonts = app
        .path()
        .resource_dir()
        .ok()
        .map(|folder| folder.join("fonts"));
    Ok(Desk::new(
        data,
        fonts,
        std::sync::Arc::new(WindowHost {
            app: app.clone(),
            documents,
        }),
    ))
}
