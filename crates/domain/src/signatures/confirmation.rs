//! A fresh confirmation of who one is: the seam at which stronger ways of proving it (a passkey) join.

use jiff::{SignedDuration, Timestamp};

use super::Refusal;

/// A confirmation holds for so long.
pub const FRESH_FOR: SignedDuration = SignedDuration::from_mins(15);

/// When and how a person last proved who they are in this browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    pub confirmed_at: Timestamp,
    /// By which means: a link sent by mail, a choice in the demo; kept with the signature.
    pub method: String,
}

/// Proof that the last confirmation is recent. Only [`Confirmation::fresh`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fresh {
    confirmation: Confirmation,
}

impl Confirmation {
    /// The proof that the confirmation is recent enough to sign with.
    ///
    /// # Errors
    /// It is more than fifteen minutes old, or from a clock that runs ahead.
    pub fn fresh(self, now: Timestamp) -> Result<Fresh, Refusal> {
        let age = now.duration_since(self.confirmed_at);
        if age.is_negative() || age > FRESH_FOR { Err(Refusal::ConfirmFirst) } else { Ok(Fresh { confirmation: self }) }
    }
}

impl Fresh {
    /// By which means the person proved who they are.
    pub fn method(&self) -> &str {
        &self.confirmation.method
    }
}
