//! A meeting as a calendar part.

use documents::calendar::{Invitation, Mailbox, Method, text};
use domain::meetings::State;
use domain::programmes::capitalised;
use store::meetings::{Circle, Meeting};

use crate::Context;

/// The calendar part for a meeting as it stands; nothing for one that was never planned.
///
/// Its title is the programme's word for the meeting and nothing else: calendars are read by many eyes.
pub fn calendar_of(ctx: &Context, circle: &Circle, meeting: &Meeting) -> Option<String> {
    let slot = meeting.planned.as_ref()?;
    let method = match &meeting.state {
        State::Proposed(_) => Method::Tentative,
        State::Agreed(_) | State::Held(_) => Method::Confirmed,
        State::Cancelled(_) | State::NotAttended(_) => Method::Cancelled,
    };
    let attendees = circle.people().into_iter().filter_map(|participant| {
        let address = participant.email.clone()?;
        Some(Mailbox { name: participant.name.clone(), address })
    });
    let host = ctx.address.split("://").nth(1).unwrap_or("localhost");
    let host = host.split([':', '/']).next().unwrap_or(host);
    Some(text(&Invitation {
        // Not the installation's name, which may change while the meeting lives.
        uid: format!("{}@meetings.alongside", meeting.id),
        sequence: meeting.calendar_sequence,
        method,
        stamped_at: meeting.updated_at,
        starts_at: slot.starts_at,
        minutes: slot.length.minutes(),
        title: capitalised(circle.programme.words.meeting(&meeting.kind)),
        place: slot.place.as_str().to_owned(),
        page: format!("{}/meetings/{}", ctx.address, meeting.id),
        organizer: Mailbox { name: "Alongside".to_owned(), address: format!("alongside@{host}") },
        attendees: attendees.collect(),
    }))
}
