//! Which part of a figure one thing is, where figures are not made from occurrences (L1, L8).

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::figure::{Figure, Part};
use crate::calendar::{self, Period};
use crate::candidacies::State;
use crate::candidacies::waiting::working_days;
use crate::keys::{ProfessionKey, TransitionKey};

/// Somebody who became eligible, as figures about offers see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eligible {
    pub state: State,
    pub starts_on: Date,
    pub offered_on: Option<Date>,
    pub requested_on: Option<Date>,
    pub answered_on: Option<Date>,
    pub profession: Option<ProfessionKey>,
    pub transition: Option<TransitionKey>,
}

impl Eligible {
    /// When the programme was offered; whoever asked for it needs no offer any more.
    fn reached_on(&self) -> Option<Date> {
        [self.offered_on, self.requested_on].into_iter().flatten().min()
    }

    /// Whether they are counted at all: not those set aside (a number of their own), refused, or gone before any offer.
    fn counts(&self) -> bool {
        match self.state {
            State::SetAside | State::Refused => false,
            State::Withdrawn => self.reached_on().is_some(),
            _ => true,
        }
    }

    /// The last day on which an offer is in time.
    pub fn due_on(&self, within_days: u32) -> Date {
        calendar::plus_days(self.starts_on, i32::try_from(within_days).unwrap_or(i32::MAX))
    }

    /// Offered in time? `None`: not counted.
    pub fn offer(&self, within_days: u32, today: Date) -> Option<Part> {
        let due_on = self.due_on(within_days);
        match self.reached_on() {
            _ if !self.counts() => None,
            Some(on) if on <= due_on => Some(Part::Met),
            Some(_) => Some(Part::NotMet),
            None if due_on >= today => Some(Part::NotYetDue),
            None => Some(Part::NotMet),
        }
    }

    /// Their own request answered in time? `None`: they did not ask.
    pub fn request(&self, within_working_days: u32, today: Date) -> Option<Part> {
        let requested_on = self.requested_on?;
        let waited = working_days(requested_on, self.answered_on.unwrap_or(today));
        match self.answered_on {
            _ if waited > within_working_days => Some(Part::NotMet),
            Some(_) => Some(Part::Met),
            None if self.state == State::Requested => Some(Part::NotYetDue),
            None => None,
        }
    }
}

/// The median of the days from start to offer; negative when offers came before the start.
pub fn median_days_to_offer(people: &[Eligible]) -> Option<i32> {
    let offered = people.iter().filter_map(|one| Some(calendar::days_between(one.starts_on, one.offered_on?)));
    let mut days: Vec<i32> = offered.collect();
    days.sort_unstable();
    days.get(days.len() / 2).copied()
}

/// People of one profession at one transition, and how many of them were offered the programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub profession: Option<ProfessionKey>,
    pub transition: Option<TransitionKey>,
    pub offered: u32,
    /// All but those whose time has not come.
    pub of: u32,
    pub part: Part,
}

/// What tells one group from another.
type Apart<'p> = (Option<&'p ProfessionKey>, Option<&'p TransitionKey>);

/// The groups that are there, by profession and transition. In a group of `large` or more, `percent` of a hundred are
/// enough.
pub fn groups(people: &[Eligible], within_days: u32, large: u32, percent: u32, today: Date) -> Vec<Group> {
    let mut found: BTreeMap<Apart<'_>, (u32, u32)> = BTreeMap::new();
    for one in people {
        let Some(part) = one.offer(within_days, today) else { continue };
        let (offered, of) = found.entry((one.profession.as_ref(), one.transition.as_ref())).or_default();
        *offered += u32::from(one.reached_on().is_some());
        *of += u32::from(part != Part::NotYetDue || one.reached_on().is_some());
    }
    let group = |((profession, transition), (offered, of)): (Apart<'_>, (u32, u32))| {
        let enough = offered == of || (of >= large && offered * 100 >= of * percent);
        let part = match of {
            0 => Part::NotYetDue,
            _ if enough => Part::Met,
            _ => Part::NotMet,
        };
        Group { profession: profession.cloned(), transition: transition.cloned(), offered, of, part }
    };
    found.into_iter().map(group).collect()
}

/// How long a journey is or was, as the figure about lengths sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lasting {
    pub starts_on: Date,
    /// The last day as planned today; `None`: no fixed end.
    pub planned_end_on: Option<Date>,
    pub ended_on: Option<Date>,
    /// The last day by the programme's length; `None`: the programme has none.
    pub by_programme_on: Option<Date>,
    /// Both agreed on another length before it took effect.
    pub is_agreed: bool,
}

impl Lasting {
    /// Is the programme's length kept? `None`: not counted.
    pub fn part(&self, today: Date) -> Option<Part> {
        let by_programme = self.by_programme_on?;
        let kept = self.ended_on.or(self.planned_end_on).is_none_or(|end| end >= by_programme);
        Some(match (kept, self.is_agreed) {
            _ if self.starts_on > today => Part::NotYetDue,
            (true, false) => Part::Met,
            (_, true) => Part::AgreedException,
            (false, false) => Part::NotMet,
        })
    }
}

/// Is somebody who supports others trained before they began, and in date? `on_record`: the organisation records
/// trainings at all.
pub fn training(began_on: Date, trained_on: &[Date], on_record: bool, within_months: u32, today: Date) -> Part {
    let months = i32::try_from(within_months).unwrap_or(i32::MAX);
    let first = trained_on.iter().min();
    let in_date = trained_on.iter().max().is_some_and(|last| calendar::plus_months(*last, months) >= today);
    match first {
        _ if !on_record => Part::NoData,
        Some(first) if *first <= began_on && in_date => Part::Met,
        None if began_on > today => Part::NotYetDue,
        _ => Part::NotMet,
    }
}

/// Did somebody have the protected time they are promised? `taken`: minutes, as far as anything was entered; `months`:
/// whole months since they began.
pub fn hours(taken: Option<u32>, least: u32, months: u32, from_months: u32) -> Part {
    match taken {
        _ if months < from_months => Part::NotYetDue,
        None => Part::NoData,
        Some(taken) if taken >= least => Part::Met,
        Some(_) => Part::NotMet,
    }
}

/// The days of a period on which none of these terms of office ran.
pub fn vacant_days(period: Period, terms: &[Period]) -> i32 {
    let last = period.finished_on.unwrap_or(period.started_on);
    let mut terms: Vec<Period> = terms.to_vec();
    terms.sort_by_key(|term| term.started_on);
    let (mut vacant, mut from) = (0, period.started_on);
    for term in terms {
        let before = calendar::plus_days(term.started_on, -1).min(last);
        vacant += (calendar::days_between(from, before) + 1).max(0);
        match term.finished_on {
            None => return vacant,
            Some(until) => from = from.max(calendar::plus_days(until, 1)),
        }
    }
    vacant + (calendar::days_between(from, last) + 1).max(0)
}

/// What a journey is in a figure that counts journeys: met when all that was due of it was met.
pub fn journey(figure: &Figure) -> Option<Part> {
    let worst = [Part::NotMet, Part::NoData, Part::AgreedException, Part::Met, Part::NotYetDue];
    worst.into_iter().find(|part| figure.of(*part) > 0)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const START: Date = date(2026, 3, 2);

    fn eligible(state: State, offered: Option<i32>) -> Eligible {
        Eligible {
            state,
            starts_on: START,
            offered_on: offered.map(|days| calendar::plus_days(START, days)),
            requested_on: None,
            answered_on: None,
            profession: Some("dietitian".parse().unwrap()),
            transition: None,
        }
    }

    #[test]
    fn req_L1_an_offer_is_in_time_until_the_end_of_the_day_that_is_named() {
        let part = |one: &Eligible, days: i32| one.offer(14, calendar::plus_days(START, days));
        assert_eq!(part(&eligible(State::Offered, Some(14)), 60), Some(Part::Met));
        assert_eq!(part(&eligible(State::Offered, Some(15)), 60), Some(Part::NotMet));
        assert_eq!(part(&eligible(State::Recognised, None), 14), Some(Part::NotYetDue));
        assert_eq!(part(&eligible(State::Recognised, None), 15), Some(Part::NotMet));
        assert_eq!(part(&eligible(State::SetAside, Some(2)), 60), None, "a number of its own");
        assert_eq!(part(&eligible(State::Withdrawn, None), 60), None);
        let mut asked = eligible(State::Requested, None);
        asked.requested_on = Some(START);
        assert_eq!(part(&asked, 60), Some(Part::Met), "whoever asks needs no offer");
    }

    #[test]
    fn req_L1_a_request_is_answered_within_working_days() {
        let mut asked = eligible(State::Requested, None);
        asked.requested_on = Some(START);
        assert_eq!(asked.request(10, date(2026, 3, 16)), Some(Part::NotYetDue));
        assert_eq!(asked.request(10, date(2026, 3, 17)), Some(Part::NotMet));
        asked.answered_on = Some(date(2026, 3, 16));
        assert_eq!(asked.request(10, date(2026, 6, 1)), Some(Part::Met));
        assert_eq!(eligible(State::Offered, Some(1)).request(10, START), None);
    }

    #[test]
    fn req_L1_a_large_group_needs_nine_of_ten_and_a_small_one_everybody() {
        let today = date(2026, 6, 1);
        let people = |offered: usize, without: usize| -> Vec<Eligible> {
            let offered = (0..offered).map(|_| eligible(State::Offered, Some(3)));
            offered.chain((0..without).map(|_| eligible(State::Recognised, None))).collect()
        };
        let part = |offered, without| groups(&people(offered, without), 14, 10, 90, today)[0].part;
        assert_eq!(part(9, 1), Part::Met);
        assert_eq!(part(8, 2), Part::NotMet);
        assert_eq!(part(8, 1), Part::NotMet, "nine people are no large group");
        assert_eq!(groups(&people(0, 3), 14, 10, 90, START)[0].part, Part::NotYetDue);
        assert_eq!(median_days_to_offer(&people(3, 2)), Some(3));
        assert_eq!(median_days_to_offer(&people(0, 2)), None);
    }

    #[test]
    fn req_L1_another_length_is_an_exception_only_when_agreed() {
        let lasting = |end: Date, is_agreed: bool| Lasting {
            starts_on: START,
            planned_end_on: Some(end),
            ended_on: None,
            by_programme_on: Some(date(2027, 3, 1)),
            is_agreed,
        };
        let today = date(2026, 6, 1);
        assert_eq!(lasting(date(2027, 3, 1), false).part(today), Some(Part::Met));
        assert_eq!(lasting(date(2027, 4, 1), false).part(today), Some(Part::Met), "a pause made it longer");
        assert_eq!(lasting(date(2026, 9, 1), false).part(today), Some(Part::NotMet));
        assert_eq!(lasting(date(2026, 9, 1), true).part(today), Some(Part::AgreedException));
        assert_eq!(lasting(date(2027, 3, 1), false).part(date(2026, 3, 1)), Some(Part::NotYetDue));
        let cut_short = Lasting { ended_on: Some(date(2026, 5, 1)), ..lasting(date(2027, 3, 1), false) };
        assert_eq!(cut_short.part(today), Some(Part::NotMet));
        assert_eq!(Lasting { by_programme_on: None, ..cut_short }.part(today), None);
    }

    #[test]
    fn req_L1_trained_before_beginning_and_in_date() {
        let today = date(2026, 6, 1);
        let part = |trained: &[Date]| training(START, trained, true, 24, today);
        assert_eq!(part(&[date(2025, 1, 1)]), Part::Met);
        assert_eq!(part(&[date(2024, 5, 31)]), Part::NotMet, "out of date");
        assert_eq!(part(&[date(2023, 1, 1), date(2026, 1, 1)]), Part::Met, "refreshed");
        assert_eq!(part(&[date(2026, 3, 3)]), Part::NotMet, "only after beginning");
        assert_eq!(part(&[]), Part::NotMet);
        assert_eq!(training(START, &[], false, 24, today), Part::NoData, "nothing is recorded at all");
        assert_eq!(training(START, &[], true, 24, date(2026, 1, 1)), Part::NotYetDue);
    }

    #[test]
    fn req_H2_hours_are_counted_from_the_third_month_and_nothing_entered_is_no_data() {
        assert_eq!(hours(Some(180), 180, 3, 3), Part::Met);
        assert_eq!(hours(Some(179), 180, 3, 3), Part::NotMet);
        assert_eq!(hours(None, 180, 3, 3), Part::NoData);
        assert_eq!(hours(Some(0), 180, 2, 3), Part::NotYetDue);
    }

    #[test]
    fn req_A5_days_without_anybody_in_office() {
        let year = Period { started_on: date(2026, 1, 1), finished_on: Some(date(2026, 12, 31)) };
        let term = |from: Date, to: Option<Date>| Period { started_on: from, finished_on: to };
        assert_eq!(vacant_days(year, &[]), 365);
        assert_eq!(vacant_days(year, &[term(date(2020, 1, 1), None)]), 0);
        assert_eq!(vacant_days(year, &[term(date(2026, 1, 11), None)]), 10);
        let two = [term(date(2026, 3, 1), None), term(date(2025, 1, 1), Some(date(2026, 2, 18)))];
        assert_eq!(vacant_days(year, &two), 10);
        assert_eq!(vacant_days(year, &[term(date(2026, 1, 1), Some(date(2026, 12, 30)))]), 1);
        assert_eq!(vacant_days(year, &[term(date(2020, 1, 1), Some(date(2020, 2, 1)))]), 365);
    }

    #[test]
    fn req_L8_a_journey_is_met_when_all_that_was_due_of_it_was() {
        let figure = |met, agreed_exception, not_met, not_yet_due, no_data| Figure {
            met,
            agreed_exception,
            not_met,
            not_yet_due,
            no_data,
        };
        assert_eq!(journey(&figure(2, 0, 0, 3, 0)), Some(Part::Met));
        assert_eq!(journey(&figure(2, 1, 0, 3, 0)), Some(Part::AgreedException));
        assert_eq!(journey(&figure(2, 1, 1, 0, 1)), Some(Part::NotMet));
        assert_eq!(journey(&figure(0, 0, 0, 1, 0)), Some(Part::NotYetDue));
        assert_eq!(journey(&Figure::default()), None);
    }
}
