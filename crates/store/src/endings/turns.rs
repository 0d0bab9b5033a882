//! Whether anything in the course of a person's journeys is worth a line at home: one question, since most people have
//! nothing of it on most days.

use domain::ids::PersonId;
use jiff::civil::Date;

use crate::db::{Connection, Fault};
use crate::sql::{self, params};

/// Is there a cover that is not over, a change of hands since a day, or a pause from which somebody was expected back?
///
/// # Errors
/// The database failed.
pub async fn any_turn(
    connection: &impl Connection,
    person: PersonId,
    today: Date,
    changes_since: Date,
) -> Result<bool, Fault> {
    let text = "SELECT count(*) AS n FROM (
         SELECT 1 AS one FROM covers WHERE person_id = $1 AND finished_on >= $2
         UNION ALL
         SELECT 1 FROM journeys j JOIN covers v ON v.journey_id = j.id WHERE j.person_id = $1 AND v.finished_on >= $2
         UNION ALL
         SELECT 1 FROM journeys j JOIN handovers h ON h.journey_id = j.id
             WHERE j.person_id = $1 AND h.changes_on >= $3
         UNION ALL
         SELECT 1 FROM pairings g JOIN handovers h ON h.from_pairing_id = g.id
             WHERE g.person_id = $1 AND h.changes_on >= $3
         UNION ALL
         SELECT 1 FROM pairings g JOIN handovers h ON h.to_pairing_id = g.id
             WHERE g.person_id = $1 AND h.changes_on >= $3
         UNION ALL
         SELECT 1 FROM journeys j JOIN pauses p ON p.journey_id = j.id
             WHERE j.person_id = $1 AND p.finished_on IS NULL AND p.expected_back_on <= $2
         UNION ALL
         SELECT 1 FROM pairings g JOIN pauses p ON p.journey_id = g.journey_id
             WHERE g.person_id = $1 AND p.finished_on IS NULL AND p.expected_back_on <= $2
         ) turns";
    Ok(sql::count(connection, text, params![person, today, changes_since]).await? > 0)
}
