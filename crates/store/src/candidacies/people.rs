//! What joining needs to know of people: where to reach them, and which posts they could ask for.

use std::collections::BTreeMap;

use domain::candidacies::{Joining, Registration};
use domain::ids::{OrganisationId, PersonId, PostId};
use jiff::civil::Date;

use super::recognising::JoiningPost;
use crate::db::{Connection, Fault};
use crate::sql::{self, Bound, Row, params};

/// A person to write to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recipient {
    /// “Ngozi”: how a letter greets them.
    pub first_name: String,
    pub full_name: String,
    pub work: Option<String>,
    pub private: Option<String>,
}

impl Recipient {
    /// The address for a letter: before the first working day a private one comes first, afterwards the one at work.
    pub fn address(&self, starts_on: Date, today: Date) -> Option<&str> {
        let (first, second) = if today < starts_on { (&self.private, &self.work) } else { (&self.work, &self.private) };
        first.as_deref().or(second.as_deref())
    }
}

/// Names and addresses of people. An address that is listed under somebody else as well is left out: nobody gets a
/// letter that might be another's.
///
/// # Errors
/// The database failed.
pub async fn recipients(
    connection: &impl Connection,
    people: &[PersonId],
) -> Result<BTreeMap<PersonId, Recipient>, Fault> {
    let mut found: BTreeMap<PersonId, Recipient> = BTreeMap::new();
    for chunk in people.chunks(1000) {
        let text = format!(
            "SELECT n.id, coalesce(n.known_as, n.given_name) AS first_name, n.family_name, a.email, a.kind
             FROM people n LEFT JOIN addresses a ON a.person_id = n.id AND NOT EXISTS (
                 SELECT 1 FROM addresses b WHERE b.email = a.email AND b.person_id <> a.person_id)
             WHERE n.id IN ({}) ORDER BY n.id, a.email",
            sql::list_after(0, chunk.len())
        );
        for row in sql::all(connection, text, chunk.iter().map(Bound::bind).collect::<Vec<_>>()).await? {
            let recipient = found.entry(row.id("id")?).or_default();
            recipient.first_name = row.text("first_name")?;
            recipient.full_name = format!("{} {}", recipient.first_name, row.text("family_name")?);
            match (row.text_maybe("kind")?.as_deref(), row.text_maybe("email")?) {
                (Some("private"), email) => recipient.private = recipient.private.take().or(email),
                (_, email) => recipient.work = recipient.work.take().or(email),
            }
        }
    }
    Ok(found)
}

/// A post of somebody who might ask to join a programme for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPost {
    pub organisation: OrganisationId,
    pub organisation_name: String,
    pub job_title: String,
    pub post: JoiningPost,
}

/// The posts that a person holds on a day or will begin, the newest first.
///
/// # Errors
/// The database failed.
pub async fn own_posts(connection: &impl Connection, person: PersonId, today: Date) -> Result<Vec<OwnPost>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT p.id, p.organisation_id, o.name, p.job_title, p.job_role, p.profession, p.transition, p.started_on, p.finished_on,
                EXISTS (SELECT 1 FROM registrations r WHERE r.person_id = p.person_id) AS registered
         FROM posts p JOIN organisations o ON o.id = p.organisation_id
         WHERE p.person_id = $1 AND (p.finished_on IS NULL OR p.finished_on >= $2)
         ORDER BY p.started_on DESC, p.id",
        params![person, today],
    )
    .await?;
    rows.iter()
        .map(|row| {
            let registration = if row.flag("registered")? { Registration::Known } else { Registration::NotKnown };
            Ok(OwnPost {
                organisation: row.id("organisation_id")?,
                organisation_name: row.text("name")?,
                job_title: row.text("job_title")?,
                post: JoiningPost {
                    post: row.id::<PostId>("id")?,
                    person,
                    joining: Joining {
                        starts_on: row.on("started_on")?,
                        finishes_on: row.on_maybe("finished_on")?,
                        profession: row.parsed_maybe("profession")?,
                        transition: row.parsed_maybe("transition")?,
                        registration,
                        job_role: row.text("job_role")?,
                    },
                },
            })
        })
        .collect()
}

/// The code and the name of an organisation, for letters.
///
/// # Errors
/// The database failed, or there is no such organisation.
pub async fn organisation(connection: &impl Connection, id: OrganisationId) -> Result<(String, String), Fault> {
    let row = sql::first(connection, "SELECT code, name FROM organisations WHERE id = $1", params![id]).await?;
    let row = row.ok_or_else(|| Fault::Corrupt(format!("no organisation {id}")))?;
    Ok((row.text("code")?, row.text("name")?))
}
