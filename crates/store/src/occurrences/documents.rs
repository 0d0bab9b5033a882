//! The documents of journeys, as far as expectations care.

use std::collections::HashMap;

use domain::calendar;
use domain::expectations::DocumentFact;
use domain::ids::RecordId;
use sea_orm::Value;

use super::facts::{Places, Subject};
use crate::db::{Connection, Fault};
use crate::sql::{self, Row};

/// Adds each document with the days on which it was submitted, signed by all, and its questions first answered.
pub(super) async fn add(
    connection: &impl Connection,
    these: &str,
    ids: &[Value],
    subjects: &mut [Subject],
    place: &Places,
) -> Result<(), Fault> {
    let rows = sql::all(
        connection,
        format!(
            "SELECT r.id, r.journey_id, r.document, r.owner_party, r.submitted_at, r.closed_at,
                 CASE WHEN EXISTS (SELECT 1 FROM signatures s WHERE s.record_id = r.id AND s.voided_at IS NULL)
                      THEN 1 ELSE 0 END AS is_signed
             FROM records r WHERE r.journey_id {these} AND r.document IS NOT NULL ORDER BY r.journey_id, r.created_at, r.id"
        ),
        ids.to_vec(),
    )
    .await?;
    let mut at: HashMap<RecordId, (usize, usize)> = HashMap::new();
    for row in &rows {
        let Some(i) = place.get(&row.id("journey_id")?).copied() else { continue };
        let documents = &mut subjects[i].facts.documents;
        at.insert(row.id("id")?, (i, documents.len()));
        let closed_on = row.at_maybe("closed_at")?.map(calendar::date_of);
        documents.push(DocumentFact {
            document: row.parsed("document")?,
            by: row.parsed_maybe("owner_party")?,
            // The last signature closes it.
            signed_on: closed_on.filter(|_| row.int("is_signed").is_ok_and(|signed| signed == 1)),
            submitted_on: row.at_maybe("submitted_at")?.map(calendar::date_of),
            answered: Vec::new(),
        });
    }
    if at.is_empty() {
        return Ok(());
    }
    for row in &first_answers(connection, these, ids).await? {
        if let Some((i, nth)) = at.get(&row.id("record_id")?) {
            let answered = &mut subjects[*i].facts.documents[*nth].answered;
            answered.push((row.parsed("field")?, calendar::date_of(row.at("saved_at")?)));
        }
    }
    Ok(())
}

/// The first answer of each question that has one now. Nothing is stored as empty text.
async fn first_answers(
    connection: &impl Connection,
    these: &str,
    ids: &[Value],
) -> Result<Vec<sea_orm::QueryResult>, Fault> {
    let text = format!(
        "SELECT a.record_id, a.field, a.saved_at FROM answers a JOIN records r ON r.id = a.record_id
         WHERE r.journey_id {these} AND r.document IS NOT NULL AND CAST(a.value AS text) <> '\"\"'
         AND EXISTS (SELECT 1 FROM answers s WHERE s.record_id = a.record_id AND s.field = a.field
             AND s.state = 'standing' AND CAST(s.value AS text) <> '\"\"')
         AND NOT EXISTS (SELECT 1 FROM answers e WHERE e.record_id = a.record_id AND e.field = a.field
             AND e.revision < a.revision AND CAST(e.value AS text) <> '\"\"')
         ORDER BY a.record_id, a.field"
    );
    sql::all(connection, text, ids.to_vec()).await
}
