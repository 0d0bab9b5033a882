//! Meetings: proposed, agreed, moved, cancelled, missed and held (F1, F5). Each change reaches everyone who takes part
//! by mail, with a calendar part under the meeting's one UID.

mod accept;
mod agenda;
mod attend;
mod call_off;
mod cancel;
mod diaries;
mod group;
mod hold;
mod invitation;
mod letters;
mod not_attended;
mod notes;
mod propose;
mod reschedule;
mod series;

use domain::access::Viewer;
use domain::ids::{MeetingId, PersonId};
use domain::keys::MeetingKey;
use domain::meetings::{Event, Refusal, Slot, State, step};
use domain::signatures::RecordVersion;
use store::events;
use store::meetings::{Circle, Meeting};
use store::records::{Record, RecordOf};
use store::{Connection, Fault, Tx};

use crate::error::{Failure, refuse};
use crate::{Context, Outcome};

pub use accept::accept;
pub use agenda::{Agenda, PointRefusal, Standing, agenda, raise_point, set_point};
pub use attend::note_attendance;
pub(crate) use call_off::call_off;
pub use cancel::cancel;
pub use diaries::{diaries, suggest};
pub use group::{GroupRefusal, MOST_IN_GROUP, propose_group};
pub use hold::{hold, record_held};
pub use invitation::calendar_of;
pub use not_attended::not_attended;
pub use notes::{NoteRefusal, share_note, take_note_back, write_note};
pub use propose::propose;
pub use reschedule::reschedule;
pub use series::{Standing as SeriesStanding, accept_series, only_offer, propose_series};

/// Times for a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Times {
    /// One to three, for the others to choose from.
    Offered(Vec<Slot>),
    /// One that was already agreed by word of mouth.
    Together(Slot),
}

/// What letters about a meeting or its record name as their noun.
pub(crate) const NOUN: &str = "meetings";

/// A person as a viewer, today.
pub(crate) fn viewer(ctx: &Context, person: PersonId) -> Viewer {
    Viewer { person, today: ctx.today() }
}

/// The meeting and its circle, if the person takes part.
pub(crate) async fn load<R>(
    ctx: &Context,
    connection: &impl Connection,
    by: PersonId,
    id: MeetingId,
) -> Outcome<(Meeting, Circle), R> {
    let viewer = viewer(ctx, by);
    let found = store::meetings::visible_to(connection, &ctx.programmes, viewer, id).await?;
    found.ok_or(Failure::NotFound)
}

/// One step of a meeting by one who takes part: decides, stores, tells everyone, and refreshes what is expected.
async fn take_step(ctx: &Context, by: PersonId, id: MeetingId, event: Event) -> Outcome<Meeting, Refusal> {
    let now = ctx.now();
    store::write!(ctx.db, |tx| {
        let (mut meeting, circle) = load(ctx, tx, by, id).await?;
        let before = meeting.clone();
        meeting.state = match step(Some(&meeting.state), event.clone(), by, now) {
            Ok(state) => state,
            Err(refusal) => return refuse(refusal),
        };
        meeting.updated_at = now;
        plan(&mut meeting);
        if told_to_calendars(&meeting) {
            meeting.calendar_sequence += 1;
        }
        store::meetings::update(tx, &meeting).await?;
        after(ctx, tx, &circle, Some(&before), &meeting).await?;
        Ok(meeting)
    })
}

/// What calendars are to show from now on.
fn plan(meeting: &mut Meeting) {
    match &meeting.state {
        State::Proposed(proposals) => meeting.planned = Some(proposals.earliest().slot.clone()),
        State::Agreed(slot) => meeting.planned = Some(slot.clone()),
        State::Held(_) | State::Cancelled(_) | State::NotAttended(_) => {}
    }
}

/// A held meeting stays in calendars as it was; every other change is sent to them.
fn told_to_calendars(meeting: &Meeting) -> bool {
    meeting.planned.is_some() && !matches!(meeting.state, State::Held(_))
}

/// What follows every step: who signs, the letters, the event, and what is expected of the journey.
async fn after(
    ctx: &Context,
    tx: &Tx,
    circle: &Circle,
    before: Option<&Meeting>,
    meeting: &Meeting,
) -> Result<(), Fault> {
    letters::tell(ctx, tx, circle, before, meeting).await?;
    let event =
        events::Event::new(ctx.new_id(), ctx.now(), Some(circle.viewer), letters::event_kind(meeting), meeting.id)
            .at(circle.organisation)
            .within(circle.journey)
            .saying(letters::sentence(circle, before, meeting));
    events::record(tx, &event).await?;
    refresh(ctx, tx, circle).await
}

pub(crate) async fn refresh(ctx: &Context, tx: &Tx, circle: &Circle) -> Result<(), Fault> {
    crate::journeys::refresh_many(tx, ctx, &circle.journeys()).await
}

/// A new meeting of a kind that the journey's programme knows, with its record waiting to be written.
async fn begin(ctx: &Context, tx: &Tx, circle: &Circle, kind: &MeetingKey, state: State) -> Outcome<Meeting, Refusal> {
    let now = ctx.now();
    let form = circle.programme.form_of(kind).ok_or(Failure::NotFound)?;
    let mut meeting = Meeting {
        id: ctx.new_id(),
        journey: circle.journey,
        kind: kind.clone(),
        state,
        planned: None,
        calendar_sequence: 0,
        created_by: circle.viewer,
        created_at: now,
        updated_at: now,
    };
    plan(&mut meeting);
    store::meetings::insert(tx, &meeting).await?;
    let record = Record {
        id: ctx.new_id(),
        journey: circle.journey,
        of: RecordOf::Meeting(meeting.id),
        submitted_at: None,
        form: form.key.clone(),
        programme_version: circle.programme.hash.clone(),
        version: RecordVersion(1),
        state: store::records::RecordState::Draft,
        created_by: circle.viewer,
        created_at: now,
        updated_at: now,
    };
    store::records::insert(tx, &record).await?;
    Ok(meeting)
}
