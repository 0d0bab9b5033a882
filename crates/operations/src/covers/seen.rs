//! What somebody sees of a cover, and who may name one.

use std::sync::Arc;

use domain::ids::{CoverId, JourneyId, PersonId};
use domain::programmes::{Onlooker, Party, Power, Programme};
use store::covers::Cover;
use store::endings::Subject;
use store::journeys::Held;
use store::{Connection, Fault};

use crate::{Context, access};

/// A running journey as somebody who may name cover, or is told of it, sees it.
#[derive(Debug, Clone)]
pub struct Stand {
    pub subject: Subject,
    pub programme: Arc<Programme>,
    pub viewer: PersonId,
    /// Whether the viewer may name somebody: the supporter, and whoever matches people.
    pub names: bool,
    /// The one who supports today.
    pub supporter: Option<Held>,
    /// Everybody in a role today.
    pub held: Vec<Held>,
    /// Covers that are not over.
    pub covers: Vec<Cover>,
}

impl Stand {
    /// Those who alone may stand in for a role, where the programme has roles for that; nothing: anybody who might hold it.
    pub fn group(&self) -> Option<Vec<&Held>> {
        let supporter = &self.programme.supporter;
        let roles: Vec<_> =
            self.programme.roles.iter().filter(|role| role.covers.as_ref() == Some(supporter)).collect();
        if roles.is_empty() {
            return None;
        }
        Some(self.held.iter().filter(|held| roles.iter().any(|role| role.key == held.role)).collect())
    }
}

/// A running journey, for its two and whoever matches people; nothing for anybody else.
///
/// # Errors
/// The database failed.
pub async fn stand_of(
    ctx: &Context,
    connection: &impl Connection,
    viewer: PersonId,
    journey: JourneyId,
) -> Result<Option<Stand>, Fault> {
    let today = ctx.today();
    let subject = store::endings::subject(connection, journey).await?.filter(|one| one.ended_on.is_none());
    let Some(subject) = subject else { return Ok(None) };
    let Some(programme) = ctx.programmes.version(&subject.version) else { return Ok(None) };
    let standing = store::access::standing(connection, viewer, journey, today).await?;
    let supports = standing.contains(&Onlooker::Party(Party::Role(programme.supporter.clone())));
    let matches =
        access::may_in(ctx, connection, viewer, subject.organisation, Power::Match, &subject.programme).await?;
    if viewer != subject.person && !supports && !matches {
        return Ok(None);
    }
    let held = store::journeys::held(connection, journey, today).await?;
    let here = |held: &Held| held.started_on <= today || held.started_on <= subject.starts_on;
    let held: Vec<Held> = held.into_iter().filter(here).collect();
    Ok(Some(Stand {
        programme: Arc::clone(programme),
        viewer,
        names: supports || matches,
        supporter: held.iter().find(|held| held.role == programme.supporter).cloned(),
        held,
        covers: store::covers::list(connection, journey, today).await?,
        subject,
    }))
}

/// Who looks at a cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looks {
    Supportee,
    /// The one who is stood in for.
    Covered,
    /// The one who stands in.
    Cover,
    Lead,
}

/// A cover as somebody sees it.
#[derive(Debug, Clone)]
pub struct Seen {
    pub cover: Cover,
    pub looks: Looks,
    pub programme: Arc<Programme>,
    pub subject: Subject,
}

/// A cover, for those whom it concerns; nothing for anybody else. Whoever stands in learns of it when they are named, and
/// sees more only in its days.
///
/// # Errors
/// The database failed.
pub async fn seen_by(
    ctx: &Context,
    connection: &impl Connection,
    viewer: PersonId,
    id: CoverId,
) -> Result<Option<Seen>, Fault> {
    let Some(cover) = store::covers::find(connection, id).await? else { return Ok(None) };
    let Some(subject) = store::endings::subject(connection, cover.journey).await? else { return Ok(None) };
    let Some(programme) = ctx.programmes.version(&subject.version) else { return Ok(None) };
    let standing = store::access::standing(connection, viewer, cover.journey, ctx.today()).await?;
    let looks = if viewer == cover.supportee {
        Looks::Supportee
    } else if viewer == cover.of && standing.contains(&Onlooker::Party(Party::Role(cover.role.clone()))) {
        Looks::Covered
    } else if viewer == cover.person && ctx.today() <= cover.finished_on {
        Looks::Cover
    } else if access::may_in(ctx, connection, viewer, subject.organisation, Power::Match, &subject.programme).await? {
        Looks::Lead
    } else {
        return Ok(None);
    };
    Ok(Some(Seen { cover, looks, programme: Arc::clone(programme), subject }))
}
