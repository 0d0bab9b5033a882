//! Putting something right beside a record that all have signed.

use domain::ids::PersonId;
use store::events::Event;
use store::records::Amendment;

use super::subject::{Which, load};
use super::write_to;
use crate::error::{Failure, refuse};
use crate::{Context, Outcome};

/// Why an amendment is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AmendRefusal {
    #[error("the record is still open: change it instead")]
    StillOpen,
    #[error("write what is to be put right, in up to 5,000 letters")]
    SayWhat,
}

impl AmendRefusal {
    /// The key of the message that a page shows.
    pub fn key(self) -> &'static str {
        match self {
            Self::StillOpen => "amendment-refused-still-open",
            Self::SayWhat => "amendment-refused-say-what",
        }
    }
}

/// Adds a dated amendment; the others who signed are told that there is one.
///
/// # Errors
/// The person does not take part, the record is open, or nothing was written.
pub async fn amend(ctx: &Context, by: PersonId, id: impl Into<Which>, content: &str) -> Outcome<(), AmendRefusal> {
    let content = content.replace("\r\n", "\n").replace('\0', "").trim().to_owned();
    if content.is_empty() || content.chars().count() > 5_000 {
        return refuse(AmendRefusal::SayWhat);
    }
    let which = id.into();
    let now = ctx.now();
    store::write!(ctx.db, |tx| {
        let sheet = load(ctx, tx, by, which).await?;
        let (circle, paper) = (&sheet.circle, &sheet.paper);
        if !sheet.may_amend() {
            return Err(Failure::NotFound);
        }
        if !paper.is_closed() {
            return refuse(AmendRefusal::StillOpen);
        }
        let who = sheet.my_name().to_owned();
        let amendment = Amendment {
            id: ctx.new_id(),
            author: by,
            author_name: who.clone(),
            content: content.clone(),
            written_at: now,
        };
        store::records::insert_amendment(tx, paper.record.id, &amendment).await?;
        let what = sheet.subject.called(circle);
        let sentence = format!("{who} added an amendment to the {what}.");
        let event = Event::new(ctx.new_id(), now, Some(by), "records.amend", paper.record.id)
            .at(circle.organisation)
            .within(circle.journey)
            .saying(&sentence);
        store::events::record(tx, &event).await?;
        let about = (which, &sheet.subject);
        for signatory in paper.signatories.iter().filter(|signatory| signatory.person != by) {
            let text = format!("{sentence}\n\nRead it here:");
            write_to(ctx, tx, circle, about, signatory.person, "records.amended", "an amendment", &text).await?;
        }
        Ok(())
    })
}
