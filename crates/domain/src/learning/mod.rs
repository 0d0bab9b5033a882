//! Learning done and support received outside the meetings (G2).

use jiff::civil::Date;

/// The longest line, in letters.
pub const TITLE_LETTERS: usize = 200;

/// The longest text on what somebody takes from it, in letters.
pub const TAKEN_LETTERS: usize = 4_000;

/// A week of learning in one line is too much of it.
pub const MOST_MINUTES: u32 = 60 * 60;

/// What it was: a fixed list whose names stand in the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Course,
    Workshop,
    Reading,
    /// Seeing how somebody else works.
    Shadowing,
    Teaching,
    Network,
    /// Help or advice that somebody gave outside the meetings.
    Support,
    /// What everybody has to do: it may be noted, and never counts as protected hours (C4).
    Mandatory,
    Other,
}

impl Kind {
    pub const ALL: [Self; 9] = [
        Self::Course,
        Self::Workshop,
        Self::Reading,
        Self::Shadowing,
        Self::Teaching,
        Self::Network,
        Self::Support,
        Self::Mandatory,
        Self::Other,
    ];

    /// How forms, words and the database write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Course => "course",
            Self::Workshop => "workshop",
            Self::Reading => "reading",
            Self::Shadowing => "shadowing",
            Self::Teaching => "teaching",
            Self::Network => "network",
            Self::Support => "support",
            Self::Mandatory => "mandatory",
            Self::Other => "other",
        }
    }

    /// The kind of a word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// As what it stands in the account of protected time.
    pub fn as_time(self) -> crate::time::Kind {
        match self {
            Self::Shadowing => crate::time::Kind::Alongside,
            Self::Mandatory => crate::time::Kind::Mandatory,
            _ => crate::time::Kind::Learning,
        }
    }
}

/// A line as somebody wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub on: Date,
    pub minutes: u32,
    pub kind: Kind,
    /// What it was, in a few words.
    pub title: String,
    /// The theme of a programme's content that it belongs to.
    pub theme: Option<crate::keys::ThemeKey>,
    /// What one takes from it.
    pub taken: String,
}

/// Why a line is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    #[error("write in a few words what it was")]
    TitleMissing,
    #[error("the line is too long")]
    TitleTooLong,
    #[error("the text is too long")]
    TooLong,
    #[error("that day has not come yet")]
    NotYet,
    #[error("enter how long it was")]
    Length,
    #[error("mandatory training never counts as protected time")]
    Mandatory,
}

impl Wrong {
    /// The key of its sentence in the translation layer.
    pub fn key(self) -> &'static str {
        match self {
            Self::TitleMissing => "learning-wrong-title",
            Self::TitleTooLong => "learning-wrong-title-long",
            Self::TooLong => "learning-wrong-long",
            Self::NotYet => "time-wrong-not-yet",
            Self::Length => "learning-wrong-length",
            Self::Mandatory => "time-wrong-mandatory",
        }
    }
}

/// Whether a line is also hours of protected time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counts {
    AsProtectedTime,
    AsLearningAlone,
}

/// May this line stand?
///
/// # Errors
/// What is wrong with it.
pub fn check(line: &Line, counts: Counts, today: Date) -> Result<(), Wrong> {
    let letters = line.title.trim().chars().count();
    match () {
        () if letters == 0 => Err(Wrong::TitleMissing),
        () if letters > TITLE_LETTERS => Err(Wrong::TitleTooLong),
        () if line.on > today => Err(Wrong::NotYet),
        () if line.minutes > MOST_MINUTES => Err(Wrong::Length),
        () if line.taken.chars().count() > TAKEN_LETTERS => Err(Wrong::TooLong),
        () if counts == Counts::AsProtectedTime && line.kind == Kind::Mandatory => Err(Wrong::Mandatory),
        () if counts == Counts::AsProtectedTime && !(5..=crate::time::MOST_MINUTES).contains(&line.minutes) => {
            Err(Wrong::Length)
        }
        () => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn req_C4_mandatory_training_is_learning_but_never_protected_hours() {
        let today = date(2026, 11, 2);
        let line = Line {
            on: today,
            minutes: 60,
            kind: Kind::Mandatory,
            title: "Fire safety".to_owned(),
            theme: None,
            taken: String::new(),
        };
        assert_eq!(check(&line, Counts::AsLearningAlone, today), Ok(()));
        assert_eq!(check(&line, Counts::AsProtectedTime, today), Err(Wrong::Mandatory));
        assert_eq!(
            check(&Line { title: " ".into(), ..line }, Counts::AsLearningAlone, today),
            Err(Wrong::TitleMissing)
        );
    }
}
