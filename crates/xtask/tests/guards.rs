//! What must stay true of the workspace as a whole: the direction of imports, where IO may be, what papers promise.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

/// Each package and the packages of this workspace it may use. Whoever is missing here is refused.
const MAY_USE: &[(&str, &[&str])] = &[
    ("casework", &[]),
    ("protocol", &["casework"]),
    ("marks", &[]),
    ("casebook", &["casework", "protocol", "marks"]),
    ("sync", &["casework", "protocol", "casebook"]),
    ("photo", &[]),
    ("letter", &[]),
    ("sample", &["casework"]),
    (
        "desk",
        &[
            "casework", "protocol", "casebook", "sync", "photo", "letter",
        ],
    ),
    (
        "server",
        &["casework", "protocol", "photo", "letter", "sample", "marks"],
    ),
    ("lianxin", &["casework", "protocol", "desk"]),
    (
        "testkit",
        &[
            "casework", "protocol", "casebook", "sync", "photo", "letter", "sample", "desk",
            "server",
        ],
    ),
    (
        "measure",
        &[
            "casework", "protocol", "casebook", "sync", "photo", "letter",
        ],
    ),
    ("xtask", &[]),
];

/// Packages whose work depends on their arguments alone.
const WITHOUT_IO: &[&str] = &["casework", "protocol", "sample"];

/// Crates that reach files, sockets, clocks or chance.
const IO_CRATES: &[&str] = &[
    "axum",
    "getrandom",
    "hyper",
    "object_store",
    "rand",
    "reqwest",
    "rusqlite",
    "tempfile",
    "tokio",
    "tokio-postgres",
];

/// Folders and files that do no IO, read no clock and draw no chance.
const PURE: &[&str] = &[
    "crates/casework/src",
    "crates/protocol/src",
    "crates/sample/src",
    "crates/letter/src/layout",
    "crates/sync/src/plan",
    "crates/sync/src/plan.rs",
];

const IMPURE_WORDS: &[&str] = &[
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "SystemTime",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "now_v7",
    "new_v4",
    "getrandom",
    "rand::rng",
    "thread_rng",
];

#[test]
fn imports_go_down_only() {
    let mut wrong = Vec::new();
    for package in packages() {
        let name = name(&package);
        let Some((_, allowed)) = MAY_USE.iter().find(|(known, _)| *known == name) else {
            wrong.push(format!("{name} is not in the table of who may use whom"));
            continue;
        };
        for dependency in of_kind(&package, Value::is_null) {
            let ours = MAY_USE.iter().any(|(known, _)| *known == dependency);
            if ours && !allowed.contains(&dependency.as_str()) {
                wrong.push(format!("{name} must not use {dependency}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_testkit_never_reaches_people() {
    for package in packages() {
        let shipped = of_kind(&package, |kind| kind.as_str() != Some("dev"));
        assert!(
            !shipped.iter().any(|name| name == "testkit"),
            "{} ships the testkit",
            name(&package)
        );
    }
}

#[test]
fn only_the_shell_knows_tauri() {
    for package in packages() {
        if name(&package) == "lianxin" {
            continue;
        }
        let all = of_kind(&package, |_| true);
        assert!(
            !all.iter().any(|name| name.starts_with("tauri")),
            "{} names tauri",
            name(&package)
        );
    }
}

#[test]
fn the_rulebook_has_no_crate_to_do_io_with() {
    for package in packages() {
        if !WITHOUT_IO.contains(&name(&package).as_str()) {
            continue;
        }
        for dependency in of_kind(&package, Value::is_null) {
            assert!(
                !IO_CRATES.contains(&dependency.as_str()),
                "{} uses {dependency}",
                name(&package)
            );
        }
    }
}

#[test]
fn pure_code_is_handed_its_time_and_its_chance() {
    let mut found = Vec::new();
    for place in PURE {
        for file in sources(&root().join(place)) {
            let text = fs::read_to_string(&file).expect("a source is UTF-8");
            for word in IMPURE_WORDS {
                if text.contains(word) {
                    found.push(format!("{} says {word}", file.display()));
                }
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_crate_says_what_lives_in_it() {
    let mut silent = Vec::new();
    for package in packages() {
        let targets = package["targets"].as_array().expect("targets");
        for target in targets {
            let source = target["src_path"].as_str().expect("a path");
            let is_program = target["kind"]
                .as_array()
                .expect("kinds")
                .iter()
                .any(|kind| kind == "lib" || kind == "bin");
            let text = fs::read_to_string(source).expect("a source is UTF-8");
            if is_program && !text.starts_with("//! ") {
                silent.push(source.to_owned());
            }
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn every_engine_can_be_tried_from_outside() {
    for (name, example) in [
        ("casework", "due"),
        ("letter", "render"),
        ("photo", "inspect"),
        ("casebook", "search"),
    ] {
        let file = root().join(format!("crates/{name}/examples/{example}.rs"));
        assert!(file.is_file(), "{} is missing", file.display());
    }
}

#[test]
fn the_readme_names_the_two_commands_and_what_exists() {
    let readme = fs::read_to_string(root().join("README.md")).expect("README.md");
    for command in ["cargo xtask run", "cargo xtask test"] {
        assert!(readme.contains(command), "README.md lacks `{command}`");
    }
    for link in readme.split("](").skip(1) {
        let target = link.split(')').next().unwrap_or_default();
        if !target.starts_with("http") {
            assert!(root().join(target).exists(), "README.md names {target}");
        }
    }
}

#[test]
fn every_dependency_has_its_reason() {
    let reasons: String = files(&root().join("docs/decisions"))
        .iter()
        .map(|file| fs::read_to_string(file).expect("a decision is UTF-8"))
        .collect();
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml");
    let (_, dependencies) = manifest
        .split_once("[workspace.dependencies]")
        .expect("dependencies of the workspace");
    let crates = dependencies
        .lines()
        .take_while(|line| !line.starts_with('['))
        .filter(|line| !line.contains("path = "))
        .filter_map(|line| line.split_once('='))
        .map(|(name, _)| name.trim().to_owned());
    let package = fs::read_to_string(root().join("ui/package.json")).expect("ui/package.json");
    let package: Value = serde_json::from_str(&package).expect("JSON");
    let modules = ["dependencies", "devDependencies"]
        .iter()
        .filter_map(|kind| package[kind].as_object())
        .flat_map(|kind| kind.keys().cloned());
    let unexplained: Vec<String> = crates
        .chain(modules)
        .filter(|name| !reasons.contains(&format!("`{name}`")))
        .collect();
    assert!(unexplained.is_empty(), "{unexplained:?}");
}

#[test]
fn every_migration_number_is_used_once() {
    let mut seen = BTreeSet::new();
    for file in files(&root().join("crates")) {
        let is_migration = file.iter().any(|part| part == "migrations")
            && file.extension().is_some_and(|extension| extension == "sql");
        if !is_migration {
            continue;
        }
        let stem = file.file_stem().and_then(|stem| stem.to_str());
        let number = stem.and_then(|stem| stem.split('_').next());
        let number = number.expect("a migration has a number").to_owned();
        let fresh = seen.insert((file.parent().map(Path::to_path_buf), number));
        assert!(fresh, "{} has another's number", file.display());
    }
    assert!(!seen.is_empty(), "there are migrations");
}

fn packages() -> Vec<Value> {
    let out = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(
        out.status.success(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    let metadata: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    metadata["packages"].as_array().expect("packages").clone()
}

fn name(package: &Value) -> String {
    package["name"].as_str().expect("a name").to_owned()
}

/// The names of a package's dependencies; cargo calls the ordinary kind null.
fn of_kind(package: &Value, wanted: impl Fn(&Value) -> bool) -> Vec<String> {
    package["dependencies"]
        .as_array()
        .expect("dependencies")
        .iter()
        .filter(|dependency| wanted(&dependency["kind"]))
        .map(name)
        .collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("crates/xtask is two levels down")
        .to_path_buf()
}

/// The Rust sources of a file or folder, without tests.
fn sources(place: &Path) -> Vec<PathBuf> {
    if place.is_file() {
        return vec![place.to_path_buf()];
    }
    files(place)
        .into_iter()
        .filter(|file| file.extension().is_some_and(|extension| extension == "rs"))
        .filter(|file| !file.ends_with("tests.rs"))
        .collect()
}

/// All files below a folder; none when it does not exist.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    entries
        .flatten()
        .flat_map(|entry| {
            let path = entry.path();
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}
