//! An organisation's journeys as its desk lists and counts them.

use std::collections::BTreeSet;

use domain::ids::{JourneyId, OrganisationId};
use domain::keys::{ExpectationKey, ProfessionKey, ProgrammeKey};
use domain::text::searchable;
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::Value;

use super::name_of;
use crate::db::{Connection, Fault};
use crate::sql::{self, Bound, Row, params};

/// How many journeys stand on a page.
pub const PER_PAGE: i64 = 25;

/// Which journeys are looked for.
#[derive(Debug, Clone)]
pub struct Filter {
    pub organisation: OrganisationId,
    pub programme: ProgrammeKey,
    pub today: Date,
    pub show: Show,
    pub profession: Option<ProfessionKey>,
    /// Part of a name, of the one supported or of a supporter.
    pub name: String,
}

/// The kinds of journeys that a desk tells apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Show {
    /// Begun or about to, and not ended.
    Running,
    /// Something in them is late.
    Late,
    /// This expectation is open, due by that day or late, and no time is agreed for it.
    AtRisk {
        expectation: ExpectationKey,
        by: Date,
    },
    Ended,
}

/// One journey in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JourneyLine {
    pub journey: JourneyId,
    pub name: String,
    pub profession: Option<ProfessionKey>,
    pub supporters: Vec<String>,
    pub starts_on: Date,
    /// `None`: no fixed end.
    pub planned_end_on: Option<Date>,
    pub ended_on: Option<Date>,
    pub meetings_held: i32,
    pub last_met_on: Option<Date>,
    pub next_meeting_at: Option<Timestamp>,
    /// The earliest day by which something is asked of somebody.
    pub next_due_on: Option<Date>,
    /// The earliest day of what counts for a standard and is still open; late when it lies before today.
    pub late_since: Option<Date>,
}

/// A page of the list and how many there are in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JourneyPage {
    pub lines: Vec<JourneyLine>,
    pub total: i64,
}

impl Filter {
    /// All running journeys of a programme at an organisation.
    pub fn running(organisation: OrganisationId, programme: ProgrammeKey, today: Date) -> Self {
        Self { organisation, programme, today, show: Show::Running, profession: None, name: String::new() }
    }

    fn conditions(&self) -> (String, Vec<Value>) {
        let mut text = "j.organisation_id = $1 AND j.programme = $2".to_owned();
        let mut values = params![self.organisation, self.programme].to_vec();
        let mut next = |value: Value| {
            values.push(value);
            format!("${}", values.len())
        };
        match &self.show {
            Show::Running => text.push_str(" AND j.ended_on IS NULL"),
            Show::Ended => text.push_str(" AND j.ended_on IS NOT NULL"),
            Show::Late => {
                let today = next(self.today.bind());
                text.push_str(&format!(" AND j.ended_on IS NULL AND j.late_since < {today}"));
            }
            Show::AtRisk { expectation, by } => {
                let (key, by) = (next(expectation.bind()), next(by.bind()));
                text.push_str(&format!(
                    " AND j.ended_on IS NULL AND j.next_meeting_at IS NULL AND EXISTS (
                         SELECT 1 FROM occurrences c WHERE c.journey_id = j.id AND c.expectation = {key}
                         AND c.outcome = 'open' AND c.due_on <= {by})"
                ));
            }
        }
        if let Some(profession) = &self.profession {
            let profession = next(profession.bind());
            text.push_str(&format!(" AND j.profession = {profession}"));
        }
        for word in searchable(&self.name).split_whitespace() {
            let word = next(format!("%{}%", word.replace(['%', '_'], " ").trim()).bind());
            text.push_str(&format!(
                " AND (j.name_search LIKE {word} OR EXISTS (SELECT 1 FROM pairings s JOIN people q ON q.id = s.person_id
                     WHERE s.journey_id = j.id AND q.name_search LIKE {word}))"
            ));
        }
        (text, values)
    }
}

/// How many journeys fit.
///
/// # Errors
/// The database failed.
pub async fn count(connection: &impl Connection, filter: &Filter) -> Result<i64, Fault> {
    let (conditions, values) = filter.conditions();
    sql::count(connection, format!("SELECT count(*) AS n FROM journeys j WHERE {conditions}"), values).await
}

/// A page of the journeys that fit, those with something late first, the longest late before all; counted from one.
///
/// # Errors
/// The database failed.
pub async fn list(connection: &impl Connection, filter: &Filter, page: i64) -> Result<JourneyPage, Fault> {
    let total = count(connection, filter).await?;
    let (conditions, mut values) = filter.conditions();
    values.extend(params![PER_PAGE, (page.max(1) - 1) * PER_PAGE]);
    let rows = sql::all(
        connection,
        format!(
            "SELECT j.id, j.profession, j.starts_on, j.planned_end_on, j.ended_on, j.meetings_held, j.last_met_on,
                 j.next_meeting_at, j.next_due_on, j.late_since, {name} AS name
             FROM journeys j JOIN people p ON p.id = j.person_id WHERE {conditions}
             ORDER BY CASE WHEN j.late_since IS NULL THEN 1 ELSE 0 END, j.late_since, j.name_search, j.id
             LIMIT ${limit} OFFSET ${offset}",
            name = name_of("p"),
            limit = values.len() - 1,
            offset = values.len(),
        ),
        values,
    )
    .await?;
    let mut lines = Vec::with_capacity(rows.len());
    for row in &rows {
        lines.push(JourneyLine {
            journey: row.id("id")?,
            name: row.text("name")?,
            profession: row.parsed_maybe("profession")?,
            supporters: Vec::new(),
            starts_on: row.on("starts_on")?,
            planned_end_on: row.on_maybe("planned_end_on")?,
            ended_on: row.on_maybe("ended_on")?,
            meetings_held: row.int("meetings_held")?,
            last_met_on: row.on_maybe("last_met_on")?,
            next_meeting_at: row.at_maybe("next_meeting_at")?,
            next_due_on: row.on_maybe("next_due_on")?,
            late_since: row.on_maybe("late_since")?,
        });
    }
    name_supporters(connection, &mut lines, filter.today).await?;
    Ok(JourneyPage { lines, total })
}

async fn name_supporters(connection: &impl Connection, lines: &mut [JourneyLine], today: Date) -> Result<(), Fault> {
    if lines.is_empty() {
        return Ok(());
    }
    let mut values = params![today].to_vec();
    values.extend(lines.iter().map(|line| line.journey.bind()));
    let rows = sql::all(
        connection,
        format!(
            "SELECT s.journey_id, {name} AS name FROM pairings s JOIN people q ON q.id = s.person_id
             WHERE (s.finished_on IS NULL OR s.finished_on >= $1) AND s.journey_id IN ({})
             ORDER BY s.journey_id, s.started_on, s.id",
            sql::list_after(1, lines.len()),
            name = name_of("q"),
        ),
        values,
    )
    .await?;
    for row in &rows {
        let journey: JourneyId = row.id("journey_id")?;
        if let Some(line) = lines.iter_mut().find(|line| line.journey == journey) {
            line.supporters.push(row.text("name")?);
        }
    }
    Ok(())
}

/// What one can choose among in the filters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choices {
    pub professions: BTreeSet<ProfessionKey>,
}

/// The professions among an organisation's journeys of a programme.
///
/// # Errors
/// The database failed.
pub async fn choices(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
) -> Result<Choices, Fault> {
    let rows = sql::all(
        connection,
        "SELECT DISTINCT profession FROM journeys WHERE organisation_id = $1 AND programme = $2
         AND profession IS NOT NULL ORDER BY profession",
        params![organisation, programme],
    )
    .await?;
    let professions = rows.iter().map(|row| row.parsed("profession")).collect::<Result<_, Fault>>()?;
    Ok(Choices { professions })
}
