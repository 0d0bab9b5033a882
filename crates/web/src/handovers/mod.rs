//! Another supporter (D6, D10): wishing for one without giving fault, naming who comes, and the note that is handed on.

mod change;
mod list;
mod show;

use domain::ids::{HandoverId, JourneyId};
use domain::programmes::Power;
use jiff::civil::Date;
use store::handovers::Handover;

use crate::home::next::{Next, Urgency};
use crate::routes::{Audience, Routes};
use crate::words::Words;

/// The routes of this room.
pub fn routes(routes: Routes) -> Routes {
    let participants = Audience::Participants;
    routes
        .get("/journeys/{id}/change", participants, change::get)
        .post("/journeys/{id}/change", participants, change::ask)
        .post("/journeys/{id}/change/withdraw", participants, change::withdraw)
        .post("/journeys/{id}/change/keep", participants, change::keep)
        .post("/journeys/{id}/change/name", participants, change::name)
        .get("/handovers/{id}", participants, show::get)
        .post("/handovers/{id}/note", participants, show::post)
        .get("/organisations/{code}/changes", Audience::Office(Power::Match), list::get)
}

/// The address of the page on which somebody else is wished for and named.
pub(crate) fn change_of(journey: JourneyId) -> String {
    format!("/journeys/{journey}/change")
}

/// The address of a change of hands.
pub(crate) fn handover_of(id: HandoverId) -> String {
    format!("/handovers/{id}")
}

/// What home says: a note to write, or to pass on.
pub(crate) fn next(w: Words, handovers: &[Handover], person: domain::ids::PersonId, today: Date) -> Vec<Next> {
    use domain::handovers::NoteState;
    let each = handovers.iter().filter_map(|one| {
        let (key, verb) = match one.note_state {
            NoteState::Asked if one.from == person && domain::handovers::can_write(one.changes_on, today) => {
                ("home-handover-write", "home-handover-write-do")
            }
            NoteState::Shown if one.supportee == person => ("home-handover-shown", "home-handover-shown-do"),
            NoteState::PassedOn if one.to == person && one.changes_on <= today => {
                ("home-handover-read", "home-handover-read-do")
            }
            _ => return None,
        };
        let names = [
            ("from", one.from_name.as_str()),
            ("to", one.to_name.as_str()),
            ("name", one.supportee_name.as_str()),
            ("date", &domain::calendar::long_date(one.changes_on)),
        ];
        Some(Next {
            urgency: if one.note_state == NoteState::Shown { Urgency::Due } else { Urgency::Later },
            on: one.changes_on,
            sentence: w.with(key, names),
            detail: String::new(),
            verb: w.say(verb),
            href: handover_of(one.id),
            about: String::new(),
        })
    });
    each.collect()
}
