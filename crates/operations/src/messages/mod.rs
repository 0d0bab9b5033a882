//! Messages between the people of a journey (P4): written as drafts that nothing loses, sent after one has seen exactly who
//! receives them, answered within the time the programme says in the working time of whoever answers.

mod close;
mod draft;
mod due;
mod letters;
mod send;

use std::sync::Arc;

use domain::access::decide;
use domain::ids::{JourneyId, OrganisationId, PersonId, ThreadId};
use domain::messages::{Matter, Person, Receiver, receivers, writes};
use domain::programmes::{Kind, Party, Programme};
use jiff::civil::Date;
use store::messages::Thread;
use store::overview;
use store::{Connection, Fault};

use crate::Context;

pub use close::{CloseRefusal, close, note_read};
pub use draft::{FIELDS, Typed, keep, throw_away};
pub use due::{expected_by, reckon_again};
pub use send::{Checked, SendProblem, SendRefusal, Sending, Wanted, check, send};

/// The noun under which events and letters speak of them.
pub const NOUN: &str = "messages";

/// A journey as somebody sees it who may write in it.
#[derive(Debug, Clone)]
pub struct Writer {
    pub journey: JourneyId,
    pub organisation: OrganisationId,
    pub programme: Arc<Programme>,
    pub starts_on: Date,
    /// Whether it runs: what has ended is read by whoever keeps it, and nothing is added.
    pub ended_on: Option<Date>,
    pub person: PersonId,
    pub party: Party,
    pub name: String,
    /// Everybody of the journey who may read messages, the one supported first.
    pub people: Vec<Person>,
}

impl Writer {
    /// Those to whom something can be addressed.
    pub fn others(&self) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(|one| one.person != self.person)
    }

    /// Exactly those who receive what is written now.
    pub fn receivers(&self, to: &[PersonId], matter: Matter) -> Vec<Receiver> {
        receivers(&self.programme, &self.people, self.person, to, matter)
    }

    /// Can anything be written?
    pub fn can_write(&self) -> bool {
        self.ended_on.is_none() && self.others().next().is_some()
    }
}

/// The journey, for somebody whom its programme lets read messages today; to anybody else there is none. Whoever is
/// supported keeps what they wrote and received after it has ended; a supporter's access ends with their part.
///
/// # Errors
/// The database failed, or the journey's version of its programme is not at hand.
pub async fn writer(
    ctx: &Context,
    connection: &impl Connection,
    person: PersonId,
    journey: JourneyId,
) -> Result<Option<Writer>, Fault> {
    let today = ctx.today();
    let standing = store::access::standing(connection, person, journey, today).await?;
    let Some(head) = overview::head(connection, &ctx.programmes, journey, today).await? else { return Ok(None) };
    if !decide(&head.programme.sharing, &standing, &Kind::Message.item()).allows() {
        return Ok(None);
    }
    let mut people =
        vec![Person { person: head.supportee, party: Party::Supportee, name: head.supportee_name.clone() }];
    for (party, person, name) in &head.supporters {
        let one = Person { person: *person, party: party.clone(), name: name.clone() };
        if writes(&head.programme, party) && !people.contains(&one) {
            people.push(one);
        }
    }
    let Some(me) = people.iter().find(|one| one.person == person).cloned() else { return Ok(None) };
    Ok(Some(Writer {
        journey,
        organisation: head.organisation,
        programme: head.programme,
        starts_on: head.starts_on,
        ended_on: head.ended_on.filter(|on| *on < today),
        person,
        party: me.party,
        name: me.name,
        people,
    }))
}

/// A thread in which the person wrote or received something, while the programme lets them read messages of the journey.
///
/// # Errors
/// The database failed, or the journey's version of its programme is not at hand.
pub async fn thread(
    ctx: &Context,
    connection: &impl Connection,
    person: PersonId,
    thread: ThreadId,
) -> Result<Option<(Thread, Writer)>, Fault> {
    let Some(thread) = store::messages::visible_thread(connection, person, thread).await? else { return Ok(None) };
    let writer = writer(ctx, connection, person, thread.journey).await?;
    Ok(writer.map(|writer| (thread, writer)))
}
