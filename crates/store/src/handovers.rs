//! Wishes for another supporter, and one supporter's going and another's coming (D6, D9, D10).

use domain::endings::By;
use domain::handovers::NoteState;
use domain::ids::{ChangeRequestId, HandoverId, JourneyId, OrganisationId, PairingId, PersonId, RecordId};
use domain::keys::{ProgrammeKey, RoleKey};
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::QueryResult;

use crate::db::{Connection, Fault, Tx};
use crate::overview::name_of;
use crate::sql::{self, Row, params};

/// Somebody's wish for another supporter that waits for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRequest {
    pub id: ChangeRequestId,
    pub journey: JourneyId,
    pub supportee_name: String,
    pub asked_by: PersonId,
    pub asked_name: String,
    pub asked_as: By,
    /// For whoever matches people, and nobody else; may be empty.
    pub words: String,
    pub asked_at: Timestamp,
}

fn requests(condition: &str) -> String {
    format!(
        "SELECT r.id, r.journey_id, r.asked_by, r.asked_as, r.words, r.asked_at, {supportee} AS supportee_name,
             {asked} AS asked_name
         FROM change_requests r JOIN journeys j ON j.id = r.journey_id JOIN people p ON p.id = j.person_id
             JOIN people q ON q.id = r.asked_by
         WHERE r.state = 'open' AND j.ended_on IS NULL AND {condition} ORDER BY r.asked_at, r.id",
        supportee = name_of("p"),
        asked = name_of("q"),
    )
}

fn request(row: &QueryResult) -> Result<ChangeRequest, Fault> {
    let asked_as = row.text("asked_as")?;
    Ok(ChangeRequest {
        id: row.id("id")?,
        journey: row.id("journey_id")?,
        supportee_name: row.text("supportee_name")?,
        asked_by: row.id("asked_by")?,
        asked_name: row.text("asked_name")?,
        asked_as: By::named(&asked_as).ok_or_else(|| Fault::Corrupt(format!("a change asked for as {asked_as}")))?,
        words: row.text("words")?,
        asked_at: row.at("asked_at")?,
    })
}

/// The wishes that wait in a journey, the oldest first. For whoever asked, and whoever matches people.
///
/// # Errors
/// The database failed.
pub async fn requests_in(connection: &impl Connection, journey: JourneyId) -> Result<Vec<ChangeRequest>, Fault> {
    sql::all(connection, requests("r.journey_id = $1"), params![journey]).await?.iter().map(request).collect()
}

/// The wishes that wait in an organisation's journeys of a programme, the oldest first.
///
/// # Errors
/// The database failed.
pub async fn requests_at(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
) -> Result<Vec<ChangeRequest>, Fault> {
    let text = requests("j.organisation_id = $1 AND j.programme = $2");
    sql::all(connection, text, params![organisation, programme]).await?.iter().map(request).collect()
}

/// Keeps a wish.
///
/// # Errors
/// The database failed; a duplicate when the person has asked already.
pub async fn insert_request(
    tx: &Tx,
    id: ChangeRequestId,
    journey: JourneyId,
    (by, asked_as): (PersonId, By),
    words: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO change_requests (id, journey_id, asked_by, asked_as, words, asked_at, state)
         VALUES ($1, $2, $3, $4, $5, $6, 'open')",
        params![id, journey, by, asked_as.as_str(), words, now],
    )
    .await?;
    Ok(())
}

/// Settles the open wishes of a journey: all, or those of one person. Returns how many.
///
/// # Errors
/// The database failed.
pub async fn settle_requests(
    tx: &Tx,
    journey: JourneyId,
    of: Option<PersonId>,
    state: &str,
    by: PersonId,
    now: Timestamp,
) -> Result<u64, Fault> {
    let text = "UPDATE change_requests SET state = $2, settled_by = $3, settled_at = $4
         WHERE journey_id = $1 AND state = 'open'";
    match of {
        None => sql::change(tx, text, params![journey, state, by, now]).await,
        Some(person) => {
            let text = format!("{text} AND asked_by = $5");
            sql::change(tx, text, params![journey, state, by, now, person]).await
        }
    }
}

/// One supporter goes and another comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    pub id: HandoverId,
    pub journey: JourneyId,
    pub role: RoleKey,
    pub from_pairing: PairingId,
    pub from: PersonId,
    pub from_name: String,
    pub to: PersonId,
    pub to_name: String,
    pub supportee: PersonId,
    pub supportee_name: String,
    /// The first day of the one who comes.
    pub changes_on: Date,
    pub note: String,
    pub note_state: NoteState,
    pub named_at: Timestamp,
    pub carried_at: Option<Timestamp>,
}

async fn read(
    connection: &impl Connection,
    condition: &str,
    values: Vec<sea_orm::Value>,
) -> Result<Vec<Handover>, Fault> {
    let text = format!(
        "SELECT h.*, f.role, f.person_id AS from_person, t.person_id AS to_person, j.person_id AS supportee,
             {from} AS from_name, {to} AS to_name, {supportee} AS supportee_name
         FROM handovers h JOIN pairings f ON f.id = h.from_pairing_id JOIN pairings t ON t.id = h.to_pairing_id
             JOIN journeys j ON j.id = h.journey_id JOIN people a ON a.id = f.person_id
             JOIN people b ON b.id = t.person_id JOIN people c ON c.id = j.person_id
         WHERE {condition} ORDER BY h.changes_on DESC, h.id DESC",
        from = name_of("a"),
        to = name_of("b"),
        supportee = name_of("c"),
    );
    let rows = sql::all(connection, text, values).await?;
    rows.iter()
        .map(|row| {
            let state = row.text("note_state")?;
            Ok(Handover {
                id: row.id("id")?,
                journey: row.id("journey_id")?,
                role: row.parsed("role")?,
                from_pairing: row.id("from_pairing_id")?,
                from: row.id("from_person")?,
                from_name: row.text("from_name")?,
                to: row.id("to_person")?,
                to_name: row.text("to_name")?,
                supportee: row.id("supportee")?,
                supportee_name: row.text("supportee_name")?,
                changes_on: row.on("changes_on")?,
                note: row.text("note")?,
                note_state: NoteState::named(&state)
                    .ok_or_else(|| Fault::Corrupt(format!("a note that is {state}")))?,
                named_at: row.at("named_at")?,
                carried_at: row.at_maybe("carried_at")?,
            })
        })
        .collect()
}

/// One of them.
///
/// # Errors
/// The database failed.
pub async fn find(connection: &impl Connection, id: HandoverId) -> Result<Option<Handover>, Fault> {
    Ok(read(connection, "h.id = $1", params![id].to_vec()).await?.pop())
}

/// Those of a journey, the latest first.
///
/// # Errors
/// The database failed.
pub async fn list(connection: &impl Connection, journey: JourneyId) -> Result<Vec<Handover>, Fault> {
    read(connection, "h.journey_id = $1", params![journey].to_vec()).await
}

/// Those in which a person goes, comes or is supported, and that change hands no longer ago than a day; for their home.
///
/// # Errors
/// The database failed.
pub async fn concerning(connection: &impl Connection, person: PersonId, since: Date) -> Result<Vec<Handover>, Fault> {
    let condition = "j.ended_on IS NULL AND h.changes_on >= $2
         AND (f.person_id = $1 OR t.person_id = $1 OR j.person_id = $1)";
    read(connection, condition, params![person, since].to_vec()).await
}

/// Those whose day has come and that were not carried out yet.
///
/// # Errors
/// The database failed.
pub async fn due(connection: &impl Connection, today: Date) -> Result<Vec<Handover>, Fault> {
    read(connection, "h.carried_at IS NULL AND h.changes_on <= $1", params![today].to_vec()).await
}

/// Keeps one.
///
/// # Errors
/// The database failed.
pub async fn insert(
    tx: &Tx,
    id: HandoverId,
    journey: JourneyId,
    (from, to): (PairingId, PairingId),
    changes_on: Date,
    by: PersonId,
    now: Timestamp,
) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO handovers (id, journey_id, from_pairing_id, to_pairing_id, changes_on, note, note_state, named_by,
             named_at)
         VALUES ($1, $2, $3, $4, $5, '', 'asked', $6, $7)",
        params![id, journey, from, to, changes_on, by, now],
    )
    .await?;
    Ok(())
}

/// Keeps the note while it is in a state, and its next state; false when it is in another by now.
///
/// # Errors
/// The database failed.
pub async fn set_note(
    tx: &Tx,
    id: HandoverId,
    (from, to): (NoteState, NoteState),
    note: &str,
    now: Timestamp,
) -> Result<bool, Fault> {
    let text =
        "UPDATE handovers SET note = $4, note_state = $3, note_changed_at = $5 WHERE id = $1 AND note_state = $2";
    Ok(sql::change(tx, text, params![id, from.as_str(), to.as_str(), note, now]).await? == 1)
}

/// Ends a place with a last day that may lie ahead; one that has just begun keeps its first day.
///
/// # Errors
/// The database failed.
pub async fn end_place(tx: &Tx, pairing: PairingId, last: Date) -> Result<(), Fault> {
    let text = "UPDATE pairings SET finished_on = CASE WHEN started_on > $2 THEN started_on ELSE $2 END WHERE id = $1";
    sql::change(tx, text, params![pairing, last]).await?;
    Ok(())
}

/// Frees the numbered place that a pairing took.
///
/// # Errors
/// The database failed.
pub async fn free_place(tx: &Tx, pairing: PairingId) -> Result<(), Fault> {
    sql::change(tx, "DELETE FROM slots WHERE pairing_id = $1", params![pairing]).await?;
    Ok(())
}

/// Notes that a change of hands was carried out; false when it was already.
///
/// # Errors
/// The database failed.
pub async fn carried(tx: &Tx, id: HandoverId, now: Timestamp) -> Result<bool, Fault> {
    let text = "UPDATE handovers SET carried_at = $2 WHERE id = $1 AND carried_at IS NULL";
    Ok(sql::change(tx, text, params![id, now]).await? == 1)
}

/// The records of held meetings in a journey that wait for a person's signature.
///
/// # Errors
/// The database failed.
pub async fn unsigned_by(
    connection: &impl Connection,
    journey: JourneyId,
    person: PersonId,
) -> Result<Vec<RecordId>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT r.id FROM records r JOIN record_signatories s ON s.record_id = r.id AND s.person_id = $2
         WHERE r.journey_id = $1 AND r.state = 'draft' AND r.meeting_id IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM signatures g WHERE g.record_id = r.id AND g.person_id = $2
                 AND g.voided_at IS NULL)
         ORDER BY r.created_at, r.id",
        params![journey, person],
    )
    .await?;
    rows.iter().map(|row| row.id("id")).collect()
}

/// Asks somebody's signature on a record no more.
///
/// # Errors
/// The database failed.
pub async fn excuse(tx: &Tx, record: RecordId, person: PersonId) -> Result<(), Fault> {
    let text = "DELETE FROM record_signatories WHERE record_id = $1 AND person_id = $2";
    sql::change(tx, text, params![record, person]).await?;
    Ok(())
}

/// Have all who sign a record signed what stands, and is there anybody?
///
/// # Errors
/// The database failed.
pub async fn is_signed_by_all(connection: &impl Connection, record: RecordId) -> Result<bool, Fault> {
    let asked = "SELECT count(*) AS n FROM record_signatories WHERE record_id = $1";
    let signed = "SELECT count(*) AS n FROM signatures WHERE record_id = $1 AND voided_at IS NULL";
    let asked = sql::count(connection, asked, params![record]).await?;
    Ok(asked > 0 && sql::count(connection, signed, params![record]).await? >= asked)
}
