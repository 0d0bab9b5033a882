//! HTTP and HTML: the only crate that knows the web framework and the templates.

pub mod about;
pub mod account;
pub mod assets;
pub mod candidacies;
pub mod components;
pub mod confirm;
pub mod demo;
pub mod desk;
pub mod error;
pub mod form;
pub mod home;
pub mod jobs;
pub mod journeys;
pub mod layout;
pub mod meetings;
pub mod offices;
pub mod outbox;
pub mod page;
pub mod records;
pub mod router;
pub mod routes;
mod security;
pub mod session;
pub mod standards;
pub mod state;
pub mod text;
pub mod words;
