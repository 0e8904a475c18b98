//! What was not sent, as one sealed file that is carried to the centre by hand.

use crate::Desk;
use crate::error::{Reply, file};
use crate::open::Open;
use crate::view::{CommandError, ExportedFile};
use casework::Moment;
use protocol::sealed::EXTENSION;
use std::path::{Path, PathBuf};

impl Desk {
    /// Into the file that the person names.
    pub async fn export(&self, path: PathBuf) -> Reply<ExportedFile> {
        let now = self.now();
        self.read(move |open| write(open, &path, now)).await
    }

    /// Into the person's documents folder, under a name of its own.
    pub async fn export_unsent(&self) -> Reply<ExportedFile> {
        let (folder, now) = (self.documents(), self.now());
        self.read(move |open| {
            std::fs::create_dir_all(&folder).map_err(|problem| file(&folder, &problem))?;
            write(open, &folder.join(name(open, now)), now)
        })
        .await
    }
}

fn write(open: &Open, path: &Path, now: Moment) -> Reply<ExportedFile> {
    let written = open.book.export(path, env!("CARGO_PKG_VERSION"), now);
    let exported = written.map_err(|problem| match problem {
        casebook::Error::File { path, source } => file(&path, &source),
        other => CommandError::from(other),
    })?;
    Ok(ExportedFile {
        path: path.to_string_lossy().into_owned(),
        actions: exported.actions as u32,
        photos: exported.photos as u32,
        bytes: exported.bytes,
        drafts: exported.drafts as u32,
        damaged: exported.damaged as u32,
    })
}

/// 未发送的内容 baihe.chen 20261123-0912.lianxin: no citizen, no case.
fn name(open: &Open, now: Moment) -> String {
    let user: String = open
        .person
        .user
        .as_str()
        .chars()
        .map(
            |c| match c.is_alphanumeric() || matches!(c, '.' | '-' | '_') {
                true => c,
                false => '_',
            },
        )
        .collect();
    let at = now.china().format("%Y%m%d-%H%M");
    format!("未发送的内容 {user} {at}.{EXTENSION}")
}
