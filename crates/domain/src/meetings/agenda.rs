//! What a meeting is about, gathered by itself (F6): what is late or due for those who meet, and what was promised last
//! time and is not done. What people add themselves is kept elsewhere.

use jiff::civil::Date;

use crate::calendar::plus_days;
use crate::keys::ExpectationKey;
use crate::programmes::{Expectation, Onlooker, Party, Programme, Requirement};

/// How far beyond the meeting something may be due and still be worth a word, in days.
pub const LOOKS_AHEAD_DAYS: i32 = 35;
/// The longest point that somebody adds, in letters: a line.
pub const LONGEST_POINT: usize = 200;
/// The longest preparation note, in letters.
pub const LONGEST_NOTE: usize = 10_000;

/// Something that is still to be done in the journey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StillOpen<'a> {
    pub expectation: &'a ExpectationKey,
    pub opens_on: Date,
    pub due_on: Date,
}

/// A point that nobody had to write down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gathered {
    /// It should be done already.
    Late { what: String, since: Date },
    /// Promised last time, and nobody has said that it is done.
    Promised { what: String },
    /// It comes up soon after the meeting.
    Due { what: String, by: Date },
}

/// The points that gather for a meeting on a day: late things first, then what was promised, then what comes up.
///
/// `here` are the parties who take part. What is met by meeting, or by signing the record, is the meeting itself and no
/// point of it; a period that has passed is over.
pub fn gathered(
    programme: &Programme,
    here: &[Party],
    open: &[StillOpen<'_>],
    promised: &[String],
    (meets_on, today): (Date, Date),
) -> Vec<Gathered> {
    let mut late = Vec::new();
    let mut due = Vec::new();
    for one in open {
        let Some(expectation) = programme.expectation(one.expectation).filter(|it| concerns(it, here)) else {
            continue;
        };
        let what = expectation.what.trim_end_matches('.').to_owned();
        if one.due_on < today {
            if !expectation.lapses() {
                late.push(Gathered::Late { what, since: one.due_on });
            }
        } else if one.opens_on <= meets_on && one.due_on <= plus_days(meets_on, LOOKS_AHEAD_DAYS) {
            due.push(Gathered::Due { what, by: one.due_on });
        }
    }
    let promised = promised.iter().map(|what| Gathered::Promised { what: what.clone() });
    late.into_iter().chain(promised).chain(due).collect()
}

/// Is somebody who is here asked for it, and is it more than to meet and to sign?
fn concerns(expectation: &Expectation, here: &[Party]) -> bool {
    let is_the_meeting = matches!(expectation.met_by, Requirement::MeetingHeld { .. } | Requirement::RecordSigned);
    let asked = expectation.asks.iter().any(|ask| matches!(&ask.of, Onlooker::Party(party) if here.contains(party)));
    asked && !is_the_meeting
}

#[cfg(test)]
mod tests {
    #![expect(non_snake_case, reason = "tests name the requirement they prove")]

    use jiff::civil::date;

    use super::*;
    use crate::programmes::shipped;

    fn england() -> &'static Programme {
        shipped().newest(&"ahp-preceptorship-england".parse().unwrap()).unwrap()
    }

    /// The first expectation that asks the supportee for a document.
    fn asked(programme: &Programme) -> &Expectation {
        let here = [Party::Supportee];
        programme.expectations.iter().find(|it| concerns(it, &here) && !it.lapses()).unwrap()
    }

    #[test]
    fn req_F6_late_things_come_first_then_promises_then_what_comes_up() {
        let programme = england();
        let expectation = asked(programme);
        let (today, meets_on) = (date(2026, 11, 2), date(2026, 11, 10));
        let at = |opens_on, due_on| StillOpen { expectation: &expectation.key, opens_on, due_on };
        let open = [
            at(date(2026, 10, 1), date(2026, 12, 1)),
            at(date(2026, 9, 1), date(2026, 10, 30)),
            at(date(2026, 11, 20), date(2026, 11, 30)),
            at(date(2026, 10, 1), date(2027, 3, 1)),
        ];
        let promised = ["Read the guide".to_owned()];
        let points = gathered(programme, &[Party::Supportee], &open, &promised, (meets_on, today));
        assert!(matches!(points[0], Gathered::Late { since, .. } if since == date(2026, 10, 30)), "{points:?}");
        assert_eq!(points[1], Gathered::Promised { what: "Read the guide".to_owned() });
        assert!(matches!(points[2], Gathered::Due { by, .. } if by == date(2026, 12, 1)));
        assert_eq!(points.len(), 3, "what opens later or is due much later is no point yet");
    }

    #[test]
    fn req_F6_the_meeting_is_no_point_of_its_own_agenda_and_what_asks_nobody_here_is_none_either() {
        let programme = england();
        let (today, meets_on) = (date(2026, 11, 2), date(2026, 11, 10));
        let meeting = programme.expectations.iter().find(|it| matches!(it.met_by, Requirement::MeetingHeld { .. }));
        for expectation in [meeting.unwrap(), asked(programme)] {
            let open = StillOpen { expectation: &expectation.key, opens_on: today, due_on: meets_on };
            let here: &[Party] = if expectation.key == meeting.unwrap().key { &[Party::Supportee] } else { &[] };
            assert!(gathered(programme, here, &[open], &[], (meets_on, today)).is_empty(), "{}", expectation.key);
        }
    }
}
