//! Reminders that wait for their letter, and the letters that carried them.

use std::collections::BTreeMap;

use domain::ids::{Id, JourneyId, MailId, MeetingId, NoticeId, OrganisationId, PersonId};
use domain::keys::{ExpectationKey, RoleKey};
use domain::programmes::{ContentHash, Onlooker, Party};
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::QueryResult;

use crate::db::{Connection, Fault, Tx};
use crate::overview::name_of;
use crate::sql::{self, Bound, Row, params};

/// A rung that was climbed, for a person in a capacity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNotice<'a> {
    pub id: NoticeId,
    pub person: PersonId,
    pub journey: JourneyId,
    pub expectation: &'a ExpectationKey,
    pub number: i32,
    pub onlooker: &'a Onlooker,
    pub due_on: Date,
}

/// Lets a reminder wait for its letter.
///
/// # Errors
/// The database failed.
pub async fn notice(tx: &Tx, notice: &NewNotice<'_>, at: Timestamp) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO notices (id, person_id, journey_id, expectation, number, onlooker, due_on, noticed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            notice.id,
            notice.person,
            notice.journey,
            notice.expectation,
            notice.number,
            notice.onlooker.to_string(),
            notice.due_on,
            at,
        ],
    )
    .await?;
    Ok(())
}

/// A reminder with what is true of it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub id: NoticeId,
    pub person: PersonId,
    pub journey: JourneyId,
    pub expectation: ExpectationKey,
    pub number: i32,
    pub onlooker: Onlooker,
    /// Due on this day when the rung was climbed.
    pub due_on: Date,
    /// The person still stands to the journey in this capacity.
    pub stands: bool,
    /// The same is still open, and due on the same day.
    pub open: bool,
    pub opens_on: Date,
    pub can_be_done: bool,
    pub waits_for: Vec<Onlooker>,
    pub meeting: Option<MeetingId>,
    pub version: ContentHash,
    pub supportee: String,
    pub organisation: OrganisationId,
    pub organisation_code: String,
    pub organisation_name: String,
}

/// Which reminders are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those that wait for a person's next letter.
    WaitingFor(PersonId),
    /// Those that a letter carries.
    In(MailId),
}

/// Reminders with what is true of them on a day, by due date.
///
/// # Errors
/// The database failed.
pub async fn lines(connection: &impl Connection, which: Which, today: Date) -> Result<Vec<Line>, Fault> {
    let (condition, id) = match which {
        Which::WaitingFor(person) => ("n.person_id = $1 AND n.mail_id IS NULL AND n.dropped_at IS NULL", person.uuid()),
        Which::In(mail) => ("n.mail_id = $1", mail.uuid()),
    };
    let rows = sql::all(
        connection,
        format!(
            "SELECT n.id, n.person_id, n.journey_id, n.expectation, n.number, n.onlooker, n.due_on,
                 j.ended_on, j.version_hash, j.organisation_id, g.code, g.name, {supportee} AS supportee,
                 o.outcome, o.due_on AS due_now, o.opens_on, o.can_be_done, o.waits_for, o.meeting_id,
                 j.person_id AS supportee_id, w.manager_person_id,
                 EXISTS (SELECT 1 FROM pairings s WHERE s.journey_id = j.id AND s.person_id = n.person_id
                     AND s.role = n.onlooker AND (s.finished_on IS NULL OR s.finished_on >= $2)) AS in_role,
                 EXISTS (SELECT 1 FROM appointments a WHERE a.person_id = n.person_id
                     AND a.organisation_id = j.organisation_id AND a.programme = j.programme
                     AND 'office.' || a.office = n.onlooker AND a.started_on <= $2
                     AND (a.finished_on IS NULL OR a.finished_on >= $2)) AS in_office
             FROM notices n
             JOIN journeys j ON j.id = n.journey_id
             JOIN posts w ON w.id = j.post_id
             JOIN people p ON p.id = j.person_id
             JOIN organisations g ON g.id = j.organisation_id
             LEFT JOIN occurrences o ON o.journey_id = n.journey_id AND o.expectation = n.expectation
                 AND o.number = n.number
             WHERE {condition}
             ORDER BY n.due_on, n.journey_id, n.expectation, n.number, n.onlooker, n.id",
            supportee = name_of("p"),
        ),
        params![id, today],
    )
    .await?;
    rows.iter().map(line).collect()
}

fn line(row: &QueryResult) -> Result<Line, Fault> {
    let (person, onlooker): (PersonId, Onlooker) = (row.id("person_id")?, row.parsed("onlooker")?);
    let due_on = row.on("due_on")?;
    let stands = match &onlooker {
        Onlooker::Party(Party::Supportee) => row.id::<PersonId>("supportee_id")? == person,
        Onlooker::Party(Party::Role(_)) | Onlooker::Cover => row.flag("in_role")?,
        Onlooker::LineManager => row.id_maybe("manager_person_id")? == Some(person),
        Onlooker::Office(_) => row.flag("in_office")?,
    };
    let is_open = row.text_maybe("outcome")?.as_deref() == Some("open");
    let open = is_open && row.on_maybe("ended_on")?.is_none() && row.on_maybe("due_now")? == Some(due_on);
    Ok(Line {
        id: row.id("id")?,
        person,
        journey: row.id("journey_id")?,
        expectation: row.parsed("expectation")?,
        number: row.int("number")?,
        onlooker,
        due_on,
        stands,
        open,
        opens_on: row.on_maybe("opens_on")?.unwrap_or(due_on),
        can_be_done: is_open && row.flag("can_be_done")?,
        waits_for: crate::occurrences::waiting(&row.text_maybe("waits_for")?.unwrap_or_default())?,
        meeting: row.id_maybe("meeting_id")?,
        version: ContentHash::from_stored(&row.text("version_hash")?),
        supportee: row.text("supportee")?,
        organisation: row.id("organisation_id")?,
        organisation_code: row.text("code")?,
        organisation_name: row.text("name")?,
    })
}

/// The names of those who hold roles in these journeys on a day.
///
/// # Errors
/// The database failed.
pub async fn supporters_in(
    connection: &impl Connection,
    journeys: &[JourneyId],
    today: Date,
) -> Result<BTreeMap<(JourneyId, RoleKey), String>, Fault> {
    let mut found = BTreeMap::new();
    for chunk in journeys.chunks(1000) {
        let text = format!(
            "SELECT s.journey_id, s.role, {name} AS name FROM pairings s JOIN people p ON p.id = s.person_id
             WHERE (s.finished_on IS NULL OR s.finished_on >= $1) AND s.journey_id IN ({})
             ORDER BY s.journey_id, s.role, s.started_on DESC, s.id",
            sql::list_after(1, chunk.len()),
            name = name_of("p"),
        );
        let values = params![today].into_iter().chain(chunk.iter().map(Bound::bind)).collect::<Vec<_>>();
        for row in sql::all(connection, text, values).await? {
            found.insert((row.id("journey_id")?, row.parsed("role")?), row.text("name")?);
        }
    }
    Ok(found)
}

/// Begins a letter of a person for a slot; false when the slot has had its letter, perhaps from another node.
///
/// # Errors
/// The database failed.
pub async fn begin_digest(
    tx: &Tx,
    mail: MailId,
    person: PersonId,
    slot: &str,
    on: Date,
    secret_hash: &str,
) -> Result<bool, Fault> {
    let changed = sql::change(
        tx,
        "INSERT INTO digests (mail_id, person_id, slot, on_day, secret_hash) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING",
        params![mail, person, slot, on, secret_hash],
    )
    .await?;
    Ok(changed == 1)
}

/// These reminders go into a letter.
///
/// # Errors
/// The database failed.
pub async fn into_letter(tx: &Tx, mail: MailId, notices: &[NoticeId]) -> Result<(), Fault> {
    for chunk in notices.chunks(1000) {
        let text = format!(
            "UPDATE notices SET mail_id = $1 WHERE mail_id IS NULL AND id IN ({})",
            sql::list_after(1, chunk.len())
        );
        let values = params![mail].into_iter().chain(chunk.iter().map(Bound::bind)).collect::<Vec<_>>();
        sql::change(tx, text, values).await?;
    }
    Ok(())
}

/// There is nothing to say about these any more.
///
/// # Errors
/// The database failed.
pub async fn drop_notices(tx: &Tx, notices: &[NoticeId], at: Timestamp) -> Result<(), Fault> {
    for chunk in notices.chunks(1000) {
        let text = format!(
            "UPDATE notices SET dropped_at = $1, mail_id = NULL WHERE dropped_at IS NULL AND id IN ({})",
            sql::list_after(1, chunk.len())
        );
        let values = params![at].into_iter().chain(chunk.iter().map(Bound::bind)).collect::<Vec<_>>();
        sql::change(tx, text, values).await?;
    }
    Ok(())
}

/// A letter will not go: what it carried waits for another, and its slot is free again.
///
/// # Errors
/// The database failed.
pub async fn release(tx: &Tx, mail: MailId) -> Result<(), Fault> {
    sql::change(tx, "UPDATE notices SET mail_id = NULL WHERE mail_id = $1", params![mail]).await?;
    sql::change(tx, "DELETE FROM digests WHERE mail_id = $1", params![mail]).await?;
    Ok(())
}
