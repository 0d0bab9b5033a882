//! Placements of a journey, what each offers, and what was asked not to be raised there (P5).

use domain::ids::{JourneyId, PersonId, PlacementId, SilenceId};
use domain::keys::OpportunityKey;
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::QueryResult;

use crate::db::{Connection, Fault, Tx};
use crate::overview::name_of;
use crate::sql::{self, Row, params};

/// A placement. Its host, who supervises there, is a name: nobody needs an account for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    pub id: PlacementId,
    pub journey: JourneyId,
    pub name: String,
    pub host_name: String,
    pub started_on: Date,
    pub finished_on: Option<Date>,
    /// Which of the programme's opportunities it is to offer.
    pub offers: Vec<OpportunityKey>,
    /// What else, in words.
    pub also_offers: String,
    /// Since when it is agreed with the host.
    pub agreed_on: Option<Date>,
    pub version: i32,
}

/// The placements of a journey, the latest first.
///
/// # Errors
/// The database failed.
pub async fn list(connection: &impl Connection, journey: JourneyId) -> Result<Vec<Placement>, Fault> {
    let text = "SELECT * FROM placements WHERE journey_id = $1 ORDER BY started_on DESC, id";
    sql::all(connection, text, params![journey]).await?.iter().map(read).collect()
}

/// One of them.
///
/// # Errors
/// The database failed.
pub async fn find(connection: &impl Connection, id: PlacementId) -> Result<Option<Placement>, Fault> {
    let row = sql::first(connection, "SELECT * FROM placements WHERE id = $1", params![id]).await?;
    row.as_ref().map(read).transpose()
}

fn read(row: &QueryResult) -> Result<Placement, Fault> {
    Ok(Placement {
        id: row.id("id")?,
        journey: row.id("journey_id")?,
        name: row.text("name")?,
        host_name: row.text("host_name")?,
        started_on: row.on("started_on")?,
        finished_on: row.on_maybe("finished_on")?,
        offers: row.text("offers")?.split(' ').filter_map(|key| key.parse().ok()).collect(),
        also_offers: row.text("also_offers")?,
        agreed_on: row.on_maybe("agreed_on")?,
        version: row.int("version")?,
    })
}

fn joined(offers: &[OpportunityKey]) -> String {
    offers.iter().map(OpportunityKey::as_str).collect::<Vec<_>>().join(" ")
}

/// Keeps a new one.
///
/// # Errors
/// The database failed.
pub async fn insert(tx: &Tx, placement: &Placement, (by, at): (PersonId, Timestamp)) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO placements (id, journey_id, name, host_name, started_on, finished_on, offers, also_offers,
            agreed_on, version, kept_by, kept_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $11)",
        params![
            placement.id,
            placement.journey,
            placement.name,
            placement.host_name,
            placement.started_on,
            placement.finished_on,
            joined(&placement.offers),
            placement.also_offers,
            placement.agreed_on,
            by,
            at,
        ],
    )
    .await?;
    Ok(())
}

/// Changes one that stands in this version; false when somebody has changed it meanwhile.
///
/// # Errors
/// The database failed.
pub async fn update(tx: &Tx, placement: &Placement, (by, at): (PersonId, Timestamp)) -> Result<bool, Fault> {
    let changed = sql::change(
        tx,
        "UPDATE placements SET name = $3, host_name = $4, started_on = $5, finished_on = $6, offers = $7,
            also_offers = $8, agreed_on = $9, version = version + 1, kept_by = $10, kept_at = $11
         WHERE id = $1 AND version = $2",
        params![
            placement.id,
            placement.version,
            placement.name,
            placement.host_name,
            placement.started_on,
            placement.finished_on,
            joined(&placement.offers),
            placement.also_offers,
            placement.agreed_on,
            by,
            at,
        ],
    )
    .await?;
    Ok(changed == 1)
}

/// Something that somebody asked not to raise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    pub id: SilenceId,
    pub placement: PlacementId,
    pub content: String,
    pub asked_at: Timestamp,
    /// Who said openly that it has to be raised, when, and what will be said.
    pub raised: Option<Raised>,
}

/// That something has to be raised after all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    pub by: String,
    pub at: Timestamp,
    pub words: String,
}

/// What is asked not to be raised at the placements of a journey and was not taken back, by when it was asked.
///
/// # Errors
/// The database failed.
pub async fn silences(connection: &impl Connection, journey: JourneyId) -> Result<Vec<Silence>, Fault> {
    let text = format!(
        "SELECT s.id, s.placement_id, s.content, s.asked_at, s.raised_at, s.raised_words, {} AS raised_name
         FROM placement_silences s JOIN placements p ON p.id = s.placement_id
         LEFT JOIN people n ON n.id = s.raised_by
         WHERE p.journey_id = $1 AND s.taken_back_at IS NULL ORDER BY s.asked_at, s.id",
        name_of("n")
    );
    let rows = sql::all(connection, text, params![journey]).await?;
    rows.iter()
        .map(|row| {
            let raised =
                match (row.text_maybe("raised_name")?, row.at_maybe("raised_at")?, row.text_maybe("raised_words")?) {
                    (Some(by), Some(at), Some(words)) => Some(Raised { by, at, words }),
                    _ => None,
                };
            Ok(Silence {
                id: row.id("id")?,
                placement: row.id("placement_id")?,
                content: row.text("content")?,
                asked_at: row.at("asked_at")?,
                raised,
            })
        })
        .collect()
}

/// Keeps what somebody asks not to raise.
///
/// # Errors
/// The database failed.
pub async fn ask_silence(
    tx: &Tx,
    id: SilenceId,
    placement: PlacementId,
    content: &str,
    (by, at): (PersonId, Timestamp),
) -> Result<(), Fault> {
    let text =
        "INSERT INTO placement_silences (id, placement_id, content, asked_by, asked_at) VALUES ($1, $2, $3, $4, $5)";
    sql::change(tx, text, params![id, placement, content, by, at]).await?;
    Ok(())
}

/// Takes it back: it is shown to nobody any more.
///
/// # Errors
/// The database failed.
pub async fn take_back(tx: &Tx, id: SilenceId, at: Timestamp) -> Result<bool, Fault> {
    let text = "UPDATE placement_silences SET taken_back_at = $2 WHERE id = $1 AND taken_back_at IS NULL";
    Ok(sql::change(tx, text, params![id, at]).await? == 1)
}

/// Keeps that it has to be raised, with what will be said.
///
/// # Errors
/// The database failed.
pub async fn say_raised(tx: &Tx, id: SilenceId, words: &str, (by, at): (PersonId, Timestamp)) -> Result<bool, Fault> {
    let text = "UPDATE placement_silences SET raised_by = $3, raised_at = $4, raised_words = $2
         WHERE id = $1 AND raised_by IS NULL AND taken_back_at IS NULL";
    Ok(sql::change(tx, text, params![id, words, by, at]).await? == 1)
}
