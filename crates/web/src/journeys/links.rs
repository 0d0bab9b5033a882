//! Where things of a journey are found.

use domain::ids::{JourneyId, MeetingId};
use domain::keys::{FactKey, MeetingKey};

/// The journey's page.
pub fn journey(id: JourneyId) -> String {
    format!("/journeys/{id}")
}

/// Who can see what of it.
pub fn who_can_see(id: JourneyId) -> String {
    format!("/journeys/{id}#who")
}

/// The form that proposes times for a meeting; the kind is chosen already when one is named.
pub fn propose(id: JourneyId, kind: Option<&MeetingKey>) -> String {
    match kind {
        Some(kind) => format!("/journeys/{id}/meetings/new?kind={kind}"),
        None => format!("/journeys/{id}/meetings/new"),
    }
}

/// Where one notes a meeting that was held without having been planned here.
pub fn note_held(id: JourneyId) -> String {
    format!("/journeys/{id}/meetings/held")
}

/// All its meetings.
pub fn meetings(id: JourneyId) -> String {
    format!("/journeys/{id}/meetings")
}

/// A meeting; where one accepts a proposed time too.
pub fn meeting(id: MeetingId) -> String {
    format!("/meetings/{id}")
}

/// Where one prepares for a meeting.
pub fn prepare(id: MeetingId) -> String {
    format!("/meetings/{id}/preparation")
}

/// The record of a meeting, begun by saying when it was.
pub fn record(id: MeetingId) -> String {
    format!("/meetings/{id}/record")
}

/// The page that shows what is signed.
pub fn sign(id: MeetingId) -> String {
    format!("/meetings/{id}/signatures")
}

/// Where one says that something which only people can know is done.
pub fn confirm(id: JourneyId, fact: &FactKey) -> String {
    format!("/journeys/{id}/facts/{fact}")
}
