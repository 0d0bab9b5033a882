//! Several meetings proposed in one go, and agreed to in one go; each goes its own way afterwards (F5).

use domain::calendar::long_instant;
use domain::ids::{JourneyId, MeetingId, PersonId};
use domain::keys::MeetingKey;
use domain::meetings::{Event, MOST_IN_SERIES, Offer, Proposals, Refusal, Slot, State, step};
use domain::programmes::capitalised;
use store::events;
use store::mail::{self, Letter};
use store::meetings::{About, Circle, Meeting};
use store::{Fault, Tx};

use super::invitation::calendar_of;
use super::{begin, letters, load, plan, refresh, viewer};
use crate::error::{Failure, refuse};
use crate::{Context, Outcome};

/// Whether the others are asked, or have agreed by word of mouth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Asked,
    Together,
}

/// Proposes a meeting of a kind at each of these times; everybody gets one letter with all invitations.
///
/// # Errors
/// The person does not take part, there are none or more than twelve times, two are the same or one has passed.
pub async fn propose_series(
    ctx: &Context,
    by: PersonId,
    journey: JourneyId,
    kind: &MeetingKey,
    slots: &[Slot],
    standing: Standing,
) -> Outcome<Vec<MeetingId>, Refusal> {
    if slots.is_empty() || slots.len() > MOST_IN_SERIES {
        return refuse(Refusal::NotASeries);
    }
    let again = |(n, slot): (usize, &Slot)| slots[..n].iter().any(|earlier| earlier.starts_at == slot.starts_at);
    if slots.iter().enumerate().any(again) {
        return refuse(Refusal::SameTimeTwice);
    }
    let now = ctx.now();
    store::write!(ctx.db, |tx| {
        let about = About::Kind(kind);
        let circle = store::meetings::circle_of(tx, &ctx.programmes, viewer(ctx, by), journey, about).await?;
        let circle = circle.ok_or(Failure::NotFound)?;
        let mut meetings = Vec::with_capacity(slots.len());
        for slot in slots {
            let event = match standing {
                Standing::Together => Event::Arrange(slot.clone()),
                Standing::Asked => {
                    let offers = vec![Offer { id: ctx.new_id(), slot: slot.clone() }];
                    Event::Propose(Proposals::new(by, offers).map_err(Failure::Refused)?)
                }
            };
            let state = match step(None, event, by, now) {
                Ok(state) => state,
                Err(refusal) => return refuse(refusal),
            };
            meetings.push(begin(ctx, tx, &circle, kind, state).await?);
        }
        let ids: Vec<MeetingId> = meetings.iter().map(|meeting| meeting.id).collect();
        store::meetings::join_series(tx, ctx.new_id(), &ids).await?;
        for meeting in &meetings {
            note(ctx, tx, &circle, None, meeting).await?;
        }
        let who = circle.me().map_or("Somebody", |me| me.name.as_str());
        let what = match standing {
            Standing::Asked => format!("{who} proposes {} meetings.", meetings.len()),
            Standing::Together => format!("{who} has entered {} meetings as agreed.", meetings.len()),
        };
        let ask = match standing {
            Standing::Asked => "Agree to all of them, or to each by itself, here:",
            Standing::Together => "They are in the calendar parts of this message. To move or cancel one, begin here:",
        };
        tell(ctx, tx, &circle, &meetings, "meetings.propose-series", (&what, ask)).await?;
        refresh(ctx, tx, &circle).await?;
        Ok(ids)
    })
}

/// Agrees to every meeting of a series that somebody else has proposed and that still lies ahead with one time; returns
/// how many those were.
///
/// # Errors
/// The person does not take part, or nothing of the series waits for their answer.
pub async fn accept_series(ctx: &Context, by: PersonId, one: MeetingId) -> Outcome<usize, Refusal> {
    let now = ctx.now();
    store::write!(ctx.db, |tx| {
        let (_, circle) = load(ctx, tx, by, one).await?;
        let mut agreed = Vec::new();
        for id in store::meetings::series_of(tx, one).await? {
            let (mut meeting, _) = load(ctx, tx, by, id).await?;
            let Some(offer) = only_offer(&meeting, by) else { continue };
            let before = meeting.clone();
            let Ok(state) = step(Some(&meeting.state), Event::Accept(offer), by, now) else { continue };
            meeting.state = state;
            meeting.updated_at = now;
            plan(&mut meeting);
            meeting.calendar_sequence += 1;
            store::meetings::update(tx, &meeting).await?;
            note(ctx, tx, &circle, Some(&before), &meeting).await?;
            agreed.push(meeting);
        }
        if agreed.is_empty() {
            return refuse(Refusal::NoLongerOffered);
        }
        let who = circle.me().map_or("Somebody", |me| me.name.as_str());
        let what = format!("{who} agreed to {} meetings.", agreed.len());
        let ask = "They are in the calendar parts of this message. To move or cancel one, begin here:";
        tell(ctx, tx, &circle, &agreed, "meetings.agree-series", (&what, ask)).await?;
        refresh(ctx, tx, &circle).await?;
        Ok(agreed.len())
    })
}

/// The time that one person could agree to without choosing.
pub fn only_offer(meeting: &Meeting, person: PersonId) -> Option<domain::ids::ProposalId> {
    match &meeting.state {
        State::Proposed(proposals) if proposals.by() != person => match proposals.offers() {
            [only] => Some(only.id),
            _ => None,
        },
        _ => None,
    }
}

async fn note(
    ctx: &Context,
    tx: &Tx,
    circle: &Circle,
    before: Option<&Meeting>,
    meeting: &Meeting,
) -> Result<(), Fault> {
    let event =
        events::Event::new(ctx.new_id(), ctx.now(), Some(circle.viewer), letters::event_kind(meeting), meeting.id)
            .at(circle.organisation)
            .within(circle.journey)
            .saying(letters::sentence(circle, before, meeting));
    events::record(tx, &event).await
}

/// One letter to each, with all times in its text and all invitations behind it.
async fn tell(
    ctx: &Context,
    tx: &Tx,
    circle: &Circle,
    meetings: &[Meeting],
    kind: &str,
    (what, ask): (&str, &str),
) -> Result<(), Fault> {
    let Some(first) = meetings.first() else { return Ok(()) };
    let calendars: Vec<String> = meetings.iter().filter_map(|meeting| calendar_of(ctx, circle, meeting)).collect();
    let word = circle.programme.words.meeting(&first.kind);
    let mut times = String::new();
    for slot in meetings.iter().filter_map(|meeting| meeting.planned.as_ref()) {
        times.push_str(&format!("\n  {}", long_instant(slot.starts_at)));
        if !slot.place.is_empty() {
            times.push_str(&format!(", {}", slot.place.as_str()));
        }
    }
    let now = ctx.now();
    for participant in circle.people() {
        let Some(email) = participant.email.clone() else { continue };
        let letter = Letter {
            id: ctx.new_id(),
            person: Some(participant.person),
            recipient: email,
            kind: kind.to_owned(),
            subject: format!("{}: {} meetings", capitalised(word), meetings.len()),
            body: format!(
                "Hello {}\n\n{what}\n{times}\n\n{ask}\n\n{}/meetings/{}\n",
                participant.name, ctx.address, first.id
            ),
            calendar: Some(calendars.concat()),
            about: Some((super::NOUN.to_owned(), domain::ids::Id::uuid(first.id))),
            created_at: now,
            send_after: now,
        };
        mail::queue(tx, &letter).await?;
    }
    Ok(())
}
