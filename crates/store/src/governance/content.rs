//! Sessions and resources that an organisation maps to a programme's themes, and when it looked them over (B5).

use domain::ids::{ContentId, OrganisationId, PersonId};
use domain::keys::{ProgrammeKey, ThemeKey};
use domain::programmes::{Mix, ResourceKind};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// A session or a resource of the organisation's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentResource {
    pub id: ContentId,
    pub title: String,
    pub kind: ResourceKind,
    pub mix: Mix,
    pub link: String,
    pub themes: Vec<ThemeKey>,
}

/// What an organisation brings to a programme, by title.
///
/// # Errors
/// The database failed.
pub async fn resources(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
) -> Result<Vec<ContentResource>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT * FROM content_resources WHERE organisation_id = $1 AND programme = $2 AND removed_at IS NULL
         ORDER BY title, id",
        params![organisation, programme],
    )
    .await?;
    let corrupt = |what: &str| Fault::Corrupt(format!("the {what} of a resource"));
    rows.iter()
        .map(|row| {
            Ok(ContentResource {
                id: row.id("id")?,
                title: row.text("title")?,
                kind: ResourceKind::of(&row.text("kind")?).ok_or_else(|| corrupt("kind"))?,
                mix: Mix::of(&row.text("mix")?).ok_or_else(|| corrupt("mix"))?,
                link: row.text("link")?,
                themes: serde_json::from_value(row.json("themes")?).map_err(|_| corrupt("themes"))?,
            })
        })
        .collect()
}

/// Keeps a resource.
///
/// # Errors
/// The database failed.
pub async fn add_resource(
    tx: &Tx,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    resource: &ContentResource,
    by: Option<PersonId>,
    now: Timestamp,
) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO content_resources (id, organisation_id, programme, title, kind, mix, link, themes, entered_at,
             entered_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            resource.id,
            organisation,
            programme,
            resource.title,
            resource.kind.as_str(),
            resource.mix.as_str(),
            resource.link,
            serde_json::json!(resource.themes),
            now,
            by,
        ],
    )
    .await?;
    Ok(())
}

/// Takes a resource off; false when there is none such at the organisation.
///
/// # Errors
/// The database failed.
pub async fn remove_resource(
    tx: &Tx,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    resource: ContentId,
    now: Timestamp,
) -> Result<bool, Fault> {
    let changed = sql::change(
        tx,
        "UPDATE content_resources SET removed_at = $4
         WHERE id = $1 AND organisation_id = $2 AND programme = $3 AND removed_at IS NULL",
        params![resource, organisation, programme, now],
    )
    .await?;
    Ok(changed == 1)
}

/// That the content was looked over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    pub reviewed_on: Date,
    pub note: String,
}

/// When the content was last looked over.
///
/// # Errors
/// The database failed.
pub async fn last_review(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
) -> Result<Option<Review>, Fault> {
    let row = sql::first(
        connection,
        "SELECT reviewed_on, note FROM content_reviews WHERE organisation_id = $1 AND programme = $2
         ORDER BY reviewed_on DESC LIMIT 1",
        params![organisation, programme],
    )
    .await?;
    row.map(|row| Ok(Review { reviewed_on: row.on("reviewed_on")?, note: row.text("note")? })).transpose()
}

/// Keeps that the content was looked over; the same day again replaces its note.
///
/// # Errors
/// The database failed.
pub async fn review(
    tx: &Tx,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    review: &Review,
    by: Option<PersonId>,
    now: Timestamp,
) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO content_reviews (organisation_id, programme, reviewed_on, note, entered_at, entered_by)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (organisation_id, programme, reviewed_on) DO UPDATE SET note = excluded.note",
        params![organisation, programme, review.reviewed_on, review.note, now, by],
    )
    .await?;
    Ok(())
}
