//! A district and its desks, founded once in this process; every world begins
//! with a copy: founding takes longer than a whole run.

use crate::centre::{Centre, Clock};
use crate::desk::{self, Desk};
use crate::dice::names;
use crate::log::Log;
use crate::shared::{Keychain, MORNING, copy_folder, found};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use tempfile::TempDir;

/// Two of one office, a clerk and the head, and a clerk of another.
pub const PEOPLE: [&str; 3] = ["chen.jing", "zhou.min", "wu.tao"];
const CASES: usize = 6;

pub struct Template {
    folder: TempDir,
    keychains: Vec<Arc<Keychain>>,
}

pub fn template() -> &'static Template {
    static TEMPLATE: OnceLock<Template> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let maker = std::thread::spawn(|| runtime().block_on(make()));
        maker.join().unwrap()
    })
}

impl Template {
    /// The clock at which the copies go on.
    pub fn clock() -> Clock {
        Clock::at(MORNING)
    }

    pub fn copy_centre(&self, to: &Path) {
        copy_folder(&self.folder.path().join("centre"), to);
    }

    /// The nth person's desk, signed in and read to the end.
    pub fn copy_desk(&self, nth: usize, to: &Path) -> Arc<Keychain> {
        copy_folder(&place(self.folder.path(), nth), to);
        Arc::new(self.keychains[nth].copy())
    }
}

async fn make() -> Template {
    let folder = ground();
    let (clock, log) = (Template::clock(), Log::default());
    let centre = folder.path().join("centre");
    let centre = Arc::new(Centre::start(&centre, &clock, names(0, 1)));
    found(&centre.app(), CASES);
    let mut keychains = Vec::new();
    for (nth, user) in PEOPLE.into_iter().enumerate() {
        let keychain = Arc::new(Keychain::default());
        let place = place(folder.path(), nth);
        let names = names(0, 2 + nth as u64);
        desk::create(&place, user, &keychain, names.clone());
        let late = Default::default();
        let mut desk = Desk::open(
            &place,
            user,
            keychain.clone(),
            names,
            &clock,
            &centre,
            &log,
            late,
        );
        desk.begin(Vec::new(), true);
        desk.go_on().await;
        let done = desk.done.take().unwrap();
        assert!(done.is_ok(), "{done:?}\n{}", log.last(20));
        desk.close();
        keychains.push(keychain);
    }
    drop(centre);
    Template { folder, keychains }
}

fn place(folder: &Path, nth: usize) -> PathBuf {
    folder.join(format!("desk-{nth}"))
}

/// One thread for everything that waits, and one for everything that blocks;
/// never two things at a time.
pub fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .max_blocking_threads(1)
        .enable_time()
        .build()
        .unwrap()
}

/// A folder that vanishes; in memory where the system has such a place, because
/// every commit is an fsync.
pub fn ground() -> TempDir {
    let memory = Path::new("/dev/shm");
    match memory.is_dir() {
        true => TempDir::new_in(memory).unwrap(),
        false => TempDir::new().unwrap(),
    }
}
