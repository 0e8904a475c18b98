//! The production engine. The client library is asynchronous: each statement
//! runs in the background while the calling thread waits for its answer.

use super::{Param, Row, Tx, Value, migrate};
use crate::background::{Background, wait};
use crate::error::{Error, Result};
use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod};
use std::error::Error as StdError;
use std::str::FromStr;
use std::sync::Arc;
use tokio::runtime::Handle;
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use tokio_postgres::{Config, NoTls};

/// Connections of one server; PostgreSQL's own default limit is 100.
const CONNECTIONS: usize = 16;
/// Writers of a district queue on this lock, so commit order is seq order. The
/// number is arbitrary; a database holds one district.
const WRITERS: &str = "SELECT pg_advisory_xact_lock(5209713)";

pub(crate) struct Postgres {
    pool: Pool,
    background: Background,
}

impl Postgres {
    /// Brings the database to the newest schema.
    pub fn open(url: &str) -> Result<Self> {
        let config = Config::from_str(url)?;
        let manager = ManagerConfig {
            recycling_method: RecyclingMethod::Fast,
        };
        let pool = Pool::builder(Manager::from_config(config, NoTls, manager))
            .max_size(CONNECTIONS)
            .build()
            .map_err(|error| Error::Pool(error.to_string()))?;
        let postgres = Self {
            pool,
            background: Background::start("postgres")?,
        };
        postgres.write(migrate::postgres)?;
        Ok(postgres)
    }

    pub fn write<T>(&self, work: impl FnOnce(&mut dyn Tx) -> Result<T>) -> Result<T> {
        self.transaction(&format!("BEGIN; {WRITERS}"), "COMMIT", work)
    }

    pub fn read<T>(&self, work: impl FnOnce(&mut dyn Tx) -> Result<T>) -> Result<T> {
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        self.transaction(begin, "COMMIT", work)
    }

    fn transaction<T>(
        &self,
        begin: &str,
        commit: &str,
        work: impl FnOnce(&mut dyn Tx) -> Result<T>,
    ) -> Result<T> {
        let pool = self.pool.clone();
        let client = self
            .background
            .wait(async move { pool.get().await })?
            .map_err(|error| Error::Pool(error.to_string()))?;
        let mut open = Open {
            client: Some(Arc::new(client)),
            handle: self.background.handle().clone(),
        };
        open.batch(begin)?;
        let out = work(&mut open)?;
        open.batch(commit)?;
        open.keep();
        Ok(out)
    }
}

/// A transaction; dropped before its end, its connection is thrown away, and
/// PostgreSQL rolls it back.
struct Open {
    client: Option<Arc<Object>>,
    handle: Handle,
}

impl Open {
    fn client(&self) -> Result<Arc<Object>> {
        self.client.clone().ok_or(Error::Ending)
    }

    /// Gives the connection back to the pool.
    fn keep(mut self) {
        self.client = None;
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        if let Some(client) = self.client.take().and_then(Arc::into_inner) {
            // Closing a connection needs its runtime.
            let _entered = self.handle.enter();
            drop(Object::take(client));
        }
    }
}

impl Tx for Open {
    fn execute(&mut self, sql: &str, params: &[Param]) -> Result<u64> {
        let (client, sql, params) = (self.client()?, sql.to_owned(), owned(params));
        let changed = wait(&self.handle, async move {
            let statement = client.prepare_cached(&sql).await?;
            client.execute_raw(&statement, params).await
        })??;
        Ok(changed)
    }

    fn query(&mut self, sql: &str, params: &[Param]) -> Result<Vec<Row>> {
        let (client, sql, params) = (self.client()?, sql.to_owned(), owned(params));
        let rows = wait(&self.handle, async move {
            let statement = client.prepare_cached(&sql).await?;
            let params: Vec<&(dyn ToSql + Sync)> = params
                .iter()
                .map(|value| value as &(dyn ToSql + Sync))
                .collect();
            client.query(&statement, &params).await
        })??;
        rows.iter().map(row).collect()
    }

    fn each(
        &mut self,
        sql: &str,
        params: &[Param],
        take: &mut dyn FnMut(Row) -> Result<bool>,
    ) -> Result<()> {
        // Whoever reads much asks for it in portions (LIMIT).
        for row in self.query(sql, params)? {
            if !take(row)? {
                break;
            }
        }
        Ok(())
    }

    fn batch(&mut self, sql: &str) -> Result<()> {
        let (client, sql) = (self.client()?, sql.to_owned());
        Ok(wait(&self.handle, async move {
            client.batch_execute(&sql).await
        })??)
    }
}

fn owned(params: &[Param]) -> Vec<Value> {
    params
        .iter()
        .map(|param| match param {
            Param::Null => Value::Null,
            Param::Int(number) => Value::Int(*number),
            Param::Text(text) => Value::Text((*text).to_owned()),
            Param::Blob(bytes) => Value::Blob(bytes.to_vec()),
        })
        .collect()
}

fn row(row: &tokio_postgres::Row) -> Result<Row> {
    let columns = row.columns().iter().enumerate();
    let values = columns.map(|(place, column)| {
        Ok(match *column.type_() {
            Type::INT8 => or_null(row.try_get::<_, Option<i64>>(place)?, Value::Int),
            Type::INT4 => or_null(row.try_get::<_, Option<i32>>(place)?, |n| {
                Value::Int(n.into())
            }),
            Type::BYTEA => or_null(row.try_get(place)?, Value::Blob),
            _ => or_null(row.try_get(place)?, Value::Text),
        })
    });
    Ok(Row(values.collect::<Result<_>>()?))
}

fn or_null<T>(value: Option<T>, some: impl Fn(T) -> Value) -> Value {
    value.map_or(Value::Null, some)
}

impl ToSql for Value {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(number) if *ty == Type::INT4 => i32::try_from(*number)?.to_sql(ty, out),
            Value::Int(number) => number.to_sql(ty, out),
            Value::Text(text) => text.to_sql(ty, out),
            Value::Blob(bytes) => bytes.to_sql(ty, out),
        }
    }

    fn accepts(ty: &Type) -> bool {
        [Type::INT8, Type::INT4, Type::TEXT, Type::BYTEA].contains(ty)
    }

    to_sql_checked!();
}
