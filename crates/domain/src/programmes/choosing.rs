//! Finding a supporter oneself, where a programme leaves the choice to whoever is supported (O4).

use super::Offset;

/// What a programme says of choosing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choosing {
    /// What one does here, for whoever looks.
    pub what: String,
    /// Within what time whoever is asked says yes or no.
    pub within: Offset,
}
