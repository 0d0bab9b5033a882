//! The schema, step by step, forward only. A step that has been released is frozen.

mod m0001_first;

use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, Statement, TransactionTrait};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::db::Fault;
use crate::dialect::Engine;

/// A step: its number, its name and its statements in portable text (see [`Engine::ddl`]).
struct Migration {
    number: i32,
    name: &'static str,
    statements: fn() -> Vec<&'static str>,
}

const MIGRATIONS: &[Migration] = &[Migration { number: 1, name: "first", statements: m0001_first::statements }];

/// Applies the steps that the database does not have yet, each in a transaction of its own.
pub(crate) async fn run(db: &DatabaseConnection, engine: Engine) -> Result<(), Fault> {
    for migration in MIGRATIONS {
        apply(db, engine, migration).await?;
    }
    Ok(())
}

/// Tells one schema from another: it changes when a statement changes. For tests, which keep a migrated template.
pub(crate) fn fingerprint() -> u64 {
    let mut hasher = DefaultHasher::new();
    for migration in MIGRATIONS {
        (migration.number, migration.name, (migration.statements)()).hash(&mut hasher);
    }
    hasher.finish()
}

async fn apply(db: &DatabaseConnection, engine: Engine, migration: &Migration) -> Result<(), DbErr> {
    let tx = db.begin().await?;
    if let Some(lock) = engine.migration_lock() {
        tx.execute_unprepared(lock).await?;
    }
    let known = tx.query_one_raw(Statement::from_string(engine.backend(), engine.table_exists("migrations"))).await?;
    if known.map(|row| row.try_get::<i64>("", "n")).transpose()?.unwrap_or(0) == 0 {
        tx.execute_unprepared("CREATE TABLE migrations (number integer PRIMARY KEY, name text NOT NULL)").await?;
    }
    let done = tx
        .query_one_raw(Statement::from_string(
            engine.backend(),
            format!("SELECT number FROM migrations WHERE number = {}", migration.number),
        ))
        .await?;
    if done.is_none() {
        for statement in (migration.statements)() {
            tx.execute_unprepared(&engine.ddl(statement)).await?;
        }
        tx.execute_unprepared(&format!(
            "INSERT INTO migrations (number, name) VALUES ({}, '{}')",
            migration.number, migration.name
        ))
        .await?;
    }
    tx.commit().await
}
