//! Opening a database, reading from it, and the one way to write to it.

use std::str::FromStr;
use std::time::Duration;

use sea_orm::{DatabaseConnection, DatabaseTransaction, DbErr, RuntimeErr, SqlxError, TransactionTrait};

use crate::dialect::{Durability, Engine};
use crate::migrations;

/// What every function that reads takes: a reader or a transaction.
pub use sea_orm::ConnectionTrait as Connection;

/// What one reads with outside a transaction.
pub use crate::dialect::Reader;

/// An open write transaction. Made only by [`write!`](crate::write).
pub type Tx = DatabaseTransaction;

/// The database could not do what was asked. Never shown to people: it is logged and becomes an incident number.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error("database: {0}")]
    Database(#[from] DbErr),
    #[error("stored value out of range: {0}")]
    Corrupt(String),
    #[error("the database address {0:?} is not one: {known}", known = Engine::ADDRESSES)]
    Address(String),
    #[error("a folder could not be used: {0}")]
    Folder(#[from] std::io::Error),
}

impl Fault {
    /// Was a rule of the schema broken that says "only one of these"?
    pub fn is_duplicate(&self) -> bool {
        matches!(self, Fault::Database(error) if matches!(error.sql_err(), Some(sea_orm::SqlErr::UniqueConstraintViolation(_))))
    }

    /// Did two writers meet, so that trying again is all that is needed?
    fn is_conflict(&self) -> bool {
        let Fault::Database(DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error))) =
            self
        else {
            return false;
        };
        matches!(&**error, SqlxError::Database(database) if database.code().is_some_and(|code| Engine::says_writers_met(&code)))
    }
}

/// Errors of operations that can carry a fault of the database, so that a write can tell a conflict from a refusal.
pub trait CarriesFault: From<Fault> {
    /// The fault inside, if this is one.
    fn fault(&self) -> Option<&Fault>;
}

impl CarriesFault for Fault {
    fn fault(&self) -> Option<&Fault> {
        Some(self)
    }
}

/// An open database: readers, and connections to write with, of which some engines take one only.
#[derive(Debug, Clone)]
pub struct Db {
    engine: Engine,
    readers: Reader,
    writer: DatabaseConnection,
}

/// How often a write is tried again when two writers met on PostgreSQL.
const ATTEMPTS: u32 = 12;

impl Db {
    /// Opens `sqlite:PATH` or `postgres://…` and brings its schema up to date.
    ///
    /// # Errors
    /// The address is of neither kind, the server cannot be reached, or a migration fails.
    pub async fn open(address: &str) -> Result<Self, Fault> {
        Self::open_with(address, Durability::Kept).await
    }

    /// Opens a database to make all of it anew, without waiting for the disk at each step: until it is closed, a power
    /// cut may cost the whole of it.
    ///
    /// # Errors
    /// As [`Db::open`].
    pub async fn open_to_make(address: &str) -> Result<Self, Fault> {
        Self::open_with(address, Durability::WhileMaking).await
    }

    async fn open_with(address: &str, durability: Durability) -> Result<Self, Fault> {
        let engine: Engine = address.parse()?;
        let (readers, writer) = engine.connect(address, durability).await?;
        let db = Self { engine, readers, writer };
        migrations::run(&db.writer, db.engine).await?;
        Ok(db)
    }

    /// Does a write wait until every other one is over?
    pub fn has_one_writer(&self) -> bool {
        self.engine.has_one_writer()
    }

    /// A connection to read with.
    pub fn reader(&self) -> &Reader {
        &self.readers
    }

    /// Opens a write transaction; used by [`write!`](crate::write) alone.
    ///
    /// # Errors
    /// The database cannot be reached, or its only writer did not come free in time.
    #[doc(hidden)]
    pub async fn begin(&self) -> Result<Tx, Fault> {
        Ok(self.writer.begin_with_options(self.engine.transaction_options()).await?)
    }

    /// Ends a transaction as its work ended; used by [`write!`](crate::write) alone. `None` asks for another attempt,
    /// because two writers met.
    #[doc(hidden)]
    pub async fn settle<T, E: CarriesFault>(
        &self,
        tx: Tx,
        outcome: Result<T, E>,
        attempt: u32,
    ) -> Option<Result<T, E>> {
        let outcome = match outcome {
            Ok(value) => tx.commit().await.map(|()| value).map_err(|error| E::from(Fault::from(error))),
            Err(error) => {
                // A roll-back that fails leaves nothing behind either: the connection is closed with it.
                let _ = tx.rollback().await;
                Err(error)
            }
        };
        match &outcome {
            Err(error) if attempt < ATTEMPTS && error.fault().is_some_and(Fault::is_conflict) => {
                tokio::time::sleep(Duration::from_millis(3 * u64::from(attempt * attempt))).await;
                None
            }
            _ => Some(outcome),
        }
    }

    /// Closes all connections; on SQLite this also folds the write-ahead log back into the file.
    ///
    /// # Errors
    /// A connection could not be closed.
    pub async fn close(self) -> Result<(), Fault> {
        self.readers.close().await?;
        self.writer.close().await?;
        Ok(())
    }
}

impl FromStr for Engine {
    type Err = Fault;

    fn from_str(address: &str) -> Result<Self, Fault> {
        Engine::of(address).ok_or_else(|| Fault::Address(address.to_owned()))
    }
}

/// Runs a block in one write transaction: all of it is stored, or nothing.
///
/// `store::write!(ctx.db, |tx| { … Ok(value) })`, inside an async function. The block is an async block of its own:
/// `?` and `return` end it and roll back when they carry an error. On PostgreSQL it is run again when two writers met,
/// so it must have no effect outside the transaction.
///
/// (A macro and not a function: futures of closures that borrow from their surroundings cannot yet be proven to be
/// `Send` when the transaction's own borrow is higher-ranked.)
#[macro_export]
macro_rules! write {
    ($db:expr, |$tx:ident| $work:block) => {{
        let db = &$db;
        let mut attempt = 0_u32;
        loop {
            attempt += 1;
            let open = match db.begin().await {
                Ok(open) => open,
                Err(fault) => break Err(fault.into()),
            };
            let outcome = {
                let $tx = &open;
                async { $work }.await
            };
            if let Some(outcome) = db.settle(open, outcome, attempt).await {
                break outcome;
            }
        }
    }};
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_new_database_gets_the_whole_schema_once() {
        let folder = std::env::temp_dir().join(format!("alongside-schema-{}", std::process::id()));
        let address = format!("sqlite:{}", folder.join("a.db").display());
        for _ in 0..2 {
            let db = Db::open(&address).await.unwrap();
            let rows = db.reader().execute_unprepared("SELECT * FROM journeys").await;
            assert!(rows.is_ok(), "{rows:?}");
            assert!(db.reader().execute_unprepared("DELETE FROM journeys").await.is_err(), "readers cannot write");
            db.close().await.unwrap();
        }
        std::fs::remove_dir_all(folder).unwrap();
    }
}
