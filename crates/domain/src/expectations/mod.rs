//! What should have happened in a journey, and what did: one pure function.
//!
//! `evaluate` takes a programme and the facts of a journey, and gives the occurrences of each expectation: a window, a
//! due date and one outcome. Overdue, due and upcoming are the due date against today, so nothing needs a nightly job to
//! become true. The order in which facts were recorded never matters.

mod evaluate;
mod facts;
mod found;
mod occurrence;
mod settle;
pub mod simulate;
mod timeline;

pub use evaluate::{evaluate, laid_out_until, still_to_confirm};
pub use facts::{
    ConfirmedFact, DocumentFact, Employer, Exception, ExceptionKind, JourneyFacts, MeetingFact, MeetingState,
    PartySignature, Pause, RoleFact, Work,
};
pub use occurrence::{NotApplicable, Occurrence, Outcome, SOON_DAYS, Timing};
