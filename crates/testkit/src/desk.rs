//! A desk without a window, as a clerk's scripts would drive it.

use crate::binaries::binary;
use crate::server::Account;
use serde_json::Value;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

/// One computer with one account.
pub struct Desk {
    pub folder: TempDir,
    pub server: String,
    pub account: Account,
}

/// A command that was not done.
#[derive(Debug)]
pub struct Refused {
    pub status: i32,
    /// the one line `error[code]: …`
    pub line: String,
}

impl Refused {
    pub(crate) fn of(output: &Output) -> Self {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let line = said
            .lines()
            .find(|line| line.starts_with("error["))
            .unwrap_or(&said)
            .to_owned();
        Self {
            status: output.status.code().unwrap_or(-1),
            line,
        }
    }

    pub fn code(&self) -> &str {
        self.line
            .strip_prefix("error[")
            .and_then(|rest| rest.split(']').next())
            .unwrap_or_default()
    }
}

impl Desk {
    pub fn new(server: &str, account: &Account) -> Self {
        Self {
            folder: TempDir::new().expect("a temporary folder"),
            server: server.to_owned(),
            account: account.clone(),
        }
    }

    /// Signs in; the first time, this makes the store.
    pub fn sign_in(&self) {
        self.done(&["login", &self.account.user]);
    }

    /// Its JSON, of a command that must succeed.
    pub fn json(&self, arguments: &[&str]) -> Value {
        let text = self.done(arguments);
        serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{arguments:?}: {error} in {text:?}"))
    }

    /// Its output, of a command that must succeed.
    pub fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(
            output.status.success(),
            "{arguments:?} of {}: {}",
            self.account.user,
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).expect("output is UTF-8")
    }

    /// Its refusal, of a command that must not be done.
    pub fn refused(&self, arguments: &[&str]) -> Refused {
        let output = self.run(arguments);
        assert!(!output.status.success(), "{arguments:?} was done");
        Refused::of(&output)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.attempt(arguments, &[])
    }

    /// Whatever becomes of a command that has these variables in its environment.
    pub fn attempt(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
        let mut command = self.command(arguments);
        command.envs(environment.iter().copied());
        command.output().expect("lianxin-cli starts")
    }

    /// A command that goes on by itself; the caller ends or awaits it.
    pub fn start(&self, arguments: &[&str]) -> Child {
        let mut command = self.command(arguments);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().expect("lianxin-cli starts")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(binary("lianxin-cli"));
        command
            .arg("--data")
            .arg(self.data())
            .args(["--server", &self.server])
            .args(arguments)
            .env("LIANXIN_PASSWORD", &self.account.password)
            .env("LIANXIN_PASSPHRASE", "a passphrase of the tests");
        command
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("desk")
    }
}
