//! Where the bundled fonts are: named by LIANXIN_FONTS, beside the installed program, or in the workspace's `target`.

use std::path::{Path, PathBuf};

use crate::Error;

/// Beside a program's folder or one of its parents: portable (`fonts`), Tauri's resources on Windows and Linux
/// (`resources`, `lib/lianxin`), macOS (`Resources`). For a program below `target` its own `target/fonts` is `fonts`.
const BESIDE: &[&str] = &[
    "fonts",
    "resources/fonts",
    "Resources/fonts",
    "lib/lianxin/fonts",
    "lib/连心桥/fonts",
    "target/fonts",
];

/// The first folder that holds a font file.
pub fn bundled_folder() -> Result<PathBuf, Error> {
    let named = std::env::var_os("LIANXIN_FONTS")
        .filter(|v| !v.is_empty())
        .map(PathBuf::from);
    if let Some(folder) = named {
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

fn has_fonts(folder: &Path) -> bool {
    std::fs::read_dir(folder)
        .is_ok_and(|mut entries| entries.any(|e| e.is_ok_and(|e| is_font(&e.path()))))
}

pub(super) fn is_font(file: &Path) -> bool {
    let extension = file
        .extension()
        .and_then(|e| e.to_str())
        .unwrap_or("")
        .to_ascii_lowercase();
    matches!(extension.as_str(), "ttf" | "otf" | "ttc" | "otc")
}
