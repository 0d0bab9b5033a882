//! Where meetings and their records are found.

use domain::ids::{AgendaPointId, JourneyId, MeetingId};
use domain::keys::MeetingKey;

/// All meetings of a journey.
pub fn list(journey: JourneyId) -> String {
    format!("/journeys/{journey}/meetings")
}

/// The form that proposes times for a new meeting.
pub fn propose(journey: JourneyId, kind: Option<&MeetingKey>) -> String {
    match kind {
        Some(kind) => format!("/journeys/{journey}/meetings/new?kind={kind}"),
        None => format!("/journeys/{journey}/meetings/new"),
    }
}

/// The form that plans several meetings in one go.
pub fn series(journey: JourneyId, kind: &str) -> String {
    if kind.is_empty() {
        format!("/journeys/{journey}/meetings/series")
    } else {
        format!("/journeys/{journey}/meetings/series?kind={kind}")
    }
}

/// The form that plans a meeting of several journeys' people.
pub fn group(journey: JourneyId) -> String {
    format!("/journeys/{journey}/meetings/group")
}

/// Where what speaks against each day of a series is shown.
pub fn series_days(journey: JourneyId) -> String {
    format!("/journeys/{journey}/meetings/series/days")
}

/// The form that enters a meeting which nobody had planned.
pub fn enter(journey: JourneyId) -> String {
    format!("/journeys/{journey}/meetings/held")
}

/// A meeting.
pub fn show(meeting: MeetingId) -> String {
    format!("/meetings/{meeting}")
}

/// The form for other times.
pub fn times(meeting: MeetingId) -> String {
    format!("/meetings/{meeting}/times")
}

/// The form that cancels.
pub fn cancellation(meeting: MeetingId) -> String {
    format!("/meetings/{meeting}/cancellation")
}

/// The form that says who did not come.
pub fn absence(meeting: MeetingId) -> String {
    format!("/meetings/{meeting}/absence")
}

/// Where one prepares: one's own notes, and the agenda.
pub fn preparation(meeting: MeetingId) -> String {
    format!("/meetings/{meeting}/preparation")
}

/// Where a point is added to the agenda.
pub fn agenda(meeting: MeetingId) -> String {
    format!("/meetings/{meeting}/agenda")
}

/// Where one's own point is taken off, or put back.
pub fn point(meeting: MeetingId, point: AgendaPointId) -> String {
    format!("/meetings/{meeting}/agenda/{point}")
}

/// The meeting as a file for a calendar.
pub fn calendar(meeting: MeetingId) -> String {
    format!("/meetings/{meeting}/calendar.ics")
}

/// The record of a meeting.
pub fn record(meeting: MeetingId) -> String {
    format!("/meetings/{meeting}/record")
}

/// Where answers are saved as one types.
pub fn answers(meeting: MeetingId) -> String {
    format!("/meetings/{meeting}/record/answers")
}

/// Where one chooses between texts that were written at once.
pub fn choices(meeting: MeetingId) -> String {
    format!("/meetings/{meeting}/record/choices")
}

/// Who can see the record.
pub fn readers(meeting: MeetingId) -> String {
    format!("/meetings/{meeting}/record/readers")
}

/// The page that shows what is signed.
pub fn signatures(meeting: MeetingId) -> String {
    format!("/meetings/{meeting}/signatures")
}

/// What happens after one has signed.
pub fn signed(meeting: MeetingId) -> String {
    format!("/meetings/{meeting}/signed")
}

/// The form for an amendment.
pub fn amendments(meeting: MeetingId) -> String {
    format!("/meetings/{meeting}/amendments")
}
