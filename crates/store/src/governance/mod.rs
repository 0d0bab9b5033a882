//! What an organisation keeps to run programmes well: documents with their history, who has accepted them (L7).

mod content;
mod judgements;

use std::collections::BTreeSet;

use domain::governance::{Kept, Owner};
use domain::ids::{GovernanceEntryId, OrganisationId, PersonId};
use domain::keys::{GovernanceKey, OfficeKey, ProgrammeKey, RoleKey};
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::QueryResult;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

pub use content::{ContentResource, Review, add_resource, last_review, remove_resource, resources, review};
pub use judgements::{Judged, choose, chosen, history, judge, judgements};

/// A state of a document, as somebody entered it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub id: GovernanceEntryId,
    pub organisation: OrganisationId,
    pub programme: ProgrammeKey,
    pub document: GovernanceKey,
    /// Counted from one; the highest stands.
    pub number: i32,
    /// Which text it is: a review that changed nothing keeps it.
    pub edition: i32,
    pub kept: Kept,
    pub owner: Option<PersonId>,
    pub owner_name: String,
    /// Where it is found, and where it is kept otherwise.
    pub link: String,
    pub kept_at: String,
    pub note: String,
    pub entered_at: Timestamp,
    pub entered_by: Option<PersonId>,
    pub entered_by_name: String,
}

/// `$1` today. Whether the owner still has a post or an office at the organisation.
const ENTRIES: &str = "SELECT e.*, COALESCE(p.known_as, p.given_name) AS first_name, p.family_name,
        COALESCE(b.known_as, b.given_name) AS by_first_name, b.family_name AS by_family_name,
        CASE WHEN EXISTS (SELECT 1 FROM posts o WHERE o.person_id = e.owner_person_id
                 AND o.organisation_id = e.organisation_id AND (o.finished_on IS NULL OR o.finished_on >= $1))
             OR EXISTS (SELECT 1 FROM appointments a WHERE a.person_id = e.owner_person_id
                 AND a.organisation_id = e.organisation_id AND (a.finished_on IS NULL OR a.finished_on >= $1))
             THEN 1 ELSE 0 END AS in_post
    FROM governance_entries e LEFT JOIN people p ON p.id = e.owner_person_id
    LEFT JOIN people b ON b.id = e.entered_by";

fn read(row: &QueryResult) -> Result<Entry, Fault> {
    let owner: Option<PersonId> = row.id_maybe("owner_person_id")?;
    let full = |first: &str, family: &str| {
        let parts = (row.text_maybe(first)?, row.text_maybe(family)?);
        Ok::<_, Fault>(if let (Some(first), Some(family)) = parts {
            format!("{first} {family}")
        } else {
            String::new()
        })
    };
    let states: BTreeSet<_> = serde_json::from_value(row.json("states")?)
        .map_err(|error| Fault::Corrupt(format!("the statements of a document: {error}")))?;
    Ok(Entry {
        id: row.id("id")?,
        organisation: row.id("organisation_id")?,
        programme: row.parsed("programme")?,
        document: row.parsed("document")?,
        number: row.int("number")?,
        edition: row.int("edition")?,
        kept: Kept {
            approved_on: row.on_maybe("approved_on")?,
            reviewed_on: row.on_maybe("reviewed_on")?,
            review_due_on: row.on_maybe("review_due_on")?,
            owner: match (owner, row.int("in_post")?) {
                (None, _) => Owner::Nobody,
                (Some(_), 0) => Owner::Left,
                (Some(_), _) => Owner::InPost,
            },
            states,
        },
        owner,
        owner_name: full("first_name", "family_name")?,
        link: row.text("link")?,
        kept_at: row.text("kept_at")?,
        note: row.text("note")?,
        entered_at: row.at("entered_at")?,
        entered_by: row.id_maybe("entered_by")?,
        entered_by_name: full("by_first_name", "by_family_name")?,
    })
}

/// The documents of a programme as an organisation keeps them today, by key.
///
/// # Errors
/// The database failed.
pub async fn current(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    today: Date,
) -> Result<Vec<Entry>, Fault> {
    let text = format!(
        "{ENTRIES} WHERE e.organisation_id = $2 AND e.programme = $3 AND e.number = (SELECT MAX(n.number)
             FROM governance_entries n WHERE n.organisation_id = e.organisation_id AND n.programme = e.programme
             AND n.document = e.document)
         ORDER BY e.document"
    );
    let rows = sql::all(connection, text, params![today, organisation, programme]).await?;
    rows.iter().map(read).collect()
}

/// The documents of all organisations as they stand today: for reminders.
///
/// # Errors
/// The database failed.
pub async fn current_everywhere(connection: &impl Connection, today: Date) -> Result<Vec<Entry>, Fault> {
    let text = format!(
        "{ENTRIES} WHERE e.number = (SELECT MAX(n.number) FROM governance_entries n
             WHERE n.organisation_id = e.organisation_id AND n.programme = e.programme AND n.document = e.document)
         ORDER BY e.organisation_id, e.programme, e.document"
    );
    let rows = sql::all(connection, text, params![today]).await?;
    rows.iter().map(read).collect()
}

/// All states of one document, the newest first.
///
/// # Errors
/// The database failed.
pub async fn entries(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    document: &GovernanceKey,
    today: Date,
) -> Result<Vec<Entry>, Fault> {
    let text = format!(
        "{ENTRIES} WHERE e.organisation_id = $2 AND e.programme = $3 AND e.document = $4 ORDER BY e.number DESC"
    );
    let rows = sql::all(connection, text, params![today, organisation, programme, document]).await?;
    rows.iter().map(read).collect()
}

/// Keeps a state of a document.
///
/// # Errors
/// The database failed.
pub async fn insert(tx: &Tx, entry: &Entry) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO governance_entries (id, organisation_id, programme, document, number, edition, approved_on,
             reviewed_on, review_due_on, owner_person_id, link, kept_at, states, note, entered_at, entered_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        params![
            entry.id,
            entry.organisation,
            entry.programme,
            entry.document,
            entry.number,
            entry.edition,
            entry.kept.approved_on,
            entry.kept.reviewed_on,
            entry.kept.review_due_on,
            entry.owner,
            entry.link,
            entry.kept_at,
            serde_json::json!(entry.kept.states),
            entry.note,
            entry.entered_at,
            entry.entered_by,
        ],
    )
    .await?;
    Ok(())
}

/// That somebody has accepted an edition of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    pub document: GovernanceKey,
    pub edition: i32,
    pub person: PersonId,
    pub accepted_at: Timestamp,
}

/// Who has accepted what of a programme's documents at an organisation.
///
/// # Errors
/// The database failed.
pub async fn acceptances(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    person: Option<PersonId>,
) -> Result<Vec<Acceptance>, Fault> {
    let only = if person.is_some() { " AND person_id = $3" } else { "" };
    let text = format!(
        "SELECT document, edition, person_id, accepted_at FROM governance_acceptances
         WHERE organisation_id = $1 AND programme = $2{only} ORDER BY document, person_id, edition"
    );
    let mut values = params![organisation, programme].to_vec();
    values.extend(person.iter().map(sql::Bound::bind));
    let rows = sql::all(connection, text, values).await?;
    rows.iter()
        .map(|row| {
            Ok(Acceptance {
                document: row.parsed("document")?,
                edition: row.int("edition")?,
                person: row.id("person_id")?,
                accepted_at: row.at("accepted_at")?,
            })
        })
        .collect()
}

/// Keeps that somebody has accepted an edition; doing it again changes nothing.
///
/// # Errors
/// The database failed.
pub async fn accept(
    tx: &Tx,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    acceptance: &Acceptance,
) -> Result<bool, Fault> {
    let changed = sql::change(
        tx,
        "INSERT INTO governance_acceptances (organisation_id, programme, document, edition, person_id, accepted_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        params![
            organisation,
            programme,
            acceptance.document,
            acceptance.edition,
            acceptance.person,
            acceptance.accepted_at,
        ],
    )
    .await?;
    Ok(changed == 1)
}

/// In which way somebody belongs to a programme at an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    Supportee,
    Role(RoleKey),
    Office(OfficeKey),
}

/// Who belongs to a programme at an organisation today, each once in each way; only one person where one is named.
///
/// # Errors
/// The database failed.
pub async fn belonging(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    person: Option<PersonId>,
    today: Date,
) -> Result<Vec<(Way, PersonId)>, Fault> {
    let only = |column: &str| if person.is_some() { format!(" AND {column} = $4") } else { String::new() };
    let text = format!(
        "SELECT 'supportee' AS way, '' AS which, j.person_id FROM journeys j
         WHERE j.organisation_id = $1 AND j.programme = $2 AND j.ended_on IS NULL{}
         UNION SELECT 'role', r.role, r.person_id FROM pairings r JOIN journeys j ON j.id = r.journey_id
         WHERE j.organisation_id = $1 AND j.programme = $2 AND j.ended_on IS NULL
             AND (r.finished_on IS NULL OR r.finished_on >= $3){}
         UNION SELECT 'office', a.office, a.person_id FROM appointments a
         WHERE a.organisation_id = $1 AND a.programme = $2 AND a.started_on <= $3
             AND (a.finished_on IS NULL OR a.finished_on >= $3){}
         ORDER BY 1, 2, 3",
        only("j.person_id"),
        only("r.person_id"),
        only("a.person_id"),
    );
    let mut values = params![organisation, programme, today].to_vec();
    values.extend(person.iter().map(sql::Bound::bind));
    let rows = sql::all(connection, text, values).await?;
    rows.iter()
        .map(|row| {
            let way = match row.text("way")?.as_str() {
                "supportee" => Way::Supportee,
                "role" => Way::Role(row.parsed("which")?),
                _ => Way::Office(row.parsed("which")?),
            };
            Ok((way, row.id("person_id")?))
        })
        .collect()
}

/// At which organisations, and in which programmes, somebody belongs in any way today: code, organisation, programme.
///
/// # Errors
/// The database failed.
pub async fn places_of(
    connection: &impl Connection,
    person: PersonId,
    today: Date,
) -> Result<Vec<(OrganisationId, ProgrammeKey)>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT j.organisation_id, j.programme FROM journeys j WHERE j.person_id = $1 AND j.ended_on IS NULL
         UNION SELECT j.organisation_id, j.programme FROM pairings r JOIN journeys j ON j.id = r.journey_id
         WHERE r.person_id = $1 AND j.ended_on IS NULL AND (r.finished_on IS NULL OR r.finished_on >= $2)
         UNION SELECT a.organisation_id, a.programme FROM appointments a
         WHERE a.person_id = $1 AND a.programme IS NOT NULL AND a.started_on <= $2 AND (a.finished_on IS NULL OR a.finished_on >= $2)
         ORDER BY 1, 2",
        params![person, today],
    )
    .await?;
    rows.iter().map(|row| Ok((row.id("organisation_id")?, row.parsed("programme")?))).collect()
}
