//! What a run proposes for each person, and what the lead decided about them.

use domain::ids::{CandidacyId, MatchingRunId, PersonId};
use domain::keys::{ProfessionKey, TransitionKey};
use domain::matching::{Barrier, Outcome};
use jiff::civil::Date;
use sea_orm::QueryResult;
use serde::{Deserialize, Serialize};

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// One person of a run, by name, and what the run made of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub candidacy: CandidacyId,
    pub person: PersonId,
    pub name: String,
    pub job_title: String,
    pub site: Option<String>,
    pub department: Option<String>,
    pub profession: Option<ProfessionKey>,
    pub transition: Option<TransitionKey>,
    pub starts_on: Date,
    pub supporter: Option<PersonId>,
    pub supporter_name: Option<String>,
    pub mark: Mark,
    pub outcome: Outcome,
    /// A pair that was fixed and that a hard rule forbade when the run was made: it was let go.
    pub let_go: Option<(PersonId, Barrier)>,
}

/// What of a line is kept as data.
#[derive(Serialize, Deserialize)]
struct Reasons {
    outcome: Outcome,
    let_go: Option<(PersonId, Barrier)>,
}

/// What the lead decided about one person of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    None,
    /// The pair stays as it is.
    Fixed,
    /// Not matched this time.
    Excluded,
}

/// The lines of a run: those without a supporter first, then by first day.
///
/// # Errors
/// The database failed.
pub async fn lines(connection: &impl Connection, run: MatchingRunId) -> Result<Vec<Line>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT l.candidacy_id, l.supporter_id, l.fixed, l.excluded, l.reasons, c.person_id, c.profession,
            c.transition, c.starts_on, p.job_title, p.site, p.department, n.given_name, n.family_name, n.known_as,
            coalesce(s.known_as, s.given_name) AS supporter_given, s.family_name AS supporter_family
         FROM matching_lines l JOIN candidacies c ON c.id = l.candidacy_id JOIN posts p ON p.id = c.post_id
            JOIN people n ON n.id = c.person_id LEFT JOIN people s ON s.id = l.supporter_id
         WHERE l.run_id = $1
         ORDER BY CASE WHEN l.supporter_id IS NULL THEN 0 ELSE 1 END, c.starts_on, n.name_search, c.id",
        params![run],
    )
    .await?;
    rows.iter().map(read).collect()
}

fn read(row: &QueryResult) -> Result<Line, Fault> {
    let given = row.text_maybe("known_as")?.filter(|known| !known.is_empty());
    let given = given.map_or_else(|| row.text("given_name"), Ok)?;
    let supporter_name = match (row.text_maybe("supporter_given")?, row.text_maybe("supporter_family")?) {
        (Some(given), Some(family)) => Some(format!("{given} {family}")),
        _ => None,
    };
    let mark = match (row.flag("fixed")?, row.flag("excluded")?) {
        (_, true) => Mark::Excluded,
        (true, false) => Mark::Fixed,
        (false, false) => Mark::None,
    };
    let reasons: Reasons = serde_json::from_value(row.json("reasons")?)
        .map_err(|error| Fault::Corrupt(format!("reasons of a matching line: {error}")))?;
    Ok(Line {
        candidacy: row.id("candidacy_id")?,
        person: row.id("person_id")?,
        name: format!("{given} {}", row.text("family_name")?),
        job_title: row.text("job_title")?,
        site: row.text_maybe("site")?,
        department: row.text_maybe("department")?,
        profession: row.parsed_maybe("profession")?,
        transition: row.parsed_maybe("transition")?,
        starts_on: row.on("starts_on")?,
        supporter: row.id_maybe("supporter_id")?,
        supporter_name,
        mark,
        outcome: reasons.outcome,
        let_go: reasons.let_go,
    })
}

/// Puts what a run proposes in place of what it proposed before.
///
/// # Errors
/// The database failed.
pub async fn keep_lines(tx: &Tx, run: MatchingRunId, lines: &[domain::matching::Line]) -> Result<(), Fault> {
    clear(tx, run).await?;
    for chunk in lines.chunks(500) {
        let mut values = Vec::with_capacity(chunk.len() * 7);
        for line in chunk {
            let excluded = line.outcome == Outcome::Excluded;
            let reasons = Reasons { outcome: line.outcome.clone(), let_go: line.let_go };
            values.extend(params![
                run,
                line.candidacy,
                line.supporter(),
                line.cost.map(i64::from),
                line.fixed,
                excluded,
                serde_json::json!(reasons),
            ]);
        }
        let text = format!(
            "INSERT INTO matching_lines (run_id, candidacy_id, supporter_id, cost, fixed, excluded, reasons) VALUES {}",
            sql::rows_of(chunk.len(), 7)
        );
        sql::change(tx, text, values).await?;
    }
    Ok(())
}

/// Takes the lines of a run away.
///
/// # Errors
/// The database failed.
pub async fn clear(tx: &Tx, run: MatchingRunId) -> Result<(), Fault> {
    sql::change(tx, "DELETE FROM matching_lines WHERE run_id = $1", params![run]).await?;
    Ok(())
}

/// Pairs that stay as they are, and people who are not matched this time.
///
/// # Errors
/// The database failed.
pub async fn fixed(
    connection: &impl Connection,
    run: MatchingRunId,
) -> Result<(Vec<(CandidacyId, PersonId)>, Vec<CandidacyId>), Fault> {
    let rows = sql::all(
        connection,
        "SELECT candidacy_id, supporter_id, fixed, excluded FROM matching_lines
         WHERE run_id = $1 AND (fixed OR excluded) ORDER BY candidacy_id",
        params![run],
    )
    .await?;
    let (mut fixed, mut excluded) = (Vec::new(), Vec::new());
    for row in &rows {
        let candidacy = row.id("candidacy_id")?;
        match (row.flag("excluded")?, row.id_maybe("supporter_id")?) {
            (true, _) => excluded.push(candidacy),
            (false, Some(supporter)) => fixed.push((candidacy, supporter)),
            (false, None) => {}
        }
    }
    Ok((fixed, excluded))
}

/// Notes what the lead decided about one person, and with a fixed pair with whom; false when the run has no such person.
///
/// # Errors
/// The database failed.
pub async fn mark(
    tx: &Tx,
    run: MatchingRunId,
    candidacy: CandidacyId,
    mark: Mark,
    supporter: Option<PersonId>,
) -> Result<bool, Fault> {
    let changed = sql::change(
        tx,
        "UPDATE matching_lines SET fixed = $3, excluded = $4, supporter_id = coalesce($5, supporter_id)
         WHERE run_id = $1 AND candidacy_id = $2",
        params![run, candidacy, mark == Mark::Fixed, mark == Mark::Excluded, supporter],
    )
    .await?;
    Ok(changed == 1)
}

/// Rules a pair out.
///
/// # Errors
/// The database failed.
pub async fn rule_out(tx: &Tx, run: MatchingRunId, candidacy: CandidacyId, supporter: PersonId) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO matching_bans (run_id, candidacy_id, supporter_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        params![run, candidacy, supporter],
    )
    .await?;
    Ok(())
}

/// Takes back that a pair was ruled out.
///
/// # Errors
/// The database failed.
pub async fn allow(tx: &Tx, run: MatchingRunId, candidacy: CandidacyId, supporter: PersonId) -> Result<(), Fault> {
    sql::change(
        tx,
        "DELETE FROM matching_bans WHERE run_id = $1 AND candidacy_id = $2 AND supporter_id = $3",
        params![run, candidacy, supporter],
    )
    .await?;
    Ok(())
}

/// Pairs ruled out, with the name of the supporter.
///
/// # Errors
/// The database failed.
pub async fn bans(
    connection: &impl Connection,
    run: MatchingRunId,
) -> Result<Vec<(CandidacyId, PersonId, String)>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT b.candidacy_id, b.supporter_id, coalesce(n.known_as, n.given_name) AS given, n.family_name
         FROM matching_bans b JOIN people n ON n.id = b.supporter_id WHERE b.run_id = $1
         ORDER BY b.candidacy_id, n.name_search, b.supporter_id",
        params![run],
    )
    .await?;
    rows.iter()
        .map(|row| {
            let name = format!("{} {}", row.text("given")?, row.text("family_name")?);
            Ok((row.id("candidacy_id")?, row.id("supporter_id")?, name))
        })
        .collect()
}

/// Gives a supporter nobody in a run.
///
/// # Errors
/// The database failed.
pub async fn leave_out(tx: &Tx, run: MatchingRunId, supporter: PersonId) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO matching_left_out (run_id, supporter_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        params![run, supporter],
    )
    .await?;
    Ok(())
}

/// Lets a supporter take part in a run again.
///
/// # Errors
/// The database failed.
pub async fn take_in(tx: &Tx, run: MatchingRunId, supporter: PersonId) -> Result<(), Fault> {
    sql::change(tx, "DELETE FROM matching_left_out WHERE run_id = $1 AND supporter_id = $2", params![run, supporter])
        .await?;
    Ok(())
}

/// Supporters who get nobody in a run, by name.
///
/// # Errors
/// The database failed.
pub async fn left_out(connection: &impl Connection, run: MatchingRunId) -> Result<Vec<(PersonId, String)>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT l.supporter_id, coalesce(n.known_as, n.given_name) AS given, n.family_name
         FROM matching_left_out l JOIN people n ON n.id = l.supporter_id WHERE l.run_id = $1
         ORDER BY n.name_search, l.supporter_id",
        params![run],
    )
    .await?;
    rows.iter()
        .map(|row| Ok((row.id("supporter_id")?, format!("{} {}", row.text("given")?, row.text("family_name")?))))
        .collect()
}
