//! The tiny database layer that business code is written over: plain SQL, four
//! kinds of values, transactions and savepoints. Two engines speak it. No
//! query of the business stands here; those are the `.sql` files in `src/sql`.
//!
//! A `.sql` file is valid on SQLite and PostgreSQL: parameters are `$1, $2 …`
//! in the order of their first appearance, numbers are BIGINT, ids TEXT,
//! truth values 0 and 1.

pub(crate) mod migrate;
mod postgres;
mod sqlite;
mod value;

#[cfg(test)]
mod power;
#[cfg(test)]
mod tests;

pub(crate) use postgres::Postgres;
pub(crate) use sqlite::Sqlite;
pub(crate) use value::{Param, Row, Value};

use crate::error::{Error, Result};

/// One query from its file under `src/sql`.
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

/// Parameters of a query, each by `Param::from`.
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::db::Param::from($value)),*] };
}
pub(crate) use params;

/// An open transaction.
pub(crate) trait Tx {
    /// How many rows were changed.
    fn execute(&mut self, sql: &str, params: &[Param]) -> Result<u64>;

    fn query(&mut self, sql: &str, params: &[Param]) -> Result<Vec<Row>>;

    /// Row by row, until `take` answers false.
    fn each(
        &mut self,
        sql: &str,
        params: &[Param],
        take: &mut dyn FnMut(Row) -> Result<bool>,
    ) -> Result<()>;

    /// Several statements without parameters.
    fn batch(&mut self, sql: &str) -> Result<()>;
}

impl dyn Tx + '_ {
    pub fn first(&mut self, sql: &str, params: &[Param]) -> Result<Option<Row>> {
        Ok(self.query(sql, params)?.into_iter().next())
    }

    /// The one row that an aggregate or an invariant promises.
    pub fn one(&mut self, sql: &str, params: &[Param]) -> Result<Row> {
        self.first(sql, params)?
            .ok_or_else(|| Error::Broken(format!("no row for: {}", sql.trim())))
    }
}

/// Where a district is kept.
pub(crate) enum Database {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

impl Database {
    /// One transaction. Writers of a district queue, so commit order is seq
    /// order in every scope, and nothing deadlocks.
    pub fn write<T>(&self, work: impl FnOnce(&mut dyn Tx) -> Result<T>) -> Result<T> {
        match self {
            Database::Sqlite(sqlite) => sqlite.write(work),
            Database::Postgres(postgres) => postgres.write(work),
        }
    }

    /// One snapshot.
    pub fn read<T>(&self, work: impl FnOnce(&mut dyn Tx) -> Result<T>) -> Result<T> {
        match self {
            Database::Sqlite(sqlite) => sqlite.read(work),
            Database::Postgres(postgres) => postgres.read(work),
        }
    }

    /// Housekeeping that an engine leaves to us.
    pub fn checkpoint(&self) -> Result<()> {
        match self {
            Database::Sqlite(sqlite) => sqlite.checkpoint(),
            Database::Postgres(_) => Ok(()),
        }
    }
}
