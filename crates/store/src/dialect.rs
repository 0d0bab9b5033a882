//! The one file that names a database engine and knows where the two differ.

use sea_orm::DatabaseBackend;

/// Which database this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
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
}
