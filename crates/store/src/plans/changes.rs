//! What was changed in a plan, and to what two people agreed.

use domain::ids::{JourneyId, PersonId, PlanItemId};
use domain::plans::{Changed, Part};
use domain::programmes::Party;
use jiff::Timestamp;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// A change of one part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub item: PlanItemId,
    /// The version that it made; 1: the item was added.
    pub version: i32,
    pub changed: Changed,
    pub by: PersonId,
    pub at: Timestamp,
}

/// That a side agreed to what an item says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    pub item: PlanItemId,
    pub party: Party,
    /// The version of the substance that they agreed to.
    pub substance: i32,
    pub person: PersonId,
    pub at: Timestamp,
}

/// Keeps what was changed at once.
///
/// # Errors
/// The database failed.
pub async fn insert_changes(tx: &Tx, changes: &[Change]) -> Result<(), Fault> {
    if changes.is_empty() {
        return Ok(());
    }
    let values = changes.iter().flat_map(|change| {
        let Changed { part, before, after } = &change.changed;
        params![change.item, change.version, part.as_str(), before, after, change.by, change.at]
    });
    let text = format!(
        "INSERT INTO plan_changes (item_id, version, part, was, became, changed_by, changed_at) VALUES {}",
        sql::rows_of(changes.len(), 7)
    );
    sql::change(tx, text, values).await?;
    Ok(())
}

/// Every change of a journey's plan, the latest first.
///
/// # Errors
/// The database failed.
pub async fn changes_of(connection: &impl Connection, journey: JourneyId) -> Result<Vec<Change>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT c.* FROM plan_changes c JOIN plan_items i ON i.id = c.item_id
         WHERE i.journey_id = $1 ORDER BY c.changed_at DESC, c.item_id DESC, c.version DESC, c.part",
        params![journey],
    )
    .await?;
    rows.iter()
        .map(|row| {
            let part: Part =
                row.text("part")?.parse().map_err(|()| Fault::Corrupt("a change of an unknown part".to_owned()))?;
            Ok(Change {
                item: row.id("item_id")?,
                version: row.int("version")?,
                changed: Changed { part, before: row.text("was")?, after: row.text("became")? },
                by: row.id("changed_by")?,
                at: row.at("changed_at")?,
            })
        })
        .collect()
}

/// Notes that a side agrees; doing it twice is the same as once.
///
/// # Errors
/// The database failed.
pub async fn agree(tx: &Tx, agreement: &Agreement) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO plan_agreements (item_id, party, substance, person_id, agreed_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (item_id, party, substance) DO NOTHING",
        params![agreement.item, agreement.party.as_str(), agreement.substance, agreement.person, agreement.at,],
    )
    .await?;
    Ok(())
}

/// Who agreed to what in a journey's plan, in time order.
///
/// # Errors
/// The database failed.
pub async fn agreements_of(connection: &impl Connection, journey: JourneyId) -> Result<Vec<Agreement>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT a.* FROM plan_agreements a JOIN plan_items i ON i.id = a.item_id
         WHERE i.journey_id = $1 ORDER BY a.agreed_at, a.item_id, a.party",
        params![journey],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Agreement {
                item: row.id("item_id")?,
                party: row.parsed("party")?,
                substance: row.int("substance")?,
                person: row.id("person_id")?,
                at: row.at("agreed_at")?,
            })
        })
        .collect()
}
