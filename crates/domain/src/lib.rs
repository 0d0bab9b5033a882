//! The rules of structured support between people at work.
//!
//! Pure: no clock, no randomness, no input or output, no database and no web. What is here can be read and tested
//! without anything else running; what it needs to know is handed in as arguments.

pub mod access;
pub mod calendar;
pub mod candidacies;
pub mod choosing;
pub mod confidence;
pub mod endings;
pub mod evidence;
pub mod exceptions;
pub mod expectations;
pub mod forms;
pub mod governance;
pub mod handovers;
pub mod ids;
pub mod keys;
pub mod learning;
pub mod leave;
pub mod matching;
pub mod meetings;
pub mod messages;
pub mod misfit;
pub mod organisations;
pub mod patient_details;
pub mod people;
pub mod plans;
pub mod programmes;
pub mod records;
pub mod reflections;
pub mod reminders;
pub mod signatures;
pub mod staff_file;
pub mod standards;
pub mod takeaway;
pub mod text;
pub mod time;
pub mod working_days;
pub mod working_time;
