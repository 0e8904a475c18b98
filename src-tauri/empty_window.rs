//! A window of this shell with nothing in it: what `cargo xtask bench` measures the desk's window against. Built with
//! the feature `empty-window` only, and never shipped.

use std::time::Instant;
use tauri::webview::PageLoadEvent;
use tauri::{WebviewUrl, WebviewWindowBuilder};

const PAGE: &str = "<!doctype html><title>empty</title><p>empty</p>";

fn main() -> tauri::Result<()> {
    let opened = Instant::now();
    tauri::Builder::default()
        .register_uri_scheme_protocol("empty", |_, _| {
            tauri::http::Response::builder()
                .header("content-type", "text/html")
                .body(PAGE.as_bytes())
                .unwrap_or_default()
        })
        .setup(move |app| {
            let page = tauri::Url::parse("empty://localhost/")?;
            WebviewWindowBuilder::new(app, "empty", WebviewUrl::CustomProtocol(page))
                .inner_size(1366.0, 768.0)
                .on_page_load(move |_, load| {
                    if load.event() == PageLoadEvent::Finished {
                        tell(opened);
                    }
                })
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
}

/// As the desk's window does when it has painted its list.
fn tell(opened: Instant) {
    let Some(file) = std::env::var_os("LIANXIN_READY_FILE") else {
        return;
    };
    let told = serde_json::json!({ "view": "empty", "milliseconds": opened.elapsed().as_millis() });
    if let Err(error) = std::fs::write(&file, told.to_string()) {
        eprintln!("cannot write {}: {error}", file.display());
    }
}
