//! Who takes part in a journey today, and the sides they take.

use std::sync::Arc;

use domain::access::Viewer;
use domain::ids::{JourneyId, OrganisationId, PersonId};
use domain::keys::{ItemKey, MeetingKey};
use domain::programmes::{Catalogue, ContentHash, Gives, Onlooker, Party, Programme};
use jiff::civil::Date;

use crate::db::{Connection, Fault};
use crate::sql::{self, Row, params};

/// Somebody who takes part: the one supported, or somebody in a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    pub party: Party,
    pub person: PersonId,
    pub name: String,
    /// The work address if there is one, else a private one.
    pub email: Option<String>,
}

/// A journey as its participants see it: who they are, and which of them is looking.
#[derive(Debug, Clone)]
pub struct Circle {
    pub journey: JourneyId,
    pub organisation: OrganisationId,
    pub programme: Arc<Programme>,
    pub starts_on: Date,
    /// `None`: no fixed end.
    pub planned_end_on: Option<Date>,
    pub ended_on: Option<Date>,
    /// The one supported first, then by role and name.
    pub participants: Vec<Participant>,
    /// Everybody of the journey, whether or not the programme lets them read the item.
    pub everyone: Vec<Participant>,
    pub viewer: PersonId,
    /// The journeys whose people meet, where it is a group; else none.
    pub together: Vec<JourneyId>,
}

impl Circle {
    /// Do the people of several journeys meet?
    pub fn is_group(&self) -> bool {
        !self.together.is_empty()
    }

    /// The journeys it is about.
    pub fn journeys(&self) -> Vec<JourneyId> {
        if self.is_group() { self.together.clone() } else { vec![self.journey] }
    }

    /// The ways in which the viewer takes part.
    pub fn capacities(&self) -> Vec<Party> {
        self.parties_of(self.viewer)
    }

    /// The ways in which a person takes part.
    pub fn parties_of(&self, person: PersonId) -> Vec<Party> {
        let theirs = self.participants.iter().filter(|participant| participant.person == person);
        theirs.map(|participant| participant.party.clone()).collect()
    }

    /// Everyone but the viewer, each once.
    pub fn others(&self) -> Vec<&Participant> {
        self.people().into_iter().filter(|participant| participant.person != self.viewer).collect()
    }

    /// Everyone, each once.
    pub fn people(&self) -> Vec<&Participant> {
        let mut people: Vec<&Participant> = Vec::new();
        for participant in &self.participants {
            if people.iter().all(|known| known.person != participant.person) {
                people.push(participant);
            }
        }
        people
    }

    /// Those expected at a kind of meeting, each once.
    pub fn expected_at(&self, kind: &MeetingKey) -> Vec<&Participant> {
        let Some(kind) = self.programme.meeting_kind(kind) else { return Vec::new() };
        let mut expected: Vec<&Participant> = Vec::new();
        // Of a group that has met, only those who were there take part any longer.
        let among = if self.is_group() { &self.everyone } else { &self.participants };
        for one in among.iter().filter(|one| kind.attended_by.contains(&one.party)) {
            if expected.iter().all(|known| known.person != one.person) {
                expected.push(one);
            }
        }
        expected
    }

    /// Does the viewer read meetings of this kind?
    pub fn opens(&self, kind: &MeetingKey) -> bool {
        let mine = self.participants.iter().filter(|participant| participant.person == self.viewer);
        mine.into_iter().any(|participant| reads(&self.programme, &participant.party, About::Kind(kind)))
    }

    /// The viewer's own entry.
    pub fn me(&self) -> Option<&Participant> {
        self.participants.iter().find(|participant| participant.person == self.viewer)
    }

    /// A participant's name, or nothing for somebody who takes part no longer.
    pub fn name_of(&self, person: PersonId) -> Option<&str> {
        let found = self.participants.iter().find(|participant| participant.person == person);
        found.map(|participant| participant.name.as_str())
    }

    /// The name of somebody of the journey, whether or not they may read the item.
    pub fn anyones_name(&self, person: PersonId) -> Option<&str> {
        let found = self.everyone.iter().find(|participant| participant.person == person);
        found.map(|participant| participant.name.as_str())
    }

    /// The one supported.
    pub fn supportee(&self) -> Option<&Participant> {
        self.participants.iter().find(|participant| participant.party == Party::Supportee)
    }
}

/// What a circle is about: who is part of it depends on what the programme lets people read.
#[derive(Debug, Clone, Copy)]
pub enum About<'k> {
    /// Meetings of one kind, with their records.
    Kind(&'k MeetingKey),
    /// Whatever kind there is: all who read any of them.
    Any,
    /// One item of the sharing table: a document.
    Item(&'k ItemKey),
}

/// Does the programme let somebody of this party read what meetings of this kind hold?
pub fn reads(programme: &Programme, party: &Party, about: About<'_>) -> bool {
    let onlooker = Onlooker::Party(party.clone());
    if let About::Item(item) = about {
        return programme.sharing.gives(&onlooker, item) == Gives::Read;
    }
    let mut kinds = programme.meeting_kinds.iter().filter(|kind| match about {
        About::Kind(key) => kind.key == *key,
        About::Any | About::Item(_) => true,
    });
    kinds.any(|kind| programme.sharing.gives(&onlooker, &kind.item) == Gives::Read)
}

/// The circle of a journey, whether or not the viewer is part of it: for pages that ask themselves who may look.
///
/// # Errors
/// The database failed, or the journey's version of its programme is not at hand.
pub async fn circle_at(
    connection: &impl Connection,
    catalogue: &Catalogue,
    viewer: Viewer,
    journey: JourneyId,
    about: About<'_>,
) -> Result<Option<Circle>, Fault> {
    let row = sql::first(
        connection,
        "SELECT organisation_id, version_hash, starts_on, planned_end_on, ended_on FROM journeys WHERE id = $1",
        params![journey],
    )
    .await?;
    let Some(row) = row else { return Ok(None) };
    let hash = row.text("version_hash")?;
    let programme = catalogue
        .version(&ContentHash::from_stored(&hash))
        .ok_or_else(|| Fault::Corrupt(format!("programme version {hash} is not at hand")))?;
    let everyone = participants(connection, journey, viewer.today).await?;
    let mut participants = everyone.clone();
    participants.retain(|participant| reads(programme, &participant.party, about));
    Ok(Some(Circle {
        journey,
        organisation: row.id("organisation_id")?,
        programme: Arc::clone(programme),
        starts_on: row.on("starts_on")?,
        planned_end_on: row.on_maybe("planned_end_on")?,
        ended_on: row.on_maybe("ended_on")?,
        participants,
        everyone,
        viewer: viewer.person,
        together: Vec::new(),
    }))
}

/// The circle of a journey, if the viewer is part of it and the programme lets them read the item. To anybody else
/// there is none: the same as no journey.
///
/// # Errors
/// The database failed, or the journey's version of its programme is not at hand.
pub async fn circle_of(
    connection: &impl Connection,
    catalogue: &Catalogue,
    viewer: Viewer,
    journey: JourneyId,
    about: About<'_>,
) -> Result<Option<Circle>, Fault> {
    let circle = circle_at(connection, catalogue, viewer, journey, about).await?;
    Ok(circle.filter(|circle| circle.me().is_some()))
}

/// The one supported and the supporters whose time is not over; one named before the first day takes part already, one who
/// takes over later from their own first day on.
async fn participants(connection: &impl Connection, journey: JourneyId, on: Date) -> Result<Vec<Participant>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT t.party, p.id, COALESCE(p.known_as, p.given_name) AS first_name, p.family_name, a.email
         FROM (
             SELECT 'supportee' AS party, person_id, 0 AS rank FROM journeys WHERE id = $1
             UNION ALL
             SELECT g.role, g.person_id, 1 FROM pairings g JOIN journeys j ON j.id = g.journey_id
             WHERE g.journey_id = $1 AND (g.finished_on IS NULL OR g.finished_on >= $2)
                 AND (g.started_on <= $2 OR g.started_on <= j.starts_on)
         ) t
         JOIN people p ON p.id = t.person_id
         LEFT JOIN addresses a ON a.person_id = p.id
         ORDER BY t.rank, t.party, p.name_search, p.id, a.kind DESC, a.email",
        params![journey, on],
    )
    .await?;
    let mut participants: Vec<Participant> = Vec::new();
    for row in &rows {
        let (party, person) = (row.parsed("party")?, row.id("id")?);
        // One row for each address; the first is the work one.
        if participants.iter().any(|known| known.party == party && known.person == person) {
            continue;
        }
        let name = format!("{} {}", row.text("first_name")?, row.text("family_name")?);
        participants.push(Participant { party, person, name, email: row.text_maybe("email")? });
    }
    Ok(participants)
}
