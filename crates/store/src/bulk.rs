//! Statements over many rows at once: for imports, where a statement for each row would take minutes.

use domain::ids::Id;
use sea_orm::{ConnectionTrait, QueryResult, Statement, Value};

use crate::db::{Fault, Tx};
use crate::dialect::{self, Listed};
use crate::sql;

/// So many rows in a statement that two dozen columns stay below the 32,766 values that SQLite takes.
const ROWS: usize = 500;

/// Adds rows to a table; returns how many went in. `otherwise`: what follows, such as `ON CONFLICT DO NOTHING`.
pub(crate) async fn insert<const N: usize>(
    tx: &Tx,
    table: &str,
    columns: [&str; N],
    rows: Vec<[Value; N]>,
    otherwise: &str,
) -> Result<u64, Fault> {
    let names = columns.join(", ");
    let mut inserted = 0;
    for rows in chunks(rows) {
        let (given, values) = dialect::rows_of_table(tx, table, &columns, rows);
        inserted += change(tx, format!("INSERT INTO {table} ({names}) {given} {otherwise}"), values).await?;
    }
    Ok(inserted)
}

/// Gives rows of a table, told by their first `keys` columns, the values of the other columns; returns how many there
/// were.
pub(crate) async fn update<const N: usize>(
    tx: &Tx,
    table: &str,
    keys: usize,
    columns: [&str; N],
    rows: Vec<[Value; N]>,
) -> Result<u64, Fault> {
    let given = |columns: &[&str], of: &str, between: &str| {
        let each: Vec<String> = columns.iter().map(|column| format!("{of}{column} = given.{column}")).collect();
        each.join(between)
    };
    let (which, what) = columns.split_at(keys);
    let (which, what) = (given(which, &format!("{table}."), " AND "), given(what, "", ", "));
    let names = columns.join(", ");
    let mut updated = 0;
    for rows in chunks(rows) {
        let (given, values) = dialect::rows_of_table(tx, table, &columns, rows);
        let text = format!("WITH given ({names}) AS ({given}) UPDATE {table} SET {what} FROM given WHERE {which}");
        updated += change(tx, text, values).await?;
    }
    Ok(updated)
}

/// Takes away the rows that have these values in these columns; returns how many there were.
pub(crate) async fn delete<const N: usize>(
    tx: &Tx,
    table: &str,
    columns: [&str; N],
    rows: Vec<[Value; N]>,
) -> Result<u64, Fault> {
    let names = columns.join(", ");
    let mut deleted = 0;
    for rows in chunks(rows) {
        let (given, values) = dialect::rows_of_table(tx, table, &columns, rows);
        deleted += change(tx, format!("DELETE FROM {table} WHERE ({names}) IN ({given})"), values).await?;
    }
    Ok(deleted)
}

fn chunks<const N: usize>(rows: Vec<[Value; N]>) -> impl Iterator<Item = Vec<[Value; N]>> {
    let mut rows = rows.into_iter();
    std::iter::from_fn(move || {
        let chunk: Vec<[Value; N]> = rows.by_ref().take(ROWS).collect();
        (!chunk.is_empty()).then_some(chunk)
    })
}

async fn change(tx: &Tx, text: String, values: Vec<Value>) -> Result<u64, Fault> {
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), text, values);
    Ok(tx.execute_raw(statement).await?.rows_affected())
}

/// A list of values to be looked up.
pub(crate) struct Wanted {
    listed: Listed,
    values: Vec<String>,
}

impl Wanted {
    pub(crate) fn texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Self { listed: Listed::Texts, values: texts.into_iter().map(str::to_owned).collect() }
    }

    pub(crate) fn ids<I: Id>(ids: &[I]) -> Self {
        Self { listed: Listed::Ids, values: ids.iter().map(|id| id.uuid().simple().to_string()).collect() }
    }

    /// All rows of a query that looks the values up: `WITH {wanted} SELECT … FROM wanted CROSS JOIN …`, with the column
    /// `wanted.value`. `values` are those of its own placeholders.
    ///
    /// The statement is the same for lists of every length, so that it is prepared once. With a `CROSS JOIN`, which
    /// SQLite never turns round, the list is looked up by index on both engines; a long `IN` list was measured to be
    /// compared row by row on PostgreSQL as long as a table that was just filled has no statistics.
    pub(crate) async fn all(
        self,
        connection: &impl ConnectionTrait,
        values: impl IntoIterator<Item = Value>,
        text: &str,
    ) -> Result<Vec<QueryResult>, Fault> {
        if self.values.is_empty() {
            return Ok(Vec::new());
        }
        let mut values: Vec<Value> = values.into_iter().collect();
        let given = dialect::values_of_list(connection, self.listed, values.len() + 1);
        values.push(Value::String(Some(serde_json::Value::from(self.values).to_string())));
        sql::all(connection, text.replace("{wanted}", &format!("wanted (value) AS ({given})")), values).await
    }
}

/// Tells the database that the transaction is going to fill tables that may be small now.
pub(crate) async fn before_filling(tx: &Tx) -> Result<(), Fault> {
    if let Some(text) = dialect::before_filling(tx) {
        tx.execute_unprepared(text).await?;
    }
    Ok(())
}
