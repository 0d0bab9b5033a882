//! What the product can do. One operation a file; the only crate that opens write transactions.
//!
//! An operation loads what it needs, asks `domain` for the decision, stores the new state together with a sentence on
//! what happened, and commits. A *refusal* is something a person can act on; a *fault* is logged and numbered.

pub mod access;
pub mod assessments;
pub mod candidacies;
pub mod choosing;
pub mod completions;
pub mod confidence;
pub mod context;
pub mod covers;
pub mod documents;
pub mod endings;
pub mod error;
pub mod evidence;
pub mod exceptions;
pub mod feeds;
pub mod files;
pub mod governance;
pub mod guides;
pub mod handovers;
pub mod history;
pub mod jobs;
pub mod journeys;
pub mod kept;
pub mod learning;
pub mod leave;
pub mod mail;
pub mod matching;
pub mod meetings;
pub mod messages;
pub mod offices;
pub mod organisations;
pub mod outsiders;
pub mod people;
pub mod placements;
pub mod plans;
pub mod programmes;
pub mod records;
pub mod reflections;
pub mod reminders;
pub mod rotas;
pub mod sessions;
pub mod shares;
pub mod staff;
pub mod standards;
pub mod supporters;
pub mod takeaway;
pub mod time;
pub mod working_time;

pub use context::{Actor, Clock, Context};
pub use error::{Failure, Outcome};
