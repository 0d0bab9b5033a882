//! A set of standards, and one standard of it.

use super::maker::{Maker, Threshold, ThresholdKey};
use crate::keys::{StandardRef, StandardSetKey};
use crate::programmes::SourceDocument;

/// A set of standards.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct StandardSet {
    pub key: StandardSetKey,
    /// The version as its author names it.
    pub version: String,
    /// When its source was published, if that is known: `2023-11`.
    pub dated: Option<String>,
    pub title: String,
    pub source: SourceDocument,
    /// What of the source is not in it, where it is not the whole.
    pub leaves_out: Option<String>,
    /// The set whose standards it changes.
    pub overlays: Option<Overlay>,
    pub principles: Vec<Principle>,
    /// In the order of the source.
    pub standards: Vec<Standard>,
}

impl StandardSet {
    pub fn standard(&self, number: &str) -> Option<&Standard> {
        self.standards.iter().find(|standard| standard.reference.number == number)
    }

    /// The standards under a principle.
    pub fn under(&self, principle: u32) -> impl Iterator<Item = &Standard> {
        self.standards.iter().filter(move |standard| standard.principle == principle)
    }

    /// The set that programmes name when they count for this one: its own, or the one it changes.
    pub fn counted_as(&self) -> &StandardSetKey {
        self.overlays.as_ref().map_or(&self.key, |overlay| &overlay.of)
    }
}

/// What an overlay does to the set it changes (L9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlay {
    pub of: StandardSetKey,
    /// In the order of its file.
    pub changes: Vec<Change>,
}

/// A standard that an overlay changes or drops, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub number: String,
    pub why: String,
    pub drops: bool,
}

/// A principle that standards stand under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principle {
    pub number: u32,
    pub name: String,
}

/// One standard, in our words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standard {
    pub reference: StandardRef,
    /// The standard that programmes name when they count for this one.
    pub counted_as: StandardRef,
    pub principle: u32,
    pub title: String,
    /// What is counted, in words.
    pub counted: String,
    /// What would help most where it is weak.
    pub help: Vec<String>,
    pub maker: Maker,
    /// How the figure is said, when one can be made.
    pub said: Option<Sentence>,
    /// What feeds the figure: said while nothing has.
    pub fed_by: String,
    pub thresholds: Vec<Threshold>,
}

impl Standard {
    /// The number that a figure is measured against.
    pub fn threshold(&self, key: ThresholdKey) -> u32 {
        let known = self.thresholds.iter().find(|threshold| threshold.key == key);
        known.map_or_else(|| key.unsaid(), |threshold| threshold.value)
    }
}

/// How the parts of a figure are said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// “26 of 30 …”.
    pub met: String,
    /// “2 …”.
    pub exception: String,
    /// “2 …”.
    pub not_met: String,
}
