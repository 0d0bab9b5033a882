//! Connections to read with, kept open and handed out again at once.
//!
//! The library's own pool sends each connection a question when it comes back, to see whether it still answers: a second
//! trip for every query, measured to be a third of what a page cost. Here a connection that fails is closed instead, and
//! what was asked is asked again of a new one; so is one whose query was given up halfway.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use sea_orm::sqlx::{self, AssertSqlSafe, Connection, Database, Executor, IntoArguments, Pool};
use sea_orm::{DbErr, ExecResult, QueryResult, RuntimeErr, SqlxError, Statement};
use sea_query_sqlx::SqlxValues;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, timeout};

/// How long a reader waits for another to finish.
const PATIENCE: Duration = Duration::from_secs(20);
/// A connection that nobody has used for so long may have been cut by what lies between.
const KEPT: Duration = Duration::from_mins(10);

/// The connections of one kind of database.
pub(crate) struct Readers<DB: Database> {
    /// Where new connections come from; they never go back there.
    pool: Pool<DB>,
    idle: Mutex<Vec<Idle<DB>>>,
    places: Semaphore,
}

struct Idle<DB: Database> {
    connection: DB::Connection,
    since: Instant,
}

impl<DB: Database> std::fmt::Debug for Readers<DB> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Readers").finish_non_exhaustive()
    }
}

impl<DB: Database> Readers<DB> {
    /// As many connections as the pool may open.
    pub(crate) fn of(pool: Pool<DB>) -> Self {
        let places = Semaphore::new(pool.options().get_max_connections() as usize);
        Self { pool, idle: Mutex::default(), places }
    }

    /// Closes all connections.
    pub(crate) async fn close(&self) -> Result<(), DbErr> {
        self.places.close();
        for idle in self.all_idle() {
            idle.connection.close().await.map_err(failed)?;
        }
        self.pool.close().await;
        Ok(())
    }

    async fn place(&self) -> Result<SemaphorePermit<'_>, SqlxError> {
        let place = timeout(PATIENCE, self.places.acquire()).await.map_err(|_| SqlxError::PoolTimedOut)?;
        place.map_err(|_| SqlxError::PoolClosed)
    }

    async fn another(&self) -> Result<DB::Connection, SqlxError> {
        Ok(self.pool.acquire().await?.detach())
    }

    /// The one that was used last, if it is still good.
    fn idle(&self) -> Option<DB::Connection> {
        let found = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()?;
        if found.since.elapsed() < KEPT {
            return Some(found.connection);
        }
        // Those below it have waited longer.
        self.all_idle();
        None
    }

    fn all_idle(&self) -> Vec<Idle<DB>> {
        std::mem::take(&mut *self.idle.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn keep(&self, connection: DB::Connection) {
        let idle = Idle { connection, since: Instant::now() };
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(idle);
    }
}

/// Asks a kept connection, and a new one when that turns out to be broken.
macro_rules! ask {
    ($self:ident, |$connection:ident| $ask:expr) => {{
        let asked = async {
            let _place = $self.place().await?;
            if let Some(mut kept) = $self.idle() {
                let $connection = &mut kept;
                let outcome = $ask.await;
                if !outcome.as_ref().is_err_and(is_broken) {
                    $self.keep(kept);
                    return outcome;
                }
                $self.all_idle();
            }
            let mut new = $self.another().await?;
            let $connection = &mut new;
            let outcome = $ask.await;
            if !outcome.as_ref().is_err_and(is_broken) {
                $self.keep(new);
            }
            outcome
        };
        asked.await.map_err(failed)
    }};
}

impl<DB> Readers<DB>
where
    DB: Database,
    SqlxValues: IntoArguments<DB>,
    QueryResult: From<DB::Row>,
    ExecResult: From<DB::QueryResult>,
    for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
{
    /// All rows that a statement gives.
    pub(crate) async fn all(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let rows = ask!(self, |connection| query::<DB>(&statement).fetch_all(connection))?;
        Ok(rows.into_iter().map(QueryResult::from).collect())
    }

    /// The first row that a statement gives, if any.
    pub(crate) async fn first(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        let row = ask!(self, |connection| query::<DB>(&statement).fetch_optional(connection))?;
        Ok(row.map(QueryResult::from))
    }

    /// Runs a statement; whether it may change anything is the connection's to say.
    pub(crate) async fn run(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        let result = ask!(self, |connection| query::<DB>(&statement).execute(connection))?;
        Ok(result.into())
    }
}

fn query<DB: Database>(statement: &Statement) -> sqlx::query::Query<'_, DB, SqlxValues>
where
    SqlxValues: IntoArguments<DB>,
{
    let values = statement.values.clone().unwrap_or(sea_orm::Values(Vec::new()));
    sqlx::query_with(AssertSqlSafe(statement.sql.as_str()), SqlxValues(values))
}

/// Is it the connection that failed, and not what was asked?
fn is_broken(error: &SqlxError) -> bool {
    !matches!(error, SqlxError::Database(_) | SqlxError::RowNotFound)
}

fn failed(error: SqlxError) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(error.into()))
}
