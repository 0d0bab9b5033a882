//! Reminders when an accountable office falls vacant, or soon will (A5, L7, Q2): once for each last day.

use std::collections::BTreeSet;

use domain::calendar::{long_date, plus_days};
use domain::ids::{Id, OrganisationId, PersonId};
use domain::programmes::{Power, Programme};
use store::mail::Letter;
use store::standards::makers::Lapsing;
use store::{Fault, Tx};

use crate::Context;

/// The noun of letters and reminders; they are about the organisation.
pub(crate) const NOUN: &str = "vacancies";

/// So many days before the last day of an office somebody is told.
const AHEAD_DAYS: i32 = 30;
/// So many days after it nobody is told any more.
const LATE_DAYS: i32 = 90;

/// Tells those who may appoint of accountable offices that fall vacant; returns how many letters were written.
///
/// # Errors
/// The database failed.
pub(crate) async fn climb(ctx: &Context) -> Result<usize, Fault> {
    let today = ctx.today();
    let lapsing = store::standards::makers::lapsing(ctx.db.reader(), plus_days(today, AHEAD_DAYS), today).await?;
    let accountable = |one: &&Lapsing| {
        let programme = ctx.programmes.newest(&one.programme);
        let office = programme.and_then(|programme| programme.office(&one.office));
        office.is_some_and(|office| office.accountable) && plus_days(one.finished_on, LATE_DAYS) >= today
    };
    let due: Vec<&Lapsing> = lapsing.iter().filter(accountable).collect();
    let organisations: Vec<OrganisationId> = due.iter().map(|one| one.organisation).collect();
    let climbed = store::reminders::climbed(ctx.db.reader(), NOUN, &organisations).await?;
    let mut written = 0;
    for one in due {
        let Some(programme) = ctx.programmes.newest(&one.programme) else { continue };
        let rung = rung(one);
        if climbed.iter().any(|known| known.about == one.organisation.uuid() && known.rung == rung) {
            continue;
        }
        let letters: Result<usize, Fault> = store::write!(ctx.db, |tx| { tell(ctx, tx, programme, one, &rung).await });
        written += letters?;
    }
    Ok(written)
}

fn rung(one: &Lapsing) -> String {
    format!("{}/{} until {}", one.programme, one.office, one.finished_on)
}

async fn tell(ctx: &Context, tx: &Tx, programme: &Programme, one: &Lapsing, rung: &str) -> Result<usize, Fault> {
    let (code, name) = store::candidacies::organisation(tx, one.organisation).await?;
    let word = programme.words.office(&one.office);
    let mut people: BTreeSet<PersonId> = BTreeSet::new();
    for office in programme.offices.iter().filter(|office| office.may(Power::AppointOthers)) {
        let office = programme.office_ref(&office.key);
        people.extend(store::access::holders(tx, one.organisation, &office, ctx.today()).await?);
    }
    let administrator = crate::offices::administrator();
    people.extend(store::access::holders(tx, one.organisation, &administrator, ctx.today()).await?);
    let people: Vec<PersonId> = people.into_iter().collect();
    let mut written = 0;
    for (person, recipient) in store::candidacies::recipients(tx, &people).await? {
        let Some(address) = recipient.work.as_deref().or(recipient.private.as_deref()) else { continue };
        if !store::reminders::climb(tx, NOUN, one.organisation, rung, person, ctx.now()).await? {
            continue;
        }
        let body = format!(
            "Hello {first}\n\nThe last day of the {word} of {programme} at {organisation} is {until}, and nobody follows \
             yet. Appoint somebody here:\n\n{address}/organisations/{code}/offices\n",
            first = recipient.first_name,
            programme = programme.words.say("programme"),
            organisation = domain::text::organisation_name(&name),
            until = long_date(one.finished_on),
            address = ctx.address,
        );
        let letter = Letter {
            id: ctx.new_id(),
            person: Some(person),
            recipient: address.to_owned(),
            kind: "governance.vacancy".to_owned(),
            subject: format!("Who follows as {word}?"),
            body,
            calendar: None,
            about: Some((NOUN.to_owned(), one.organisation.uuid())),
            created_at: ctx.now(),
            send_after: ctx.now(),
        };
        store::mail::queue(tx, &letter).await?;
        written += 1;
    }
    Ok(written)
}

/// Is a letter about a vacancy still right: to somebody who still has an office there?
///
/// # Errors
/// The database failed.
pub(crate) async fn is_still_right(
    ctx: &Context,
    organisation: OrganisationId,
    person: Option<PersonId>,
) -> Result<bool, Fault> {
    let Some(person) = person else { return Ok(true) };
    let offices = store::access::offices(ctx.db.reader(), person, ctx.today()).await?;
    Ok(offices.iter().any(|office| office.organisation == organisation))
}
