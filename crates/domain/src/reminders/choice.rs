//! When and how a person wants to be reminded.

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};

use crate::calendar::{date_of, instant};

/// How somebody is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// All that waits in one letter, on these days from this hour on.
    Digest { days: Days, hour: u8 },
    /// Each as it comes.
    AtOnce,
}

/// Days of the week; at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days(u8);

impl Days {
    /// Monday to Friday.
    pub const WORKING: Self = Self(0b001_1111);

    /// These days; `None` when there are none.
    pub fn of(days: impl IntoIterator<Item = Weekday>) -> Option<Self> {
        let bits = days.into_iter().fold(0, |bits, day| bits | Self::bit(day));
        (bits != 0).then_some(Self(bits))
    }

    /// As a number, Monday the lowest bit.
    pub fn bits(self) -> i32 {
        i32::from(self.0)
    }

    /// The days of such a number; anything else is Monday to Friday.
    pub fn from_bits(bits: i32) -> Self {
        u8::try_from(bits).ok().filter(|bits| (1..128).contains(bits)).map_or(Self::WORKING, Self)
    }

    /// Is the day one of them?
    pub fn contains(self, day: Weekday) -> bool {
        self.0 & Self::bit(day) != 0
    }

    fn bit(day: Weekday) -> u8 {
        1 << day.to_monday_zero_offset()
    }
}

/// Whether somebody gets the reminders that can be turned off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Received {
    All,
    /// Only of what is late or waits for others because of them.
    FirmOnly,
}

/// What can be turned off, and what cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// Before and on the day.
    Gentle,
    /// It is late, or it is for somebody further up to look after.
    Firm,
}

impl Tone {
    /// The stored word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Gentle => "gentle",
            Self::Firm => "firm",
        }
    }
}

impl std::str::FromStr for Tone {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Gentle, Self::Firm].into_iter().find(|tone| tone.as_str() == text).ok_or(())
    }
}

/// What a person chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    pub how: How,
    pub received: Received,
}

impl Default for Choice {
    /// On working days from eight in the morning.
    fn default() -> Self {
        Self { how: How::Digest { days: Days::WORKING, hour: 8 }, received: Received::All }
    }
}

impl Choice {
    /// Does the person get a reminder of this tone by mail at all?
    pub fn takes(&self, tone: Tone) -> bool {
        tone == Tone::Firm || self.received == Received::All
    }

    /// May a letter go now? `last_on` is the day of the last one, `rests` whether the person rests today: a bank
    /// holiday, or leave. A server that comes late sends the day's letter late, and only that one.
    pub fn may_go(&self, last_on: Option<Date>, now: Timestamp, rests: bool) -> bool {
        if rests {
            return false;
        }
        match self.how {
            How::AtOnce => true,
            How::Digest { days, hour } => {
                let today = date_of(now);
                let from = instant(today, jiff::civil::time(i8::try_from(hour.min(23)).unwrap_or(8), 0, 0, 0));
                days.contains(today.weekday()) && from <= now && last_on != Some(today)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn req_Q2_a_digest_goes_once_on_the_days_that_were_chosen_from_the_hour_on() {
        let choice = Choice::default();
        let monday = date(2026, 11, 2);
        assert!(!choice.may_go(None, at("2026-11-02T07:59:00Z"), false), "too early");
        assert!(choice.may_go(None, at("2026-11-02T08:00:00Z"), false));
        assert!(choice.may_go(Some(date(2026, 10, 30)), at("2026-11-02T16:00:00Z"), false), "late is better than not");
        assert!(!choice.may_go(Some(monday), at("2026-11-02T16:00:00Z"), false), "once a day");
        assert!(!choice.may_go(None, at("2026-11-01T09:00:00Z"), false), "a Sunday");
        assert!(!choice.may_go(None, at("2026-11-02T09:00:00Z"), true), "on leave");
        // In summer eight in London is seven in UTC.
        assert!(choice.may_go(None, at("2026-07-01T07:00:00Z"), false));
        let sunday = How::Digest { days: Days::of([Weekday::Sunday]).unwrap(), hour: 18 };
        let choice = Choice { how: sunday, ..choice };
        assert!(choice.may_go(None, at("2026-11-01T18:30:00Z"), false));
        assert!(!choice.may_go(None, at("2026-11-02T18:30:00Z"), false));
    }

    #[test]
    fn req_Q2_what_is_late_cannot_be_turned_off() {
        let choice = Choice { received: Received::FirmOnly, ..Choice::default() };
        assert!(!choice.takes(Tone::Gentle) && choice.takes(Tone::Firm));
        assert_eq!(Days::of([]), None);
        assert_eq!(Days::from_bits(0), Days::WORKING);
    }
}
