//! Who is open to supporting others and found by whom, and the questions that people ask them (O4).

use domain::access::Viewer;
use domain::choosing::{FoundBy, State};
use domain::ids::{AskingId, JourneyId, OrganisationId, PersonId};
use domain::keys::{ContextKey, FamilyKey, ProfessionKey, ProgrammeKey};
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::QueryResult;

use crate::db::{Connection, Fault, Tx};
use crate::overview::name_of;
use crate::sql::{self, Row, params};

/// What somebody says of being open to supporting others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    pub found_by: FoundBy,
    /// What they like to be asked for.
    pub contexts: Vec<ContextKey>,
    pub about: String,
}

/// What a person says, if they do.
///
/// # Errors
/// The database failed.
pub async fn opening(
    connection: &impl Connection,
    person: PersonId,
    family: &FamilyKey,
) -> Result<Option<Opening>, Fault> {
    let text = "SELECT found_by, contexts, about FROM openings WHERE person_id = $1 AND family = $2";
    let row = sql::first(connection, text, params![person, family]).await?;
    row.as_ref().map(read_opening).transpose()
}

fn read_opening(row: &QueryResult) -> Result<Opening, Fault> {
    let found_by = row.text("found_by")?;
    Ok(Opening {
        found_by: FoundBy::named(&found_by).ok_or_else(|| Fault::Corrupt(format!("found by {found_by}")))?,
        contexts: row.text("contexts")?.split(' ').filter_map(|key| key.parse().ok()).collect(),
        about: row.text("about")?,
    })
}

/// Keeps what somebody says, in place of what they said before.
///
/// # Errors
/// The database failed.
pub async fn keep_opening(
    tx: &Tx,
    person: PersonId,
    family: &FamilyKey,
    opening: &Opening,
    at: Timestamp,
) -> Result<(), Fault> {
    let contexts: Vec<&str> = opening.contexts.iter().map(ContextKey::as_str).collect();
    let text =
        "INSERT INTO openings (person_id, family, found_by, contexts, about, said_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (person_id, family) DO UPDATE SET found_by = excluded.found_by, contexts = excluded.contexts,
            about = excluded.about, said_at = excluded.said_at";
    let values = params![person, family, opening.found_by.as_str(), contexts.join(" "), opening.about, at];
    sql::change(tx, text, values).await?;
    Ok(())
}

/// Somebody who can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub person: PersonId,
    pub name: String,
    pub job_title: String,
    pub profession: Option<ProfessionKey>,
    pub organisation: OrganisationId,
    pub organisation_name: String,
    pub site: Option<String>,
    pub opening: Opening,
    /// How many they support in the family of programmes.
    pub supports: i64,
}

/// At most so many are listed.
const MOST: usize = 200;

/// Those whom a person may find and ask in a family of programmes, by name: of the same organisation, and of others where they
/// agree to it. Not themselves, and not who manages them.
///
/// # Errors
/// The database failed.
pub async fn found(
    connection: &impl Connection,
    viewer: Viewer,
    family: &FamilyKey,
    organisation: OrganisationId,
) -> Result<Vec<Found>, Fault> {
    let text = format!(
        "SELECT o.person_id, o.found_by, o.contexts, o.about, {name} AS name, p.job_title, p.profession, p.site,
             p.organisation_id, g.name AS organisation_name,
             (SELECT count(*) FROM slots s WHERE s.person_id = o.person_id AND s.family = $2) AS supports
         FROM openings o JOIN people n ON n.id = o.person_id AND n.merged_into IS NULL
         JOIN posts p ON p.person_id = o.person_id AND p.started_on <= $4
             AND (p.finished_on IS NULL OR p.finished_on >= $4)
         JOIN organisations g ON g.id = p.organisation_id
         WHERE o.family = $2 AND o.person_id <> $1
             AND (o.found_by = 'everybody' OR (o.found_by = 'organisation' AND p.organisation_id = $3))
             AND NOT EXISTS (SELECT 1 FROM posts m WHERE m.person_id = $1 AND m.manager_person_id = o.person_id
                 AND (m.finished_on IS NULL OR m.finished_on >= $4))
         ORDER BY n.name_search, o.person_id, CASE WHEN p.organisation_id = $3 THEN 0 ELSE 1 END, p.started_on DESC, p.id",
        name = name_of("n"),
    );
    let rows = sql::all(connection, text, params![viewer.person, family, organisation, viewer.today]).await?;
    let mut all: Vec<Found> = Vec::new();
    for row in &rows {
        let person = row.id("person_id")?;
        if all.last().is_some_and(|last| last.person == person) {
            continue;
        }
        if all.len() == MOST {
            break;
        }
        all.push(Found {
            person,
            name: row.text("name")?,
            job_title: row.text("job_title")?,
            profession: row.parsed_maybe("profession")?,
            organisation: row.id("organisation_id")?,
            organisation_name: row.text("organisation_name")?,
            site: row.text_maybe("site")?,
            opening: read_opening(row)?,
            supports: row.big("supports")?,
        });
    }
    Ok(all)
}

/// A question that somebody asked somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    pub id: AskingId,
    pub family: FamilyKey,
    pub programme: ProgrammeKey,
    pub organisation: OrganisationId,
    pub asker: PersonId,
    pub asker_name: String,
    pub asked: PersonId,
    pub asked_name: String,
    pub context: Option<ContextKey>,
    pub words: String,
    pub state: State,
    pub asked_at: Timestamp,
    pub due_on: Date,
    pub settled_at: Option<Timestamp>,
    /// What whoever was asked said with it.
    pub answer: String,
    pub journey: Option<JourneyId>,
}

/// Keeps a question.
///
/// # Errors
/// The database failed; a duplicate when the asker waits for another answer.
pub async fn ask(tx: &Tx, asking: &Asking) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO askings (id, family, programme, organisation_id, asker_id, asked_id, context, words, state, asked_at,
            due_on, answer)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'asked', $9, $10, '')",
        params![
            asking.id,
            asking.family,
            asking.programme,
            asking.organisation,
            asking.asker,
            asking.asked,
            asking.context,
            asking.words,
            asking.asked_at,
            asking.due_on,
        ],
    )
    .await?;
    Ok(())
}

/// Settles a question that waits; false when it waits no more.
///
/// # Errors
/// The database failed.
pub async fn settle(
    tx: &Tx,
    id: AskingId,
    state: State,
    (answer, journey): (&str, Option<JourneyId>),
    at: Timestamp,
) -> Result<bool, Fault> {
    let text = "UPDATE askings SET state = $2, answer = $3, journey_id = $4, settled_at = $5
         WHERE id = $1 AND state = 'asked'";
    Ok(sql::change(tx, text, params![id, state.as_str(), answer, journey, at]).await? == 1)
}

/// The questions that a person asked or was asked, the latest first. Nobody else ever reads one.
///
/// # Errors
/// The database failed.
pub async fn askings(connection: &impl Connection, person: PersonId) -> Result<Vec<Asking>, Fault> {
    let text = format!(
        "SELECT a.*, {asker} AS asker_name, {asked} AS asked_name FROM askings a
         JOIN people n ON n.id = a.asker_id JOIN people q ON q.id = a.asked_id
         WHERE a.id IN (SELECT id FROM askings WHERE asker_id = $1 UNION SELECT id FROM askings WHERE asked_id = $1)
         ORDER BY a.asked_at DESC, a.id DESC",
        asker = name_of("n"),
        asked = name_of("q"),
    );
    sql::all(connection, text, params![person]).await?.iter().map(read_asking).collect()
}

fn read_asking(row: &QueryResult) -> Result<Asking, Fault> {
    let state = row.text("state")?;
    Ok(Asking {
        id: row.id("id")?,
        family: row.parsed("family")?,
        programme: row.parsed("programme")?,
        organisation: row.id("organisation_id")?,
        asker: row.id("asker_id")?,
        asker_name: row.text("asker_name")?,
        asked: row.id("asked_id")?,
        asked_name: row.text("asked_name")?,
        context: row.parsed_maybe("context")?,
        words: row.text("words")?,
        state: State::named(&state).ok_or_else(|| Fault::Corrupt(format!("a question that is {state}")))?,
        asked_at: row.at("asked_at")?,
        due_on: row.on("due_on")?,
        settled_at: row.at_maybe("settled_at")?,
        answer: row.text("answer")?,
        journey: row.id_maybe("journey_id")?,
    })
}
