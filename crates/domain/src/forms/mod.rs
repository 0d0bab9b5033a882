//! Forms that programmes declare, what is answered on them, and exactly what is signed.

mod file;
mod form;

pub use file::FileType;
pub use form::{
    Among, Choice, Field, FieldKind, Figure, FilledBy, Form, Group, GroupShow, Moment, Need, Noun, Section, SeenBy,
};
