//! Somebody without an account contributes to, or signs, one record by a single-use link (F8).
//!
//! The link opens once and begins a short session that is bound to the record. What it shows is what whoever sent it may
//! read, without whatever is for some eyes only; when they lose access, so does the link.

mod contribute;
mod invite;
mod open;
mod sign;

use domain::signatures::{Completeness, TextHash};
use jiff::SignedDuration;
use store::outsiders::{Contribution, OutsideSignature, Outsider};
use store::records::RecordOf;
use store::{Connection, Fault, Tx};

use crate::error::Failure;
use crate::records::{Sheet, Which, subject};
use crate::{Context, Outcome};

pub use contribute::{ContributeRefusal, contribute};
pub use invite::{Invitation, InviteRefusal, invite, renew, shown_to_outsiders, withdraw};
pub use open::{Opened, ask_again, leave, link_works, open, resume};
pub use sign::{SignRefusal, sign};

/// A link works for so long.
pub const LINK_LIFE: SignedDuration = SignedDuration::from_hours(14 * 24);
/// The session that it opens holds for so long.
pub const VISIT: SignedDuration = SignedDuration::from_hours(2);
/// What letters about invitations name as their noun.
pub(crate) const NOUN: &str = "outsiders";

/// What somebody without an account sees: this record and nothing else.
#[derive(Debug, Clone)]
pub struct Visit {
    pub outsider: Outsider,
    pub inviter: String,
    pub organisation: String,
    pub sheet: Sheet,
    /// The text as they are shown it, and what a signature of theirs is bound to.
    pub text: String,
    pub hash: TextHash,
    /// Their own.
    pub contributions: Vec<Contribution>,
    pub signatures: Vec<OutsideSignature>,
}

impl Visit {
    /// Is there something that can be signed?
    pub fn is_ready(&self) -> bool {
        !self.text.is_empty() && self.sheet.paper.document.completeness == Completeness::Complete
    }

    /// Have they signed exactly what stands now?
    pub fn has_signed(&self) -> bool {
        self.signatures.iter().any(|signature| signature.text == self.hash)
    }
}

/// The record of an invitation as its holder sees it; nothing once whoever sent it has lost access.
pub(crate) async fn visit<R>(ctx: &Context, connection: &impl Connection, outsider: Outsider) -> Outcome<Visit, R> {
    let record = store::records::find(connection, outsider.record).await?.ok_or(Failure::NotFound)?;
    let which = match record.of {
        RecordOf::Meeting(meeting) => Which::Meeting(meeting),
        RecordOf::Document(_) => Which::Document(record.id),
    };
    let sheet = subject::load(ctx, connection, outsider.invited_by, which).await?.for_outsider();
    let inviter = sheet.circle.anyones_name(outsider.invited_by).unwrap_or("Somebody").to_owned();
    let organisation = store::records::organisation_name(connection, sheet.circle.organisation).await?;
    let text = sheet.paper.text.clone();
    let own = |id| id == outsider.id;
    let mut contributions = store::outsiders::contributions(connection, outsider.record).await?;
    contributions.retain(|one| own(one.outsider));
    let mut signatures = store::outsiders::signatures(connection, outsider.record).await?;
    signatures.retain(|one| own(one.outsider));
    let hash = TextHash::of(&text);
    Ok(Visit { outsider, inviter, organisation, sheet, hash, text, contributions, signatures })
}

/// What happened, for whoever looks after the record.
async fn note(
    ctx: &Context,
    tx: &Tx,
    sheet: &Sheet,
    (kind, actor): (&str, Option<domain::ids::PersonId>),
    sentence: &str,
) -> Result<(), Fault> {
    let event = store::events::Event::new(ctx.new_id(), ctx.now(), actor, kind, sheet.paper.record.id)
        .at(sheet.circle.organisation)
        .within(sheet.circle.journey)
        .saying(sentence);
    store::events::record(tx, &event).await
}
