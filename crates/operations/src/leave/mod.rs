//! Leave and absence where line management is delegated to a role (P5). A programme that delegates nothing has none of it.

mod absence;
mod answer;
mod ask;
mod letters;
mod pause;

use std::sync::Arc;

use domain::access::{Decision, decide};
use domain::ids::{JourneyId, LeaveId, OrganisationId, PersonId};
use domain::keys::RoleKey;
use domain::programmes::{Delegation, Kind, Onlooker, Party, Programme};
use jiff::civil::Date;
use store::leave::Leave;
use store::overview;
use store::{Connection, Fault, Tx};

use crate::Context;

pub use absence::{AbsenceRefusal, forget_absence, note_absence};
pub use answer::{AnswerRefusal, act};
pub use ask::{AskRefusal, Request, ask};
pub use pause::{Long, PauseRefusal, long_times, pause, resume};

/// The noun under which events and letters speak of it.
pub const NOUN: &str = "leave";

/// A journey with what of line management is delegated in it, as somebody sees it.
#[derive(Debug, Clone)]
pub struct View {
    pub journey: JourneyId,
    pub organisation: OrganisationId,
    pub programme: Arc<Programme>,
    pub supportee: PersonId,
    pub supportee_name: String,
    pub starts_on: Date,
    pub ended_on: Option<Date>,
    pub viewer: PersonId,
    /// What the sharing table gives: everything, or only the days.
    pub sees: Decision,
    /// In which ways the viewer stands to the journey.
    pub standing: Vec<Onlooker>,
    /// Who may decide on leave, the programme's main supporter first.
    pub deciders: Vec<(PersonId, String, RoleKey)>,
}

impl View {
    /// Is it the viewer's own leave?
    pub fn is_own(&self) -> bool {
        self.viewer == self.supportee
    }

    /// Does a role of the viewer carry this part of line management?
    pub fn carries(&self, what: Delegation) -> bool {
        let mut roles = self.programme.delegated(what);
        self.sees.allows() && roles.any(|role| self.standing.contains(&Onlooker::Party(Party::Role(role.key.clone()))))
    }

    /// May the viewer decide on leave?
    pub fn decides(&self) -> bool {
        !self.is_own() && self.carries(Delegation::ApproveLeave)
    }

    /// May the viewer note an absence?
    pub fn notes_absence(&self) -> bool {
        self.is_own() || self.carries(Delegation::KnowAbsence)
    }

    /// Does the journey still run?
    pub fn runs(&self) -> bool {
        self.ended_on.is_none()
    }
}

/// Leave and absence of a journey, for somebody to whom its programme opens them; to anybody else there is none, and none
/// at all where nothing is delegated.
///
/// # Errors
/// The database failed, or the journey's version of its programme is not at hand.
pub async fn view(
    ctx: &Context,
    connection: &impl Connection,
    viewer: PersonId,
    journey: JourneyId,
) -> Result<Option<View>, Fault> {
    let today = ctx.today();
    let standing = store::access::standing(connection, viewer, journey, today).await?;
    let Some(head) = overview::head(connection, &ctx.programmes, journey, today).await? else { return Ok(None) };
    let programme = head.programme;
    if programme
        .delegated(Delegation::ApproveLeave)
        .chain(programme.delegated(Delegation::KnowAbsence))
        .next()
        .is_none()
    {
        return Ok(None);
    }
    let sees = decide(&programme.sharing, &standing, &Kind::Leave.item());
    if sees == Decision::Hide {
        return Ok(None);
    }
    let mut deciders = Vec::new();
    for (party, person, name) in &head.supporters {
        let Party::Role(role) = party else { continue };
        if programme.delegated(Delegation::ApproveLeave).any(|one| one.key == *role) && *person != head.supportee {
            deciders.push((*person, name.clone(), role.clone()));
        }
    }
    Ok(Some(View {
        journey,
        organisation: head.organisation,
        programme,
        supportee: head.supportee,
        supportee_name: head.supportee_name,
        starts_on: head.starts_on,
        ended_on: head.ended_on.filter(|on| *on < today),
        viewer,
        sees,
        standing,
        deciders,
    }))
}

/// One request, for somebody to whom all of it is open.
///
/// # Errors
/// The database failed, or the journey's version of its programme is not at hand.
pub async fn find(
    ctx: &Context,
    connection: &impl Connection,
    viewer: PersonId,
    id: LeaveId,
) -> Result<Option<(Leave, View)>, Fault> {
    let Some(leave) = store::leave::find(connection, id).await? else { return Ok(None) };
    let view = view(ctx, connection, viewer, leave.journey).await?;
    Ok(view.filter(|view| view.sees.allows()).map(|view| (leave, view)))
}

/// Keeps an event.
async fn note(ctx: &Context, tx: &Tx, view: &View, verb: &str, sentence: &str) -> Result<(), Fault> {
    let kind = format!("{NOUN}.{verb}");
    let event = store::events::Event::new(ctx.new_id(), ctx.now(), Some(view.viewer), &kind, view.journey);
    store::events::record(tx, &event.at(view.organisation).within(view.journey).saying(sentence)).await
}
