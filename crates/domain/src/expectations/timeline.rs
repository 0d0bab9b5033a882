//! The days of a journey: its start, middle and end, and the time that stands still.
//!
//! Paused days are not days of the journey. A date that is the n-th day after an anchor is the n-th day on which the
//! journey moved, so a pause moves it by its own length, and never earlier.

use jiff::civil::Date;

use super::facts::{JourneyFacts, Pause, Work};
use crate::calendar::{self, Period};
use crate::programmes::{Anchor, Due, FULL_TIME, Marks, Offset, Programme};
use crate::working_days::{self, Nation};

/// The days of a journey.
pub(super) struct Timeline<'f> {
    pub(super) start: Date,
    /// The last day, planned or actual, pauses added; `None`: no fixed end.
    pub(super) end: Option<Date>,
    /// The last day as planned, pauses not added.
    pub(super) planned_end: Option<Date>,
    /// The actual last day.
    pub(super) ended: Option<Date>,
    /// It was withdrawn before it began.
    pub(super) never_began: bool,
    agreed: Option<Date>,
    /// Pauses with an end: sorted, not touching.
    pauses: Vec<Period>,
    /// The first day of the pause that has no end.
    pub(super) paused_since: Option<Date>,
    nation: Nation,
    /// How much the person works, where that is not always full time.
    work: &'f [Work],
}

impl<'f> Timeline<'f> {
    pub(super) fn of(programme: &Programme, facts: &'f JourneyFacts, today: Date) -> Self {
        let (pauses, paused_since) = merged(&facts.pauses);
        let ended = facts.finished_on.or(facts.withdrawn_on);
        let mut timeline = Self {
            start: facts.started_on,
            end: None,
            planned_end: facts.planned_end_on,
            ended,
            never_began: facts.withdrawn_on.is_some_and(|on| on < facts.started_on),
            agreed: facts.agreed_on.or_else(|| agreed(programme, facts)).filter(|on| *on <= today),
            pauses,
            paused_since,
            nation: facts.nation,
            work: &facts.work,
        };
        timeline.end = ended.or_else(|| timeline.planned_end.map(|end| timeline.moved(timeline.start, end)));
        timeline
    }

    /// A date counted from an anchor without pauses, moved by the days on which the journey stood still since then.
    pub(super) fn moved(&self, anchor: Date, on: Date) -> Date {
        let mut on = on;
        for pause in &self.pauses {
            let Some(end) = pause.finished_on else { continue };
            let from = pause.started_on.max(anchor);
            if end < from {
                continue;
            }
            if on < from {
                break;
            }
            on = calendar::plus_days(on, calendar::days_between(from, end) + 1);
        }
        on
    }

    /// The date of a plain anchor. Anchors that are events are found by the caller, who knows them.
    pub(super) fn anchor(&self, anchor: &Anchor) -> Option<Date> {
        match anchor {
            Anchor::Start => Some(self.start),
            Anchor::Middle => Some(self.moved(self.start, self.plain_middle()?)),
            Anchor::End => self.end,
            Anchor::Agreement => self.agreed,
            Anchor::Role(_) | Anchor::Stage(_) | Anchor::Fact(_) | Anchor::Document(_) => None,
        }
    }

    /// The date that an anchor would have without pauses, where that is another.
    pub(super) fn without_pauses(&self, anchor: &Anchor) -> Option<Date> {
        match anchor {
            Anchor::Middle => self.plain_middle(),
            Anchor::End => self.ended.or(self.planned_end),
            _ => None,
        }
    }

    fn plain_middle(&self) -> Option<Date> {
        let half = calendar::days_between(self.start, self.planned_end?) / 2;
        Some(calendar::plus_days(self.start, half))
    }

    /// A due date from the date of its anchor.
    pub(super) fn due(&self, anchor: Date, due: &Due) -> Date {
        let on = self.offset(anchor, due.offset);
        if on < anchor { on } else { self.moved(anchor, on) }
    }

    /// A date moved by an offset, pauses not regarded.
    pub(super) fn offset(&self, from: Date, offset: Offset) -> Date {
        match offset {
            Offset::Days(days) => calendar::plus_days(from, days),
            Offset::WorkingDays(days) => working_days::plus_working_days(self.nation, from, days),
            Offset::WorkedDays(days) => {
                working_days::plus_worked_days(self.nation, from, days, |on| self.share_of_full_time(on))
            }
            Offset::Months(months) => calendar::plus_months(from, months),
        }
    }

    /// How much of full time the person works on a day, in thousandths; the most where two periods share it.
    pub(super) fn share_of_full_time(&self, on: Date) -> u32 {
        let shares = self.work.iter().filter(|work| work.period.contains(on)).map(|work| work.thousandths);
        shares.max().unwrap_or(FULL_TIME)
    }
}

/// The day on which the document that marks the agreement was first signed by all.
fn agreed(programme: &Programme, facts: &JourneyFacts) -> Option<Date> {
    let signed = facts
        .documents
        .iter()
        .filter(|fact| programme.document(&fact.document).is_some_and(|kind| kind.marks == Some(Marks::Agreement)));
    signed.filter_map(|fact| fact.signed_on).min()
}

/// Pauses with an end, sorted and joined where they overlap or touch; and the start of the first one without an end.
fn merged(pauses: &[Pause]) -> (Vec<Period>, Option<Date>) {
    if pauses.is_empty() {
        return (Vec::new(), None);
    }
    let open = pauses.iter().filter(|p| p.period.finished_on.is_none()).map(|p| p.period.started_on).min();
    let mut closed: Vec<Period> = pauses.iter().map(|p| p.period).filter(|p| p.finished_on.is_some()).collect();
    closed.sort_unstable();
    let mut joined: Vec<Period> = Vec::with_capacity(closed.len());
    for pause in closed {
        let touches =
            |last: &Period| last.finished_on.is_some_and(|end| pause.started_on <= calendar::plus_days(end, 1));
        match joined.last_mut().filter(|last| touches(last)) {
            Some(last) => last.finished_on = last.finished_on.max(pause.finished_on),
            None => joined.push(pause),
        }
    }
    (joined, open)
}
