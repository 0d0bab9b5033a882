//! What people share of what they gather: with whom, until when. A share holds while the two have a journey in common
//! (G1, J4).

use domain::access::Viewer;
use domain::evidence::Subject;
use domain::ids::{Id, PersonId, ShareId};
use domain::keys::ProgrammeKey;
use domain::programmes::{ContentHash, Party};
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::QueryResult;
use uuid::Uuid;

use crate::db::{Connection, Fault, Tx};
use crate::overview::name_of;
use crate::sql::{self, Row, params};

/// Somebody of one's own journeys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Companion {
    pub person: PersonId,
    pub name: String,
    /// What they are in the journey.
    pub party: Party,
    pub programme: ProgrammeKey,
    pub version: ContentHash,
}

/// The other people of the journeys that a person takes part in today, by name, each once.
///
/// # Errors
/// The database failed.
pub async fn companions(connection: &impl Connection, viewer: Viewer) -> Result<Vec<Companion>, Fault> {
    let name = name_of("n");
    let mine = "(SELECT id AS journey_id FROM journeys WHERE person_id = $1 AND (ended_on IS NULL OR ended_on >= $2)
         UNION SELECT r.journey_id FROM pairings r JOIN journeys k ON k.id = r.journey_id WHERE r.person_id = $1
             AND (r.finished_on IS NULL OR r.finished_on >= $2) AND (k.ended_on IS NULL OR k.ended_on >= $2))";
    let text = format!(
        "SELECT r.person_id AS person_id, r.role AS party, j.programme, j.version_hash, {name} AS name
         FROM {mine} mine JOIN pairings r ON r.journey_id = mine.journey_id
         JOIN journeys j ON j.id = r.journey_id JOIN people n ON n.id = r.person_id
         WHERE r.person_id <> $1 AND (r.finished_on IS NULL OR r.finished_on >= $2)
         UNION ALL
         SELECT j.person_id, 'supportee', j.programme, j.version_hash, {name}
         FROM {mine} mine JOIN journeys j ON j.id = mine.journey_id JOIN people n ON n.id = j.person_id
         WHERE j.person_id <> $1
         ORDER BY name, person_id, party"
    );
    let mut found: Vec<Companion> = Vec::new();
    for row in &sql::all(connection, text, params![viewer.person, viewer.today]).await? {
        let person = row.id("person_id")?;
        if found.iter().any(|known| known.person == person) {
            continue;
        }
        found.push(Companion {
            person,
            name: row.text("name")?,
            party: row.parsed("party")?,
            programme: row.parsed("programme")?,
            version: ContentHash::from_stored(&row.text("version_hash")?),
        });
    }
    Ok(found)
}

/// Something shared with somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    pub id: ShareId,
    pub owner: PersonId,
    pub with: PersonId,
    pub with_name: String,
    pub subject: Subject,
    pub subject_id: Uuid,
    /// The last day; `None`: until it is taken back.
    pub until_on: Option<Date>,
    pub shared_at: Timestamp,
}

/// Shares something with somebody, in place of a share of the same that runs.
///
/// # Errors
/// The database failed.
pub async fn insert(tx: &Tx, share: &Share) -> Result<(), Fault> {
    let ended = "UPDATE shares SET ended_at = $4 WHERE subject = $1 AND subject_id = $2 AND with_person_id = $3
        AND ended_at IS NULL";
    sql::change(tx, ended, params![share.subject.as_str(), share.subject_id, share.with, share.shared_at]).await?;
    let text = "INSERT INTO shares (id, owner_person_id, with_person_id, subject, subject_id, until_on, shared_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values = params![
        share.id,
        share.owner,
        share.with,
        share.subject.as_str(),
        share.subject_id,
        share.until_on,
        share.shared_at,
    ];
    sql::change(tx, text, values).await?;
    Ok(())
}

/// Takes a share of one's own back; false when there is none that runs.
///
/// # Errors
/// The database failed.
pub async fn take_back(tx: &Tx, owner: PersonId, id: ShareId, at: Timestamp) -> Result<bool, Fault> {
    let text = "UPDATE shares SET ended_at = $3 WHERE id = $1 AND owner_person_id = $2 AND ended_at IS NULL";
    Ok(sql::change(tx, text, params![id, owner, at]).await? == 1)
}

/// Ends every share of something that goes away.
///
/// # Errors
/// The database failed.
pub async fn end_all(tx: &Tx, subject: Subject, id: impl Id, at: Timestamp) -> Result<(), Fault> {
    let text = "UPDATE shares SET ended_at = $3 WHERE subject = $1 AND subject_id = $2 AND ended_at IS NULL";
    sql::change(tx, text, params![subject.as_str(), id.uuid(), at]).await?;
    Ok(())
}

/// The shares of an owner that hold today, by name: of one thing, or of everything.
///
/// # Errors
/// The database failed.
pub async fn of_owner(
    connection: &impl Connection,
    owner: Viewer,
    subject: Option<(Subject, Uuid)>,
) -> Result<Vec<Share>, Fault> {
    let found = read(connection, "s.owner_person_id = $1", owner).await?;
    let companions = companions(connection, owner).await?;
    let holds = |share: &Share| {
        companions.iter().any(|one| one.person == share.with)
            && subject.is_none_or(|(kind, id)| share.subject == kind && share.subject_id == id)
    };
    Ok(found.into_iter().filter(holds).collect())
}

/// What others share with somebody today, the newest first.
///
/// # Errors
/// The database failed.
pub async fn with_reader(connection: &impl Connection, reader: Viewer) -> Result<Vec<Share>, Fault> {
    let mut found = read(connection, "s.with_person_id = $1", reader).await?;
    let companions = companions(connection, reader).await?;
    found.retain(|share| companions.iter().any(|one| one.person == share.owner));
    found.sort_by_key(|share| std::cmp::Reverse(share.shared_at));
    Ok(found)
}

/// Does somebody share this with the reader today?
///
/// # Errors
/// The database failed.
pub async fn reads(connection: &impl Connection, reader: Viewer, subject: Subject, id: Uuid) -> Result<bool, Fault> {
    let found = with_reader(connection, reader).await?;
    Ok(found.iter().any(|share| share.subject == subject && share.subject_id == id))
}

async fn read(connection: &impl Connection, condition: &str, viewer: Viewer) -> Result<Vec<Share>, Fault> {
    let text = format!(
        "SELECT s.*, {} AS with_name FROM shares s JOIN people n ON n.id = s.with_person_id
         WHERE {condition} AND s.ended_at IS NULL AND (s.until_on IS NULL OR s.until_on >= $2)
         ORDER BY with_name, s.id",
        name_of("n")
    );
    let rows = sql::all(connection, text, params![viewer.person, viewer.today]).await?;
    rows.iter().map(share).collect()
}

fn share(row: &QueryResult) -> Result<Share, Fault> {
    let subject = row.text("subject")?;
    Ok(Share {
        id: row.id("id")?,
        owner: row.id("owner_person_id")?,
        with: row.id("with_person_id")?,
        with_name: row.text("with_name")?,
        subject: Subject::of(&subject).ok_or_else(|| Fault::Corrupt(format!("a share of {subject}")))?,
        subject_id: row.id::<ShareId>("subject_id")?.uuid(),
        until_on: row.on_maybe("until_on")?,
        shared_at: row.at("shared_at")?,
    })
}
