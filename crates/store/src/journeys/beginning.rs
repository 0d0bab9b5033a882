//! What a journey begins with: its row, the pairing, and the numbered place of the supporter (D2).

use domain::ids::{CandidacyId, Id, JourneyId, OrganisationId, PairingId, PersonId, PostId};
use domain::keys::{ContextKey, FamilyKey, ProfessionKey, ProgrammeKey, RoleKey, TransitionKey};
use domain::programmes::{ContentHash, FULL_TIME};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// A journey that is about to begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJourney {
    pub id: JourneyId,
    pub person: PersonId,
    pub organisation: OrganisationId,
    pub post: PostId,
    pub candidacy: CandidacyId,
    pub programme: ProgrammeKey,
    pub version: ContentHash,
    pub profession: Option<ProfessionKey>,
    pub transition: Option<TransitionKey>,
    /// What it is for, where its programme has several contexts.
    pub context: Option<ContextKey>,
    pub starts_on: Date,
    /// `None`: no fixed end.
    pub planned_end_on: Option<Date>,
    pub created_at: Timestamp,
}

/// Keeps a journey. Its counters stand at nothing until they are refreshed.
///
/// # Errors
/// The database failed; a duplicate when the post has a running one in the programme.
pub async fn insert(tx: &Tx, journey: &NewJourney) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO journeys (id, person_id, organisation_id, post_id, candidacy_id, programme, version_hash,
            profession, transition, name_search, starts_on, planned_end_on, meetings_held, created_at, context)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, name_search, $10, $11, 0, $12, $13 FROM people WHERE id = $2",
        params![
            journey.id,
            journey.person,
            journey.organisation,
            journey.post,
            journey.candidacy,
            journey.programme,
            journey.version.as_str(),
            journey.profession,
            journey.transition,
            journey.starts_on,
            journey.planned_end_on,
            journey.created_at,
            journey.context,
        ],
    )
    .await?;
    Ok(())
}

/// How much of full time a post is, in thousandths, as the staff file says; full time where it does not.
///
/// # Errors
/// The database failed.
pub async fn share_of_full_time(connection: &impl Connection, post: PostId) -> Result<u32, Fault> {
    let text = "SELECT wte_thousandths, weekly_minutes FROM posts WHERE id = $1";
    let row = sql::first(connection, text, params![post]).await?;
    let share = row.map(|row| crate::occurrences::share_of_full_time(&row)).transpose()?;
    Ok(share.flatten().unwrap_or(FULL_TIME))
}

/// A person who takes a role in a journey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPairing {
    pub id: PairingId,
    pub journey: JourneyId,
    pub person: PersonId,
    pub role: RoleKey,
    pub started_on: Date,
    pub named_at: Timestamp,
    /// Why this person, in a sentence.
    pub why: String,
}

/// Keeps a pairing.
///
/// # Errors
/// The database failed; a duplicate when the person holds the role already.
pub async fn insert_pairing(tx: &Tx, pairing: &NewPairing) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO pairings (id, journey_id, person_id, role, started_on, named_at, why)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            pairing.id,
            pairing.journey,
            pairing.person,
            pairing.role,
            pairing.started_on,
            pairing.named_at,
            pairing.why,
        ],
    )
    .await?;
    Ok(())
}

/// The numbers of the places that a person has taken in a family of programmes, in order.
///
/// # Errors
/// The database failed.
pub async fn taken_numbers(
    connection: &impl Connection,
    person: PersonId,
    family: &FamilyKey,
) -> Result<Vec<u32>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT number FROM slots WHERE person_id = $1 AND family = $2 ORDER BY number",
        params![person, family],
    )
    .await?;
    rows.iter().map(|row| Ok(u32::try_from(row.int("number")?).unwrap_or(0))).collect()
}

/// Leave for a place above the cap: by whom, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    pub reason: String,
    pub by: PersonId,
    pub at: Timestamp,
}

/// Whether a place was free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    Yes,
    /// Somebody else has just taken that number.
    Already,
}

/// Takes a numbered place of a supporter for a pairing. A number above the cap needs the override; the schema holds it.
///
/// # Errors
/// The database failed.
pub async fn take_slot(
    tx: &Tx,
    pairing: &NewPairing,
    family: &FamilyKey,
    number: u32,
    cap: u32,
    leave: Option<&Override>,
) -> Result<Taken, Fault> {
    let (number, cap) = (i32::try_from(number).unwrap_or(i32::MAX), i32::try_from(cap).unwrap_or(i32::MAX));
    // An override belongs to one pairing and bears its id.
    let override_id = leave.map(|_| pairing.id.uuid());
    if let Some(leave) = leave {
        sql::change(
            tx,
            "INSERT INTO slot_overrides (id, person_id, family, number, reason, allowed_by, allowed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            params![override_id, pairing.person, family, number, leave.reason, leave.by, leave.at],
        )
        .await?;
    }
    let changed = sql::change(
        tx,
        "INSERT INTO slots (person_id, family, number, cap, pairing_id, override_id) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (person_id, family, number) DO NOTHING",
        params![pairing.person, family, number, cap, pairing.id, override_id],
    )
    .await?;
    Ok(if changed == 1 { Taken::Yes } else { Taken::Already })
}

/// The version of a programme in which new journeys begin at an organisation on a day.
///
/// # Errors
/// The database failed.
pub async fn adopted_version(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    on: Date,
) -> Result<Option<ContentHash>, Fault> {
    let row = sql::first(
        connection,
        "SELECT version_hash FROM adoptions WHERE organisation_id = $1 AND programme = $2 AND started_on <= $3
            AND (finished_on IS NULL OR finished_on >= $3) ORDER BY started_on DESC LIMIT 1",
        params![organisation, programme, on],
    )
    .await?;
    row.map(|row| Ok(ContentHash::from_stored(&row.text("version_hash")?))).transpose()
}
