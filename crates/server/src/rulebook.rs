//! Calendar, rules, formula of the rates, templates and directory as they stand, parsed once per version.

use crate::db::Tx;
use crate::error::Result;
use crate::store::directory;
use casework::rates;
use casework::templates::Templates;
use casework::{Calendar, Rules};
use protocol::directory::Directory;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

pub(crate) struct Rulebook {
    versions: BTreeMap<String, u64>,
    pub calendar: Calendar,
    pub rules: Rules,
    pub rates: rates::Config,
    pub templates: Templates,
    pub directory: Directory,
}

impl Rulebook {
    fn read(tx: &mut dyn Tx, versions: BTreeMap<String, u64>) -> Result<Self> {
        let calendar = directory::document(tx, directory::CALENDAR)?.1;
        let rules = directory::document(tx, directory::RULES)?.1;
        let rates = directory::find_document(tx, directory::RATES)?;
        let templates = directory::find_document(tx, directory::TEMPLATES)?;
        let people = directory::document(tx, directory::DIRECTORY)?.1;
        Ok(Self {
            versions,
            calendar: serde_json::from_str(&calendar)?,
            rules: serde_json::from_str(&rules)?,
            rates: own(rates)?,
            templates: own(templates)?,
            directory: serde_json::from_str(&people)?,
        })
    }

    /// The same with another calendar, within the transaction that brings it.
    pub fn with_calendar(other: &Self, calendar: Calendar) -> Self {
        Self {
            versions: BTreeMap::new(),
            calendar,
            rules: other.rules.clone(),
            rates: other.rates.clone(),
            templates: other.templates.clone(),
            directory: other.directory.clone(),
        }
    }
}

/// A district's own document, or what ships with the product.
fn own<T: DeserializeOwned + Default>(json: Option<String>) -> Result<T> {
    Ok(json.map_or_else(|| Ok(T::default()), |json| serde_json::from_str(&json))?)
}

/// The rulebook last used. Another process may change the documents, so every
/// transaction compares versions.
#[derive(Default)]
pub(crate) struct Shelf(Mutex<Option<Arc<Rulebook>>>);

impl Shelf {
    pub fn current(&self, tx: &mut dyn Tx) -> Result<Arc<Rulebook>> {
        let versions = directory::versions(tx)?;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(book) = &*kept
            && book.versions == versions
        {
            return Ok(Arc::clone(book));
        }
        let book = Arc::new(Rulebook::read(tx, versions)?);
        *kept = Some(Arc::clone(&book));
        Ok(book)
    }
}
