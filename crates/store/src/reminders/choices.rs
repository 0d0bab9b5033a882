//! When each person wants their reminders, and for whom some wait.

use domain::ids::{OrganisationId, PersonId};
use domain::reminders::{Choice, Days, How, Received};
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::QueryResult;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// Somebody for whom reminders wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub person: PersonId,
    pub choice: Choice,
    /// The day of their last letter.
    pub last_on: Option<Date>,
    /// Away from work today.
    pub away: bool,
    /// Where they work today, which says what bank holidays they have.
    pub organisation: Option<OrganisationId>,
    /// A post of theirs has begun.
    pub has_begun: bool,
}

/// Everybody for whom reminders wait.
///
/// # Errors
/// The database failed.
pub async fn waiting(connection: &impl Connection, today: Date) -> Result<Vec<Waiting>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT n.person_id, c.how, c.days, c.hour, c.gentle,
             (SELECT max(d.on_day) FROM digests d WHERE d.person_id = n.person_id) AS last_on,
             EXISTS (SELECT 1 FROM absences a WHERE a.person_id = n.person_id AND a.started_on <= $1
                 AND (a.finished_on IS NULL OR a.finished_on >= $1)) AS away,
             EXISTS (SELECT 1 FROM posts q WHERE q.person_id = n.person_id AND q.started_on <= $1) AS has_begun,
             (SELECT p.organisation_id FROM posts p WHERE p.person_id = n.person_id
                 AND (p.finished_on IS NULL OR p.finished_on >= $1)
                 ORDER BY p.started_on DESC, p.id LIMIT 1) AS organisation_id
         FROM (SELECT DISTINCT person_id FROM notices WHERE mail_id IS NULL AND dropped_at IS NULL) n
         LEFT JOIN reminder_choices c ON c.person_id = n.person_id
         ORDER BY n.person_id",
        params![today],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Waiting {
                person: row.id("person_id")?,
                choice: choice(row)?,
                last_on: row.on_maybe("last_on")?,
                away: row.flag("away")?,
                organisation: row.id_maybe("organisation_id")?,
                has_begun: row.flag("has_begun")?,
            })
        })
        .collect()
}

/// What a person chose, or what everybody has.
///
/// # Errors
/// The database failed.
pub async fn choice_of(connection: &impl Connection, person: PersonId) -> Result<Choice, Fault> {
    let text = "SELECT how, days, hour, gentle FROM reminder_choices WHERE person_id = $1";
    let row = sql::first(connection, text, params![person]).await?;
    row.map_or_else(|| Ok(Choice::default()), |row| choice(&row))
}

fn choice(row: &QueryResult) -> Result<Choice, Fault> {
    let Some(how) = row.text_maybe("how")? else { return Ok(Choice::default()) };
    Ok(Choice {
        how: match how.as_str() {
            "at-once" => How::AtOnce,
            _ => How::Digest {
                days: Days::from_bits(row.int("days")?),
                hour: u8::try_from(row.int("hour")?).map_err(|_| Fault::Corrupt("an hour".to_owned()))?,
            },
        },
        received: if row.flag("gentle")? { Received::All } else { Received::FirmOnly },
    })
}

/// Keeps what a person chose.
///
/// # Errors
/// The database failed.
pub async fn keep_choice(tx: &Tx, person: PersonId, choice: &Choice, at: Timestamp) -> Result<(), Fault> {
    let (how, days, hour) = match choice.how {
        How::Digest { days, hour } => ("digest", days, hour),
        // The times are kept for when they are wanted again.
        How::AtOnce => match choice_of(tx, person).await?.how {
            How::Digest { days, hour } => ("at-once", days, hour),
            How::AtOnce => ("at-once", Days::WORKING, 8),
        },
    };
    sql::change(
        tx,
        "INSERT INTO reminder_choices (person_id, how, days, hour, gentle, changed_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (person_id) DO UPDATE SET how = $2, days = $3, hour = $4, gentle = $5, changed_at = $6",
        params![person, how, days.bits(), i32::from(hour), choice.received == Received::All, at],
    )
    .await?;
    Ok(())
}

/// Whose letter holds this way out.
///
/// # Errors
/// The database failed.
pub async fn person_of_way_out(connection: &impl Connection, secret_hash: &str) -> Result<Option<PersonId>, Fault> {
    let text = "SELECT person_id FROM digests WHERE secret_hash = $1";
    sql::first(connection, text, params![secret_hash]).await?.map(|row| row.id("person_id")).transpose()
}
