//! `lianxin-cli`: the desk for scripts and for people without a window. JSON
//! goes to stdout, everything else to stderr; status 0 only when it was done.

mod args;
mod commands;
mod host;
mod input;

use args::Cli;
use clap::Parser;
use clap::error::ErrorKind;
use desk::view::CommandError;
use std::process::ExitCode;

fn main() -> ExitCode {
    desk::log::to_stderr();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(problem) => return usage(&problem),
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(problem) => return refuse(&desk::malformed(&problem.to_string())),
    };
    match runtime.block_on(commands::run(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => refuse(&problem),
    }
}

fn usage(problem: &clap::Error) -> ExitCode {
    if matches!(
        problem.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        print!("{problem}");
        return ExitCode::SUCCESS;
    }
    let said = problem.to_string();
    let reason = said
        .lines()
        .next()
        .unwrap_or_default()
        .trim_start_matches("error: ");
    eprintln!("error[cli.usage]: {reason}; lianxin-cli --help lists the commands");
    ExitCode::from(2)
}

fn refuse(problem: &CommandError) -> ExitCode {
    let message = problem.message.replace('\n', " ");
    let facts = facts(problem);
    eprintln!("error[{}]: {message}{facts}", problem.code);
    ExitCode::from(2)
}

/// The facts that the sentence leaves out, e.g. how many tries are left.
fn facts(problem: &CommandError) -> String {
    let said = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let new: Vec<String> = problem
        .facts
        .iter()
        .filter(|(name, value)| {
            *name != "act" && !value.is_null() && !problem.message.contains(&said(value))
        })
        .map(|(name, value)| format!("{name} {}", said(value)))
        .collect();
    match new.is_empty() {
        true => String::new(),
        false => format!(" ({})", new.join(", ")),
    }
}
