//! What people are told when a journey stands still, ends or goes on: that it does and where to look. Never why.

use domain::ids::{Id, JourneyId, PersonId};
use domain::programmes::{Gives, Onlooker, Power, Programme};
use store::candidacies::Recipient;
use store::endings::Subject;
use store::mail::Letter;
use store::{Fault, Tx};

use super::NOUN;
use crate::Context;

/// Something to tell.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told<'a> {
    /// The verb of the letter's kind: `pause`.
    pub verb: &'a str,
    pub subject: &'a str,
    /// One paragraph or more.
    pub text: &'a str,
    /// The page, from its slash on.
    pub path: &'a str,
}

/// Who is concerned by the course of a journey today: the one supported, whoever holds a role, and the line manager where
/// the programme lets them see how it goes.
pub(super) async fn concerned(
    ctx: &Context,
    tx: &Tx,
    subject: &Subject,
    programme: &Programme,
) -> Result<Vec<PersonId>, Fault> {
    let mut people = vec![subject.person];
    let held = store::journeys::held(tx, subject.journey, ctx.today()).await?;
    people.extend(held.into_iter().map(|held| held.person));
    let progress = "progress".parse().expect("written here, and a key");
    if programme.sharing.gives(&Onlooker::LineManager, &progress) != Gives::Nothing {
        people.extend(subject.line_manager);
    }
    people.sort_unstable();
    people.dedup();
    Ok(people)
}

/// Whoever looks after the programme at the organisation today, with this power.
pub(crate) async fn leads(
    ctx: &Context,
    tx: &Tx,
    subject: &Subject,
    programme: &Programme,
    power: Power,
) -> Result<Vec<PersonId>, Fault> {
    let mut leads = Vec::new();
    for office in programme.offices.iter().filter(|office| office.may(power)) {
        let office = programme.office_ref(&office.key);
        leads.extend(store::access::holders(tx, subject.organisation, &office, ctx.today()).await?);
    }
    leads.sort_unstable();
    leads.dedup();
    Ok(leads)
}

/// Writes to people, each once, and not to whoever did it.
pub(crate) async fn tell(
    ctx: &Context,
    tx: &Tx,
    subject: &Subject,
    by: Option<PersonId>,
    people: &[PersonId],
    told: Told<'_>,
) -> Result<(), Fault> {
    let known = store::candidacies::recipients(tx, people).await?;
    let nobody = Recipient::default();
    for person in people.iter().filter(|person| Some(**person) != by) {
        let to = known.get(person).unwrap_or(&nobody);
        // Before the first day the one supported is at home.
        let since = if *person == subject.person { subject.starts_on } else { ctx.today() };
        let Some(address) = to.address(since, ctx.today()) else { continue };
        let letter = Letter {
            id: ctx.new_id(),
            person: Some(*person),
            recipient: address.to_owned(),
            kind: format!("{NOUN}.{}", told.verb),
            subject: told.subject.to_owned(),
            body: format!("Hello {}\n\n{}\n\n{}{}\n", to.first_name, told.text, ctx.address, told.path),
            calendar: None,
            // It is about an end, which may end what the person had to do with the journey.
            about: Some((NOUN.to_owned(), subject.journey.uuid())),
            created_at: ctx.now(),
            send_after: ctx.now(),
        };
        store::mail::queue(tx, &letter).await?;
    }
    Ok(())
}

/// The page of a journey.
pub(super) fn page_of(journey: JourneyId) -> String {
    format!("/journeys/{journey}")
}
