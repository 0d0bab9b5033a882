//! Rotas: who is there on which day for a place and a profession, and who could be (S2).

use domain::calendar::Period;
use domain::ids::{Id, OrganisationId, PersonId};
use domain::keys::{ProfessionKey, ProgrammeKey, RotaKey};
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::{QueryResult, Value};

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Bound, Row, params};

/// At most so many people are offered to choose from.
pub const MOST_PEOPLE: usize = 400;

/// A rota at an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RotaAt {
    pub organisation: OrganisationId,
    pub programme: ProgrammeKey,
    pub rota: RotaKey,
}

/// For whom somebody is there: people of a place and a profession.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    /// A site; empty: the whole organisation.
    pub place: String,
    /// `None`: every profession.
    pub profession: Option<ProfessionKey>,
}

/// A day of somebody on a rota.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    pub slot: Slot,
    pub on: Date,
    pub named: Contact,
    /// Stands in that day.
    pub cover: Option<Contact>,
}

impl Turn {
    /// Whom people turn to that day.
    pub fn who(&self) -> &Contact {
        self.cover.as_ref().unwrap_or(&self.named)
    }
}

/// Somebody on a rota, and how to reach them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    pub person: PersonId,
    pub name: String,
    /// The work address, if one is known.
    pub email: Option<String>,
}

/// The turns of a rota between two days, both included, by place, profession and day.
///
/// # Errors
/// The database failed.
pub async fn turns(connection: &impl Connection, at: &RotaAt, from: Date, to: Date) -> Result<Vec<Turn>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT t.place, t.profession, t.on_day, t.person_id, t.cover_person_id,
             COALESCE(p.known_as, p.given_name) || ' ' || p.family_name AS name,
             (SELECT MIN(a.email) FROM addresses a WHERE a.person_id = t.person_id AND a.kind = 'work') AS email,
             COALESCE(c.known_as, c.given_name) || ' ' || c.family_name AS cover_name,
             (SELECT MIN(a.email) FROM addresses a WHERE a.person_id = t.cover_person_id AND a.kind = 'work')
                 AS cover_email
         FROM rota_turns t
         JOIN people p ON p.id = t.person_id
         LEFT JOIN people c ON c.id = t.cover_person_id
         WHERE t.organisation_id = $1 AND t.programme = $2 AND t.rota = $3 AND t.on_day >= $4 AND t.on_day <= $5
         ORDER BY t.place, t.profession, t.on_day",
        params![at.organisation, at.programme, at.rota, from, to],
    )
    .await?;
    rows.iter().map(turn).collect()
}

fn turn(row: &QueryResult) -> Result<Turn, Fault> {
    let cover = match row.id_maybe("cover_person_id")? {
        None => None,
        Some(person) => Some(Contact { person, name: row.text("cover_name")?, email: row.text_maybe("cover_email")? }),
    };
    Ok(Turn {
        slot: slot(row)?,
        on: row.on("on_day")?,
        named: Contact { person: row.id("person_id")?, name: row.text("name")?, email: row.text_maybe("email")? },
        cover,
    })
}

fn slot(row: &QueryResult) -> Result<Slot, Fault> {
    let profession = row.text_maybe("profession")?.filter(|text| !text.is_empty());
    let profession = profession.map(|text| crate::convert::parsed(&text)).transpose()?;
    Ok(Slot { place: row.text_maybe("place")?.unwrap_or_default(), profession })
}

/// The places and professions of the people who work at an organisation on a day.
///
/// # Errors
/// The database failed.
pub async fn slots_worked(
    connection: &impl Connection,
    organisation: OrganisationId,
    on: Date,
) -> Result<Vec<Slot>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT DISTINCT COALESCE(site, '') AS place, profession FROM posts
         WHERE organisation_id = $1 AND profession IS NOT NULL AND started_on <= $2
             AND (finished_on IS NULL OR finished_on >= $2)
         ORDER BY place, profession",
        params![organisation, on],
    )
    .await?;
    rows.iter().map(slot).collect()
}

/// The people who can be on the rotas of an organisation: those who work there, or elsewhere in its cluster, by name.
///
/// # Errors
/// The database failed.
pub async fn people(
    connection: &impl Connection,
    organisation: OrganisationId,
    on: Date,
) -> Result<Vec<(PersonId, String)>, Fault> {
    let rows = sql::all(
        connection,
        format!(
            "SELECT DISTINCT p.id, COALESCE(p.known_as, p.given_name) || ' ' || p.family_name AS name, p.family_name
             FROM posts t JOIN people p ON p.id = t.person_id
             WHERE {AT_OR_NEAR} AND t.profession IS NOT NULL AND t.started_on <= $2
                 AND (t.finished_on IS NULL OR t.finished_on >= $2)
             ORDER BY p.family_name, name, p.id LIMIT {MOST_PEOPLE}"
        ),
        params![organisation, on],
    )
    .await?;
    rows.iter().map(|row| Ok((row.id("id")?, row.text("name")?))).collect()
}

/// A post at the organisation, or at another of its cluster.
const AT_OR_NEAR: &str = "(t.organisation_id = $1 OR t.organisation_id IN (
    SELECT other.organisation_id FROM grouping_members own
    JOIN groupings g ON g.id = own.grouping_id AND g.kind = 'cluster'
    JOIN grouping_members other ON other.grouping_id = g.id
    WHERE own.organisation_id = $1 AND own.started_on <= $2 AND (own.finished_on IS NULL OR own.finished_on >= $2)
        AND other.started_on <= $2 AND (other.finished_on IS NULL OR other.finished_on >= $2)))";

/// When those of these people work at the organisation, or elsewhere in its cluster on a day; people without such a post
/// are left out.
///
/// # Errors
/// The database failed.
pub async fn times_there(
    connection: &impl Connection,
    organisation: OrganisationId,
    on: Date,
    people: &[PersonId],
) -> Result<Vec<(PersonId, Period)>, Fault> {
    let people: Vec<Value> = people.iter().map(|person| Value::Uuid(Some(person.uuid()))).collect();
    let rows = sql::all(
        connection,
        format!(
            "SELECT t.person_id, t.started_on, t.finished_on FROM posts t
             WHERE {AT_OR_NEAR} AND t.person_id IN ({})",
            sql::list_after(2, people.len())
        ),
        params![organisation, on].into_iter().chain(people),
    )
    .await?;
    rows.iter()
        .map(|row| {
            let period = Period { started_on: row.on("started_on")?, finished_on: row.on_maybe("finished_on")? };
            Ok((row.id("person_id")?, period))
        })
        .collect()
}

/// Where somebody works on a day, and as what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workplace {
    pub organisation: OrganisationId,
    pub organisation_name: String,
    pub slot: Slot,
}

/// The places where a person works on a day, by name.
///
/// # Errors
/// The database failed.
pub async fn workplaces(connection: &impl Connection, person: PersonId, on: Date) -> Result<Vec<Workplace>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT DISTINCT o.id, o.name, COALESCE(t.site, '') AS place, t.profession
         FROM posts t JOIN organisations o ON o.id = t.organisation_id
         WHERE t.person_id = $1 AND t.started_on <= $2 AND (t.finished_on IS NULL OR t.finished_on >= $2)
         ORDER BY o.name, place, t.profession",
        params![person, on],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Workplace { organisation: row.id("id")?, organisation_name: row.text("name")?, slot: slot(row)? })
        })
        .collect()
}

/// A day as it is to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    pub on: Date,
    /// `None`: nobody.
    pub person: Option<PersonId>,
    pub cover: Option<PersonId>,
}

/// Puts days of a rota in place of what they were.
///
/// # Errors
/// The database failed.
pub async fn put(
    tx: &Tx,
    at: &RotaAt,
    slot: &Slot,
    days: &[Day],
    (by, now): (PersonId, Timestamp),
) -> Result<(), Fault> {
    let profession = slot.profession.as_ref().map_or("", |profession| profession.as_str());
    let whole = params![at.organisation, at.programme, at.rota, slot.place, profession];
    let cleared = days.iter().map(|day| day.on.bind());
    sql::change(
        tx,
        format!(
            "DELETE FROM rota_turns WHERE organisation_id = $1 AND programme = $2 AND rota = $3 AND place = $4
                 AND profession = $5 AND on_day IN ({})",
            sql::list_after(5, days.len())
        ),
        whole.clone().into_iter().chain(cleared),
    )
    .await?;
    let named: Vec<(&Day, PersonId)> = days.iter().filter_map(|day| Some((day, day.person?))).collect();
    if named.is_empty() {
        return Ok(());
    }
    let values = named
        .iter()
        .flat_map(|(day, person)| whole.clone().into_iter().chain(params![day.on, *person, day.cover, now, by]));
    sql::change(
        tx,
        format!(
            "INSERT INTO rota_turns (organisation_id, programme, rota, place, profession, on_day, person_id,
                 cover_person_id, named_at, named_by) VALUES {}",
            sql::rows_of(named.len(), 10)
        ),
        values.collect::<Vec<_>>(),
    )
    .await?;
    Ok(())
}

/// The turn that answers for somebody of a place and a profession: their own profession's before everybody's, their own
/// place's before the whole organisation's.
pub fn answer<'t>(turns: &'t [Turn], of: &Slot, on: Date) -> Option<&'t Turn> {
    let fits = |turn: &&Turn| {
        let place = turn.slot.place.is_empty() || turn.slot.place == of.place;
        let profession = turn.slot.profession.is_none() || turn.slot.profession == of.profession;
        turn.on == on && place && profession
    };
    turns.iter().filter(fits).max_by_key(|turn| (turn.slot.profession.is_some(), !turn.slot.place.is_empty()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn turn(place: &str, profession: Option<&str>, name: &str) -> Turn {
        let person = PersonId::from_uuid(uuid::Uuid::nil());
        Turn {
            slot: Slot { place: place.to_owned(), profession: profession.and_then(|key| key.parse().ok()) },
            on: date(2026, 11, 2),
            named: Contact { person, name: name.to_owned(), email: None },
            cover: None,
        }
    }

    #[test]
    fn req_S2_the_nearest_turn_answers() {
        let turns = [
            turn("", None, "anybody"),
            turn("North", None, "north"),
            turn("North", Some("paramedic"), "north paramedic"),
            turn("", Some("nurse"), "nurse"),
        ];
        let of = |place: &str, profession: &str| {
            let slot = Slot { place: place.to_owned(), profession: profession.parse().ok() };
            answer(&turns, &slot, date(2026, 11, 2)).map(|turn| turn.named.name.as_str())
        };
        assert_eq!(of("North", "paramedic"), Some("north paramedic"));
        assert_eq!(of("North", "dietitian"), Some("north"));
        assert_eq!(of("North", "nurse"), Some("nurse"));
        assert_eq!(of("South", "dietitian"), Some("anybody"));
        let slot = Slot { place: String::new(), profession: None };
        assert_eq!(answer(&turns, &slot, date(2026, 11, 3)), None);
    }
}
