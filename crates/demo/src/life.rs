//! How each journey goes: which meetings are held when, how long they last, what is written and who signs.

use domain::calendar::{date_of, days_between, instant, plus_days, plus_months};
use domain::ids::PersonId;
use domain::keys::MeetingKey;
use domain::meetings::{HeldTime, Length, Slot, Way};
use domain::programmes::Party;
use domain::records::Signatory;
use jiff::civil::{Date, Time, time};
use jiff::{SignedDuration, Timestamp};
use operations::history::Past;
use store::demo::Life;

use crate::cast::{self, Part};
use crate::dice::Dice;
use crate::houses::{HOUSES, Ways};
use crate::prose::{self, Voice};
use crate::workers::working_day;

/// A meeting of a journey as the story has it.
#[derive(Debug, Clone)]
pub struct Planned {
    pub kind: &'static str,
    pub at: Timestamp,
    pub minutes: u32,
    pub way: Way,
    pub place: &'static str,
    pub fate: Fate,
}

/// What becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Held; the days after which the one supported and the supporter sign.
    Held {
        written: bool,
        supportee_after: Option<i32>,
        supporter_after: Option<i32>,
    },
    Cancelled,
    NotAttended,
    /// Its time passed and nobody has said what became of it.
    Unrecorded,
}

/// The meetings of a journey up to a day, in the order in which they were meant to be.
pub fn meetings(life: &Life, today: Date) -> Vec<Planned> {
    let house = HOUSES.iter().find(|house| house.code == life.organisation_code);
    let ways = &house.unwrap_or(&HOUSES[0]).ways;
    let number =
        life.email.bytes().map(u64::from).sum::<u64>() + u64::from(life.starts_on.day().unsigned_abs()) * 1_000;
    let dice = &mut Dice::of(&life.email, number);
    let part = cast::CAST.iter().find(|member| member.email == life.email).map(|member| member.part);
    let mut meetings: Vec<Planned> = Vec::new();
    let hour = [9, 10, 11, 13, 14, 15][dice.below(6)];
    let place = *dice.pick(&["Small library", "Room 4", "Seminar room", "Staff room, first floor", "Clinic 2"]);
    let months = life.planned_end_on.map_or(12, |end| days_between(life.starts_on, end) / 30);
    for month in 0..months.min(12) {
        let Some((kind, on)) = turn(life, ways, part, month, today, dice) else { continue };
        let on = working_day(on);
        // A first meeting that fell through is made good by the next.
        let begun = meetings.iter().any(|earlier| earlier.kind == "initial" && is_held(earlier.fate));
        let kind = if kind == "interim" && !begun { "initial" } else { kind };
        let quarter = [0, 15, 30, 45][dice.below(4)];
        let way = [Way::InPerson, Way::InPerson, Way::InPerson, Way::Video, Way::Telephone][dice.below(5)];
        let long = part.is_some() || dice.in_hundred(ways.full_hour);
        let minutes = if long { *dice.pick(&[60, 60, 60, 65, 70, 75, 90]) } else { *dice.pick(&[30, 40, 45, 50]) };
        let at = instant(on, time(hour, quarter, 0, 0));
        let fate = match (part, kind) {
            // Callum has signed, and Daniel's signature is still to come.
            (Some(Part::SomeWeeksIn), "interim") => {
                Fate::Held { written: true, supportee_after: Some(0), supporter_after: None }
            }
            (Some(_), _) => GOOD,
            (None, _) => tidied(fate(kind, ways, dice), on, today, dice),
        };
        let during = life.away.is_some_and(|(from, until)| from <= on && until.is_none_or(|until| on <= until));
        let over = life.ended_on.is_some_and(|end| end < on);
        let before = on < life.starts_on || at < life.named_at;
        if on < today && !during && !over && !before {
            let place = if way == Way::InPerson { place } else { "" };
            meetings.push(Planned { kind, at, minutes, way, place, fate });
        }
    }
    meetings
}

const GOOD: Fate = Fate::Held { written: true, supportee_after: Some(1), supporter_after: Some(2) };

fn is_held(fate: Fate) -> bool {
    matches!(fate, Fate::Held { .. })
}

/// Reminders do their work: after some months most of what was left open has been signed, or said to have fallen
/// through.
fn tidied(fate: Fate, on: Date, today: Date, dice: &mut Dice) -> Fate {
    let long_ago = days_between(on, today) > 70;
    match fate {
        Fate::Held { supportee_after, supporter_after, .. } if long_ago && !dice.in_hundred(4) => Fate::Held {
            written: true,
            supportee_after: supportee_after.or(Some(dice.between(18, 40))),
            supporter_after: supporter_after.or(Some(dice.between(18, 40))),
        },
        Fate::Unrecorded if long_ago && !dice.in_hundred(15) => Fate::Cancelled,
        fate => fate,
    }
}

/// Which meeting falls into a month of the journey, and on which day.
fn turn(
    life: &Life,
    ways: &Ways,
    part: Option<Part>,
    month: i32,
    today: Date,
    dice: &mut Dice,
) -> Option<(&'static str, Date)> {
    let start = life.starts_on;
    let named = date_of(life.named_at);
    let opens = plus_months(start, month);
    let plays = part.is_some();
    match month {
        0 => {
            let first_week = plays || dice.in_hundred(ways.first_week);
            let day = if first_week { dice.between(0, 4) } else { dice.between(8, 24) };
            if part == Some(Part::NewlyStarted) {
                return None;
            }
            Some(("initial", plus_days(start.max(named), day)))
        }
        1 if part == Some(Part::SomeWeeksIn) => Some(("interim", plus_days(today, -6))),
        // Half the way: near the middle, in the sixth or seventh month.
        6 => {
            let held = !plays && dice.in_hundred(ways.monthly.min(94));
            let on = plus_days(opens, dice.between(-8, 18));
            held.then_some(("mid-point", on))
        }
        11 => dice
            .in_hundred(ways.monthly.min(96))
            .then(|| dice.between(3, 26))
            .and_then(|days| Some(("final", plus_days(life.planned_end_on?, -days)))),
        _ => {
            let held = plays || dice.in_hundred(ways.monthly);
            let on = plus_days(opens, dice.between(4, 24));
            held.then_some(("interim", on))
        }
    }
}

fn fate(kind: &str, ways: &Ways, dice: &mut Dice) -> Fate {
    let odd = if kind == "initial" { 3 } else { 8 };
    if dice.in_hundred(odd) {
        return [Fate::Cancelled, Fate::NotAttended, Fate::Unrecorded][dice.weighted(&[35, 25, 40])];
    }
    if dice.in_hundred(ways.signed) {
        let first = dice.between(0, 6);
        let second = dice.between(first, 12);
        return if dice.in_hundred(60) {
            Fate::Held { written: true, supportee_after: Some(first), supporter_after: Some(second) }
        } else {
            Fate::Held { written: true, supportee_after: Some(second), supporter_after: Some(first) }
        };
    }
    match dice.weighted(&[35, 35, 20, 10]) {
        0 => Fate::Held {
            written: true,
            supportee_after: Some(dice.between(1, 9)),
            supporter_after: Some(dice.between(16, 40)),
        },
        1 => Fate::Held { written: true, supportee_after: Some(dice.between(0, 9)), supporter_after: None },
        2 => Fate::Held { written: true, supportee_after: None, supporter_after: None },
        _ => Fate::Held { written: false, supportee_after: None, supporter_after: None },
    }
}

/// A meeting that was held, as it stands on a day; none for one that was not.
pub fn past(life: &Life, planned: &Planned, next: Option<&Planned>, now: Timestamp) -> Option<Past> {
    let Fate::Held { written, supportee_after, supporter_after } = planned.fate else { return None };
    let dice = &mut Dice::of(planned.kind, planned.at.as_second().unsigned_abs());
    let from = planned.at;
    let to = from + SignedDuration::from_mins(i64::from(planned.minutes));
    let written_at = to + SignedDuration::from_mins(20);
    let signs = |person: PersonId, after: Option<i32>| {
        let at = written_at
            + SignedDuration::from_hours(24 * i64::from(after?))
            + SignedDuration::from_mins(i64::from(dice_of(person)));
        (at < now).then_some((person, at))
    };
    let mut signed: Vec<(PersonId, Timestamp)> =
        [signs(life.person, supportee_after), signs(life.supporter, supporter_after)].into_iter().flatten().collect();
    signed.sort_by_key(|(_, at)| *at);
    let writer = if dice.in_hundred(70) { life.person } else { life.supporter };
    let again = next.map(|next| (date_of(next.at), domain::calendar::time_of(next.at)));
    let again = again.or_else(|| Some((working_day(plus_days(date_of(from), 28)), Time::constant(10, 0, 0, 0))));
    let answers = if written { prose::answers(planned.kind, dice, again) } else { Vec::new() };
    let author = |voice: Voice| match voice {
        Voice::Supportee => life.person,
        Voice::Supporter => life.supporter,
        Voice::Either => writer,
    };
    Some(Past {
        journey: life.journey,
        organisation: life.organisation,
        version: life.version.clone(),
        kind: kind(planned.kind),
        planned: Some(slot(planned)),
        held: HeldTime::new(from, to).ok()?,
        signatories: signatories(life),
        written_by: writer,
        written_at,
        answers: answers.into_iter().map(|(field, value, voice)| (field, value, author(voice))).collect(),
        signed,
    })
}

/// Some minutes of a day, other for each person.
fn dice_of(person: PersonId) -> i32 {
    let number = person.to_string().bytes().map(u64::from).sum();
    Dice::of("minutes", number).between(5, 240)
}

/// Both of them, by the names that stand in a record.
pub fn signatories(life: &Life) -> Vec<Signatory> {
    vec![
        Signatory { party: Party::Supportee, person: life.person, name: life.name.clone() },
        Signatory { party: Party::Role(life.role.clone()), person: life.supporter, name: life.supporter_name.clone() },
    ]
}

/// The time and place of a meeting as calendars show it.
pub fn slot(planned: &Planned) -> Slot {
    Slot {
        starts_at: planned.at,
        length: Length::of_minutes(60).expect("an hour is a length"),
        way: planned.way,
        place: planned.place.parse().expect("a short line"),
    }
}

/// A kind of meeting by its key.
pub fn kind(text: &str) -> MeetingKey {
    text.parse().expect("a valid key")
}
