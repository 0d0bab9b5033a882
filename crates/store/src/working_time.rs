//! When people work, as far as it is known: from their posts, from leave and absence, and from what they say themselves.

use domain::calendar::Period;
use domain::ids::{OrganisationId, PersonId};
use domain::leave::{Begins, Ends, Span};
use domain::programmes::FULL_TIME;
use domain::working_time::{Weekdays, WorkingTime};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// When a person works, in the nation of an organisation and by their post there; by another post where they have none
/// there.
///
/// # Errors
/// The database failed.
pub async fn of(
    connection: &impl Connection,
    person: PersonId,
    organisation: OrganisationId,
    today: Date,
) -> Result<WorkingTime, Fault> {
    let nation = crate::organisations::nation(connection, organisation).await?.unwrap_or_default();
    let post = sql::first(
        connection,
        "SELECT wte_thousandths, weekly_minutes FROM posts
         WHERE person_id = $1 AND (finished_on IS NULL OR finished_on >= $3)
         ORDER BY CASE WHEN organisation_id = $2 THEN 0 ELSE 1 END, started_on DESC, id LIMIT 1",
        params![person, organisation, today],
    )
    .await?;
    let share = post.map(|row| crate::occurrences::share_of_full_time(&row)).transpose()?.flatten();
    let days = days_of(connection, person).await?;
    let away = away(connection, person).await?;
    Ok(WorkingTime { nation, share: share.unwrap_or(FULL_TIME), days, away })
}

/// The days of the week on which a person works, where they have said so.
///
/// # Errors
/// The database failed.
pub async fn days_of(connection: &impl Connection, person: PersonId) -> Result<Option<Weekdays>, Fault> {
    let row = sql::first(connection, "SELECT days FROM working_days WHERE person_id = $1", params![person]).await?;
    row.map_or(Ok(None), |row| Ok(Weekdays::named(row.text("days")?.split(' '))))
}

/// Every day that is known on which a person does not work: the staff file's absences, leave that was approved, absence
/// that was noted, and what they said themselves.
async fn away(connection: &impl Connection, person: PersonId) -> Result<Vec<Period>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT started_on, finished_on, NULL AS begins, NULL AS ends FROM absences WHERE person_id = $1
         UNION ALL SELECT started_on, finished_on, begins, ends FROM leave_requests
             WHERE person_id = $1 AND state = 'approved'
         UNION ALL SELECT started_on, finished_on, NULL, NULL FROM journey_absences WHERE person_id = $1
         UNION ALL SELECT started_on, finished_on, NULL, NULL FROM days_away WHERE person_id = $1
         ORDER BY 1, 2",
        params![person],
    )
    .await?;
    let mut found = Vec::new();
    for row in &rows {
        let (from, until) = (row.on("started_on")?, row.on_maybe("finished_on")?);
        let whole = match (until, row.text_maybe("begins")?, row.text_maybe("ends")?) {
            (Some(until), Some(begins), Some(ends)) => span(from, until, &begins, &ends).whole_days(),
            _ => Some(Period { started_on: from, finished_on: until }),
        };
        found.extend(whole);
    }
    Ok(found)
}

/// The span that a row of leave says.
pub(crate) fn span(from: Date, until: Date, begins: &str, ends: &str) -> Span {
    let begins = if begins == "midday" { Begins::AtMidday } else { Begins::InTheMorning };
    let ends = if ends == "midday" { Ends::AtMidday } else { Ends::InTheEvening };
    Span { from, until, begins, ends }
}

/// Keeps on which days of the week a person works; none: nothing is known but their share of full time.
///
/// # Errors
/// The database failed.
pub async fn keep_days(tx: &Tx, person: PersonId, days: Option<&Weekdays>, at: Timestamp) -> Result<(), Fault> {
    let Some(days) = days else {
        sql::change(tx, "DELETE FROM working_days WHERE person_id = $1", params![person]).await?;
        return Ok(());
    };
    let text = "INSERT INTO working_days (person_id, days, said_at) VALUES ($1, $2, $3)
         ON CONFLICT (person_id) DO UPDATE SET days = excluded.days, said_at = excluded.said_at";
    let names: Vec<&str> = days.names().collect();
    sql::change(tx, text, params![person, names.join(" "), at]).await?;
    Ok(())
}

/// The days on which a person says that they are away, from a day on.
///
/// # Errors
/// The database failed.
pub async fn said_away(connection: &impl Connection, person: PersonId, from: Date) -> Result<Vec<(Date, Date)>, Fault> {
    let text =
        "SELECT started_on, finished_on FROM days_away WHERE person_id = $1 AND finished_on >= $2 ORDER BY started_on";
    let rows = sql::all(connection, text, params![person, from]).await?;
    rows.iter().map(|row| Ok((row.on("started_on")?, row.on("finished_on")?))).collect()
}

/// Keeps that a person is away between two days; another last day from the same first one takes its place.
///
/// # Errors
/// The database failed.
pub async fn say_away(tx: &Tx, person: PersonId, (from, until): (Date, Date), at: Timestamp) -> Result<(), Fault> {
    let text = "INSERT INTO days_away (person_id, started_on, finished_on, said_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (person_id, started_on) DO UPDATE SET finished_on = excluded.finished_on, said_at = excluded.said_at";
    sql::change(tx, text, params![person, from, until, at]).await?;
    Ok(())
}

/// Takes back that a person is away from a day on.
///
/// # Errors
/// The database failed.
pub async fn unsay_away(tx: &Tx, person: PersonId, from: Date) -> Result<(), Fault> {
    sql::change(tx, "DELETE FROM days_away WHERE person_id = $1 AND started_on = $2", params![person, from]).await?;
    Ok(())
}
