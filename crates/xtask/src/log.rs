//! Logs of what was started, as a person reads them when something failed.

use std::path::Path;

/// A log's name and its last lines.
pub fn end(log: &Path) -> String {
    let text = std::fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().collect();
    let from = lines.len().saturating_sub(20);
    let end: Vec<String> = lines[from..]
        .iter()
        .map(|line| format!("  {line}"))
        .collect();
    format!("{}\n{}", log.display(), end.join("\n"))
}
