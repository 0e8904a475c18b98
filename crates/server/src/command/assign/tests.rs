use super::dispatch;
use crate::app::{App, Config, DATABASE};
use crate::command::centre::find;
use crate::store::feed::{self, Stand};
use crate::store::{case, directory};
use crate::testing::{BAIHE, STRANGERS_OFFICE, Town, morning};
use casework::CaseId;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

/// Trace 20 of the protocol.
#[test]
fn a_server_that_dies_in_a_reassignment_has_done_all_of_it_or_nothing() {
    let town = Town::embedded();
    let id = town.case(BAIHE, "assigned");
    let (before, after) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let done = town.app.write(|work| {
        let office = directory::find_office(&work.book.directory, STRANGERS_OFFICE)?;
        let office = office.id.clone();
        let mut stored = find(work, &id.to_string())?;
        dispatch(work, &mut stored, office)?;
        copy_disk(town.folder.path(), before.path());
        Ok(())
    });
    done.unwrap();
    copy_disk(town.folder.path(), after.path());
    // It was never in the other office: nothing of it is told there.
    let (office, here, there) = started_again(before.path(), id);
    assert_eq!((office.as_str(), there), (BAIHE, None));
    assert_ne!(here, Some(Stand::Leave));
    let (office, here, there) = started_again(after.path(), id);
    assert_eq!(office, STRANGERS_OFFICE);
    assert_eq!((here, there), (Some(Stand::Leave), Some(Stand::Put)));
}

/// As a power cut leaves it, with the log that was not folded in yet.
fn copy_disk(from: &Path, to: &Path) {
    for name in [DATABASE.to_owned(), format!("{DATABASE}-wal")] {
        if from.join(&name).exists() {
            std::fs::copy(from.join(&name), to.join(&name)).unwrap();
        }
    }
}

/// The office of the case, and how it stands in the feeds of both offices.
fn started_again(folder: &Path, id: CaseId) -> (String, Option<Stand>, Option<Stand>) {
    let app = App::open_at(Config::new(folder), Arc::new(morning)).unwrap();
    let read = app.read(|tx| {
        let stored = case::load(tx, id)?.unwrap();
        let here = feed::stand(tx, BAIHE, id)?;
        Ok((stored.ledger, here, feed::stand(tx, STRANGERS_OFFICE, id)?))
    });
    read.unwrap()
}
