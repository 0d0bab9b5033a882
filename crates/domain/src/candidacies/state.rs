//! Where a candidacy stands, and who may move it on.
//!
//! | state | what it says | who moves it on |
//! |---|---|---|
//! | recognised | the staff file brought it up, nobody decided yet | the lead offers or sets aside; the person may ask |
//! | requested | the person asked, an answer is owed | the lead says yes or no |
//! | offered | the letter is out | the person accepts or declines |
//! | accepted | waiting for a supporter | matching |
//! | declined | the person said no | the person, on second thoughts; the lead may offer again |
//! | set-aside | not now, with a reason | the lead takes it back |
//! | refused | a request answered with no, with a reason | the lead, by an offer; the person may ask again |
//! | matched | a journey exists | only a match that is undone |
//! | withdrawn | left or took it back before it began | the lead takes it back; the person may ask again |

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::ids::{CandidacyId, OrganisationId, PersonId, PostId};
use crate::keys::{ProfessionKey, ProgrammeKey, TransitionKey};

/// Where a candidacy stands; always exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    Recognised,
    Requested,
    Offered,
    Accepted,
    Declined,
    SetAside,
    Refused,
    Matched,
    Withdrawn,
}

impl State {
    /// All of them, in the order in which a lead counts them.
    pub const ALL: [State; 9] = [
        State::Recognised,
        State::Requested,
        State::Offered,
        State::Accepted,
        State::Matched,
        State::Declined,
        State::SetAside,
        State::Refused,
        State::Withdrawn,
    ];

    /// As stored and as written in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            State::Recognised => "recognised",
            State::Requested => "requested",
            State::Offered => "offered",
            State::Accepted => "accepted",
            State::Declined => "declined",
            State::SetAside => "set-aside",
            State::Refused => "refused",
            State::Matched => "matched",
            State::Withdrawn => "withdrawn",
        }
    }

    /// Does somebody still wait for something: a decision, an answer, a supporter?
    pub fn is_open(self) -> bool {
        matches!(self, State::Recognised | State::Requested | State::Offered | State::Accepted)
    }
}

/// The text names no state.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a state of a candidacy")]
pub struct NotAState(pub String);

impl FromStr for State {
    type Err = NotAState;

    fn from_str(text: &str) -> Result<Self, NotAState> {
        State::ALL.into_iter().find(|state| state.as_str() == text).ok_or_else(|| NotAState(text.to_owned()))
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Who brought a candidacy up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The staff file.
    Import,
    /// The person asked.
    Request,
    /// The lead added it.
    Lead,
}

impl Origin {
    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Origin::Import => "import",
            Origin::Request => "request",
            Origin::Lead => "lead",
        }
    }
}

impl FromStr for Origin {
    type Err = NotAState;

    fn from_str(text: &str) -> Result<Self, NotAState> {
        match text {
            "import" => Ok(Origin::Import),
            "request" => Ok(Origin::Request),
            "lead" => Ok(Origin::Lead),
            _ => Err(NotAState(text.to_owned())),
        }
    }
}

/// A post and a programme that may belong together, and where that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidacy {
    pub id: CandidacyId,
    pub person: PersonId,
    pub organisation: OrganisationId,
    pub post: PostId,
    pub programme: ProgrammeKey,
    pub profession: Option<ProfessionKey>,
    pub transition: Option<TransitionKey>,
    /// The first working day of the post; a correction of the post's follows.
    pub starts_on: Date,
    pub state: State,
    pub state_since: Timestamp,
    /// Why it was set aside, declined, refused or withdrawn, in the words of who did it.
    pub state_reason: Option<String>,
    /// Where a candidacy that was set aside goes when that is taken back.
    pub before: Option<State>,
    pub origin: Origin,
    pub recognised_at: Timestamp,
    pub requested_at: Option<Timestamp>,
    /// When the lead answered the request.
    pub request_answered_at: Option<Timestamp>,
    pub offered_at: Option<Timestamp>,
    pub seen_at: Option<Timestamp>,
    /// When the person answered the offer.
    pub answered_at: Option<Timestamp>,
}

/// What can be done to a candidacy. Reasons are in the words of who acts and are shown to those concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// The person asks to join; a word why is welcome, not owed.
    Request { reason: String },
    /// The lead answers a request with yes.
    Grant,
    /// The lead answers a request with no.
    Refuse { reason: String },
    /// The lead sends an offer, for the first time or again.
    Offer,
    /// The person opened the offer.
    See,
    /// The person says yes.
    Accept,
    /// The person says no; a reason is welcome, not owed.
    Decline { reason: String },
    /// Not now.
    SetAside { reason: String },
    /// Takes back that it was set aside or withdrawn.
    Reinstate,
    /// A supporter was found and a journey made.
    Match,
    /// The journey was undone before it began.
    Unmatch,
    /// The person left, or took the request back.
    Withdraw { reason: String },
}

impl Action {
    /// One of each, for lists of what is possible.
    pub fn all() -> [Action; 12] {
        let reason = String::new;
        [
            Action::Request { reason: reason() },
            Action::Grant,
            Action::Refuse { reason: reason() },
            Action::Offer,
            Action::See,
            Action::Accept,
            Action::Decline { reason: reason() },
            Action::SetAside { reason: reason() },
            Action::Reinstate,
            Action::Match,
            Action::Unmatch,
            Action::Withdraw { reason: reason() },
        ]
    }

    /// Where the action leads from a state; `None`: it cannot be done there.
    fn leads(&self, from: State, before: Option<State>) -> Option<State> {
        use State::*;
        let to = match (self, from) {
            (Action::Request { .. }, Recognised | Declined | Refused | Withdrawn) => Requested,
            (Action::Grant, Requested) => Accepted,
            (Action::Refuse { .. }, Requested) => Refused,
            (Action::Offer, Recognised | Declined | Refused) => Offered,
            (Action::See, Offered) => Offered,
            (Action::Accept, Offered | Declined) => Accepted,
            (Action::Decline { .. }, Offered | Accepted) => Declined,
            (Action::SetAside { .. }, Recognised | Requested | Offered | Accepted | Declined | Refused) => SetAside,
            (Action::Reinstate, SetAside) => match before {
                // An offer that was taken back has to be made anew: its letter is dead.
                Some(Requested) => Requested,
                Some(Accepted) => Accepted,
                _ => Recognised,
            },
            (Action::Reinstate, Withdrawn) => Recognised,
            (Action::Match, Accepted) => Matched,
            (Action::Unmatch, Matched) => Accepted,
            (Action::Withdraw { .. }, Recognised | Requested | Offered | Accepted | Declined | SetAside | Refused) => {
                Withdrawn
            }
            _ => return None,
        };
        Some(to)
    }

    fn allowed(&self, actor: Actor) -> bool {
        match self {
            Action::Request { .. } | Action::See | Action::Accept | Action::Decline { .. } => actor == Actor::Candidate,
            Action::Grant | Action::Refuse { .. } | Action::Offer | Action::SetAside { .. } | Action::Reinstate => {
                actor == Actor::Lead
            }
            Action::Match | Action::Unmatch => matches!(actor, Actor::Lead | Actor::Product),
            Action::Withdraw { .. } => true,
        }
    }

    fn reason(&self) -> Option<&str> {
        match self {
            Action::Request { reason }
            | Action::Refuse { reason }
            | Action::Decline { reason }
            | Action::SetAside { reason }
            | Action::Withdraw { reason } => Some(reason.trim()).filter(|reason| !reason.is_empty()),
            _ => None,
        }
    }

    fn needs_reason(&self) -> bool {
        matches!(self, Action::Refuse { .. } | Action::SetAside { .. })
    }
}

/// Who acts on a candidacy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Actor {
    /// The person whom it is about.
    Candidate,
    /// Somebody whose office is to look after candidates in the organisation.
    Lead,
    /// The product: a staff file, a match.
    Product,
}

/// Why an action was not done; each is something a person can act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("this is not for you to do")]
    NotYours,
    #[error("it is {0} by now, so this can no longer be done")]
    NotFrom(State),
    #[error("say why")]
    ReasonMissing,
    #[error("the reason is too long")]
    ReasonTooLong,
}

impl Refusal {
    /// The key of its sentence in the translation layer.
    pub fn key(self) -> &'static str {
        match self {
            Refusal::NotYours => "candidate-refusal-not-yours",
            Refusal::NotFrom(_) => "candidate-refusal-moved-on",
            Refusal::ReasonMissing => "candidate-refusal-reason-missing",
            Refusal::ReasonTooLong => "candidate-refusal-reason-too-long",
        }
    }
}

/// How long a reason may be, in characters.
pub const LONGEST_REASON: usize = 500;

impl Candidacy {
    /// Can the actor do this now? For pages that show only what is possible; a reason that is still to be written is
    /// not missed.
    pub fn can(&self, actor: Actor, action: &Action) -> bool {
        action.allowed(actor) && action.leads(self.state, self.before).is_some()
    }

    /// The candidacy after an action.
    ///
    /// # Errors
    /// The actor may not do it, it cannot be done from this state, or it needs a reason.
    pub fn after(&self, actor: Actor, action: &Action, at: Timestamp) -> Result<Candidacy, Refusal> {
        if !action.allowed(actor) {
            return Err(Refusal::NotYours);
        }
        let state = action.leads(self.state, self.before).ok_or(Refusal::NotFrom(self.state))?;
        let reason = action.reason();
        if action.needs_reason() && reason.is_none() {
            return Err(Refusal::ReasonMissing);
        }
        if reason.is_some_and(|reason| reason.chars().count() > LONGEST_REASON) {
            return Err(Refusal::ReasonTooLong);
        }
        let mut next = self.clone();
        if *action == Action::See {
            next.seen_at = next.seen_at.or(Some(at));
            return Ok(next);
        }
        next.state = state;
        next.state_since = at;
        next.state_reason = reason.map(str::to_owned);
        next.before = (state == State::SetAside).then_some(self.state);
        match action {
            Action::Request { .. } => (next.requested_at, next.request_answered_at) = (Some(at), None),
            Action::Offer => (next.offered_at, next.seen_at, next.answered_at) = (Some(at), None, None),
            Action::Grant | Action::Refuse { .. } => next.request_answered_at = Some(at),
            Action::Accept | Action::Decline { .. } => next.answered_at = Some(at),
            _ => {}
        }
        Ok(next)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ids::Id;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + second).unwrap()
    }

    fn recognised() -> Candidacy {
        let id = uuid::Uuid::from_u128(1);
        Candidacy {
            id: CandidacyId::from_uuid(id),
            person: PersonId::from_uuid(id),
            organisation: OrganisationId::from_uuid(id),
            post: PostId::from_uuid(id),
            programme: "a-programme".parse().unwrap(),
            profession: None,
            transition: None,
            starts_on: jiff::civil::date(2026, 11, 3),
            state: State::Recognised,
            state_since: at(0),
            state_reason: None,
            before: None,
            origin: Origin::Import,
            recognised_at: at(0),
            requested_at: None,
            request_answered_at: None,
            offered_at: None,
            seen_at: None,
            answered_at: None,
        }
    }

    fn why() -> String {
        "because".to_owned()
    }

    #[test]
    fn every_state_reads_back_as_itself() {
        for state in State::ALL {
            assert_eq!(state.as_str().parse(), Ok(state));
        }
        assert!("lost".parse::<State>().is_err());
    }

    #[test]
    fn req_C1_lead_sets_aside_only_with_a_reason() {
        let blank = Action::SetAside { reason: "  ".to_owned() };
        assert_eq!(recognised().after(Actor::Lead, &blank, at(1)), Err(Refusal::ReasonMissing));
        let aside = recognised().after(Actor::Lead, &Action::SetAside { reason: why() }, at(1)).unwrap();
        assert_eq!((aside.state, aside.state_reason.as_deref()), (State::SetAside, Some("because")));
    }

    #[test]
    fn req_C1_undoing_a_set_aside_returns_to_what_was_owed() {
        let aside = Action::SetAside { reason: why() };
        let asked = recognised().after(Actor::Candidate, &Action::Request { reason: String::new() }, at(1)).unwrap();
        let back =
            asked.after(Actor::Lead, &aside, at(2)).unwrap().after(Actor::Lead, &Action::Reinstate, at(3)).unwrap();
        assert_eq!((back.state, back.requested_at), (State::Requested, Some(at(1))), "the answer is still owed");

        let offered = recognised().after(Actor::Lead, &Action::Offer, at(1)).unwrap();
        let back =
            offered.after(Actor::Lead, &aside, at(2)).unwrap().after(Actor::Lead, &Action::Reinstate, at(3)).unwrap();
        assert_eq!(back.state, State::Recognised, "the letter was taken back, so the offer has to be made anew");
        assert_eq!(back.before, None);
    }

    #[test]
    fn req_C2_lead_cannot_accept_for_the_person_nor_the_person_offer() {
        let offered = recognised().after(Actor::Lead, &Action::Offer, at(1)).unwrap();
        assert_eq!(offered.after(Actor::Lead, &Action::Accept, at(2)), Err(Refusal::NotYours));
        assert_eq!(recognised().after(Actor::Candidate, &Action::Offer, at(1)), Err(Refusal::NotYours));
    }

    #[test]
    fn req_C2_starter_may_think_again_after_declining() {
        let declined = recognised()
            .after(Actor::Lead, &Action::Offer, at(1))
            .and_then(|offered| offered.after(Actor::Candidate, &Action::Decline { reason: String::new() }, at(2)))
            .unwrap();
        assert_eq!((declined.state, declined.answered_at), (State::Declined, Some(at(2))));
        assert_eq!(declined.after(Actor::Candidate, &Action::Accept, at(3)).unwrap().state, State::Accepted);
    }

    #[test]
    fn seeing_an_offer_is_noted_once_and_moves_nothing() {
        let offered = recognised().after(Actor::Lead, &Action::Offer, at(1)).unwrap();
        let seen = offered.after(Actor::Candidate, &Action::See, at(2)).unwrap();
        let again = seen.after(Actor::Candidate, &Action::See, at(9)).unwrap();
        assert_eq!((again.state, again.state_since, again.seen_at), (State::Offered, at(1), Some(at(2))));
    }

    fn any_step() -> impl Strategy<Value = (Actor, Action)> {
        let actor = prop_oneof![Just(Actor::Candidate), Just(Actor::Lead), Just(Actor::Product)];
        let action = (0..12_usize).prop_map(|index| match Action::all()[index].clone() {
            Action::Refuse { .. } => Action::Refuse { reason: why() },
            Action::SetAside { .. } => Action::SetAside { reason: why() },
            Action::Withdraw { .. } => Action::Withdraw { reason: why() },
            other => other,
        });
        (actor, action)
    }

    proptest! {
        /// However a cohort is walked about, its people stay counted: each in exactly one state, none gone, and every
        /// state but “matched” has a way on that somebody can take.
        #[test]
        fn req_C2_nobody_is_lost_in_any_walk(steps in prop::collection::vec((0..5_usize, any_step()), 0..60)) {
            let mut cohort = vec![recognised(); 5];
            for (time, (who, (actor, action))) in steps.into_iter().enumerate() {
                let before = cohort[who].clone();
                match before.after(actor, &action, at(time as i64 + 1)) {
                    Ok(next) => {
                        prop_assert!(before.can(actor, &action));
                        prop_assert_eq!(next.before.is_some(), next.state == State::SetAside);
                        prop_assert!(next.state != State::Offered || next.offered_at.is_some());
                        prop_assert!(next.state != State::Requested || next.requested_at.is_some());
                        prop_assert!(
                            next.state != State::Accepted || next.answered_at.or(next.request_answered_at).is_some(),
                            "accepted without an answer"
                        );
                        prop_assert!(next.state == before.state || next.state_since > before.state_since);
                        cohort[who] = next;
                    }
                    Err(_) => prop_assert_eq!(&cohort[who], &before),
                }
                let counted: usize =
                    State::ALL.iter().map(|state| cohort.iter().filter(|c| c.state == *state).count()).sum();
                prop_assert_eq!(counted, cohort.len());
                for candidacy in &cohort {
                    let way_on = [Actor::Candidate, Actor::Lead, Actor::Product].into_iter().any(|actor| {
                        Action::all().iter().any(|action| *action != Action::See && candidacy.can(actor, action))
                    });
                    prop_assert!(way_on, "{} is a dead end", candidacy.state);
                }
            }
        }
    }
}
