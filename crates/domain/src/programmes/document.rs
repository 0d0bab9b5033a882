//! Documents: forms of a journey outside its meetings (E1-E3, K3).

use super::Party;
use crate::keys::{DocumentKey, FormKey};

/// A kind of document that a journey has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentKind {
    pub key: DocumentKey,
    pub form: FormKey,
    pub written_by: Vec<Party>,
    /// Nobody: whoever writes it submits it.
    pub signed_by: Vec<Party>,
    /// What its signing by all marks in the journey.
    pub marks: Option<Marks>,
    pub kept: Kept,
    pub own: Own,
    pub opened: Opened,
}

/// A moment of a journey that a document marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// The journey's agreement.
    Agreement,
}

/// How many of a document a journey has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    Once,
    /// A new version replaces the last one, which stays readable.
    Renewed,
    /// Many side by side.
    EachTime,
}

/// When others may read somebody's own copy, as far as the sharing table lets them (E2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// As soon as it is handed in.
    WhenSubmitted,
    /// When its writer opens it, and as long as they do.
    ByOwner,
}

/// Whether its writers write it together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Own {
    /// All write the same one.
    Shared,
    /// Each writes a copy, private until it is submitted.
    EachTheirs,
}
