//! How long somebody has been waiting, in days and in working days.

use jiff::civil::{Date, Weekday};

/// Working days from a day to another, Monday to Friday; the first day is not counted, the last one is. Bank holidays
/// are counted as working days: an answer is owed to the person no later for them.
pub fn working_days(from: Date, to: Date) -> u32 {
    if to <= from {
        return 0;
    }
    let mut days = 0;
    let mut day = from;
    while day < to {
        day = day.saturating_add(jiff::Span::new().days(1));
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            days += 1;
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn req_C2_time_to_answer_counts_working_days_alone() {
        let friday = date(2026, 11, 6);
        assert_eq!(working_days(friday, date(2026, 11, 8)), 0, "the weekend counts nothing");
        assert_eq!(working_days(friday, date(2026, 11, 9)), 1);
        assert_eq!(working_days(friday, date(2026, 11, 13)), 5);
        assert_eq!(working_days(friday, friday), 0);
    }
}
