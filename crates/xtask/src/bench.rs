//! `cargo xtask bench`: prints one JSON object of figures, measured now, on this machine, with real programs.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

use serde_json::{Value, json};

use crate::{Stop, accounts, place, private, run, server, setup, ui};

const OFFICE: &str = "白鹤街道";

pub fn bench() -> Result<(), Stop> {
    setup::packages(&[setup::BUILD])?;
    ui::modules()?;
    ui::pages()?;
    run::build()?;
    let mut figures = Vec::new();
    for cases in [200, 10_000] {
        figures.push(initial_sync(cases)?);
    }
    let machine = json!({
        "system": std::env::consts::OS,
        "architecture": std::env::consts::ARCH,
        "cores": std::thread::available_parallelism().map_or(1, usize::from),
        "processor": processor(),
    });
    println!("{}", json!({ "machine": machine, "figures": figures }));
    Ok(())
}

/// A new desk of one office fetches its district for the first time: signed in already, one `lianxin-cli sync`.
fn initial_sync(cases: u32) -> Result<Value, Stop> {
    let folder = place::root().join(format!("target/bench/sync-{cases}"));
    if folder.exists() {
        fs::remove_dir_all(&folder)
            .map_err(|error| format!("cannot remove {}: {error}", folder.display()))?;
    }
    private::folder(&folder.join("server"))?;
    let seeded = server::seed(&folder.join("server"), cases)?;
    let accounts = accounts::read(&seeded)?;
    let person = accounts::handler(&accounts, OFFICE)?;
    let server = server::serve(
        &folder.join("server"),
        "127.0.0.1:0",
        &folder.join("server.log"),
    )?;
    let desk = Desk {
        data: folder.join("desk"),
        url: server.url.clone(),
        password: person.password.clone(),
        passphrase: private::secret(&folder.join("passphrase"))?,
    };
    desk.say(&["login", &person.user])?;
    let began = Instant::now();
    desk.say(&["sync"])?;
    let seconds = began.elapsed().as_secs_f64();
    let listed = desk.json(&["cases", "--json"])?;
    let listed = listed.as_array().map_or(0, Vec::len);
    Ok(json!({
        "name": format!("initial_sync_{cases}"),
        "value": seconds,
        "unit": "s",
        "cases_in_district": cases,
        "cases_listed": listed,
    }))
}

/// A desk without a window.
struct Desk {
    data: PathBuf,
    url: String,
    password: String,
    passphrase: String,
}

impl Desk {
    fn say(&self, arguments: &[&str]) -> Result<String, Stop> {
        let out = Command::new(place::program("release", "lianxin-cli"))
            .arg("--data")
            .arg(&self.data)
            .args(["--server", &self.url])
            .args(arguments)
            .env("LIANXIN_PASSWORD", &self.password)
            .env("LIANXIN_PASSPHRASE", &self.passphrase)
            .stdin(Stdio::null())
            .stderr(Stdio::inherit())
            .output()
            .map_err(|error| format!("cannot start lianxin-cli: {error}"))?;
        if out.status.success() {
            Ok(String::from_utf8_lossy(&out.stdout).into_owned())
        } else {
            Err(Stop::Failed(format!(
                "lianxin-cli {} ended with {}",
                arguments.join(" "),
                out.status
            )))
        }
    }

    fn json(&self, arguments: &[&str]) -> Result<Value, Stop> {
        serde_json::from_str(&self.say(arguments)?)
            .map_err(|error| Stop::Failed(format!("lianxin-cli did not answer in JSON: {error}")))
    }
}

/// The processor's name where Linux tells it.
fn processor() -> Option<String> {
    let cpuinfo = fs::read_to_string(Path::new("/proc/cpuinfo")).ok()?;
    let line = cpuinfo
        .lines()
        .find(|line| line.starts_with("model name"))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
