//! What a meeting means for what is due, in words (F5).

use domain::access::decide;
use domain::calendar::{date_of, weekday_date};
use domain::meetings::{Awaited, Consequence, consequence};
use domain::programmes::Onlooker;
use store::meetings::{Circle, Meeting};
use store::overview::{PathOccurrence, PathState};

use crate::error::Error;
use crate::state::AppState;
use crate::words::Words;

/// What is expected of the journey, for those who may see how it goes; nothing for others.
pub(crate) async fn awaited(state: &AppState, circle: &Circle) -> Result<Vec<PathOccurrence>, Error> {
    let mine: Vec<Onlooker> = circle.capacities().into_iter().map(Onlooker::Party).collect();
    let progress = "progress".parse().expect("a valid key");
    if !decide(&circle.programme.sharing, &mine, &progress).allows() {
        return Ok(Vec::new());
    }
    Ok(store::overview::occurrences(state.ctx.db.reader(), circle.journey).await?)
}

/// What it means that a meeting is as it is; empty when it means nothing that is worth a sentence.
pub(crate) fn sentence(
    w: Words,
    state: &AppState,
    circle: &Circle,
    meeting: &Meeting,
    occurrences: &[PathOccurrence],
) -> String {
    let Some(on) = meeting.when().map(date_of) else { return String::new() };
    let awaited: Vec<Awaited<'_>> = occurrences
        .iter()
        .map(|one| {
            let met_here = matches!(one.state, PathState::Met(_)) && one.meeting == Some(meeting.id);
            Awaited {
                expectation: &one.expectation,
                opens_on: one.opens_on,
                due_on: one.due_on,
                is_open: one.state == PathState::Open,
                met_here,
                stood_in: met_here && one.replaced_by.is_some(),
            }
        })
        .collect();
    let name = meeting.state.name();
    let found = consequence(&circle.programme, &meeting.kind, (name, on), &awaited, state.ctx.today());
    let Some(found) = found else { return String::new() };
    let with = |key: &str, what: String, on| w.with(key, &[("what", what), ("date", weekday_date(on))]);
    match found {
        Consequence::StillDue { what, by } => with("clock-still-due", what, by),
        Consequence::StillCounts { what, since } => with("clock-still-counts", what, since),
        Consequence::Passed { what, until, next_by: None } => with("clock-passed", what, until),
        Consequence::Passed { what, until, next_by: Some(next) } => {
            let values = [("what", what), ("date", weekday_date(until)), ("next", weekday_date(next))];
            w.with("clock-passed-next", &values)
        }
        Consequence::TooLate { what, by } => with("clock-too-late", what, by),
        Consequence::Counts { what } => w.with("clock-counts", &[("what", what)]),
        Consequence::StoodIn { what } => w.with("clock-stood-in", &[("what", what)]),
        Consequence::CountsForNothing { what, by } => with("clock-counts-for-nothing", what, by),
    }
}

/// Did this meeting stand in for another kind?
pub(crate) fn stood_in(meeting: &Meeting, occurrences: &[PathOccurrence]) -> bool {
    occurrences.iter().any(|one| one.replaced_by.is_some() && one.meeting == Some(meeting.id))
}
