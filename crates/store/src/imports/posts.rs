//! Posts of an import.

use domain::ids::{EmploymentId, OrganisationId, PersonId, PostId};
use domain::keys::{ProfessionKey, TransitionKey};
use domain::people::AssignmentNumber;
use jiff::Timestamp;
use jiff::civil::Date;

use super::CHUNK;
use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Bound, Row, params};

/// What is kept of a post and a file can change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostRow {
    pub job_title: String,
    pub job_role: String,
    pub profession: Option<ProfessionKey>,
    pub staff_group: Option<String>,
    pub department: Option<String>,
    pub site: Option<String>,
    pub band: Option<String>,
    pub wte_thousandths: Option<i32>,
    pub weekly_minutes: Option<i32>,
    pub category: Option<String>,
    pub started_on: Date,
    pub finished_on: Option<Date>,
    pub manager: Option<PersonId>,
    pub recruitment_source: Option<String>,
    pub transition: Option<TransitionKey>,
}

/// A post that is known, or is to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPost {
    pub id: PostId,
    pub employment: EmploymentId,
    pub person: PersonId,
    pub organisation: OrganisationId,
    pub assignment: String,
    pub row: PostRow,
}

/// The posts of an organisation under these numbers, each number's latest last.
///
/// # Errors
/// The database failed.
pub async fn posts_with_numbers(
    connection: &impl Connection,
    organisation: OrganisationId,
    numbers: &[&AssignmentNumber],
) -> Result<Vec<KnownPost>, Fault> {
    let mut found = Vec::new();
    for chunk in numbers.chunks(CHUNK) {
        let text = format!(
            "WITH {} SELECT p.* FROM wanted
             CROSS JOIN posts p WHERE p.assignment_number = wanted.value AND p.organisation_id = $1
             ORDER BY p.assignment_number, p.started_on",
            sql::wanted_after(1, chunk.len())
        );
        let values = std::iter::once(organisation.bind()).chain(chunk.iter().map(|number| number.as_str().bind()));
        for row in &sql::all(connection, text, values).await? {
            found.push(known_post(row)?);
        }
    }
    Ok(found)
}

fn known_post(row: &sea_orm::QueryResult) -> Result<KnownPost, Fault> {
    Ok(KnownPost {
        id: row.id("id")?,
        employment: row.id("employment_id")?,
        person: row.id("person_id")?,
        organisation: row.id("organisation_id")?,
        assignment: row.text("assignment_number")?,
        row: PostRow {
            job_title: row.text("job_title")?,
            job_role: row.text("job_role")?,
            profession: row.parsed_maybe("profession")?,
            staff_group: row.text_maybe("staff_group")?,
            department: row.text_maybe("department")?,
            site: row.text_maybe("site")?,
            band: row.text_maybe("band")?,
            wte_thousandths: row.int_maybe("wte_thousandths")?,
            weekly_minutes: row.int_maybe("weekly_minutes")?,
            category: row.text_maybe("category")?,
            started_on: row.on("started_on")?,
            finished_on: row.on_maybe("finished_on")?,
            manager: row.id_maybe("manager_person_id")?,
            recruitment_source: row.text_maybe("recruitment_source")?,
            transition: row.parsed_maybe("transition")?,
        },
    })
}

/// Adds posts.
///
/// # Errors
/// The database failed.
pub async fn insert_posts(tx: &Tx, posts: &[KnownPost], now: Timestamp) -> Result<(), Fault> {
    for chunk in posts.chunks(CHUNK) {
        let values = chunk.iter().flat_map(|post| {
            let row = &post.row;
            params![
                post.id,
                post.employment,
                post.person,
                post.organisation,
                post.assignment,
                row.job_title,
                row.job_role,
                row.profession,
                row.staff_group,
                row.department,
                row.site,
                row.band,
                row.wte_thousandths,
                row.weekly_minutes,
                row.category,
                row.started_on,
                row.finished_on,
                row.manager,
                row.recruitment_source,
                row.transition,
                now,
                now,
            ]
        });
        let text = format!(
            "INSERT INTO posts (id, employment_id, person_id, organisation_id, assignment_number, job_title, job_role,
             profession, staff_group, department, site, band, wte_thousandths, weekly_minutes, category, started_on,
             finished_on, manager_person_id, recruitment_source, transition, created_at, updated_at) VALUES {}",
            sql::rows_of(chunk.len(), 22)
        );
        sql::change(tx, text, values).await?;
    }
    Ok(())
}

/// Brings posts up to date.
///
/// # Errors
/// The database failed.
pub async fn update_posts(tx: &Tx, posts: &[KnownPost], now: Timestamp) -> Result<(), Fault> {
    for post in posts {
        let row = &post.row;
        sql::change(
            tx,
            "UPDATE posts SET job_title = $2, job_role = $3, profession = $4, staff_group = $5, department = $6,
             site = $7, band = $8, wte_thousandths = $9, weekly_minutes = $10, category = $11, started_on = $12,
             finished_on = $13, manager_person_id = $14, recruitment_source = $15, transition = $16, updated_at = $17
             WHERE id = $1",
            params![
                post.id,
                row.job_title,
                row.job_role,
                row.profession,
                row.staff_group,
                row.department,
                row.site,
                row.band,
                row.wte_thousandths,
                row.weekly_minutes,
                row.category,
                row.started_on,
                row.finished_on,
                row.manager,
                row.recruitment_source,
                row.transition,
                now,
            ],
        )
        .await?;
    }
    Ok(())
}

/// A corrected first working day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartCorrection {
    pub post: PostId,
    pub old: Date,
    pub new: Date,
    pub reason: String,
    pub person: Option<PersonId>,
}

/// Keeps corrections of first working days, with the old day, the reason and who made them.
///
/// # Errors
/// The database failed.
pub async fn insert_start_corrections(tx: &Tx, corrections: &[StartCorrection], now: Timestamp) -> Result<(), Fault> {
    for chunk in corrections.chunks(CHUNK) {
        let values = chunk.iter().flat_map(|it| params![it.post, now, it.old, it.new, it.reason, it.person]);
        let text = format!(
            "INSERT INTO start_corrections (post_id, corrected_at, old_started_on, new_started_on, reason, person_id)
             VALUES {}",
            sql::rows_of(chunk.len(), 6)
        );
        sql::change(tx, text, values).await?;
    }
    Ok(())
}
