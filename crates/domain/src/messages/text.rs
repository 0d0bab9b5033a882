//! What a message says: a subject and a body that are not empty and not endless.

use std::fmt;

/// The longest subject, in characters.
pub const MOST_IN_SUBJECT: usize = 120;
/// The longest body, in characters.
pub const MOST_IN_BODY: usize = 10_000;

/// Why a text cannot be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextProblem {
    #[error("nothing is written")]
    Empty,
    #[error("it is too long")]
    TooLong,
}

fn checked(text: &str, most: usize) -> Result<String, TextProblem> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(TextProblem::Empty),
        length if length > most => Err(TextProblem::TooLong),
        _ => Ok(text.to_owned()),
    }
}

macro_rules! texts {
    ($($(#[$about:meta])* $name:ident, $most:expr;)+) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name(String);

        impl $name {
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = TextProblem;

            fn from_str(text: &str) -> Result<Self, TextProblem> {
                checked(text, $most).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

texts! {
    /// What a thread is about, in a line.
    Subject, MOST_IN_SUBJECT;
    /// What somebody writes.
    Body, MOST_IN_BODY;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_says_something_and_has_an_end() {
        assert_eq!("  ".parse::<Subject>(), Err(TextProblem::Empty));
        assert_eq!(" Leave ".parse::<Subject>().unwrap().as_str(), "Leave");
        assert_eq!("x".repeat(MOST_IN_BODY + 1).parse::<Body>(), Err(TextProblem::TooLong));
    }
}
