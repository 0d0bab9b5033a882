//! Simulated journeys of the programmes beside England's: what each means in practice, as the people who run it can read
//! it. Kept as `programmes/NAME/a-year*.snap`; look at a changed one against the programme's source before accepting it.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

#[path = "years/mentoring.rs"]
mod mentoring;
#[path = "years/scotland.rs"]
mod scotland;
#[path = "years/supervision.rs"]
mod supervision;
#[path = "years/telling.rs"]
mod telling;
#[path = "years/tutor_pair.rs"]
mod tutor_pair;
