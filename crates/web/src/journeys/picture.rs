//! The path as a picture: where each thing stands, in the units of the drawing. Two lines run beside each other, one for
//! each of the two people, and a meeting is a stone on both.

use domain::calendar::{Period, date_of, days_between, plus_days, plus_months, short_date};
use domain::programmes::{Stage, StageMark};
use jiff::civil::Date;
use store::overview::{Head, PathOccurrence, PathState};

use super::path::Stone;

/// The drawing's width; it is shown as wide as the page.
const WIDTH: i32 = 960;
const LEFT: i32 = 30;
const RIGHT: i32 = 930;
/// Where the middle between the two lines lies.
const LINE: i32 = 84;
/// Stones nearer to each other than this stand on different levels.
const APART: i32 = 30;
const LEVEL: i32 = 31;
/// Months' names nearer to each other than this are left away.
const NAME_APART: i32 = 46;
/// How wide a letter of a stage's name is, about.
const LETTER: i32 = 8;

/// How far a journey without a fixed end is drawn beyond today.
const AHEAD_MONTHS: i32 = 3;

/// A month's first day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    pub x: i32,
    /// Empty where there is no room for it.
    pub name: String,
}

/// A stage as a stretch below the lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub x: i32,
    pub width: i32,
    pub middle: i32,
    /// Empty where there is no room for it.
    pub name: String,
    pub full_name: String,
    pub is_now: bool,
}

/// A stone at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    pub stone: Stone,
    pub x: i32,
    pub y: i32,
    /// Where its stem begins, when it stands above or below the lines.
    pub stem: Option<i32>,
}

/// Time in which the journey stands still.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    pub x: i32,
    pub width: i32,
}

/// The whole picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub from: i32,
    pub to: i32,
    /// Where today is, when it lies on the path; until there the lines are strong.
    pub today: Option<i32>,
    pub walked: i32,
    pub months: Vec<Month>,
    pub stretches: Vec<Stretch>,
    pub gaps: Vec<Gap>,
    pub stones: Vec<Placed>,
}

/// Days onto the drawing.
struct Scale {
    from: Date,
    days: i32,
}

impl Scale {
    fn x(&self, on: Date) -> i32 {
        let day = days_between(self.from, on).clamp(0, self.days);
        LEFT + (RIGHT - LEFT) * day / self.days
    }
}

impl Picture {
    /// Draws a path with its stones, pauses and stages as they are today.
    pub fn new(
        head: &Head,
        stones: Vec<Stone>,
        occurrences: &[PathOccurrence],
        pauses: &[Period],
        today: Date,
    ) -> Self {
        // A journey without a fixed end is drawn as far as one looks ahead.
        let last = head.ended_on.or(head.planned_end_on).unwrap_or_else(|| plus_months(today, AHEAD_MONTHS));
        let from = stones.iter().map(|stone| stone.on).chain([head.starts_on]).min().unwrap_or(head.starts_on);
        let to = stones.iter().map(|stone| stone.on).chain([last]).max().unwrap_or(last);
        let scale = Scale { from, days: days_between(from, to).max(1) };
        let walked = if today < from { LEFT } else { scale.x(today) };
        let gaps = pauses.iter().map(|pause| {
            let x = scale.x(pause.started_on);
            let end = pause.finished_on.map_or_else(|| today.max(pause.started_on), |on| plus_days(on, 1));
            Gap { x, width: (scale.x(end) - x).max(2) }
        });
        Self {
            from: LEFT,
            to: RIGHT,
            today: (today >= from && today <= to).then(|| scale.x(today)),
            walked,
            months: months(&scale, from, to),
            stretches: stretches(head, occurrences, &scale, today),
            gaps: gaps.collect(),
            stones: placed(stones, &scale),
        }
    }
}

fn months(scale: &Scale, from: Date, to: Date) -> Vec<Month> {
    let first = plus_months(from.first_of_month(), if from.day() == 1 { 0 } else { 1 });
    let mut months: Vec<Month> = Vec::new();
    let mut last_named = -NAME_APART;
    let mut on = first;
    while on <= to {
        let x = scale.x(on);
        let has_room = x - last_named >= NAME_APART && x <= WIDTH - 20;
        let name = if !has_room {
            String::new()
        } else if on.month() == 1 {
            on.year().to_string()
        } else {
            short_date(on).split(' ').next_back().unwrap_or_default().to_owned()
        };
        if has_room {
            last_named = x;
        }
        months.push(Month { x, name });
        on = plus_months(on, 1);
    }
    months
}

fn stretches(head: &Head, occurrences: &[PathOccurrence], scale: &Scale, today: Date) -> Vec<Stretch> {
    let stages = head.programme.stages.iter();
    let each = stages.filter_map(|stage| {
        let (opens, closes) = (mark(head, occurrences, &stage.opens)?, mark(head, occurrences, &stage.closes)?);
        let (x, end) = (scale.x(opens), scale.x(closes));
        (end > x).then(|| stretch(stage, x, end, opens <= today && today < closes))
    });
    each.collect()
}

fn stretch(stage: &Stage, x: i32, end: i32, is_now: bool) -> Stretch {
    let width = end - x;
    let letters = i32::try_from(stage.name.chars().count()).unwrap_or(i32::MAX);
    let fits = letters.saturating_mul(LETTER) < width - 4;
    Stretch {
        x,
        width,
        middle: x + width / 2,
        name: if fits { stage.name.clone() } else { String::new() },
        full_name: stage.name.clone(),
        is_now,
    }
}

/// The day of a mark: when it came, or when it should come.
fn mark(head: &Head, occurrences: &[PathOccurrence], mark: &StageMark) -> Option<Date> {
    match mark {
        StageMark::Matched => Some(date_of(head.created_at)),
        StageMark::Start => Some(head.starts_on),
        StageMark::End => head.ended_on.or(head.planned_end_on),
        // These are facts of the journey that its head does not hold.
        StageMark::Agreement | StageMark::On(_) | StageMark::Signed(_) => None,
        StageMark::Met(key) => {
            let first = occurrences.iter().filter(|o| o.expectation == *key).min_by_key(|o| o.number)?;
            match first.state {
                PathState::Met(on) => Some(on),
                _ => Some(first.due_on),
            }
        }
    }
}

/// The name of the stage that today falls into.
pub fn stage_today(head: &Head, occurrences: &[PathOccurrence], today: Date) -> Option<String> {
    let stages = head.programme.stages.iter();
    let mut found = stages.filter(|stage| {
        let opens = mark(head, occurrences, &stage.opens).is_some_and(|on| on <= today);
        opens && mark(head, occurrences, &stage.closes).is_some_and(|on| today < on)
    });
    found.next_back().map(|stage| stage.name.clone())
}

/// Stones side by side stand on the lines; those too near to another stand above or below, on a stem.
fn placed(stones: Vec<Stone>, scale: &Scale) -> Vec<Placed> {
    let mut free_from = [i32::MIN; 3];
    let mut placed = Vec::with_capacity(stones.len());
    for stone in stones {
        let x = scale.x(stone.on);
        let level = free_from.iter().position(|free| *free <= x).unwrap_or(0);
        free_from[level] = x + APART;
        let y = LINE + [0, -LEVEL, LEVEL][level];
        placed.push(Placed { stone, x, y, stem: (level > 0).then_some(LINE) });
    }
    placed
}
