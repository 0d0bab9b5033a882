//! Keeping what somebody is writing, and throwing it away when they want it gone.

use domain::ids::PersonId;
use store::messages::{Draft, DraftSaved};

use super::{thread, writer};
use crate::Context;
use crate::error::{Failure, Outcome};

/// The fields of a draft.
pub const FIELDS: [&str; 5] = ["subject", "content", "matter", "to", "answer"];

/// The longest value that is kept of a field, in characters: more than can be sent, so that nothing is cut.
const MOST: usize = 40_000;

/// A field as it was typed on a page.
#[derive(Debug, Clone)]
pub struct Typed<'t> {
    pub field: &'t str,
    pub value: &'t str,
    /// The revision that the page was given.
    pub base: i32,
}

/// Keeps what was typed. What another page has written meanwhile stands: the answer says so, field by field.
///
/// # Errors
/// The person may not write there, or there is no such field.
pub async fn keep(
    ctx: &Context,
    author: PersonId,
    draft: Draft,
    page: &str,
    typed: &[Typed<'_>],
) -> Outcome<Vec<DraftSaved>> {
    let now = ctx.now();
    store::write!(ctx.db, |tx| {
        may_write(ctx, tx, author, draft).await?;
        let mut saved = Vec::new();
        for one in typed {
            if !FIELDS.contains(&one.field) {
                return Err(Failure::NotFound);
            }
            let value: String = one.value.chars().take(MOST).collect();
            let outcome =
                store::messages::keep_draft(tx, (author, draft), (one.field, &value), (one.base, page), now).await?;
            saved.push(outcome);
        }
        Ok(saved)
    })
}

/// Throws a draft away.
///
/// # Errors
/// The person may not write there.
pub async fn throw_away(ctx: &Context, author: PersonId, draft: Draft) -> Outcome<()> {
    store::write!(ctx.db, |tx| {
        may_write(ctx, tx, author, draft).await?;
        store::messages::throw_away(tx, author, draft).await?;
        Ok(())
    })
}

async fn may_write(ctx: &Context, tx: &store::Tx, author: PersonId, draft: Draft) -> Outcome<()> {
    let writer = match draft {
        Draft::New(journey) => writer(ctx, tx, author, journey).await?,
        Draft::Reply(id) => thread(ctx, tx, author, id).await?.map(|(_, writer)| writer),
    };
    if writer.is_some_and(|writer| writer.can_write()) { Ok(()) } else { Err(Failure::NotFound) }
}
