//! The ladder of reminders of offers without an answer (C2, Q2): the person first, then those who look after candidates.
//! Each rung is climbed once, and the ladder ends when the offer is answered.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::calendar;
use domain::candidacies::{Candidacy, State};
use domain::ids::{Id, OrganisationId, PersonId};
use domain::keys::{OfficeKey, ProgrammeKey};
use domain::programmes::{Onlooker, Party, Programme, Reminder};
use store::reminders::Rung;
use store::{Fault, Tx};

use super::{NOUN, letters};
use crate::Context;
use crate::programmes::here;

/// How many offers one transaction deals with.
const CHUNK: usize = 200;

/// Climbs every rung that is due; returns how many letters were written.
///
/// # Errors
/// The database failed.
pub(crate) async fn climb(ctx: &Context) -> Result<usize, Fault> {
    let mut by_desk: BTreeMap<(OrganisationId, ProgrammeKey), Vec<Candidacy>> = BTreeMap::new();
    for offer in store::candidacies::list_unanswered_offers(ctx.db.reader()).await? {
        by_desk.entry((offer.organisation, offer.programme.clone())).or_default().push(offer);
    }
    let mut written = 0;
    for ((organisation, key), offers) in by_desk {
        let Some(programme) = here(ctx, ctx.db.reader(), organisation, &key).await? else { continue };
        for offers in offers.chunks(CHUNK) {
            let letters: Result<usize, Fault> =
                store::write!(ctx.db, |tx| { climb_at(ctx, tx, organisation, &programme, offers).await });
            written += letters?;
        }
    }
    Ok(written)
}

async fn climb_at(
    ctx: &Context,
    tx: &Tx,
    organisation: OrganisationId,
    programme: &Arc<Programme>,
    offers: &[Candidacy],
) -> Result<usize, Fault> {
    let ids: Vec<_> = offers.iter().map(|offer| offer.id).collect();
    // Read again inside the transaction: an answer may have come meanwhile.
    let offers = store::candidacies::list_at(tx, organisation, &ids).await?;
    let climbed = store::reminders::climbed(tx, NOUN, &ids).await?;
    let desk = letters::Desk::at(ctx, tx, organisation, &offers).await?;
    let holders = office_holders(ctx, tx, organisation, programme).await?;
    let mut for_leads: BTreeMap<PersonId, usize> = BTreeMap::new();
    let mut written = 0;
    for offer in offers.iter().filter(|offer| offer.state == State::Offered) {
        for (rung, to) in due(ctx, programme, offer) {
            for person in who(offer, &to, &holders) {
                let known = Rung { about: offer.id.uuid(), rung: rung.clone(), person };
                let new = !climbed.contains(&known)
                    && store::reminders::climb(tx, NOUN, offer.id, &rung, person, ctx.now()).await?;
                if !new {
                    continue;
                }
                if person == offer.person {
                    letters::reminder(ctx, tx, &desk, offer).await?;
                    written += 1;
                } else {
                    *for_leads.entry(person).or_default() += 1;
                }
            }
        }
    }
    for (lead, count) in for_leads {
        letters::unanswered(ctx, tx, &desk, programme, lead, count).await?;
        written += 1;
    }
    Ok(written)
}

/// For each kind of recipient the highest rung whose day has come: rungs that were passed while nobody was climbing are
/// not made up for. A new offer is a new ladder, so the day of the offer is part of the rung's name.
fn due(ctx: &Context, programme: &Programme, offer: &Candidacy) -> Vec<(String, Onlooker)> {
    let Some(offered_on) = offer.offered_at.map(calendar::date_of) else { return Vec::new() };
    let age = calendar::days_between(offered_on, ctx.today());
    let mut highest: Vec<(i32, Onlooker)> = Vec::new();
    for Reminder { days, to } in programme.offering.remind.iter().filter(|reminder| reminder.days <= age) {
        for onlooker in to {
            match highest.iter_mut().find(|(_, known)| known == onlooker) {
                Some((rung, _)) => *rung = (*rung).max(*days),
                None => highest.push((*days, onlooker.clone())),
            }
        }
    }
    highest.into_iter().map(|(days, onlooker)| (format!("{offered_on} + {days}"), onlooker)).collect()
}

/// The office holders at an organisation whom the ladder may reach, read once for however many offers.
async fn office_holders(
    ctx: &Context,
    tx: &Tx,
    organisation: OrganisationId,
    programme: &Programme,
) -> Result<BTreeMap<OfficeKey, Vec<PersonId>>, Fault> {
    let mut holders = BTreeMap::new();
    for onlooker in programme.offering.remind.iter().flat_map(|reminder| &reminder.to) {
        if let Onlooker::Office(office) = onlooker
            && !holders.contains_key(office)
        {
            let people = store::access::holders(tx, organisation, &programme.office_ref(office), ctx.today()).await?;
            holders.insert(office.clone(), people);
        }
    }
    Ok(holders)
}

fn who(offer: &Candidacy, to: &Onlooker, holders: &BTreeMap<OfficeKey, Vec<PersonId>>) -> Vec<PersonId> {
    match to {
        Onlooker::Party(Party::Supportee) => vec![offer.person],
        Onlooker::Office(office) => holders.get(office).cloned().unwrap_or_default(),
        // Nobody holds a role of a journey that has not begun, and a manager is not told of an offer.
        Onlooker::Party(Party::Role(_)) | Onlooker::Cover | Onlooker::LineManager => Vec::new(),
    }
}
