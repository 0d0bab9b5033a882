//! What somebody sees of a change of supporter.

use std::sync::Arc;

use domain::endings::By;
use domain::handovers::{Looks, can_write};
use domain::ids::{HandoverId, JourneyId, PersonId};
use domain::programmes::{Onlooker, Party, Power, Programme};
use store::endings::Subject;
use store::handovers::{ChangeRequest, Handover};
use store::journeys::Held;
use store::{Connection, Fault};

use crate::{Context, access};

/// A running journey as somebody who may wish for another supporter, or name one, sees it.
#[derive(Debug, Clone)]
pub struct Change {
    pub subject: Subject,
    pub programme: Arc<Programme>,
    pub viewer: PersonId,
    /// On which side of it the viewer is, if on one.
    pub side: Option<By>,
    /// Whether the viewer matches people in the programme here.
    pub matches: bool,
    /// The one who supports today.
    pub supporter: Option<Held>,
    /// The wishes that the viewer may read: their own, or all for whoever matches.
    pub requests: Vec<ChangeRequest>,
    /// Changes named so far, the latest first.
    pub handovers: Vec<Handover>,
}

impl Change {
    /// The change that lies ahead, if one is named.
    pub fn ahead(&self, today: jiff::civil::Date) -> Option<&Handover> {
        self.handovers.iter().find(|handover| handover.changes_on > today)
    }
}

/// A running journey, for its two and whoever matches people; nothing for anybody else.
///
/// # Errors
/// The database failed.
pub async fn change_of(
    ctx: &Context,
    connection: &impl Connection,
    viewer: PersonId,
    journey: JourneyId,
) -> Result<Option<Change>, Fault> {
    let today = ctx.today();
    let subject = store::endings::subject(connection, journey).await?.filter(|one| one.ended_on.is_none());
    let Some(subject) = subject else { return Ok(None) };
    let Some(programme) = ctx.programmes.version(&subject.version) else { return Ok(None) };
    let standing = store::access::standing(connection, viewer, journey, today).await?;
    let is = |party: Party| standing.contains(&Onlooker::Party(party));
    let side = if is(Party::Supportee) {
        Some(By::Supportee)
    } else {
        is(Party::Role(programme.supporter.clone())).then_some(By::Supporter)
    };
    let matches =
        access::may_in(ctx, connection, viewer, subject.organisation, Power::Match, &subject.programme).await?;
    if side.is_none() && !matches {
        return Ok(None);
    }
    let held = store::journeys::held(connection, journey, today).await?;
    let early = |held: &Held| held.started_on <= today || held.started_on <= subject.starts_on;
    let supporter = held.into_iter().find(|held| held.role == programme.supporter && early(held));
    let mut requests = store::handovers::requests_in(connection, journey).await?;
    // Nobody on the other side learns that somebody wishes for a change, or why.
    requests.retain(|request| request.asked_by == viewer || (matches && side.is_none()));
    Ok(Some(Change {
        programme: Arc::clone(programme),
        viewer,
        side,
        matches: matches && side.is_none(),
        supporter,
        requests,
        handovers: store::handovers::list(connection, journey).await?,
        subject,
    }))
}

/// A change of supporter as somebody sees it.
#[derive(Debug, Clone)]
pub struct Seen {
    pub handover: Handover,
    pub looks: Looks,
    pub programme: Arc<Programme>,
    pub subject: Subject,
    /// Whether the one who goes can still write.
    pub can_write: bool,
}

impl Seen {
    /// The note, for those who may read it now.
    pub fn note(&self) -> Option<&str> {
        let handover = &self.handover;
        let note = Some(handover.note.as_str()).filter(|note| !note.is_empty());
        note.filter(|_| self.looks.reads(handover.note_state))
    }
}

/// A change of supporter, for the three whom it concerns and whoever matches people; nothing for anybody else. The one
/// who goes sees it for as long as they may write; the one who comes from their first day on.
///
/// # Errors
/// The database failed.
pub async fn seen_by(
    ctx: &Context,
    connection: &impl Connection,
    viewer: PersonId,
    id: HandoverId,
) -> Result<Option<Seen>, Fault> {
    let today = ctx.today();
    let Some(handover) = store::handovers::find(connection, id).await? else { return Ok(None) };
    let Some(subject) = store::endings::subject(connection, handover.journey).await? else { return Ok(None) };
    let Some(programme) = ctx.programmes.version(&subject.version) else { return Ok(None) };
    let can_write = can_write(handover.changes_on, today);
    let standing = store::access::standing(connection, viewer, handover.journey, today).await?;
    let supports = standing.contains(&Onlooker::Party(Party::Role(handover.role.clone())));
    let looks = if viewer == handover.supportee {
        Looks::Supportee
    } else if viewer == handover.from && (supports || can_write) {
        Looks::Going
    } else if viewer == handover.to && supports {
        Looks::Coming
    } else if access::may_in(ctx, connection, viewer, subject.organisation, Power::Match, &subject.programme).await? {
        Looks::Lead
    } else {
        return Ok(None);
    };
    Ok(Some(Seen { handover, looks, programme: Arc::clone(programme), subject, can_write }))
}
