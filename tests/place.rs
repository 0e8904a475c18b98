//! A district with a server, and the desks of 白鹤街道.

use casework::Moment;
use serde_json::Value;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};
use tempfile::TempDir;
use testkit::{Account, Desk, Server, seed};

pub const OFFICE: &str = "白鹤街道";

pub struct Place {
    pub server: Option<Server>,
    pub accounts: Vec<Account>,
    pub folder: TempDir,
    listen: String,
}

impl Place {
    /// A seeded district whose server listens.
    pub fn open(cases: u32) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let data = folder.path().join("server");
        let accounts = seed(&data, cases, &today());
        let server = Server::start(&data, "127.0.0.1:0");
        let listen = server.url.trim_start_matches("http://").to_owned();
        Self {
            server: Some(server),
            accounts,
            folder,
            listen,
        }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.listen)
    }

    pub fn server(&self) -> &Server {
        self.server.as_ref().expect("the server is up")
    }

    pub fn account(&self, role: &str, office: Option<&str>) -> &Account {
        self.accounts
            .iter()
            .find(|account| account.role == role && account.office.as_deref() == office)
            .unwrap_or_else(|| panic!("the district has no {role} in {office:?}"))
    }

    pub fn handler(&self) -> Desk {
        Desk::new(&self.url(), self.account("handler", Some(OFFICE)))
    }

    pub fn head(&self) -> Desk {
        Desk::new(&self.url(), self.account("head", Some(OFFICE)))
    }

    /// The server's process ends: everybody is offline.
    pub fn disconnect(&mut self) {
        self.server.take().expect("the server is up").stop();
    }

    /// And comes back at the same address.
    pub fn reconnect(&mut self) {
        let data = self.folder.path().join("server");
        self.server = Some(Server::start(&data, &self.listen));
    }
}

/// Today's China date.
pub fn today() -> String {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("the clock is past 1970");
    Moment(since.as_millis() as i64).date().to_string()
}

/// A photo of the test set.
pub fn photo(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/photos")
        .join(name)
}

/// The sample's signed letters, which a centre makes while nobody asks for anything.
pub fn wait_for_letters(server: &Server, office: &str) {
    let waits = |line: &Value| !line["document_number"].is_null() && line["pdf"].is_null();
    while server.dump(office, None).iter().any(waits) {}
}
