//! Signing (F4): a person, a meaning and the hash of exactly what they were shown.
//!
//! A party signs once for each version of a record; nobody signs for two parties; a change voids what was not signed
//! again; when all have signed, the record is closed, and what is put right later is an amendment beside it. Signing
//! asks for a fresh confirmation of who one is.

mod confirmation;
#[cfg(test)]
mod tests;

use std::fmt;

use sha2::{Digest, Sha256};

pub use confirmation::{Confirmation, FRESH_FOR, Fresh};

use crate::ids::{PersonId, SignatureId};
use crate::programmes::Party;
use jiff::Timestamp;

/// The number of a record's text; rises with every change of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordVersion(pub i32);

impl RecordVersion {
    /// The version after a change.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl fmt::Display for RecordVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The SHA-256 of a text, in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextHash(String);

impl TextHash {
    pub fn of(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// A hash as it was stored or sent back by a page. Text that is not one equals no hash.
    pub fn from_stored(text: &str) -> Self {
        Self(text.to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TextHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a signature under a meeting's record says. Part of the text that is signed.
pub const MEANING: &str = "I took part in this meeting and agree that this record of it is right.";

/// What a signature under a document says: an agreement, a plan, a review.
pub const DOCUMENT_MEANING: &str = "I have read this and agree with what it says.";

/// What a signature of somebody without an account says.
pub const OUTSIDE_MEANING: &str =
    "I have read this record as it stands here, and what it says is right as far as I know.";

/// A signature, standing or voided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    pub id: SignatureId,
    pub party: Party,
    pub person: PersonId,
    /// The person's name when they signed.
    pub name: String,
    pub meaning: String,
    pub version: RecordVersion,
    pub text: TextHash,
    /// How the person had proved who they are.
    pub method: String,
    pub signed_at: Timestamp,
    /// When a change cleared it.
    pub voided_at: Option<Timestamp>,
}

impl Signature {
    /// Does it hold for what the record says now?
    pub fn stands(&self) -> bool {
        self.voided_at.is_none()
    }
}

/// How far a record's text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completeness {
    /// The meeting has not been entered as held.
    NotHeld,
    /// So many answers that signing needs are missing.
    Missing {
        answers: usize,
    },
    /// Two people wrote in one box at once and nobody has chosen yet.
    Undecided,
    Complete,
}

/// What is to be signed, as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub version: RecordVersion,
    pub text: TextHash,
    pub completeness: Completeness,
    /// Who has to sign.
    pub parties: Vec<Party>,
    /// The signatures that stand.
    pub standing: Vec<Signature>,
}

impl Document {
    /// Has everybody who has to sign signed what stands?
    pub fn is_closed(&self) -> bool {
        !self.parties.is_empty() && self.parties.iter().all(|party| self.signature_of(party).is_some())
    }

    /// The standing signature of a party.
    pub fn signature_of(&self, party: &Party) -> Option<&Signature> {
        self.standing.iter().find(|signature| signature.party == *party)
    }

    /// The parties whose signature is still to come.
    pub fn waits_for(&self) -> impl Iterator<Item = &Party> {
        self.parties.iter().filter(|party| self.signature_of(party).is_none())
    }
}

/// Exactly what the signing page showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    pub version: RecordVersion,
    pub text: TextHash,
}

/// Why somebody cannot sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("show once more that it is you")]
    ConfirmFirst,
    #[error("the record was changed since you looked at it")]
    Changed,
    #[error("everyone has signed; add an amendment instead")]
    Closed,
    #[error("you have signed this already")]
    AlreadySigned,
    #[error("somebody else has signed in this place")]
    PlaceTaken,
    #[error("you are not one of those who sign")]
    NotASignatory,
    #[error("nobody signs for two parties")]
    TwoParties,
    #[error("enter first when the meeting started and ended")]
    NotHeld,
    #[error("some answers are still missing")]
    Missing,
    #[error("choose between the two texts first")]
    Undecided,
}

impl Refusal {
    /// The key of the message that a page shows.
    pub fn key(self) -> &'static str {
        match self {
            Self::ConfirmFirst => "signature-refused-confirm-first",
            Self::Changed => "signature-refused-changed",
            Self::Closed => "signature-refused-closed",
            Self::AlreadySigned => "signature-refused-already",
            Self::PlaceTaken => "signature-refused-place-taken",
            Self::NotASignatory => "signature-refused-not-a-signatory",
            Self::TwoParties => "signature-refused-two-parties",
            Self::NotHeld => "signature-refused-not-held",
            Self::Missing => "signature-refused-missing",
            Self::Undecided => "signature-refused-undecided",
        }
    }
}

/// What a signature brings about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Somebody else still has to sign.
    Waits,
    /// All have signed what stands: the record is closed.
    Closes,
}

/// Whether a person may sign for a party, what that brings about.
///
/// `capacities` are the ways in which the person takes part in the journey, by the rules that hold now.
///
/// # Errors
/// The person may not sign this, now, as it was shown.
pub fn sign(
    document: &Document,
    party: &Party,
    person: PersonId,
    capacities: &[Party],
    shown: &Shown,
    _proof: &Fresh,
) -> Result<Effect, Refusal> {
    if !document.parties.contains(party) || !capacities.contains(party) {
        return Err(Refusal::NotASignatory);
    }
    if document.standing.iter().any(|signature| signature.person == person) {
        let again = document.signature_of(party).is_some_and(|signature| signature.person == person);
        return Err(if again { Refusal::AlreadySigned } else { Refusal::TwoParties });
    }
    if document.is_closed() {
        return Err(Refusal::Closed);
    }
    if document.signature_of(party).is_some() {
        return Err(Refusal::PlaceTaken);
    }
    match document.completeness {
        Completeness::NotHeld => return Err(Refusal::NotHeld),
        Completeness::Missing { .. } => return Err(Refusal::Missing),
        Completeness::Undecided => return Err(Refusal::Undecided),
        Completeness::Complete => {}
    }
    if document.version != shown.version || document.text != shown.text {
        return Err(Refusal::Changed);
    }
    let others = document.waits_for().filter(|waiting| *waiting != party).count();
    Ok(if others == 0 { Effect::Closes } else { Effect::Waits })
}

/// The party for which a person would sign: the first of those who have to and have not, in which they take part.
pub fn place_of<'a>(document: &'a Document, capacities: &[Party]) -> Option<&'a Party> {
    document.waits_for().find(|party| capacities.contains(party))
}
