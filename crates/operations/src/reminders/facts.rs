//! What a reminder has to know of journeys beyond what is open: meetings that are agreed, and who has signed already.

use domain::calendar::date_of;
use domain::ids::{JourneyId, MeetingId, PersonId};
use domain::keys::MeetingKey;
use domain::programmes::{Expectation, Onlooker, Requirement};
use domain::reminders::{Known, concerns};
use jiff::civil::Date;
use store::reminders::{Planned, Signed};
use store::{Connection, Fault};

/// The facts of some journeys.
pub(super) struct Facts {
    planned: Vec<Planned>,
    signed: Vec<Signed>,
}

/// What is open, in which somebody may have to do something.
pub(super) struct Open<'a> {
    pub(super) journey: JourneyId,
    pub(super) opens_on: Date,
    pub(super) due_on: Date,
    pub(super) can_be_done: bool,
    pub(super) waits_for: &'a [Onlooker],
    pub(super) meeting: Option<MeetingId>,
}

impl Facts {
    pub(super) async fn of(connection: &impl Connection, journeys: &[JourneyId]) -> Result<Self, Fault> {
        Ok(Self {
            planned: store::reminders::planned_meetings(connection, journeys).await?,
            signed: store::reminders::signed_in(connection, journeys).await?,
        })
    }

    /// Is it still for this person, in this capacity, to do something or to know?
    pub(super) fn concern(
        &self,
        expectation: &Expectation,
        to: &Onlooker,
        person: PersonId,
        open: &Open<'_>,
        today: Date,
    ) -> bool {
        let of_journey = self.planned.iter().filter(|meeting| meeting.journey == open.journey);
        let agreed: Vec<(MeetingKey, Date)> =
            of_journey.map(|meeting| (meeting.kind.clone(), date_of(meeting.starts_at))).collect();
        let agreed: Vec<(MeetingKey, Date)> = agreed.into_iter().filter(|(_, on)| *on >= today).collect();
        let known = Known {
            opens_on: open.opens_on,
            due_on: open.due_on,
            can_be_done: open.can_be_done,
            waits_for: open.waits_for,
            meeting: open.meeting,
            agreed: &agreed,
            has_signed: self.has_signed(expectation, person, open),
        };
        concerns(expectation, to, &known, today)
    }

    fn has_signed(&self, expectation: &Expectation, person: PersonId, open: &Open<'_>) -> bool {
        let mut theirs = self.signed.iter().filter(|signed| signed.journey == open.journey && signed.person == person);
        match &expectation.met_by {
            Requirement::RecordSigned => open.meeting.is_some() && theirs.any(|signed| signed.meeting == open.meeting),
            Requirement::DocumentDone { document, .. } => {
                theirs.any(|signed| signed.document.as_ref() == Some(document))
            }
            _ => false,
        }
    }
}
