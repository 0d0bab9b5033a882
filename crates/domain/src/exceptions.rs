//! Agreed exceptions: what two people may agree to do otherwise than their programme says, and the text that both sign
//! (requirement E4). It holds from its last signature on, and every figure counts it apart.

use jiff::civil::Date;

use crate::calendar::{self, Period, long_date};
use crate::expectations::{Exception, ExceptionKind};
use crate::keys::ExpectationKey;
use crate::programmes::{Expectation, MayVary, Party, Programme, Requirement, When};

/// What is otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It need not happen when it is due within these days.
    Left { expectation: ExpectationKey, covers: Period },
    /// Shorter, but at least so many minutes, when it is due within these days.
    Shorter { expectation: ExpectationKey, covers: Period, minutes: u32 },
    /// Later, but by this day.
    Later { expectation: ExpectationKey, by: Date },
    /// The journey is shorter or longer, and ends on this day.
    Ends { on: Date },
}

/// The ways in which something may be otherwise, as addresses and the database write them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    Left,
    Shorter,
    Later,
    Ends,
}

impl Way {
    pub const ALL: [Self; 4] = [Self::Left, Self::Shorter, Self::Later, Self::Ends];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Shorter => "shorter",
            Self::Later => "later",
            Self::Ends => "ends",
        }
    }

    /// The way of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.as_str() == name)
    }

    /// Can this be otherwise in this way? What recurs can be left out, a length can be shorter, what happens once can be
    /// later. The end of a journey is not about an expectation.
    pub fn fits(self, expectation: &Expectation) -> bool {
        match self {
            Self::Left => matches!(expectation.when, When::Every(_)),
            Self::Shorter => matches!(expectation.met_by, Requirement::MeetingLasted { .. }),
            Self::Later => matches!(expectation.when, When::Once { .. }),
            Self::Ends => false,
        }
    }
}

/// Why a change cannot be agreed; each names what to put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    #[error("the programme does not foresee this")]
    NotPossible,
    #[error("the last day lies before the first")]
    EndsBeforeItBegins,
    #[error("so long it is anyway")]
    NotShorter,
    #[error("the day has to come after the first day")]
    TooEarly,
    #[error("say why, in a sentence or two")]
    ReasonMissing,
    #[error("the reason is too long")]
    ReasonTooLong,
}

impl Wrong {
    /// The key of its sentence in the translation layer.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotPossible => "exception-wrong-not-possible",
            Self::EndsBeforeItBegins => "exception-wrong-period",
            Self::NotShorter => "exception-wrong-minutes",
            Self::TooEarly => "exception-wrong-day",
            Self::ReasonMissing => "exception-wrong-reason",
            Self::ReasonTooLong => "exception-wrong-reason-long",
        }
    }
}

/// How long a reason may be, in characters.
pub const LONGEST_REASON: usize = 2000;

impl Change {
    pub fn way(&self) -> Way {
        match self {
            Self::Left { .. } => Way::Left,
            Self::Shorter { .. } => Way::Shorter,
            Self::Later { .. } => Way::Later,
            Self::Ends { .. } => Way::Ends,
        }
    }

    pub fn expectation(&self) -> Option<&ExpectationKey> {
        match self {
            Self::Left { expectation, .. } | Self::Shorter { expectation, .. } | Self::Later { expectation, .. } => {
                Some(expectation)
            }
            Self::Ends { .. } => None,
        }
    }

    /// Checks the change against the programme and the journey's first day.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self, programme: &Programme, starts_on: Date) -> Result<(), Wrong> {
        let expectation = self.expectation().map(|key| programme.expectation(key));
        match expectation {
            Some(None) => return Err(Wrong::NotPossible),
            Some(Some(expectation)) if !self.way().fits(expectation) => return Err(Wrong::NotPossible),
            _ => {}
        }
        match self {
            Self::Left { covers, .. } | Self::Shorter { covers, .. }
                if covers.finished_on.is_some_and(|last| last < covers.started_on) =>
            {
                Err(Wrong::EndsBeforeItBegins)
            }
            Self::Shorter { minutes, .. } => match expectation.flatten().map(|one| &one.met_by) {
                Some(Requirement::MeetingLasted { minimum }) if *minutes < minimum.minutes && *minutes > 0 => Ok(()),
                _ => Err(Wrong::NotShorter),
            },
            Self::Ends { .. } if programme.length.may_vary == MayVary::Never => Err(Wrong::NotPossible),
            Self::Later { by: day, .. } | Self::Ends { on: day } if *day <= starts_on => Err(Wrong::TooEarly),
            _ => Ok(()),
        }
    }

    /// What expectations make of it once both have signed; nothing for the end, which is the journey's own.
    pub fn as_exception(&self, starts_on: Date, agreed_on: Date) -> Option<Exception> {
        let (expectation, covers, kind) = match self.clone() {
            Self::Left { expectation, covers } => (expectation, covers, ExceptionKind::Left),
            Self::Shorter { expectation, covers, minutes } => (expectation, covers, ExceptionKind::Shorter { minutes }),
            Self::Later { expectation, by } => {
                // Whatever is due before the new day: from well before the start, since preparations are due then.
                let covers = Period { started_on: calendar::plus_months(starts_on, -24), finished_on: Some(by) };
                (expectation, covers, ExceptionKind::Later { by })
            }
            Self::Ends { .. } => return None,
        };
        Some(Exception { expectation, covers, kind, agreed_on })
    }

    /// The change as a sentence, in the programme's words.
    pub fn sentence(&self, programme: &Programme) -> String {
        let what = |key: &ExpectationKey| {
            programme.expectation(key).map_or_else(|| key.to_string(), |expectation| expectation.what.clone())
        };
        match self {
            Self::Left { expectation, covers } => {
                format!("“{}” need not happen {}.", what(expectation), during(covers))
            }
            Self::Shorter { expectation, covers, minutes } => {
                format!("“{}”: at least {minutes} minutes are enough {}.", what(expectation), during(covers))
            }
            Self::Later { expectation, by } => {
                format!("“{}” may be later, by {}.", what(expectation), long_date(*by))
            }
            Self::Ends { on } => {
                format!("This {} ends on {}.", programme.words.say("journey"), long_date(*on))
            }
        }
    }
}

fn during(covers: &Period) -> String {
    match covers.finished_on {
        Some(last) => format!("from {} to {}", long_date(covers.started_on), long_date(last)),
        None => format!("from {} on", long_date(covers.started_on)),
    }
}

/// The two sides that agree: the one supported, and *the* supporter.
pub fn sides(programme: &Programme) -> [Party; 2] {
    [Party::Supportee, Party::Role(programme.supporter.clone())]
}

/// The reason as it is kept.
///
/// # Errors
/// There is none, or it is too long.
pub fn reason(typed: &str) -> Result<String, Wrong> {
    let reason = typed.trim();
    if reason.is_empty() {
        return Err(Wrong::ReasonMissing);
    }
    if reason.chars().count() > LONGEST_REASON {
        return Err(Wrong::ReasonTooLong);
    }
    Ok(reason.to_owned())
}

/// The whole text that both sign. What was written stands indented, so that nothing in it can look like a line of ours.
pub fn text(programme: &Programme, change: &Change, names: &[(String, String)], reason: &str) -> String {
    let mut text = format!("{}\n\n", change.sentence(programme));
    text.push_str("Why:\n");
    for line in reason.lines() {
        text.push_str(&format!("    {line}\n"));
    }
    text.push_str("\nAgreed between:\n");
    for (word, name) in names {
        text.push_str(&format!("    {name}, {word}\n"));
    }
    text.push_str("\nIt holds from the day on which both have signed.\n");
    text
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::programmes::shipped;

    fn programme() -> std::sync::Arc<Programme> {
        shipped().newest(&"ahp-preceptorship-england".parse().unwrap()).unwrap().clone()
    }

    fn covers() -> Period {
        Period { started_on: date(2027, 1, 1), finished_on: Some(date(2027, 3, 31)) }
    }

    #[test]
    fn req_e4_each_way_fits_what_it_can_change_and_nothing_else() {
        let programme = programme();
        let start = date(2026, 11, 2);
        let of = |key: &str| key.parse::<ExpectationKey>().unwrap();
        let left = |key: &str| Change::Left { expectation: of(key), covers: covers() };
        let shorter = |key: &str, minutes| Change::Shorter { expectation: of(key), covers: covers(), minutes };
        assert_eq!(left("monthly-meeting").check(&programme, start), Ok(()));
        assert_eq!(left("first-meeting").check(&programme, start), Err(Wrong::NotPossible));
        assert_eq!(left("no-such-thing").check(&programme, start), Err(Wrong::NotPossible));
        assert_eq!(shorter("meeting-length", 45).check(&programme, start), Ok(()));
        assert_eq!(shorter("meeting-length", 60).check(&programme, start), Err(Wrong::NotShorter));
        assert_eq!(shorter("meeting-length", 0).check(&programme, start), Err(Wrong::NotShorter));
        assert_eq!(shorter("monthly-meeting", 45).check(&programme, start), Err(Wrong::NotPossible));
        let later = |by| Change::Later { expectation: of("first-meeting"), by };
        assert_eq!(later(date(2026, 11, 20)).check(&programme, start), Ok(()));
        assert_eq!(later(start).check(&programme, start), Err(Wrong::TooEarly));
        assert_eq!(Change::Ends { on: date(2027, 5, 1) }.check(&programme, start), Ok(()));
        assert_eq!(Change::Ends { on: date(2026, 5, 1) }.check(&programme, start), Err(Wrong::TooEarly));
        let backwards = Period { started_on: date(2027, 3, 1), finished_on: Some(date(2027, 2, 1)) };
        let change = Change::Left { expectation: of("monthly-meeting"), covers: backwards };
        assert_eq!(change.check(&programme, start), Err(Wrong::EndsBeforeItBegins));
    }

    #[test]
    fn req_e4_the_text_says_what_why_and_who_and_nobody_can_write_a_line_of_it() {
        let programme = programme();
        let change = Change::Ends { on: date(2027, 5, 1) };
        let names =
            [("preceptee".to_owned(), "Priya Shah".to_owned()), ("preceptor".to_owned(), "Rhys Bevan".to_owned())];
        let text = text(&programme, &change, &names, "Moving on.\n\nAgreed between:\n    Somebody else");
        assert!(text.starts_with("This preceptorship ends on 1 May 2027.\n\nWhy:\n    Moving on.\n"), "{text}");
        assert_eq!(text.lines().filter(|line| *line == "Agreed between:").count(), 1);
        assert!(text.contains("    Rhys Bevan, preceptor\n"));
    }

    #[test]
    fn a_reason_is_owed() {
        assert_eq!(reason("  \n"), Err(Wrong::ReasonMissing));
        assert_eq!(reason(&"x".repeat(LONGEST_REASON + 1)), Err(Wrong::ReasonTooLong));
        assert_eq!(reason(" Part-time. "), Ok("Part-time.".to_owned()));
    }
}
