//! The one function: what is expected of a journey, by when, and what became of it.

use jiff::civil::Date;

use super::facts::{JourneyFacts, MeetingFact, MeetingState};
use super::found::{self, Found, Search};
use super::occurrence::Occurrence;
use super::settle::Draft;
use super::timeline::Timeline;
use crate::calendar::{self, Period};
use crate::keys::DocumentKey;
use crate::programmes::{
    Anchor, Due, Expectation, Offset, Onlooker, Party, Programme, Recurrence, Repeats, Requirement, StageMark, When,
};

/// How far ahead the periods of a journey without a fixed end are laid out at least.
const AHEAD_MONTHS: i32 = 2;
const YEAR: i32 = 12;

/// Up to which day the periods of a journey without a fixed end are laid out as at today.
pub fn laid_out_until(started_on: Date, today: Date) -> Date {
    let needed = calendar::plus_months(today, AHEAD_MONTHS);
    let years = (1_i32..).find(|years| calendar::plus_months(started_on, years * YEAR) >= needed).unwrap_or(1);
    calendar::plus_months(started_on, years * YEAR)
}

/// All occurrences of a journey, in the order of the programme's expectations and then of time.
///
/// What is dated after `today` has not happened yet. For the rest the result does not depend on the day on which it is
/// worked out, so stored rows stay true until a fact changes.
pub fn evaluate<'p>(programme: &'p Programme, facts: &JourneyFacts, today: Date) -> Vec<Occurrence<'p>> {
    let walk = Walk { programme, facts, today, line: Timeline::of(programme, facts, today) };
    let mut occurrences = Vec::with_capacity(programme.expectations.len() + 3 * facts.meetings.len() + 16);
    for expectation in &programme.expectations {
        walk.expectation(expectation, &mut occurrences);
    }
    occurrences
}

/// Those who have still to confirm the fact that meets an occurrence; where any one will do, all who are asked.
pub fn still_to_confirm<'p>(
    programme: &Programme,
    facts: &JourneyFacts,
    occurrence: &Occurrence<'p>,
) -> Vec<&'p Onlooker> {
    let expectation = occurrence.expectation;
    match &expectation.met_by {
        // Any one will do: all who are asked are waited for.
        Requirement::FactConfirmed { by, .. } if by.is_empty() => expectation.asks.iter().map(|ask| &ask.of).collect(),
        requirement => found::still_to_confirm(requirement, programme, facts, occurrence.opens_on),
    }
}

/// A journey being walked through.
pub(super) struct Walk<'p, 'f> {
    pub(super) programme: &'p Programme,
    pub(super) facts: &'f JourneyFacts,
    pub(super) today: Date,
    pub(super) line: Timeline<'f>,
}

impl<'p> Walk<'p, '_> {
    fn expectation(&self, expectation: &'p Expectation, out: &mut Vec<Occurrence<'p>>) {
        match &expectation.when {
            When::Once { opens, due } => self.once(expectation, opens, due, out),
            When::Every(every) => {
                for (number, window, plain_due_on) in self.windows(every) {
                    let draft = self.look(expectation, number, window, plain_due_on);
                    out.push(self.settle(expectation, draft));
                }
            }
            When::EachMeeting { of, days } => {
                if let Some(followed) = self.programme.expectation(of) {
                    self.each_meeting(expectation, followed, *days, out);
                }
            }
        }
    }

    /// One occurrence for the anchor's date, or one for each date of an anchor that is an event.
    fn once(&self, expectation: &'p Expectation, opens: &Due, due: &Due, out: &mut Vec<Occurrence<'p>>) {
        let mut push = |number: u32, opens_from: Date, due_from: Date| {
            let window = Period {
                started_on: self.line.due(opens_from, opens),
                finished_on: Some(self.line.due(due_from, due)),
            };
            let plain_from = self.line.without_pauses(&due.from).unwrap_or(due_from);
            let plain_due_on = self.line.offset(plain_from, due.offset);
            let draft = self.look(expectation, number, window, plain_due_on);
            out.push(self.settle(expectation, draft));
        };
        if let Anchor::Fact(fact) = &due.from
            && self.programme.fact(fact).is_some_and(|fact| fact.repeats == Repeats::OnSeveralDays)
        {
            let mut days: Vec<Date> =
                self.facts.confirmed.iter().filter(|c| c.fact == *fact && c.on <= self.today).map(|c| c.on).collect();
            days.sort_unstable();
            days.dedup();
            for (number, on) in (1..).zip(days) {
                push(number, on, on);
            }
            return;
        }
        if let (Some(opens_from), Some(due_from)) = (self.date(&opens.from), self.date(&due.from)) {
            push(1, opens_from, due_from);
        }
    }

    /// The full periods between two anchors, numbered; the first begins with the anchor, each ends the day before the
    /// next, and paused days between two belong to the later one.
    fn windows(&self, every: &Recurrence) -> impl Iterator<Item = (u32, Period, Date)> {
        let from = self.date(&every.from);
        let last = match every.to {
            // The plan, not the moved or actual end, says how many full periods there are.
            Anchor::End => match self.line.planned_end {
                Some(end) => Some(end),
                None => Some(self.laid_out_until()),
            },
            ref other => self.date(other),
        };
        let step = i32::try_from(every.months).unwrap_or(1);
        let mut opens_on = from;
        (1_u32..).map_while(move |number| {
            let (from, last, opened) = (from?, last?, opens_on?);
            let months = step.saturating_mul(i32::try_from(number).ok()?);
            let plain = calendar::plus_days(self.line.offset(from, Offset::Months(months)), -1);
            if plain > last || self.line.ended.is_some_and(|ended| opened > ended) {
                return None;
            }
            let due_on = self.line.moved(from, plain);
            opens_on = Some(calendar::plus_days(due_on, 1));
            Some((number, Period { started_on: opened, finished_on: Some(due_on) }, plain))
        })
    }

    /// The day up to which the periods of a journey without a fixed end are laid out: a whole number of years after
    /// its start, so that it changes once a year, and with room ahead of today. Its end cuts off what is laid out.
    fn laid_out_until(&self) -> Date {
        if self.line.ended.is_some() {
            return Date::MAX;
        }
        laid_out_until(self.line.start, self.today)
    }

    /// One occurrence for each meeting that counts for another expectation.
    fn each_meeting(
        &self,
        expectation: &'p Expectation,
        followed: &'p Expectation,
        days: i32,
        out: &mut Vec<Occurrence<'p>>,
    ) {
        let records = expectation.met_by == Requirement::RecordSigned;
        let mut meetings = self.counted_meetings(followed, records);
        meetings.sort_unstable_by_key(|(on, meeting)| (*on, meeting.id));
        for (i, (number, (on, meeting))) in (1..).zip(&meetings).enumerate() {
            let (on, meeting) = (*on, *meeting);
            // What makes up for somebody's absence belongs to this meeting, not to the one after.
            let next_on = meetings.get(i + 1).map_or(Date::MAX, |(next, _)| *next);
            let plain_due_on = calendar::plus_days(on, days);
            let minutes = match meeting.state {
                MeetingState::Held { minutes, .. } => minutes,
                _ => None,
            };
            let unknown = match meeting.state {
                MeetingState::Planned { .. } => true,
                MeetingState::Held { minutes: None, .. } => !records,
                _ => false,
            };
            let draft = Draft {
                number,
                opens_on: on,
                plain_due_on,
                due_on: self.line.moved(on, plain_due_on),
                found: self.about_meeting(expectation, meeting, on, next_on),
                about: Some(meeting.id),
                unrecorded_on: unknown.then_some(on),
                minutes,
                can_be_done: records && matches!(meeting.state, MeetingState::Held { .. }),
                cut: false,
            };
            out.push(self.settle(expectation, draft));
        }
    }

    /// Those that count for the expectation, between its anchors. For records also those of a planned kind that should
    /// have been held: nothing says what became of them, or somebody did not come and the period passed without another.
    fn counted_meetings<'f>(&'f self, followed: &Expectation, records: bool) -> Vec<(Date, &'f MeetingFact)> {
        let (first, last) = self.bounds(followed);
        let within = |on: Date| first.is_some_and(|first| first <= on) && last.is_none_or(|last| on <= last);
        let counted = self.facts.meetings.iter().filter_map(|meeting| match meeting.state {
            MeetingState::Held { on, .. } if on <= self.today => {
                (within(on) && found::counts(self.programme, &followed.met_by, meeting)).then_some((on, meeting))
            }
            MeetingState::Planned { on } if records => {
                (within(on) && self.is_planned_kind(followed, meeting)).then_some((on, meeting))
            }
            MeetingState::NotAttended { on } if records => {
                let missed = within(on) && self.is_planned_kind(followed, meeting) && !self.made_up(followed, on);
                missed.then_some((on, meeting))
            }
            _ => None,
        });
        counted.collect()
    }

    fn bounds(&self, followed: &Expectation) -> (Option<Date>, Option<Date>) {
        match &followed.when {
            When::Every(every) => (self.date(&every.from), self.date(&every.to)),
            When::Once { opens, .. } => (self.date(&opens.from).map(|from| self.line.due(from, opens)), None),
            When::EachMeeting { .. } => (None, None),
        }
    }

    fn is_planned_kind(&self, followed: &Expectation, meeting: &MeetingFact) -> bool {
        let Requirement::MeetingHeld { kinds, replaced_by, .. } = &followed.met_by else { return false };
        let unconditional = kinds.iter().any(|counted| counted.kind == meeting.kind && counted.at_least.is_none());
        unconditional || replaced_by.contains(&meeting.kind)
    }

    /// Was a meeting that counts held in the same period?
    fn made_up(&self, followed: &Expectation, missed_on: Date) -> bool {
        let window = match &followed.when {
            When::Every(every) => {
                self.windows(every).map(|(_, window, _)| window).find(|window| window.contains(missed_on))
            }
            _ => Some(Period::since(missed_on)),
        };
        window.is_some_and(|window| found::held(&followed.met_by, self.search(window, window.started_on), 1).is_some())
    }

    /// Looks for what meets it within its window, or, where that does not lapse, at any time after.
    fn look(&self, expectation: &Expectation, number: u32, window: Period, plain_due_on: Date) -> Draft {
        let due_on = window.finished_on.unwrap_or(window.started_on);
        let lapses = expectation.lapses();
        let until = if lapses { Some(due_on) } else { None };
        let reach = Period { started_on: window.started_on, finished_on: until };
        let found = found::find(&expectation.met_by, self.search(reach, due_on));
        let unrecorded_on = match (&found, &expectation.met_by) {
            (None, Requirement::MeetingHeld { .. }) => self.unrecorded(expectation, window),
            _ => None,
        };
        let cut = lapses && self.line.ended.is_some_and(|ended| ended < due_on);
        Draft {
            number,
            opens_on: window.started_on,
            plain_due_on,
            due_on,
            found,
            about: None,
            unrecorded_on,
            minutes: None,
            can_be_done: true,
            cut,
        }
    }

    fn search(&self, reach: Period, due_on: Date) -> Search<'_> {
        Search { programme: self.programme, facts: self.facts, reach, due_on, today: self.today }
    }

    /// The earliest day in the window for which a meeting was planned of which nothing more is known.
    fn unrecorded(&self, expectation: &Expectation, window: Period) -> Option<Date> {
        let planned = self.facts.meetings.iter().filter_map(|meeting| match meeting.state {
            MeetingState::Planned { on } if window.contains(on) && found::is_kind(&expectation.met_by, meeting) => {
                Some(on)
            }
            _ => None,
        });
        planned.min()
    }

    fn about_meeting(
        &self,
        expectation: &Expectation,
        meeting: &MeetingFact,
        on: Date,
        next_on: Date,
    ) -> Option<Found> {
        match (&expectation.met_by, meeting.state) {
            (Requirement::MeetingLasted { minimum }, MeetingState::Held { minutes: Some(minutes), .. }) => {
                (minutes >= minimum.minutes).then_some(Found { on, meeting: Some(meeting.id) })
            }
            (Requirement::RecordSigned, MeetingState::Held { .. }) => {
                let kind = self.programme.meeting_kind(&meeting.kind)?;
                let signed_on = match kind.signed_by.as_slice() {
                    // The record is kept as notes, and nobody signs it.
                    [] => on,
                    parties => {
                        let parties = parties.iter().filter(|party| self.could_sign(party, on));
                        found::signed_by_all(meeting, parties, self.today)?
                    }
                };
                Some(Found { on: signed_on, meeting: Some(meeting.id) })
            }
            (Requirement::AttendedByAll { parties, otherwise }, MeetingState::Held { .. }) => {
                let until = self.today.min(next_on);
                let on =
                    found::attended_by_all(self.programme, self.facts, (meeting, on), (parties, otherwise), until)?;
                Some(Found { on, meeting: Some(meeting.id) })
            }
            _ => None,
        }
    }

    /// A role that may stay empty signs nothing while nobody holds it.
    fn could_sign(&self, party: &Party, on: Date) -> bool {
        match party {
            Party::Role(role) if self.programme.role(role).is_some_and(|role| role.count == 0) => {
                self.facts.roles.iter().any(|held| held.role == *role && held.period.contains(on))
            }
            _ => true,
        }
    }

    /// The date of an anchor, if the journey has it.
    fn date(&self, anchor: &Anchor) -> Option<Date> {
        match anchor {
            Anchor::Role(role) => {
                let held = self.facts.roles.iter().filter(|held| held.role == *role);
                held.map(|held| held.period.started_on).filter(|on| *on <= self.today).min()
            }
            Anchor::Fact(fact) => {
                let confirmed = self.facts.confirmed.iter().filter(|confirmed| confirmed.fact == *fact);
                confirmed.map(|confirmed| confirmed.on).filter(|on| *on <= self.today).min()
            }
            Anchor::Stage(stage) => {
                let stage = self.programme.stages.iter().find(|known| known.key == *stage)?;
                self.mark(&stage.opens)
            }
            Anchor::Document(document) => self.done(document),
            plain => self.line.anchor(plain),
        }
    }

    /// The day on which a document was first done.
    fn done(&self, document: &DocumentKey) -> Option<Date> {
        let kind = self.programme.document(document)?;
        let copies = self.facts.documents.iter().filter(|fact| fact.document == *document);
        copies.filter_map(|fact| found::done_on(kind, fact)).filter(|on| *on <= self.today).min()
    }

    /// The day on which a mark was reached. A mark that waits for an expectation is reached when that was first met.
    fn mark(&self, mark: &StageMark) -> Option<Date> {
        match mark {
            StageMark::Matched => {
                let named = self.facts.roles.iter().filter(|held| held.role == self.programme.supporter);
                named.map(|held| held.assigned_on).min()
            }
            StageMark::Start => Some(self.line.start),
            StageMark::Agreement => self.line.anchor(&Anchor::Agreement),
            StageMark::End => self.line.end,
            StageMark::Met(key) => {
                let expectation = self.programme.expectation(key)?;
                // From the start on: an expectation that waits for a stage cannot open one itself.
                let since = Period::since(self.line.start);
                found::find(&expectation.met_by, self.search(since, self.line.start)).map(|found| found.on)
            }
            StageMark::Signed(document) => self.done(document),
            // The compiler allows no date here that hangs on a stage.
            StageMark::On(due) => self.date(&due.from).map(|from| self.line.due(from, due)),
        }
    }
}
