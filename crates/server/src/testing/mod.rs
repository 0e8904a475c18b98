//! What the tests stand on: a sample district in a temporary folder, a clock
//! that stands still, and desks that talk to the router in this process.

pub(crate) mod bucket;
mod cluster;
mod desk;
mod letter;

pub(crate) use cluster::on_postgres;
pub(crate) use desk::{Desk, Reply, anonymous, exchange, next_id, sign_in, token, visit};
pub(crate) use letter::{content, submitted, submitted_as};

use crate::app::{App, Config, Decide};
use crate::command::seed::{Sample, SampleAccount, seed};
use crate::letters::Render;
use crate::photos::PhotoPlace;
use casework::{CaseId, Moment};
use chrono::NaiveDate;
use protocol::hello::Versions;
use std::path::Path;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use tempfile::TempDir;
use uuid::Uuid;

pub(crate) const BAIHE: &str = "330212011";
pub(crate) const BAIZHANG: &str = "330212008";
pub(crate) const HANDLER: &str = "baihe.chen";
pub(crate) const HEAD: &str = "baihe.zhou";
pub(crate) const OTHER_HEAD: &str = "baihe.xie";
pub(crate) const STRANGER: &str = "dongliu.dong";
pub(crate) const STRANGERS_OFFICE: &str = "330212012";

/// Half past nine in the morning of the sample's day.
pub(crate) fn morning() -> Moment {
    let day = today().and_hms_opt(9, 30, 0).unwrap();
    Moment::from_china(day)
}

pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

/// Cases in the sample of most tests.
const CASES: usize = 40;

/// Seeded once per test run; every test works on a copy.
struct Template {
    folder: TempDir,
    accounts: Vec<SampleAccount>,
}

fn template() -> &'static Template {
    static TEMPLATE: OnceLock<Template> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        let mut config = Config::new(folder.path());
        config.database_url = cluster::create("seeded", None);
        let app = App::open_at(config, Arc::new(morning)).unwrap();
        let sample = Sample {
            cases: CASES,
            seed: 1,
            today: today(),
        };
        let accounts = seed(&app, sample).unwrap().accounts;
        Template { folder, accounts }
    })
}

/// A copy of the seeded district and the key of its seals in this folder, or in a database of its own.
fn copy(folder: &Path) -> Config {
    let template = template();
    let mut config = Config::new(folder);
    std::fs::copy(template.folder.path().join("seal.key"), config.seal_key()).unwrap();
    config.database_url = cluster::create(&next_name(), Some("seeded"));
    if config.database_url.is_none() {
        let name = crate::app::DATABASE;
        std::fs::copy(template.folder.path().join(name), folder.join(name)).unwrap();
    }
    config
}

/// An empty store, not even a district.
pub(crate) fn empty(folder: &Path) -> App {
    let mut config = Config::new(folder);
    config.database_url = cluster::create(&next_name(), None);
    App::open_at(config, Arc::new(morning)).unwrap()
}

/// An empty database where the tests run on PostgreSQL.
pub(crate) fn fresh_database() -> Option<String> {
    cluster::create(&next_name(), None)
}

fn next_name() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("town_{}", NEXT.fetch_add(1, Ordering::SeqCst))
}

pub(crate) struct Town {
    pub app: App,
    clock: Arc<AtomicI64>,
    pub folder: TempDir,
}

impl Town {
    pub fn new() -> Self {
        Self::with(casework::decide, blank_pages())
    }

    /// On the embedded engine, whatever the others run on.
    pub fn embedded() -> Self {
        let town = Self::new();
        if !on_postgres() {
            return town;
        }
        let app = App::open_at(Config::new(town.folder.path()), Arc::new(morning)).unwrap();
        let sample = Sample {
            cases: CASES,
            seed: 1,
            today: today(),
        };
        seed(&app, sample).unwrap();
        let config = app.0.config.clone();
        drop(app);
        let app = open(config, &town.clock, casework::decide, blank_pages());
        Self { app, ..town }
    }

    pub fn with(decide: Decide, render: Render) -> Self {
        let folder = TempDir::new().unwrap();
        let config = copy(folder.path());
        let clock = Arc::new(AtomicI64::new(morning().0));
        let app = open(config, &clock, decide, render);
        Self { app, clock, folder }
    }

    /// The server ends and starts again.
    pub fn restart(&mut self, render: Render) {
        let config = self.app.0.config.clone();
        self.app = open(config, &self.clock, casework::decide, render);
    }

    /// A second server of the same district; it does not pass time of its own.
    pub fn another_server(&self) -> App {
        let config = self.app.0.config.clone();
        open(config, &self.clock, casework::decide, blank_pages())
    }

    /// The server starts again with other photos than under its data folder.
    pub fn keep_photos_in(&mut self, place: PhotoPlace) {
        let mut config = self.app.0.config.clone();
        config.photos = Some(place);
        self.app = open(config, &self.clock, casework::decide, blank_pages());
    }

    /// The server starts again, for desks of these versions.
    pub fn serve_versions(&mut self, versions: Versions) {
        let mut config = self.app.0.config.clone();
        config.versions = versions;
        self.app = open(config, &self.clock, casework::decide, blank_pages());
    }

    pub fn pass(&self, minutes: i64) {
        self.clock.fetch_add(minutes * 60_000, Ordering::SeqCst);
    }

    /// A second goes by.
    pub fn tick(&self) {
        self.clock.fetch_add(1000, Ordering::SeqCst);
    }

    pub async fn desk(&self, user: &str) -> Desk {
        Desk::signed_in(&self.app, user, password(user)).await
    }

    /// A case of this office that is in this state.
    pub fn case(&self, office: &str, state: &str) -> CaseId {
        self.cases(office, state)[0]
    }

    pub fn cases(&self, office: &str, state: &str) -> Vec<CaseId> {
        let lines = self.dump(office);
        let found = lines
            .iter()
            .filter(|line| line["type"] == "case" && line["state"] == state);
        found
            .map(|line| line["id"].as_str().unwrap().parse().unwrap())
            .collect()
    }

    pub fn offices(&self) -> Vec<String> {
        let offices = self
            .app
            .read(crate::store::directory::gather)
            .unwrap()
            .offices;
        offices
            .into_iter()
            .map(|office| office.id.as_str().to_owned())
            .collect()
    }

    pub fn revision(&self, case: CaseId) -> u64 {
        let load = |tx: &mut dyn crate::db::Tx| crate::store::case::load(tx, case);
        self.app.read(load).unwrap().unwrap().case.revision
    }

    pub fn dump(&self, office: &str) -> Vec<serde_json::Value> {
        let mut out = Vec::new();
        crate::command::dump::dump(&self.app, office, None, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

fn open(config: Config, clock: &Arc<AtomicI64>, decide: Decide, render: Render) -> App {
    let clock = Arc::clone(clock);
    let now = move || Moment(clock.load(Ordering::SeqCst));
    App::assemble(config, Arc::new(now), decide, |_| render).unwrap()
}

pub(crate) fn password(user: &str) -> &'static str {
    let account = template()
        .accounts
        .iter()
        .find(|account| account.user == user);
    &account
        .unwrap_or_else(|| panic!("nobody is called {user}"))
        .password
}

/// Checks the letter as the real renderer does, and needs no fonts.
pub(crate) fn blank_pages() -> Render {
    Box::new(|content, _seal, _photos| {
        content.check()?;
        let number = content.document_number.as_ref().map(ToString::to_string);
        Ok((
            format!("%PDF {}", number.unwrap_or_default()).into_bytes(),
            1,
        ))
    })
}

/// Ids that are the same in every run.
pub(crate) fn id(n: u128) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + n)
}
