//! What somebody still has something to do about.
//!
//! One statement for all kinds of it, since each trip to the database was measured to cost a home page more than what it
//! brings.

use domain::access::Viewer;
use domain::candidacies::State;
use domain::ids::{CandidacyId, JourneyId, MeetingId, PersonId};
use domain::keys::{ExpectationKey, MeetingKey, ProgrammeKey};
use domain::programmes::ContentHash;
use domain::programmes::Onlooker;
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::QueryResult;

use crate::db::{Connection, Fault};
use crate::meetings::{COUNTS, of_journeys};
use crate::sql::{self, Row, params};

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

/// A candidacy that waits for the person's answer, for the organisation's, or for a supporter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCandidacy {
    pub id: CandidacyId,
    pub programme: ProgrammeKey,
    /// The version in which the organisation begins new journeys.
    pub version: Option<ContentHash>,
    pub organisation_name: String,
    pub state: State,
    pub since: Timestamp,
}

/// Everything that is open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Open {
    /// The earliest due first.
    pub occurrences: Vec<OpenOccurrence>,
    /// By their time.
    pub meetings: Vec<OpenMeeting>,
    /// The one that changed last first.
    pub candidacies: Vec<OpenCandidacy>,
}

/// What is open in a journey and may be done by a day.
///
/// # Errors
/// The database failed.
pub async fn open_in(connection: &impl Connection, journey: JourneyId, open_by: Date) -> Result<Open, Fault> {
    const THIS: &str = "$1";
    let text = format!("{} UNION ALL {}", occurrences(THIS), meetings(THIS));
    read(&sql::all(connection, text, params![journey, open_by]).await?)
}

/// What is open for a person and may be done by a day: in their running journeys, and before such begin.
///
/// # Errors
/// The database failed.
pub async fn open_for(connection: &impl Connection, viewer: Viewer, open_by: Date) -> Result<Open, Fault> {
    const THEIRS: &str = "SELECT id FROM journeys WHERE person_id = $1 AND ended_on IS NULL
         UNION SELECT g.journey_id FROM pairings g JOIN journeys o ON o.id = g.journey_id
             WHERE g.person_id = $1 AND (g.finished_on IS NULL OR g.finished_on >= $3)
                 AND (g.started_on <= $3 OR g.started_on <= o.starts_on)";
    let text = format!("{} UNION ALL {} UNION ALL {CANDIDACIES}", occurrences(THEIRS), meetings(THEIRS));
    read(&sql::all(connection, text, params![viewer.person, open_by, viewer.today]).await?)
}

// The three kinds of rows side by side: columns that one kind has not stand empty in it.

fn occurrences(journeys: &str) -> String {
    format!(
        "SELECT 'occurrence' AS what, journey_id AS about, expectation AS which, number, opens_on, due_on, meeting_id,
             NULL AS state, NULL AS at, NULL AS since, NULL AS person_id, waits_for AS words
         FROM occurrences
         WHERE outcome = 'open' AND can_be_done AND opens_on <= $2 AND journey_id IN ({journeys})"
    )
}

fn meetings(journeys: &str) -> String {
    format!(
        "SELECT 'meeting', t.of_journey, m.kind, COALESCE(o.number, 0), NULL, NULL, m.id,
             m.state, COALESCE(m.held_from, m.starts_at), COALESCE(m.held_from, m.starts_at, m.created_at),
             COALESCE(o.proposed_by, s.person_id), NULL
         FROM {of} t JOIN meetings m ON m.id = t.meeting_id
         LEFT JOIN meeting_proposals o ON o.meeting_id = m.id AND o.state = 'open' AND m.state = 'proposed'
         LEFT JOIN records r ON r.meeting_id = m.id
         LEFT JOIN signatures s ON s.record_id = r.id AND s.voided_at IS NULL AND m.state = 'held'
         WHERE (m.state IN ('proposed', 'agreed')
             OR (m.state = 'held' AND (r.id IS NULL OR r.state = 'draft') AND {COUNTS}))",
        of = of_journeys(&format!("IN ({journeys})"))
    )
}

const CANDIDACIES: &str = "SELECT 'candidacy', c.id, c.programme, 0, NULL, NULL, NULL,
         c.state, NULL, c.state_since, NULL, COALESCE(a.version_hash, '') || ' ' || o.name
     FROM candidacies c JOIN organisations o ON o.id = c.organisation_id
     LEFT JOIN adoptions a ON a.organisation_id = c.organisation_id AND a.programme = c.programme
         AND a.finished_on IS NULL
     WHERE c.person_id = $1 AND c.state IN ('offered', 'requested', 'accepted')";

fn read(rows: &[QueryResult]) -> Result<Open, Fault> {
    let mut open = Open::default();
    let mut parts: Vec<(Timestamp, i32, OpenMeeting)> = Vec::new();
    for row in rows {
        match row.text("what")?.as_str() {
            "occurrence" => open.occurrences.push(occurrence(row)?),
            "meeting" => parts.push((row.at("since")?, row.int("number")?, meeting(row)?)),
            _ => open.candidacies.push(candidacy(row)?),
        }
    }
    let order = |one: &OpenOccurrence| (one.due_on, one.journey, one.number);
    open.occurrences.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.expectation.cmp(&b.expectation)));
    open.candidacies.sort_by_key(|one| (std::cmp::Reverse(one.since), one.id));
    parts.sort_by_key(|(since, number, part)| (*since, part.meeting, *number));
    for (_, _, part) in parts {
        match open.meetings.last_mut() {
            // One meeting gives a row for each that has signed, or for each time that stands proposed.
            Some(last) if last.meeting == part.meeting => {
                if let (OpenState::Held { signed }, OpenState::Held { signed: more }) = (&mut last.state, part.state) {
                    signed.extend(more);
                }
            }
            _ => open.meetings.push(part),
        }
    }
    Ok(open)
}

fn occurrence(row: &QueryResult) -> Result<OpenOccurrence, Fault> {
    Ok(OpenOccurrence {
        journey: row.id("about")?,
        expectation: row.parsed("which")?,
        number: row.int("number")?,
        opens_on: row.on("opens_on")?,
        due_on: row.on("due_on")?,
        meeting: row.id_maybe("meeting_id")?,
        waits_for: crate::occurrences::waiting(&row.text("words")?)?,
    })
}

fn meeting(row: &QueryResult) -> Result<OpenMeeting, Fault> {
    let by: Option<PersonId> = row.id_maybe("person_id")?;
    Ok(OpenMeeting {
        meeting: row.id("meeting_id")?,
        journey: row.id("about")?,
        kind: row.parsed("which")?,
        state: match row.text("state")?.as_str() {
            "proposed" => OpenState::Proposed { by },
            "agreed" => OpenState::Agreed,
            _ => OpenState::Held { signed: by.into_iter().collect() },
        },
        at: row.at_maybe("at")?,
    })
}

fn candidacy(row: &QueryResult) -> Result<OpenCandidacy, Fault> {
    let words = row.text("words")?;
    let (version, organisation_name) = words.split_once(' ').unwrap_or_default();
    Ok(OpenCandidacy {
        id: row.id("about")?,
        programme: row.parsed("which")?,
        version: (!version.is_empty()).then(|| ContentHash::from_stored(version)),
        organisation_name: organisation_name.to_owned(),
        state: row.parsed("state")?,
        since: row.at("since")?,
    })
}
