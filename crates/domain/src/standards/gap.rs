//! How long people were without a meeting, paused time taken out, and which pauses were entered late.

use jiff::civil::Date;

use crate::calendar::{self, Period};

/// A pause that was entered more than so many days after it began counts as entered late.
pub const LATE_PAUSE_DAYS: i32 = 14;

/// Was a pause entered so late that figures say so?
pub fn is_late_pause(started_on: Date, recorded_on: Date) -> bool {
    calendar::days_between(started_on, recorded_on) > LATE_PAUSE_DAYS
}

/// The longest time in days from the start or a meeting to the next meeting or the end, on which nothing stood still.
/// Meetings and pauses in the order of their first days.
pub fn longest_gap(started_on: Date, held: &[Date], until: Date, pauses: &[Period]) -> i32 {
    let mut longest = 0;
    let mut from = started_on;
    for to in held.iter().copied().chain([until]) {
        longest = longest.max(days_moved(from, to, pauses));
        from = from.max(to);
    }
    longest
}

/// The days after the first, up to and including the last, that fall into no pause.
fn days_moved(from: Date, to: Date, pauses: &[Period]) -> i32 {
    let (mut moved, mut counted_to) = (0, from);
    for pause in pauses {
        let before = calendar::plus_days(pause.started_on, -1).min(to);
        moved += calendar::days_between(counted_to, before).max(0);
        // Pauses may overlap: no day is taken out twice.
        counted_to = counted_to.max(pause.finished_on.unwrap_or(Date::MAX));
    }
    moved + calendar::days_between(counted_to, to).max(0)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn pause(from: Date, to: Option<Date>) -> Period {
        Period { started_on: from, finished_on: to }
    }

    #[test]
    fn req_L1_the_longest_gap_runs_between_start_meetings_and_end() {
        let gap = |held: &[Date]| longest_gap(date(2026, 1, 1), held, date(2026, 3, 1), &[]);
        assert_eq!(gap(&[]), 59);
        assert_eq!(gap(&[date(2026, 1, 11)]), 49);
        assert_eq!(gap(&[date(2026, 1, 11), date(2026, 2, 20)]), 40);
    }

    #[test]
    fn req_L1_paused_time_is_no_gap() {
        let gap = |pauses: &[Period]| longest_gap(date(2026, 1, 1), &[date(2026, 3, 1)], date(2026, 3, 5), pauses);
        let january = pause(date(2026, 1, 10), Some(date(2026, 1, 19)));
        assert_eq!(gap(&[january]), 49);
        assert_eq!(gap(&[january, pause(date(2026, 1, 15), Some(date(2026, 1, 24)))]), 44, "an overlap counts once");
        assert_eq!(gap(&[january, pause(date(2026, 1, 12), Some(date(2026, 1, 14)))]), 49, "one within another");
        assert_eq!(gap(&[pause(date(2026, 2, 1), None)]), 30, "it still stands still");
        assert_eq!(gap(&[pause(date(2025, 12, 1), Some(date(2026, 1, 5)))]), 55, "begun before the start");
        assert_eq!(gap(&[pause(date(2026, 4, 1), None)]), 59, "after the end");
        assert_eq!(gap(&[pause(date(2025, 1, 1), None)]), 0);
    }

    #[test]
    fn a_pause_is_late_after_a_fortnight() {
        assert!(!is_late_pause(date(2026, 1, 1), date(2026, 1, 15)));
        assert!(is_late_pause(date(2026, 1, 1), date(2026, 1, 16)));
        assert!(!is_late_pause(date(2026, 2, 1), date(2026, 1, 1)), "entered ahead");
    }
}
