//! What a meeting means for what is due: a missed, moved or cancelled one leaves it as it was, a held one meets it, and
//! people are told so in words (F1, F5).

use jiff::civil::Date;

use super::state::StateName;
use crate::keys::{ExpectationKey, MeetingKey};
use crate::programmes::{Programme, Requirement};

/// Something that is expected of the journey, as far as a meeting can meet it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Awaited<'a> {
    pub expectation: &'a ExpectationKey,
    pub opens_on: Date,
    pub due_on: Date,
    pub is_open: bool,
    /// This very meeting met it.
    pub met_here: bool,
    /// This meeting met it in place of another kind.
    pub stood_in: bool,
}

/// What a meeting means for the clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Consequence {
    /// What it would have met is still due, or will be.
    StillDue { what: String, by: Date },
    /// It was due and is late; meeting still meets it.
    StillCounts { what: String, since: Date },
    /// Its period has passed without one; the next is due by then.
    Passed { what: String, until: Date, next_by: Option<Date> },
    /// It is planned for after the day by which it is due.
    TooLate { what: String, by: Date },
    /// It met this.
    Counts { what: String },
    /// It met what another kind of meeting would have met.
    StoodIn { what: String },
    /// It was held, and met nothing that was open: too short, or not by whom it takes.
    CountsForNothing { what: String, by: Date },
}

/// What a meeting of a kind, in a state, on a day, means today; nothing when nothing is expected of such meetings.
pub fn consequence(
    programme: &Programme,
    kind: &MeetingKey,
    (state, on): (StateName, Date),
    awaited: &[Awaited<'_>],
    today: Date,
) -> Option<Consequence> {
    let mine: Vec<(&Awaited<'_>, String, bool)> = awaited
        .iter()
        .filter_map(|one| {
            let expectation = programme.expectation(one.expectation)?;
            let Requirement::MeetingHeld { kinds, replaced_by, .. } = &expectation.met_by else { return None };
            let meets = kinds.iter().any(|counted| counted.kind == *kind) || replaced_by.contains(kind);
            let what = expectation.what.trim_end_matches('.').to_owned();
            meets.then(|| (one, what, expectation.lapses()))
        })
        .collect();
    if state == StateName::Held {
        return held(&mine, on, today);
    }
    let within = |one: &Awaited<'_>| one.opens_on <= on && on <= one.due_on;
    let open = || mine.iter().filter(|(one, ..)| one.is_open);
    if state.is_open() {
        // Moved beyond the day: what is due before it and begun already, unless it stays good afterwards.
        let late =
            open().find(|(one, _, lapses)| one.opens_on <= today && today <= one.due_on && one.due_on < on && *lapses);
        let late = late.or_else(|| open().find(|(one, _, lapses)| !lapses && today <= one.due_on && one.due_on < on));
        return late.map(|(one, what, _)| Consequence::TooLate { what: what.clone(), by: one.due_on });
    }
    let (one, what, lapses) =
        open().find(|(one, ..)| within(one)).or_else(|| open().find(|(one, ..)| today <= one.due_on))?;
    let what = what.clone();
    Some(match (today <= one.due_on, lapses) {
        (true, _) => Consequence::StillDue { what, by: one.due_on },
        (false, false) => Consequence::StillCounts { what, since: one.due_on },
        (false, true) => {
            let next = open().find(|(next, ..)| next.expectation == one.expectation && today <= next.due_on);
            Consequence::Passed { what, until: one.due_on, next_by: next.map(|(next, ..)| next.due_on) }
        }
    })
}

fn held(mine: &[(&Awaited<'_>, String, bool)], on: Date, today: Date) -> Option<Consequence> {
    let met: Vec<_> = mine.iter().filter(|(one, ..)| one.met_here).collect();
    if let Some((_, what, _)) = met.iter().find(|(one, ..)| one.stood_in) {
        return Some(Consequence::StoodIn { what: what.clone() });
    }
    if let Some((_, what, _)) = met.first() {
        return Some(Consequence::Counts { what: what.clone() });
    }
    let within = |one: &Awaited<'_>| one.is_open && one.opens_on <= on && on <= one.due_on && today <= one.due_on;
    let open = mine.iter().find(|(one, ..)| within(one))?;
    Some(Consequence::CountsForNothing { what: open.1.clone(), by: open.0.due_on })
}

#[cfg(test)]
mod tests {
    #![expect(non_snake_case, reason = "tests name the requirement they prove")]

    use jiff::civil::date;

    use super::*;
    use crate::programmes::{Expectation, shipped};

    fn england() -> &'static Programme {
        shipped().newest(&"ahp-preceptorship-england".parse().unwrap()).unwrap()
    }

    /// The monthly expectation, and the kind one plans for it.
    fn monthly() -> (&'static Expectation, MeetingKey) {
        let is_monthly = |it: &&Expectation| it.lapses() && matches!(it.met_by, Requirement::MeetingHeld { .. });
        (england().expectations.iter().find(is_monthly).unwrap(), "interim".parse().unwrap())
    }

    fn month(opens_on: Date, due_on: Date) -> Awaited<'static> {
        let expectation = &monthly().0.key;
        Awaited { expectation, opens_on, due_on, is_open: true, met_here: false, stood_in: false }
    }

    fn of(state: StateName, on: Date, awaited: &[Awaited<'_>], today: Date) -> Option<Consequence> {
        consequence(england(), &monthly().1, (state, on), awaited, today)
    }

    #[test]
    fn req_F5_a_meeting_that_fell_through_leaves_its_month_due() {
        let november = month(date(2026, 11, 1), date(2026, 11, 30));
        let december = month(date(2026, 12, 1), date(2026, 12, 31));
        let what = monthly().0.what.trim_end_matches('.').to_owned();
        for state in [StateName::Cancelled, StateName::NotAttended] {
            let still = of(state, date(2026, 11, 10), &[november.clone(), december.clone()], date(2026, 11, 12));
            assert_eq!(still, Some(Consequence::StillDue { what: what.clone(), by: date(2026, 11, 30) }));
            let passed = of(state, date(2026, 11, 10), &[november.clone(), december.clone()], date(2026, 12, 2));
            let next_by = Some(date(2026, 12, 31));
            assert_eq!(passed, Some(Consequence::Passed { what: what.clone(), until: date(2026, 11, 30), next_by }));
        }
    }

    #[test]
    fn req_F5_a_meeting_moved_beyond_its_month_says_so_and_a_held_one_says_what_it_met() {
        let november = month(date(2026, 11, 1), date(2026, 11, 30));
        let moved = of(StateName::Agreed, date(2026, 12, 3), std::slice::from_ref(&november), date(2026, 11, 12));
        assert!(matches!(moved, Some(Consequence::TooLate { by, .. }) if by == date(2026, 11, 30)), "{moved:?}");
        assert_eq!(
            of(StateName::Agreed, date(2026, 11, 20), std::slice::from_ref(&november), date(2026, 11, 12)),
            None
        );
        let met = Awaited { is_open: false, met_here: true, ..november.clone() };
        assert!(matches!(
            of(StateName::Held, date(2026, 11, 10), std::slice::from_ref(&met), date(2026, 11, 12)),
            Some(Consequence::Counts { .. })
        ));
        let stood_in = Awaited { stood_in: true, ..met };
        assert!(matches!(
            of(StateName::Held, date(2026, 11, 10), &[stood_in], date(2026, 11, 12)),
            Some(Consequence::StoodIn { .. })
        ));
        assert!(matches!(
            of(StateName::Held, date(2026, 11, 10), &[november], date(2026, 11, 12)),
            Some(Consequence::CountsForNothing { .. })
        ));
    }
}
