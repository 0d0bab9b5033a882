//! Moves everything that makes up a person from one record to another, remembering each row, so that a wrong merge can
//! be undone exactly. What somebody wrote stays written by whom it was written.

use domain::ids::{DoubtId, Id, PersonId, RecordId};
use jiff::Timestamp;
use sea_orm::Value;
use uuid::Uuid;

use super::Doubt;
use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Bound, Row, params};

/// How many rows one statement names.
const CHUNK: usize = 500;

/// Tables whose rows have an id, and the column that names the person.
const BY_ID: &[(&str, &str)] = &[
    ("employments", "person_id"),
    ("posts", "person_id"),
    ("posts", "manager_person_id"),
    ("absences", "person_id"),
    ("appointments", "person_id"),
    ("candidacies", "person_id"),
    ("journeys", "person_id"),
    ("pairings", "person_id"),
    ("signatures", "person_id"),
    ("covers", "person_id"),
    ("covers", "for_person_id"),
    ("completion_records", "person_id"),
    ("time_plans", "person_id"),
    ("time_lines", "person_id"),
    ("reflections", "person_id"),
    ("learning_lines", "person_id"),
    ("shares", "owner_person_id"),
    ("shares", "with_person_id"),
    ("evidence", "person_id"),
];

/// Tables whose rows are known by the person and something else, and that as text.
const BY_KEY: [(&str, &str); 4] = [
    ("registrations", "number || '/' || regulator"),
    ("addresses", "email"),
    ("trainings", "training || '/' || CAST(completed_on AS text)"),
    ("supporter_profiles", "family"),
];

/// Why two records cannot be merged as they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MergeConflict {
    /// One of the two supports the other.
    SupportsTheOther,
    /// Together they would support more people than one person may.
    TooManyPlaces,
}

/// What stands in the way of merging two records.
///
/// # Errors
/// The database failed.
pub async fn conflict(
    connection: &impl Connection,
    one: PersonId,
    other: PersonId,
) -> Result<Option<MergeConflict>, Fault> {
    let support = "SELECT count(*) AS n FROM pairings r JOIN journeys j ON j.id = r.journey_id
        WHERE (r.person_id = $1 AND j.person_id = $2) OR (r.person_id = $2 AND j.person_id = $1)";
    if sql::count(connection, support, params![one, other]).await? > 0 {
        return Ok(Some(MergeConflict::SupportsTheOther));
    }
    let places = "SELECT count(*) AS n FROM (SELECT family, count(*) AS held, max(cap) AS cap FROM slots
        WHERE person_id IN ($1, $2) GROUP BY family) AS together WHERE held > cap";
    let too_many = sql::count(connection, places, params![one, other]).await? > 0;
    Ok(too_many.then_some(MergeConflict::TooManyPlaces))
}

/// Merges the second record of a doubt into the first.
///
/// # Errors
/// The database failed.
pub async fn merge(tx: &Tx, doubt: &Doubt, now: Timestamp) -> Result<(), Fault> {
    let (to, from) = (doubt.person, doubt.other);
    for &(table, column) in BY_ID {
        let unless = match table {
            "appointments" => {
                " AND NOT EXISTS (SELECT 1 FROM appointments other WHERE other.person_id = $2
                 AND other.organisation_id = appointments.organisation_id AND other.office = appointments.office
                 AND COALESCE(other.programme, '') = COALESCE(appointments.programme, ''))"
            }
            _ => " AND $2 IS NOT NULL",
        };
        let text = format!("SELECT id FROM {table} WHERE {column} = $1{unless} ORDER BY id");
        let rows = sql::all(tx, text, params![from, to]).await?;
        let keys: Vec<Uuid> =
            rows.iter().map(|row| row.id::<RecordId>("id").map(Id::uuid)).collect::<Result<_, _>>()?;
        for chunk in keys.chunks(CHUNK) {
            let text = format!("UPDATE {table} SET {column} = $1 WHERE id IN ({})", sql::list_after(1, chunk.len()));
            sql::change(tx, text, std::iter::once(to.bind()).chain(chunk.iter().map(Bound::bind))).await?;
        }
        let keys: Vec<String> = keys.iter().map(Uuid::to_string).collect();
        remember(tx, doubt.id, &format!("{table}.{column}"), &keys, from).await?;
    }
    for (table, key) in BY_KEY {
        let text = format!(
            "SELECT {key} AS row_key FROM {table} WHERE person_id = $1
             AND {key} NOT IN (SELECT {key} FROM {table} WHERE person_id = $2) ORDER BY row_key"
        );
        let rows = sql::all(tx, text, params![from, to]).await?;
        let keys: Vec<String> = rows.iter().map(|row| row.text("row_key")).collect::<Result<_, _>>()?;
        set_by_key(tx, table, key, from, to, &keys).await?;
        remember(tx, doubt.id, table, &keys, from).await?;
    }
    move_slots(tx, doubt, from, to).await?;
    move_signatories(tx, doubt, from, to).await?;
    sql::change(tx, "DELETE FROM sessions WHERE person_id = $1", params![from]).await?;
    sql::change(tx, "UPDATE people SET merged_into = $2, updated_at = $3 WHERE id = $1", params![from, to, now])
        .await?;
    Ok(())
}

/// Takes a merge back: every row that it moved goes back to the record it came from.
///
/// # Errors
/// The database failed.
pub async fn undo_merge(tx: &Tx, doubt: &Doubt, now: Timestamp) -> Result<(), Fault> {
    let (to, from) = (doubt.person, doubt.other);
    let rows = sql::all(
        tx,
        "SELECT noun, row_key FROM merge_moves WHERE doubt_id = $1 ORDER BY noun, row_key",
        params![doubt.id],
    )
    .await?;
    let mut moves: Vec<(String, String)> = Vec::new();
    for row in &rows {
        moves.push((row.text("noun")?, row.text("row_key")?));
    }
    let of =
        |noun: &str| moves.iter().filter(|(known, _)| known == noun).map(|(_, key)| key.clone()).collect::<Vec<_>>();
    for &(table, column) in BY_ID {
        for key in of(&format!("{table}.{column}")) {
            let text = format!("UPDATE {table} SET {column} = $1 WHERE id = $2 AND {column} = $3");
            sql::change(tx, text, params![from, uuid_of(&key)?, to]).await?;
        }
    }
    for (table, key) in BY_KEY {
        set_by_key(tx, table, key, to, from, &of(table)).await?;
    }
    for key in of("slots") {
        let (pairing, number) = key.split_once('/').ok_or_else(|| Fault::Corrupt(key.clone()))?;
        let number: i32 = number.parse().map_err(|_| Fault::Corrupt(key.clone()))?;
        let text = "UPDATE slots SET person_id = $1, number = $2 WHERE pairing_id = $3";
        sql::change(tx, text, params![from, number, uuid_of(pairing)?]).await?;
    }
    for key in of("record_signatories") {
        let (record, party) = key.split_once('/').ok_or_else(|| Fault::Corrupt(key.clone()))?;
        let text =
            "UPDATE record_signatories SET person_id = $1 WHERE record_id = $2 AND party = $3 AND person_id = $4";
        sql::change(tx, text, params![from, uuid_of(record)?, party, to]).await?;
    }
    sql::change(tx, "DELETE FROM merge_moves WHERE doubt_id = $1", params![doubt.id]).await?;
    sql::change(tx, "UPDATE people SET merged_into = NULL, updated_at = $2 WHERE id = $1", params![from, now]).await?;
    Ok(())
}

fn uuid_of(key: &str) -> Result<Uuid, Fault> {
    Uuid::try_parse(key).map_err(|_| Fault::Corrupt(format!("{key:?} is not the key of a moved row")))
}

async fn set_by_key(
    tx: &Tx,
    table: &str,
    key: &str,
    from: PersonId,
    to: PersonId,
    keys: &[String],
) -> Result<(), Fault> {
    for chunk in keys.chunks(CHUNK) {
        let text = format!(
            "UPDATE {table} SET person_id = $2 WHERE person_id = $1 AND {key} IN ({})",
            sql::list_after(2, chunk.len())
        );
        let values: Vec<Value> = [from.bind(), to.bind()].into_iter().chain(chunk.iter().map(Bound::bind)).collect();
        sql::change(tx, text, values).await?;
    }
    Ok(())
}

async fn remember(tx: &Tx, doubt: DoubtId, noun: &str, keys: &[String], from: PersonId) -> Result<(), Fault> {
    for chunk in keys.chunks(CHUNK) {
        let values = chunk.iter().flat_map(|key| params![doubt, noun, key, from]);
        let text = format!(
            "INSERT INTO merge_moves (doubt_id, noun, row_key, from_person_id) VALUES {}",
            sql::rows_of(chunk.len(), 4)
        );
        sql::change(tx, text, values).await?;
    }
    Ok(())
}

/// Places of a supporter are numbered; a number that is taken is given another, up to the cap.
async fn move_slots(tx: &Tx, doubt: &Doubt, from: PersonId, to: PersonId) -> Result<(), Fault> {
    let held = |person: PersonId| {
        sql::all(
            tx,
            "SELECT family, number, pairing_id FROM slots WHERE person_id = $1 ORDER BY family, number",
            params![person],
        )
    };
    let mut taken: Vec<(String, i32)> = Vec::new();
    for row in &held(to).await? {
        taken.push((row.text("family")?, row.int("number")?));
    }
    let mut keys = Vec::new();
    for row in &held(from).await? {
        let (family, old, pairing) =
            (row.text("family")?, row.int("number")?, row.id::<RecordId>("pairing_id")?.uuid());
        let free = |number: &i32| !taken.contains(&(family.clone(), *number));
        let number = std::iter::once(old).chain(1..).find(free).unwrap_or(old);
        sql::change(
            tx,
            "UPDATE slots SET person_id = $1, number = $2 WHERE pairing_id = $3",
            params![to, number, pairing],
        )
        .await?;
        taken.push((family, number));
        keys.push(format!("{pairing}/{old}"));
    }
    remember(tx, doubt.id, "slots", &keys, from).await
}

async fn move_signatories(tx: &Tx, doubt: &Doubt, from: PersonId, to: PersonId) -> Result<(), Fault> {
    let rows = sql::all(
        tx,
        "SELECT record_id, party FROM record_signatories s WHERE person_id = $1 AND NOT EXISTS (SELECT 1 FROM
         record_signatories o WHERE o.record_id = s.record_id AND o.party = s.party AND o.person_id = $2)
         ORDER BY record_id, party",
        params![from, to],
    )
    .await?;
    let mut keys = Vec::new();
    for row in &rows {
        let (record, party) = (row.id::<RecordId>("record_id")?, row.text("party")?);
        sql::change(
            tx,
            "UPDATE record_signatories SET person_id = $1 WHERE record_id = $2 AND party = $3 AND person_id = $4",
            params![to, record, party, from],
        )
        .await?;
        keys.push(format!("{record}/{party}"));
    }
    remember(tx, doubt.id, "record_signatories", &keys, from).await
}
