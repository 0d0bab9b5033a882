//! What somebody without an account writes: beside the record, never in it.

use super::{NOUN, Visit, note};
use crate::error::{Failure, refuse};
use crate::records::write_to;
use crate::{Context, Outcome};

/// Why a contribution is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ContributeRefusal {
    #[error("write something, in up to 5,000 letters")]
    SaySomething,
}

impl ContributeRefusal {
    /// The key of the message that a page shows.
    pub fn key(self) -> &'static str {
        match self {
            Self::SaySomething => "outside-refused-say-something",
        }
    }
}

/// Keeps a contribution; whoever invited them is told that there is one.
///
/// # Errors
/// Nothing was written, or the visit is over.
pub async fn contribute(ctx: &Context, visit: &Visit, content: &str) -> Outcome<(), ContributeRefusal> {
    let content = content.replace("\r\n", "\n").replace('\0', "").trim().to_owned();
    if content.is_empty() || content.chars().count() > 5_000 {
        return refuse(ContributeRefusal::SaySomething);
    }
    let now = ctx.now();
    store::write!(ctx.db, |tx| {
        let visit = still_here(ctx, tx, visit).await?;
        store::outsiders::contribute(tx, visit.outsider.id, &content, now).await?;
        let sheet = &visit.sheet;
        let what = sheet.subject.called(&sheet.circle);
        let sentence = format!("{} added something beside the {what}.", visit.outsider.name);
        note(ctx, tx, sheet, ("outsiders.contribute", None), &sentence).await?;
        let text = format!("{sentence}\n\nRead it here:");
        let about = (sheet.which, &sheet.subject);
        let to = visit.outsider.invited_by;
        write_to(ctx, tx, &sheet.circle, about, to, NOUN, "something was added", &text).await?;
        Ok(())
    })
}

/// The visit as it is now, if its session still holds and whoever sent the link still has access.
pub(super) async fn still_here<R>(ctx: &Context, tx: &store::Tx, visit: &Visit) -> Outcome<Visit, R> {
    let outsider = store::outsiders::find(tx, visit.outsider.id).await?.ok_or(Failure::NotFound)?;
    let holds = outsider.withdrawn_at.is_none()
        && outsider.opened_at == visit.outsider.opened_at
        && outsider.session_expires_at.is_some_and(|until| ctx.now() < until);
    if holds { super::visit(ctx, tx, outsider).await } else { Err(Failure::NotFound) }
}
