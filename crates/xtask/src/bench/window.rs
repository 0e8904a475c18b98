//! From the start of the program to a painted list, against a window of the same shell that shows an empty page; and
//! what the desk takes of the machine's memory then.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use super::{district::District, folder, remove};
use crate::{
    Stop, accounts,
    display::Virtual,
    log, place, private,
    processes::{LOOK, Process},
    signals,
};

const CASES: u32 = 100_000;
const OFFICE: &str = "白鹤街道";
/// Odd, so that the median is one of them. The peer takes turns with the desk.
const ROUNDS: usize = 5;
const PATIENCE: Duration = Duration::from_secs(60);
/// After the list is painted the rest is fetched and laid out.
const TO_REST: Duration = Duration::from_secs(5);

pub fn measure() -> Result<Vec<Value>, Stop> {
    let district = District::open(CASES)?;
    let store = Store::filled(&district)?;
    let screen = Virtual::start()?;
    let (mut desks, mut peers, mut memory) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        peers.push(store.shown(&screen, "empty-window", |_| ())?.0);
        let (milliseconds, taken) = store.shown(&screen, "lianxin", |process| {
            sleep(TO_REST);
            memory_of_group(process.id())
        })?;
        desks.push(milliseconds);
        memory.push(taken);
    }
    Ok(vec![
        json!({
            "name": "window_ready",
            "value": median(&mut desks),
            "unit": "ms",
            "against": "an empty Tauri window",
            "against_value": median(&mut peers),
            "ratio": median(&mut desks) / median(&mut peers),
            "from": "the start of the program; the passphrase is read meanwhile",
        }),
        json!({
            "name": "desk_rss_mb",
            "value": median(&mut memory.iter().map(|taken| taken.program).collect::<Vec<_>>()),
            "unit": "MB",
            "with_the_web_view_shared_pages_counted_once": median(&mut memory.iter().map(|taken| taken.all).collect::<Vec<_>>()),
        }),
    ])
}

/// A clerk's store, synchronised by the command line, and where its window's files go.
struct Store {
    folder: PathBuf,
    passphrase: String,
}

impl Store {
    fn filled(district: &District) -> Result<Self, Stop> {
        let folder = folder().join("window");
        remove(&folder)?;
        private::folder(&folder)?;
        let passphrase = private::secret(&folder.join("passphrase"))?;
        let accounts = accounts::read(&district.seeded())?;
        let person = accounts::handler(&accounts, OFFICE)?;
        for arguments in [&["login", &person.user][..], &["sync"][..]] {
            let out = Command::new(place::program("release", "lianxin-cli"))
                .arg("--data")
                .arg(folder.join("desk"))
                .args(["--server", &district.server.url])
                .args(arguments)
                .env("LIANXIN_PASSWORD", &person.password)
                .env("LIANXIN_PASSPHRASE", &passphrase)
                .stdin(Stdio::null())
                .output()
                .map_err(|error| format!("cannot start lianxin-cli: {error}"))?;
            if !out.status.success() {
                return Err(Stop::Failed(
                    String::from_utf8_lossy(&out.stderr).into_owned(),
                ));
            }
        }
        Ok(Self { folder, passphrase })
    }

    /// Starts a window on the store and ends it; how long it took to paint, and what `then` found.
    fn shown<T>(
        &self,
        screen: &Virtual,
        program: &str,
        then: impl FnOnce(&Process) -> T,
    ) -> Result<(f64, T), Stop> {
        let ready = self.folder.join("ready.json");
        // There is none the first time.
        let _ = fs::remove_file(&ready);
        let log_file = self.folder.join(format!("{program}.log"));
        let cannot_log = |error| format!("cannot write {}: {error}", log_file.display());
        let file = fs::File::create(&log_file).map_err(cannot_log)?;
        let mut process = Process::start(
            screen
                .command(&place::program("release", program))
                .env("LIANXIN_DATA", self.folder.join("desk"))
                .env("LIANXIN_PASSPHRASE", &self.passphrase)
                .env("LIANXIN_READY_FILE", &ready)
                .stdout(file.try_clone().map_err(cannot_log)?)
                .stderr(file),
        )?;
        let deadline = Instant::now() + PATIENCE;
        loop {
            if signals::asked_to_stop() {
                return Err(Stop::Failed("stopped".to_owned()));
            }
            if let Some(milliseconds) = said(&ready) {
                let found = then(&process);
                process.stop();
                return Ok((milliseconds, found));
            }
            if Instant::now() > deadline || process.ended()?.is_some() {
                return Err(Stop::Failed(format!(
                    "{program} shows nothing\n{}",
                    log::end(&log_file)
                )));
            }
            sleep(LOOK);
        }
    }
}

/// By the program's own clock, from its start.
fn said(ready: &Path) -> Option<f64> {
    let said: Value = serde_json::from_slice(&fs::read(ready).ok()?).ok()?;
    said["milliseconds"].as_f64()
}

struct Taken {
    program: f64,
    all: f64,
}

/// In MB, where Linux tells it: of the desk's program, and of all processes of its group.
fn memory_of_group(group: u32) -> Taken {
    let mut taken = Taken {
        program: 0.0,
        all: 0.0,
    };
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let path = entry.path();
        let Ok(stat) = fs::read_to_string(path.join("stat")) else {
            continue;
        };
        // The name stands in brackets and may hold anything; the group is the third field after it.
        let of = stat
            .rsplit(')')
            .next()
            .and_then(|rest| rest.split_whitespace().nth(2));
        if of != Some(&group.to_string()) {
            continue;
        }
        taken.all += kib(&path.join("smaps_rollup"), "Pss:") * 1024.0 / 1e6;
        if stat.contains("(lianxin)") {
            taken.program = kib(&path.join("status"), "VmRSS:") * 1024.0 / 1e6;
        }
    }
    taken
}

fn kib(file: &Path, name: &str) -> f64 {
    let text = fs::read_to_string(file).unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with(name));
    let value = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
    value.unwrap_or(0.0)
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
