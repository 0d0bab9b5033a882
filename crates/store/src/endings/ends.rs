//! Ends of journeys: asked for, entered, taken back.

use domain::endings::{By, EarlyKind, How};
use domain::ids::{EndingId, Id, JourneyId, PairingId, PersonId};
use domain::keys::MeetingKey;
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::QueryResult;
use uuid::Uuid;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Bound, Row, params};

/// Where an end stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndingState {
    /// One side asks, the other is to agree.
    Proposed,
    Declined,
    Withdrawn,
    /// The journey has ended so.
    Standing,
    /// It was wrong, and was taken back.
    Undone,
}

impl EndingState {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Standing => "standing",
            Self::Undone => "undone",
        }
    }

    fn named(name: &str) -> Result<Self, Fault> {
        let all = [Self::Proposed, Self::Declined, Self::Withdrawn, Self::Standing, Self::Undone];
        let found = all.into_iter().find(|state| state.as_str() == name);
        found.ok_or_else(|| Fault::Corrupt(format!("an end that is {name}")))
    }
}

/// An end, asked for or entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndingRow {
    pub id: EndingId,
    pub journey: JourneyId,
    pub how: How,
    pub ends_on: Date,
    pub state: EndingState,
    pub asked_by: PersonId,
    pub asked_as: By,
    pub asked_at: Timestamp,
    pub settled_at: Option<Timestamp>,
}

/// The latest end of a journey that was asked for or entered.
///
/// # Errors
/// The database failed.
pub async fn latest(connection: &impl Connection, journey: JourneyId) -> Result<Option<EndingRow>, Fault> {
    let text = "SELECT * FROM endings WHERE journey_id = $1 ORDER BY asked_at DESC, id DESC LIMIT 1";
    sql::first(connection, text, params![journey]).await?.as_ref().map(read).transpose()
}

fn read(row: &QueryResult) -> Result<EndingRow, Fault> {
    let how = match row.text_maybe("kind")? {
        None => How::Completed,
        Some(kind) => How::Early {
            kind: EarlyKind::named(&kind).ok_or_else(|| Fault::Corrupt(format!("an end because of {kind}")))?,
            reason: row.text("reason")?,
        },
    };
    let asked_as = row.text("asked_as")?;
    Ok(EndingRow {
        id: row.id("id")?,
        journey: row.id("journey_id")?,
        how,
        ends_on: row.on("ends_on")?,
        state: EndingState::named(&row.text("state")?)?,
        asked_by: row.id("asked_by")?,
        asked_as: By::named(&asked_as).ok_or_else(|| Fault::Corrupt(format!("an end asked for as {asked_as}")))?,
        asked_at: row.at("asked_at")?,
        settled_at: row.at_maybe("settled_at")?,
    })
}

/// Keeps an end.
///
/// # Errors
/// The database failed; a duplicate when one stands or waits already.
pub async fn insert(tx: &Tx, ending: &EndingRow) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO endings (id, journey_id, how, kind, reason, ends_on, state, asked_by, asked_as, asked_at,
             settled_by, settled_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        params![
            ending.id,
            ending.journey,
            ending.how.as_str(),
            ending.how.kind().map(EarlyKind::as_str),
            ending.how.reason(),
            ending.ends_on,
            ending.state.as_str(),
            ending.asked_by,
            ending.asked_as.as_str(),
            ending.asked_at,
            ending.settled_at.map(|_| ending.asked_by),
            ending.settled_at,
        ],
    )
    .await?;
    Ok(())
}

/// Settles an end that waits; false when it waits no more.
///
/// # Errors
/// The database failed.
pub async fn settle(tx: &Tx, id: EndingId, state: EndingState, by: PersonId, now: Timestamp) -> Result<bool, Fault> {
    let text = "UPDATE endings SET state = $2, settled_by = $3, settled_at = $4 WHERE id = $1 AND state = 'proposed'";
    Ok(sql::change(tx, text, params![id, state.as_str(), by, now]).await? == 1)
}

/// Takes back an end that stands; false when it stands no more.
///
/// # Errors
/// The database failed.
pub async fn undo(tx: &Tx, id: EndingId, by: PersonId, now: Timestamp) -> Result<bool, Fault> {
    let text =
        "UPDATE endings SET state = 'undone', undone_by = $2, undone_at = $3 WHERE id = $1 AND state = 'standing'";
    Ok(sql::change(tx, text, params![id, by, now]).await? == 1)
}

/// Remembers the places that are about to end with a journey.
///
/// # Errors
/// The database failed.
pub async fn keep_places(tx: &Tx, ending: EndingId, journey: JourneyId) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO ending_places (ending_id, pairing_id, family, number, cap, override_id)
         SELECT $1, p.id, s.family, s.number, s.cap, s.override_id
         FROM pairings p LEFT JOIN slots s ON s.pairing_id = p.id
         WHERE p.journey_id = $2 AND p.finished_on IS NULL",
        params![ending, journey],
    )
    .await?;
    Ok(())
}

/// A place that an end has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub pairing: PairingId,
    pub person: PersonId,
    /// The numbered place that it took of its supporter, with the cap of that day.
    pub slot: Option<(String, i32, i32, Option<Uuid>)>,
}

/// The places that an end has ended.
///
/// # Errors
/// The database failed.
pub async fn places(connection: &impl Connection, ending: EndingId) -> Result<Vec<Place>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT e.pairing_id, p.person_id, e.family, e.number, e.cap, e.override_id
         FROM ending_places e JOIN pairings p ON p.id = e.pairing_id WHERE e.ending_id = $1 ORDER BY e.pairing_id",
        params![ending],
    )
    .await?;
    rows.iter()
        .map(|row| {
            let slot = match row.text_maybe("family")? {
                None => None,
                Some(family) => {
                    let leave: Option<PairingId> = row.id_maybe("override_id")?;
                    Some((family, row.int("number")?, row.int("cap")?, leave.map(Id::uuid)))
                }
            };
            Ok(Place { pairing: row.id("pairing_id")?, person: row.id("person_id")?, slot })
        })
        .collect()
}

/// Lets a journey run again, with the places that ended with it. False when a supporter has given the place to somebody
/// else meanwhile.
///
/// # Errors
/// The database failed.
pub async fn reopen(tx: &Tx, journey: JourneyId, places: &[Place]) -> Result<bool, Fault> {
    let text = "UPDATE journeys SET ended_on = NULL, ending = NULL, ending_reason = NULL WHERE id = $1";
    sql::change(tx, text, params![journey]).await?;
    for place in places {
        sql::change(tx, "UPDATE pairings SET finished_on = NULL WHERE id = $1", params![place.pairing]).await?;
        let Some((family, number, cap, leave)) = &place.slot else { continue };
        let taken = "SELECT number FROM slots WHERE person_id = $1 AND family = $2 ORDER BY number";
        let rows = sql::all(tx, taken, params![place.person, family]).await?;
        let taken = rows.iter().map(|row| row.int("number")).collect::<Result<Vec<_>, Fault>>()?;
        let own = Some(*number).filter(|number| !taken.contains(number));
        let Some(number) = own.or_else(|| (1..=*cap).find(|number| !taken.contains(number))) else {
            return Ok(false);
        };
        let leave = leave.filter(|_| number > *cap);
        sql::change(
            tx,
            "INSERT INTO slots (person_id, family, number, cap, pairing_id, override_id)
             VALUES ($1, $2, $3, $4, $5, $6)",
            params![place.person, family, number, *cap, place.pairing, leave],
        )
        .await?;
    }
    Ok(true)
}

/// Was a meeting of one of these kinds held in the journey, and its record signed by all?
///
/// # Errors
/// The database failed.
pub async fn is_signed_in(
    connection: &impl Connection,
    journey: JourneyId,
    kinds: &[MeetingKey],
) -> Result<bool, Fault> {
    if kinds.is_empty() {
        return Ok(false);
    }
    let text = format!(
        "SELECT count(*) AS n FROM meetings m JOIN records r ON r.meeting_id = m.id
         WHERE m.journey_id = $1 AND m.state = 'held' AND r.state = 'closed' AND m.kind IN ({})",
        sql::list_after(1, kinds.len())
    );
    let values = params![journey].into_iter().chain(kinds.iter().map(Bound::bind));
    Ok(sql::count(connection, text, values.collect::<Vec<_>>()).await? > 0)
}
