//! Questions that wait, as lines of a home: for whoever is asked, and for whoever waits.

use domain::calendar::{long_date, weekday_date};
use domain::choosing::State;
use domain::ids::PersonId;
use jiff::civil::Date;
use store::choosing::Asking;

use super::path_of;
use crate::home::next::{Next, Urgency, Waiting};
use crate::words::Words;

/// What somebody was asked and has not answered.
pub fn next(w: Words, askings: &[Asking], person: PersonId, today: Date) -> Vec<Next> {
    let waiting = askings.iter().filter(|one| one.asked == person && one.state == State::Asked);
    waiting
        .map(|one| {
            let date = weekday_date(one.due_on);
            let urgency = if one.due_on < today { Urgency::Late } else { Urgency::Due };
            Next {
                urgency,
                on: one.due_on,
                sentence: w.with("next-asked", [("name", one.asker_name.as_str()), ("date", date.as_str())]),
                detail: String::new(),
                verb: w.say("next-asked-verb"),
                href: path_of(one.id),
                about: String::new(),
            }
        })
        .collect()
}

/// What somebody asked and waits for.
pub fn waiting(w: Words, askings: &[Asking], person: PersonId) -> Vec<Waiting> {
    let waiting = askings.iter().filter(|one| one.asker == person && one.state == State::Asked);
    waiting
        .map(|one| {
            let date = long_date(one.due_on);
            let values = [("name", one.asked_name.as_str()), ("date", date.as_str())];
            Waiting { sentence: w.with("waiting-asked", values), href: path_of(one.id) }
        })
        .collect()
}
