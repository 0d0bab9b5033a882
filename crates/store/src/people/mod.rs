//! People and the posts they hold; who may be one person; who may have left (requirements A3, A4 and A7).

mod doubts;
mod leavers;
mod merging;
mod naming;

use domain::ids::{OrganisationId, PersonId, PostId};
use domain::keys::ProfessionKey;
use domain::people::{EmailAddress, PersonName, Registration};
use jiff::Timestamp;
use jiff::civil::Date;

pub use doubts::{Doubt, DoubtState, decide_doubt, doubt, doubts_at, open_doubts};
pub use leavers::{LeaverState, PossibleLeaver, decide_leaver, end_post, possible_leaver, possible_leavers};
pub use merging::{MergeConflict, conflict, merge, undo_merge};
pub use naming::{meant_by, name_of, working_at};

use crate::db::{Connection, Fault};
use crate::sql::{self, Bound, Row, params};

/// What is on record of a person, as somebody who compares two records needs to see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRecord {
    pub id: PersonId,
    pub name: PersonName,
    pub created_at: Timestamp,
    pub merged_into: Option<PersonId>,
    pub registrations: Vec<Registration>,
    pub addresses: Vec<EmailAddress>,
    pub posts: Vec<PostLine>,
}

/// A post in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostLine {
    pub id: PostId,
    pub organisation: OrganisationId,
    pub organisation_name: String,
    pub employee_number: String,
    pub job_title: String,
    pub profession: Option<ProfessionKey>,
    pub department: Option<String>,
    pub site: Option<String>,
    pub started_on: Date,
    pub finished_on: Option<Date>,
}

/// The records of these people, in the order asked for.
///
/// # Errors
/// The database failed.
pub async fn records(connection: &impl Connection, ids: &[PersonId]) -> Result<Vec<PersonRecord>, Fault> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let list = sql::list_after(0, ids.len());
    let values = || ids.iter().map(Bound::bind);
    let text = format!("SELECT * FROM people WHERE id IN ({list}) ORDER BY id");
    let mut records = Vec::new();
    for row in &sql::all(connection, text, values()).await? {
        records.push(PersonRecord {
            id: row.id("id")?,
            name: PersonName {
                title: row.text_maybe("title")?,
                given: row.text("given_name")?,
                family: row.text("family_name")?,
                known_as: row.text_maybe("known_as")?,
            },
            created_at: row.at("created_at")?,
            merged_into: row.id_maybe("merged_into")?,
            registrations: Vec::new(),
            addresses: Vec::new(),
            posts: Vec::new(),
        });
    }
    fill(connection, &mut records, &list, values).await?;
    records.sort_by_key(|record| ids.iter().position(|id| *id == record.id));
    Ok(records)
}

async fn fill<V: Iterator<Item = sea_orm::Value>>(
    connection: &impl Connection,
    records: &mut [PersonRecord],
    list: &str,
    values: impl Fn() -> V,
) -> Result<(), Fault> {
    let mut of = |person: PersonId, add: &mut dyn FnMut(&mut PersonRecord)| {
        records.iter_mut().filter(|record| record.id == person).for_each(add);
    };
    let text = format!(
        "SELECT person_id, regulator, number, expires_on FROM registrations WHERE person_id IN ({list})
         ORDER BY regulator, number"
    );
    for row in &sql::all(connection, text, values()).await? {
        let registration = Registration {
            regulator: row.parsed("regulator")?,
            number: row.parsed("number")?,
            expires_on: row.on_maybe("expires_on")?,
        };
        of(row.id("person_id")?, &mut |record| record.registrations.push(registration.clone()));
    }
    let text = format!("SELECT person_id, email FROM addresses WHERE person_id IN ({list}) ORDER BY kind, email");
    for row in &sql::all(connection, text, values()).await? {
        let email: EmailAddress = row.parsed("email")?;
        of(row.id("person_id")?, &mut |record| record.addresses.push(email.clone()));
    }
    let text = format!(
        "SELECT p.person_id, p.id, p.organisation_id, o.name, e.employee_number, p.job_title, p.profession,
         p.department, p.site, p.started_on, p.finished_on
         FROM posts p JOIN organisations o ON o.id = p.organisation_id JOIN employments e ON e.id = p.employment_id
         WHERE p.person_id IN ({list}) ORDER BY p.started_on DESC, p.id"
    );
    for row in &sql::all(connection, text, values()).await? {
        let line = post_line(row)?;
        of(row.id("person_id")?, &mut |record| record.posts.push(line.clone()));
    }
    Ok(())
}

fn post_line(row: &sea_orm::QueryResult) -> Result<PostLine, Fault> {
    Ok(PostLine {
        id: row.id("id")?,
        organisation: row.id("organisation_id")?,
        organisation_name: row.text("name")?,
        employee_number: row.text("employee_number")?,
        job_title: row.text("job_title")?,
        profession: row.parsed_maybe("profession")?,
        department: row.text_maybe("department")?,
        site: row.text_maybe("site")?,
        started_on: row.on("started_on")?,
        finished_on: row.on_maybe("finished_on")?,
    })
}

/// A corrected first working day as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartCorrection {
    pub post: PostId,
    pub corrected_at: Timestamp,
    pub old: Date,
    pub new: Date,
    pub reason: String,
    pub person: Option<PersonId>,
}

/// All corrections of first working days, oldest first.
///
/// # Errors
/// The database failed.
pub async fn start_corrections(connection: &impl Connection) -> Result<Vec<StartCorrection>, Fault> {
    let text = "SELECT * FROM start_corrections ORDER BY corrected_at, post_id";
    let rows = sql::all(connection, text, params![]).await?;
    rows.iter()
        .map(|row| {
            Ok(StartCorrection {
                post: row.id("post_id")?,
                corrected_at: row.at("corrected_at")?,
                old: row.on("old_started_on")?,
                new: row.on("new_started_on")?,
                reason: row.text("reason")?,
                person: row.id_maybe("person_id")?,
            })
        })
        .collect()
}
