//! Somebody's people as cards: where they are on their path, when they last met and meet next.

use domain::calendar::{clock_time, date_of, long_date, plus_months, time_of, weekday_date};
use domain::programmes::{Party, capitalised};
use jiff::civil::Date;
use store::overview::Relationship;

use crate::journeys;
use crate::words::Words;

/// A relationship as a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    pub initials: String,
    pub name: String,
    pub href: String,
    /// What kind of relationship it is, quietly: “Your guide · a first year”.
    pub label: String,
    /// “Month 3 of 12”.
    pub place: String,
    /// How much of the way lies behind, from 0 to 100.
    pub along: i32,
    pub last_met: String,
    pub next_meeting: String,
}

/// Which month of how many a day falls into; the first is 1. Without an end: of how many is not known.
pub fn months(starts_on: Date, ends_on: Option<Date>, today: Date) -> (i32, Option<i32>) {
    let full = |until: Date| (1..=600).take_while(|n| plus_months(starts_on, *n) <= until).count();
    let full = |until: Date| i32::try_from(full(until)).unwrap_or(0);
    let of = ends_on.map(|on| full(domain::calendar::plus_days(on, 1)).max(1));
    ((full(today) + 1).min(of.unwrap_or(i32::MAX)), of)
}

/// “Month 3 of 12”, or “Month 3” where there is no fixed end.
pub fn month_of(w: Words, starts_on: Date, ends_on: Option<Date>, today: Date) -> String {
    match months(starts_on, ends_on, today) {
        (month, Some(of)) => w.with("home-month", [("month", month), ("of", of)]),
        (month, None) => w.with("home-month-open", [("month", month)]),
    }
}

/// The card of a relationship, as the viewer's side sees it.
pub fn card(w: Words, relationship: &Relationship, today: Date) -> Card {
    let programme = &relationship.programme;
    let words = &programme.words;
    let other = match &relationship.mine {
        Party::Supportee => words.role(&programme.supporter),
        Party::Role(_) => words.say("supportee"),
    };
    let name = relationship.other_name().map_or_else(|| w.say("home-nobody-yet"), str::to_owned);
    Card {
        initials: crate::text::initials(&name),
        href: journeys::journey(relationship.journey),
        label: w.with("home-your", [("role", other), ("programme", words.say("programme"))]),
        place: place(w, relationship, today),
        along: along(relationship, today),
        last_met: last_met(w, relationship),
        next_meeting: next_meeting(w, relationship),
        name,
    }
}

fn place(w: Words, relationship: &Relationship, today: Date) -> String {
    if let Some(on) = relationship.ended_on {
        return w.with("home-ended", &[("date", long_date(on))]);
    }
    if relationship.starts_on > today {
        return w.with("home-starts", &[("date", weekday_date(relationship.starts_on))]);
    }
    month_of(w, relationship.starts_on, relationship.planned_end_on, today)
}

fn along(relationship: &Relationship, today: Date) -> i32 {
    let Some(end) = relationship.ended_on.or(relationship.planned_end_on) else { return 0 };
    let all = domain::calendar::days_between(relationship.starts_on, end).max(1);
    let done = domain::calendar::days_between(relationship.starts_on, today).clamp(0, all);
    100 * done / all
}

fn last_met(w: Words, relationship: &Relationship) -> String {
    match relationship.last_met_on {
        Some(on) => w.with("home-last-met", &[("date", long_date(on))]),
        None => w.say("home-not-met"),
    }
}

fn next_meeting(w: Words, relationship: &Relationship) -> String {
    match relationship.next_meeting_at {
        Some(at) => {
            let (date, time) = (weekday_date(date_of(at)), clock_time(time_of(at)));
            w.with("home-next-meeting", &[("date", date), ("time", time)])
        }
        None => w.say("home-no-next-meeting"),
    }
}

/// “Learners”: how a group of relationships is called, when all are of one kind.
pub fn group_name(relationships: &[Relationship]) -> Option<String> {
    let first = relationships.first()?;
    let same = relationships.iter().all(|each| each.mine == first.mine && each.programme.key == first.programme.key);
    let key = if first.mine == Party::Supportee { return None } else { "supportee" };
    same.then(|| capitalised(first.programme.words.counted(key, relationships.len())))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::months;

    #[test]
    fn months_are_counted_from_the_start_and_never_pass_the_end() {
        let (starts, ends) = (date(2026, 9, 7), Some(date(2027, 9, 6)));
        assert_eq!(months(starts, ends, date(2026, 9, 7)), (1, Some(12)));
        assert_eq!(months(starts, ends, date(2026, 10, 6)), (1, Some(12)));
        assert_eq!(months(starts, ends, date(2026, 10, 7)), (2, Some(12)));
        assert_eq!(months(starts, ends, date(2027, 9, 6)), (12, Some(12)));
        assert_eq!(months(starts, ends, date(2028, 1, 1)), (12, Some(12)));
        assert_eq!(months(starts, None, date(2028, 1, 7)), (17, None), "without an end they go on");
    }
}
