//! `init`: an empty real server with its first administrator.

use super::user;
use crate::app::App;
use crate::error::Result;
use crate::found::{Founding, found};
use casework::{Actor, Role};

pub fn init(app: &App, district: &str, admin: &str, password: &str) -> Result<()> {
    let hash = user::hash(admin, password)?;
    let person = Actor {
        user: admin.into(),
        name: admin.to_owned(),
        role: Role::Administrator,
        office: None,
    };
    found(
        app,
        &Founding {
            district: district.to_owned(),
            sample: false,
            offices: Vec::new(),
            seal: None,
            people: vec![(person, hash)],
        },
    )
}
