//! How much of their own looks at themselves people open to those who support them (E2).

use domain::confidence::Opens;
use domain::ids::{Id, JourneyId, PersonId};
use jiff::Timestamp;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// What somebody decided, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    pub opens: Opens,
    pub at: Timestamp,
}

/// Keeps what somebody decides from now on.
///
/// # Errors
/// The database failed.
pub async fn decide(
    tx: &Tx,
    id: impl Id,
    journey: JourneyId,
    person: PersonId,
    decided: &Decided,
) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO confidence_shares (id, journey_id, person_id, opens, decided_at) VALUES ($1, $2, $3, $4, $5)",
        params![id.uuid(), journey, person, decided.opens.as_str(), decided.at],
    )
    .await?;
    Ok(())
}

/// Everything that somebody has decided in a journey, the latest first.
///
/// # Errors
/// The database failed.
pub async fn decisions(
    connection: &impl Connection,
    journey: JourneyId,
    person: PersonId,
) -> Result<Vec<Decided>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT opens, decided_at FROM confidence_shares WHERE journey_id = $1 AND person_id = $2
         ORDER BY decided_at DESC, id DESC",
        params![journey, person],
    )
    .await?;
    rows.iter()
        .map(|row| {
            let opens = row.text("opens")?.parse().map_err(|()| Fault::Corrupt("an unknown choice".to_owned()))?;
            Ok(Decided { opens, at: row.at("decided_at")? })
        })
        .collect()
}

/// What everybody in a journey opens now.
///
/// # Errors
/// The database failed.
pub async fn opened_in(connection: &impl Connection, journey: JourneyId) -> Result<Vec<(PersonId, Opens)>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT person_id, opens FROM confidence_shares WHERE journey_id = $1 ORDER BY decided_at DESC, id DESC",
        params![journey],
    )
    .await?;
    let mut found: Vec<(PersonId, Opens)> = Vec::new();
    for row in &rows {
        let person = row.id("person_id")?;
        if found.iter().all(|(known, _)| *known != person) {
            let opens = row.text("opens")?.parse().map_err(|()| Fault::Corrupt("an unknown choice".to_owned()))?;
            found.push((person, opens));
        }
    }
    Ok(found)
}
