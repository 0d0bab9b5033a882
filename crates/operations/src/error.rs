//! How an operation can end other than well.

use store::Fault;
use store::db::CarriesFault;

/// The outcome of an operation whose refusals are of type `R`.
pub type Outcome<T, R = Never> = Result<T, Failure<R>>;

/// An operation without refusals of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Never {}

/// Why an operation did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Failure<R> {
    /// A person can act on it: the page says how.
    #[error(transparent)]
    Refused(R),
    /// It is not there, or not for this person; the two look the same.
    #[error("not found")]
    NotFound,
    /// Something broke; it is logged once and shown as an incident number.
    #[error("fault: {0}")]
    Fault(#[from] Fault),
}

impl<R> CarriesFault for Failure<R> {
    fn fault(&self) -> Option<&Fault> {
        match self {
            Self::Fault(fault) => Some(fault),
            Self::Refused(_) | Self::NotFound => None,
        }
    }
}

/// Turns a refusal into the failure that carries it: `return refuse(Refusal::Late)`.
pub fn refuse<T, R>(refusal: R) -> Outcome<T, R> {
    Err(Failure::Refused(refusal))
}
