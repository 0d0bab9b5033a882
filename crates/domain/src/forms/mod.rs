//! Forms that programmes declare, what is answered on them, and exactly what is signed.

mod form;

pub use form::{Choice, Field, FieldKind, Figure, FilledBy, Form, Need, Section};
