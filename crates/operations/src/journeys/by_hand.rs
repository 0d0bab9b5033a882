//! A lead begins a journey for two people who have agreed to it in person: where no staff file recognises anybody, or
//! for one whom it does not know of.

use domain::candidacies::{Action, Actor as By, Candidacy, Origin, State};
use domain::ids::{CandidacyId, JourneyId, OrganisationId, PersonId};
use domain::keys::ProgrammeKey;
use domain::matching::Never;
use domain::matching::judge::{Barrier, untrained};
use domain::programmes::{Power, Programme, Role};
use jiff::civil::Date;
use store::Tx;
use store::events::Event;

use super::begin::{Allowance, Beginning, begin};
use super::{Refusal, refresh};
use crate::error::{Failure, Outcome, refuse};
use crate::{Context, access, candidacies};

/// Two people, by their work addresses, and when it begins.
#[derive(Debug, Clone)]
pub struct ByHand {
    pub programme: ProgrammeKey,
    pub supportee: String,
    pub supporter: String,
    pub starts_on: Date,
}

/// Which of the two a refusal speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whom {
    Supportee,
    Supporter,
}

/// Why the journey does not begin; the lead can act on each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ByHandRefusal {
    #[error("the organisation does not run the programme")]
    NotRun,
    /// Nobody is known by the address.
    #[error("nobody is known by this address")]
    Unknown(Whom),
    /// More than one person is listed under the address.
    #[error("more than one person is listed under this address")]
    Ambiguous(Whom),
    /// The person holds no post at the organisation.
    #[error("the person holds no post here")]
    NoPostHere(Whom),
    /// A rule of the programme stands against the pair.
    #[error("a rule of the programme stands against it")]
    Rule(Barrier),
    /// There is a running journey already.
    #[error("the person is in the programme already")]
    Runs,
    /// The person waits already: a supporter is given on the page of those who wait.
    #[error("the person waits for a supporter already")]
    Waits(CandidacyId),
    /// The person was offered it or asked for it, and that has to be answered first.
    #[error("an offer or a request is to be answered first")]
    ToBeAnswered(CandidacyId),
}

impl ByHandRefusal {
    /// The key of its sentence in the translation layer.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotRun => "by-hand-not-run",
            Self::Unknown(_) => "by-hand-unknown",
            Self::Ambiguous(_) => "by-hand-ambiguous",
            Self::NoPostHere(_) => "by-hand-no-post",
            Self::Rule(_) => "by-hand-rule",
            Self::Runs => "by-hand-runs",
            Self::Waits(_) => "by-hand-waits",
            Self::ToBeAnswered(_) => "by-hand-to-be-answered",
        }
    }
}

/// Begins a journey of two people who have agreed to it.
///
/// # Errors
/// Not the person's to do; the programme is not run here; one of the two is not known; or a rule stands against it.
pub async fn begin_by_hand(
    ctx: &Context,
    lead: PersonId,
    organisation: OrganisationId,
    pair: &ByHand,
) -> Outcome<JourneyId, ByHandRefusal> {
    store::write!(ctx.db, |tx| {
        if !access::may_in(ctx, tx, lead, organisation, Power::Match, &pair.programme).await? {
            return Err(Failure::NotFound);
        }
        let supportee = person_at(tx, &pair.supportee, Whom::Supportee).await?;
        let supporter = person_at(tx, &pair.supporter, Whom::Supporter).await?;
        begin_between(ctx, tx, lead, (organisation, &pair.programme), (supportee, supporter), pair.starts_on).await
    })
}

/// Begins a journey between two people who have agreed to it, as part of a larger step. The rules of the programme hold.
///
/// # Errors
/// The programme is not run here; the one supported holds no post here; or a rule stands against it.
pub(crate) async fn begin_between(
    ctx: &Context,
    tx: &Tx,
    by: PersonId,
    (organisation, programme): (OrganisationId, &ProgrammeKey),
    (supportee, supporter): (PersonId, PersonId),
    starts_on: Date,
) -> Outcome<JourneyId, ByHandRefusal> {
    let today = ctx.today();
    let version = store::journeys::adopted_version(tx, organisation, programme, today).await?;
    let Some(programme) = version.and_then(|hash| ctx.programmes.version(&hash)) else {
        return refuse(ByHandRefusal::NotRun);
    };
    let role = programme.supporter_role();
    if !role.may_be_outside && !store::journeys::works_at(tx, organisation, supporter, today).await? {
        return refuse(ByHandRefusal::NoPostHere(Whom::Supporter));
    }
    let posts = store::candidacies::own_posts(tx, supportee, today).await?;
    let Some(own) = posts.into_iter().find(|own| own.organisation == organisation) else {
        return refuse(ByHandRefusal::NoPostHere(Whom::Supportee));
    };
    let manager = store::journeys::line_manager(tx, own.post.post).await?;
    if let Some(barrier) = barrier(tx, role, supportee, manager, supporter, starts_on.max(today)).await? {
        return refuse(ByHandRefusal::Rule(barrier));
    }
    let candidacy = waiting(ctx, tx, by, organisation, programme, &own, starts_on).await?;
    let beginning = Beginning {
        candidacy: &candidacy,
        supporter,
        cap: role.at_once.unwrap_or(u32::MAX),
        allowance: Allowance::WithinCap,
        why: "The two agreed on it.",
    };
    let journey = begin(ctx, tx, by, &beginning).await.map_err(|failure| match failure {
        Failure::Refused(Refusal::Full { supports }) => {
            Failure::Refused(ByHandRefusal::Rule(Barrier::Full { supports }))
        }
        Failure::Refused(Refusal::NotRun) => Failure::Refused(ByHandRefusal::NotRun),
        Failure::Refused(Refusal::NoLongerWaits) => Failure::Refused(ByHandRefusal::Runs),
        Failure::NotFound => Failure::NotFound,
        Failure::Fault(fault) => Failure::Fault(fault),
    })?;
    refresh(tx, ctx, journey).await?;
    Ok(journey)
}

/// The one person of an address.
pub(crate) async fn person_at(tx: &Tx, email: &str, whom: Whom) -> Outcome<PersonId, ByHandRefusal> {
    match store::sessions::people_at(tx, &email.trim().to_lowercase()).await?[..] {
        [person] => Ok(person),
        [] => refuse(ByHandRefusal::Unknown(whom)),
        _ => refuse(ByHandRefusal::Ambiguous(whom)),
    }
}

/// What of a role's own rules stands against a person in it.
pub(crate) async fn barrier(
    tx: &Tx,
    role: &Role,
    supportee: PersonId,
    line_manager: Option<PersonId>,
    person: PersonId,
    on: Date,
) -> Result<Option<Barrier>, store::Fault> {
    if role.never.contains(&Never::Oneself) && person == supportee {
        return Ok(Some(Barrier::Oneself));
    }
    if role.never.contains(&Never::LineManager) && line_manager == Some(person) {
        return Ok(Some(Barrier::LineManager));
    }
    let Some(rule) = &role.training else { return Ok(None) };
    let trained_on = store::journeys::last_trained(tx, person, &rule.initial).await?;
    Ok(untrained(rule, trained_on, on))
}

/// The candidacy that the journey grows out of: made now, with the yes that the lead was given.
async fn waiting(
    ctx: &Context,
    tx: &Tx,
    lead: PersonId,
    organisation: OrganisationId,
    programme: &Programme,
    own: &store::candidacies::OwnPost,
    starts_on: Date,
) -> Outcome<Candidacy, ByHandRefusal> {
    let now = ctx.now();
    let known = store::candidacies::find_for_post(tx, own.post.post, &programme.key).await?;
    let again = match known {
        None => None,
        Some(known) => match known.state {
            State::Matched if store::journeys::runs(tx, own.post.post, &programme.key).await? => {
                return refuse(ByHandRefusal::Runs);
            }
            State::Matched => Some(known),
            State::Accepted => return refuse(ByHandRefusal::Waits(known.id)),
            _ => return refuse(ByHandRefusal::ToBeAnswered(known.id)),
        },
    };
    if let Some(ended) = again {
        let waits = ended.after(By::Product, &Action::Unmatch, now);
        let mut waits = waits.expect("what was matched can be unmatched");
        waits.starts_on = starts_on;
        waits.origin = Origin::Lead;
        store::candidacies::update(tx, ended.state, &waits).await?;
        store::candidacies::restart(tx, waits.id, starts_on).await?;
        return Ok(waits);
    }
    let candidacy = Candidacy {
        id: ctx.new_id(),
        person: own.post.person,
        organisation,
        post: own.post.post,
        programme: programme.key.clone(),
        profession: own.post.joining.profession.clone(),
        transition: own.post.joining.transition.clone(),
        starts_on,
        state: State::Accepted,
        state_since: now,
        state_reason: None,
        before: None,
        origin: Origin::Lead,
        recognised_at: now,
        requested_at: None,
        request_answered_at: None,
        offered_at: None,
        seen_at: None,
        answered_at: Some(now),
    };
    store::candidacies::insert_all(tx, std::slice::from_ref(&candidacy)).await?;
    let event = Event::new(ctx.new_id(), now, Some(lead), &format!("{}.add", candidacies::NOUN), candidacy.id);
    store::events::record(tx, &event.at(organisation).saying("Was added by hand, having agreed")).await?;
    Ok(candidacy)
}
