//! The ladder of an expectation: before, on the day, after, then to the next responsible person; it ends when the thing
//! is done, and nobody is reminded of what is not theirs to do any more.

use jiff::civil::Date;

use super::Tone;
use crate::calendar::{days_between, plus_days};
use crate::ids::MeetingId;
use crate::keys::MeetingKey;
use crate::programmes::{Expectation, Onlooker, Reminder, Requirement, When};

/// A rung whose day lies further back than this is not made up for: nobody is written to for what a server missed long
/// ago, or for what came into the product late.
pub const MISSED_DAYS: i32 = 14;

/// A step for one kind of recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rung {
    /// Days from the due date; negative is before it.
    pub days: i32,
    pub to: Onlooker,
}

impl Rung {
    /// Its name, by which it is climbed once. A due date that moves begins a new ladder.
    pub fn name(&self, due_on: Date) -> String {
        format!("{due_on} {:+}", self.days)
    }
}

/// The due dates for which some rung may have come today; `None` without a ladder.
pub fn due_between(ladder: &[Reminder], today: Date) -> Option<(Date, Date)> {
    let first = ladder.iter().map(|rung| rung.days).min()?;
    let last = ladder.iter().map(|rung| rung.days).max()?;
    Some((plus_days(today, -last - MISSED_DAYS), plus_days(today, -first)))
}

/// For each kind of recipient the highest rung whose day has come: those that were passed while nobody was climbing are
/// not made up for.
pub fn highest(ladder: &[Reminder], due_on: Date, today: Date) -> Vec<Rung> {
    let age = days_between(due_on, today);
    let mut highest: Vec<Rung> = Vec::new();
    for Reminder { days, to } in ladder.iter().filter(|rung| rung.days <= age) {
        for onlooker in to {
            match highest.iter_mut().find(|known| known.to == *onlooker) {
                Some(known) => known.days = known.days.max(*days),
                None => highest.push(Rung { days: *days, to: onlooker.clone() }),
            }
        }
    }
    highest.retain(|rung| age - rung.days <= MISSED_DAYS);
    highest
}

/// How a rung speaks: what is late, and what goes to somebody who looks after others, cannot be turned off.
pub fn tone(to: &Onlooker, due_on: Date, today: Date) -> Tone {
    match to {
        Onlooker::Party(_) | Onlooker::Cover if today <= due_on => Tone::Gentle,
        _ => Tone::Firm,
    }
}

/// What is known of an open occurrence when somebody is about to be reminded of it.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    pub opens_on: Date,
    pub due_on: Date,
    pub can_be_done: bool,
    /// Where several have to confirm it, those who have not yet.
    pub waits_for: &'a [Onlooker],
    pub meeting: Option<MeetingId>,
    /// The meetings that are agreed, with their days.
    pub agreed: &'a [(MeetingKey, Date)],
    /// The person has signed what they have to sign for it.
    pub has_signed: bool,
}

/// Is it still for somebody in this capacity to do something, or to know?
pub fn concerns(expectation: &Expectation, to: &Onlooker, known: &Known<'_>, today: Date) -> bool {
    if matches!(to, Onlooker::Office(_)) {
        return true;
    }
    let over = expectation.lapses() && known.due_on < today;
    let not_yet = expectation.lapses() && known.opens_on > today;
    let said = !known.waits_for.is_empty() && !known.waits_for.contains(to);
    let signed = known.has_signed && matches!(to, Onlooker::Party(_));
    known.can_be_done && !over && !not_yet && !said && !signed && !is_arranged(expectation, known)
}

/// Is a meeting agreed that would do? One after the due date does too, since it is the way back.
fn is_arranged(expectation: &Expectation, known: &Known<'_>) -> bool {
    let Requirement::MeetingHeld { kinds, replaced_by, .. } = &expectation.met_by else { return false };
    let recurs = matches!(expectation.when, When::Every(_));
    known.agreed.iter().any(|(kind, on)| {
        let in_time = known.opens_on <= *on && (!recurs || *on <= known.due_on);
        in_time && (kinds.iter().any(|counted| counted.kind == *kind) || replaced_by.contains(kind))
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::programmes::Party;

    fn supportee() -> Onlooker {
        Onlooker::Party(Party::Supportee)
    }

    fn lead() -> Onlooker {
        Onlooker::Office("lead".parse().unwrap())
    }

    fn ladder() -> Vec<Reminder> {
        vec![
            Reminder { days: -3, to: vec![supportee()] },
            Reminder { days: 0, to: vec![supportee()] },
            Reminder { days: 3, to: vec![lead()] },
        ]
    }

    fn days(today: Date) -> Vec<(i32, bool)> {
        let due_on = date(2026, 11, 9);
        highest(&ladder(), due_on, today).into_iter().map(|rung| (rung.days, rung.to == lead())).collect()
    }

    #[test]
    fn req_Q2_before_on_the_day_after_then_to_the_next_responsible_person() {
        assert_eq!(days(date(2026, 11, 5)), []);
        assert_eq!(days(date(2026, 11, 6)), [(-3, false)]);
        assert_eq!(days(date(2026, 11, 9)), [(0, false)], "the highest alone");
        assert_eq!(days(date(2026, 11, 12)), [(0, false), (3, true)]);
        assert_eq!(days(date(2026, 11, 24)), [(3, true)], "what was missed long ago is not made up for");
        assert_eq!(days(date(2026, 11, 27)), []);
    }

    #[test]
    fn req_Q2_every_rung_that_may_have_come_lies_between_the_days_that_are_asked_for() {
        let today = date(2026, 11, 20);
        let (from, to) = due_between(&ladder(), today).unwrap();
        for back in -40..40 {
            let due_on = plus_days(today, back);
            let between = (from..=to).contains(&due_on);
            assert!(between || highest(&ladder(), due_on, today).is_empty(), "{due_on}");
        }
        assert_eq!(due_between(&[], today), None);
    }

    #[test]
    fn req_Q2_what_is_late_and_what_goes_to_an_office_is_firm() {
        let due_on = date(2026, 11, 9);
        assert_eq!(tone(&supportee(), due_on, due_on), Tone::Gentle);
        assert_eq!(tone(&supportee(), due_on, date(2026, 11, 10)), Tone::Firm);
        assert_eq!(tone(&lead(), due_on, date(2026, 11, 8)), Tone::Firm);
        assert_eq!(Rung { days: -3, to: supportee() }.name(due_on), "2026-11-09 -3");
    }
}
