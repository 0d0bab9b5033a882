//! Persistence: the only crate that knows the database.
//!
//! Free functions per noun over a connection, taking and returning domain types. Reading functions take any
//! [`Connection`]; writing functions take a [`Tx`], which only `operations` opens. Entities stay in here.

pub mod access;
pub mod assessments;
mod bulk;
pub mod candidacies;
pub mod choosing;
pub mod completions;
pub mod confidence;
pub mod convert;
pub mod coverage;
pub mod covers;
pub mod db;
pub mod demo;
mod dialect;
pub mod endings;
pub mod events;
pub mod evidence;
pub mod exceptions;
pub mod facts;
pub mod feedback;
pub mod feeds;
pub mod governance;
pub mod guides;
pub mod handovers;
pub mod history;
pub mod imports;
pub mod jobs;
pub mod journeys;
pub mod learning;
pub mod leave;
pub mod mail;
pub mod matching;
pub mod meetings;
pub mod messages;
mod migrations;
pub mod occurrences;
pub mod organisations;
pub mod outsiders;
pub mod overview;
pub mod people;
pub mod placements;
pub mod plans;
pub mod portfolio;
pub mod programmes;
mod readers;
pub mod records;
pub mod reflections;
pub mod reminders;
pub mod rotas;
pub mod sessions;
pub mod shares;
mod sql;
pub mod standards;
pub mod supporters;
pub mod takeaway;
pub mod time;
pub mod working_time;

pub use db::{Connection, Db, Fault, Reader, Tx};

/// Tells one schema from another; see [`Db::open`], which brings a database to this one.
pub fn schema_fingerprint() -> u64 {
    migrations::fingerprint()
}
