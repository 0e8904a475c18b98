//! What happens by itself when the window opens, and telling when it is ready.

use desk::Desk;
use desk::view::SignInInput;
use serde_json::json;
use std::time::Instant;

/// When the program began, to say how long the first painted list took.
pub struct Started(Instant);

impl Started {
    pub fn at(instant: Instant) -> Self {
        Self(instant)
    }

    pub fn milliseconds(&self) -> u128 {
        self.0.elapsed().as_millis()
    }
}

/// Opens the store that was last used where its key is at hand, or signs in
/// with the account that the environment names, and syncs from then on.
pub fn begin(desk: Desk) {
    desk.will_begin();
    tauri::async_runtime::spawn(async move {
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let passphrase = variable("LIANXIN_PASSPHRASE");
        let given = variable("LIANXIN_SERVER")
            .zip(variable("LIANXIN_USER"))
            .zip(variable("LIANXIN_PASSWORD"));
        let account = given.map(|((server, user), password)| SignInInput {
            server,
            user,
            password,
            passphrase: passphrase.clone(),
        });
        desk.begin(passphrase, account).await;
    });
}

/// The window has painted a view with its data. Who waits for that (a headless
/// run, a measurement) names a file in LIANXIN_READY_FILE.
pub fn painted(view: &str, started: &Started) -> std::io::Result<()> {
    let milliseconds = started.milliseconds();
    tracing::info!(view, milliseconds = milliseconds as u64, "painted");
    match std::env::var_os("LIANXIN_READY_FILE") {
        Some(path) => std::fs::write(
            path,
            json!({ "view": view, "milliseconds": milliseconds }).to_string(),
        ),
        None => Ok(()),
    }
}
