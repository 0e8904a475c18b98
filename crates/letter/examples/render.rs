//! `render -- IN.json OUT.pdf [--fonts DIR]`: a letter from its public JSON to a file. The fonts are those of
//! `cargo xtask fonts`, never the system's. Bad input: exit status 2, one line, and OUT.pdf untouched.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use letter::{FontSet, Letter, Pictures};

/// Fifty thousand characters with their JSON are far less.
const MOST_BYTES: u64 = 16 << 20;

fn main() -> ExitCode {
    match run(std::env::args_os().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error[{}]: {}", problem.code, problem.text);
            ExitCode::from(2)
        }
    }
}

struct Problem {
    code: &'static str,
    text: String,
}

impl From<letter::Error> for Problem {
    fn from(error: letter::Error) -> Self {
        Problem {
            code: error.code(),
            text: error.to_string().replace(['\n', '\r'], " "),
        }
    }
}

fn run(args: Vec<OsString>) -> Result<(), Problem> {
    let (input, output, fonts) = parse(args)?;
    let unreadable = |e: std::io::Error| Problem {
        code: "file.unreadable",
        text: format!("读不到 {}：{e}。请检查路径", input.display()),
    };
    if fs::metadata(&input).map_err(unreadable)?.len() > MOST_BYTES {
        return Err(Problem {
            code: "file.too_large",
            text: format!("{} 超过 16 MB，不是一封函件。请检查文件", input.display()),
        });
    }
    let letter = Letter::from_json(&fs::read(&input).map_err(unreadable)?)?;
    let fonts = match fonts {
        Some(folder) => FontSet::load(&folder)?,
        None => FontSet::bundled()?,
    };
    // Whatever is wrong with the text is said before a picture is opened.
    let pages = letter::layout(&letter, &fonts)?;
    let pictures = Pictures::beside(&letter, input.parent().unwrap_or(Path::new("")))?;
    let pdf = letter::print(&letter, &pages, &fonts, &pictures)?;
    keep(&output, &pdf).map_err(|e| Problem {
        code: "file.unwritable",
        text: format!("写不了 {}：{e}。请检查文件夹", output.display()),
    })
}

fn parse(args: Vec<OsString>) -> Result<(PathBuf, PathBuf, Option<PathBuf>), Problem> {
    let usage = || Problem {
        code: "usage",
        text: "用法：render -- IN.json OUT.pdf [--fonts DIR]".into(),
    };
    let (mut files, mut fonts) = (Vec::new(), None);
    let mut args = args.into_iter();
    while let Some(arg) = args.next() {
        if arg == "--fonts" {
            fonts = Some(PathBuf::from(args.next().ok_or_else(usage)?));
        } else {
            files.push(PathBuf::from(arg));
        }
    }
    let [input, output] = <[PathBuf; 2]>::try_from(files).map_err(|_| usage())?;
    Ok((input, output, fonts))
}

/// Whole or not at all: written beside, then renamed.
fn keep(output: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let name = output
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let part = output.with_file_name(format!(".{name}.{}.part", std::process::id()));
    fs::write(&part, bytes)
        .and_then(|()| fs::rename(&part, output))
        .inspect_err(|_| {
            // Already failing: a leftover is worth less than the first error.
            let _ = fs::remove_file(&part);
        })
}
