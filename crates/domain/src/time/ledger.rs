//! The ledger of one person's protected time: entitled, planned, taken and lost, by month (H3).
//!
//! The employer's side (entitled, planned) stands beside the person's (taken, lost). Leave pauses both. What the
//! programme promises by the month counts by the days on which a journey goes on; what it promises by the year counts
//! once per person, however many journeys.

use jiff::civil::Date;

use super::kinds::{Kind, Reason};
use super::plan::{Plan, Walk, active_days};
use crate::calendar::{days_between, plus_days, plus_months};
use crate::programmes::{FULL_TIME, Measured, TimePromise};

const MONTHS: u64 = 12;
const YEAR_DAYS: u64 = 365;

/// What is promised to one person: by a programme, in these journeys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub promise: TimePromise,
    /// Of full time, in thousandths.
    pub share: u32,
    pub walks: Vec<Walk>,
}

/// Something that was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    pub on: Date,
    pub minutes: u32,
    pub what: What,
}

/// Whether an hour was had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Taken(Kind),
    Lost(Reason),
}

/// The four numbers of a stretch, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    pub entitled: u32,
    pub planned: u32,
    pub taken: u32,
    pub lost: u32,
}

impl Sum {
    /// Adds another stretch.
    pub fn add(&mut self, other: &Self) {
        self.entitled += other.entitled;
        self.planned += other.planned;
        self.taken += other.taken;
        self.lost += other.lost;
    }
}

/// A calendar month of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    pub first: Date,
    pub sum: Sum,
}

/// Months in order, and all of them together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    pub months: Vec<Month>,
    pub whole: Sum,
}

/// What a stretch is measured against, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks {
    pub least: u32,
    pub recommended: u32,
}

/// The ledger from a day to a day, both included.
pub fn ledger(account: &Account, plans: &[Plan], lines: &[Line], from: Date, until: Date) -> Ledger {
    let mut ledger = Ledger::default();
    let mut first = from;
    while first <= until {
        let last = first.last_of_month().min(until);
        let month = Month { first, sum: stretch(account, plans, lines, first, last) };
        ledger.whole.add(&month.sum);
        ledger.months.push(month);
        first = plus_days(last, 1);
    }
    ledger
}

/// The four numbers from a day to a day, both included.
pub fn sum(account: &Account, plans: &[Plan], lines: &[Line], from: Date, until: Date) -> Sum {
    ledger(account, plans, lines, from, until).whole
}

/// One stretch within a calendar month.
fn stretch(account: &Account, plans: &[Plan], lines: &[Line], from: Date, until: Date) -> Sum {
    let mut sum = Sum {
        entitled: entitled(account, from, until),
        planned: plans.iter().map(|plan| plan.minutes_in(&account.walks, from, until)).sum(),
        ..Sum::default()
    };
    for line in lines.iter().filter(|line| (from..=until).contains(&line.on)) {
        match line.what {
            What::Taken(_) => sum.taken += line.minutes,
            What::Lost(_) => sum.lost += line.minutes,
        }
    }
    sum
}

fn entitled(account: &Account, from: Date, until: Date) -> u32 {
    let promise = &account.promise;
    let (each, any) = active_days(&account.walks, from, until);
    let by_month = u64::from(promise.minutes_a_month) * u64::from(each) * MONTHS;
    let own = u64::from(promise.own_minutes_a_year);
    let by_year = match promise.shorter {
        Measured::ByShare => own * u64::from(any),
        Measured::Whole => 0,
    };
    let days = u64::from(from.days_in_month().unsigned_abs());
    let whole = if promise.shorter == Measured::Whole && any > 0 { own * years_begun(account, from, until) } else { 0 };
    let minutes = rounded(by_month + by_year, days * MONTHS) + whole;
    shared(account, minutes)
}

/// How many years of the earliest journey begin in a stretch: what is promised whole is promised on that day.
fn years_begun(account: &Account, from: Date, until: Date) -> u64 {
    let Some(start) = account.walks.iter().map(|walk| walk.period.started_on).min() else { return 0 };
    let begins = (0..50).map(|year| plus_months(start, 12 * year)).take_while(|on| *on <= until);
    begins.filter(|on| *on >= from).count() as u64
}

/// What a stretch of up to a year is measured against: the least and the recommended of a year, for each journey, and
/// what is one's own once.
pub fn marks(account: &Account, from: Date, until: Date) -> Marks {
    let promise = &account.promise;
    let (each, any) = active_days(&account.walks, from, until);
    let length = u64::from(days_between(from, until).unsigned_abs() + 1).min(YEAR_DAYS);
    let (each, any) = match promise.shorter {
        // A year has a day more at times; nobody owes more than a year of it.
        Measured::ByShare => (u64::from(each), u64::from(any).min(YEAR_DAYS)),
        Measured::Whole => (u64::from(each) * YEAR_DAYS / length.max(1), if any > 0 { YEAR_DAYS } else { 0 }),
    };
    let own = u64::from(promise.own_minutes_a_year);
    let mark = |a_year: u32| {
        let beyond = u64::from(a_year).saturating_sub(own);
        shared(account, rounded(own * any + beyond * each, YEAR_DAYS))
    };
    Marks { least: mark(promise.least_minutes_a_year), recommended: mark(promise.recommended_minutes_a_year) }
}

fn shared(account: &Account, minutes: u64) -> u32 {
    let share = match account.promise.part_time {
        Measured::ByShare => account.share.min(FULL_TIME),
        Measured::Whole => FULL_TIME,
    };
    u32::try_from(rounded(minutes * u64::from(share), u64::from(FULL_TIME))).unwrap_or(u32::MAX)
}

fn rounded(amount: u64, by: u64) -> u64 {
    (amount + by / 2) / by.max(1)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, date};

    use super::*;
    use crate::calendar::Period;
    use crate::programmes::Party;
    use crate::time::Every;

    const HOUR: u32 = 60;

    fn promise(month: u32, own: u32, least: u32, recommended: u32) -> TimePromise {
        TimePromise {
            party: Party::Supportee,
            minutes_a_month: month * HOUR,
            own_minutes_a_year: own * HOUR,
            least_minutes_a_year: least * HOUR,
            recommended_minutes_a_year: recommended * HOUR,
            part_time: Measured::Whole,
            shorter: Measured::ByShare,
        }
    }

    fn walk(from: Date, until: Option<Date>) -> Walk {
        Walk { period: Period { started_on: from, finished_on: until }, pauses: Vec::new() }
    }

    fn account(promise: TimePromise, walks: Vec<Walk>) -> Account {
        Account { promise, share: FULL_TIME, walks }
    }

    const START: Date = date(2026, 1, 1);
    const END: Date = date(2026, 12, 31);

    #[test]
    fn req_H1_a_year_of_the_one_supported_is_thirty_six_hours_and_at_least_twelve() {
        let one = account(promise(3, 0, 12, 36), vec![walk(START, None)]);
        let ledger = ledger(&one, &[], &[], START, END);
        assert_eq!(ledger.months.len(), 12);
        assert_eq!(ledger.whole.entitled, 36 * HOUR);
        assert_eq!(marks(&one, START, END), Marks { least: 12 * HOUR, recommended: 36 * HOUR });
        let half = marks(&one, START, date(2026, 7, 1));
        assert_eq!(half.least, 359, "182 days of 365, to the minute");
    }

    #[test]
    fn req_H1_a_supporter_has_an_hour_for_each_and_their_own_once() {
        let one = account(promise(1, 8, 20, 20), vec![walk(START, None)]);
        let two = account(promise(1, 8, 20, 20), vec![walk(START, None), walk(START, None)]);
        assert_eq!(marks(&one, START, END).least, 20 * HOUR);
        assert_eq!(marks(&two, START, END).least, 32 * HOUR);
        assert_eq!(sum(&two, &[], &[], START, END).entitled, 32 * HOUR);
    }

    #[test]
    fn req_H1_leave_pauses_what_is_owed_and_what_is_planned() {
        let mut paused = walk(START, None);
        paused.pauses.push(Period { started_on: date(2026, 3, 1), finished_on: Some(date(2026, 4, 30)) });
        let one = account(promise(3, 0, 12, 36), vec![paused]);
        let plan = Plan { minutes: 2 * HOUR, every: Every::Month, period: Period::since(START) };
        let ledger = ledger(&one, &[plan], &[], START, END);
        assert_eq!(ledger.whole.entitled, 30 * HOUR);
        assert_eq!(ledger.whole.planned, 20 * HOUR);
        assert_eq!((ledger.months[2].sum.entitled, ledger.months[3].sum.planned), (0, 0));
    }

    #[test]
    fn req_H1_part_time_and_shorter_count_by_share_only_where_the_programme_says_so() {
        let mut half = account(promise(3, 0, 12, 36), vec![walk(START, None)]);
        half.share = 500;
        assert_eq!(sum(&half, &[], &[], START, END).entitled, 36 * HOUR);
        half.promise.part_time = Measured::ByShare;
        assert_eq!(sum(&half, &[], &[], START, END).entitled, 18 * HOUR);
        let mut short = account(promise(1, 8, 20, 20), vec![walk(date(2026, 7, 2), Some(END))]);
        assert_eq!(marks(&short, START, END).least, 10 * HOUR + 2, "183 days of 365");
        short.promise.shorter = Measured::Whole;
        assert_eq!(marks(&short, date(2026, 7, 2), END).least, 20 * HOUR);
        assert_eq!(sum(&short, &[], &[], START, END).entitled, 6 * HOUR - 2 + 8 * HOUR, "six months less a day");
    }

    #[test]
    fn req_H2_a_plan_on_a_day_of_the_week_counts_those_days() {
        let one = account(promise(3, 0, 12, 36), vec![walk(START, None)]);
        let plan = Plan { minutes: 30, every: Every::On(Weekday::Tuesday), period: Period::since(START) };
        assert_eq!(ledger(&one, &[plan], &[], START, END).months[2].sum.planned, 5 * 30, "five Tuesdays in March");
    }

    #[test]
    fn req_H3_taken_and_lost_stand_in_their_month() {
        let one = account(promise(3, 0, 12, 36), vec![walk(START, None)]);
        let line = |on: Date, minutes: u32, what: What| Line { on, minutes, what };
        let lines = [
            line(date(2026, 2, 3), 60, What::Taken(Kind::Meeting)),
            line(date(2026, 2, 28), 90, What::Taken(Kind::Alongside)),
            line(date(2026, 3, 1), 60, What::Lost(Reason::Staffing)),
        ];
        let ledger = ledger(&one, &[], &lines, START, END);
        assert_eq!((ledger.months[1].sum.taken, ledger.months[2].sum.lost), (150, 60));
        assert_eq!((ledger.whole.taken, ledger.whole.lost), (150, 60));
    }
}
