//! Counting the time of a held meeting with one tap (H2).

use domain::calendar::date_of;
use domain::ids::{MeetingId, PersonId, TimeLineId};
use domain::time::{Kind, Line, MOST_MINUTES, What};
use store::events::Event;
use store::time::{TimeLine, Which};

use super::{NOUN, holds, promise};
use crate::error::{Failure, refuse};
use crate::{Context, Outcome};

/// Why a meeting is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CountRefusal {
    #[error("the meeting is counted already")]
    Already,
}

/// Counts the time of a held meeting as the person's, in the account it belongs to; once, however often it is asked.
///
/// # Errors
/// The person took no part, it was not held, no hours are promised, or it is counted already.
pub async fn count_meeting(ctx: &Context, by: PersonId, meeting: MeetingId) -> Outcome<TimeLineId, CountRefusal> {
    store::write!(ctx.db, |tx| {
        let lines = store::time::lines_of(tx, by).await?;
        if lines.iter().any(|line| line.meeting == Some(meeting)) {
            return refuse(CountRefusal::Already);
        }
        let found = store::time::uncounted(tx, by, Some(meeting)).await?.pop().ok_or(Failure::NotFound)?;
        let accounts = store::time::accounts_of(tx, by).await?;
        let account = accounts.into_iter().find(|account| holds(account, &found) && promise(ctx, account).is_some());
        let which: Which = account.ok_or(Failure::NotFound)?.which;
        let line = TimeLine {
            id: ctx.new_id(),
            person: by,
            programme: which.programme().clone(),
            party: which.party(),
            journey: Some(found.journey),
            line: Line {
                on: date_of(found.from),
                minutes: found.minutes().clamp(1, MOST_MINUTES),
                what: What::Taken(Kind::Meeting),
            },
            note: String::new(),
            meeting: Some(meeting),
            learning: None,
            entered_at: ctx.now(),
        };
        if !store::time::insert_line(tx, &line).await? {
            return refuse(CountRefusal::Already);
        }
        let event = Event::new(ctx.new_id(), ctx.now(), Some(by), &format!("{NOUN}.count"), line.id);
        let sentence = "The time of a meeting was counted as protected time.";
        store::events::record(tx, &event.within(found.journey).saying(sentence)).await?;
        Ok(line.id)
    })
}
