//! Preparation notes: one's own until one shares them, and again once one takes them back (F6).

use domain::ids::{MeetingId, PersonId};
use domain::meetings::LONGEST_NOTE;
use store::Tx;
use store::events;
use store::meetings::{Circle, Meeting, Note};

use super::{load, viewer};
use crate::error::{Failure, refuse};
use crate::{Context, Outcome};

/// Why a note is not kept or shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoteRefusal {
    #[error("you have written on in another window meanwhile")]
    Changed,
    #[error("the meeting is over: what was prepared stays as it was")]
    Over,
    #[error("shorten it to 10,000 letters")]
    TooLong,
    #[error("write something first")]
    Empty,
}

impl NoteRefusal {
    /// The key of the message that a page shows.
    pub fn key(self) -> &'static str {
        match self {
            Self::Changed => "note-refused-changed",
            Self::Over => "note-refused-over",
            Self::TooLong => "note-refused-too-long",
            Self::Empty => "note-refused-empty",
        }
    }
}

/// Keeps what somebody writes before a meeting; `base` is the version that their page had shown, 0 for none. Returns the
/// version that stands now. Nobody is told: there is no event, and it is nobody's news.
///
/// # Errors
/// The person does not take part, the meeting is over, or they wrote on in another window.
pub async fn write_note(
    ctx: &Context,
    by: PersonId,
    meeting: MeetingId,
    base: i32,
    content: &str,
) -> Outcome<i32, NoteRefusal> {
    let content = content.replace("\r\n", "\n").replace('\0', "");
    let content = content.trim_end();
    if content.chars().count() > LONGEST_NOTE {
        return refuse(NoteRefusal::TooLong);
    }
    store::write!(ctx.db, |tx| {
        let (_, _, note) = open_meeting(ctx, tx, by, meeting).await?;
        let (stands, version) = note.as_ref().map_or(("", 0), |note| (note.content.as_str(), note.version));
        if stands == content {
            return Ok(version);
        }
        if !store::meetings::keep_note(tx, (meeting, by), base, content, ctx.now()).await? {
            return refuse(NoteRefusal::Changed);
        }
        Ok(base + 1)
    })
}

/// Shares one's note with the people of the meeting as they are now; returns who they are.
///
/// # Errors
/// The person does not take part, the meeting is over, or there is nothing to share.
pub async fn share_note(ctx: &Context, by: PersonId, meeting: MeetingId) -> Outcome<Vec<PersonId>, NoteRefusal> {
    store::write!(ctx.db, |tx| {
        let (_, circle, note) = open_meeting(ctx, tx, by, meeting).await?;
        if note.is_none_or(|note| note.content.trim().is_empty()) {
            return refuse(NoteRefusal::Empty);
        }
        let readers: Vec<PersonId> = circle.others().into_iter().map(|other| other.person).collect();
        store::meetings::share_note(tx, (meeting, by), &readers, ctx.now()).await?;
        tell(ctx, tx, &circle, meeting, "meetings.share-note", "shared what they have prepared").await?;
        Ok(readers)
    })
}

/// Takes a shared note back, until the meeting is held. Who has read it has read it.
///
/// # Errors
/// The person does not take part, or the meeting is over.
pub async fn take_note_back(ctx: &Context, by: PersonId, meeting: MeetingId) -> Outcome<(), NoteRefusal> {
    store::write!(ctx.db, |tx| {
        let (_, circle, note) = open_meeting(ctx, tx, by, meeting).await?;
        if note.is_none_or(|note| note.shared_at.is_none()) {
            return Ok(());
        }
        store::meetings::share_note(tx, (meeting, by), &[], ctx.now()).await?;
        tell(ctx, tx, &circle, meeting, "meetings.take-note-back", "took back what they had shared").await?;
        Ok(())
    })
}

/// A meeting that is still ahead, with its circle and the person's own note.
async fn open_meeting(
    ctx: &Context,
    tx: &Tx,
    by: PersonId,
    id: MeetingId,
) -> Outcome<(Meeting, Circle, Option<Note>), NoteRefusal> {
    let (meeting, circle) = load(ctx, tx, by, id).await?;
    if !meeting.state.name().is_open() {
        return Err(Failure::Refused(NoteRefusal::Over));
    }
    let note = store::meetings::own_note(tx, viewer(ctx, by), id).await?;
    Ok((meeting, circle, note))
}

async fn tell(
    ctx: &Context,
    tx: &Tx,
    circle: &Circle,
    meeting: MeetingId,
    kind: &str,
    what: &str,
) -> Result<(), store::Fault> {
    let who = circle.me().map_or("Somebody", |me| me.name.as_str());
    let event = events::Event::new(ctx.new_id(), ctx.now(), Some(circle.viewer), kind, meeting)
        .at(circle.organisation)
        .within(circle.journey)
        .saying(format!("{who} {what}."));
    events::record(tx, &event).await
}
