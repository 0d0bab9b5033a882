//! The letters of joining. They say that there is something and where, never what anybody wrote in confidence.

use std::collections::BTreeMap;

use domain::calendar::long_date;
use domain::candidacies::{Candidacy, State};
use domain::ids::{Id, OrganisationId, PersonId};
use domain::programmes::{Participation, Power, Programme};
use jiff::SignedDuration;
use jiff::civil::Date;
use store::candidacies::{OfferLink, Recipient};
use store::mail::Letter;
use store::{Connection, Fault, Tx};

use super::NOUN;
use crate::Context;
use crate::programmes::here;
use crate::sessions::hash;

/// How long the link in an offer opens it.
const LINK_LIFE: SignedDuration = SignedDuration::from_hours(24 * 90);

/// What letters about candidates of one organisation need to know: its name and the people written to.
pub(super) struct Desk {
    organisation: String,
    code: String,
    people: BTreeMap<PersonId, Recipient>,
    today: Date,
}

impl Desk {
    /// Reads it, once for however many letters.
    pub(super) async fn at(
        ctx: &Context,
        connection: &impl Connection,
        organisation: OrganisationId,
        candidacies: &[Candidacy],
    ) -> Result<Self, Fault> {
        let people: Vec<PersonId> = candidacies.iter().map(|candidacy| candidacy.person).collect();
        let (code, name) = store::candidacies::organisation(connection, organisation).await?;
        Ok(Self {
            organisation: domain::text::organisation_name(&name),
            code,
            people: store::candidacies::recipients(connection, &people).await?,
            today: ctx.today(),
        })
    }

    /// Where the person is written to, if anywhere.
    pub(super) fn address(&self, candidacy: &Candidacy) -> Option<&str> {
        self.people.get(&candidacy.person)?.address(candidacy.starts_on, self.today)
    }

    /// The person's name.
    pub(super) fn name(&self, candidacy: &Candidacy) -> String {
        self.people.get(&candidacy.person).map(|person| person.full_name.clone()).unwrap_or_default()
    }

    fn first_name(&self, candidacy: &Candidacy) -> &str {
        self.people.get(&candidacy.person).map_or("", |person| &person.first_name)
    }
}

/// The offer itself, with a link that opens it and nothing else.
pub(super) async fn offer(ctx: &Context, tx: &Tx, desk: &Desk, candidacy: &Candidacy) -> Result<(), Fault> {
    let Some(programme) = &here(ctx, tx, candidacy.organisation, &candidacy.programme).await? else { return Ok(()) };
    let name = programme.words.say("programme");
    let link = new_link(ctx, tx, candidacy).await?;
    let starting = if desk.today < candidacy.starts_on { "you start" } else { "you started" };
    let choice = match programme.offering.participation {
        Participation::Voluntary => "Say yes or no here",
        Participation::Mandatory => "Everybody takes part. Read about it and say that you are there, here",
    };
    let body = format!(
        "Hello {first}\n\n{organisation} offers you {name}, because {starting} a new post on {start}.\n\n{purpose}\n\n\
         {choice}:\n\n{link}\n\nThe link is for you alone. It opens this offer and nothing else, and needs no \
         account.\n",
        first = desk.first_name(candidacy),
        organisation = desk.organisation,
        start = long_date(candidacy.starts_on),
        purpose = programme.purpose.trim(),
    );
    send(ctx, tx, desk, candidacy, "candidacies.offer", &format!("You are offered {name}"), body).await
}

/// A reminder of an offer without an answer.
pub(super) async fn reminder(ctx: &Context, tx: &Tx, desk: &Desk, candidacy: &Candidacy) -> Result<(), Fault> {
    let Some(programme) = &here(ctx, tx, candidacy.organisation, &candidacy.programme).await? else { return Ok(()) };
    let name = programme.words.say("programme");
    let offered_on = candidacy.offered_at.map(domain::calendar::date_of).unwrap_or(desk.today);
    let link = new_link(ctx, tx, candidacy).await?;
    let body = format!(
        "Hello {first}\n\nOn {offered} {organisation} offered you {name}. There is no answer from you yet; a yes or a \
         no takes a minute:\n\n{link}\n\nThe link is for you alone. It opens this offer and nothing else, and needs no \
         account.\n",
        first = desk.first_name(candidacy),
        offered = long_date(offered_on),
        organisation = desk.organisation,
    );
    send(ctx, tx, desk, candidacy, "candidacies.reminder", &format!("Your offer of {name}"), body).await
}

/// To those who look after candidates: somebody asked to join.
pub(super) async fn requested(ctx: &Context, tx: &Tx, candidacy: &Candidacy) -> Result<(), Fault> {
    let Some(programme) = &here(ctx, tx, candidacy.organisation, &candidacy.programme).await? else { return Ok(()) };
    let desk = Desk::at(ctx, tx, candidacy.organisation, std::slice::from_ref(candidacy)).await?;
    let name = programme.words.say("programme");
    let body = format!(
        "{person} has asked to join {name}. An answer is owed within {days} working days:\n\n{address}/candidates/{id}\n",
        person = desk.name(candidacy),
        days = programme.offering.answer_within_working_days,
        address = ctx.address,
        id = candidacy.id,
    );
    let subject = format!("A request to join {name}");
    let leads = leads(ctx, tx, candidacy.organisation, programme).await?;
    to_leads(ctx, tx, &leads, Some(candidacy), "candidacies.requested", &subject, &body).await
}

/// To those who look after candidates: offers that stay without an answer.
pub(super) async fn unanswered(
    ctx: &Context,
    tx: &Tx,
    desk: &Desk,
    programme: &Programme,
    lead: PersonId,
    count: usize,
) -> Result<(), Fault> {
    let name = programme.words.say("programme");
    let waits = if count == 1 { "One offer waits".to_owned() } else { format!("{count} offers wait") };
    let body = format!(
        "{waits} for an answer although the person was reminded. You may want to speak to them:\n\n\
         {address}/organisations/{code}/candidates?programme={key}&state=offered\n",
        address = ctx.address,
        code = desk.code,
        key = programme.key,
    );
    let subject = format!("Offers of {name} without an answer");
    to_leads(ctx, tx, &[lead], None, "candidacies.unanswered", &subject, &body).await
}

/// To somebody who asked to join: the answer is there.
pub(super) async fn answered(ctx: &Context, tx: &Tx, candidacy: &Candidacy) -> Result<(), Fault> {
    let Some(programme) = &here(ctx, tx, candidacy.organisation, &candidacy.programme).await? else { return Ok(()) };
    let desk = Desk::at(ctx, tx, candidacy.organisation, std::slice::from_ref(candidacy)).await?;
    let name = programme.words.say("programme");
    let first = desk.first_name(candidacy);
    let body = if candidacy.state == State::Accepted {
        let supporter = programme.words.with_article("supporter");
        format!(
            "Hello {first}\n\nYou asked to join {name}, and the answer is yes. You will hear from us when {supporter} \
             has been found for you. Where it stands:\n\n{}/joining\n",
            ctx.address
        )
    } else {
        format!(
            "Hello {first}\n\nYou asked to join {name}. There is an answer for you, with the reason:\n\n{}/joining\n",
            ctx.address
        )
    };
    send(ctx, tx, &desk, candidacy, "candidacies.answered", &format!("Your request to join {name}"), body).await
}

/// To somebody who knew of it: not now.
pub(super) async fn set_aside(ctx: &Context, tx: &Tx, candidacy: &Candidacy) -> Result<(), Fault> {
    let Some(programme) = &here(ctx, tx, candidacy.organisation, &candidacy.programme).await? else { return Ok(()) };
    let desk = Desk::at(ctx, tx, candidacy.organisation, std::slice::from_ref(candidacy)).await?;
    let name = programme.words.say("programme");
    let body = format!(
        "Hello {first}\n\n{organisation} cannot go on with {name} for you at present. The reason is here, and you can \
         ask to join again:\n\n{address}/joining\n",
        first = desk.first_name(candidacy),
        organisation = desk.organisation,
        address = ctx.address,
    );
    send(ctx, tx, &desk, candidacy, "candidacies.set-aside", &format!("About {name}"), body).await
}

/// Who looks after candidates of a programme at an organisation today.
pub(super) async fn leads(
    ctx: &Context,
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &Programme,
) -> Result<Vec<PersonId>, Fault> {
    let mut leads = Vec::new();
    for office in programme.offices.iter().filter(|office| office.may(Power::ManageCandidates)) {
        leads.extend(
            store::access::holders(connection, organisation, &programme.office_ref(&office.key), ctx.today()).await?,
        );
    }
    leads.sort_unstable();
    leads.dedup();
    Ok(leads)
}

async fn new_link(ctx: &Context, tx: &Tx, candidacy: &Candidacy) -> Result<String, Fault> {
    let secret = ctx.new_secret();
    let link = OfferLink {
        secret_hash: hash(&secret),
        candidacy: candidacy.id,
        created_at: ctx.now(),
        expires_at: ctx.now() + LINK_LIFE,
    };
    store::candidacies::keep_link(tx, &link).await?;
    Ok(format!("{}/offers/{secret}", ctx.address))
}

async fn send(
    ctx: &Context,
    tx: &Tx,
    desk: &Desk,
    candidacy: &Candidacy,
    kind: &str,
    subject: &str,
    body: String,
) -> Result<(), Fault> {
    let Some(address) = desk.address(candidacy) else { return Ok(()) };
    let about = Some((NOUN.to_owned(), candidacy.id.uuid()));
    store::mail::queue(tx, &letter(ctx, candidacy.person, address, kind, subject, body, about)).await
}

async fn to_leads(
    ctx: &Context,
    tx: &Tx,
    leads: &[PersonId],
    candidacy: Option<&Candidacy>,
    kind: &str,
    subject: &str,
    body: &str,
) -> Result<(), Fault> {
    for (person, recipient) in store::candidacies::recipients(tx, leads).await? {
        let Some(address) = recipient.work.as_deref().or(recipient.private.as_deref()) else { continue };
        let body = format!("Hello {}\n\n{body}", recipient.first_name);
        let about = candidacy.map(|candidacy| (NOUN.to_owned(), candidacy.id.uuid()));
        store::mail::queue(tx, &letter(ctx, person, address, kind, subject, body, about)).await?;
    }
    Ok(())
}

fn letter(
    ctx: &Context,
    person: PersonId,
    address: &str,
    kind: &str,
    subject: &str,
    body: String,
    about: Option<(String, uuid::Uuid)>,
) -> Letter {
    Letter {
        id: ctx.new_id(),
        person: Some(person),
        recipient: address.to_owned(),
        kind: kind.to_owned(),
        subject: subject.to_owned(),
        body,
        calendar: None,
        about,
        created_at: ctx.now(),
        send_after: ctx.now(),
    }
}
