//! The one file that names a database engine and knows where the two differ.

use std::path::PathBuf;
use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseBackend, DatabaseConnection, IsolationLevel,
    SqliteTransactionMode, TransactionOptions,
};

use crate::db::Fault;

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
    pub async fn connect(
        self,
        address: &str,
        durability: Durability,
    ) -> Result<(DatabaseConnection, DatabaseConnection), Fault> {
        match self {
            Self::Sqlite => open_file(address, durability).await,
            Self::Postgres => {
                let mut options = ConnectOptions::new(address);
                options
                    .max_connections(16)
                    .acquire_timeout(Duration::from_secs(20))
                    .sqlx_logging(false)
                    .test_before_acquire(false);
                let connection = Database::connect(options).await?;
                Ok((connection.clone(), connection))
            }
        }
    }

    /// Is there a single writer beside the readers?
    pub fn has_a_writer_apart(self) -> bool {
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

async fn open_file(address: &str, durability: Durability) -> Result<(DatabaseConnection, DatabaseConnection), Fault> {
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
    Ok((readers, writer))
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
