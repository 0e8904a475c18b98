//! A running server with a sample district, as the caller describes it.

use crate::Result;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::time::Duration;
use sync::{HttpTransport, Transport};
use tokio::task::JoinHandle;

/// The office whose desks act.
const OFFICE: &str = "白鹤街道";

#[derive(Deserialize)]
pub struct District {
    pub url: String,
    /// of the server's process
    pub pid: u32,
    pub cases: u64,
    /// where stores of desks go
    pub folder: PathBuf,
    pub accounts: Vec<Account>,
}

#[derive(Clone, Deserialize)]
pub struct Account {
    pub role: String,
    pub office: Option<String>,
    pub user: String,
    pub password: String,
}

impl District {
    pub fn read(file: &Path) -> Result<Self> {
        let text = std::fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
        Ok(serde_json::from_slice(&text)?)
    }

    /// The first handler of 白鹤街道.
    pub fn handler(&self) -> Result<&Account> {
        self.account("handler", Some(OFFICE))
    }

    /// Sees every case of the district.
    pub fn auditor(&self) -> Result<&Account> {
        self.account("auditor", None)
    }

    fn account(&self, role: &str, office: Option<&str>) -> Result<&Account> {
        let fits = |one: &&Account| one.role == role && one.office.as_deref() == office;
        let found = self.accounts.iter().find(fits);
        found.ok_or_else(|| format!("the district has no {role}").into())
    }

    /// In names of figures: 10k, 100k, 1m.
    pub fn size(&self) -> String {
        match self.cases {
            n if n % 1_000_000 == 0 => format!("{}m", n / 1_000_000),
            n if n % 1_000 == 0 => format!("{}k", n / 1_000),
            n => n.to_string(),
        }
    }

    /// A server without a request for two seconds renders the letters of the sample. Here somebody is always there.
    pub fn kept_awake(&self) -> Result<Awake> {
        let transport = HttpTransport::new(&self.url)?;
        Ok(Awake(tokio::spawn(async move {
            loop {
                // A server that is gone shows in what is measured.
                let _ = transport.hello().await;
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        })))
    }
}

pub struct Awake(JoinHandle<()>);

impl Drop for Awake {
    fn drop(&mut self) {
        self.0.abort();
    }
}
