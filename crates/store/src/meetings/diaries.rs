//! What is known of people's days: when they are away and when they meet. For finding times; who it is and why stays
//! here (F5, J8).

use domain::calendar::Period;
use domain::ids::{Id, MeetingId, PersonId};
use domain::programmes::{Catalogue, ContentHash, Party};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use sea_orm::Value;

use crate::db::{Connection, Fault};
use crate::sql::{self, Bound, Row};

/// When any of these people is away on or after a day, as the staff file says.
///
/// # Errors
/// The database failed.
pub async fn away(connection: &impl Connection, people: &[PersonId], from: Date) -> Result<Vec<Period>, Fault> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!(
        "SELECT DISTINCT started_on, finished_on FROM absences
         WHERE (finished_on IS NULL OR finished_on >= $1) AND person_id IN ({}) ORDER BY started_on, finished_on",
        sql::list_after(1, people.len())
    );
    let values: Vec<Value> = std::iter::once(from.bind()).chain(ids(people)).collect();
    let rows = sql::all(connection, text, values).await?;
    rows.iter()
        .map(|row| Ok(Period { started_on: row.on("started_on")?, finished_on: row.on_maybe("finished_on")? }))
        .collect()
}

/// When any of these people meets, of what is agreed and lies ahead: from and to. Meetings in which their part in the
/// journey takes no part are left out, and so is `except`.
///
/// # Errors
/// The database failed.
pub async fn busy(
    connection: &impl Connection,
    catalogue: &Catalogue,
    people: &[PersonId],
    from: Timestamp,
    except: Option<MeetingId>,
) -> Result<Vec<(Timestamp, Timestamp)>, Fault> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let these = sql::list_after(2, people.len());
    let text = format!(
        "SELECT DISTINCT m.id, m.kind, m.starts_at, m.minutes, j.version_hash, t.party FROM (
             SELECT id AS journey_id, 'supportee' AS party FROM journeys WHERE person_id IN ({these})
             UNION ALL
             SELECT journey_id, role FROM pairings
             WHERE person_id IN ({these}) AND (finished_on IS NULL OR finished_on >= $2)
         ) t
         JOIN journeys j ON j.id = t.journey_id
         JOIN (SELECT id, journey_id FROM meetings WHERE state = 'agreed' AND starts_at >= $1
             UNION ALL
             SELECT g.meeting_id, g.journey_id FROM group_meetings g) o ON o.journey_id = t.journey_id
         JOIN meetings m ON m.id = o.id AND m.state = 'agreed' AND m.starts_at >= $1
         ORDER BY m.starts_at, m.id, t.party"
    );
    let today = domain::calendar::date_of(from);
    let since = from - SignedDuration::from_hours(24);
    let values: Vec<Value> = [since.bind(), today.bind()].into_iter().chain(ids(people)).collect();
    let mut found = Vec::new();
    for row in sql::all(connection, text, values).await? {
        let (id, kind) = (row.id::<MeetingId>("id")?, row.parsed("kind")?);
        let hash = ContentHash::from_stored(&row.text("version_hash")?);
        let kind = catalogue.version(&hash).and_then(|programme| programme.meeting_kind(&kind));
        let party: Party = row.parsed("party")?;
        let takes_part = kind.is_none_or(|kind| kind.attended_by.is_empty() || kind.attended_by.contains(&party));
        if takes_part && Some(id) != except {
            let starts_at = row.at("starts_at")?;
            let minutes = row.int_maybe("minutes")?.unwrap_or(60);
            found.push((starts_at, starts_at + SignedDuration::from_mins(minutes.into())));
        }
    }
    found.dedup();
    Ok(found)
}

fn ids(people: &[PersonId]) -> impl Iterator<Item = Value> + '_ {
    people.iter().map(|person| Value::Uuid(Some(person.uuid())))
}
