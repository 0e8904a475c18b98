//! Where fonts are: the folder that LIANXIN_FONTS names, those of the system, and the bundled ones beside the installed
//! program or in the workspace's `target`.

use std::path::{Path, PathBuf};

use crate::Error;

/// Beside a program's folder or one of its parents: portable (`fonts`), Tauri's resources on Windows and Linux
/// (`resources`, `lib/lianxin`), macOS (`Resources`), a server under /usr/local (`share`). For a program below `target`
/// its own `target/fonts` is `fonts`.
const BESIDE: &[&str] = &[
    "fonts",
    "resources/fonts",
    "Resources/fonts",
    "lib/lianxin/fonts",
    "lib/连心桥/fonts",
    "share/lianxin/fonts",
    "target/fonts",
];

/// The folder that LIANXIN_FONTS names, if it is set.
pub(super) fn named() -> Option<PathBuf> {
    std::env::var_os("LIANXIN_FONTS")
        .filter(|v| !v.is_empty())
        .map(PathBuf::from)
}

/// The first folder that holds a font file.
pub fn bundled_folder() -> Result<PathBuf, Error> {
    if let Some(folder) = named() {
        // Named on purpose: never look elsewhere in silence.
        return if has_fonts(&folder) {
            Ok(folder)
        } else {
            Err(Error::NoFonts {
                searched: format!("LIANXIN_FONTS={}", folder.display()),
            })
        };
    }
    let program = std::env::current_exe().unwrap_or_default();
    let found = program
        .ancestors()
        .skip(1)
        .flat_map(|up| BESIDE.iter().map(|b| up.join(b)))
        .find(|f| has_fonts(f));
    found.ok_or_else(|| Error::NoFonts {
        searched: format!("{} 旁的 fonts、target/fonts 等处", program.display()),
    })
}

/// Where the system keeps its fonts, those of the person who is signed in first.
#[cfg(windows)]
pub(super) fn system_folders() -> Vec<PathBuf> {
    let own = under("LOCALAPPDATA", "Microsoft/Windows/Fonts");
    let shared = under("WINDIR", "Fonts").or_else(|| Some("C:/Windows/Fonts".into()));
    own.into_iter().chain(shared).collect()
}

#[cfg(target_os = "macos")]
pub(super) fn system_folders() -> Vec<PathBuf> {
    let shared = ["/Library/Fonts", "/System/Library/Fonts"].map(PathBuf::from);
    under("HOME", "Library/Fonts")
        .into_iter()
        .chain(shared)
        .collect()
}

/// The folders of fontconfig's own fonts.conf.
#[cfg(not(any(windows, target_os = "macos")))]
pub(super) fn system_folders() -> Vec<PathBuf> {
    let data = under("XDG_DATA_HOME", "fonts").or_else(|| under("HOME", ".local/share/fonts"));
    let shared = ["/usr/local/share/fonts", "/usr/share/fonts"].map(PathBuf::from);
    data.into_iter()
        .chain(under("HOME", ".fonts"))
        .chain(shared)
        .collect()
}

fn under(variable: &str, folder: &str) -> Option<PathBuf> {
    std::env::var_os(variable)
        .filter(|v| !v.is_empty())
        .map(|base| PathBuf::from(base).join(folder))
}

fn has_fonts(folder: &Path) -> bool {
    files(folder, 0).is_ok_and(|files| !files.is_empty())
}

/// The font files of a folder and of so many levels under it, in the order of their names.
pub(super) fn files(folder: &Path, levels: usize) -> std::io::Result<Vec<PathBuf>> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)?
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .collect();
    entries.sort();
    let mut found = Vec::new();
    for path in entries {
        if path.is_dir() {
            if levels > 0 {
                found.extend(files(&path, levels - 1).unwrap_or_default());
            }
        } else if is_font(&path) {
            found.push(path);
        }
    }
    Ok(found)
}

fn is_font(file: &Path) -> bool {
    let extension = file
        .extension()
        .and_then(|e| e.to_str())
        .unwrap_or("")
        .to_ascii_lowercase();
    matches!(extension.as_str(), "ttf" | "otf" | "ttc" | "otc")
}
