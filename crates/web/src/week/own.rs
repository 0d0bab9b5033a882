//! What a supporter owes to the role itself (I1): training and when it lapses, and descriptors to accept.

use domain::calendar::{days_between, long_date, plus_months};
use domain::ids::PersonId;

use crate::error::Error;
use crate::session::SignedIn;
use crate::state::AppState;
use crate::words::Words;

/// Training is worth a look so long before it lapses, in days.
const AHEAD: i32 = 120;

/// A line about the role itself, with the page that does something about it; no page: a person does.
pub(super) struct Own {
    pub sentence: String,
    pub href: String,
    pub verb: String,
    pub tag: String,
    pub colour: &'static str,
}

/// What stands with training and descriptors.
pub(super) async fn of(state: &AppState, who: &SignedIn) -> Result<Vec<Own>, Error> {
    let mut lines = trainings(state, who.person()).await?;
    lines.extend(descriptors(state, who.person()).await?);
    Ok(lines)
}

async fn trainings(state: &AppState, person: PersonId) -> Result<Vec<Own>, Error> {
    let w = Words::english();
    let (reader, today) = (state.ctx.db.reader(), state.ctx.today());
    let mut lines = Vec::new();
    let mut seen = Vec::new();
    for (here, _) in crate::supporters::supporting(state, person).await? {
        for role in &here.programme.roles {
            let Some(rule) = role.training.as_ref().filter(|rule| !seen.contains(&rule.initial)) else { continue };
            seen.push(rule.initial.clone());
            let what = here.programme.words.role(&role.key).to_owned();
            let taken = store::journeys::last_trained(reader, person, &rule.initial).await?;
            let lapses = taken.zip(rule.refresh_months).map(|(on, months)| plus_months(on, months.cast_signed()));
            let (key, tag, colour) = match (taken, lapses) {
                (None, _) => ("week-training-none", "week-tag-missing", "orange"),
                (Some(_), Some(on)) if on <= today => ("week-training-lapsed", "week-tag-lapsed", "orange"),
                (Some(_), Some(on)) if days_between(today, on) <= AHEAD => {
                    ("week-training-soon", "week-tag-soon", "yellow")
                }
                (Some(_), Some(_)) => ("week-training-until", "week-tag-in-date", "green"),
                (Some(_), None) => ("week-training-taken", "week-tag-in-date", "green"),
            };
            let date = lapses.or(taken).map(long_date).unwrap_or_default();
            lines.push(Own {
                sentence: w.with(key, &[("role", what), ("date", date)]),
                href: String::new(),
                verb: String::new(),
                tag: w.say(tag),
                colour,
            });
        }
    }
    Ok(lines)
}

async fn descriptors(state: &AppState, person: PersonId) -> Result<Vec<Own>, Error> {
    let w = Words::english();
    let about = operations::governance::about(&state.ctx, state.ctx.db.reader(), person).await?;
    let open = about.into_iter().filter(|one| one.accepted.is_none());
    let lines = open.map(|one| Own {
        sentence: w.with("week-descriptor", [("name", one.document.name.as_str())]),
        href: "/my-roles".to_owned(),
        verb: w.say("week-descriptor-do"),
        tag: w.say("week-tag-open"),
        colour: "blue",
    });
    Ok(lines.collect())
}
