//! The points at which a laptop or a server may die and a test makes it die: a
//! process with `LIANXIN_KILL_AT=name` (or `name#3`, at the third time) sends
//! itself SIGKILL there. With `LIANXIN_MARKS=FILE` it writes every mark that it
//! reaches into that file, after its process id. In a release build nothing of this is there.

/// Every mark, desk and server. `tests/killed.rs` dies at each of them, and fails
/// when one is not reached.
pub const ALL: &[&str] = &[
    "desk.key.before_fsync",
    "desk.key.before_rename",
    "desk.key.before_folder_fsync",
    "desk.key.placed",
    "desk.migrate.copy.before_fsync",
    "desk.migrate.copy.before_rename",
    "desk.migrate.copy.before_folder_fsync",
    "desk.migrate.copied",
    "desk.migrate.before_commit",
    "desk.migrate.after_commit",
    "desk.tokens.before_commit",
    "desk.tokens.after_commit",
    "desk.page.before_commit",
    "desk.page.after_commit",
    "desk.draft.before_commit",
    "desk.draft.after_commit",
    "desk.confirm.before_commit",
    "desk.confirm.after_commit",
    "desk.acknowledge.before_commit",
    "desk.acknowledge.after_commit",
    "desk.epoch.before_commit",
    "desk.epoch.after_commit",
    "desk.photo.before_fsync",
    "desk.photo.before_rename",
    "desk.photo.before_folder_fsync",
    "desk.photo.placed",
    "desk.photo.row_committed",
    "desk.photo.part_sent",
    "desk.fetched.before_fsync",
    "desk.fetched.before_rename",
    "desk.fetched.before_folder_fsync",
    "desk.fetched.placed",
    "desk.export.before_fsync",
    "desk.export.before_rename",
    "desk.export.before_folder_fsync",
    "desk.export.placed",
    "desk.erased.before_fsync",
    "desk.erased.before_rename",
    "desk.erased.before_folder_fsync",
    "desk.erased.placed",
    "server.migrate.before_commit",
    "server.migrate.after_commit",
    "server.sign_in.before_commit",
    "server.sign_in.after_commit",
    "server.push.before_commit",
    "server.push.after_commit",
    "server.part.before_write",
    "server.part.before_fsync",
    "server.part.before_commit",
    "server.part.after_commit",
    "server.file.before_fsync",
    "server.file.before_rename",
    "server.file.before_folder_fsync",
    "server.file.placed",
    "server.photo.before_commit",
    "server.photo.after_commit",
    "server.letter.rendered",
    "server.letter.before_commit",
    "server.letter.after_commit",
    "server.backup.before_rename",
    "server.backup.before_commit",
    "server.backup.after_commit",
    "server.restore.copied",
    "server.restore.photos_taken",
    "server.restore.begun_anew",
    "server.restore.old_set_aside",
    "server.restore.placed",
];

/// A mark of `ALL`.
#[cfg(debug_assertions)]
pub fn reached(mark: &str) {
    tested::reached(mark);
}

#[cfg(not(debug_assertions))]
#[inline(always)]
pub fn reached(_: &str) {}

/// The mark of this step of something that happens to several kinds of things.
#[cfg(debug_assertions)]
pub fn reached_of(kind: &str, step: &str) {
    tested::reached(&format!("{kind}.{step}"));
}

#[cfg(not(debug_assertions))]
#[inline(always)]
pub fn reached_of(_: &str, _: &str) {}

#[cfg(debug_assertions)]
mod tested {
    use std::collections::BTreeMap;
    use std::io::Write;
    use std::sync::{Mutex, OnceLock, PoisonError};

    pub fn reached(mark: &str) {
        assert!(super::ALL.contains(&mark), "{mark} is not in marks::ALL");
        note(mark);
        if let Some((armed, times)) = armed()
            && armed == mark
            && count(mark) == *times
        {
            die();
        }
    }

    /// What `LIANXIN_KILL_AT` names, and at which time.
    fn armed() -> Option<&'static (String, u32)> {
        static ARMED: OnceLock<Option<(String, u32)>> = OnceLock::new();
        let read = || {
            let text = std::env::var("LIANXIN_KILL_AT").ok()?;
            match text.split_once('#') {
                None => Some((text, 1)),
                Some((mark, times)) => Some((mark.to_owned(), times.parse().ok()?)),
            }
        };
        ARMED.get_or_init(read).as_ref()
    }

    fn count(mark: &str) -> u32 {
        static COUNTS: Mutex<BTreeMap<String, u32>> = Mutex::new(BTreeMap::new());
        let mut counts = COUNTS.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(mark.to_owned()).or_default();
        *count += 1;
        *count
    }

    fn note(mark: &str) {
        static FILE: OnceLock<Option<String>> = OnceLock::new();
        let Some(path) = FILE.get_or_init(|| std::env::var("LIANXIN_MARKS").ok()) else {
            return;
        };
        let file = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(path);
        // One short write that appends is whole.
        if let Ok(mut file) = file {
            let line = format!("{} {mark}\n", std::process::id());
            file.write_all(line.as_bytes()).ok();
        }
    }

    /// As from outside: nothing is flushed, no destructor runs.
    fn die() -> ! {
        #[cfg(unix)]
        rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL)
            .ok();
        std::process::abort()
    }
}
