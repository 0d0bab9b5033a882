//! A meeting of the people of several journeys, at a time that whoever plans it has settled (S1).

use std::collections::BTreeSet;

use domain::ids::{JourneyId, MeetingId, PersonId};
use domain::keys::MeetingKey;
use domain::meetings::{Event, Slot, step};
use domain::programmes::{Party, Together};
use store::meetings::{About, Circle, Meeting};
use store::{Fault, Tx};

use super::{after, begin, viewer};
use crate::error::{Failure, refuse};
use crate::{Context, Outcome};

/// No larger group is planned at once.
pub const MOST_IN_GROUP: usize = 12;

/// Why a group does not meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GroupRefusal {
    #[error("choose at least two, and at most twelve")]
    TwoToTwelve,
    #[error("this time has passed")]
    TimePassed,
}

impl GroupRefusal {
    /// The key of the message that a page shows.
    pub fn key(self) -> &'static str {
        match self {
            Self::TwoToTwelve => "group-refused-two-to-twelve",
            Self::TimePassed => "meeting-refused-time-passed",
        }
    }
}

/// Plans a meeting of a group; everybody of these journeys who is expected gets it in their calendar.
///
/// # Errors
/// The person does not take part in all of them, they do not run the same programme, its kind of meeting is not one of a
/// group, or the time has passed.
pub async fn propose_group(
    ctx: &Context,
    by: PersonId,
    journeys: &[JourneyId],
    kind: &MeetingKey,
    slot: Slot,
) -> Outcome<MeetingId, GroupRefusal> {
    let journeys: BTreeSet<JourneyId> = journeys.iter().copied().collect();
    if !(2..=MOST_IN_GROUP).contains(&journeys.len()) {
        return refuse(GroupRefusal::TwoToTwelve);
    }
    let now = ctx.now();
    store::write!(ctx.db, |tx| {
        let viewer = viewer(ctx, by);
        let mut circles: Vec<Circle> = Vec::with_capacity(journeys.len());
        for journey in &journeys {
            let about = About::Kind(kind);
            let circle = store::meetings::circle_of(tx, &ctx.programmes, viewer, *journey, about).await?;
            let circle = circle.filter(|circle| circle.ended_on.is_none() && is_of_group(circle, kind));
            circles.push(circle.ok_or(Failure::NotFound)?);
        }
        let same = circles.iter().all(|circle| circle.programme.key == circles[0].programme.key);
        if !same {
            return Err(Failure::NotFound);
        }
        let circle = store::meetings::gathered(circles);
        let state = match step(None, Event::Arrange(slot.clone()), by, now) {
            Ok(state) => state,
            Err(_) => return refuse(GroupRefusal::TimePassed),
        };
        let meeting = match begin(ctx, tx, &circle, kind, state).await {
            Ok(meeting) => meeting,
            Err(Failure::Fault(fault)) => return Err(fault.into()),
            Err(_) => return Err(Failure::NotFound),
        };
        let further: Vec<JourneyId> = journeys.iter().copied().filter(|one| *one != meeting.journey).collect();
        store::meetings::join_group(tx, meeting.id, &further).await?;
        after(ctx, tx, &circle, None, &meeting).await?;
        Ok(meeting.id)
    })
}

/// Is it a kind of meeting for which the people of several journeys come together?
fn is_of_group(circle: &Circle, kind: &MeetingKey) -> bool {
    circle.programme.meeting_kind(kind).is_some_and(|kind| kind.together == Together::Group)
}

/// Of a group that has met it is always kept who was there, since its record is theirs: everybody expected, until
/// somebody says otherwise.
pub(super) async fn keep_attendance(tx: &Tx, circle: &Circle, meeting: &Meeting) -> Result<(), Fault> {
    if !circle.is_group() || !store::meetings::attendance(tx, meeting.id).await?.is_empty() {
        return Ok(());
    }
    let expected = circle.programme.meeting_kind(&meeting.kind).map_or(&[][..], |kind| &kind.attended_by);
    let mut there: Vec<(Party, PersonId)> = circle
        .everyone
        .iter()
        .filter(|one| expected.contains(&one.party))
        .map(|one| (one.party.clone(), one.person))
        .collect();
    there.sort_unstable_by(|a, b| (a.0.as_str(), a.1).cmp(&(b.0.as_str(), b.1)));
    store::meetings::set_attendance(tx, meeting.id, &there).await
}
