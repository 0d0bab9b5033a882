//! What people are told when something becomes of a meeting. Letters say that there is something, when and where to
//! look; never why somebody cancelled or what was written.

use domain::calendar::{clock_time, date_of, long_instant, time_of, weekday_date};
use domain::ids::Id;
use domain::meetings::{State, StateName};
use domain::programmes::capitalised;
use store::mail::{self, Letter};
use store::meetings::{Circle, Meeting, Participant};
use store::{Fault, Tx};

use super::invitation::calendar_of;
use super::told_to_calendars;
use crate::Context;

/// The kind of event, by where the meeting is now.
pub(super) fn event_kind(meeting: &Meeting) -> &'static str {
    match meeting.state.name() {
        StateName::Proposed => "meetings.propose",
        StateName::Agreed => "meetings.agree",
        StateName::Held => "meetings.hold",
        StateName::Cancelled => "meetings.cancel",
        StateName::NotAttended => "meetings.not-attended",
    }
}

/// What happened, in the past tense: “Rhys Bevan proposed two times for the first meeting.”
pub(super) fn sentence(circle: &Circle, before: Option<&Meeting>, meeting: &Meeting) -> String {
    let who = circle.me().map_or("Somebody", |me| me.name.as_str());
    let what = circle.programme.words.meeting(&meeting.kind);
    let was_agreed = before.is_some_and(|before| before.state.name() == StateName::Agreed);
    let was_proposed = before.is_some_and(|before| before.state.name() == StateName::Proposed);
    match &meeting.state {
        State::Proposed(proposals) => {
            let times = match proposals.offers().len() {
                1 => "a time",
                2 => "two times",
                _ => "three times",
            };
            let other = if was_agreed || was_proposed { "other " } else { "" };
            let times = if other.is_empty() { times.to_owned() } else { format!("{other}times") };
            format!("{who} proposed {times} for the {what}.")
        }
        State::Agreed(slot) if was_proposed => {
            format!("{who} agreed to the {what} on {}.", long_instant(slot.starts_at))
        }
        State::Agreed(slot) if was_agreed => format!("{who} moved the {what} to {}.", long_instant(slot.starts_at)),
        State::Agreed(slot) => format!("{who} arranged the {what} for {}.", long_instant(slot.starts_at)),
        State::Held(time) => {
            let day = weekday_date(date_of(time.from()));
            let (from, to) = (clock_time(time_of(time.from())), clock_time(time_of(time.to())));
            format!("{who} entered that the {what} was on {day}, from {from} to {to}.")
        }
        // Called off with what it belonged to.
        State::Cancelled(_) if circle.me().is_none() => format!("The {what} will not take place."),
        State::Cancelled(_) => format!("{who} cancelled the {what}."),
        State::NotAttended(absence) => {
            let absent = circle.name_of(absence.person).unwrap_or("somebody");
            format!("{who} noted that {absent} did not come to the {what}.")
        }
    }
}

/// Puts a letter for everyone who takes part and can be reached into the outbox: the others to know, the doer so that
/// the calendar has it too.
pub(super) async fn tell(
    ctx: &Context,
    tx: &Tx,
    circle: &Circle,
    before: Option<&Meeting>,
    meeting: &Meeting,
) -> Result<(), Fault> {
    let calendar = if told_to_calendars(meeting) { calendar_of(ctx, circle, meeting) } else { None };
    for participant in circle.people() {
        let own = participant.person == circle.viewer;
        let Some(email) = participant.email.clone().filter(|_| calendar.is_some() || !own) else { continue };
        let now = ctx.now();
        let letter = Letter {
            id: ctx.new_id(),
            person: Some(participant.person),
            recipient: email,
            kind: event_kind(meeting).to_owned(),
            subject: subject(circle, meeting),
            body: body(ctx, circle, before, meeting, participant),
            calendar: calendar.clone(),
            about: Some((super::NOUN.to_owned(), meeting.id.uuid())),
            created_at: now,
            send_after: now,
        };
        mail::queue(tx, &letter).await?;
    }
    Ok(())
}

fn subject(circle: &Circle, meeting: &Meeting) -> String {
    let what = capitalised(circle.programme.words.meeting(&meeting.kind));
    match &meeting.state {
        State::Proposed(_) => format!("{what}: which time suits you?"),
        State::Agreed(slot) => format!("{what}: {}", long_instant(slot.starts_at)),
        State::Held(_) => format!("{what}: the record is open"),
        State::Cancelled(_) => format!("{what}: cancelled"),
        State::NotAttended(_) => format!("{what}: did not take place"),
    }
}

fn body(ctx: &Context, circle: &Circle, before: Option<&Meeting>, meeting: &Meeting, to: &Participant) -> String {
    let own = to.person == circle.viewer;
    let mut text = format!("Hello {}\n\n{}\n", to.name, sentence(circle, before, meeting));
    match &meeting.state {
        State::Proposed(proposals) => {
            for offer in proposals.offers() {
                text.push_str(&format!("\n  {}", long_instant(offer.slot.starts_at)));
                if !offer.slot.place.is_empty() {
                    text.push_str(&format!(", {}", offer.slot.place.as_str()));
                }
            }
            let ask = if own { "You can change the times here:" } else { "Choose one, or propose others, here:" };
            text.push_str(&format!("\n\n{ask}\n"));
        }
        State::Agreed(slot) => {
            if !slot.place.is_empty() {
                text.push_str(&format!("\n  {}\n", slot.place.as_str()));
            }
            text.push_str("\nIt is in the calendar part of this message. To move or cancel it:\n");
        }
        State::Held(_) => text.push_str("\nWrite the record together and sign it here:\n"),
        State::Cancelled(_) => text.push_str("\nThe reason, and a way to find another time, are here:\n"),
        State::NotAttended(_) => text.push_str("\nFind another time here:\n"),
    }
    text.push_str(&format!("\n{}/meetings/{}\n", ctx.address, meeting.id));
    text
}
