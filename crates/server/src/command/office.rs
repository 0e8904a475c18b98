//! `office add | seal`: an office of a real district, and the picture of its seal.

use crate::app::App;
use crate::db::{params, sql};
use crate::error::{Error, Result};
use crate::store::ledger::{self, CENTRE, DISTRICT};
use crate::store::{audit, directory};
use protocol::directory::Office;

pub fn add(app: &App, office: &Office) -> Result<()> {
    let id = office.id.as_str();
    let fit = !id.is_empty()
        && id.len() <= 32
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && ![CENTRE, DISTRICT].contains(&id);
    if !fit {
        return Err(Error::told(
            "office.bad_id",
            format!("“{id}” is no office id: letters, digits and -, e.g. its statistical code"),
        ));
    }
    app.write(|work| {
        let offices = &work.book.directory.offices;
        if offices
            .iter()
            .any(|known| known.id == office.id || known.name == office.name)
        {
            return Err(Error::told(
                "office.exists",
                format!("there is an office {id} or “{}” already", office.name),
            ));
        }
        ledger::create(work.tx, id)?;
        directory::put_office(work.tx, office)?;
        audit::write(
            work.tx,
            audit::Entry {
                at: work.now,
                who: "terminal",
                device: None,
                act: "office_add",
                subject: id,
            },
        )?;
        work.directory_changed()
    })
}

/// A picture above this is no scan of a seal (bytes).
const LARGEST_SEAL: usize = 4 * 1024 * 1024;

/// Letters signed from now on carry it; it never leaves the server.
pub fn seal(app: &App, office: &str, picture: &[u8]) -> Result<()> {
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
    if !picture.starts_with(PNG) || picture.len() > LARGEST_SEAL {
        return Err(Error::told(
            "office.bad_seal",
            "a seal is a PNG picture of at most 4 MB",
        ));
    }
    app.write(|work| {
        let office = directory::find_office(&work.book.directory, office)?;
        let id = office.id.as_str().to_owned();
        work.tx.execute(sql!("seal_put"), params![&id, picture])?;
        audit::write(
            work.tx,
            audit::Entry {
                at: work.now,
                who: "terminal",
                device: None,
                act: "office_seal",
                subject: &id,
            },
        )
    })
}
