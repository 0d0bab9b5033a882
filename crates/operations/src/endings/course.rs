//! A journey as somebody who may change its course sees it.

use std::sync::Arc;

use domain::endings::By;
use domain::ids::{JourneyId, PersonId};
use domain::programmes::{Onlooker, Party, Power, Programme};
use store::endings::{EndingRow, EndingState, PauseRow, Subject};
use store::{Connection, Fault};

use crate::{Context, access};

/// A journey, with what somebody may do about its course.
#[derive(Debug, Clone)]
pub struct Course {
    pub subject: Subject,
    pub programme: Arc<Programme>,
    pub viewer: PersonId,
    /// On which side the viewer is: one of the two before the lead.
    pub by: By,
    /// Whether the viewer looks after the programme here, and so may end a journey alone.
    pub leads: bool,
    /// The supporters of today, by name.
    pub supporters: Vec<(PersonId, String)>,
    /// The latest first.
    pub pauses: Vec<PauseRow>,
    /// The end that waits or stands, if any.
    pub ending: Option<EndingRow>,
}

impl Course {
    /// Who would have to agree to an end, when the viewer asks for it.
    pub fn others(&self) -> Vec<(PersonId, String)> {
        match self.by {
            By::Supportee => self.supporters.clone(),
            By::Supporter => vec![(self.subject.person, self.subject.name.clone())],
            By::Lead => Vec::new(),
        }
    }

    /// The pause of today, if there is one.
    pub fn paused(&self, today: jiff::civil::Date) -> Option<&PauseRow> {
        self.pauses.iter().find(|pause| pause.period.contains(today))
    }
}

/// The course of a journey, for one of the two it is about and for whoever leads the programme; nothing for anybody else.
///
/// # Errors
/// The database failed.
pub async fn course_of(
    ctx: &Context,
    connection: &impl Connection,
    viewer: PersonId,
    journey: JourneyId,
) -> Result<Option<Course>, Fault> {
    let today = ctx.today();
    let Some(subject) = store::endings::subject(connection, journey).await? else { return Ok(None) };
    let Some(programme) = ctx.programmes.version(&subject.version) else { return Ok(None) };
    let standing = store::access::standing(connection, viewer, journey, today).await?;
    let power = Power::ManageCandidates;
    let leads = access::may_in(ctx, connection, viewer, subject.organisation, power, &subject.programme).await?;
    let is = |party: Party| standing.contains(&Onlooker::Party(party));
    let by = if is(Party::Supportee) {
        By::Supportee
    } else if is(Party::Role(programme.supporter.clone())) {
        By::Supporter
    } else if leads {
        By::Lead
    } else {
        return Ok(None);
    };
    let held = store::journeys::held(connection, journey, today).await?;
    let supporters = held.into_iter().filter(|held| held.role == programme.supporter && held.started_on <= today);
    let ending = store::endings::latest(connection, journey).await?;
    Ok(Some(Course {
        programme: Arc::clone(programme),
        viewer,
        by,
        leads,
        supporters: supporters.map(|held| (held.person, held.name)).collect(),
        pauses: store::endings::pauses(connection, journey).await?,
        ending: ending.filter(|one| matches!(one.state, EndingState::Proposed | EndingState::Standing)),
        subject,
    }))
}
