//! What waits for a line manager's word: they are in no journey themselves.

use std::sync::Arc;

use domain::ids::{JourneyId, PersonId};
use domain::keys::ExpectationKey;
use domain::programmes::{Catalogue, ContentHash, Onlooker, Programme};
use jiff::civil::Date;

use super::name_of;
use crate::db::{Connection, Fault};
use crate::sql::{self, Row, params};

/// Something that a line manager is asked to confirm.
#[derive(Debug, Clone)]
pub struct ManagersPart {
    pub journey: JourneyId,
    pub programme: Arc<Programme>,
    pub supportee_name: String,
    pub expectation: ExpectationKey,
    pub due_on: Date,
}

/// What waits for a person as the line manager of others, and may be done by a day; the earliest due first, a hundred at
/// most.
///
/// # Errors
/// The database failed, or a journey's version of its programme is not at hand.
pub async fn managers_part(
    connection: &impl Connection,
    catalogue: &Catalogue,
    manager: PersonId,
    open_by: Date,
) -> Result<Vec<ManagersPart>, Fault> {
    let rows = sql::all(
        connection,
        format!(
            "SELECT j.id, j.version_hash, {supportee} AS supportee_name, o.expectation, o.due_on, o.waits_for
             FROM posts t JOIN journeys j ON j.post_id = t.id JOIN occurrences o ON o.journey_id = j.id
             JOIN people p ON p.id = j.person_id
             WHERE t.manager_person_id = $1 AND j.ended_on IS NULL AND o.outcome = 'open' AND o.can_be_done
                 AND o.opens_on <= $2 AND o.waits_for <> ''
             ORDER BY o.due_on, j.id, o.expectation, o.number LIMIT 100",
            supportee = name_of("p"),
        ),
        params![manager, open_by],
    )
    .await?;
    let mut parts = Vec::new();
    for row in &rows {
        if !crate::occurrences::waiting(&row.text("waits_for")?)?.contains(&Onlooker::LineManager) {
            continue;
        }
        let hash = row.text("version_hash")?;
        let programme = catalogue
            .version(&ContentHash::from_stored(&hash))
            .ok_or_else(|| Fault::Corrupt(format!("programme version {hash} is not at hand")))?;
        parts.push(ManagersPart {
            journey: row.id("id")?,
            programme: Arc::clone(programme),
            supportee_name: row.text("supportee_name")?,
            expectation: row.parsed("expectation")?,
            due_on: row.on("due_on")?,
        });
    }
    Ok(parts)
}
