//! `lianxin-server`: the server and its subcommands. Parsing and printing only;
//! JSON goes to stdout, messages to stderr.

mod arguments;
mod paper;
mod run;
mod secret;

use arguments::Arguments;
use clap::Parser;
use mimalloc::MiMalloc;
use std::process::ExitCode;

/// glibc's own keeps what each thread once used: after 2,000 sign-ins of 19 MiB
/// each and some large pages, more than 1 GB.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            error.print().ok();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    log_to_stderr();
    match run::run(arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error[{}]: {error}", error.code());
            ExitCode::from(2)
        }
    }
}

/// Warnings and worse, unless RUST_LOG says otherwise. A panic's message may
/// quote what a citizen wrote: only its place is logged.
fn log_to_stderr() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,server=info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place = place.unwrap_or_default(), "a bug");
    }));
}
