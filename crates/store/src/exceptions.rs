//! Agreed exceptions, and the signatures of the two sides under them (E4).

use domain::calendar::Period;
use domain::exceptions::{Change, Way};
use domain::ids::{ExceptionId, JourneyId, PersonId};
use domain::programmes::Party;
use domain::signatures::TextHash;
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::QueryResult;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// How it stands with an agreement to do something otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Waits for a signature.
    Proposed,
    Agreed,
    Declined,
    Withdrawn,
}

impl Standing {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Agreed => "agreed",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
        }
    }

    fn of(text: &str) -> Result<Self, Fault> {
        let all = [Self::Proposed, Self::Agreed, Self::Declined, Self::Withdrawn];
        let found = all.into_iter().find(|standing| standing.as_str() == text);
        found.ok_or_else(|| Fault::Corrupt(format!("an exception that is {text}")))
    }
}

/// An agreement to do something otherwise, with its whole text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    pub id: ExceptionId,
    pub journey: JourneyId,
    pub change: Change,
    pub content: String,
    pub hash: TextHash,
    pub standing: Standing,
    pub proposed_by: PersonId,
    pub proposed_at: Timestamp,
    pub settled_at: Option<Timestamp>,
    pub signatures: Vec<Signed>,
}

/// A side's signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    pub party: Party,
    pub person: PersonId,
    pub name: String,
    pub method: String,
    pub signed_at: Timestamp,
}

/// Keeps a new one.
///
/// # Errors
/// The database failed.
pub async fn insert(tx: &Tx, exception: &Exception) -> Result<(), Fault> {
    let (covers, minutes, new_on) = match &exception.change {
        Change::Left { covers, .. } => (Some(*covers), None, None),
        Change::Shorter { covers, minutes, .. } => (Some(*covers), Some(*minutes), None),
        Change::Later { by, .. } => (None, None, Some(*by)),
        Change::Ends { on } => (None, None, Some(*on)),
    };
    sql::change(
        tx,
        "INSERT INTO exceptions (id, journey_id, kind, expectation, covers_from, covers_until, minutes, new_on, content,
            content_hash, state, proposed_by, proposed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        params![
            exception.id,
            exception.journey,
            exception.change.way().as_str(),
            exception.change.expectation().cloned(),
            covers.map(|covers| covers.started_on),
            covers.and_then(|covers| covers.finished_on),
            minutes.map(|minutes| i32::try_from(minutes).unwrap_or(i32::MAX)),
            new_on,
            exception.content,
            exception.hash.as_str(),
            exception.standing.as_str(),
            exception.proposed_by,
            exception.proposed_at,
        ],
    )
    .await?;
    Ok(())
}

/// Keeps a side's signature.
///
/// # Errors
/// The database failed; a duplicate when the side or the person has signed.
pub async fn sign(tx: &Tx, exception: ExceptionId, hash: &TextHash, signed: &Signed) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO exception_signatures (exception_id, party, person_id, name, content_hash, method, signed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            exception,
            signed.party.as_str(),
            signed.person,
            signed.name,
            hash.as_str(),
            signed.method,
            signed.signed_at,
        ],
    )
    .await?;
    Ok(())
}

/// Settles one that waits; false when it waits no more.
///
/// # Errors
/// The database failed.
pub async fn settle(tx: &Tx, id: ExceptionId, standing: Standing, at: Timestamp) -> Result<bool, Fault> {
    let text = "UPDATE exceptions SET state = $2, settled_at = $3 WHERE id = $1 AND state = 'proposed'";
    Ok(sql::change(tx, text, params![id, standing.as_str(), at]).await? == 1)
}

/// Lets a journey end on another day, as agreed.
///
/// # Errors
/// The database failed.
pub async fn move_end(tx: &Tx, journey: JourneyId, on: Date) -> Result<(), Fault> {
    let text = "UPDATE journeys SET planned_end_on = $2 WHERE id = $1 AND ended_on IS NULL";
    sql::change(tx, text, params![journey, on]).await?;
    Ok(())
}

/// One of them, with its signatures.
///
/// # Errors
/// The database failed.
pub async fn find(connection: &impl Connection, id: ExceptionId) -> Result<Option<Exception>, Fault> {
    Ok(read_all(connection, "e.id = $1", params![id].to_vec()).await?.pop())
}

/// Those of a journey, the latest first.
///
/// # Errors
/// The database failed.
pub async fn list(connection: &impl Connection, journey: JourneyId) -> Result<Vec<Exception>, Fault> {
    read_all(connection, "e.journey_id = $1", params![journey].to_vec()).await
}

async fn read_all(
    connection: &impl Connection,
    condition: &str,
    values: Vec<sea_orm::Value>,
) -> Result<Vec<Exception>, Fault> {
    let text = format!(
        "SELECT e.*, s.party, s.person_id AS signed_by, s.name AS signed_name, s.method, s.signed_at
         FROM exceptions e LEFT JOIN exception_signatures s ON s.exception_id = e.id
         WHERE {condition} ORDER BY e.proposed_at DESC, e.id, s.signed_at, s.party"
    );
    let rows = sql::all(connection, text, values).await?;
    let mut found: Vec<Exception> = Vec::new();
    for row in &rows {
        let id: ExceptionId = row.id("id")?;
        if found.last().is_none_or(|last| last.id != id) {
            found.push(Exception {
                id,
                journey: row.id("journey_id")?,
                change: change(row)?,
                content: row.text("content")?,
                hash: TextHash::from_stored(&row.text("content_hash")?),
                standing: Standing::of(&row.text("state")?)?,
                proposed_by: row.id("proposed_by")?,
                proposed_at: row.at("proposed_at")?,
                settled_at: row.at_maybe("settled_at")?,
                signatures: Vec::new(),
            });
        }
        if let (Some(party), Some(last)) = (row.parsed_maybe("party")?, found.last_mut()) {
            last.signatures.push(Signed {
                party,
                person: row.id("signed_by")?,
                name: row.text("signed_name")?,
                method: row.text("method")?,
                signed_at: row.at("signed_at")?,
            });
        }
    }
    Ok(found)
}

/// The change that a row says.
pub(crate) fn change(row: &QueryResult) -> Result<Change, Fault> {
    let kind = row.text("kind")?;
    let torn = || Fault::Corrupt(format!("an exception of kind {kind}"));
    let expectation = row.parsed_maybe("expectation")?;
    let covers = match row.on_maybe("covers_from")? {
        Some(started_on) => Some(Period { started_on, finished_on: row.on_maybe("covers_until")? }),
        None => None,
    };
    let minutes = row.int_maybe("minutes")?.and_then(|minutes| u32::try_from(minutes).ok());
    let new_on = row.on_maybe("new_on")?;
    Ok(match (Way::named(&kind), expectation, covers, minutes, new_on) {
        (Some(Way::Left), Some(expectation), Some(covers), ..) => Change::Left { expectation, covers },
        (Some(Way::Shorter), Some(expectation), Some(covers), Some(minutes), _) => {
            Change::Shorter { expectation, covers, minutes }
        }
        (Some(Way::Later), Some(expectation), _, _, Some(by)) => Change::Later { expectation, by },
        (Some(Way::Ends), _, _, _, Some(on)) => Change::Ends { on },
        _ => return Err(torn()),
    })
}
