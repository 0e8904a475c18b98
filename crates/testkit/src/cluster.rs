//! A PostgreSQL cluster of the test run's own, in a temporary folder, on a unix
//! socket, gone afterwards; and a database in it for each district.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;

/// Names a running cluster to the tests that should use it.
pub const CLUSTER: &str = "LIANXIN_TEST_POSTGRES";

/// The address of a new, empty database; None where the tests run on the
/// embedded engine.
pub fn fresh_database() -> Option<String> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let cluster = std::env::var(CLUSTER).ok()?;
    let number = NEXT.fetch_add(1, Ordering::SeqCst);
    let name = format!("district_{}_{number}", std::process::id());
    let folder = cluster
        .split_whitespace()
        .find_map(|word| word.strip_prefix("host="))
        .expect("the address names a folder");
    run(Command::new(programs().join("createdb"))
        .args(["--host", folder, "--username", "lianxin"])
        .args(["--template", "template0", &name]));
    Some(format!("{cluster} dbname={name}"))
}

pub struct Cluster {
    folder: TempDir,
    programs: PathBuf,
}

impl Cluster {
    pub fn start() -> Self {
        let cluster = Self {
            folder: TempDir::new().expect("a temporary folder"),
            programs: programs(),
        };
        // initdb refuses root, so the folder is the postgres user's.
        if is_root() {
            let folder = cluster.folder.path();
            run(Command::new("chown").arg("postgres").arg(folder));
        }
        let data = cluster.data();
        run(cluster
            .program("initdb")
            .args([
                "--username=lianxin",
                "--auth=trust",
                "--no-sync",
                "--encoding=UTF8",
            ])
            .args(["--locale=C", "--pgdata"])
            .arg(&data)
            .stdout(Stdio::null()));
        let options = format!(
            "-c listen_addresses='' -c unix_socket_directories='{}' -c fsync=off -c max_connections=300",
            cluster.folder.path().display()
        );
        run(cluster
            .program("pg_ctl")
            .args(["start", "--wait", "--silent", "--pgdata"])
            .arg(&data)
            .arg("--log")
            .arg(cluster.folder.path().join("log"))
            .args(["--options", &options])
            .stdout(Stdio::null()));
        cluster
    }

    /// For `CLUSTER`.
    pub fn address(&self) -> String {
        format!("host={} user=lianxin", self.folder.path().display())
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// As the user who may run it.
    fn program(&self, name: &str) -> Command {
        let program = self.programs.join(name);
        if !is_root() {
            return Command::new(program);
        }
        let mut command = Command::new("runuser");
        command
            .args(["-u", "postgres", "--"])
            .arg(program)
            .current_dir("/");
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let data = self.data();
        let mut stop = self.program("pg_ctl");
        stop.args(["stop", "--mode=immediate", "--silent", "--pgdata"])
            .arg(data);
        stop.status().ok();
    }
}

/// Debian keeps the server's programs off the path, one folder per version.
fn programs() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten();
    let mut folders: Vec<PathBuf> = versions
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|folder| folder.join("initdb").exists())
        .collect();
    folders.sort();
    folders
        .pop()
        .or_else(|| on_path("initdb"))
        .expect("PostgreSQL is not installed; `cargo xtask test` installs it")
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).find(|folder| folder.join(program).exists())
}

#[cfg(unix)]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}

fn run(command: &mut Command) {
    let program = Path::new(command.get_program()).to_owned();
    let done = command.status().expect("it runs");
    assert!(done.success(), "{}", program.display());
}
