//! Photos for the window: decrypted here, after the store has checked that the
//! case it shows refers to them.

use crate::Desk;
use crate::error::{Reply, error};
use crate::open::Open;
use crate::visits;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use casework::CaseId;
use casework::event::PhotoRef;
use serde_json::json;
use std::io::Read;

/// The longer side, in pixels, at which a photo is shown that no webview decodes.
const SHOWN: u32 = 2048;

pub struct Evidence {
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
}

/// Where the window finds a photo. WebView2 knows custom schemes only as hosts.
pub fn url(case: CaseId, sha256: &str, thumbnail: bool) -> String {
    let origin = if cfg!(windows) {
        "http://evidence.localhost"
    } else {
        "evidence://localhost"
    };
    let query = if thumbnail { "?thumbnail" } else { "" };
    format!("{origin}/{case}/{sha256}{query}")
}

impl Desk {
    pub async fn evidence(&self, case: &str, sha256: &str, thumbnail: bool) -> Reply<Evidence> {
        let case: CaseId = case.parse().map_err(|_| unknown(sha256))?;
        let wanted = sha256.to_owned();
        let photo = self
            .read(move |open| referred(open, case, &wanted)?.ok_or_else(|| unknown(&wanted)))
            .await?;
        if let (true, Some(small)) = (thumbnail, &photo.thumbnail) {
            let bytes = BASE64_STANDARD.decode(small).map_err(|_| unknown(sha256))?;
            return Ok(Evidence {
                media_type: "image/jpeg",
                bytes,
            });
        }
        let bytes = self.original(&photo.sha256).await?;
        let shown = self.read(move |_| shown(&photo, bytes)).await?;
        Ok(shown)
    }

    /// The original bytes, from this computer or, if it has none, the server.
    pub async fn original(&self, sha256: &str) -> Reply<Vec<u8>> {
        match self.here(sha256).await? {
            Some(bytes) => Ok(bytes),
            None => self.fetch(sha256).await,
        }
    }

    /// The original bytes, if this computer has them.
    pub(crate) async fn here(&self, sha256: &str) -> Reply<Option<Vec<u8>>> {
        let wanted = sha256.to_owned();
        self.read(move |open| Ok(local(open, &wanted)?)).await
    }
}

fn local(open: &Open, sha256: &str) -> casebook::Result<Option<Vec<u8>>> {
    if !open.book.has_blob(sha256)? {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    open.book
        .blob(sha256)?
        .read_to_end(&mut bytes)
        .map_err(|source| casebook::Error::File {
            path: sha256.into(),
            source,
        })?;
    Ok(Some(bytes))
}

/// The photo, if a visit of the case or its open draft refers to it.
fn referred(open: &Open, case: CaseId, sha256: &str) -> Reply<Option<PhotoRef>> {
    let view = open.book.case(case)?;
    if let Some(photo) = view.case.photos().find(|photo| photo.sha256 == sha256) {
        return Ok(Some(photo.clone()));
    }
    let draft = visits::stored(open, case)?;
    Ok(draft
        .photos
        .into_iter()
        .map(|added| added.photo)
        .find(|photo| photo.sha256 == sha256))
}

fn shown(photo: &PhotoRef, bytes: Vec<u8>) -> Reply<Evidence> {
    let media_type = match photo.format.as_str() {
        "jpeg" => "image/jpeg",
        "png" => "image/png",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "bmp" => "image/bmp",
        _ => {
            return Ok(Evidence {
                media_type: "image/jpeg",
                bytes: photo::thumbnail(&bytes, SHOWN, SHOWN)?,
            });
        }
    };
    Ok(Evidence { media_type, bytes })
}

fn unknown(sha256: &str) -> crate::view::CommandError {
    error(
        "photo.unknown",
        "no such photo in this case",
        json!({ "sha256": sha256 }),
    )
}
