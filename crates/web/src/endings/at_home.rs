//! What home says of the course of journeys: somebody was expected back, somebody stands in, a note is to be read.

use domain::calendar::{plus_days, weekday_date};
use domain::handovers::NOTE_DAYS;
use domain::ids::JourneyId;
use jiff::civil::Date;
use store::covers::Cover;
use store::handovers::Handover;
use store::overview::Relationship;

use super::pauses_of;
use crate::error::Error;
use crate::home::next::{Next, Urgency};
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// What turns the course of somebody's journeys at present.
#[derive(Debug, Default)]
pub(crate) struct Turns {
    /// Journeys that stand still, and the day on which somebody was expected back.
    pub back: Vec<(JourneyId, Date)>,
    pub covers: Vec<Cover>,
    pub handovers: Vec<Handover>,
}

/// Reads it: one question, and more only when there is something.
pub(crate) async fn turns(state: &AppState, who: &SignedIn) -> Result<Turns, Error> {
    let (reader, today, person) = (state.ctx.db.reader(), state.ctx.today(), who.person());
    let since = plus_days(today, -NOTE_DAYS);
    if !store::endings::any_turn(reader, person, today, since).await? {
        return Ok(Turns::default());
    }
    Ok(Turns {
        back: store::endings::to_come_back(reader, person, today).await?,
        covers: store::covers::concerning(reader, person, today).await?,
        handovers: store::handovers::concerning(reader, person, since).await?,
    })
}

/// A line for each of them.
pub(crate) fn next(w: Words, relationships: &[Relationship], turns: &Turns, who: &SignedIn, today: Date) -> Vec<Next> {
    let mut lines = crate::covers::next(w, &turns.covers, who.person(), today);
    lines.extend(crate::handovers::next(w, &turns.handovers, who.person(), today));
    lines.extend(back(w, relationships, &turns.back));
    lines
}

fn back(w: Words, relationships: &[Relationship], expected: &[(JourneyId, Date)]) -> Vec<Next> {
    let each = expected.iter().filter_map(|(journey, on)| {
        let relationship = relationships.iter().find(|one| one.journey == *journey)?;
        let words = &relationship.programme.words;
        let name = relationship.supportee_name.as_str();
        let own = relationship.mine == domain::programmes::Party::Supportee;
        let key = if own { "home-back-own" } else { "home-back" };
        Some(Next {
            urgency: Urgency::Due,
            on: *on,
            sentence: w.with(key, [("name", name), ("date", &weekday_date(*on)), ("journey", words.say("journey"))]),
            detail: String::new(),
            verb: w.say("home-back-do"),
            href: pauses_of(*journey),
            about: words.capital("journey"),
        })
    });
    each.collect()
}
