//! Offices, people, categories, and the documents every desk has: calendar,
//! rules, directory.

use crate::db::{Tx, params, sql};
use crate::error::{Error, Result};
use crate::store::meta;
use casework::{OfficeId, Role};
use protocol::directory::{Category, Directory, Office, Person};
use std::collections::BTreeMap;

pub(crate) const CALENDAR: &str = "calendar";
pub(crate) const RULES: &str = "rules";
/// The formula of the three rates; absent until a district brings its own.
pub(crate) const RATES: &str = "rates";
/// Templates and standard texts; absent until a district brings its own.
pub(crate) const TEMPLATES: &str = "templates";
pub(crate) const DIRECTORY: &str = "directory";
/// Not sent by itself: a part of the directory.
pub(crate) const CATEGORIES: &str = "categories";

pub(crate) fn document(tx: &mut dyn Tx, kind: &str) -> Result<(u64, String)> {
    let row = tx.one(sql!("document_get"), params![kind])?;
    Ok((row.count(0)?, row.text(1)?.to_owned()))
}

/// None where the district never brought one.
pub(crate) fn find_document(tx: &mut dyn Tx, kind: &str) -> Result<Option<String>> {
    let row = tx.first(sql!("document_get"), params![kind])?;
    row.map(|row| Ok(row.text(1)?.to_owned())).transpose()
}

pub(crate) fn put_document(tx: &mut dyn Tx, kind: &str, json: &str) -> Result<()> {
    tx.execute(sql!("document_put"), params![kind, json])?;
    Ok(())
}

/// Kind and version of every document.
pub(crate) fn versions(tx: &mut dyn Tx) -> Result<BTreeMap<String, u64>> {
    let rows = tx.query(sql!("document_versions"), &[])?;
    rows.iter()
        .map(|row| Ok((row.text(0)?.to_owned(), row.count(1)?)))
        .collect()
}

pub(crate) fn put_office(tx: &mut dyn Tx, office: &Office) -> Result<()> {
    let words = serde_json::to_string(&office.number_words)?;
    let communities = serde_json::to_string(&office.communities)?;
    tx.execute(
        sql!("office_put"),
        params![
            office.id.as_str(),
            &office.name,
            &office.legal_name,
            &words,
            &communities,
            &office.phone
        ],
    )?;
    Ok(())
}

/// The directory as the tables have it now.
pub(crate) fn gather(tx: &mut dyn Tx) -> Result<Directory> {
    let offices = tx.query(sql!("office_all"), &[])?;
    let offices = offices.iter().map(|row| {
        Ok(Office {
            id: OfficeId::from(row.text(0)?),
            name: row.text(1)?.to_owned(),
            legal_name: row.text(2)?.to_owned(),
            number_words: row.json(3)?,
            communities: row.json(4)?,
            phone: row.text(5)?.to_owned(),
            seal_mm: row
                .opt_int(6)?
                .map(|across| u32::try_from(across).unwrap_or(u32::MAX)),
        })
    });
    let offices: Vec<Office> = offices.collect::<Result<_>>()?;
    let people = tx.query(sql!("account_all"), &[])?;
    let people = people.iter().map(|row| {
        Ok(Person {
            user: row.text(0)?.into(),
            name: row.text(1)?.to_owned(),
            role: role(row.text(2)?)?,
            office: row.opt_text(3)?.map(OfficeId::from),
        })
    });
    let people: Vec<Person> = people.collect::<Result<_>>()?;
    let categories: Vec<Category> = serde_json::from_str(&document(tx, CATEGORIES)?.1)?;
    Ok(Directory {
        district: meta::get(tx)?.district,
        offices,
        people,
        categories,
    })
}

pub(crate) fn role(code: &str) -> Result<Role> {
    Role::parse(code).ok_or_else(|| Error::Broken(format!("“{code}” is no role")))
}

/// The office of this id or name.
pub(crate) fn find_office<'d>(directory: &'d Directory, wanted: &str) -> Result<&'d Office> {
    let found = directory
        .offices
        .iter()
        .find(|office| office.id.as_str() == wanted || office.name == wanted);
    found.ok_or_else(|| {
        let names: Vec<&str> = directory
            .offices
            .iter()
            .map(|office| office.name.as_str())
            .collect();
        Error::told(
            "office.unknown",
            format!(
                "there is no office “{wanted}”; there are: {}",
                names.join("、")
            ),
        )
    })
}
