//! Which rungs of reminder ladders have been climbed: each once for each thing and person.

use std::collections::BTreeSet;

use domain::ids::{Id, PersonId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Bound, Row, params};

/// A rung that somebody was reminded on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rung {
    pub about: Uuid,
    pub rung: String,
    pub person: PersonId,
}

/// The rungs climbed for things of one noun.
///
/// # Errors
/// The database failed.
pub async fn climbed<I: Id>(connection: &impl Connection, noun: &str, about: &[I]) -> Result<BTreeSet<Rung>, Fault> {
    let mut rungs = BTreeSet::new();
    for chunk in about.chunks(1000) {
        let text = format!(
            "SELECT about_id, rung, person_id FROM reminders WHERE about = $1 AND about_id IN ({})
             ORDER BY about_id, rung, person_id",
            sql::list_after(1, chunk.len())
        );
        let ids = chunk.iter().map(|id| id.uuid().bind());
        let values = params![noun].into_iter().chain(ids).collect::<Vec<_>>();
        for row in sql::all(connection, text, values).await? {
            let about = row.id::<domain::ids::EventId>("about_id")?.uuid();
            rungs.insert(Rung { about, rung: row.text("rung")?, person: row.id("person_id")? });
        }
    }
    Ok(rungs)
}

/// Climbs a rung; false when it was climbed already, perhaps by another node this very moment.
///
/// # Errors
/// The database failed.
pub async fn climb(
    tx: &Tx,
    noun: &str,
    about: impl Id,
    rung: &str,
    person: PersonId,
    at: Timestamp,
) -> Result<bool, Fault> {
    let changed = sql::change(
        tx,
        "INSERT INTO reminders (about, about_id, rung, person_id, sent_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING",
        params![noun, about.uuid(), rung, person, at],
    )
    .await?;
    Ok(changed == 1)
}
