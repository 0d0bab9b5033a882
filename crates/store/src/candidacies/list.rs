//! What a lead sees: candidates filtered and paged, and how many stand where.

use std::collections::{BTreeMap, BTreeSet};

use domain::candidacies::{Candidacy, State};
use domain::ids::OrganisationId;
use domain::keys::{ProfessionKey, ProgrammeKey, TransitionKey};
use domain::text::searchable;
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::Value;

use super::read;
use crate::db::{Connection, Fault};
use crate::sql::{self, Bound, Row, params};

/// Which candidates of a programme to show; what is `None` does not narrow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    pub organisation: OrganisationId,
    pub programme: ProgrammeKey,
    pub state: Option<State>,
    pub profession: Option<ProfessionKey>,
    pub transition: Option<TransitionKey>,
    /// Any day of the month in which they start.
    pub starts_in: Option<Date>,
    /// Words of a name, in any order.
    pub name: String,
}

/// A candidate as listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub candidacy: Candidacy,
    /// As people call them: “Ngozi Santos”.
    pub name: String,
    pub job_title: String,
    pub department: Option<String>,
    pub site: Option<String>,
    pub organisation_name: String,
    pub organisation_code: String,
}

/// One page of a list, and how many there are on all pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    pub lines: Vec<Line>,
    pub total: i64,
}

/// How many candidates of a programme stand in each state; states without anybody are there with zero.
pub type PerState = BTreeMap<State, i64>;

/// How many lines a page has.
pub const PER_PAGE: i64 = 25;

impl Filter {
    /// Everybody of a programme in an organisation.
    pub fn all(organisation: OrganisationId, programme: ProgrammeKey) -> Self {
        Self {
            organisation,
            programme,
            state: None,
            profession: None,
            transition: None,
            starts_in: None,
            name: String::new(),
        }
    }

    fn conditions(&self) -> (String, Vec<Value>) {
        let mut text = "c.organisation_id = $1 AND c.programme = $2".to_owned();
        let mut values = params![self.organisation, self.programme].to_vec();
        let mut narrow = |condition: &str, value: Value| {
            values.push(value);
            text.push_str(&condition.replace('?', &format!("${}", values.len())));
        };
        if let Some(state) = self.state {
            narrow(" AND c.state = ?", state.as_str().bind());
        }
        if let Some(profession) = &self.profession {
            narrow(" AND c.profession = ?", profession.bind());
        }
        if let Some(transition) = &self.transition {
            narrow(" AND c.transition = ?", transition.bind());
        }
        if let Some(month) = self.starts_in {
            narrow(" AND c.starts_on >= ?", month.first_of_month().bind());
            narrow(" AND c.starts_on <= ?", month.last_of_month().bind());
        }
        for word in searchable(&self.name).split_whitespace() {
            narrow(" AND n.name_search LIKE ?", format!("%{word}%").bind());
        }
        (text, values)
    }
}

const LINES: &str = "SELECT c.*, n.given_name, n.family_name, n.known_as, p.job_title, p.department, p.site,
        o.name AS organisation_name, o.code AS organisation_code
    FROM candidacies c JOIN people n ON n.id = c.person_id JOIN posts p ON p.id = c.post_id
    JOIN organisations o ON o.id = c.organisation_id";

/// A page of candidates, counted from one: those who wait for somebody first, and of them those who wait longest.
///
/// # Errors
/// The database failed.
pub async fn list(connection: &impl Connection, filter: &Filter, page: i64) -> Result<Page, Fault> {
    let (conditions, values) = filter.conditions();
    let total = sql::count(
        connection,
        format!("SELECT count(*) AS n FROM candidacies c JOIN people n ON n.id = c.person_id WHERE {conditions}"),
        values.clone(),
    )
    .await?;
    let open: Vec<String> =
        State::ALL.iter().filter(|state| state.is_open()).map(|state| format!("'{state}'")).collect();
    let text = format!(
        "{LINES} WHERE {conditions}
         ORDER BY CASE WHEN c.state IN ({}) THEN 0 ELSE 1 END, c.state_since, c.starts_on, n.name_search, c.id
         LIMIT {PER_PAGE} OFFSET {}",
        open.join(", "),
        (page.max(1) - 1).saturating_mul(PER_PAGE)
    );
    let rows = sql::all(connection, text, values).await?;
    let lines = rows.iter().map(line).collect::<Result<_, _>>()?;
    Ok(Page { lines, total })
}

/// A candidate as listed, by id.
///
/// # Errors
/// The database failed.
pub async fn find_line(connection: &impl Connection, id: domain::ids::CandidacyId) -> Result<Option<Line>, Fault> {
    let row = sql::first(connection, format!("{LINES} WHERE c.id = $1"), params![id]).await?;
    row.as_ref().map(line).transpose()
}

fn line(row: &sea_orm::QueryResult) -> Result<Line, Fault> {
    let given = row.text_maybe("known_as")?.filter(|known| !known.is_empty());
    let given = given.map_or_else(|| row.text("given_name"), Ok)?;
    Ok(Line {
        candidacy: read(row)?,
        name: format!("{given} {}", row.text("family_name")?),
        job_title: row.text("job_title")?,
        department: row.text_maybe("department")?,
        site: row.text_maybe("site")?,
        organisation_name: row.text("organisation_name")?,
        organisation_code: row.text("organisation_code")?,
    })
}

/// Everything that a person is a candidate for, the newest post first.
///
/// # Errors
/// The database failed.
pub async fn lines_of(connection: &impl Connection, person: domain::ids::PersonId) -> Result<Vec<Line>, Fault> {
    let text = format!("{LINES} WHERE c.person_id = $1 ORDER BY c.starts_on DESC, c.id");
    sql::all(connection, text, params![person]).await?.iter().map(line).collect()
}

/// How many candidates stand where; the numbers add up to all of them.
///
/// # Errors
/// The database failed.
pub async fn count_per_state(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
) -> Result<PerState, Fault> {
    let rows = sql::all(
        connection,
        "SELECT state, count(*) AS n FROM candidacies WHERE organisation_id = $1 AND programme = $2
         GROUP BY state ORDER BY state",
        params![organisation, programme],
    )
    .await?;
    let mut counts: PerState = State::ALL.into_iter().map(|state| (state, 0)).collect();
    for row in rows {
        counts.insert(row.parsed("state")?, row.big("n")?);
    }
    Ok(counts)
}

/// What a list of candidates can be narrowed by: the professions, transitions and months of start that occur in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    pub professions: BTreeSet<ProfessionKey>,
    pub transitions: BTreeSet<TransitionKey>,
    /// The first day of each month.
    pub months: BTreeSet<Date>,
}

/// What occurs among the candidates of a programme.
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
        "SELECT DISTINCT profession, transition, starts_on FROM candidacies
         WHERE organisation_id = $1 AND programme = $2 ORDER BY starts_on, profession, transition",
        params![organisation, programme],
    )
    .await?;
    let mut choices = Choices::default();
    for row in rows {
        choices.professions.extend(row.parsed_maybe::<ProfessionKey>("profession")?);
        choices.transitions.extend(row.parsed_maybe::<TransitionKey>("transition")?);
        choices.months.insert(row.on("starts_on")?.first_of_month());
    }
    Ok(choices)
}

/// When each request of a programme was made and, once it was, answered; oldest first.
///
/// # Errors
/// The database failed.
pub async fn request_times(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
) -> Result<Vec<(Timestamp, Option<Timestamp>)>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT requested_at, request_answered_at FROM candidacies
         WHERE organisation_id = $1 AND programme = $2 AND requested_at IS NOT NULL
           AND (request_answered_at IS NOT NULL OR state = 'requested') ORDER BY requested_at, id",
        params![organisation, programme],
    )
    .await?;
    rows.iter().map(|row| Ok((row.at("requested_at")?, row.at_maybe("request_answered_at")?))).collect()
}
