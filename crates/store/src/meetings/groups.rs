//! Meetings of the people of several journeys: group supervision, a peer group (S1).

use domain::access::Viewer;
use domain::ids::{JourneyId, MeetingId};
use domain::meetings::State;
use domain::programmes::{Catalogue, Together};

use super::circle::{About, Circle, Participant, circle_at, reads};
use super::{Meeting, attendance};
use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// The meetings of journeys, their own and those of a group, as a table of `meeting_id` and `of_journey`. `these` is what
/// follows `journey_id`: `= $1`, `IN (…)`. A group that has met without the one supported is none of that journey's.
pub(crate) fn of_journeys(these: &str) -> String {
    format!(
        "(SELECT id AS meeting_id, journey_id AS of_journey FROM meetings WHERE journey_id {these}
          UNION ALL
          SELECT g.meeting_id, g.journey_id FROM group_meetings g WHERE g.journey_id {these})"
    )
}

/// Whether a meeting `m` counts for the journey `t.of_journey`: one of a group that was held, only if the one supported
/// was there.
pub(crate) const COUNTS: &str = "(m.state <> 'held'
     OR NOT EXISTS (SELECT 1 FROM group_meetings g WHERE g.meeting_id = m.id)
     OR EXISTS (SELECT 1 FROM meeting_attendances a JOIN journeys gj ON gj.id = t.of_journey
         WHERE a.meeting_id = m.id AND a.party = 'supportee' AND a.person_id = gj.person_id))";

/// Notes the further journeys of a meeting.
///
/// # Errors
/// The database failed.
pub async fn join_group(tx: &Tx, meeting: MeetingId, further: &[JourneyId]) -> Result<(), Fault> {
    if further.is_empty() {
        return Ok(());
    }
    let text = format!("INSERT INTO group_meetings (meeting_id, journey_id) VALUES {}", sql::rows_of(further.len(), 2));
    let values = further.iter().flat_map(|journey| params![meeting, journey]);
    sql::change(tx, text, values).await?;
    Ok(())
}

/// The journeys that belong to a meeting beside its own.
///
/// # Errors
/// The database failed.
pub async fn further_journeys(connection: &impl Connection, meeting: MeetingId) -> Result<Vec<JourneyId>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT journey_id FROM group_meetings WHERE meeting_id = $1 ORDER BY journey_id",
        params![meeting],
    )
    .await?;
    rows.iter().map(|row| row.id("journey_id")).collect()
}

/// The circle of a meeting, wherever it stands; what it looks like to its viewer is for [`super::visible_to`] to say.
pub(super) async fn circle_of_meeting(
    connection: &impl Connection,
    catalogue: &Catalogue,
    viewer: Viewer,
    meeting: &Meeting,
) -> Result<Option<Circle>, Fault> {
    let about = About::Kind(&meeting.kind);
    let Some(own) = circle_at(connection, catalogue, viewer, meeting.journey, about).await? else { return Ok(None) };
    let is_group = own.programme.meeting_kind(&meeting.kind).is_some_and(|kind| kind.together == Together::Group);
    if !is_group {
        return Ok(Some(own));
    }
    let further = further_journeys(connection, meeting.id).await?;
    if further.is_empty() {
        return Ok(Some(own));
    }
    let mut circles = vec![own];
    for journey in further {
        circles.extend(circle_at(connection, catalogue, viewer, journey, about).await?);
    }
    let mut circle = gathered(circles);
    if matches!(meeting.state, State::Held(_)) {
        only_attended(connection, &mut circle, meeting).await?;
    }
    Ok(Some(circle))
}

/// One circle of several: everybody once in each part they take. It belongs to the journey in which its viewer takes part.
///
/// # Panics
/// There is none.
pub fn gathered(circles: Vec<Circle>) -> Circle {
    let together = circles.iter().map(|circle| circle.journey).collect();
    let mine = circles.iter().position(|circle| circle.me().is_some()).unwrap_or(0);
    let add = |all: &mut Vec<Participant>, more: &[Participant]| {
        for one in more {
            if all.iter().all(|known| known.person != one.person || known.party != one.party) {
                all.push(one.clone());
            }
        }
    };
    let (mut participants, mut everyone) = (Vec::new(), Vec::new());
    for circle in &circles {
        add(&mut participants, &circle.participants);
        add(&mut everyone, &circle.everyone);
    }
    let place = |one: &Participant| one.party != domain::programmes::Party::Supportee;
    participants.sort_by_key(place);
    everyone.sort_by_key(place);
    let own = circles.into_iter().nth(mine).expect("at least one circle");
    Circle { participants, everyone, together, ..own }
}

/// A group that has met is those who were there: whoever left the journey since keeps what they attended, and whoever came
/// later or was not there does not read it.
async fn only_attended(connection: &impl Connection, circle: &mut Circle, meeting: &Meeting) -> Result<(), Fault> {
    let attended = attendance(connection, meeting.id).await?;
    if attended.is_empty() {
        return Ok(());
    }
    let mut participants = Vec::with_capacity(attended.len());
    for (party, person) in attended {
        if !reads(&circle.programme, &party, About::Kind(&meeting.kind)) {
            continue;
        }
        let known = circle.everyone.iter().find(|one| one.person == person && one.party == party);
        let one = match known {
            Some(known) => known.clone(),
            None => {
                let name = crate::people::name_of(connection, person).await?.unwrap_or_default();
                Participant { party, person, name, email: None }
            }
        };
        participants.push(one);
    }
    circle.participants = participants;
    Ok(())
}
