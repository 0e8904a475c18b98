//! `cargo xtask …`: sets up what is missing, builds, runs, checks, measures and packages the whole.
//!
//! One file per subject. Nothing of the product lives here: programs are built by cargo and started as processes, and
//! what they say is read from their standard output.

mod accounts;
mod bench;
mod display;
mod fonts;
mod log;
mod package;
mod place;
mod private;
mod processes;
mod run;
mod server;
mod setup;
mod signals;
mod test;
mod ui;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask run [--headless]   server with the sample district and the desk's window, signed in
cargo xtask test [FILTER]      everything the tests need, then every test; FILTER: only cargo tests of that name
cargo xtask bench [NAME…]      one JSON object of figures; NAME: only those whose name begins so
cargo xtask fonts              the letters' fonts into target/fonts
cargo xtask package            an installer for this platform";

/// Why a task ended early.
pub enum Stop {
    /// Something only the person at the keyboard can do; exit status 2.
    NeedsYou(String),
    /// Something went wrong; exit status 1.
    Failed(String),
}

impl From<String> for Stop {
    fn from(what: String) -> Self {
        Stop::Failed(what)
    }
}

fn main() -> ExitCode {
    signals::listen();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["run"] => run::run(display::Wish::Window),
        ["run", "--headless"] => run::run(display::Wish::Headless),
        ["test"] => test::test(None),
        ["test", filter] if !filter.starts_with('-') => test::test(Some(filter)),
        ["bench", ref names @ ..] if !names.iter().any(|name| name.starts_with('-')) => {
            bench::bench(names)
        }
        ["fonts"] => fonts::fonts().map_err(Stop::from),
        ["package"] => package::package(),
        ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => Err(Stop::NeedsYou(USAGE.to_owned())),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop::NeedsYou(what)) => {
            eprintln!("{what}");
            ExitCode::from(2)
        }
        Err(Stop::Failed(what)) => {
            eprintln!("\nxtask: {what}");
            ExitCode::FAILURE
        }
    }
}
