//! The embedded engine: one writer connection, a few readers, WAL.

use super::{Param, Row, Tx, Value, migrate};
use crate::error::{Error, Result};
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, params_from_iter};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Readers kept open between requests; more are opened when needed.
const READERS: usize = 8;
/// Other subcommands may write while the server runs.
const BUSY: Duration = Duration::from_secs(20);

pub(crate) struct Sqlite {
    path: PathBuf,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
}

impl Sqlite {
    /// A file that is not there yet is made, and brought to the newest schema.
    pub fn open(path: &Path) -> Result<Self> {
        let mut writer = connect(path, OpenFlags::SQLITE_OPEN_CREATE)?;
        let mode: String = writer.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
        if mode != "wal" {
            return Err(Error::Broken(format!(
                "the database cannot use a write-ahead log here (journal mode {mode}); put --data on a local disk"
            )));
        }
        writer.execute_batch("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 20000;")?;
        migrate::sqlite(&mut writer)?;
        Ok(Self {
            path: path.to_owned(),
            writer: Mutex::new(writer),
            readers: Mutex::new(Vec::new()),
        })
    }

    /// A finished copy, to look into; it is left as it is.
    pub fn open_copy(path: &Path) -> Result<Self> {
        Ok(Self {
            path: path.to_owned(),
            writer: Mutex::new(connect(path, OpenFlags::empty())?),
            readers: Mutex::new(Vec::new()),
        })
    }

    /// Moves all of the log into the file, so that the file alone is everything.
    pub fn fold(&self) -> Result<()> {
        let connection = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        self.lock_readers().clear();
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }

    pub fn write<T>(&self, work: impl FnOnce(&mut dyn Tx) -> Result<T>) -> Result<T> {
        let mut connection = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let transaction =
            connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let out = work(&mut Open(&transaction))?;
        transaction.commit()?;
        Ok(out)
    }

    pub fn read<T>(&self, work: impl FnOnce(&mut dyn Tx) -> Result<T>) -> Result<T> {
        let kept = self.lock_readers().pop();
        let mut connection = match kept {
            Some(connection) => connection,
            None => connect(&self.path, OpenFlags::empty())?,
        };
        let transaction = connection.transaction()?;
        let out = work(&mut Open(&transaction))?;
        transaction.finish()?;
        let mut readers = self.lock_readers();
        if readers.len() < READERS {
            readers.push(connection);
        }
        Ok(out)
    }

    /// The whole database as one file; the source goes on working meanwhile.
    pub fn copy_to(&self, file: &Path) -> Result<()> {
        let source = connect(&self.path, OpenFlags::empty())?;
        let mut target = Connection::open(file)?;
        rusqlite::backup::Backup::new(&source, &mut target)?.run_to_completion(
            1000,
            Duration::ZERO,
            None,
        )?;
        target.execute_batch("PRAGMA journal_mode = DELETE")?;
        Ok(())
    }

    /// Moves what the log holds into the file; for a checkpoint thread.
    pub fn checkpoint(&self) -> Result<()> {
        let connection = connect(&self.path, OpenFlags::empty())?;
        connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        Ok(())
    }

    fn lock_readers(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn connect(path: &Path, more: OpenFlags) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | more;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY)?;
    connection.set_prepared_statement_cache_capacity(128);
    // 8 MB a connection: the system's own cache has the rest.
    connection.execute_batch(
        "PRAGMA foreign_keys = ON; PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY;",
    )?;
    Ok(connection)
}

pub(crate) struct Open<'c>(pub &'c Connection);

impl Tx for Open<'_> {
    fn execute(&mut self, sql: &str, params: &[Param]) -> Result<u64> {
        let mut statement = self.0.prepare_cached(sql)?;
        Ok(statement.execute(params_from_iter(params))? as u64)
    }

    fn query(&mut self, sql: &str, params: &[Param]) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        self.each(sql, params, &mut |row| {
            rows.push(row);
            Ok(true)
        })?;
        Ok(rows)
    }

    fn each(
        &mut self,
        sql: &str,
        params: &[Param],
        take: &mut dyn FnMut(Row) -> Result<bool>,
    ) -> Result<()> {
        let mut statement = self.0.prepare_cached(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query(params_from_iter(params))?;
        while let Some(row) = rows.next()? {
            let mut values = Vec::with_capacity(columns);
            for column in 0..columns {
                values.push(value(row.get_ref(column)?)?);
            }
            if !take(Row(values))? {
                break;
            }
        }
        Ok(())
    }

    fn batch(&mut self, sql: &str) -> Result<()> {
        Ok(self.0.execute_batch(sql)?)
    }
}

fn value(value: ValueRef) -> Result<Value> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Real(number) => {
            return Err(Error::Broken(format!(
                "{number}: no column holds fractions"
            )));
        }
        ValueRef::Text(_) => Value::Text(
            value
                .as_str()
                .map_err(|error| Error::Broken(error.to_string()))?
                .to_owned(),
        ),
        ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
    })
}

impl ToSql for Param<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Param::Null => ValueRef::Null,
            Param::Int(number) => ValueRef::Integer(*number),
            Param::Text(text) => ValueRef::Text(text.as_bytes()),
            Param::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}
