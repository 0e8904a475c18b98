//! The SQLite file: opened, checked, migrated; one writer, some readers. What
//! the tables mean is the other modules'.

mod gate;
mod migrate;
mod open;
#[cfg(test)]
mod plans;

pub(crate) use gate::{Gate, Turn};
pub(crate) use migrate::migrate;
pub(crate) use open::{DATABASE, check_library, connect};

/// The text of a query file.
macro_rules! sql {
    ($name:literal) => {
        include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/src/sql/",
            $name,
            ".sql"
        ))
    };
}
pub(crate) use sql;
