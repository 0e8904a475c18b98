//! What every desk of the district shares: calendar, rules, formula of the rates,
//! templates of letters, directory.

use crate::error::{Error, Result};
use crate::store::sql;
use casework::templates::Templates;
use casework::{Calendar, Rules, rates};
use protocol::directory::Directory;
use protocol::item::Entity;
use rusqlite::{Connection, OptionalExtension, params};
use std::sync::Arc;

/// The newest that was pulled; until then what ships with the product.
#[derive(Clone, Debug)]
pub struct District {
    pub calendar: Arc<Calendar>,
    pub rules: Arc<Rules>,
    pub rates: Arc<rates::Config>,
    pub templates: Arc<Templates>,
    pub directory: Arc<Directory>,
}

pub(crate) fn load(db: &Connection) -> Result<District> {
    let mut district = District {
        calendar: Arc::new(Calendar::embedded().clone()),
        rules: Arc::new(Rules::embedded().clone()),
        rates: Arc::default(),
        templates: Arc::default(),
        directory: Arc::default(),
    };
    for kind in ["calendar", "rules", "rates", "templates", "directory"] {
        let body: Option<String> = db
            .prepare_cached(sql!("get_district"))?
            .query_row([kind], |row| row.get(0))
            .optional()?;
        let Some(body) = body else { continue };
        let entity =
            serde_json::from_str(&body).map_err(|e| Error::unreadable("district data", e))?;
        match entity {
            Entity::Calendar { calendar } => district.calendar = Arc::new(calendar),
            Entity::Rules { rules } => district.rules = Arc::new(rules),
            Entity::Rates { rates } => district.rates = Arc::new(rates),
            Entity::Templates { templates } => district.templates = Arc::new(templates),
            Entity::Directory { directory } => district.directory = Arc::new(directory),
            Entity::Case(_) | Entity::Held(_) => {}
        }
    }
    Ok(district)
}

/// Keeps an entity as it came.
pub(crate) fn put(db: &Connection, entity: &Entity, rev: u64) -> Result<()> {
    let body = serde_json::to_string(entity).map_err(|e| Error::unreadable("district data", e))?;
    db.prepare_cached(sql!("put_district"))?
        .execute(params![entity.kind(), rev as i64, body])?;
    Ok(())
}
