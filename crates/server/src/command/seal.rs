//! `seal log | new-key`: what was done with the offices' seals, and a fresh key
//! where the old one is lost.

use crate::app::App;
use crate::error::Result;
use crate::seals;
use crate::store::directory;
use protocol::directory::Office;
use protocol::seal::{SealAct, SealUse};
use serde::Serialize;

/// One act with a seal.
#[derive(Debug, Serialize)]
pub struct Line {
    /// RFC 3339
    pub at: String,
    pub office: String,
    pub act: SealAct,
    /// who did it; of a seal placed on a letter, who signed that
    pub user: String,
    /// SHA-256 of the picture
    pub fingerprint: String,
    /// that it was placed on
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct FreshKey {
    /// offices whose head has to put the seal on file again
    pub lost: Vec<String>,
}

/// Of one office or of all, each office's newest first.
pub fn log(app: &App, office: Option<&str>) -> Result<Vec<Line>> {
    app.read(|tx| {
        let directory = &app.book(tx)?.directory;
        let offices: Vec<&Office> = match office {
            Some(wanted) => vec![directory::find_office(directory, wanted)?],
            None => directory.offices.iter().collect(),
        };
        let mut lines = Vec::new();
        for office in offices {
            let uses = seals::uses(tx, &office.id)?;
            lines.extend(uses.into_iter().map(|used| line(office, used)));
        }
        Ok(lines)
    })
}

pub fn new_key(app: &App) -> Result<FreshKey> {
    let lost = seals::new_key(app)?;
    let book = app.read(|tx| app.book(tx))?;
    let lost = lost.into_iter().map(|id| {
        let office = book.directory.office(&id.as_str().into());
        office.map_or(id, |office| office.name.clone())
    });
    Ok(FreshKey {
        lost: lost.collect(),
    })
}

fn line(office: &Office, used: SealUse) -> Line {
    let (document_number, case) = used
        .letter
        .map(|letter| (letter.number.to_string(), letter.case_number))
        .unzip();
    Line {
        at: used.at.rfc3339(),
        office: office.name.clone(),
        act: used.act,
        user: used.by.user.0,
        fingerprint: used.fingerprint,
        document_number,
        case,
    }
}
