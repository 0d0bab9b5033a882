//! When, how and where people meet.

use std::fmt;
use std::str::FromStr;

use jiff::{SignedDuration, Timestamp};

/// No meeting is longer than a day.
pub const LONGEST_MINUTES: u32 = 24 * 60;

/// How people meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    InPerson,
    Video,
    Telephone,
}

impl Way {
    pub const ALL: [Self; 3] = [Self::InPerson, Self::Video, Self::Telephone];

    /// How it is stored and sent by forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InPerson => "in-person",
            Self::Video => "video",
            Self::Telephone => "telephone",
        }
    }
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Way {
    type Err = SlotProblem;

    fn from_str(text: &str) -> Result<Self, SlotProblem> {
        Self::ALL.into_iter().find(|way| way.as_str() == text).ok_or(SlotProblem::Way)
    }
}

/// What is wrong with a time or place that somebody typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SlotProblem {
    #[error("choose how you meet")]
    Way,
    #[error("a meeting is between 1 minute and 24 hours long")]
    Length,
    #[error("a place is at most 200 letters on one line")]
    Place,
    #[error("the meeting ends before it starts")]
    EndsBeforeItStarts,
}

/// How long a meeting is planned to last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length(u32);

impl Length {
    /// # Errors
    /// No minutes, or more than a day.
    pub fn of_minutes(minutes: u32) -> Result<Self, SlotProblem> {
        if (1..=LONGEST_MINUTES).contains(&minutes) { Ok(Self(minutes)) } else { Err(SlotProblem::Length) }
    }

    pub fn minutes(self) -> u32 {
        self.0
    }
}

/// A room, a link or a number, on one line; may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place(String);

impl Place {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromStr for Place {
    type Err = SlotProblem;

    fn from_str(text: &str) -> Result<Self, SlotProblem> {
        let text = text.trim();
        if text.chars().any(char::is_control) || text.chars().count() > 200 {
            return Err(SlotProblem::Place);
        }
        Ok(Self(text.to_owned()))
    }
}

/// A planned time: when it starts, how long, how and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    pub starts_at: Timestamp,
    pub length: Length,
    pub way: Way,
    pub place: Place,
}

impl Slot {
    /// When it is planned to end.
    pub fn ends_at(&self) -> Timestamp {
        let length = SignedDuration::from_mins(i64::from(self.length.minutes()));
        self.starts_at.saturating_add(length).expect("a duration without calendar units can be added")
    }
}

/// When a meeting really was: start and end as somebody entered them, never filled in for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldTime {
    from: Timestamp,
    to: Timestamp,
}

impl HeldTime {
    /// # Errors
    /// It ends before it starts, or lasts more than a day.
    pub fn new(from: Timestamp, to: Timestamp) -> Result<Self, SlotProblem> {
        if to <= from {
            return Err(SlotProblem::EndsBeforeItStarts);
        }
        if to.duration_since(from) > SignedDuration::from_hours(24) {
            return Err(SlotProblem::Length);
        }
        Ok(Self { from, to })
    }

    pub fn from(&self) -> Timestamp {
        self.from
    }

    pub fn to(&self) -> Timestamp {
        self.to
    }

    /// Whole minutes between start and end.
    pub fn minutes(&self) -> u32 {
        u32::try_from(self.to.duration_since(self.from).as_mins()).expect("between nothing and a day")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_held_meeting_ends_after_it_starts_and_within_a_day() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let noon = at("2026-11-06T12:00:00Z");
        assert_eq!(HeldTime::new(noon, at("2026-11-06T12:50:00Z")).unwrap().minutes(), 50);
        assert_eq!(HeldTime::new(noon, noon), Err(SlotProblem::EndsBeforeItStarts));
        assert_eq!(HeldTime::new(noon, at("2026-11-06T11:00:00Z")), Err(SlotProblem::EndsBeforeItStarts));
        assert_eq!(HeldTime::new(noon, at("2026-11-08T12:00:00Z")), Err(SlotProblem::Length));
    }

    #[test]
    fn a_place_is_one_short_line() {
        assert_eq!("  Room 4 ".parse::<Place>().unwrap().as_str(), "Room 4");
        assert_eq!("Room\r\n4".parse::<Place>(), Err(SlotProblem::Place));
        assert_eq!("x".repeat(201).parse::<Place>(), Err(SlotProblem::Place));
    }
}
