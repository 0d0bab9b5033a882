//! Reminders: which rungs of ladders have been climbed, what waits for a person's next letter, and when each wants it.

mod choices;
mod notices;
mod open;
mod rungs;

pub use choices::{Waiting, choice_of, keep_choice, person_of_way_out, waiting};
pub use notices::{
    Line, NewNotice, Which, begin_digest, drop_notices, into_letter, lines, notice, release, supporters_in,
};
pub use open::{Ladder, OpenRung, Planned, Signed, open_rungs, planned_meetings, running_versions, signed_in};
pub use rungs::{Rung, climb, climbed};
