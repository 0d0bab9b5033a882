//! The rules of structured support between people at work.
//!
//! Pure: no clock, no randomness, no input or output, no database and no web. What is here can be read and tested
//! without anything else running; what it needs to know is handed in as arguments.

pub mod access;
pub mod calendar;
pub mod candidacies;
pub mod confidence;
pub mod exceptions;
pub mod expectations;
pub mod forms;
pub mod governance;
pub mod ids;
pub mod keys;
pub mod matching;
pub mod meetings;
pub mod misfit;
pub mod organisations;
pub mod people;
pub mod plans;
pub mod programmes;
pub mod records;
pub mod signatures;
pub mod staff_file;
pub mod standards;
pub mod text;
pub mod working_days;
