//! What figures are made from beside occurrences counted one by one: journeys, offers, lengths, trainings, offices. Each
//! is one grouped or plain query, whatever number of standards asks (L1).

use std::collections::BTreeMap;

use domain::calendar::{self, Period};
use domain::candidacies::State;
use domain::ids::{CandidacyId, JourneyId, OrganisationId, PersonId};
use domain::keys::{ExpectationKey, OfficeKey, ProfessionKey, ProgrammeKey, RoleKey, TrainingKey};
use domain::programmes::ContentHash;
use domain::standards::{Eligible, Figure, Part};
use jiff::civil::Date;
use sea_orm::QueryResult;

use super::{RAN_IN_PERIOD, Scope, figure_columns, figure_of};
use crate::db::{Connection, Fault};
use crate::sql::{self, Row, params};

/// “Ngozi Santos”, from the columns of [`NAME`].
const NAME: &str = "COALESCE(p.known_as, p.given_name) AS first_name, p.family_name";

fn name_of(row: &QueryResult) -> Result<String, Fault> {
    Ok(format!("{} {}", row.text("first_name")?, row.text("family_name")?))
}

/// What is due of one journey under one expectation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfJourney {
    pub journey: JourneyId,
    pub name: String,
    pub expectation: ExpectationKey,
    pub figure: Figure,
    /// The latest day by which something is due.
    pub due_on: Date,
}

/// The figures of a scope by journey and expectation, journeys by name.
///
/// # Errors
/// The database failed.
pub async fn by_journey(connection: &impl Connection, scope: &Scope) -> Result<Vec<OfJourney>, Fault> {
    if scope.expectations.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!(
        "WITH counted AS (
             SELECT o.journey_id, o.expectation, MAX(o.due_on) AS due_on, {} FROM occurrences o WHERE {}
             GROUP BY o.journey_id, o.expectation)
         SELECT c.*, {NAME} FROM counted c JOIN journeys j ON j.id = c.journey_id JOIN people p ON p.id = j.person_id
         ORDER BY p.name_search, c.journey_id, c.expectation",
        figure_columns(),
        scope.condition()
    );
    let rows = sql::all(connection, text, scope.values()).await?;
    rows.iter()
        .map(|row| {
            Ok(OfJourney {
                journey: row.id("journey_id")?,
                name: name_of(row)?,
                expectation: row.parsed("expectation")?,
                figure: figure_of(row)?,
                due_on: row.on("due_on")?,
            })
        })
        .collect()
}

/// Somebody who became eligible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EligibleRow {
    pub candidacy: CandidacyId,
    pub name: String,
    pub eligible: Eligible,
    pub reason: Option<String>,
}

/// Everybody of a programme at an organisation who starts on a day or later, by start and name.
///
/// # Errors
/// The database failed.
pub async fn eligible(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    since: Date,
) -> Result<Vec<EligibleRow>, Fault> {
    let text = format!(
        "SELECT c.id, c.state, c.state_reason, c.starts_on, c.offered_at, c.requested_at, c.request_answered_at,
             c.profession, c.transition, {NAME}
         FROM candidacies c JOIN people p ON p.id = c.person_id
         WHERE c.organisation_id = $1 AND c.programme = $2 AND c.starts_on >= $3
         ORDER BY c.starts_on DESC, p.name_search, c.id"
    );
    let rows = sql::all(connection, text, params![organisation, programme, since]).await?;
    let day = |row: &QueryResult, column: &str| Ok::<_, Fault>(row.at_maybe(column)?.map(calendar::date_of));
    rows.iter()
        .map(|row| {
            let eligible = Eligible {
                state: row.parsed::<State>("state")?,
                starts_on: row.on("starts_on")?,
                offered_on: day(row, "offered_at")?,
                requested_on: day(row, "requested_at")?,
                answered_on: day(row, "request_answered_at")?,
                profession: row.parsed_maybe::<ProfessionKey>("profession")?,
                transition: row.parsed_maybe("transition")?,
            };
            Ok(EligibleRow {
                candidacy: row.id("id")?,
                name: name_of(row)?,
                eligible,
                reason: row.text_maybe("state_reason")?,
            })
        })
        .collect()
}

/// From when to when a journey goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LengthRow {
    pub journey: JourneyId,
    pub name: String,
    pub version: ContentHash,
    pub starts_on: Date,
    pub planned_end_on: Option<Date>,
    pub ended_on: Option<Date>,
    /// The day on which both last agreed to another end.
    pub agreed_on: Option<Date>,
}

/// The journeys that ran in the period of a scope, by start and name.
///
/// # Errors
/// The database failed.
pub async fn lengths(connection: &impl Connection, scope: &Scope) -> Result<Vec<LengthRow>, Fault> {
    let text = format!(
        "SELECT j.id, j.version_hash, j.starts_on, j.planned_end_on, j.ended_on, {NAME},
            (SELECT MAX(e.settled_at) FROM exceptions e
             WHERE e.journey_id = j.id AND e.kind = 'ends' AND e.state = 'agreed') AS agreed_at
         FROM journeys j JOIN people p ON p.id = j.person_id WHERE {RAN_IN_PERIOD}
         ORDER BY j.starts_on DESC, p.name_search, j.id"
    );
    let last = scope.period.finished_on.unwrap_or(scope.today);
    let values = params![scope.organisation, scope.programme, scope.period.started_on, last];
    let rows = sql::all(connection, text, values).await?;
    rows.iter()
        .map(|row| {
            Ok(LengthRow {
                journey: row.id("id")?,
                name: name_of(row)?,
                version: ContentHash::from_stored(&row.text("version_hash")?),
                starts_on: row.on("starts_on")?,
                planned_end_on: row.on_maybe("planned_end_on")?,
                ended_on: row.on_maybe("ended_on")?,
                agreed_on: row.at_maybe("agreed_at")?.map(calendar::date_of),
            })
        })
        .collect()
}

/// Somebody of the organisation who supports others, and their trainings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrainedRow {
    pub person: PersonId,
    pub name: String,
    /// Since when they support somebody without a break of all.
    pub began_on: Date,
    pub trained_on: Vec<Date>,
}

/// Everybody with a post at the organisation who supports somebody in a role today or from a day to come, by name.
///
/// # Errors
/// The database failed.
pub async fn supporters(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    role: &RoleKey,
    training: &TrainingKey,
    today: Date,
) -> Result<Vec<TrainedRow>, Fault> {
    let text = format!(
        "SELECT a.person_id, a.began_on, t.completed_on, {NAME}
         FROM (SELECT r.person_id, MIN(r.started_on) AS began_on FROM pairings r JOIN journeys j ON j.id = r.journey_id
               WHERE j.programme = $2 AND r.role = $3 AND j.ended_on IS NULL
                   AND (r.finished_on IS NULL OR r.finished_on >= $5)
                   AND r.person_id IN (SELECT person_id FROM posts WHERE organisation_id = $1
                       AND (finished_on IS NULL OR finished_on >= $5))
               GROUP BY r.person_id) a
         JOIN people p ON p.id = a.person_id
         LEFT JOIN trainings t ON t.person_id = a.person_id AND t.training = $4
         ORDER BY p.name_search, a.person_id, t.completed_on"
    );
    let rows = sql::all(connection, text, params![organisation, programme, role, training, today]).await?;
    let mut found: Vec<TrainedRow> = Vec::new();
    for row in &rows {
        let person: PersonId = row.id("person_id")?;
        if found.last().is_none_or(|last| last.person != person) {
            let began_on = row.on("began_on")?;
            found.push(TrainedRow { person, name: name_of(row)?, began_on, trained_on: Vec::new() });
        }
        if let (Some(last), Some(on)) = (found.last_mut(), row.on_maybe("completed_on")?) {
            last.trained_on.push(on);
        }
    }
    Ok(found)
}

/// A term of office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// `None`: the administrator's.
    pub programme: Option<ProgrammeKey>,
    pub office: OfficeKey,
    pub person: PersonId,
    pub name: String,
    /// The profession of a post that the person holds at the organisation.
    pub profession: Option<ProfessionKey>,
    pub period: Period,
}

/// All terms of all offices at an organisation, by office and first day.
///
/// # Errors
/// The database failed.
pub async fn terms(connection: &impl Connection, organisation: OrganisationId) -> Result<Vec<Term>, Fault> {
    let text = format!(
        "SELECT a.programme, a.office, a.person_id, a.started_on, a.finished_on, {NAME},
             (SELECT MIN(o.profession) FROM posts o WHERE o.person_id = a.person_id
                 AND o.organisation_id = a.organisation_id) AS profession
         FROM appointments a JOIN people p ON p.id = a.person_id
         WHERE a.organisation_id = $1 ORDER BY a.office, a.started_on, a.id"
    );
    let rows = sql::all(connection, text, params![organisation]).await?;
    rows.iter()
        .map(|row| {
            Ok(Term {
                programme: row.parsed_maybe("programme")?,
                office: row.parsed("office")?,
                person: row.id("person_id")?,
                name: name_of(row)?,
                profession: row.parsed_maybe("profession")?,
                period: Period { started_on: row.on("started_on")?, finished_on: row.on_maybe("finished_on")? },
            })
        })
        .collect()
}

/// An office that nobody holds any more, or soon nobody will: its last term has a last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lapsing {
    pub organisation: OrganisationId,
    pub programme: ProgrammeKey,
    pub office: OfficeKey,
    pub finished_on: Date,
}

/// The offices of programmes run today whose last term ends or ended by a day, by organisation, programme and office.
///
/// # Errors
/// The database failed.
pub async fn lapsing(connection: &impl Connection, by: Date, today: Date) -> Result<Vec<Lapsing>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT a.organisation_id, a.programme, a.office, MAX(a.finished_on) AS finished_on FROM appointments a
         JOIN adoptions d ON d.organisation_id = a.organisation_id AND d.programme = a.programme
             AND d.started_on <= $2 AND (d.finished_on IS NULL OR d.finished_on >= $2)
         GROUP BY a.organisation_id, a.programme, a.office
         HAVING COUNT(a.finished_on) = COUNT(*) AND MAX(a.finished_on) <= $1
         ORDER BY a.organisation_id, a.programme, a.office",
        params![by, today],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Lapsing {
                organisation: row.id("organisation_id")?,
                programme: row.parsed("programme")?,
                office: row.parsed("office")?,
                finished_on: row.on("finished_on")?,
            })
        })
        .collect()
}

/// The professions of the people of a programme at an organisation today.
///
/// # Errors
/// The database failed.
pub async fn professions(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
) -> Result<Vec<ProfessionKey>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT DISTINCT profession FROM journeys WHERE organisation_id = $1 AND programme = $2 AND ended_on IS NULL
             AND profession IS NOT NULL ORDER BY profession",
        params![organisation, programme],
    )
    .await?;
    rows.iter().map(|row| row.parsed("profession")).collect()
}

/// The part of each journey that any of these expectations says something of.
pub fn journeys(rows: &[OfJourney], counted: &[&ExpectationKey]) -> Vec<(JourneyId, String, Date, Part)> {
    let mut sums: BTreeMap<JourneyId, (usize, Date, Figure)> = BTreeMap::new();
    for (place, row) in rows.iter().enumerate().filter(|(_, row)| counted.contains(&&row.expectation)) {
        let (_, due_on, sum) = sums.entry(row.journey).or_insert((place, row.due_on, Figure::default()));
        *due_on = (*due_on).max(row.due_on);
        sum.add_all(&row.figure);
    }
    let mut found: Vec<(usize, JourneyId, Date, Part)> = sums
        .into_iter()
        .filter_map(|(journey, (place, due_on, sum))| Some((place, journey, due_on, domain::standards::journey(&sum)?)))
        .collect();
    found.sort_by_key(|(place, ..)| *place);
    found.into_iter().map(|(place, journey, due_on, part)| (journey, rows[place].name.clone(), due_on, part)).collect()
}
