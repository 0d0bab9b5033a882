//! What happened, in sentences a person can read: one for each operation, in its transaction.

use domain::ids::{EventId, Id, JourneyId, OrganisationId, PersonId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub id: EventId,
    pub happened_at: Timestamp,
    /// Who did it; none when the product did.
    pub actor: Option<PersonId>,
    /// What kind of thing, as `noun.verb`: `meetings.sign`.
    pub kind: String,
    /// What it happened to: the noun of the room and the id.
    pub noun: String,
    pub subject: Uuid,
    pub organisation: Option<OrganisationId>,
    pub journey: Option<JourneyId>,
    /// In the past tense, without anything confidential.
    pub sentence: String,
}

impl Event {
    /// An event without a journey or an organisation; set those with the fields.
    pub fn new(id: EventId, happened_at: Timestamp, actor: Option<PersonId>, kind: &str, subject: impl Id) -> Self {
        let noun = kind.split('.').next().unwrap_or(kind);
        Self {
            id,
            happened_at,
            actor,
            kind: kind.to_owned(),
            noun: noun.to_owned(),
            subject: subject.uuid(),
            organisation: None,
            journey: None,
            sentence: String::new(),
        }
    }

    /// The same event with its sentence.
    pub fn saying(mut self, sentence: impl Into<String>) -> Self {
        self.sentence = sentence.into();
        self
    }

    /// The same event, at an organisation.
    pub fn at(mut self, organisation: OrganisationId) -> Self {
        self.organisation = Some(organisation);
        self
    }

    /// The same event, in a journey.
    pub fn within(mut self, journey: JourneyId) -> Self {
        self.journey = Some(journey);
        self
    }
}

/// Keeps an event.
///
/// # Errors
/// The database failed.
pub async fn record(tx: &Tx, event: &Event) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO events (id, happened_at, actor_person_id, kind, noun, subject_id, organisation_id, journey_id,
         sentence) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            event.id,
            event.happened_at,
            event.actor,
            event.kind,
            event.noun,
            event.subject,
            event.organisation,
            event.journey,
            event.sentence,
        ],
    )
    .await?;
    Ok(())
}

/// The events of one subject, oldest first.
///
/// # Errors
/// The database failed.
pub async fn list_for(connection: &impl Connection, noun: &str, subject: impl Id) -> Result<Vec<Event>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT * FROM events WHERE noun = $1 AND subject_id = $2 ORDER BY happened_at, id",
        params![noun, subject.uuid()],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Event {
                id: row.id("id")?,
                happened_at: row.at("happened_at")?,
                actor: row.id_maybe("actor_person_id")?,
                kind: row.text("kind")?,
                noun: row.text("noun")?,
                subject: row.id::<EventId>("subject_id")?.uuid(),
                organisation: row.id_maybe("organisation_id")?,
                journey: row.id_maybe("journey_id")?,
                sentence: row.text("sentence")?,
            })
        })
        .collect()
}
