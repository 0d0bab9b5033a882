//! One outcome for each occurrence: met, an agreed exception, paused, not applicable, or open.

use jiff::civil::Date;

use super::evaluate::Walk;
use super::facts::{Employer, Exception, ExceptionKind};
use super::found::{self, Found};
use super::occurrence::{NotApplicable, Occurrence, Outcome};
use crate::calendar;
use crate::ids::{MeetingId, OrganisationId};
use crate::keys::MeetingKey;
use crate::programmes::{Circumstance, Expectation, FULL_TIME, Onlooker, Requirement};

/// An occurrence before its outcome is settled.
pub(super) struct Draft {
    pub(super) number: u32,
    pub(super) opens_on: Date,
    /// The due date without pauses, by which exceptions name it.
    pub(super) plain_due_on: Date,
    pub(super) due_on: Date,
    pub(super) found: Option<Found>,
    /// The meeting it is about, if it is about one.
    pub(super) about: Option<MeetingId>,
    pub(super) unrecorded_on: Option<Date>,
    /// How long the meeting lasted that it is about.
    pub(super) minutes: Option<u32>,
    pub(super) can_be_done: bool,
    /// Its window was cut off by the end of the journey.
    pub(super) cut: bool,
}

impl<'p> Walk<'p, '_> {
    pub(super) fn settle(&self, expectation: &'p Expectation, draft: Draft) -> Occurrence<'p> {
        let agreed = self.exception(expectation, &draft);
        let in_time = agreed.filter(|exception| exception.agreed_on <= draft.due_on);
        let due_on = match in_time.map(|exception| exception.kind) {
            Some(ExceptionKind::Later { by }) => draft.due_on.max(by),
            _ => draft.due_on,
        };
        let met = draft.found;
        let mut explained_on = None;
        let outcome = if self.line.never_began {
            Outcome::NotApplicable { because: NotApplicable::Withdrawn }
        } else if !self.circumstance(&expectation.circumstance, due_on) || self.waits_for_consent(expectation) {
            Outcome::NotApplicable { because: NotApplicable::Circumstance }
        } else if draft.cut {
            Outcome::NotApplicable { because: NotApplicable::Ended }
        } else if let Some(met) = met.filter(|met| met.on <= draft.due_on) {
            Outcome::Met { on: met.on }
        } else {
            explained_on = agreed.filter(|_| in_time.is_none()).map(|exception| exception.agreed_on);
            self.not_in_time(in_time, &draft, due_on)
        };
        Occurrence {
            expectation,
            number: draft.number,
            opens_on: draft.opens_on,
            due_on,
            outcome,
            meeting: draft.about.or(met.and_then(|met| met.meeting)),
            replaced_by: self.replaced_by(expectation, outcome, met),
            explained_on,
            unrecorded_on: draft.unrecorded_on,
            can_be_done: draft.can_be_done,
            organisation: self.employer(due_on),
        }
    }

    /// Is it for others to confirm what somebody has not consented to? Then nothing is expected of them.
    fn waits_for_consent(&self, expectation: &Expectation) -> bool {
        let Requirement::FactConfirmed { fact, by } = &expectation.met_by else { return false };
        let Some(consent) = self.programme.fact(fact).and_then(|fact| fact.consent.clone()) else { return false };
        !by.contains(&Onlooker::Party(consent)) && !self.facts.consented.contains(fact)
    }

    /// The kind of meeting that stood in for what was expected.
    fn replaced_by(
        &self,
        expectation: &'p Expectation,
        outcome: Outcome,
        met: Option<Found>,
    ) -> Option<&'p MeetingKey> {
        let (Outcome::Met { .. }, Some(id)) = (outcome, met?.meeting) else { return None };
        match &expectation.met_by {
            Requirement::MeetingHeld { replaced_by, .. } if !replaced_by.is_empty() => {
                let meeting = self.facts.meetings.iter().find(|meeting| meeting.id == id)?;
                found::replacement(&expectation.met_by, meeting)
            }
            _ => None,
        }
    }

    /// The outcome of what was not met by its first due date.
    fn not_in_time(&self, agreed: Option<&Exception>, draft: &Draft, due_on: Date) -> Outcome {
        if let Some(exception) = agreed {
            let kept = match exception.kind {
                ExceptionKind::Left | ExceptionKind::Shorter { .. } => true,
                ExceptionKind::Later { .. } => draft.found.is_some_and(|met| met.on <= due_on),
            };
            if kept {
                return Outcome::AgreedException { agreed_on: exception.agreed_on };
            }
        }
        match (draft.found, self.line.paused_since, self.line.ended) {
            (Some(met), _, _) => Outcome::Met { on: met.on },
            (None, _, Some(ended)) if ended < due_on && draft.about.is_none() => {
                Outcome::NotApplicable { because: NotApplicable::Ended }
            }
            (None, Some(since), _) if since <= due_on => Outcome::Paused { since },
            (None, _, _) => Outcome::Open,
        }
    }

    /// The exception agreed first that covers it.
    fn exception(&self, expectation: &Expectation, draft: &Draft) -> Option<&Exception> {
        let covering = self.facts.exceptions.iter().filter(|exception| {
            exception.expectation == expectation.key
                && exception.covers.contains(draft.plain_due_on)
                && exception.agreed_on <= self.today
                && match exception.kind {
                    ExceptionKind::Left => true,
                    ExceptionKind::Later { by } => by > draft.plain_due_on,
                    ExceptionKind::Shorter { minutes } => draft.minutes.is_some_and(|lasted| lasted >= minutes),
                }
        });
        covering.min_by_key(|exception| (exception.agreed_on, kind_order(exception.kind)))
    }

    /// Is the circumstance given on the day?
    fn circumstance(&self, circumstance: &Circumstance, on: Date) -> bool {
        match circumstance {
            Circumstance::Always => true,
            Circumstance::PartTime => self.line.share_of_full_time(on) < FULL_TIME,
            Circumstance::Registered(registered) => self.facts.registered == *registered,
            Circumstance::Context(contexts) => self.facts.context.as_ref().is_some_and(|own| contexts.contains(own)),
            Circumstance::Transition(transitions) => {
                self.facts.transition.as_ref().is_some_and(|own| transitions.contains(own))
            }
            Circumstance::SupporterOfAnotherProfession => {
                let Some(own) = &self.facts.profession else { return false };
                let mut supporters = self
                    .facts
                    .roles
                    .iter()
                    .filter(|role| {
                        role.role == self.programme.supporter && role.period.contains(on) && role.profession.is_some()
                    })
                    .peekable();
                supporters.peek().is_some() && supporters.all(|role| role.profession.as_ref() != Some(own))
            }
        }
    }

    /// The employer on a day; before the first or in a gap, the nearest earlier one, or else the first.
    fn employer(&self, on: Date) -> Option<OrganisationId> {
        let employers = &self.facts.employers;
        let key = |employer: &&Employer| (employer.period.started_on, employer.organisation);
        let at = employers.iter().filter(|employer| employer.period.contains(on)).max_by_key(key);
        let before = || employers.iter().filter(|employer| employer.period.started_on <= on).max_by_key(key);
        at.or_else(before).or_else(|| employers.iter().min_by_key(key)).map(|employer| employer.organisation)
    }
}

/// An order of kinds, so that of two exceptions agreed on one day it does not matter which was recorded first.
fn kind_order(kind: ExceptionKind) -> (u8, i32) {
    match kind {
        ExceptionKind::Left => (0, 0),
        ExceptionKind::Shorter { minutes } => (1, i32::try_from(minutes).unwrap_or(i32::MAX)),
        ExceptionKind::Later { by } => (2, calendar::days_between(Date::ZERO, by)),
    }
}
