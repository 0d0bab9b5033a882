//! The relationships a person is in.

use std::sync::Arc;

use domain::access::Viewer;
use domain::calendar;
use domain::ids::{JourneyId, OrganisationId, PersonId};
use domain::programmes::{Catalogue, ContentHash, Party, Programme};
use jiff::Timestamp;
use jiff::civil::Date;

use super::name_of;
use crate::db::{Connection, Fault};
use crate::sql::{self, Row, params};

/// How long an ended journey stays among somebody's people, in days.
const KEPT_DAYS: i32 = 90;

/// A person's place in a journey.
#[derive(Debug, Clone)]
pub struct Relationship {
    pub journey: JourneyId,
    pub organisation: OrganisationId,
    pub programme: Arc<Programme>,
    /// The viewer's own part in it.
    pub mine: Party,
    pub supportee: PersonId,
    pub supportee_name: String,
    /// The names of those who support now, the programme's main supporter first.
    pub supporters: Vec<String>,
    pub starts_on: Date,
    /// `None`: no fixed end.
    pub planned_end_on: Option<Date>,
    pub ended_on: Option<Date>,
    pub meetings_held: i32,
    pub last_met_on: Option<Date>,
    pub next_meeting_at: Option<Timestamp>,
}

impl Relationship {
    /// The name of the person across: the main supporter for the one supported, and the one supported for others.
    pub fn other_name(&self) -> Option<&str> {
        match self.mine {
            Party::Supportee => self.supporters.first().map(String::as_str),
            Party::Role(_) => Some(&self.supportee_name),
        }
    }
}

/// The journeys a person takes part in, running or ended not long ago, by their start.
///
/// # Errors
/// The database failed, or a journey's version of its programme is not at hand.
pub async fn relationships(
    connection: &impl Connection,
    catalogue: &Catalogue,
    viewer: Viewer,
) -> Result<Vec<Relationship>, Fault> {
    let rows = sql::all(
        connection,
        format!(
            "SELECT m.party, j.id, j.organisation_id, j.version_hash, j.person_id, j.starts_on, j.planned_end_on,
                 j.ended_on, j.meetings_held, j.last_met_on, j.next_meeting_at, {supportee} AS supportee_name,
                 s.role AS supporter_role, {supporter} AS supporter_name
             FROM (
                 SELECT id AS journey_id, 'supportee' AS party FROM journeys WHERE person_id = $1
                 UNION ALL
                 SELECT g.journey_id, g.role FROM pairings g JOIN journeys o ON o.id = g.journey_id
                 WHERE g.person_id = $1 AND (g.finished_on IS NULL OR g.finished_on >= $2)
                     AND (g.started_on <= $2 OR g.started_on <= o.starts_on)
             ) m
             JOIN journeys j ON j.id = m.journey_id
             JOIN people p ON p.id = j.person_id
             LEFT JOIN pairings s ON s.journey_id = j.id AND (s.finished_on IS NULL OR s.finished_on >= $2)
                 AND (s.started_on <= $2 OR s.started_on <= j.starts_on)
             LEFT JOIN people q ON q.id = s.person_id
             WHERE j.ended_on IS NULL OR j.ended_on >= $3
             ORDER BY j.starts_on, j.id, m.party, s.started_on, s.id",
            supportee = name_of("p"),
            supporter = name_of("q"),
        ),
        params![viewer.person, viewer.today, calendar::plus_days(viewer.today, -KEPT_DAYS)],
    )
    .await?;
    let mut found: Vec<Relationship> = Vec::new();
    for row in &rows {
        let (journey, mine) = (row.id("id")?, row.parsed("party")?);
        if !found.last().is_some_and(|last| last.journey == journey && last.mine == mine) {
            let hash = row.text("version_hash")?;
            let programme = catalogue
                .version(&ContentHash::from_stored(&hash))
                .ok_or_else(|| Fault::Corrupt(format!("programme version {hash} is not at hand")))?;
            found.push(Relationship {
                journey,
                organisation: row.id("organisation_id")?,
                programme: Arc::clone(programme),
                mine,
                supportee: row.id("person_id")?,
                supportee_name: row.text("supportee_name")?,
                supporters: Vec::new(),
                starts_on: row.on("starts_on")?,
                planned_end_on: row.on_maybe("planned_end_on")?,
                ended_on: row.on_maybe("ended_on")?,
                meetings_held: row.int("meetings_held")?,
                last_met_on: row.on_maybe("last_met_on")?,
                next_meeting_at: row.at_maybe("next_meeting_at")?,
            });
        }
        let Some(relationship) = found.last_mut() else { continue };
        if let Some(name) = row.text_maybe("supporter_name")? {
            let is_main = row.text("supporter_role")? == relationship.programme.supporter.as_str();
            let place = if is_main { 0 } else { relationship.supporters.len() };
            relationship.supporters.insert(place, name);
        }
    }
    Ok(found)
}
