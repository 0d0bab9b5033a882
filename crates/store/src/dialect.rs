//! The one file that names a database engine and knows where the two differ.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use sea_orm::prelude::async_trait::async_trait;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::sqlx::{Postgres, Sqlite};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseBackend, DatabaseConnection, DbErr, ExecResult, IsolationLevel,
    QueryResult, SqliteTransactionMode, Statement, TransactionOptions, Value,
};

use crate::db::Fault;
use crate::readers::Readers;

/// Which database this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// What becomes of acknowledged writes when the power fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// They are kept.
    Kept,
    /// They may be lost with the whole database, which is being made and can be made again.
    WhileMaking,
}

impl Engine {
    /// The addresses that [`Engine::of`] knows, in words.
    pub const ADDRESSES: &str = "write sqlite:PATH or postgres://USER@HOST/NAME";

    /// Tells from the address: `sqlite:PATH`, `postgres://…`.
    pub fn of(address: &str) -> Option<Self> {
        if address.starts_with("sqlite:") {
            Some(Self::Sqlite)
        } else if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            Some(Self::Postgres)
        } else {
            None
        }
    }

    /// How its statements are written.
    pub fn backend(self) -> DatabaseBackend {
        match self {
            Self::Sqlite => DatabaseBackend::Sqlite,
            Self::Postgres => DatabaseBackend::Postgres,
        }
    }

    /// A migration's portable text in this engine's own type names.
    ///
    /// The placeholders: `{id}` a UUID, `{at}` an instant, `{on}` a date, `{json}`, `{bytes}`, `{count}` a 64-bit
    /// whole number, `{flag}` true or false.
    pub fn ddl(self, portable: &str) -> String {
        let types: [(&str, &str, &str); 7] = [
            ("{id}", "uuid_text", "uuid"),
            ("{at}", "timestamp_with_timezone_text", "timestamptz"),
            ("{on}", "date_text", "date"),
            ("{json}", "json_text", "json"),
            ("{bytes}", "blob", "bytea"),
            ("{count}", "bigint", "bigint"),
            ("{flag}", "boolean", "boolean"),
        ];
        types.iter().fold(portable.to_owned(), |text, (placeholder, sqlite, postgres)| {
            text.replace(placeholder, if self == Self::Sqlite { sqlite } else { postgres })
        })
    }

    /// Whether the database is fresh enough to be asked for a table that may not exist yet.
    pub fn table_exists(self, table: &str) -> String {
        match self {
            Self::Sqlite => {
                format!("SELECT count(*) AS n FROM sqlite_master WHERE type = 'table' AND name = '{table}'")
            }
            Self::Postgres => format!(
                "SELECT count(*) AS n FROM information_schema.tables WHERE table_schema = current_schema() AND \
                 table_name = '{table}'"
            ),
        }
    }

    /// Keeps two processes from migrating at once; released with the transaction.
    pub fn migration_lock(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some("SELECT pg_advisory_xact_lock(4127001)"),
        }
    }

    /// Connections to read with and to write with.
    ///
    /// # Errors
    /// The server cannot be reached, or the file cannot be opened.
    pub async fn connect(self, address: &str, durability: Durability) -> Result<(Reader, DatabaseConnection), Fault> {
        match self {
            Self::Sqlite => open_file(address, durability).await,
            Self::Postgres => {
                let writer = Database::connect(server_options(address, 6)).await?;
                let readers = Database::connect(server_options(address, 10).connect_lazy(true).to_owned()).await?;
                let readers = Readers::of(readers.get_postgres_connection_pool().clone());
                Ok((Reader(Arc::new(EngineReaders::Postgres(readers))), writer))
            }
        }
    }

    /// Is there one writer at a time?
    pub fn has_one_writer(self) -> bool {
        self == Self::Sqlite
    }

    /// How a write transaction begins: as the only writer, or so that two that meet are told.
    pub fn transaction_options(self) -> TransactionOptions {
        match self {
            Self::Sqlite => TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            },
            Self::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::Serializable),
                ..TransactionOptions::default()
            },
        }
    }

    /// Is this the code of an error that says that two writers met, so that trying again is all that is needed?
    pub fn says_writers_met(code: &str) -> bool {
        matches!(code, "40001" | "40P01")
    }
}

/// Rows of one table as a query that gives these columns in this order, and its values: to be inserted or joined to.
///
/// To SQLite they are bound one by one. PostgreSQL takes them as one value, whose text names the table's own types:
/// a statement of ten thousand placeholders was measured to cost it several times as much as what it does.
pub(crate) fn rows_of_table<const N: usize>(
    connection: &impl ConnectionTrait,
    table: &str,
    columns: &[&str; N],
    rows: Vec<[Value; N]>,
) -> (String, Vec<Value>) {
    if connection.get_database_backend() == DatabaseBackend::Sqlite {
        let row = format!("({})", ["?"; N].join(", "));
        return (format!("VALUES {}", vec![row; rows.len()].join(", ")), rows.into_iter().flatten().collect());
    }
    let mut json = String::from("[");
    for (at, row) in rows.iter().enumerate() {
        json.push_str(if at == 0 { "{" } else { ",{" });
        let filled = columns.iter().zip(row).filter_map(|(column, value)| Some((column, as_json(value)?)));
        for (place, (column, value)) in filled.enumerate() {
            let comma = if place == 0 { "" } else { "," };
            // Writing into text cannot fail.
            let _ = write!(json, "{comma}\"{column}\":{value}");
        }
        json.push('}');
    }
    json.push(']');
    let text = format!("SELECT {} FROM json_populate_recordset(NULL::{table}, $1::json)", columns.join(", "));
    (text, vec![Value::String(Some(json))])
}

/// A value as JSON text that PostgreSQL reads as the column's own type; nothing for a null.
fn as_json(value: &Value) -> Option<serde_json::Value> {
    Some(match value {
        Value::Bool(flag) => (*flag)?.into(),
        Value::Int(number) => (*number)?.into(),
        Value::BigInt(number) => (*number)?.into(),
        Value::String(text) => text.as_deref()?.into(),
        Value::Uuid(id) => (*id)?.to_string().into(),
        Value::ChronoDate(on) => (*on)?.to_string().into(),
        Value::ChronoDateTimeUtc(at) => (*at)?.to_rfc3339().into(),
        Value::Json(json) => json.as_deref()?.clone(),
        other => unreachable!("no column of many rows is bound as {other:?}"),
    })
}

/// What the values of a list are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Listed {
    Texts,
    Ids,
}

/// A query that gives the values of a list, bound as one text of JSON to the placeholder of this number, as `value`.
pub(crate) fn values_of_list(connection: &impl ConnectionTrait, listed: Listed, number: usize) -> String {
    match (connection.get_database_backend(), listed) {
        (DatabaseBackend::Sqlite, Listed::Texts) => format!("SELECT value FROM json_each(${number})"),
        (DatabaseBackend::Sqlite, Listed::Ids) => format!("SELECT unhex(value) FROM json_each(${number})"),
        (_, Listed::Texts) => format!("SELECT json_array_elements_text(${number}::json)"),
        (_, Listed::Ids) => format!("SELECT json_array_elements_text(${number}::json)::uuid"),
    }
}

/// What to tell the database before a transaction fills tables that were small: that a way to a row which was good when
/// it began need not be good at its end.
pub(crate) fn before_filling(connection: &impl ConnectionTrait) -> Option<&'static str> {
    let is_postgres = connection.get_database_backend() == DatabaseBackend::Postgres;
    is_postgres.then_some("SET LOCAL plan_cache_mode = force_custom_plan")
}

/// A statement of many values with its placeholders written so that each is found at once.
///
/// To SQLite `$7` is a name that it looks for among all others, so that a statement of 30,000 values was measured to take
/// seconds; a bare `?` is the next one. That is the same only when they stand in order, as rows of values do.
pub(crate) fn quick_placeholders(connection: &impl ConnectionTrait, text: String) -> String {
    if connection.get_database_backend() != DatabaseBackend::Sqlite {
        return text;
    }
    bare(&text).unwrap_or(text)
}

/// The same statement with bare placeholders, if its numbered ones stand in order, each once.
fn bare(text: &str) -> Option<String> {
    let mut bare = String::with_capacity(text.len());
    let mut parts = text.split('$');
    bare.push_str(parts.next()?);
    for (at, part) in parts.enumerate() {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit());
        if part[..part.len() - rest.len()].parse() != Ok(at + 1) {
            return None;
        }
        bare.push('?');
        bare.push_str(rest);
    }
    Some(bare)
}

/// Connections to read with; on SQLite they cannot write.
#[derive(Debug, Clone)]
pub struct Reader(Arc<EngineReaders>);

#[derive(Debug)]
enum EngineReaders {
    Sqlite(Readers<Sqlite>),
    Postgres(Readers<Postgres>),
}

/// The same on the readers of either engine.
macro_rules! with_readers {
    ($self:ident, $readers:ident => $work:expr) => {
        match &*$self.0 {
            EngineReaders::Sqlite($readers) => $work,
            EngineReaders::Postgres($readers) => $work,
        }
    };
}

impl Reader {
    /// Closes all connections.
    ///
    /// # Errors
    /// One could not be closed.
    pub async fn close(&self) -> Result<(), Fault> {
        Ok(with_readers!(self, readers => readers.close().await)?)
    }
}

#[async_trait]
impl ConnectionTrait for Reader {
    fn get_database_backend(&self) -> DatabaseBackend {
        match &*self.0 {
            EngineReaders::Sqlite(_) => DatabaseBackend::Sqlite,
            EngineReaders::Postgres(_) => DatabaseBackend::Postgres,
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        with_readers!(self, readers => readers.run(statement).await)
    }

    async fn execute_unprepared(&self, text: &str) -> Result<ExecResult, DbErr> {
        let statement = Statement::from_string(self.get_database_backend(), text);
        with_readers!(self, readers => readers.run(statement).await)
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        with_readers!(self, readers => readers.first(statement).await)
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        with_readers!(self, readers => readers.all(statement).await)
    }
}

fn server_options(address: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(address);
    options
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(20))
        .sqlx_logging(false)
        .test_before_acquire(false);
    options
}

async fn open_file(address: &str, durability: Durability) -> Result<(Reader, DatabaseConnection), Fault> {
    let path = PathBuf::from(address.trim_start_matches("sqlite:").trim_start_matches("//"));
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    let url = format!("sqlite://{}?mode=rwc", path.display());
    let synchronous = match durability {
        Durability::Kept => SqliteSynchronous::Full,
        Durability::WhileMaking => SqliteSynchronous::Off,
    };
    let writer = file_options(&url, 1, synchronous, "off");
    let writer = Database::connect(writer).await?;
    // Readers are opened after the writer has made the file and set its journal mode.
    let readers = Database::connect(file_options(&url, 8, SqliteSynchronous::Normal, "on")).await?;
    let readers = Readers::of(readers.get_sqlite_connection_pool().clone());
    Ok((Reader(Arc::new(EngineReaders::Sqlite(readers))), writer))
}

/// The settings that were measured to matter eight times more than the library; the writer keeps what it acknowledged
/// through a power cut (`synchronous=FULL`).
fn file_options(
    url: &str,
    connections: u32,
    synchronous: SqliteSynchronous,
    query_only: &'static str,
) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(20))
        .sqlx_logging(false)
        .test_before_acquire(false)
        .map_sqlx_sqlite_opts(move |sqlite| {
            sqlite
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(synchronous)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(10))
                .pragma("mmap_size", "1073741824")
                .pragma("cache_size", "-65536")
                .pragma("temp_store", "memory")
                .pragma("query_only", query_only)
        });
    options
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn placeholders_become_bare_only_when_that_means_the_same() {
        assert_eq!(bare("VALUES ($1, $2), ($3, $4)").as_deref(), Some("VALUES (?, ?), (?, ?)"));
        assert_eq!(bare("SELECT 1").as_deref(), Some("SELECT 1"));
        assert_eq!(bare("WHERE a = $2 AND b = $1"), None);
        assert_eq!(bare("WHERE a = $1 OR b = $1"), None);
    }
}
