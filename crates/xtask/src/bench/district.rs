//! Districts to measure in: made once and kept, for a million cases take minutes. Each run goes on where the last
//! one left it.

use std::{
    collections::hash_map::DefaultHasher,
    fs,
    hash::{Hash, Hasher},
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

use super::{folder, remove};
use crate::{Stop, place, private, server, server::Server};

const OFFICE: &str = "白鹤街道";
/// More than any subject of `measure` takes.
const NEW_CASES: usize = 250;
const BODY: &str = "小区北侧绿地有一处木板狗窝，养了两只成年犬，早晚吠叫，老人孩子不敢经过。\
                    已向物业反映三次，至今没有处理，请街道尽快派人到现场看看。";

/// A district whose server runs.
pub struct District {
    cases: u32,
    folder: PathBuf,
    seeded: Value,
    pub server: Server,
}

impl District {
    /// The sample, and for this run some new cases that wait at 白鹤街道: in the sample few are not closed.
    pub fn with_new_cases(cases: u32) -> Result<Self, Stop> {
        let folder = home(cases);
        kept(cases, &folder)?;
        let rows = folder.join("new.csv");
        fs::write(&rows, new_cases())
            .map_err(|error| format!("cannot write {}: {error}", rows.display()))?;
        server::import(&folder.join("server"), &rows)?;
        Self::open(cases)
    }

    pub fn open(cases: u32) -> Result<Self, Stop> {
        let folder = home(cases);
        let seeded = kept(cases, &folder)?;
        let server = server::serve(
            &folder.join("server"),
            "127.0.0.1:0",
            &folder.join("server.log"),
        )?;
        Ok(Self {
            cases,
            folder,
            seeded,
            server,
        })
    }

    /// What `seed` told: the accounts.
    pub fn seeded(&self) -> String {
        self.seeded.to_string()
    }

    /// The file by which `measure` finds it.
    pub fn described(&self) -> Result<PathBuf, Stop> {
        let file = self.folder.join("district.json");
        let desks = self.folder.join("desks");
        private::folder(&desks)?;
        let told = json!({
            "url": self.server.url,
            "pid": self.server.process.id(),
            "cases": self.cases,
            "folder": desks,
            "accounts": self.seeded["accounts"],
        });
        private::file(&file, told.to_string().as_bytes())?;
        Ok(file)
    }
}

/// The district and everything in it.
pub fn forget(cases: u32) -> Result<(), Stop> {
    remove(&home(cases))
}

fn home(cases: u32) -> PathBuf {
    folder().join(format!("district-{cases}"))
}

/// In the form of `import`. The body has the median length of real posts, 223 characters (SPEED.md).
fn new_cases() -> String {
    let body: String = BODY.chars().cycle().take(223).collect();
    let mut csv = String::from(
        "title,body,category,channel,citizen_name,citizen_phone,address,lat,lng,submitted_at,office\n",
    );
    for n in 1..=NEW_CASES {
        csv += &format!(
            "小区犬只扰民第{n}件,{body},,forum,王小明,13800001234,白鹤新村{n}号,,,2026-11-02T10:00:00+08:00,{OFFICE}\n"
        );
    }
    csv
}

/// What `seed` told of the district, which is made when there is none of this schema.
fn kept(cases: u32, folder: &Path) -> Result<Value, Stop> {
    let note = folder.join("seeded.json");
    let schema = schema()?;
    if let Some(seeded) = fs::read(&note)
        .ok()
        .and_then(|text| serde_json::from_slice::<Value>(&text).ok())
        && seeded["schema"] == schema
    {
        return Ok(seeded);
    }
    eprintln!("making a district of {cases} cases");
    remove(folder)?;
    private::folder(&folder.join("server"))?;
    let mut seeded: Value = serde_json::from_str(&server::seed(&folder.join("server"), cases)?)
        .map_err(|error| format!("what was seeded is not JSON: {error}"))?;
    seeded["schema"] = json!(schema);
    private::file(&note, seeded.to_string().as_bytes())?;
    Ok(seeded)
}

/// Changes with every migration of the server and of the desk: stores of another schema are made anew.
fn schema() -> Result<String, Stop> {
    let mut hasher = DefaultHasher::new();
    for folder in [
        "crates/server/src/db/migrations/sqlite",
        "crates/casebook/src/migrations",
    ] {
        let folder = place::root().join(folder);
        let unreadable = |error| format!("cannot read {}: {error}", folder.display());
        let entries = fs::read_dir(&folder).map_err(unreadable)?;
        let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        files.sort();
        for file in files {
            fs::read(&file).map_err(unreadable)?.hash(&mut hasher);
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}
