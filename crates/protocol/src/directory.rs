//! Offices, people, categories: what every desk of the district may know.

use casework::letter::LetterKind;
use casework::{OfficeId, Role, UserId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directory {
    pub district: String,
    pub offices: Vec<Office>,
    pub people: Vec<Person>,
    pub categories: Vec<Category>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    pub id: OfficeId,
    /// 白鹤街道
    pub name: String,
    /// 宁波市鄞州区白鹤街道办事处: issuer and signatory of its letters
    pub legal_name: String,
    /// per letter kind code, e.g. reply → 白鹤街办函
    pub number_words: BTreeMap<String, String>,
    pub communities: Vec<String>,
    pub phone: String,
    /// of the seal that its signed letters carry; none: it is stamped by hand
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal_mm: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub user: UserId,
    pub name: String,
    pub role: Role,
    pub office: Option<OfficeId>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    pub code: String,
    pub parent: Option<String>,
    pub name: String,
}

impl Office {
    /// The word of its numbers for a kind of letter, e.g. 白鹤街办函. Kinds without a
    /// word of their own share that of the reply.
    pub fn number_word(&self, kind: LetterKind) -> Option<&str> {
        let code = serde_json::to_value(kind).ok()?;
        let words = &self.number_words;
        let word = words.get(code.as_str()?).or_else(|| words.get("reply"));
        word.map(String::as_str)
    }
}

impl Directory {
    pub fn office(&self, id: &OfficeId) -> Option<&Office> {
        self.offices.iter().find(|office| office.id == *id)
    }

    /// The lines of all offices.
    pub fn phones(&self) -> Vec<&str> {
        let phones = self.offices.iter().map(|office| office.phone.as_str());
        phones.filter(|phone| !phone.is_empty()).collect()
    }

    pub fn category_name(&self, code: &str) -> Option<&str> {
        self.categories
            .iter()
            .find(|category| category.code == code)
            .map(|category| category.name.as_str())
    }
}
