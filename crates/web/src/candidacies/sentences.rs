//! How candidates are spoken of.

use domain::calendar::{date_of, days_between, long_date};
use domain::candidacies::{Candidacy, State};
use domain::people;
use jiff::civil::Date;

use crate::words::Words;

/// Why somebody is a candidate: “started 3 November 2026, first qualification, physiotherapist”.
pub fn reason(w: Words, candidacy: &Candidacy, today: Date) -> String {
    let mut reason = coming(w, candidacy, today);
    if let Some(profession) = candidacy.profession.as_ref().and_then(people::profession) {
        reason.push_str(", ");
        reason.push_str(&profession.one);
    }
    reason
}

/// The same to the person, who knows what they are: “started 3 November 2026, first qualification”.
pub(super) fn coming(w: Words, candidacy: &Candidacy, today: Date) -> String {
    let start = if candidacy.starts_on <= today { "candidate-started" } else { "candidate-starts" };
    let start = w.with(start, [("date", long_date(candidacy.starts_on))]);
    match candidacy.transition.as_ref().and_then(people::transition) {
        Some(transition) => format!("{start}, {}", transition.reason),
        None => format!("{start}, {}", w.say("candidate-transition-unknown")),
    }
}

/// “Not decided yet”: the word for a state.
pub(super) fn state(w: Words, state: State) -> String {
    w.say(&format!("candidate-state-{state}"))
}

/// The colour of a state's tag; its word says the same.
pub(super) fn colour(state: State) -> &'static str {
    match state {
        State::Recognised | State::Requested => "blue",
        State::Offered => "yellow",
        State::Accepted => "aqua-green",
        State::Matched => "green",
        State::Declined | State::SetAside | State::Refused | State::Withdrawn => "grey",
    }
}

/// “for 12 days”: how long it has stood so.
pub(super) fn age(w: Words, candidacy: &Candidacy, today: Date) -> String {
    let days = days_between(date_of(candidacy.state_since), today).max(0);
    w.with("candidate-age", [("days", days)])
}
