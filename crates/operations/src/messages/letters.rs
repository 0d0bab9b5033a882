//! The letter that says that a message waits: from whom and by when an answer is asked, and neither its subject nor a word of
//! it (Q2).

use domain::calendar::weekday_date;
use domain::ids::{Id, ThreadId};
use store::candidacies::Recipient;
use store::mail::Letter;
use store::{Fault, Tx};

use super::NOUN;
use super::send::Checked;
use crate::Context;

/// Tells everybody who receives it.
pub(super) async fn tell(ctx: &Context, tx: &Tx, checked: &Checked, thread: ThreadId) -> Result<(), Fault> {
    let writer = &checked.writer;
    let people: Vec<_> = checked.receivers.iter().map(|(receiver, _)| receiver.person).collect();
    let known = store::candidacies::recipients(tx, &people).await?;
    let nobody = Recipient::default();
    for (receiver, due_on) in &checked.receivers {
        let to = known.get(&receiver.person).unwrap_or(&nobody);
        let Some(address) = to.address(writer.starts_on, ctx.today()) else { continue };
        let asked = match due_on {
            Some(due_on) => format!(" An answer is asked for by {}.", weekday_date(*due_on)),
            None => String::new(),
        };
        let letter = Letter {
            id: ctx.new_id(),
            person: Some(receiver.person),
            recipient: address.to_owned(),
            kind: format!("{NOUN}.sent"),
            subject: format!("A message from {}", writer.name),
            body: format!(
                "Hello {}\n\n{} has written to you. What it says is not in this letter.{asked}\n\n{}/messages/{thread}\n",
                to.first_name, writer.name, ctx.address,
            ),
            calendar: None,
            about: Some((crate::journeys::NOUN.to_owned(), writer.journey.uuid())),
            created_at: ctx.now(),
            send_after: ctx.now(),
        };
        store::mail::queue(tx, &letter).await?;
    }
    Ok(())
}
