//! Lines and plans of one person, and the meetings that were held and not counted yet.

use domain::ids::{JourneyId, LearningId, MeetingId, PersonId, TimeLineId, TimePlanId};
use domain::keys::MeetingKey;
use domain::programmes::Party;
use domain::time::{Every, Kind, Line, Plan, Reason, What};
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::{QueryResult, Value};

use super::{TimeLine, TimePlan, Which, period};
use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

const COLUMNS: &str = "time_lines (id, person_id, programme, party, journey_id, spent_on, minutes, kind, reason, note,
    meeting_id, learning_id, entered_at)";

fn values(line: &TimeLine) -> Vec<Value> {
    let (kind, reason) = match line.line.what {
        What::Taken(kind) => (Some(kind.as_str()), None),
        What::Lost(reason) => (None, Some(reason.as_str())),
    };
    params![
        line.id,
        line.person,
        line.programme,
        line.party.as_str(),
        line.journey,
        line.line.on,
        small(line.line.minutes),
        kind,
        reason,
        line.note,
        line.meeting,
        line.learning,
        line.entered_at,
    ]
    .to_vec()
}

fn small(minutes: u32) -> i32 {
    i32::try_from(minutes).unwrap_or(i32::MAX)
}

/// Keeps a line; false when its meeting is counted already.
///
/// # Errors
/// The database failed.
pub async fn insert_line(tx: &Tx, line: &TimeLine) -> Result<bool, Fault> {
    let text = format!("INSERT INTO {COLUMNS} VALUES {} ON CONFLICT DO NOTHING", sql::rows_of(1, 13));
    Ok(sql::change(tx, text, values(line)).await? == 1)
}

/// Keeps many lines at once: a past that is brought in as a whole.
///
/// # Errors
/// The database failed.
pub async fn insert_lines(tx: &Tx, lines: &[TimeLine]) -> Result<(), Fault> {
    for chunk in lines.chunks(250) {
        let text = format!("INSERT INTO {COLUMNS} VALUES {} ON CONFLICT DO NOTHING", sql::rows_of(chunk.len(), 13));
        sql::change(tx, text, chunk.iter().flat_map(values).collect::<Vec<_>>()).await?;
    }
    Ok(())
}

/// Takes a line of one's own away; false when there is none.
///
/// # Errors
/// The database failed.
pub async fn remove_line(tx: &Tx, person: PersonId, id: TimeLineId) -> Result<bool, Fault> {
    let text = "DELETE FROM time_lines WHERE id = $1 AND person_id = $2";
    Ok(sql::change(tx, text, params![id, person]).await? == 1)
}

/// Takes away the hours that a line of learning counted as.
///
/// # Errors
/// The database failed.
pub async fn remove_of_learning(tx: &Tx, person: PersonId, learning: LearningId) -> Result<(), Fault> {
    let text = "DELETE FROM time_lines WHERE learning_id = $1 AND person_id = $2";
    sql::change(tx, text, params![learning, person]).await?;
    Ok(())
}

/// Everything that a person entered, the latest day first.
///
/// # Errors
/// The database failed.
pub async fn lines_of(connection: &impl Connection, person: PersonId) -> Result<Vec<TimeLine>, Fault> {
    let text = "SELECT * FROM time_lines WHERE person_id = $1 ORDER BY spent_on DESC, entered_at DESC, id";
    let rows = sql::all(connection, text, params![person]).await?;
    rows.iter().map(line).collect()
}

fn line(row: &QueryResult) -> Result<TimeLine, Fault> {
    let what = match (row.text_maybe("kind")?, row.text_maybe("reason")?) {
        (Some(kind), None) => Kind::of(&kind).map(What::Taken),
        (None, Some(reason)) => Reason::of(&reason).map(What::Lost),
        _ => None,
    };
    let what = what.ok_or_else(|| Fault::Corrupt("a line of time that is neither taken nor lost".to_owned()))?;
    let minutes = u32::try_from(row.int("minutes")?).unwrap_or(0);
    Ok(TimeLine {
        id: row.id("id")?,
        person: row.id("person_id")?,
        programme: row.parsed("programme")?,
        party: row.parsed("party")?,
        journey: row.id_maybe("journey_id")?,
        line: Line { on: row.on("spent_on")?, minutes, what },
        note: row.text("note")?,
        meeting: row.id_maybe("meeting_id")?,
        learning: row.id_maybe("learning_id")?,
        entered_at: row.at("entered_at")?,
    })
}

/// Keeps planned hours.
///
/// # Errors
/// The database failed.
pub async fn insert_plan(tx: &Tx, plan: &TimePlan) -> Result<(), Fault> {
    let text = format!(
        "INSERT INTO time_plans (id, person_id, programme, party, journey_id, minutes, every, note, started_on,
             finished_on, entered_at) VALUES {}",
        sql::rows_of(1, 11)
    );
    let values = params![
        plan.id,
        plan.person,
        plan.which.programme(),
        plan.which.party().as_str(),
        plan.which.journey(),
        small(plan.plan.minutes),
        plan.plan.every.as_str(),
        plan.note,
        plan.plan.period.started_on,
        plan.plan.period.finished_on,
        plan.entered_at,
    ];
    sql::change(tx, text, values).await?;
    Ok(())
}

/// Ends planned hours of one's own with a last day; those that had not begun by then never were. False when there are
/// none.
///
/// # Errors
/// The database failed.
pub async fn end_plan(tx: &Tx, person: PersonId, id: TimePlanId, last: Date) -> Result<bool, Fault> {
    let never = "DELETE FROM time_plans WHERE id = $1 AND person_id = $2 AND started_on > $3";
    let gone = sql::change(tx, never, params![id, person, last]).await?;
    let text = "UPDATE time_plans SET finished_on = $3 WHERE id = $1 AND person_id = $2
        AND (finished_on IS NULL OR finished_on > $3)";
    Ok(gone + sql::change(tx, text, params![id, person, last]).await? == 1)
}

/// Everything that a person planned, by its first day.
///
/// # Errors
/// The database failed.
pub async fn plans_of(connection: &impl Connection, person: PersonId) -> Result<Vec<TimePlan>, Fault> {
    let text = "SELECT * FROM time_plans WHERE person_id = $1 ORDER BY started_on, entered_at, id";
    let rows = sql::all(connection, text, params![person]).await?;
    rows.iter().map(plan).collect()
}

pub(super) fn plan(row: &QueryResult) -> Result<TimePlan, Fault> {
    let programme = row.parsed("programme")?;
    let which = match (row.parsed::<Party>("party")?, row.id_maybe("journey_id")?) {
        (Party::Supportee, Some(journey)) => Which::Supported { programme, journey },
        (Party::Role(role), None) => Which::Supporting { programme, role },
        _ => return Err(Fault::Corrupt("planned hours of nobody".to_owned())),
    };
    let every = row.text("every")?;
    Ok(TimePlan {
        id: row.id("id")?,
        person: row.id("person_id")?,
        which,
        plan: Plan {
            minutes: u32::try_from(row.int("minutes")?).unwrap_or(0),
            every: Every::of(&every).ok_or_else(|| Fault::Corrupt(format!("a plan for every {every}")))?,
            period: period(row.on("started_on")?, row.on_maybe("finished_on")?),
        },
        note: row.text("note")?,
        entered_at: row.at("entered_at")?,
    })
}

/// A meeting that was held and that somebody has not counted as their time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uncounted {
    pub meeting: MeetingId,
    pub journey: JourneyId,
    pub kind: MeetingKey,
    pub from: Timestamp,
    pub to: Timestamp,
}

impl Uncounted {
    /// How long it was, in whole minutes.
    pub fn minutes(&self) -> u32 {
        u32::try_from(self.to.duration_since(self.from).as_secs() / 60).unwrap_or(0)
    }
}

/// The meetings of a person's journeys that were held, with them as far as anybody said, and are not counted by them;
/// the latest first. `only`: this one.
///
/// # Errors
/// The database failed.
pub async fn uncounted(
    connection: &impl Connection,
    person: PersonId,
    only: Option<MeetingId>,
) -> Result<Vec<Uncounted>, Fault> {
    let one = if only.is_some() { "AND m.id = $2" } else { "" };
    let text = format!(
        "SELECT m.id, m.journey_id, m.kind, m.held_from, m.held_to FROM meetings m
         WHERE m.state = 'held' {one} AND m.journey_id IN
             (SELECT id FROM journeys WHERE person_id = $1 UNION SELECT journey_id FROM pairings WHERE person_id = $1)
             AND NOT EXISTS (SELECT 1 FROM time_lines t WHERE t.meeting_id = m.id AND t.person_id = $1)
             AND (NOT EXISTS (SELECT 1 FROM meeting_attendances a WHERE a.meeting_id = m.id)
                 OR EXISTS (SELECT 1 FROM meeting_attendances a WHERE a.meeting_id = m.id AND a.person_id = $1))
         ORDER BY m.held_from DESC, m.id"
    );
    let mut values = params![person].to_vec();
    values.extend(only.map(|meeting| sql::Bound::bind(&meeting)));
    let rows = sql::all(connection, text, values).await?;
    rows.iter()
        .map(|row| {
            Ok(Uncounted {
                meeting: row.id("id")?,
                journey: row.id("journey_id")?,
                kind: row.parsed("kind")?,
                from: row.at("held_from")?,
                to: row.at("held_to")?,
            })
        })
        .collect()
}
