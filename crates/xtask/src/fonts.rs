//! `cargo xtask fonts`: brings the faces official letters are set in, with their licences, into `target/fonts`.
//!
//! The fonts are not kept in the repository: they come from Debian's packages, which are unpacked and never installed.
//! Running it again does nothing; an interrupted run leaves no half-written file behind.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// A Debian package and what the letters need of it: (path inside the package, name in `target/fonts`).
struct Package {
    name: &'static str,
    files: &'static [(&'static str, &'static str)],
}

const FANDOL: &str = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol";

const PACKAGES: &[Package] = &[
    // 仿宋, 黑体 and a second 楷体. GPL with font exception: a document may embed them.
    Package {
        name: "texlive-lang-chinese",
        files: &[
            ("{FANDOL}/FandolFang-Regular.otf", "FandolFang-Regular.otf"),
            ("{FANDOL}/FandolHei-Regular.otf", "FandolHei-Regular.otf"),
            ("{FANDOL}/FandolKai-Regular.otf", "FandolKai-Regular.otf"),
            (
                "usr/share/doc/texlive-doc/fonts/fandol/README",
                "licenses/Fandol-README.txt",
            ),
            (
                "usr/share/doc/texlive-doc/fonts/fandol/COPYING.gz",
                "licenses/Fandol-COPYING.txt",
            ),
        ],
    },
    // 楷体, and the widest cover for rare characters in names. SIL OFL 1.1.
    Package {
        name: "fonts-lxgw-wenkai",
        files: &[
            (
                "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",
                "LXGWWenKai-Regular.ttf",
            ),
            (
                "usr/share/doc/fonts-lxgw-wenkai/copyright",
                "licenses/LXGWWenKai-copyright.txt",
            ),
        ],
    },
    // 小标宋 (Serif Bold), page numbers and the last fallback. SIL OFL 1.1.
    Package {
        name: "fonts-noto-cjk",
        files: &[
            (
                "usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc",
                "NotoSerifCJK-Bold.ttc",
            ),
            (
                "usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
                "NotoSerifCJK-Regular.ttc",
            ),
            (
                "usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
                "NotoSansCJK-Regular.ttc",
            ),
            (
                "usr/share/doc/fonts-noto-cjk/copyright",
                "licenses/NotoCJK-copyright.txt",
            ),
        ],
    },
];

/// Fetches what is missing. Says on stderr what it does; is silent when everything is there.
pub fn fonts() -> Result<(), String> {
    let folder = folder();
    for package in PACKAGES {
        if package
            .files
            .iter()
            .any(|(_, name)| !is_complete(&folder.join(name)))
        {
            eprintln!("fonts: {} → {}", package.name, folder.display());
            bring(package, &folder)?;
        }
    }
    Ok(())
}

/// `target/fonts` of the workspace this program was built from.
fn folder() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    target
        .unwrap_or_else(|| workspace.canonicalize().unwrap_or(workspace).join("target"))
        .join("fonts")
}

/// Files appear by rename only, so one that exists and is not empty is whole.
fn is_complete(file: &Path) -> bool {
    fs::metadata(file).is_ok_and(|meta| meta.len() > 0)
}

fn bring(package: &Package, folder: &Path) -> Result<(), String> {
    let work = folder.join(format!(".fetch-{}-{}", package.name, std::process::id()));
    let done = fetch(package, &work).and_then(|()| put(package, &work.join("root"), folder));
    // A leftover work folder costs disk, not correctness: the next run uses another name.
    let _ = fs::remove_dir_all(&work);
    done
}

/// Downloads the package into `work` and unpacks it into `work/root`.
fn fetch(package: &Package, work: &Path) -> Result<(), String> {
    let root = work.join("root");
    fs::create_dir_all(&root).map_err(|e| format!("cannot create {}: {e}", root.display()))?;
    let download = || {
        run(Command::new("apt-get")
            .args(["download", "-qq", package.name])
            .current_dir(work))
    };
    if download().is_err() {
        // Most often the package lists are missing or older than the mirror.
        run(Command::new("apt-get").args(["update", "-qq"]))?;
        download()?;
    }
    let deb = fs::read_dir(work)
        .map_err(|e| format!("cannot read {}: {e}", work.display()))?
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|e| e == "deb"))
        .ok_or_else(|| format!("apt-get download left no package {} behind", package.name))?;
    run(Command::new("dpkg").arg("-x").arg(&deb).arg(&root))
}

fn put(package: &Package, root: &Path, folder: &Path) -> Result<(), String> {
    for (from, name) in package.files {
        let from = root.join(from.replace("{FANDOL}", FANDOL));
        let to = folder.join(name);
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent)
                .map_err(|e| format!("cannot create {}: {e}", parent.display()))?;
        }
        let bytes =
            read(&from).map_err(|e| format!("{} has no {}: {e}", package.name, from.display()))?;
        let part = to.with_extension(format!("part{}", std::process::id()));
        fs::write(&part, bytes)
            .and_then(|()| fs::rename(&part, &to))
            .map_err(|e| format!("cannot write {}: {e}", to.display()))?;
    }
    Ok(())
}

/// A file's bytes; documentation comes gzipped in Debian packages and is kept readable.
fn read(file: &Path) -> Result<Vec<u8>, String> {
    if file.extension().is_some_and(|e| e == "gz") {
        let out = Command::new("gzip")
            .arg("-dc")
            .arg(file)
            .output()
            .map_err(|e| e.to_string())?;
        return if out.status.success() {
            Ok(out.stdout)
        } else {
            Err(String::from_utf8_lossy(&out.stderr).into_owned())
        };
    }
    fs::read(file).map_err(|e| e.to_string())
}

fn run(command: &mut Command) -> Result<(), String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let out = command.stdin(Stdio::null()).output().map_err(|e| {
        format!("cannot start {program}: {e}; the fonts come from Debian's packages")
    })?;
    if out.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&out.stderr);
    Err(format!(
        "{program} failed: {}",
        said.lines().last().unwrap_or("it said nothing")
    ))
}
