//! Where things of a journey are found.

use domain::ids::{JourneyId, MeetingId};
use domain::keys::MeetingKey;

/// The journey's page.
pub fn journey(id: JourneyId) -> String {
    format!("/journeys/{id}")
}

/// Who can see what of it.
pub fn who_can_see(id: JourneyId) -> String {
    format!("/journeys/{id}#who")
}

/// The form that proposes times for a meeting of a kind.
pub fn propose(id: JourneyId, kind: &MeetingKey) -> String {
    format!("/journeys/{id}/meetings/new?kind={kind}")
}

/// A meeting.
pub fn meeting(id: MeetingId) -> String {
    format!("/meetings/{id}")
}

/// Where one accepts a proposed time or proposes another.
pub fn answer_proposal(id: MeetingId) -> String {
    meeting(id)
}

/// Where one says what became of an agreed meeting.
pub fn say_how_it_went(id: MeetingId) -> String {
    record(id)
}

/// The record of a meeting.
pub fn record(id: MeetingId) -> String {
    format!("/meetings/{id}/record")
}

/// The page that shows what is signed.
pub fn sign(id: MeetingId) -> String {
    format!("/meetings/{id}/signatures")
}
