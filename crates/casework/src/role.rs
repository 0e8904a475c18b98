//! Who acts.

use crate::ids::{OfficeId, UserId};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Role {
    /// 受理员, of the dispatch centre
    Dispatcher,
    /// 承办人, of an office
    Handler,
    /// 分管领导, of an office: signs letters, approves extensions
    Head,
    /// reads everything, changes nothing
    Auditor,
    Administrator,
    /// the server itself, e.g. when it files a rendered letter
    System,
}

impl Role {
    pub fn code(self) -> &'static str {
        match self {
            Role::Dispatcher => "dispatcher",
            Role::Handler => "handler",
            Role::Head => "head",
            Role::Auditor => "auditor",
            Role::Administrator => "administrator",
            Role::System => "system",
        }
    }

    /// An office's head, and whoever signs in the head's place: that is an account of
    /// this role too.
    pub fn signs_letters(self) -> bool {
        self == Role::Head
    }

    pub fn parse(code: &str) -> Option<Self> {
        [
            Role::Dispatcher,
            Role::Handler,
            Role::Head,
            Role::Auditor,
            Role::Administrator,
            Role::System,
        ]
        .into_iter()
        .find(|role| role.code() == code)
    }
}

/// A person with the role they act in. `office` is None in the dispatch centre.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    pub user: UserId,
    pub name: String,
    pub role: Role,
    pub office: Option<OfficeId>,
}

impl Actor {
    /// The server acting by itself.
    pub fn system() -> Self {
        Self {
            user: UserId::from("system"),
            name: "受理中心".into(),
            role: Role::System,
            office: None,
        }
    }

    pub fn in_office(&self, office: &OfficeId) -> bool {
        self.office.as_ref() == Some(office)
    }

    /// Belongs to the dispatch centre, or is the server itself.
    pub fn of_centre(&self) -> bool {
        matches!(
            self.role,
            Role::Dispatcher | Role::Administrator | Role::System
        )
    }
}
