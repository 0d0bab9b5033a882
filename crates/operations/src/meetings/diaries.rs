//! Looking for times: what speaks against one, and which may suit everybody (F5).

use domain::calendar::Period;
use domain::ids::{MeetingId, PersonId};
use domain::meetings::{Diaries, Slot, State, Suggestion, suggestions};
use jiff::Timestamp;
use jiff::civil::Date;
use store::meetings::{Circle, Meeting};
use store::{Connection, Fault};

use crate::Context;

/// What is known of the days of everybody in a circle; `except` is the meeting that is being moved.
///
/// # Errors
/// The database failed.
pub async fn diaries(
    ctx: &Context,
    connection: &impl Connection,
    circle: &Circle,
    except: Option<MeetingId>,
) -> Result<Diaries, Fault> {
    let now = ctx.now();
    let people: Vec<PersonId> = circle.people().into_iter().map(|one| one.person).collect();
    let nation = store::organisations::nation(connection, circle.organisation).await?.unwrap_or_default();
    let finished_on = circle.ended_on.or(circle.planned_end_on);
    Ok(Diaries {
        now,
        nation,
        runs: Period { started_on: circle.starts_on, finished_on },
        away: store::meetings::away(connection, &people, ctx.today()).await?,
        busy: store::meetings::busy(connection, &ctx.programmes, &people, now, except).await?,
    })
}

/// Times that may suit everybody for a meeting like this one.
pub fn suggest(diaries: &Diaries, like: &Slot, meetings: &[Meeting], due_on: Option<Date>) -> Vec<Suggestion> {
    let kept = |meeting: &&Meeting| !meeting.state.is_off() && !matches!(meeting.state, State::Proposed(_));
    // When it was planned says more about habits than when it happened to begin.
    let planned = |meeting: &Meeting| meeting.planned.as_ref().map(|slot| slot.starts_at).or_else(|| meeting.when());
    let before: Vec<Timestamp> = meetings.iter().filter(kept).filter_map(planned).collect();
    suggestions(diaries, like, &before, due_on)
}
