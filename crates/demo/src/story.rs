//! What happens to everybody who joins, day by day: when the staff file first names them, when they are offered, what
//! they answer, and when the leads look for supporters.

use domain::calendar::{days_between, instant, plus_days, plus_months};
use domain::endings::EarlyKind;
use jiff::Timestamp;
use jiff::civil::{Date, time};

use crate::cast::{self, Part};
use crate::dice::Dice;
use crate::houses::HOUSES;
use crate::workers::{MOVED, Worker, Workforce, working_day};

/// Something that somebody does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// A staff file is read in that names these joiners.
    Read(Vec<usize>),
    /// The lead of an organisation offers the programme to joiners.
    Offer {
        house: usize,
        joiners: Vec<usize>,
    },
    See(usize),
    Accept(usize),
    Decline(usize, &'static str),
    SetAside {
        house: usize,
        joiner: usize,
        reason: &'static str,
    },
    /// Somebody in a new role asks to join.
    Ask(usize, &'static str),
    Answer {
        house: usize,
        asker: usize,
        refusal: Option<&'static str>,
    },
    /// Gives a joiner the supporter that the story needs.
    Assign {
        joiner: usize,
        supporter: usize,
    },
    /// The lead asks for supporters for all who wait, and accepts what is proposed.
    Match {
        house: usize,
    },
    /// The same, and leaves the proposal for somebody to review.
    Propose {
        house: usize,
    },
    /// Reminders go out to whom they are due.
    Remind,
    /// Somebody who has been there for years says what they bring as a supporter.
    Profile {
        supporter: usize,
        at_once: u32,
        from: Option<Date>,
    },
    /// A journey ends as planned, or before its time for a reason.
    End {
        joiner: usize,
        on: Date,
        reason: Option<(EarlyKind, &'static str)>,
    },
}

/// When it happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    pub at: Timestamp,
    pub deed: Deed,
}

/// How many days before today the year begins.
pub const YEAR: i32 = 440;

/// Everything that happens until today, in order.
pub fn joining(workforce: &Workforce, today: Date) -> Vec<Moment> {
    let mut moments = Vec::new();
    let mut read: Vec<(Date, usize)> = Vec::new();
    let mut offered: Vec<(Date, usize, usize)> = Vec::new();
    for (number, joiner) in workforce.joiners.iter().enumerate() {
        let mut fate = Fate::of(joiner, number, today);
        if joiner.job_title.starts_with(MOVED) {
            // Nobody thinks of them until they ask.
            fate = Fate { known_on: file_day(joiner.started_on, today), offered_on: None, after: Vec::new() };
        }
        read.push((fate.known_on, number));
        // Time away shows in the next file after it began.
        if let Some((from, _)) = joiner.away {
            read.push((plus_days(file_day(from, today), 14).min(plus_days(today, -2)), number));
        }
        if let Some(on) = fate.offered_on.filter(|on| *on <= today) {
            offered.push((on, joiner.house, number));
        }
        moments.extend(fate.after.into_iter().filter(|moment| domain::calendar::date_of(moment.at) <= today));
    }
    moments.extend(together(read, |on, numbers| Moment { at: at(on, 8, 0), deed: Deed::Read(numbers) }));
    for house in 0..HOUSES.len() {
        let here = offered.iter().filter(|(_, at_house, _)| *at_house == house).map(|(on, _, number)| (*on, *number));
        let letters =
            together(here.collect(), |on, joiners| Moment { at: at(on, 9, 30), deed: Deed::Offer { house, joiners } });
        moments.extend(letters);
        moments.extend(matching(house, today));
    }
    moments.extend(asking(workforce, today));
    let weeks = (0..YEAR / 7).map(|week| at(plus_days(today, -1 - 7 * week), 6, 30));
    moments.extend(weeks.map(|at| Moment { at, deed: Deed::Remind }));
    moments.extend(assigned(workforce, today));
    moments.extend(profiles(workforce, today));
    let today_begins = at(today, 0, 0);
    let year_begins = at(plus_days(today, -YEAR), 12, 0);
    moments.retain(|moment| year_begins < moment.at && moment.at < today_begins);
    moments.sort_by_key(|moment| moment.at);
    moments
}

/// What becomes of somebody who joins.
struct Fate {
    known_on: Date,
    offered_on: Option<Date>,
    after: Vec<Moment>,
}

impl Fate {
    fn of(joiner: &Worker, number: usize, today: Date) -> Self {
        let dice = &mut Dice::of("fates", u64::from(joiner.employee));
        let ways = &HOUSES[joiner.house].ways;
        let ahead = if dice.in_hundred(6) { dice.between(-12, 2) } else { dice.between(42, 92) };
        let known_on = file_day(plus_days(joiner.started_on, -ahead), today);
        let prompt = dice.in_hundred(ways.prompt_offers);
        let mut offered_on = working_day(plus_days(known_on, dice.between(1, 5)));
        if !prompt {
            // Somebody was overlooked for a while.
            offered_on = working_day(plus_days(offered_on.max(joiner.started_on), dice.between(10, 35)));
        }
        let mut fate = Self { known_on, offered_on: Some(offered_on), after: Vec::new() };
        if let Some(member) = cast::CAST.iter().find(|member| member.email == joiner.email) {
            fate.play(member.part, joiner, number, today);
            return fate;
        }
        let seen_on = plus_days(offered_on, dice.between(0, 3));
        let answered_on = plus_days(seen_on, dice.between(0, 6));
        let house = joiner.house;
        let fortune = dice.below(100);
        let mut add = |on: Date, hour: i8, deed: Deed| {
            let minute = i8::try_from(number % 60).unwrap_or(0);
            fate.after.push(Moment { at: instant(on, time(hour, minute, 0, 0)), deed });
        };
        match fortune {
            // Set aside before anything was offered.
            0..2 => {
                let reason = *dice.pick(SET_ASIDE);
                add(offered_on, 11, Deed::SetAside { house, joiner: number, reason });
                fate.offered_on = None;
            }
            2..5 => {
                add(seen_on, 12, Deed::See(number));
                add(answered_on, 18, Deed::Decline(number, *dice.pick(DECLINED)));
            }
            // The letter lies unread, or read and unanswered.
            5 => {}
            6 => add(seen_on, 12, Deed::See(number)),
            _ => {
                add(seen_on, 12, Deed::See(number));
                add(answered_on, 18, Deed::Accept(number));
                let (on, reason) = ending(joiner, dice);
                add(plus_days(on, 2), 16, Deed::End { joiner: number, on, reason });
            }
        }
        fate
    }

    /// The people with a part of their own go their own way.
    fn play(&mut self, part: Part, joiner: &Worker, number: usize, today: Date) {
        let start = joiner.started_on;
        let (known, offered, accepted) = match part {
            Part::Waiting => (plus_days(start, -30), plus_days(today, -16), Some(plus_days(today, -10))),
            Part::BeforeDayOne => (plus_days(today, -20), plus_days(today, -2), None),
            _ => (plus_days(start, -60), plus_days(start, -50), Some(plus_days(start, -46))),
        };
        self.known_on = file_day(known, today).min(plus_days(offered, -1));
        self.offered_on = Some(offered);
        let Some(accepted) = accepted else { return };
        self.after.push(Moment { at: at(accepted, 12, 15), deed: Deed::See(number) });
        self.after.push(Moment { at: at(accepted, 12, 20), deed: Deed::Accept(number) });
    }
}

/// The last day: a year after the start, or for a few long before.
fn ending(joiner: &Worker, dice: &mut Dice) -> (Date, Option<(EarlyKind, &'static str)>) {
    let planned = plus_days(plus_months(joiner.started_on, 12), -1);
    if dice.in_hundred(4) {
        (plus_days(joiner.started_on, dice.between(70, 260)), Some(*dice.pick(ENDED)))
    } else {
        (planned, None)
    }
}

const ENDED: &[(EarlyKind, &str)] = &[
    (EarlyKind::Left, "Left the organisation."),
    (EarlyKind::Reached, "Both felt that it had done what it was for."),
    (EarlyKind::NewPost, "Moved to another post in the system."),
];

const SET_ASIDE: &[&str] = &[
    "Moves on to another trust within the month, where support is arranged already.",
    "Had this support here two years ago and returns to the same post.",
    "On a secondment of eight weeks only.",
];

const DECLINED: &[&str] = &[
    "I have just finished this with my last employer, thank you.",
    "Not now, I am still settling in. Please ask me again in spring.",
    "My team has a buddy arrangement that works well for me.",
    "",
];

/// Staff files come every second week, two days before today the last time: the first such day from a day on.
fn file_day(from: Date, today: Date) -> Date {
    let last = plus_days(today, -2);
    let before = days_between(from, last).max(0) / 14;
    plus_days(last, -14 * before.min(YEAR / 14))
}

fn at(on: Date, hour: i8, minute: i8) -> Timestamp {
    instant(on, time(hour, minute, 0, 0))
}

/// Puts what falls on one day together.
fn together(mut days: Vec<(Date, usize)>, moment: impl Fn(Date, Vec<usize>) -> Moment) -> Vec<Moment> {
    days.sort_unstable();
    days.chunk_by(|one, other| one.0 == other.0)
        .map(|same| moment(same[0].0, same.iter().map(|(_, number)| *number).collect()))
        .collect()
}

/// The leads look for supporters every second week; at the first organisation, yesterday's proposal waits for review.
fn matching(house: usize, today: Date) -> Vec<Moment> {
    let days_ago = [29, 12, 18][house];
    let mut moments: Vec<Moment> = (0..YEAR / 14)
        .map(|round| plus_days(today, -days_ago - 14 * round))
        .map(|on| Moment { at: at(working_day(on), 14, 0), deed: Deed::Match { house } })
        .collect();
    if house == 0 {
        moments.push(Moment { at: at(plus_days(today, -1), 16, 0), deed: Deed::Propose { house } });
    }
    moments
}

/// A few people who have moved into another role ask to join.
fn asking(workforce: &Workforce, today: Date) -> Vec<Moment> {
    let mut moments = Vec::new();
    for house in 0..HOUSES.len() {
        let here = workforce.joiners.iter().enumerate();
        let movers = here.filter(|(_, worker)| worker.house == house && worker.job_title.starts_with(MOVED));
        for (turn, (asker, _)) in movers.enumerate() {
            let turn = i32::try_from(turn).unwrap_or(0);
            let words = [
                "I have moved into a new role and would welcome somebody to talk to.",
                "",
                "New to leading others, and a little lost.",
            ];
            let words = words[usize::try_from(turn).unwrap_or(0) % words.len()];
            let asked_on = plus_days(today, -1 - 60 * turn);
            moments.push(Moment { at: at(asked_on, 13, 10), deed: Deed::Ask(asker, words) });
            // The newest request is still to be answered.
            if turn > 0 {
                let refusal = (turn == 2).then_some(
                    "The programme is for people in a new post; your manager can tell you of other support.",
                );
                let answered_on = working_day(plus_days(asked_on, 6 + 4 * turn));
                moments.push(Moment { at: at(answered_on, 10, 0), deed: Deed::Answer { house, asker, refusal } });
            }
        }
    }
    moments
}

/// The pairs that the story needs: their supporter takes one at a time until the second comes, and nobody else.
fn assigned(workforce: &Workforce, today: Date) -> Vec<Moment> {
    let place = |part: Part| {
        let email = cast::playing(part).email;
        workforce.joiners.iter().position(|joiner| joiner.email == email)
    };
    let pairs: [(Part, &[(u32, Part)]); 2] = [
        (Part::Supporter, &[(1, Part::MidWay), (2, Part::SomeWeeksIn)]),
        (Part::Companion, &[(1, Part::NewlyStarted)]),
    ];
    let mut moments = Vec::new();
    for (part, joiners) in pairs {
        let email = cast::playing(part).email;
        let found = workforce.there_before.iter().position(|worker| worker.email == email);
        let Some(supporter) = found else { continue };
        let says = |at, at_once, from| Moment { at, deed: Deed::Profile { supporter, at_once, from } };
        moments.push(says(at(plus_days(today, 1 - YEAR), 10, 0), 1, Some(plus_days(today, 300))));
        for (at_once, part) in joiners {
            let Some(joiner) = place(*part) else { continue };
            let on = plus_days(workforce.joiners[joiner].started_on, -46);
            moments.push(says(at(on, 12, 25), *at_once, None));
            moments.push(Moment { at: at(on, 12, 30), deed: Deed::Assign { joiner, supporter } });
        }
    }
    moments
}

/// Two in five supporters say what they bring, soon after the year begins.
fn profiles(workforce: &Workforce, today: Date) -> Vec<Moment> {
    let mut moments = Vec::new();
    for (supporter, worker) in workforce.there_before.iter().enumerate() {
        let dice = &mut Dice::of("profiles", u64::from(worker.employee));
        let own = cast::CAST.iter().any(|member| member.email == worker.email);
        if worker.trained_on.is_some() && !own && dice.in_hundred(40) {
            let on = plus_days(today, -YEAR + dice.between(1, 15));
            let at_once = if dice.in_hundred(15) { 1 } else { 2 };
            moments.push(Moment { at: at(on, 13, 0), deed: Deed::Profile { supporter, at_once, from: None } });
        }
    }
    moments
}
