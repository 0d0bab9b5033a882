//! Journeys. `beginning` makes one, with its supporter's place; `contacts` finds who lacks somebody beside
//! them; `ending` ends it, or lets it stand still; `roles` knows who holds which role.

mod beginning;
mod contacts;
mod context;
mod ending;
mod following;
mod roles;

pub use beginning::{
    NewJourney, NewPairing, Override, Taken, adopted_version, insert, insert_pairing, share_of_full_time, take_slot,
    taken_numbers,
};
pub use contacts::{Paired, line_manager, of_professions, professions_at, without_role};
pub use context::{profession_of, set_context};
pub use ending::{Away, absences, end, pause};
pub use following::{with_changed_posts, without_an_end};
pub use roles::{Held, Running, held, last_trained, release, running, runs, works_at};
