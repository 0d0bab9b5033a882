//! The signature of somebody without an account: bound to exactly what they were shown.

use domain::signatures::{OUTSIDE_MEANING, TextHash};
use store::outsiders::{Asked, OutsideSignature};

use super::contribute::still_here;
use super::{NOUN, Visit, note};
use crate::error::{Failure, refuse};
use crate::records::write_to;
use crate::{Context, Outcome};

/// Why nothing is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignRefusal {
    #[error("the record was changed since it was shown")]
    Changed,
    #[error("the record is not ready to be signed")]
    NotReady,
    #[error("it is signed already")]
    Already,
}

impl SignRefusal {
    /// The key of the message that a page shows.
    pub fn key(self) -> &'static str {
        match self {
            Self::Changed => "outside-refused-changed",
            Self::NotReady => "outside-refused-not-ready",
            Self::Already => "outside-refused-already",
        }
    }
}

/// Signs the record as it was shown. It closes nothing: those who take part sign for themselves.
///
/// # Errors
/// They were not asked to sign, the visit is over, or the text is not the one they were shown.
pub async fn sign(ctx: &Context, visit: &Visit, shown: &TextHash) -> Outcome<(), SignRefusal> {
    let now = ctx.now();
    store::write!(ctx.db, |tx| {
        let visit = still_here(ctx, tx, visit).await?;
        let (sheet, outsider) = (&visit.sheet, &visit.outsider);
        if outsider.asked != Asked::ContributeAndSign {
            return Err(Failure::NotFound);
        }
        if !visit.is_ready() {
            return refuse(SignRefusal::NotReady);
        }
        if visit.hash != *shown {
            return refuse(SignRefusal::Changed);
        }
        let signature = OutsideSignature {
            outsider: outsider.id,
            name: outsider.name.clone(),
            meaning: OUTSIDE_MEANING.to_owned(),
            version: sheet.paper.record.version,
            text: visit.hash.clone(),
            signed_at: now,
        };
        store::records::keep_text(tx, &visit.hash, &visit.text, now).await?;
        if !store::outsiders::sign(tx, sheet.paper.record.id, &signature).await? {
            return refuse(SignRefusal::Already);
        }
        let what = sheet.subject.called(&sheet.circle);
        let sentence = format!("{}, who has no account, signed the {what}.", outsider.name);
        note(ctx, tx, sheet, ("outsiders.sign", None), &sentence).await?;
        let text = format!("{sentence}\n\nRead it here:");
        let about = (sheet.which, &sheet.subject);
        write_to(ctx, tx, &sheet.circle, about, outsider.invited_by, NOUN, "signed", &text).await?;
        Ok(())
    })
}
