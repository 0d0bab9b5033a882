//! Letters about leave: that something was asked or answered, and where. Neither the days nor the word are in them (Q2).

use domain::ids::{Id, PersonId};
use store::candidacies::Recipient;
use store::leave::Leave;
use store::mail::Letter;
use store::{Fault, Tx};

use super::{NOUN, View};
use crate::Context;

/// What became of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    Asked,
    Approved,
    Declined,
    Withdrawn,
    Cancelled,
}

/// Tells those who decide, or the one who asked.
pub(super) async fn tell(ctx: &Context, tx: &Tx, view: &View, leave: &Leave, told: Told) -> Result<(), Fault> {
    let to: Vec<PersonId> = match told {
        Told::Approved | Told::Declined => vec![leave.person],
        // The one who decides first; the others when they stand in.
        Told::Asked | Told::Withdrawn | Told::Cancelled => {
            view.deciders.iter().map(|(person, ..)| *person).take(1).collect()
        }
    };
    let name = &view.supportee_name;
    let (subject, sentence) = match told {
        Told::Asked => (format!("{name} asks for leave"), format!("{name} asks for leave. You decide on it:")),
        Told::Approved => ("Your leave is approved".to_owned(), "Your leave is approved:".to_owned()),
        Told::Declined => {
            ("Your leave is answered".to_owned(), "There is an answer to your request for leave:".to_owned())
        }
        Told::Withdrawn => (format!("{name} takes a request back"), format!("{name} no longer asks for this leave:")),
        Told::Cancelled => (format!("{name} gives leave up"), format!("{name} gives up leave that was approved:")),
    };
    let known = store::candidacies::recipients(tx, &to).await?;
    let nobody = Recipient::default();
    for person in to {
        let recipient = known.get(&person).unwrap_or(&nobody);
        let Some(address) = recipient.address(view.starts_on, ctx.today()) else { continue };
        let letter = Letter {
            id: ctx.new_id(),
            person: Some(person),
            recipient: address.to_owned(),
            kind: format!("{NOUN}.told"),
            subject: subject.clone(),
            body: format!("Hello {}\n\n{sentence}\n\n{}/leave/{}\n", recipient.first_name, ctx.address, leave.id),
            calendar: None,
            about: Some((crate::journeys::NOUN.to_owned(), view.journey.uuid())),
            created_at: ctx.now(),
            send_after: ctx.now(),
        };
        store::mail::queue(tx, &letter).await?;
    }
    Ok(())
}
