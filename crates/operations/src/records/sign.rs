//! Signing a record: exactly what was shown, by one who has just shown who they are.

use domain::ids::PersonId;
use domain::programmes::Party;
use domain::signatures::{Confirmation, Effect, Fresh, Refusal, Shown, Signature, place_of};
use store::events::Event;
use store::{Fault, Tx};

use super::subject::{Sheet, Which, load};
use super::write_to;
use crate::error::{Failure, refuse};
use crate::meetings::refresh;
use crate::{Context, Outcome};

/// Signs a record as it was shown; the last signature closes it.
///
/// # Errors
/// The person does not take part, does not sign this record, has signed, was shown something else, or has not confirmed
/// who they are for more than fifteen minutes.
pub async fn sign(
    ctx: &Context,
    by: PersonId,
    id: impl Into<Which>,
    shown: &Shown,
    confirmation: Confirmation,
) -> Outcome<Effect, Refusal> {
    let id = id.into();
    let fresh = confirmation.fresh(ctx.now()).map_err(Failure::Refused)?;
    match attempt(ctx, by, id, shown, &fresh).await {
        // Two signatures in one place at one moment: the schema has kept the first, and a second look says so.
        Err(Failure::Fault(fault)) if fault.is_duplicate() => attempt(ctx, by, id, shown, &fresh).await,
        other => other,
    }
}

async fn attempt(ctx: &Context, by: PersonId, id: Which, shown: &Shown, fresh: &Fresh) -> Outcome<Effect, Refusal> {
    store::write!(ctx.db, |tx| {
        let sheet = load(ctx, tx, by, id).await?;
        sign_paper(ctx, tx, &sheet, shown, fresh).await
    })
}

async fn sign_paper(ctx: &Context, tx: &Tx, sheet: &Sheet, shown: &Shown, fresh: &Fresh) -> Outcome<Effect, Refusal> {
    let (circle, paper) = (&sheet.circle, &sheet.paper);
    let now = ctx.now();
    let by = circle.viewer;
    let capacities = signing_capacities(sheet);
    let Some(party) = place_of(&paper.document, &capacities).or_else(|| capacities.first()).cloned() else {
        return refuse(Refusal::NotASignatory);
    };
    let effect = match domain::signatures::sign(&paper.document, &party, by, &capacities, shown, fresh) {
        Ok(effect) => effect,
        Err(refusal) => return refuse(refusal),
    };
    let signatory = paper.signatories.iter().find(|signatory| signatory.person == by && signatory.party == party);
    let signature = Signature {
        id: ctx.new_id(),
        party,
        person: by,
        name: signatory.map(|signatory| signatory.name.clone()).unwrap_or_default(),
        meaning: sheet.subject.meaning().to_owned(),
        version: paper.record.version,
        text: paper.document.text.clone(),
        method: fresh.method().to_owned(),
        signed_at: now,
        voided_at: None,
    };
    if sheet.subject.document().is_some() && paper.document.standing.is_empty() {
        store::records::set_signatories(tx, paper.record.id, &paper.signatories).await?;
    }
    store::records::keep_text(tx, &paper.document.text, &paper.text, now).await?;
    store::records::insert_signature(tx, paper.record.id, &signature).await?;
    if effect == Effect::Closes {
        store::records::close(tx, paper.record.id, now).await?;
    }
    tell(ctx, tx, sheet, effect).await?;
    refresh(ctx, tx, circle).await?;
    Ok(effect)
}

/// The parties for which the person's own name stands in the text, as far as they still take part in that way.
fn signing_capacities(sheet: &Sheet) -> Vec<Party> {
    let named = sheet.paper.signatories.iter().filter(|signatory| signatory.person == sheet.circle.viewer);
    named.map(|signatory| signatory.party.clone()).filter(|party| sheet.capacities.contains(party)).collect()
}

async fn tell(ctx: &Context, tx: &Tx, sheet: &Sheet, effect: Effect) -> Result<(), Fault> {
    let (circle, paper) = (&sheet.circle, &sheet.paper);
    let who = sheet.my_name();
    let what = sheet.subject.called(circle);
    let sentence = match effect {
        Effect::Waits => format!("{who} signed the {what}."),
        Effect::Closes => format!("{who} signed the {what}; with that all have, and it is closed."),
    };
    let event = Event::new(ctx.new_id(), ctx.now(), Some(circle.viewer), "records.sign", paper.record.id)
        .at(circle.organisation)
        .within(circle.journey)
        .saying(&sentence);
    store::events::record(tx, &event).await?;
    for signatory in paper.signatories.iter().filter(|signatory| signatory.person != circle.viewer) {
        let (subject, text) = match effect {
            Effect::Waits => {
                ("your signature", format!("{sentence}\n\nYours is still to come. Look at it and sign here:"))
            }
            Effect::Closes => ("signed by all", format!("{sentence}\n\nYou can read it here:")),
        };
        write_to(ctx, tx, circle, (sheet.which, &sheet.subject), signatory.person, "records.signed", subject, &text)
            .await?;
    }
    Ok(())
}
