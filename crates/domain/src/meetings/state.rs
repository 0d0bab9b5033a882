//! The states of a meeting and the steps between them.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;

use super::slot::{HeldTime, Slot};
use crate::ids::{PersonId, ProposalId};

/// Nobody wants to read through more.
pub const MOST_PROPOSALS: usize = 3;

/// A time that somebody offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub id: ProposalId,
    pub slot: Slot,
}

/// One to three times, offered together by one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposals {
    by: PersonId,
    offers: Vec<Offer>,
}

impl Proposals {
    /// # Errors
    /// None, more than three, or the same start twice.
    pub fn new(by: PersonId, offers: Vec<Offer>) -> Result<Self, Refusal> {
        if offers.is_empty() || offers.len() > MOST_PROPOSALS {
            return Err(Refusal::ProposeOneToThree);
        }
        let twice = offers
            .iter()
            .enumerate()
            .any(|(n, offer)| offers[..n].iter().any(|earlier| earlier.slot.starts_at == offer.slot.starts_at));
        if twice { Err(Refusal::SameTimeTwice) } else { Ok(Self { by, offers }) }
    }

    /// Who offers them; the others may accept one.
    pub fn by(&self) -> PersonId {
        self.by
    }

    /// In the order in which they were offered.
    pub fn offers(&self) -> &[Offer] {
        &self.offers
    }

    /// The earliest of them: what a calendar shows until one is accepted.
    pub fn earliest(&self) -> &Offer {
        self.offers.iter().min_by_key(|offer| offer.slot.starts_at).expect("there is at least one")
    }
}

/// Why a meeting was cancelled, in somebody's words; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason(String);

impl Reason {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Reason {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let text = text.trim();
        if text.is_empty() || text.chars().count() > 500 {
            return Err(Refusal::SayWhy);
        }
        Ok(Self(text.to_owned()))
    }
}

/// Who did not come to an agreed meeting; the note may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    pub person: PersonId,
    pub note: String,
}

/// Where a meeting is in its life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Times are offered and nobody has accepted one.
    Proposed(Proposals),
    /// All know when it will be.
    Agreed(Slot),
    /// It took place.
    Held(HeldTime),
    /// It will not take place.
    Cancelled(Reason),
    /// The time passed and somebody did not come.
    NotAttended(Absence),
}

/// The name of a state, without what it carries: how it is stored, listed and filtered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StateName {
    Proposed,
    Agreed,
    Held,
    Cancelled,
    NotAttended,
}

impl StateName {
    pub const ALL: [Self; 5] = [Self::Proposed, Self::Agreed, Self::Held, Self::Cancelled, Self::NotAttended];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Agreed => "agreed",
            Self::Held => "held",
            Self::Cancelled => "cancelled",
            Self::NotAttended => "not-attended",
        }
    }

    /// Is it still ahead, as far as anyone has said?
    pub fn is_open(self) -> bool {
        matches!(self, Self::Proposed | Self::Agreed)
    }
}

impl fmt::Display for StateName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for StateName {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|name| name.as_str() == text).ok_or(())
    }
}

impl State {
    /// Will it not take place, or did it not?
    pub fn is_off(&self) -> bool {
        matches!(self, Self::Cancelled(_) | Self::NotAttended(_))
    }

    pub fn name(&self) -> StateName {
        match self {
            Self::Proposed(_) => StateName::Proposed,
            Self::Agreed(_) => StateName::Agreed,
            Self::Held(_) => StateName::Held,
            Self::Cancelled(_) => StateName::Cancelled,
            Self::NotAttended(_) => StateName::NotAttended,
        }
    }
}

/// What a participant does with a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Offers times: the first, others instead, or new ones for a meeting that was agreed.
    Propose(Proposals),
    /// Enters a time that the two have already agreed by word of mouth.
    Arrange(Slot),
    /// Accepts one of the offers.
    Accept(ProposalId),
    Cancel(Reason),
    /// Says that somebody did not come.
    Miss(Absence),
    /// Says when it really was; again to correct it.
    Hold(HeldTime),
}

/// Why a step is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("propose one, two or three times")]
    ProposeOneToThree,
    #[error("a series has one to twelve meetings")]
    NotASeries,
    #[error("two of the proposed times are the same")]
    SameTimeTwice,
    #[error("a proposed time lies in the past")]
    TimePassed,
    #[error("this time is no longer offered")]
    NoLongerOffered,
    #[error("somebody other than the one who proposed the time has to accept it")]
    OwnProposal,
    #[error("say why, in up to 500 letters")]
    SayWhy,
    #[error("nothing is agreed yet that somebody could have missed")]
    NothingAgreed,
    #[error("the meeting has not started yet")]
    NotYet,
    #[error("the meeting is over")]
    Over,
}

impl Refusal {
    /// The key of the message that a page shows.
    pub fn key(self) -> &'static str {
        match self {
            Self::ProposeOneToThree => "meeting-refused-propose-one-to-three",
            Self::NotASeries => "meeting-refused-not-a-series",
            Self::SameTimeTwice => "meeting-refused-same-time-twice",
            Self::TimePassed => "meeting-refused-time-passed",
            Self::NoLongerOffered => "meeting-refused-no-longer-offered",
            Self::OwnProposal => "meeting-refused-own-proposal",
            Self::SayWhy => "meeting-refused-say-why",
            Self::NothingAgreed => "meeting-refused-nothing-agreed",
            Self::NotYet => "meeting-refused-not-yet",
            Self::Over => "meeting-refused-over",
        }
    }
}

/// The next state of a meeting (`None`: there is none yet) after an event, by one of its participants, now.
///
/// # Errors
/// The event does not fit the state; the state stays as it was.
pub fn step(state: Option<&State>, event: Event, by: PersonId, now: Timestamp) -> Result<State, Refusal> {
    use Refusal::{NoLongerOffered, NotYet, NothingAgreed, Over, OwnProposal, TimePassed};
    match (state, event) {
        // What is over is over; only the entered times of a held meeting may still be put right.
        (Some(State::Cancelled(_) | State::NotAttended(_)), _) => Err(Over),
        (Some(State::Held(_)), Event::Hold(time)) => held(time, now),
        (Some(State::Held(_)), _) => Err(Over),

        (_, Event::Propose(proposals)) => {
            let passed = proposals.offers().iter().any(|offer| offer.slot.starts_at < now);
            if passed { Err(TimePassed) } else { Ok(State::Proposed(proposals)) }
        }
        (_, Event::Arrange(slot)) if slot.starts_at < now => Err(TimePassed),
        (_, Event::Arrange(slot)) => Ok(State::Agreed(slot)),
        (_, Event::Hold(time)) => held(time, now),

        (None, Event::Accept(_) | Event::Cancel(_) | Event::Miss(_)) => Err(NothingAgreed),
        (Some(State::Proposed(proposals)), Event::Accept(id)) => {
            let offer = proposals.offers().iter().find(|offer| offer.id == id).ok_or(NoLongerOffered)?;
            if proposals.by() == by {
                return Err(OwnProposal);
            }
            if offer.slot.starts_at < now {
                return Err(TimePassed);
            }
            Ok(State::Agreed(offer.slot.clone()))
        }
        (Some(State::Agreed(_)), Event::Accept(_)) => Err(NoLongerOffered),
        (Some(State::Proposed(_) | State::Agreed(_)), Event::Cancel(reason)) => Ok(State::Cancelled(reason)),
        (Some(State::Proposed(_)), Event::Miss(_)) => Err(NothingAgreed),
        (Some(State::Agreed(slot)), Event::Miss(absence)) => {
            if now < slot.starts_at {
                Err(NotYet)
            } else {
                Ok(State::NotAttended(absence))
            }
        }
    }
}

fn held(time: HeldTime, now: Timestamp) -> Result<State, Refusal> {
    if time.to() > now { Err(Refusal::NotYet) } else { Ok(State::Held(time)) }
}
