//! What people see at a glance, over several nouns: a person's relationships and what is open in them, one journey's
//! path, an organisation's journeys. It reads and never writes.

mod confirming;
mod desk;
mod home;
mod journey;
mod open;

pub use confirming::{ManagersPart, managers_part};
pub use desk::{Choices, Filter, JourneyLine, JourneyPage, PER_PAGE, Show, choices, count, list};
pub use home::{Relationship, relationships};
pub use journey::{Head, PathOccurrence, PathState, head, occurrences, pauses};
pub use open::{Open, OpenCandidacy, OpenMeeting, OpenOccurrence, OpenState, open_for, open_in};

/// “Amira Osei”: the name somebody goes by, in SQL, of the table with this alias.
pub(crate) fn name_of(alias: &str) -> String {
    format!("COALESCE({alias}.known_as, {alias}.given_name) || ' ' || {alias}.family_name")
}
