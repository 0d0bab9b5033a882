//! What may stand in a line of protected time.

use jiff::civil::Date;

use super::kinds::Kind;
use super::ledger::{Line, What};

/// A day has no more minutes than people work.
pub const MOST_MINUTES: u32 = 12 * 60;

/// The longest note, in letters.
pub const NOTE_LETTERS: usize = 300;

/// Why a line is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    #[error("enter how long it was, from 5 minutes to 12 hours")]
    Length,
    #[error("that day has not come yet")]
    NotYet,
    #[error("mandatory training never counts as protected time")]
    Mandatory,
    #[error("the note is too long")]
    NoteTooLong,
}

impl Wrong {
    /// The key of its sentence in the translation layer.
    pub fn key(self) -> &'static str {
        match self {
            Self::Length => "time-wrong-length",
            Self::NotYet => "time-wrong-not-yet",
            Self::Mandatory => "time-wrong-mandatory",
            Self::NoteTooLong => "time-wrong-note",
        }
    }
}

/// May this line stand? Mandatory training never counts as protected hours (C4).
///
/// # Errors
/// What is wrong with it.
pub fn check(line: &Line, today: Date) -> Result<(), Wrong> {
    if !(5..=MOST_MINUTES).contains(&line.minutes) {
        return Err(Wrong::Length);
    }
    if line.on > today {
        return Err(Wrong::NotYet);
    }
    if line.what == What::Taken(Kind::Mandatory) {
        return Err(Wrong::Mandatory);
    }
    Ok(())
}

/// A note as it is kept.
///
/// # Errors
/// It is too long.
pub fn note(text: &str) -> Result<String, Wrong> {
    let text = text.trim();
    if text.chars().count() > NOTE_LETTERS { Err(Wrong::NoteTooLong) } else { Ok(text.to_owned()) }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::time::Reason;

    #[test]
    fn req_C4_mandatory_training_is_never_protected_time() {
        let today = date(2026, 11, 2);
        let line = |what: What| Line { on: today, minutes: 60, what };
        assert_eq!(check(&line(What::Taken(Kind::Mandatory)), today), Err(Wrong::Mandatory));
        assert_eq!(check(&line(What::Taken(Kind::Alongside)), today), Ok(()));
        assert_eq!(check(&line(What::Lost(Reason::Staffing)), date(2026, 11, 1)), Err(Wrong::NotYet));
        assert_eq!(check(&Line { minutes: 0, ..line(What::Taken(Kind::Tasks)) }, today), Err(Wrong::Length));
    }
}
