//! The log: what happened, never whom it was about. Names, phones and texts stay
//! out; cases appear by number at most.

use tracing_subscriber::EnvFilter;

/// Writes to stderr; LIANXIN_LOG chooses more or less than `info`.
pub fn to_stderr() {
    let filter = EnvFilter::try_from_env("LIANXIN_LOG")
        .unwrap_or_else(|_| EnvFilter::new("warn,desk=info,sync=info,lianxin_shell=info"));
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .finish();
    // A second call finds the first one in place, which is as good.
    let _ = tracing::subscriber::set_global_default(subscriber);
}
