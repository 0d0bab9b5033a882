//! Placements: where, when, with whom, what each offers, and what the person supported asked not to raise there (P5). The
//! last is theirs and their tutors': nothing that a placement supervisor gets ever has it.

mod keep;
mod silence;

use std::sync::Arc;

use domain::access::{Decision, decide};
use domain::ids::{JourneyId, OrganisationId, PersonId, PlacementId};
use domain::keys::MeetingKey;
use domain::programmes::{Kind, Onlooker, Placements, Programme};
use jiff::civil::Date;
use store::events::Event;
use store::placements::{Placement, Silence};
use store::{Connection, Fault, Tx, events, overview};

use crate::Context;

pub use keep::{KeepRefusal, Said, change, enter};
pub use silence::{SilenceRefusal, ask_silence, say_raised, take_back};

/// The noun under which events and letters speak of them.
pub const NOUN: &str = "placements";

/// The placements of a journey, as somebody sees them.
#[derive(Debug, Clone)]
pub struct View {
    pub journey: JourneyId,
    pub organisation: OrganisationId,
    pub programme: Arc<Programme>,
    pub supportee: PersonId,
    pub supportee_name: String,
    /// The names of those whom the programme lets read what is not to be raised, but for the one supported.
    pub confidants: Vec<(PersonId, String)>,
    pub starts_on: Date,
    pub ended_on: Option<Date>,
    pub viewer: PersonId,
    pub sees: Decision,
    pub standing: Vec<Onlooker>,
}

impl View {
    /// What the programme says of placements.
    pub fn rules(&self) -> &Placements {
        self.programme.placements.as_ref().expect("a view is made only where there are placements")
    }

    /// May the viewer enter and change placements?
    pub fn keeps(&self) -> bool {
        self.ended_on.is_none()
            && self.sees.allows()
            && self.rules().kept_by.iter().any(|party| self.standing.contains(&Onlooker::Party(party.clone())))
    }

    /// May the viewer read what is not to be raised?
    pub fn knows_silences(&self) -> bool {
        decide(&self.programme.sharing, &self.standing, &Kind::NotToRaise.item()).allows()
    }

    /// Is it the viewer's own journey?
    pub fn is_own(&self) -> bool {
        self.viewer == self.supportee
    }
}

/// The placements of a journey, for somebody to whom the programme opens them; to anybody else there are none.
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
    let sees = decide(&head.programme.sharing, &standing, &Kind::Placement.item());
    if head.programme.placements.is_none() || sees == Decision::Hide {
        return Ok(None);
    }
    let mut confidants: Vec<(PersonId, String)> = Vec::new();
    for (party, person, name) in &head.supporters {
        let onlooker = [Onlooker::Party(party.clone())];
        let knows = decide(&head.programme.sharing, &onlooker, &Kind::NotToRaise.item()).allows();
        if knows && confidants.iter().all(|(known, _)| known != person) {
            confidants.push((*person, name.clone()));
        }
    }
    Ok(Some(View {
        journey,
        organisation: head.organisation,
        programme: head.programme,
        supportee: head.supportee,
        supportee_name: head.supportee_name,
        confidants,
        starts_on: head.starts_on,
        ended_on: head.ended_on.filter(|on| *on < today),
        viewer,
        sees,
        standing,
    }))
}

/// One placement, for somebody who may read all of it.
///
/// # Errors
/// The database failed, or the journey's version of its programme is not at hand.
pub async fn find(
    ctx: &Context,
    connection: &impl Connection,
    viewer: PersonId,
    id: PlacementId,
) -> Result<Option<(Placement, View)>, Fault> {
    let Some(placement) = store::placements::find(connection, id).await? else { return Ok(None) };
    let view = view(ctx, connection, viewer, placement.journey).await?;
    Ok(view.filter(|view| view.sees.allows()).map(|view| (placement, view)))
}

/// What is not to be raised at a meeting of this kind on a day, for somebody who may know it: of the placement that the day
/// falls into, or of all where it falls into none. Empty for any other kind of meeting, and for anybody else.
///
/// # Errors
/// The database failed, or the journey's version of its programme is not at hand.
pub async fn before_visit(
    ctx: &Context,
    connection: &impl Connection,
    viewer: PersonId,
    journey: JourneyId,
    (kind, on): (&MeetingKey, Date),
) -> Result<Vec<Silence>, Fault> {
    let Some(view) = view(ctx, connection, viewer, journey).await? else { return Ok(Vec::new()) };
    if view.rules().visit != *kind || !view.knows_silences() {
        return Ok(Vec::new());
    }
    let placements = store::placements::list(connection, journey).await?;
    let within = |one: &&Placement| one.started_on <= on && one.finished_on.is_none_or(|end| on <= end);
    let here: Vec<PlacementId> = placements.iter().filter(within).map(|one| one.id).collect();
    let silences = store::placements::silences(connection, journey).await?;
    Ok(silences.into_iter().filter(|one| here.is_empty() || here.contains(&one.placement)).collect())
}

async fn note(ctx: &Context, tx: &Tx, view: &View, verb: &str, sentence: &str) -> Result<(), Fault> {
    let event = Event::new(ctx.new_id(), ctx.now(), Some(view.viewer), &format!("{NOUN}.{verb}"), view.journey);
    events::record(tx, &event.at(view.organisation).within(view.journey).saying(sentence)).await
}
