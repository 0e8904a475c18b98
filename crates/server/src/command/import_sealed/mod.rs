//! `import-sealed`: the unsent work of a laptop that does not reach the server
//! any more. The file is read twice: first to its end without writing anything,
//! so that nothing of a bad one goes in; then its actions go the way of a push
//! and its photos the way of an upload. So importing it again, or the laptop
//! that comes back after all, meets what is known already.

mod hand_in;
#[cfg(test)]
mod tests;

use crate::app::App;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::sealing;
use crate::session::{self, Caller};
use crate::store::meta::{self, Meta};
use crate::store::{account, audit, device};
use crate::uploads::{self, Part};
use hand_in::HandIn;
use protocol::auth::DeviceState;
use protocol::error::code;
use protocol::sealed::{self, Reader, Record};
use serde::Serialize;
use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::Path;

#[derive(Debug, Default, Serialize)]
pub struct ImportedWork {
    pub device: String,
    pub user: String,
    /// in the file
    pub actions: usize,
    /// of those, new here and applied, held, or known before
    pub applied: usize,
    pub held: usize,
    pub already: usize,
    /// stored by this import
    pub photos: usize,
    /// one line for each that is held now
    #[serde(skip)]
    pub problems: Vec<String>,
}

pub fn import(app: &App, path: &Path) -> Result<ImportedWork> {
    let file = File::open(path).map_err(|problem| unusable(path, &problem))?;
    let meta = app.read(meta::get)?;
    let secret = sealing::secret(&meta.sealing_secret)?;

    let mut checked = Reader::open(BufReader::new(&file), secret)?;
    let caller = app.read(|tx| sender(tx, &meta, &checked))?;
    while checked.record()?.is_some() {}

    (&file)
        .rewind()
        .map_err(|problem| unusable(path, &problem))?;
    take(app, &caller, Reader::open(BufReader::new(&file), secret)?)
}

/// Whose work it is, as device and account stand now. A retired device hands in
/// its work; a lost one, and an account that was closed, do not.
fn sender(tx: &mut dyn Tx, meta: &Meta, file: &Reader<impl Read>) -> Result<Caller> {
    let header = file.header();
    let id = header.device;
    let known = device::find(tx, id)?.filter(|known| known.user == header.user.as_str());
    let Some(known) = known else {
        return Err(Error::told(
            "sealed.unknown_device",
            format!(
                "device {id} of {} never signed in here; see `device list`",
                header.user
            ),
        ));
    };
    if !file.is_proved_by(&session::proof_key(meta, id, &header.user)?) {
        return Err(Error::told(
            "sealed.not_proved",
            format!("nothing shows that it comes from device {id}, which it names"),
        ));
    }
    let closed = |what: String| Error::told("sealed.revoked", what);
    if known.state == DeviceState::Wipe {
        return Err(closed(format!("device {id} was reported lost")));
    }
    let account = account::find(tx, &known.user)?.filter(|account| !account.disabled);
    let account = account.ok_or_else(|| closed(format!("{} is disabled", known.user)))?;
    Ok(Caller {
        device: id,
        state: known.state,
        person: account.person,
    })
}

fn take(app: &App, caller: &Caller, mut file: Reader<impl Read>) -> Result<ImportedWork> {
    app.write_plain(|tx| write_log(tx, app, caller))?;
    let mut work = HandIn::new(app, caller, file.header());
    let mut photos = 0;
    let mut wanted = false;
    while let Some(record) = file.record()? {
        match record {
            Record::Action(action) => work.add(action)?,
            Record::Part(part) => {
                // The visit first: its bytes follow.
                work.flush()?;
                if part.offset == 0 {
                    wanted = uploads::begin_anew(app, caller, &part.sha256)?;
                }
                if wanted {
                    upload(app, caller, &part)?;
                    photos += usize::from(part.complete);
                }
            }
        }
    }
    work.flush()?;
    Ok(ImportedWork {
        device: caller.device.to_string(),
        user: caller.person.user.to_string(),
        photos,
        ..work.report
    })
}

fn upload(app: &App, caller: &Caller, part: &sealed::Part) -> Result<()> {
    let part = Part {
        sha256: &part.sha256,
        offset: part.offset,
        bytes: &part.bytes,
        complete: part.complete,
    };
    match uploads::take(app, caller, &part) {
        Err(problem) if problem.code() == code::OFFSET => Err(Error::told(
            "sealed.busy",
            "the laptop is sending the same photo just now; import the file again in a while",
        )),
        other => other.map(drop),
    }
}

fn write_log(tx: &mut dyn Tx, app: &App, caller: &Caller) -> Result<()> {
    audit::write(
        tx,
        audit::Entry {
            at: app.now(),
            who: "terminal",
            device: Some(caller.device),
            act: "import_sealed",
            subject: caller.person.user.as_str(),
        },
    )
}

fn unusable(path: &Path, problem: &std::io::Error) -> Error {
    Error::told("sealed.file", format!("{}: {problem}", path.display()))
}

impl From<sealed::Error> for Error {
    fn from(problem: sealed::Error) -> Self {
        Error::told(problem.code(), format!("{problem}; nothing was imported"))
    }
}
