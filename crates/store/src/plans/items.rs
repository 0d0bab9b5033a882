//! Strengths, needs, objectives, activities and learning.

use domain::ids::{JourneyId, PersonId, PlanItemId};
use domain::plans::{Details, Item};
use jiff::Timestamp;
use sea_orm::QueryResult;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// An item as it is kept: with whose it is and who added it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub item: Item,
    pub journey: JourneyId,
    pub added_by: PersonId,
    pub added_at: Timestamp,
}

/// Keeps a new item.
///
/// # Errors
/// The database failed.
pub async fn insert(tx: &Tx, kept: &Kept) -> Result<(), Fault> {
    let Kept { item, journey, added_by, added_at } = kept;
    let details = &item.details;
    sql::change(
        tx,
        "INSERT INTO plan_items (id, journey_id, kind, under_id, what, success, area, reference, way, by_on, state, outcome,
         settled_on, version, substance, added_by, added_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        params![
            item.id,
            journey,
            item.kind.as_str(),
            details.under,
            details.what,
            details.success,
            details.area,
            details.reference,
            details.way,
            details.by,
            item.state.as_str(),
            item.outcome,
            item.settled_on,
            item.version,
            item.substance,
            added_by,
            added_at,
        ],
    )
    .await?;
    Ok(())
}

/// Keeps an item as it is now, if nobody has changed it since this version; false when somebody has.
///
/// # Errors
/// The database failed.
pub async fn update(tx: &Tx, item: &Item, since: i32) -> Result<bool, Fault> {
    let details = &item.details;
    let changed = sql::change(
        tx,
        "UPDATE plan_items SET under_id = $3, what = $4, success = $5, area = $6, reference = $7, way = $8, by_on = $9,
         state = $10, outcome = $11, settled_on = $12, version = $13, substance = $14 WHERE id = $1 AND version = $2",
        params![
            item.id,
            since,
            details.under,
            details.what,
            details.success,
            details.area,
            details.reference,
            details.way,
            details.by,
            item.state.as_str(),
            item.outcome,
            item.settled_on,
            item.version,
            item.substance,
        ],
    )
    .await?;
    Ok(changed == 1)
}

/// An item, without asking who wants to know.
///
/// # Errors
/// The database failed.
pub async fn find(connection: &impl Connection, id: PlanItemId) -> Result<Option<Kept>, Fault> {
    let row = sql::first(connection, "SELECT * FROM plan_items WHERE id = $1", params![id]).await?;
    row.as_ref().map(read).transpose()
}

/// Everything in the plan of a journey, in the order in which it was added.
///
/// # Errors
/// The database failed.
pub async fn items_of(connection: &impl Connection, journey: JourneyId) -> Result<Vec<Kept>, Fault> {
    let text = "SELECT * FROM plan_items WHERE journey_id = $1 ORDER BY added_at, id";
    let rows = sql::all(connection, text, params![journey]).await?;
    rows.iter().map(read).collect()
}

fn read(row: &QueryResult) -> Result<Kept, Fault> {
    let torn = |what: &str| Fault::Corrupt(format!("something of a plan whose {what} is not known"));
    let details = Details {
        what: row.text("what")?,
        success: row.text("success")?,
        area: row.parsed_maybe("area")?,
        reference: row.text("reference")?,
        way: row.parsed_maybe("way")?,
        by: row.on_maybe("by_on")?,
        under: row.id_maybe("under_id")?,
    };
    Ok(Kept {
        item: Item {
            id: row.id("id")?,
            kind: row.text("kind")?.parse().map_err(|()| torn("kind"))?,
            details,
            state: row.text("state")?.parse().map_err(|()| torn("state"))?,
            outcome: row.text("outcome")?,
            settled_on: row.on_maybe("settled_on")?,
            version: row.int("version")?,
            substance: row.int("substance")?,
        },
        journey: row.id("journey_id")?,
        added_by: row.id("added_by")?,
        added_at: row.at("added_at")?,
    })
}
