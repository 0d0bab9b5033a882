//! Figures of standards from occurrences: counted by index, and the journeys behind them (L1, L8).

pub mod makers;

use std::collections::HashMap;

use domain::calendar::{self, Period};
use domain::expectations::Outcome;
use domain::ids::{JourneyId, OrganisationId};
use domain::keys::{ExpectationKey, ProgrammeKey};
use domain::standards::{self, Figure, Part, UNRECORDED_DAYS};
use jiff::civil::Date;
use sea_orm::{QueryResult, Value};

use crate::db::{Connection, Fault};
use crate::sql::{self, Bound, Row, params};

/// What is counted: some expectations of a programme at an organisation, in a period, as known on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    pub organisation: OrganisationId,
    pub programme: ProgrammeKey,
    pub expectations: Vec<ExpectationKey>,
    pub period: Period,
    pub today: Date,
}

impl Scope {
    /// `$1` organisation, `$2` programme, `$3` first day, `$4` last day, `$5` today, `$6` a week before, then the
    /// expectations. What is due after the last day belongs to it as soon as it can be done.
    fn condition(&self) -> String {
        format!(
            "o.organisation_id = $1 AND o.programme = $2 AND o.expectation IN ({}) AND o.due_on >= $3
             AND (o.due_on <= $4 OR o.opens_on <= $4)",
            sql::list_after(6, self.expectations.len())
        )
    }

    fn values(&self) -> Vec<Value> {
        let last = self.period.finished_on.unwrap_or(self.today);
        let week_before = calendar::plus_days(self.today, -UNRECORDED_DAYS);
        let mut values =
            params![self.organisation, self.programme, self.period.started_on, last, self.today, week_before].to_vec();
        values.extend(self.expectations.iter().map(Bound::bind));
        values
    }
}

/// The same rule as [`domain::standards::part`], for the database to count by; a test holds the two together.
fn part_is(part: Part) -> &'static str {
    match part {
        Part::Met => "o.outcome = 'met' AND o.outcome_on <= o.due_on",
        Part::AgreedException => "o.outcome = 'agreed-exception'",
        Part::NotMet => {
            "(o.outcome = 'met' AND o.outcome_on > o.due_on) OR (o.outcome = 'open' AND o.due_on < $5 AND
             (o.unrecorded_on IS NULL OR o.unrecorded_on > $6))"
        }
        Part::NotYetDue => "o.outcome = 'open' AND o.due_on >= $5",
        Part::NoData => "o.outcome = 'open' AND o.due_on < $5 AND o.unrecorded_on <= $6",
    }
}

/// The figure of each expectation that has any occurrence, by expectation.
///
/// # Errors
/// The database failed.
pub async fn figures(connection: &impl Connection, scope: &Scope) -> Result<Vec<(ExpectationKey, Figure)>, Fault> {
    if scope.expectations.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!(
        "SELECT o.expectation, {} FROM occurrences o WHERE {} GROUP BY o.expectation ORDER BY o.expectation",
        figure_columns(),
        scope.condition()
    );
    let rows = sql::all(connection, text, scope.values()).await?;
    rows.iter().map(|row| Ok((row.parsed("expectation")?, figure_of(row)?))).collect()
}

/// The five parts as columns.
fn figure_columns() -> String {
    let counts = Part::ALL.iter().map(|part| {
        format!("SUM(CASE WHEN {} THEN 1 ELSE 0 END) AS {}", part_is(*part), part.as_str().replace('-', "_"))
    });
    counts.collect::<Vec<_>>().join(", ")
}

/// The figure in the columns of [`figure_columns`].
fn figure_of(row: &QueryResult) -> Result<Figure, Fault> {
    let number = |column: &str| Ok::<u32, Fault>(u32::try_from(row.big(column)?).unwrap_or(0));
    Ok(Figure {
        met: number("met")?,
        agreed_exception: number("agreed_exception")?,
        not_met: number("not_met")?,
        not_yet_due: number("not_yet_due")?,
        no_data: number("no_data")?,
    })
}

/// An occurrence behind a figure, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind {
    pub journey: JourneyId,
    pub name: String,
    pub opens_on: Date,
    pub due_on: Date,
    /// Met on, perhaps late.
    pub met_on: Option<Date>,
    pub unrecorded_on: Option<Date>,
    pub explained_on: Option<Date>,
}

/// A page of the occurrences in one part of a figure: the latest due first.
///
/// # Errors
/// The database failed.
pub async fn behind(
    connection: &impl Connection,
    scope: &Scope,
    part: Part,
    page: u32,
    per_page: u32,
) -> Result<Vec<Behind>, Fault> {
    if scope.expectations.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!(
        "SELECT o.journey_id, COALESCE(p.known_as, p.given_name) AS first_name, p.family_name, o.opens_on, o.due_on,
             o.outcome, o.outcome_on, o.unrecorded_on, o.explained_on
         FROM occurrences o JOIN journeys j ON j.id = o.journey_id JOIN people p ON p.id = j.person_id
         WHERE {} AND ({})
         ORDER BY o.due_on DESC, p.name_search, o.journey_id, o.number
         LIMIT {per_page} OFFSET {}",
        scope.condition(),
        part_is(part),
        u64::from(page) * u64::from(per_page)
    );
    // Each placeholder is bound once, whether or not this part asks for it.
    let rows = sql::all(connection, text, scope.values()).await?;
    rows.iter()
        .map(|row| {
            let met = row.text("outcome")? == "met";
            Ok(Behind {
                journey: row.id("journey_id")?,
                name: format!("{} {}", row.text("first_name")?, row.text("family_name")?),
                opens_on: row.on("opens_on")?,
                due_on: row.on("due_on")?,
                met_on: row.on_maybe("outcome_on")?.filter(|_| met),
                unrecorded_on: row.on_maybe("unrecorded_on")?,
                explained_on: row.on_maybe("explained_on")?,
            })
        })
        .collect()
}

/// The longest time that anybody was without a meeting: from the start or one meeting to the next, or to today or the
/// journey's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    pub journey: JourneyId,
    pub days: i32,
}

/// Which journeys a gap or a pause is looked for in: those that ran in the period. `$1` organisation, `$2` programme,
/// `$3` first day, `$4` last day.
const RAN_IN_PERIOD: &str = "j.organisation_id = $1 AND j.programme = $2 AND j.starts_on <= $4
    AND (j.ended_on IS NULL OR j.ended_on >= $3) AND (j.ending IS NULL OR j.ending <> 'withdrawn')";

/// The longest gap between meetings that count, in journeys that ran in the period, paused time taken out. `counted`:
/// the expectation whose occurrences are those meetings, opening on their days.
///
/// # Errors
/// The database failed.
pub async fn longest_gap(
    connection: &impl Connection,
    scope: &Scope,
    counted: &ExpectationKey,
) -> Result<Option<Gap>, Fault> {
    let text = format!(
        "SELECT j.id, j.starts_on, j.ended_on, o.opens_on FROM journeys j
         LEFT JOIN occurrences o ON o.journey_id = j.id AND o.expectation = $5
         WHERE {RAN_IN_PERIOD} ORDER BY j.id, o.opens_on"
    );
    let last = scope.period.finished_on.unwrap_or(scope.today);
    let values = params![scope.organisation, scope.programme, scope.period.started_on, last, counted];
    let rows = sql::all(connection, text, values).await?;
    let mut paused: HashMap<JourneyId, Vec<Period>> = HashMap::new();
    for pause in pauses(connection, scope).await? {
        paused.entry(pause.journey).or_default().push(pause.period);
    }
    let mut longest: Option<Gap> = None;
    let mut rows = rows.iter().peekable();
    while let Some(row) = rows.next() {
        let journey: JourneyId = row.id("id")?;
        let until = row.on_maybe("ended_on")?.unwrap_or(scope.today);
        let mut held: Vec<Date> = row.on_maybe("opens_on")?.into_iter().collect();
        while let Some(next) = rows.peek() {
            if next.id::<JourneyId>("id")? != journey {
                break;
            }
            held.extend(next.on_maybe("opens_on")?);
            rows.next();
        }
        let pauses = paused.get(&journey).map(Vec::as_slice).unwrap_or_default();
        let days = standards::longest_gap(row.on("starts_on")?, &held, until, pauses);
        if days > longest.map_or(0, |known| known.days) {
            longest = Some(Gap { journey, days });
        }
    }
    Ok(longest)
}

/// A time in which a journey stood still, and when it was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    pub journey: JourneyId,
    pub period: Period,
    pub recorded_on: Date,
}

/// The pauses of the journeys that ran in the period, by journey and first day.
///
/// # Errors
/// The database failed.
pub async fn pauses(connection: &impl Connection, scope: &Scope) -> Result<Vec<Pause>, Fault> {
    let text = format!(
        "SELECT p.journey_id, p.started_on, p.finished_on, p.recorded_at
         FROM journeys j JOIN pauses p ON p.journey_id = j.id
         WHERE {RAN_IN_PERIOD} ORDER BY p.journey_id, p.started_on"
    );
    let last = scope.period.finished_on.unwrap_or(scope.today);
    let values = params![scope.organisation, scope.programme, scope.period.started_on, last];
    let rows = sql::all(connection, text, values).await?;
    rows.iter()
        .map(|row| {
            Ok(Pause {
                journey: row.id("journey_id")?,
                period: Period { started_on: row.on("started_on")?, finished_on: row.on_maybe("finished_on")? },
                recorded_on: calendar::date_of(row.at("recorded_at")?),
            })
        })
        .collect()
}

/// Rows of a scope as the domain counts them: for the test that both rules are one.
///
/// # Errors
/// The database failed.
pub async fn outcomes(
    connection: &impl Connection,
    scope: &Scope,
) -> Result<Vec<(Outcome, Date, Option<Date>)>, Fault> {
    let text = format!("SELECT o.* FROM occurrences o WHERE {} ORDER BY o.journey_id, o.number", scope.condition());
    let rows = sql::all(connection, text, scope.values()).await?;
    rows.iter()
        .map(|row| {
            let stored = crate::occurrences::stored(row)?;
            Ok((stored.outcome, stored.due_on, stored.unrecorded_on))
        })
        .collect()
}
