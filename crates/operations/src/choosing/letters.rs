//! Letters about a question: that one was asked or answered, and where. None of its words (Q2).

use domain::choosing::State;
use domain::ids::PersonId;
use store::candidacies::Recipient;
use store::choosing::Asking;
use store::mail::Letter;
use store::{Fault, Tx};

use super::NOUN;
use crate::Context;

/// Tells whoever is asked.
pub(super) async fn asked(ctx: &Context, tx: &Tx, asking: &Asking) -> Result<(), Fault> {
    let known = store::candidacies::recipients(tx, &[asking.asker]).await?;
    let name = known.get(&asking.asker).map(|asker| asker.full_name.clone()).unwrap_or_default();
    let sentence = format!("{name} would like your support, and asks you. You may say yes or no; both are fine:");
    send(ctx, tx, asking.asked, "Somebody asks for your support", &sentence).await
}

/// Tells the other of the two what became of it.
pub(super) async fn answered(ctx: &Context, tx: &Tx, asking: &Asking, state: State) -> Result<(), Fault> {
    let (to, subject, sentence) = match state {
        State::Accepted => (
            asking.asker,
            format!("{} says yes", asking.asked_name),
            format!("{} says yes. You can begin:", asking.asked_name),
        ),
        State::Declined => (
            asking.asker,
            "There is an answer to your question".to_owned(),
            format!("{} has answered you:", asking.asked_name),
        ),
        _ => (
            asking.asked,
            "A question was taken back".to_owned(),
            format!("{} no longer asks for your support:", asking.asker_name),
        ),
    };
    send(ctx, tx, to, &subject, &sentence).await
}

async fn send(ctx: &Context, tx: &Tx, to: PersonId, subject: &str, sentence: &str) -> Result<(), Fault> {
    let known = store::candidacies::recipients(tx, &[to]).await?;
    let nobody = Recipient::default();
    let recipient = known.get(&to).unwrap_or(&nobody);
    let today = ctx.today();
    let Some(address) = recipient.address(today, today) else { return Ok(()) };
    let letter = Letter {
        id: ctx.new_id(),
        person: Some(to),
        recipient: address.to_owned(),
        kind: format!("{NOUN}.told"),
        subject: subject.to_owned(),
        body: format!("Hello {}\n\n{sentence}\n\n{}/choosing\n", recipient.first_name, ctx.address),
        calendar: None,
        about: None,
        created_at: ctx.now(),
        send_after: ctx.now(),
    };
    store::mail::queue(tx, &letter).await
}
