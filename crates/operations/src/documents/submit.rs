//! Handing a document in: what was a draft is shared by the programme's table from now on.

use domain::forms::Moment;
use domain::ids::{PersonId, RecordId};
use domain::programmes::Opened;
use domain::records::{Stage, missing};
use store::Tx;
use store::events::Event;

use crate::error::{Failure, refuse};
use crate::meetings::refresh;
use crate::records::{Sheet, Which, load, write_to};
use crate::{Context, Outcome};

/// Why a document cannot be handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SubmitRefusal {
    #[error("it is handed in already")]
    Done,
    #[error("choose between the two texts first")]
    Undecided,
    #[error("some answers are still missing")]
    Missing,
    #[error("it is signed, not handed in")]
    Signed,
}

impl SubmitRefusal {
    /// The key of the message that a page shows.
    pub fn key(self) -> &'static str {
        match self {
            Self::Done => "document-refused-done",
            Self::Undecided => "signature-refused-undecided",
            Self::Missing => "signature-refused-missing",
            Self::Signed => "document-refused-signed",
        }
    }
}

/// Hands a document in. Where nobody signs it, it is closed with that.
///
/// # Errors
/// The person does not write it, it is handed in already, or something is missing.
pub async fn submit(ctx: &Context, by: PersonId, document: RecordId) -> Outcome<(), SubmitRefusal> {
    let now = ctx.now();
    store::write!(ctx.db, |tx| {
        let sheet = load(ctx, tx, by, Which::Document(document)).await?;
        if let Some(refusal) = refusal(&sheet) {
            return refuse(refusal);
        }
        if !sheet.rights.writes {
            return Err(Failure::NotFound);
        }
        let record = sheet.paper.record.id;
        store::records::submit(tx, record, now).await?;
        if sheet.subject.signed_by(&sheet.circle).is_empty() {
            store::records::close(tx, record, now).await?;
        }
        tell(ctx, tx, &sheet).await?;
        refresh(ctx, tx, &sheet.circle).await?;
        Ok(())
    })
}

/// What stands in the way of handing it in.
fn refusal(sheet: &Sheet) -> Option<SubmitRefusal> {
    let document = sheet.subject.document()?;
    let is_signed = !document.kind.signed_by.is_empty();
    // Where nobody signs, handing in is the last moment there is.
    let moment = if is_signed { Moment::Submit } else { Moment::Sign };
    if document.stage != Stage::Draft {
        Some(SubmitRefusal::Done)
    } else if is_signed && document.place.owner.is_none() {
        Some(SubmitRefusal::Signed)
    } else if sheet.paper.is_undecided() {
        Some(SubmitRefusal::Undecided)
    } else if !missing(&sheet.paper.form, &sheet.paper.values, moment).is_empty() {
        Some(SubmitRefusal::Missing)
    } else {
        None
    }
}

/// Those who may read it are told that it is there.
async fn tell(ctx: &Context, tx: &Tx, sheet: &Sheet) -> Result<(), store::Fault> {
    let circle = &sheet.circle;
    let who = circle.anyones_name(circle.viewer).unwrap_or("Somebody");
    let what = circle.programme.words.document_with_article(&sheet.subject.document().expect("a document").kind.key);
    let sentence = format!("{who} handed in {what}.");
    let event = Event::new(ctx.new_id(), ctx.now(), Some(circle.viewer), "documents.submit", sheet.paper.record.id);
    store::events::record(tx, &event.at(circle.organisation).within(circle.journey).saying(&sentence)).await?;
    // What its writer opens or not is nobody's news.
    if sheet.subject.document().is_some_and(|document| document.kind.opened == Opened::ByOwner) {
        return Ok(());
    }
    let text = format!("{sentence}\n\nYou can read it here:");
    for reader in circle.others() {
        let about = (sheet.which, &sheet.subject);
        write_to(ctx, tx, circle, about, reader.person, "documents.submitted", "handed in", &text).await?;
    }
    Ok(())
}
