//! Everything that one person gathered, over all their journeys, also after they ended (G2, G3). Their own things only:
//! for them to look at, and to take with them.

use domain::access::Viewer;
use domain::ids::{JourneyId, MeetingId, PersonId, RecordId};
use domain::keys::{DocumentKey, MeetingKey, ProgrammeKey};
use domain::programmes::{ContentHash, Party};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::db::{Connection, Fault};
use crate::evidence::Evidence;
use crate::learning::Learning;
use crate::overview::name_of;
use crate::reflections::Reflection;
use crate::shares::Share;
use crate::sql::{self, Row, params};
use crate::time::{TimeLine, TimePlan};

/// Everything of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portfolio {
    pub owner: PersonId,
    pub journeys: Vec<Walked>,
    pub reflections: Vec<Reflection>,
    pub learning: Vec<Learning>,
    /// Without their content: [`crate::evidence::content`] gives it.
    pub evidence: Vec<Evidence>,
    pub time: Vec<TimeLine>,
    pub plans: Vec<TimePlan>,
    /// What is shared today.
    pub shares: Vec<Share>,
    /// Documents that the person wrote as a copy of their own.
    pub own_copies: Vec<OwnCopy>,
    /// Meetings of the journeys in which they are or were supported, that were held.
    pub meetings: Vec<HeldMeeting>,
}

/// A journey that somebody takes or took part in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walked {
    pub journey: JourneyId,
    pub programme: ProgrammeKey,
    pub version: ContentHash,
    pub mine: Party,
    pub supportee_name: String,
    pub organisation_name: String,
    pub started_on: Date,
    pub ended_on: Option<Date>,
}

/// A document that somebody wrote for themselves: a self-assessment, what one gains from supporting (I4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnCopy {
    pub record: RecordId,
    pub journey: JourneyId,
    pub document: DocumentKey,
    pub version: ContentHash,
    pub changed_at: Timestamp,
}

/// A meeting that was held, whose record is part of what one gathers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldMeeting {
    pub meeting: MeetingId,
    pub journey: JourneyId,
    pub kind: MeetingKey,
    pub version: ContentHash,
    pub held_from: Timestamp,
}

/// All that a person gathered.
///
/// # Errors
/// The database failed.
pub async fn of(connection: &impl Connection, owner: Viewer) -> Result<Portfolio, Fault> {
    let person = owner.person;
    Ok(Portfolio {
        owner: person,
        journeys: walked(connection, person).await?,
        reflections: crate::reflections::all_of(connection, person).await?,
        learning: crate::learning::all_of(connection, person).await?,
        evidence: crate::evidence::all_of(connection, person).await?,
        time: crate::time::lines_of(connection, person).await?,
        plans: crate::time::plans_of(connection, person).await?,
        shares: crate::shares::of_owner(connection, owner, None).await?,
        own_copies: own_copies(connection, person).await?,
        meetings: meetings(connection, person).await?,
    })
}

async fn walked(connection: &impl Connection, person: PersonId) -> Result<Vec<Walked>, Fault> {
    let columns = format!(
        "j.id AS id, j.programme, j.version_hash, {} AS supportee_name, o.name AS organisation_name",
        name_of("n")
    );
    let joins = "JOIN people n ON n.id = j.person_id JOIN organisations o ON o.id = j.organisation_id";
    let text = format!(
        "SELECT 'supportee' AS party, {columns}, j.starts_on AS started_on, j.ended_on AS ended_on
         FROM journeys j {joins} WHERE j.person_id = $1
         UNION ALL
         SELECT r.role, {columns}, r.started_on, COALESCE(r.finished_on, j.ended_on)
         FROM pairings r JOIN journeys j ON j.id = r.journey_id {joins} WHERE r.person_id = $1
         ORDER BY started_on DESC, id, party"
    );
    let rows = sql::all(connection, text, params![person]).await?;
    rows.iter()
        .map(|row| {
            Ok(Walked {
                journey: row.id("id")?,
                programme: row.parsed("programme")?,
                version: ContentHash::from_stored(&row.text("version_hash")?),
                mine: row.parsed("party")?,
                supportee_name: row.text("supportee_name")?,
                organisation_name: row.text("organisation_name")?,
                started_on: row.on("started_on")?,
                ended_on: row.on_maybe("ended_on")?,
            })
        })
        .collect()
}

async fn own_copies(connection: &impl Connection, person: PersonId) -> Result<Vec<OwnCopy>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT r.id, r.journey_id, r.document, j.version_hash, r.updated_at
         FROM records r JOIN journeys j ON j.id = r.journey_id
         WHERE r.owner_person_id = $1 AND r.document IS NOT NULL ORDER BY r.updated_at DESC, r.id",
        params![person],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(OwnCopy {
                record: row.id("id")?,
                journey: row.id("journey_id")?,
                document: row.parsed("document")?,
                version: ContentHash::from_stored(&row.text("version_hash")?),
                changed_at: row.at("updated_at")?,
            })
        })
        .collect()
}

async fn meetings(connection: &impl Connection, person: PersonId) -> Result<Vec<HeldMeeting>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT m.id, m.journey_id, m.kind, j.version_hash, m.held_from
         FROM meetings m JOIN journeys j ON j.id = m.journey_id
         WHERE j.person_id = $1 AND m.state = 'held' ORDER BY m.held_from DESC, m.id",
        params![person],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(HeldMeeting {
                meeting: row.id("id")?,
                journey: row.id("journey_id")?,
                kind: row.parsed("kind")?,
                version: ContentHash::from_stored(&row.text("version_hash")?),
                held_from: row.at("held_from")?,
            })
        })
        .collect()
}
