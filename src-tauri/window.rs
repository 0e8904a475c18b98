//! The one window.

use tauri::{AppHandle, Emitter, Manager, WebviewUrl, WebviewWindowBuilder, WindowEvent};

pub const LABEL: &str = "desk";

/// Opens the window: 1366 × 768 at first, maximised where the screen is no
/// larger (SCREENS: Frame and windows). Navigation never leaves the app.
pub fn open(app: &AppHandle) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("index.html".into()))
        .title("连心桥")
        .inner_size(1366.0, 768.0)
        .min_inner_size(960.0, 500.0)
        .center()
        .on_navigation(|url| {
            matches!(url.scheme(), "tauri" | "about") || is_own_host(url.host_str(), url.port())
        })
        .build()?;
    let small = window
        .current_monitor()?
        .is_some_and(|monitor| f64::from(monitor.size().width) / monitor.scale_factor() <= 1366.0);
    if small {
        window.maximize()?;
    }
    let shown = window.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::DragDrop(drop) = event {
            // A window that is closing has nobody to tell.
            let _ = dropped(&shown, drop);
        }
    });
    Ok(())
}

pub fn bring_forward(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// HTML5 file drop is broken in WebKitGTK, so the shell's own drop event gives
/// the paths.
fn dropped(window: &tauri::WebviewWindow, event: &tauri::DragDropEvent) -> tauri::Result<()> {
    use tauri::DragDropEvent::{Drop, Enter, Leave};
    match event {
        Enter { .. } => window.emit("dragging", true),
        Leave => window.emit("dragging", false),
        Drop { paths, .. } => {
            let paths: Vec<String> = paths
                .iter()
                .map(|path| path.to_string_lossy().into_owned())
                .collect();
            window.emit("dragging", false)?;
            window.emit("dropped", paths)
        }
        _ => Ok(()),
    }
}

/// `tauri.localhost` is the app itself on Windows; in a development build the
/// page comes from Vite.
fn is_own_host(host: Option<&str>, port: Option<u16>) -> bool {
    host == Some("tauri.localhost")
        || (cfg!(debug_assertions) && host == Some("localhost") && port == Some(5173))
}
