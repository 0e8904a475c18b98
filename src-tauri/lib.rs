//! The shell, and only the shell: one window, the adapters between its commands
//! and the `desk` crate, the evidence scheme, the one instance. What the desk
//! can do is in `desk`; what is allowed is in `casework`.

mod commands;
mod evidence;
mod host;
mod start;
mod window;

use std::process::ExitCode;
use tauri::{Manager, RunEvent};

/// Opens the desk's window and returns when it is closed.
pub fn run() -> ExitCode {
    let opened = std::time::Instant::now();
    desk::log::to_stderr();
    let app = tauri::Builder::default()
        // A second start brings the first window forward. The store's lock is
        // the real guard; this only spares the person an error.
        .plugin(tauri_plugin_single_instance::init(|app, _, _| {
            window::bring_forward(app)
        }))
        .plugin(tauri_plugin_opener::init())
        .register_asynchronous_uri_scheme_protocol("evidence", |context, request, responder| {
            evidence::serve(context.app_handle(), request, responder);
        })
        .invoke_handler(commands::handler())
        .setup(move |app| {
            let desk = host::desk(app.handle())?;
            app.manage(start::Started::at(opened));
            app.manage(desk.clone());
            start::begin(desk);
            window::open(app.handle())?;
            Ok(())
        })
        .build(tauri::generate_context!());
    let app = match app {
        Ok(app) => app,
        Err(error) => {
            eprintln!("error[window.unavailable]: the window cannot open: {error}");
            return ExitCode::from(2);
        }
    };
    app.run(|app, event| {
        if let RunEvent::Exit = event {
            app.state::<desk::Desk>().close();
        }
    });
    ExitCode::SUCCESS
}
