//! `office add | seal`: an office of a real district, and the picture of its seal.

use crate::app::App;
use crate::error::{Error, Result};
use crate::seals;
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

/// Letters signed from now on carry it; it never leaves the server.
pub fn seal(app: &App, office: &str, picture: &[u8], diameter_mm: u32) -> Result<()> {
    let book = app.read(|tx| app.book(tx))?;
    let office = directory::find_office(&book.directory, office)?;
    seals::put(app, &office.id, seals::By::TERMINAL, picture, diameter_mm)
}
