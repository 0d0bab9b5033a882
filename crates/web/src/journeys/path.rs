//! What stands on a journey's path: meetings as stones, what is due as open rings, in the order of their days.

use domain::calendar::{clock_time, date_of, long_date, plus_days, time_of};
use domain::expectations::SOON_DAYS;
use domain::keys::MeetingKey;
use domain::meetings::State;
use domain::programmes::{Expectation, Programme, Requirement, When, capitalised};
use jiff::civil::Date;
use store::meetings::Meeting;
use store::overview::{Head, PathOccurrence, PathState};

use super::links;
use crate::words::Words;

/// What a stone looks like. Each has a shape of its own, so that colour is never needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A filled disc.
    Held,
    /// A ring with a dot: a time is agreed.
    Planned,
    /// A broken ring: a time is proposed.
    Proposed,
    /// A square with a cross: it should have been, and was not.
    Missed,
    /// A small ring with a stroke through it: cancelled.
    Cancelled,
    /// An open ring: due.
    Due,
    /// A diamond with a mark: late, and somebody can do something about it.
    Late,
}

impl Shape {
    pub const ALL: [Self; 7] =
        [Self::Held, Self::Planned, Self::Proposed, Self::Due, Self::Late, Self::Missed, Self::Cancelled];

    /// The name of its drawing and of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Planned => "planned",
            Self::Proposed => "proposed",
            Self::Missed => "missed",
            Self::Cancelled => "cancelled",
            Self::Due => "due",
            Self::Late => "late",
        }
    }

    /// Is it still to come or to do?
    pub fn is_ahead(self) -> bool {
        matches!(self, Self::Planned | Self::Proposed | Self::Due | Self::Late)
    }
}

/// Something on the path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stone {
    pub shape: Shape,
    pub on: Date,
    /// “First meeting”.
    pub name: String,
    /// “Held on 5 November 2026”.
    pub state: String,
    /// Where it leads; to its line in the table for those who may not open it.
    pub href: String,
}

/// Whether the viewer may open what the meetings hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opens {
    Yes,
    No,
}

/// The stones of a path, in the order of their days.
pub fn stones(
    w: Words,
    head: &Head,
    meetings: &[Meeting],
    occurrences: &[PathOccurrence],
    today: Date,
    opens: Opens,
) -> Vec<Stone> {
    let mut stones: Vec<Stone> =
        meetings.iter().filter_map(|meeting| of_meeting(w, head, meeting, occurrences)).collect();
    stones.extend(of_expectations(w, head, meetings, occurrences, today));
    stones.sort_by(|a, b| (a.on, a.shape.is_ahead(), &a.name).cmp(&(b.on, b.shape.is_ahead(), &b.name)));
    if opens == Opens::No {
        for (place, stone) in stones.iter_mut().enumerate() {
            stone.href = format!("#path-{}", place + 1);
        }
    }
    stones
}

fn of_meeting(w: Words, head: &Head, meeting: &Meeting, occurrences: &[PathOccurrence]) -> Option<Stone> {
    let at = meeting.when()?;
    let on = date_of(at);
    let (shape, key) = match &meeting.state {
        State::Held(_) => (Shape::Held, "path-held-on"),
        State::Agreed(_) => (Shape::Planned, "path-planned-on"),
        State::Proposed(_) => (Shape::Proposed, "path-proposed-on"),
        State::NotAttended(_) => (Shape::Missed, "path-not-attended-on"),
        State::Cancelled(_) => (Shape::Cancelled, "path-cancelled-on"),
    };
    let date = long_date(on);
    let state = match shape {
        Shape::Held => match stood_in_for(head, meeting, occurrences) {
            Some(other) => w.with("path-held-instead", [("date", date.as_str()), ("other", other)]),
            None => w.with(key, [("date", date.as_str())]),
        },
        Shape::Planned | Shape::Proposed => {
            w.with(key, [("date", date.as_str()), ("time", clock_time(time_of(at)).as_str())])
        }
        _ => w.with(key, [("date", date.as_str())]),
    };
    let name = capitalised(head.programme.words.meeting(&meeting.kind));
    Some(Stone { shape, on, name, state, href: links::meeting(meeting.id) })
}

/// “a check-in”: the kind of meeting that the programme would have had, where this one stood in for it.
fn stood_in_for<'h>(head: &'h Head, meeting: &Meeting, occurrences: &[PathOccurrence]) -> Option<&'h str> {
    let replaced = occurrences.iter().find(|o| o.replaced_by.is_some() && o.meeting == Some(meeting.id))?;
    let kind = kind_of(&head.programme, head.programme.expectation(&replaced.expectation)?)?;
    Some(head.programme.words.meeting_with_article(kind))
}

/// Rings for what should happen and is not planned, and marks where a month passed without a meeting.
fn of_expectations(
    w: Words,
    head: &Head,
    meetings: &[Meeting],
    occurrences: &[PathOccurrence],
    today: Date,
) -> Vec<Stone> {
    let programme = &head.programme;
    let open = occurrences.iter().filter(|occurrence| occurrence.state == PathState::Open);
    let open: Vec<(&PathOccurrence, &Expectation)> = open
        .filter_map(|occurrence| Some((occurrence, programme.expectation(&occurrence.expectation)?)))
        .filter(|(_, expectation)| matches!(expectation.met_by, Requirement::MeetingHeld { .. }))
        .collect();
    // A named meeting due within a month stands for that month's meeting too.
    let is_named = |expectation: &Expectation| matches!(expectation.when, When::Once { .. });
    let stands_for = |occurrence: &PathOccurrence| {
        open.iter().any(|(other, expectation)| {
            is_named(expectation) && other.due_on >= occurrence.opens_on && other.due_on <= occurrence.due_on
        })
    };
    let mut stones = Vec::new();
    for (occurrence, expectation) in &open {
        if !is_named(expectation) && stands_for(occurrence) {
            continue;
        }
        if occurrence.due_on >= today && is_planned(occurrence, expectation, meetings) {
            continue;
        }
        let kind = kind_of(programme, expectation);
        let name = kind.map_or_else(|| expectation.what.clone(), |kind| capitalised(programme.words.meeting(kind)));
        let is_over = occurrence.due_on < today;
        let (shape, key) = match (is_over, is_named(expectation)) {
            (true, false) => (Shape::Missed, "path-none-by"),
            (true, true) => (Shape::Late, "path-late-since"),
            (false, _) if occurrence.due_on <= plus_days(today, SOON_DAYS) => (Shape::Due, "path-due-soon"),
            (false, _) => (Shape::Due, "path-due-by"),
        };
        let state = w.with(key, &[("date", long_date(occurrence.due_on))]);
        let href = match kind {
            Some(kind) if shape != Shape::Missed => links::propose(head.journey, Some(kind)),
            _ => links::journey(head.journey),
        };
        stones.push(Stone { shape, on: occurrence.due_on, name, state, href });
    }
    stones
}

/// Is a meeting planned that would meet it in time?
fn is_planned(occurrence: &PathOccurrence, expectation: &Expectation, meetings: &[Meeting]) -> bool {
    let Requirement::MeetingHeld { kinds, .. } = &expectation.met_by else { return false };
    meetings.iter().any(|meeting| {
        matches!(meeting.state, State::Agreed(_) | State::Proposed(_))
            && kinds.iter().any(|counted| counted.kind == meeting.kind)
            && meeting.when().map(date_of).is_some_and(|on| on >= occurrence.opens_on && on <= occurrence.due_on)
    })
}

/// The kind of meeting one would plan to meet an expectation: its only kind, or the planned kind that no expectation
/// asks for by itself.
pub fn kind_of<'p>(programme: &'p Programme, expectation: &'p Expectation) -> Option<&'p MeetingKey> {
    programme.meeting_asked_for(expectation)
}
