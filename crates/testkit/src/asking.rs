//! A reader that keeps what it is asked: how many questions a page costs, and whether any of them walks a whole table.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};

use sea_orm::{ConnectionTrait, DatabaseBackend, DbErr, ExecResult, QueryResult, Statement};

/// Hands every question on to a reader, and keeps it.
#[derive(Debug)]
pub struct Asking<'c> {
    reader: &'c store::Reader,
    asked: Mutex<Vec<Statement>>,
}

type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, DbErr>> + Send + 'a>>;

impl<'c> Asking<'c> {
    /// Through this reader.
    pub fn of(reader: &'c store::Reader) -> Self {
        Self { reader, asked: Mutex::default() }
    }

    /// How many questions it was asked.
    pub fn count(&self) -> usize {
        self.statements().len()
    }

    /// Where a question walks all rows of a table instead of looking them up, in the words of SQLite's own plan. Nothing
    /// is told of other databases.
    ///
    /// # Panics
    /// The database does not explain itself.
    pub async fn walks(&self) -> Vec<String> {
        if self.get_database_backend() != DatabaseBackend::Sqlite {
            return Vec::new();
        }
        let mut found = Vec::new();
        for statement in self.statements() {
            let text = format!("EXPLAIN QUERY PLAN {}", statement.sql);
            let explained = Statement { sql: text, ..statement.clone() };
            let rows = self.reader.query_all_raw(explained).await.expect("SQLite explains its plans");
            let steps: Vec<String> =
                rows.iter().map(|row| row.try_get("", "detail").expect("a step of the plan")).collect();
            let made: Vec<&str> = steps
                .iter()
                .filter_map(|step| step.strip_prefix("MATERIALIZE ").or_else(|| step.strip_prefix("CO-ROUTINE ")))
                .collect();
            // What the statement itself made, under that name or another: “FROM counted c”.
            let is_own = |name: &str| {
                let renamed = |made: &&str| *made == name || statement.sql.contains(&format!("{made} {name} "));
                name == "CONSTANT" || made.iter().any(renamed)
            };
            let walked = steps.iter().filter_map(|step| step.strip_prefix("SCAN "));
            let walked = walked.filter(|step| !is_own(step.split_whitespace().next().unwrap_or_default()));
            found.extend(walked.map(|step| format!("SCAN {step} in {}", statement.sql)));
        }
        found
    }

    fn statements(&self) -> Vec<Statement> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn keep(&self, statement: &Statement) -> &store::Reader {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).push(statement.clone());
        self.reader
    }
}

impl ConnectionTrait for Asking<'_> {
    fn get_database_backend(&self) -> DatabaseBackend {
        self.reader.get_database_backend()
    }

    fn execute_raw<'s, 'a>(&'s self, statement: Statement) -> Answer<'a, ExecResult>
    where
        's: 'a,
        Self: 'a,
    {
        self.keep(&statement).execute_raw(statement)
    }

    fn execute_unprepared<'s, 't, 'a>(&'s self, text: &'t str) -> Answer<'a, ExecResult>
    where
        's: 'a,
        't: 'a,
        Self: 'a,
    {
        self.keep(&Statement::from_string(self.get_database_backend(), text)).execute_unprepared(text)
    }

    fn query_one_raw<'s, 'a>(&'s self, statement: Statement) -> Answer<'a, Option<QueryResult>>
    where
        's: 'a,
        Self: 'a,
    {
        self.keep(&statement).query_one_raw(statement)
    }

    fn query_all_raw<'s, 'a>(&'s self, statement: Statement) -> Answer<'a, Vec<QueryResult>>
    where
        's: 'a,
        Self: 'a,
    {
        self.keep(&statement).query_all_raw(statement)
    }
}
