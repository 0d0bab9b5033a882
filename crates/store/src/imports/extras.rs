//! What else a staff import brings: absences, trainings, doubts about who is who, posts that a complete file lacks.

use domain::calendar::Period;
use domain::ids::{AbsenceId, DoubtId, OrganisationId, PersonId, PostId, UploadId};
use domain::keys::TrainingKey;
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::QueryResult;

use crate::bulk::{self, Wanted};
use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// The absences of these posts.
///
/// # Errors
/// The database failed.
pub async fn absences_of(connection: &impl Connection, posts: &[PostId]) -> Result<Vec<(PostId, Period)>, Fault> {
    let text = "WITH {wanted} SELECT a.post_id, a.started_on, a.finished_on FROM wanted CROSS JOIN absences a
         WHERE a.post_id = wanted.value ORDER BY a.post_id, a.started_on";
    let rows = Wanted::ids(posts).all(connection, [], text);
    let period = |row: &QueryResult| {
        Ok::<Period, Fault>(Period { started_on: row.on("started_on")?, finished_on: row.on_maybe("finished_on")? })
    };
    rows.await?.iter().map(|row| Ok((row.id("post_id")?, period(row)?))).collect()
}

/// Adds absences; one that began on the same day gets the new last day.
///
/// # Errors
/// The database failed.
pub async fn insert_absences(
    tx: &Tx,
    absences: &[(AbsenceId, PostId, PersonId, Period)],
    now: Timestamp,
) -> Result<(), Fault> {
    let columns = ["id", "post_id", "person_id", "started_on", "finished_on", "recorded_at"];
    let rows = absences
        .iter()
        .map(|(id, post, person, period)| params![id, post, person, period.started_on, period.finished_on, now]);
    let otherwise = "ON CONFLICT (post_id, started_on) DO UPDATE SET finished_on = excluded.finished_on,
         recorded_at = excluded.recorded_at";
    bulk::insert(tx, "absences", columns, rows.collect(), otherwise).await?;
    Ok(())
}

/// Takes away absences that a newer file contradicts.
///
/// # Errors
/// The database failed.
pub async fn remove_absences(tx: &Tx, absences: &[(PostId, Date)]) -> Result<(), Fault> {
    let rows = absences.iter().map(|(post, started_on)| params![post, started_on]);
    bulk::delete(tx, "absences", ["post_id", "started_on"], rows.collect()).await?;
    Ok(())
}

/// On which days these people completed a training.
///
/// # Errors
/// The database failed.
pub async fn trainings_of(
    connection: &impl Connection,
    training: &TrainingKey,
    people: &[PersonId],
) -> Result<Vec<(PersonId, Date)>, Fault> {
    let text = "WITH {wanted} SELECT DISTINCT t.person_id, t.completed_on FROM wanted CROSS JOIN trainings t
         WHERE t.person_id = wanted.value AND t.training = $1 ORDER BY t.person_id, t.completed_on";
    let rows = Wanted::ids(people).all(connection, params![training], text);
    rows.await?.iter().map(|row| Ok((row.id("person_id")?, row.on("completed_on")?))).collect()
}

/// Keeps that people completed a training.
///
/// # Errors
/// The database failed.
pub async fn insert_trainings(tx: &Tx, training: &TrainingKey, completed: &[(PersonId, Date)]) -> Result<(), Fault> {
    let rows = completed.iter().map(|(person, on)| params![person, training, on]);
    let columns = ["person_id", "training", "completed_on"];
    bulk::insert(tx, "trainings", columns, rows.collect(), "ON CONFLICT DO NOTHING").await?;
    Ok(())
}

/// Two records that may be one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDoubt {
    pub id: DoubtId,
    pub person: PersonId,
    pub other: PersonId,
    pub reason: String,
}

/// Raises doubts; a pair that was raised before stays as it was decided. Returns how many are new.
///
/// # Errors
/// The database failed.
pub async fn insert_doubts(tx: &Tx, doubts: &[NewDoubt], now: Timestamp) -> Result<u64, Fault> {
    let columns = ["id", "person_id", "other_person_id", "reason", "state", "raised_at"];
    let rows = doubts.iter().map(|it| {
        let (one, other) = if it.person <= it.other { (it.person, it.other) } else { (it.other, it.person) };
        params![it.id, one, other, it.reason, "open", now]
    });
    bulk::insert(tx, "identity_doubts", columns, rows.collect(), "ON CONFLICT DO NOTHING").await
}

/// A pair of people of one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub person: PersonId,
    pub other: PersonId,
}

/// Pairs of a person who came with this import and another of the same name and profession whom no two numbers of one
/// register tell apart. Somebody of the name in the same organisation, or without any registration.
///
/// # Errors
/// The database failed.
pub async fn namesakes_of_new(
    connection: &impl Connection,
    organisation: OrganisationId,
    created_at: Timestamp,
) -> Result<Vec<Candidate>, Fault> {
    // The new one has no number, or the other has none; otherwise their numbers tell them apart or have been compared.
    let rows = sql::all(
        connection,
        "SELECT DISTINCT p.id AS person, q.id AS other FROM employments e
         JOIN people p ON p.id = e.person_id AND p.created_at = $2
         JOIN people q ON q.name_search = p.name_search AND q.id <> p.id AND q.merged_into IS NULL
         JOIN posts a ON a.person_id = p.id
         JOIN posts b ON b.person_id = q.id AND b.profession = a.profession
         WHERE e.organisation_id = $1
         AND (NOT EXISTS (SELECT 1 FROM registrations r WHERE r.person_id = p.id)
              OR NOT EXISTS (SELECT 1 FROM registrations r WHERE r.person_id = q.id))
         AND (q.created_at < $2 OR q.id > p.id)
         ORDER BY p.id, q.id",
        params![organisation, created_at],
    )
    .await?;
    rows.iter().map(|row| Ok(Candidate { person: row.id("person")?, other: row.id("other")? })).collect()
}

/// The posts of an organisation that have not ended on a day.
///
/// # Errors
/// The database failed.
pub async fn open_posts(
    connection: &impl Connection,
    organisation: OrganisationId,
    on: Date,
) -> Result<Vec<PostId>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT id FROM posts WHERE organisation_id = $1 AND (finished_on IS NULL OR finished_on >= $2) ORDER BY id",
        params![organisation, on],
    )
    .await?;
    rows.iter().map(|row| row.id("id")).collect()
}

/// Notes the posts of an organisation that go on after a day but were not among those that a complete file named; a
/// post that a person has decided on before stays so. Returns how many are open now.
///
/// # Errors
/// The database failed.
pub async fn note_missing(
    tx: &Tx,
    organisation: OrganisationId,
    missing: &[PostId],
    upload: Option<UploadId>,
    noticed_on: Date,
) -> Result<u64, Fault> {
    // Who is back in the file is no longer missing.
    sql::change(
        tx,
        "DELETE FROM possible_leavers WHERE state = 'open'
         AND post_id IN (SELECT id FROM posts WHERE organisation_id = $1)",
        params![organisation],
    )
    .await?;
    let columns = ["post_id", "upload_id", "noticed_on", "state"];
    let rows = missing.iter().map(|post| params![post, upload, noticed_on, "open"]);
    bulk::insert(tx, "possible_leavers", columns, rows.collect(), "ON CONFLICT DO NOTHING").await
}
