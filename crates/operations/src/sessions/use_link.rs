//! Signing in by a link: looked at first, so that a mail scanner that follows links does not use it up.

use store::Fault;
use store::sessions::SignInLink;

use super::begin::{Begun, begin_within};
use super::hash;
use crate::Context;

/// Does the link still work?
///
/// # Errors
/// The database failed.
pub async fn look_at_link(ctx: &Context, secret: &str) -> Result<Option<SignInLink>, Fault> {
    store::sessions::find_link(ctx.db.reader(), &hash(secret), ctx.now()).await
}

/// Uses the link up and signs its person in; nothing when it no longer works.
///
/// # Errors
/// The database failed.
pub async fn use_link(ctx: &Context, secret: &str) -> Result<Option<(Begun, Option<String>)>, Fault> {
    let now = ctx.now();
    store::write!(ctx.db, |tx| {
        let Some(link) = store::sessions::find_link(tx, &hash(secret), now).await? else { return Ok(None) };
        if !store::sessions::use_link(tx, &hash(secret), now).await? {
            return Ok(None);
        }
        let begun = begin_within(ctx, tx, link.person, "e-mail link").await?;
        Ok(Some((begun, link.return_to)))
    })
}
