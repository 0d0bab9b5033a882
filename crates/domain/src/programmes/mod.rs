//! Programmes: kinds of structured support, stated as data.
//!
//! A programme is a folder of TOML that the person who runs it can read. `source` reads it exactly as written and
//! remembers the line of every value; `compile` checks it and collects **all** problems, each with file, line and
//! remedy; what comes out is a [`Programme`], which is never changed. The `catalogue` holds those that ship.
//!
//! Nothing here knows any particular programme: its roles, meetings and words are keys and texts from its file.

mod assessment;
mod catalogue;
mod choosing;
pub mod compile;
mod document;
mod expectation;
mod fact;
mod governance;
mod guide;
mod leave;
pub mod manual;
mod placement;
mod plan;
mod problem;
mod programme;
mod responding;
mod role;
mod rota;
mod sharing;
mod shipped;
pub(crate) mod source;
pub mod tailoring;
mod words;

pub use assessment::{Assessment, AssessmentOutcome, Counts, Passed};
pub use catalogue::Catalogue;
pub use choosing::Choosing;
pub use compile::compile;
pub use document::{DocumentKind, Kept, Marks, Opened, Own};
pub use expectation::{
    Anchor, Ask, Circumstance, CountedKind, Due, Expectation, Minimum, Offset, Recurrence, Reminder, Requirement, When,
};
pub use fact::{Fact, Repeats};
pub use governance::{
    GovernanceDocument, GovernanceKind, Mix, Resource, ResourceKind, Responsibility, Responsible, Statement, Theme,
};
pub use guide::{At, Guide, Movement};
pub use leave::{HalfDays, LeaveKind};
pub use placement::{Opportunity, Placements};
pub use plan::{Area, ConfidenceShape, PlanShape, Point, WayThere};
pub use problem::Problem;
pub use programme::{
    ContentHash, Context, FULL_TIME, Length, MayVary, Measured, MeetingKind, Offering, PartTime, Participation,
    Planned, Programme, Recognise, RecogniseBy, Registered, Serves, SourceDocument, Stage, StageMark, TimePromise,
    Together,
};
pub use responding::{AnswerRule, LadderStep, Responding, Told};
pub use role::{Delegation, Office, OfficeEach, Party, Power, Role, Signs};
pub use rota::{Rota, RotaPer};
pub use sharing::{Gives, Kind, Onlooker, Sharing, SharingRule};
pub use shipped::{shipped, sources};
pub use source::SourceFile;
pub use words::{Word, Words, capitalised};
