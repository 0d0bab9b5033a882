//! Reminders before a document lapses, and when an accountable office falls vacant (L7, Q2). Each rung is climbed once.

use std::collections::BTreeSet;

use domain::calendar::{days_between, long_date};
use domain::ids::{GovernanceEntryId, Id, OrganisationId, PersonId};
use domain::programmes::{Power, Programme};
use store::governance::Entry;
use store::mail::Letter;
use store::{Fault, Tx};

use crate::Context;

/// The noun of letters and reminders.
pub(crate) const NOUN: &str = "governance";

/// So many days before the last day on which a document is in force somebody is reminded; on minus one it has lapsed.
const RUNGS: [(i32, &str); 3] = [(30, "a month before"), (7, "a week before"), (-1, "lapsed")];

/// Climbs the rungs of all documents; returns how many letters were written.
///
/// # Errors
/// The database failed.
pub(crate) async fn climb(ctx: &Context) -> Result<usize, Fault> {
    let today = ctx.today();
    let entries = store::governance::current_everywhere(ctx.db.reader(), today).await?;
    let due: Vec<_> = entries
        .iter()
        .filter_map(|entry| {
            let programme = ctx.programmes.newest(&entry.programme)?;
            Some((entry, programme, rung(ctx, programme, entry)?))
        })
        .collect();
    let ids: Vec<GovernanceEntryId> = due.iter().map(|(entry, ..)| entry.id).collect();
    let climbed = store::reminders::climbed(ctx.db.reader(), NOUN, &ids).await?;
    let mut written = 0;
    for (entry, programme, rung) in due {
        if climbed.iter().any(|known| known.about == entry.id.uuid() && known.rung == rung) {
            continue;
        }
        let letters: Result<usize, Fault> =
            store::write!(ctx.db, |tx| { remind(ctx, tx, programme, entry, rung).await });
        written += letters?;
    }
    Ok(written)
}

/// The highest rung whose day has come, for a document that was approved.
fn rung(ctx: &Context, programme: &Programme, entry: &Entry) -> Option<&'static str> {
    let document = programme.governance.iter().find(|document| document.key == entry.document)?;
    let until = entry.kept.in_force_until(document.review_months)?;
    let left = days_between(ctx.today(), until);
    RUNGS.iter().rev().find(|(days, _)| left <= *days).map(|(_, name)| *name)
}

async fn remind(ctx: &Context, tx: &Tx, programme: &Programme, entry: &Entry, rung: &str) -> Result<usize, Fault> {
    let Some(document) = programme.governance.iter().find(|document| document.key == entry.document) else {
        return Ok(0);
    };
    let Some(until) = entry.kept.in_force_until(document.review_months) else { return Ok(0) };
    let (code, name) = store::candidacies::organisation(tx, entry.organisation).await?;
    let people: Vec<PersonId> = keepers(ctx, tx, entry.organisation, programme).await?.into_iter().collect();
    let (subject, what) = if until < ctx.today() {
        (format!("“{}” has lapsed", document.name), format!("was in force until {}", long_date(until)))
    } else {
        (format!("“{}” is due for review", document.name), format!("is to be looked over by {}", long_date(until)))
    };
    let mut written = 0;
    for (person, recipient) in store::candidacies::recipients(tx, &people).await? {
        let Some(address) = recipient.work.as_deref().or(recipient.private.as_deref()) else { continue };
        if !store::reminders::climb(tx, NOUN, entry.id, rung, person, ctx.now()).await? {
            continue;
        }
        let body = format!(
            "Hello {first}\n\n“{document}” of {organisation} {what}. Enter the review in the governance file, or say \
             who looks after it now:\n\n{address}/organisations/{code}/governance/{programme}/{key}\n",
            first = recipient.first_name,
            document = document.name,
            organisation = domain::text::organisation_name(&name),
            address = ctx.address,
            programme = programme.key,
            key = document.key,
        );
        let letter = Letter {
            id: ctx.new_id(),
            person: Some(person),
            recipient: address.to_owned(),
            kind: "governance.reminder".to_owned(),
            subject: subject.clone(),
            body,
            calendar: None,
            about: Some((NOUN.to_owned(), entry.id.uuid())),
            created_at: ctx.now(),
            send_after: ctx.now(),
        };
        store::mail::queue(tx, &letter).await?;
        written += 1;
    }
    Ok(written)
}

/// Who is told of a document: those who keep the governance file of the programme. An owner without such an office
/// could not open the page, and is told by them.
async fn keepers(
    ctx: &Context,
    tx: &Tx,
    organisation: OrganisationId,
    programme: &Programme,
) -> Result<BTreeSet<PersonId>, Fault> {
    let mut keepers = BTreeSet::new();
    for office in programme.offices.iter().filter(|office| office.may(Power::KeepGovernance)) {
        keepers
            .extend(store::access::holders(tx, organisation, &programme.office_ref(&office.key), ctx.today()).await?);
    }
    Ok(keepers)
}

/// Is a letter about a document still right: the document as it was, to somebody who still has an office there?
///
/// # Errors
/// The database failed.
pub(crate) async fn is_still_right(
    ctx: &Context,
    entry: GovernanceEntryId,
    person: Option<PersonId>,
) -> Result<bool, Fault> {
    let today = ctx.today();
    let all = store::governance::current_everywhere(ctx.db.reader(), today).await?;
    let Some(entry) = all.iter().find(|one| one.id == entry) else { return Ok(false) };
    let Some(person) = person else { return Ok(true) };
    let offices = store::access::offices(ctx.db.reader(), person, today).await?;
    Ok(offices.iter().any(|office| office.organisation == entry.organisation))
}
