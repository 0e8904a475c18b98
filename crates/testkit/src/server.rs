//! The central server as a process.

use crate::binaries::binary;
use crate::desk::Refused;
use serde::Deserialize;
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

#[derive(Clone, Debug, Deserialize)]
pub struct Account {
    pub role: String,
    #[serde(default)]
    pub office: Option<String>,
    pub user: String,
    pub password: String,
}

#[derive(Deserialize)]
struct Seeded {
    accounts: Vec<Account>,
}

/// Fills an empty data folder with the sample district.
pub fn seed(data: &Path, cases: u32, today: &str) -> Vec<Account> {
    let output = Command::new(binary("lianxin-server"))
        .args([
            "seed",
            "--cases",
            &cases.to_string(),
            "--seed",
            "1",
            "--today",
            today,
            "--data",
        ])
        .arg(data)
        .output()
        .expect("lianxin-server starts");
    assert!(
        output.status.success(),
        "seed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice::<Seeded>(&output.stdout)
        .expect("seed prints its accounts")
        .accounts
}

/// A serving process; killed when dropped.
pub struct Server {
    child: Child,
    pub url: String,
    pub data: PathBuf,
}

impl Server {
    /// Serves `data` on `listen`, e.g. `127.0.0.1:0`, and returns once it listens.
    pub fn start(data: &Path, listen: &str) -> Self {
        Self::start_with(data, listen, &[])
    }

    /// The same with these variables in its environment.
    pub fn start_with(data: &Path, listen: &str, environment: &[(&str, &str)]) -> Self {
        let log = std::fs::File::create(data.with_extension("log")).expect("the log is writable");
        let mut child = Command::new(binary("lianxin-server"))
            .args(["serve", "--listen", listen, "--data"])
            .arg(data)
            .envs(environment.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("lianxin-server starts");
        let mut said = BufReader::new(child.stdout.take().expect("its output is piped"));
        let mut line = String::new();
        said.read_line(&mut line).expect("it says where it listens");
        let url = line
            .trim()
            .strip_prefix("listening on ")
            .unwrap_or_else(|| panic!("the first line is `listening on URL`, not {line:?}"))
            .to_owned();
        // Whatever it prints later must find a reader.
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        Self {
            child,
            url,
            data: data.to_owned(),
        }
    }

    /// Stops it as an administrator would, and returns when it is gone.
    pub fn stop(mut self) {
        let pid = self.child.id().to_string();
        let sent = Command::new("kill")
            .args(["-TERM", &pid])
            .status()
            .expect("kill runs");
        assert!(sent.success());
        self.child.wait().expect("it ends");
    }

    /// Did it end by itself?
    pub fn is_gone(&mut self) -> bool {
        self.child.try_wait().expect("it is our child").is_some()
    }

    /// Returns when it has ended by itself.
    pub fn wait(&mut self) {
        self.child.wait().expect("it is our child");
    }

    /// What it wrote to its log so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.data.with_extension("log")).unwrap_or_default()
    }

    /// A subcommand on its data, beside the serving process: its JSON.
    pub fn run(&self, arguments: &[&str]) -> Result<Value, Refused> {
        let output = self.output(arguments);
        match output.status.success() {
            true => Ok(serde_json::from_slice(&output.stdout).expect("it prints JSON")),
            false => Err(Refused::of(&output)),
        }
    }

    /// Its JSON objects, one a line, of a subcommand that must succeed.
    pub fn lines(&self, arguments: &[&str]) -> Vec<Value> {
        let output = self.output(arguments);
        assert!(
            output.status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout)
            .expect("it prints UTF-8")
            .lines()
            .map(|line| serde_json::from_str(line).expect("each line is JSON"))
            .collect()
    }

    pub fn dump(&self, office: &str, photos: Option<&Path>) -> Vec<Value> {
        let folder = photos.map(|folder| folder.display().to_string());
        let mut arguments = vec!["dump", "--office", office];
        if let Some(folder) = &folder {
            arguments.extend(["--photos", folder]);
        }
        self.lines(&arguments)
    }

    fn output(&self, arguments: &[&str]) -> Output {
        attempt(&self.data, arguments, &[])
    }
}

/// Whatever becomes of a subcommand on this data folder.
pub fn attempt(data: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    Command::new(binary("lianxin-server"))
        .args(arguments)
        .arg("--data")
        .arg(data)
        .envs(environment.iter().copied())
        .output()
        .expect("lianxin-server starts")
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
