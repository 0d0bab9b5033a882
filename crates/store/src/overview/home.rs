//! The relationships a person is in, and what is open in them.

use std::sync::Arc;

use domain::access::Viewer;
use domain::calendar;
use domain::ids::{JourneyId, MeetingId, OrganisationId, PersonId};
use domain::keys::{ExpectationKey, MeetingKey};
use domain::programmes::{Catalogue, ContentHash, Onlooker, Party, Programme};
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
                 SELECT journey_id, role FROM pairings
                 WHERE person_id = $1 AND (finished_on IS NULL OR finished_on >= $2)
             ) m
             JOIN journeys j ON j.id = m.journey_id
             JOIN people p ON p.id = j.person_id
             LEFT JOIN pairings s ON s.journey_id = j.id AND (s.finished_on IS NULL OR s.finished_on >= $2)
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

/// Something that is still to be done in a journey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenOccurrence {
    pub journey: JourneyId,
    pub expectation: ExpectationKey,
    pub number: i32,
    pub opens_on: Date,
    pub due_on: Date,
    pub meeting: Option<MeetingId>,
    /// Where several have to confirm it, those who have not yet.
    pub waits_for: Vec<Onlooker>,
}

/// What is open in these journeys and may be done by a day, the earliest due first.
///
/// # Errors
/// The database failed.
pub async fn open_occurrences(
    connection: &impl Connection,
    journeys: &[JourneyId],
    open_by: Date,
) -> Result<Vec<OpenOccurrence>, Fault> {
    if journeys.is_empty() {
        return Ok(Vec::new());
    }
    let mut values = params![open_by].to_vec();
    values.extend(journeys.iter().map(sql::Bound::bind));
    let rows = sql::all(
        connection,
        format!(
            "SELECT journey_id, expectation, number, opens_on, due_on, meeting_id, waits_for FROM occurrences
             WHERE outcome = 'open' AND can_be_done AND opens_on <= $1 AND journey_id IN ({})
             ORDER BY due_on, journey_id, expectation, number",
            sql::list_after(1, journeys.len())
        ),
        values,
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(OpenOccurrence {
                journey: row.id("journey_id")?,
                expectation: row.parsed("expectation")?,
                number: row.int("number")?,
                opens_on: row.on("opens_on")?,
                due_on: row.on("due_on")?,
                meeting: row.id_maybe("meeting_id")?,
                waits_for: crate::occurrences::waiting(&row.text("waits_for")?)?,
            })
        })
        .collect()
}

/// A meeting that somebody still has something to do about: planned, or held and not signed by all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenMeeting {
    pub meeting: MeetingId,
    pub journey: JourneyId,
    pub kind: MeetingKey,
    pub state: OpenState,
    /// When it is, or was held.
    pub at: Option<Timestamp>,
}

/// What a meeting waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenState {
    /// A time stands proposed by somebody.
    Proposed { by: Option<PersonId> },
    /// A time is agreed.
    Agreed,
    /// Held; these people have signed what stands now.
    Held { signed: Vec<PersonId> },
}

/// The meetings of these journeys that somebody still has something to do about, by their time.
///
/// # Errors
/// The database failed.
pub async fn open_meetings(connection: &impl Connection, journeys: &[JourneyId]) -> Result<Vec<OpenMeeting>, Fault> {
    if journeys.is_empty() {
        return Ok(Vec::new());
    }
    let values: Vec<_> = journeys.iter().map(sql::Bound::bind).collect();
    let rows = sql::all(
        connection,
        format!(
            "SELECT m.id, m.journey_id, m.kind, m.state, COALESCE(m.held_from, m.starts_at) AS at, o.proposed_by,
                 s.person_id AS signed_by
             FROM meetings m
             LEFT JOIN meeting_proposals o ON o.meeting_id = m.id AND o.state = 'open'
             LEFT JOIN records r ON r.meeting_id = m.id
             LEFT JOIN signatures s ON s.record_id = r.id AND s.voided_at IS NULL
             WHERE m.journey_id IN ({}) AND (m.state IN ('proposed', 'agreed')
                 OR (m.state = 'held' AND (r.id IS NULL OR r.state = 'draft')))
             ORDER BY COALESCE(m.held_from, m.starts_at, m.created_at), m.id, o.number",
            sql::list_after(0, journeys.len())
        ),
        values,
    )
    .await?;
    let mut found: Vec<OpenMeeting> = Vec::new();
    for row in &rows {
        let meeting = row.id("id")?;
        if found.last().is_none_or(|last| last.meeting != meeting) {
            let state = match row.text("state")?.as_str() {
                "proposed" => OpenState::Proposed { by: row.id_maybe("proposed_by")? },
                "agreed" => OpenState::Agreed,
                _ => OpenState::Held { signed: Vec::new() },
            };
            let (journey, kind) = (row.id("journey_id")?, row.parsed("kind")?);
            found.push(OpenMeeting { meeting, journey, kind, state, at: row.at_maybe("at")? });
        }
        if let Some(OpenMeeting { state: OpenState::Held { signed }, .. }) = found.last_mut()
            && let Some(person) = row.id_maybe("signed_by")?
            && !signed.contains(&person)
        {
            signed.push(person);
        }
    }
    Ok(found)
}
