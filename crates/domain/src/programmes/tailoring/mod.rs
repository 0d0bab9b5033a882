//! What an organisation makes of a programme where its source leaves that open (B3): what may change, what was changed
//! and why, and how two versions differ.
//!
//! A tailored version is the source's files and one more, `tailoring.toml`, which the compiler applies last. The
//! interface writes that file from a [`Draft`], so that one checker speaks to authors and to organisations alike.

mod compare;
mod draft;
mod measure;

use crate::keys::{ExpectationKey, FormKey, ItemKey};
use crate::programmes::{ContentHash, Onlooker, Party};

pub use compare::{Departure, Hours, Of, Says, departures};
pub use draft::{Draft, DraftChange, Typed, Written};
pub use measure::{Measure, measures};
pub(super) use measure::{change, is_looser};

/// The file that holds an organisation's changes.
pub const FILE: &str = "tailoring.toml";

/// What the source leaves to organisations. What is not named is fixed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Open {
    /// Expectations whose dates and lengths may change.
    pub rhythm: Vec<ExpectationKey>,
    /// Forms that may ask more.
    pub forms: Vec<FormKey>,
    /// Whether the planned length may change.
    pub length: bool,
    /// Whether taking part may be made mandatory, or left to each person (C2).
    pub participation: bool,
    /// Whether themes may be added, renamed and left out.
    pub content: bool,
    pub words: bool,
    /// Whose protected time may change.
    pub time: Vec<Party>,
    /// Whether less may be shared than the source says; never more.
    pub sharing: bool,
}

impl Open {
    /// Is nothing left to the organisation?
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// Something that the source wants kept from somebody; no rule of sharing may open it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confidential {
    pub item: ItemKey,
    pub never: Vec<Onlooker>,
    /// Where the source says so.
    pub reference: String,
}

/// What an organisation has made of a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tailored {
    /// The version of the source that was changed.
    pub of: ContentHash,
    /// Which of the organisation’s versions of this source, counted from 1.
    pub number: u32,
    pub why: String,
    /// Who was asked.
    pub consulted: String,
    /// Where it departs from the source.
    pub departures: Vec<Departure>,
}
