//! Times that may suit everybody, as boxes to tick, each with why (F5).

use domain::calendar::{date_of, long_instant, time_of, weekday_date};
use domain::keys::MeetingKey;
use domain::meetings::{Length, Place, Slot, Way};
use domain::programmes::Requirement;
use jiff::civil::Date;
use operations::meetings::{diaries, suggest};
use store::meetings::{Circle, Meeting};

use super::times::{TimesForm, sent};
use crate::components::Choice;
use crate::error::Error;
use crate::state::AppState;
use crate::words::Words;

/// The suggestions for a meeting of a kind; of one that is being moved, without its own time.
pub(super) async fn choices(
    state: &AppState,
    w: Words,
    circle: &Circle,
    kind: Option<&MeetingKey>,
    moved: Option<&Meeting>,
    times: &TimesForm,
) -> Result<Vec<Choice>, Error> {
    let reader = state.ctx.db.reader();
    let diaries = diaries(&state.ctx, reader, circle, moved.map(|meeting| meeting.id)).await?;
    let meetings = store::meetings::list_for_journey(reader, circle.journey).await?;
    let minutes = times.minutes.parse().ok().and_then(|minutes| Length::of_minutes(minutes).ok());
    let Some(length) = minutes.or_else(|| Length::of_minutes(60).ok()) else { return Ok(Vec::new()) };
    let like = Slot { starts_at: state.ctx.now(), length, way: Way::InPerson, place: Place::default() };
    let due_on = match kind {
        Some(kind) => due(state, circle, kind).await?,
        None => None,
    };
    let now = moved.and_then(Meeting::when);
    let found = suggest(&diaries, &like, &meetings, due_on).into_iter().filter(|one| Some(one.starts_at) != now);
    let choice = |one: domain::meetings::Suggestion| {
        let mut why = w.say(&format!("suggested-{}", one.because.key()));
        if let (Some(due), false) = (due_on, one.in_time) {
            why = w.with("suggested-late", &[("why", why), ("date", weekday_date(due))]);
        }
        debug_assert!(date_of(one.starts_at) >= state.ctx.today(), "{}", time_of(one.starts_at));
        Choice::new(sent(one.starts_at), long_instant(one.starts_at)).hint(why).chosen_among(&times.ticked)
    };
    Ok(found.map(choice).collect())
}

/// By when a meeting of this kind is due next.
async fn due(state: &AppState, circle: &Circle, kind: &MeetingKey) -> Result<Option<Date>, Error> {
    let today = state.ctx.today();
    let horizon = crate::home::next::horizon(today);
    let open = store::overview::open_in(state.ctx.db.reader(), circle.journey, horizon).await?;
    let due = open.occurrences.iter().filter(|one| one.due_on >= today).find(|one| {
        circle.programme.expectation(&one.expectation).is_some_and(|expectation| match &expectation.met_by {
            Requirement::MeetingHeld { kinds, .. } => kinds.iter().any(|counted| counted.kind == *kind),
            _ => false,
        })
    });
    Ok(due.map(|one| one.due_on))
}
