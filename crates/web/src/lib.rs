//! HTTP and HTML: the only crate that knows the web framework and the templates.

pub mod assets;
pub mod components;
pub mod layout;
pub mod words;
