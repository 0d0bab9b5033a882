//! Doing something otherwise than the programme says, when both sides agree and say why (E4, D3). The text is written
//! once and signed by both; from the last signature on it counts as an agreed exception, apart from every other figure.

mod propose;
mod settle;
mod sign;

use std::sync::Arc;

use domain::exceptions::sides;
use domain::ids::{ExceptionId, Id, JourneyId, OrganisationId, PersonId};
use domain::programmes::{Onlooker, Party, Programme};
use jiff::civil::Date;
use store::candidacies::Recipient;
use store::exceptions::Exception;
use store::mail::Letter;
use store::{Connection, Fault, Tx};

use crate::Context;

pub use propose::{ProposeRefusal, propose};
pub use settle::{SettleRefusal, decline, withdraw};
pub use sign::{SignRefusal, sign};

/// The noun under which events and letters speak of them.
pub const NOUN: &str = "exceptions";

/// A journey as one of its two sides sees it.
#[derive(Debug, Clone)]
pub struct Side {
    pub journey: JourneyId,
    pub organisation: OrganisationId,
    pub programme: Arc<Programme>,
    pub starts_on: Date,
    /// Who is looking.
    pub viewer: PersonId,
    /// The side they are on. Somebody on both is on the first alone: nobody signs for two.
    pub party: Party,
    /// Both sides with everybody on them, the one supported first.
    pub people: Vec<(Party, PersonId, String)>,
}

impl Side {
    /// Everybody on the other side.
    pub fn others(&self) -> impl Iterator<Item = &(Party, PersonId, String)> {
        self.people.iter().filter(|(party, person, _)| *party != self.party && *person != self.viewer)
    }

    /// The name of somebody on either side.
    pub fn name_of(&self, person: PersonId) -> &str {
        let found = self.people.iter().find(|(_, known, _)| *known == person);
        found.map_or("", |(.., name)| name.as_str())
    }
}

/// The running journey, if the person is on one of its two sides today; nothing for anybody else.
///
/// # Errors
/// The database failed.
pub async fn side_of(
    ctx: &Context,
    connection: &impl Connection,
    viewer: PersonId,
    journey: JourneyId,
) -> Result<Option<Side>, Fault> {
    let today = ctx.today();
    let Some(running) = store::journeys::running(connection, journey).await? else { return Ok(None) };
    let Some(programme) = ctx.programmes.version(&running.version) else { return Ok(None) };
    let standing = store::access::standing(connection, viewer, journey, today).await?;
    let party = sides(programme).into_iter().find(|side| standing.contains(&Onlooker::Party(side.clone())));
    let Some(party) = party else { return Ok(None) };
    let mut people = vec![(Party::Supportee, running.person, running.name)];
    let held = store::journeys::held(connection, journey, today).await?;
    let supporters = held.into_iter().filter(|held| held.role == programme.supporter);
    people.extend(supporters.map(|held| (Party::Role(held.role), held.person, held.name)));
    Ok(Some(Side {
        journey,
        organisation: running.organisation,
        programme: Arc::clone(programme),
        starts_on: running.starts_on,
        viewer,
        party,
        people,
    }))
}

/// One of them, as one of the two sides sees it; nothing for anybody else.
///
/// # Errors
/// The database failed.
pub async fn find(
    ctx: &Context,
    connection: &impl Connection,
    viewer: PersonId,
    id: ExceptionId,
) -> Result<Option<(Exception, Side)>, Fault> {
    let Some(exception) = store::exceptions::find(connection, id).await? else { return Ok(None) };
    let side = side_of(ctx, connection, viewer, exception.journey).await?;
    Ok(side.map(|side| (exception, side)))
}

/// Writes to everybody on the other side; never what was agreed, nor why.
async fn tell(
    ctx: &Context,
    tx: &Tx,
    side: &Side,
    id: ExceptionId,
    subject: &str,
    sentence: &str,
) -> Result<(), Fault> {
    let others: Vec<PersonId> = side.others().map(|(_, person, _)| *person).collect();
    let known = store::candidacies::recipients(tx, &others).await?;
    let nobody = Recipient::default();
    for person in others {
        let to = known.get(&person).unwrap_or(&nobody);
        let Some(address) = to.address(side.starts_on, ctx.today()) else { continue };
        let letter = Letter {
            id: ctx.new_id(),
            person: Some(person),
            recipient: address.to_owned(),
            kind: format!("{NOUN}.told"),
            subject: subject.to_owned(),
            body: format!("Hello {}\n\n{sentence}\n\n{}/exceptions/{id}\n", to.first_name, ctx.address),
            calendar: None,
            about: Some((crate::journeys::NOUN.to_owned(), side.journey.uuid())),
            created_at: ctx.now(),
            send_after: ctx.now(),
        };
        store::mail::queue(tx, &letter).await?;
    }
    Ok(())
}

/// Keeps an event.
async fn note(ctx: &Context, tx: &Tx, side: &Side, id: ExceptionId, verb: &str, sentence: &str) -> Result<(), Fault> {
    let kind = format!("{NOUN}.{verb}");
    let event = store::events::Event::new(ctx.new_id(), ctx.now(), Some(side.viewer), &kind, id);
    store::events::record(tx, &event.at(side.organisation).within(side.journey).saying(sentence)).await
}
