//! Posts of an import.

use domain::ids::{EmploymentId, OrganisationId, PersonId, PostId};
use domain::keys::{ProfessionKey, TransitionKey};
use domain::people::AssignmentNumber;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::bulk::{self, Wanted};
use crate::db::{Connection, Fault, Tx};
use crate::sql::{Row, params};

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
    let wanted = Wanted::texts(numbers.iter().map(|number| number.as_str()));
    let text =
        "WITH {wanted} SELECT p.id, p.employment_id, p.person_id, p.organisation_id, p.assignment_number, p.job_title,
             p.job_role, p.profession, p.staff_group, p.department, p.site, p.band, p.wte_thousandths,
             p.weekly_minutes, p.category, p.started_on, p.finished_on, p.manager_person_id, p.recruitment_source,
             p.transition
         FROM wanted CROSS JOIN posts p WHERE p.assignment_number = wanted.value AND p.organisation_id = $1
         ORDER BY p.assignment_number, p.started_on";
    let rows = wanted.all(connection, params![organisation], text);
    rows.await?.iter().map(known_post).collect()
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
    let columns = [
        "id",
        "employment_id",
        "person_id",
        "organisation_id",
        "assignment_number",
        "job_title",
        "job_role",
        "profession",
        "staff_group",
        "department",
        "site",
        "band",
        "wte_thousandths",
        "weekly_minutes",
        "category",
        "started_on",
        "finished_on",
        "manager_person_id",
        "recruitment_source",
        "transition",
        "created_at",
        "updated_at",
    ];
    let rows = posts.iter().map(|post| {
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
    bulk::insert(tx, "posts", columns, rows.collect(), "").await?;
    Ok(())
}

/// Brings posts up to date.
///
/// # Errors
/// The database failed.
pub async fn update_posts(tx: &Tx, posts: &[KnownPost], now: Timestamp) -> Result<(), Fault> {
    let columns = [
        "id",
        "job_title",
        "job_role",
        "profession",
        "staff_group",
        "department",
        "site",
        "band",
        "wte_thousandths",
        "weekly_minutes",
        "category",
        "started_on",
        "finished_on",
        "manager_person_id",
        "recruitment_source",
        "transition",
        "updated_at",
    ];
    let rows = posts.iter().map(|post| {
        let row = &post.row;
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
        ]
    });
    bulk::update(tx, "posts", 1, columns, rows.collect()).await?;
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
    let columns = ["post_id", "corrected_at", "old_started_on", "new_started_on", "reason", "person_id"];
    let rows = corrections.iter().map(|it| params![it.post, now, it.old, it.new, it.reason, it.person]);
    bulk::insert(tx, "start_corrections", columns, rows.collect(), "").await?;
    Ok(())
}
