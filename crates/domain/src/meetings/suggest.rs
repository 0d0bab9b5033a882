//! Times that may suit everybody: when they usually meet, and nobody is known to be away or to meet somebody else (F5).

use jiff::Timestamp;
use jiff::civil::{Date, Time, Weekday, time};

use super::series::Diaries;
use super::slot::Slot;
use crate::calendar::{date_of, days_between, instant, plus_days, time_of};

/// More is no help.
pub const MOST_SUGGESTED: usize = 4;
/// How far ahead times are looked for, in days, when nothing is due sooner.
const WITHIN_DAYS: i32 = 28;
/// Tried where nobody has met yet.
const ORDINARY: [Time; 2] = [time(10, 0, 0, 0), time(14, 0, 0, 0)];
/// So many of the last meetings say when people usually meet.
const LOOKS_BACK: usize = 4;

/// Why a time is suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// The weekday and the time at which these people have met before.
    UsualDayAndTime,
    /// The time of day.
    UsualTime,
    /// Nobody is known to have anything else.
    Free,
}

impl Because {
    /// How it is said: the last part of a message's key.
    pub fn key(self) -> &'static str {
        match self {
            Self::UsualDayAndTime => "usual-day",
            Self::UsualTime => "usual-time",
            Self::Free => "free",
        }
    }
}

/// A time, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    pub starts_at: Timestamp,
    pub because: Because,
    /// It comes before the meeting is due.
    pub in_time: bool,
}

/// Times that may suit, the earliest first, one a day: those nearest to what is usual, from tomorrow on and if possible
/// before the meeting is due. `like` says how long and how; `before` when these people met before, in any order.
pub fn suggestions(diaries: &Diaries, like: &Slot, before: &[Timestamp], due_on: Option<Date>) -> Vec<Suggestion> {
    let today = date_of(diaries.now);
    let first = plus_days(today, 1).max(diaries.runs.started_on);
    let ahead = WITHIN_DAYS.max(due_on.map_or(0, |due| days_between(first, due).min(2 * WITHIN_DAYS)));
    let usual = usual(before);
    let mut found: Vec<Suggestion> = Vec::new();
    for on in (0..=ahead).map(|days| plus_days(first, days)) {
        let in_time = due_on.is_none_or(|due| on <= due);
        let best = times(&usual).into_iter().filter_map(|at| {
            let starts_at = instant(on, at);
            let because = because(&usual, on.weekday(), at);
            let is_free = diaries.concerns(&Slot { starts_at, ..like.clone() }).is_empty();
            is_free.then_some(Suggestion { starts_at, because, in_time })
        });
        found.extend(best.min_by_key(|suggestion| suggestion.because));
    }
    found.sort_by_key(|suggestion| (!suggestion.in_time, suggestion.because, suggestion.starts_at));
    found.truncate(MOST_SUGGESTED);
    found.sort_by_key(|suggestion| suggestion.starts_at);
    found
}

/// The weekdays and times of the last few meetings, the latest first.
fn usual(before: &[Timestamp]) -> Vec<(Weekday, Time)> {
    let mut before = before.to_vec();
    before.sort_unstable_by_key(|at| std::cmp::Reverse(*at));
    before.into_iter().take(LOOKS_BACK).map(|at| (date_of(at).weekday(), time_of(at))).collect()
}

fn times(usual: &[(Weekday, Time)]) -> Vec<Time> {
    let mut times: Vec<Time> = Vec::new();
    for (_, at) in usual {
        if !times.contains(at) {
            times.push(*at);
        }
    }
    if times.is_empty() { ORDINARY.to_vec() } else { times }
}

fn because(usual: &[(Weekday, Time)], day: Weekday, at: Time) -> Because {
    if usual.contains(&(day, at)) {
        Because::UsualDayAndTime
    } else if usual.iter().any(|(_, time)| *time == at) {
        Because::UsualTime
    } else {
        Because::Free
    }
}

#[cfg(test)]
mod tests {
    #![expect(non_snake_case, reason = "tests name the requirement they prove")]

    use jiff::civil::date;

    use super::*;
    use crate::calendar::Period;
    use crate::meetings::{Length, Place, Way};
    use crate::working_days::Nation;

    fn like() -> Slot {
        let length = Length::of_minutes(60).unwrap();
        Slot { starts_at: Timestamp::UNIX_EPOCH, length, way: Way::InPerson, place: Place::default() }
    }

    /// Monday 2 November 2026, nine in the morning.
    fn diaries() -> Diaries {
        Diaries {
            now: instant(date(2026, 11, 2), time(9, 0, 0, 0)),
            nation: Nation::England,
            runs: Period::since(date(2026, 10, 26)),
            away: Vec::new(),
            busy: Vec::new(),
        }
    }

    #[test]
    fn req_F5_the_usual_day_and_time_is_suggested_first_unless_somebody_is_taken() {
        let mut diaries = diaries();
        let tuesday = |on| instant(on, time(14, 30, 0, 0));
        let before = [tuesday(date(2026, 9, 8)), tuesday(date(2026, 10, 13))];
        let days = |diaries: &Diaries| -> Vec<Date> {
            suggestions(diaries, &like(), &before, None).iter().map(|it| date_of(it.starts_at)).collect()
        };
        let free = [date(2026, 11, 3), date(2026, 11, 10), date(2026, 11, 17), date(2026, 11, 24)];
        assert_eq!(days(&diaries), free);
        diaries
            .busy
            .push((tuesday(date(2026, 11, 10)), tuesday(date(2026, 11, 10)) + jiff::SignedDuration::from_hours(1)));
        diaries.away.push(Period { started_on: date(2026, 11, 23), finished_on: Some(date(2026, 11, 27)) });
        let left = days(&diaries);
        assert!(left.contains(&date(2026, 11, 3)) && left.contains(&date(2026, 11, 17)), "{left:?}");
        assert!(!left.contains(&date(2026, 11, 10)) && !left.contains(&date(2026, 11, 24)), "{left:?}");
    }

    #[test]
    fn req_F5_without_a_habit_ordinary_hours_before_the_due_date_are_suggested() {
        let found = suggestions(&diaries(), &like(), &[], Some(date(2026, 11, 5)));
        assert_eq!(found.len(), MOST_SUGGESTED);
        assert!(found[..3].iter().all(|it| it.in_time && it.because == Because::Free), "{found:?}");
        assert!(!found[3].in_time);
        assert_eq!(date_of(found[0].starts_at), date(2026, 11, 3), "from tomorrow on");
    }
}
