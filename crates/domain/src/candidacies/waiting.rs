//! How long somebody has been waiting for an answer, in working days.

use jiff::civil::Date;

use crate::working_days::{Nation, working_days_between};

/// Working days from a day to another; the first day is not counted, the last one is. None when it is not later.
pub fn working_days(from: Date, to: Date) -> u32 {
    u32::try_from(working_days_between(Nation::England, from, to)).unwrap_or(0)
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
        assert_eq!(working_days(date(2026, 11, 8), friday), 0);
    }

    #[test]
    fn req_C2_bank_holidays_are_not_working_days() {
        // Christmas Day 2026 is a Friday, and Boxing Day is taken on the Monday.
        assert_eq!(working_days(date(2026, 12, 24), date(2026, 12, 29)), 1);
    }
}
