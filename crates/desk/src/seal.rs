//! 印章图样: an office's head puts it on file at the centre, which keeps it. Nothing
//! of it stays on this computer.

use crate::Desk;
use crate::error::{Reply, error};
use crate::view::{SealOnFileView, SealUseView, SealView};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use protocol::error::code;
use protocol::seal::{LARGEST, SealAct, SealReply, SealRequest, SealUse, SealUser};
use serde_json::json;

impl Desk {
    /// What the centre has on file, and what became of it.
    pub async fn seal(&self) -> Reply<SealView> {
        let reply = self.signed_in()?.engine.seal().await?;
        Ok(view(reply))
    }

    /// Letters signed from now on carry it.
    pub async fn put_seal(&self, picture: Vec<u8>, diameter_mm: u32) -> Reply<SealView> {
        if picture.len() > LARGEST {
            return Err(error(
                code::SEAL_TOO_LARGE,
                "a seal is a picture of at most 4 MB",
                json!({ "size": picture.len(), "limit": LARGEST }),
            ));
        }
        self.change_seal(SealRequest::Put {
            picture: BASE64_STANDARD.encode(picture),
            diameter_mm,
        })
        .await
    }

    /// Letters signed from now on are stamped by hand.
    pub async fn remove_seal(&self) -> Reply<SealView> {
        self.change_seal(SealRequest::Remove).await
    }

    /// The directory says the seal's size: it comes with the next pull.
    async fn change_seal(&self, request: SealRequest) -> Reply<SealView> {
        let reply = self.signed_in()?.engine.change_seal(&request).await?;
        self.nudge();
        Ok(view(reply))
    }
}

fn view(reply: SealReply) -> SealView {
    SealView {
        on_file: reply.on_file.map(|seal| SealOnFileView {
            fingerprint: seal.fingerprint,
            diameter_mm: seal.diameter_mm,
            since: seal.since.0,
            by: name(seal.by),
            usable: seal.usable,
        }),
        uses: reply.uses.into_iter().map(used).collect(),
    }
}

fn used(one: SealUse) -> SealUseView {
    SealUseView {
        at: one.at.0,
        act: match one.act {
            SealAct::Put => crate::view::SealAct::Put,
            SealAct::Replaced => crate::view::SealAct::Replaced,
            SealAct::Removed => crate::view::SealAct::Removed,
            SealAct::Placed => crate::view::SealAct::Placed,
        },
        by: name(one.by),
        fingerprint: one.fingerprint,
        document_number: one.letter.as_ref().map(|on| on.number.to_string()),
        case: one.letter.as_ref().map(|on| on.case),
        case_number: one.letter.map(|on| on.case_number),
    }
}

/// None: at the centre itself.
fn name(by: SealUser) -> Option<String> {
    Some(by.name).filter(|name| !name.is_empty())
}
