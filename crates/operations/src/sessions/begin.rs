//! Signing in a person whose identity has been established.

use domain::ids::PersonId;
use jiff::Timestamp;
use store::{Fault, Tx};

use super::{LONGEST, hash};
use crate::Context;

/// A new session: the secret goes into the cookie and is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    pub secret: String,
    pub expires_at: Timestamp,
}

/// Signs a person in. The caller has established who they are: by a link from their mail or, in a demo only, by choice.
///
/// # Errors
/// The database failed.
pub async fn begin(ctx: &Context, person: PersonId, method: &str) -> Result<Begun, Fault> {
    store::write!(ctx.db, |tx| { begin_within(ctx, tx, person, method).await })
}

pub(super) async fn begin_within(ctx: &Context, tx: &Tx, person: PersonId, method: &str) -> Result<Begun, Fault> {
    let now = ctx.now();
    let begun = Begun { secret: ctx.new_secret(), expires_at: now + LONGEST };
    let csrf = ctx.new_secret();
    let id = ctx.new_id();
    store::sessions::insert(tx, id, &hash(&begun.secret), person, &csrf, method, now, begun.expires_at).await?;
    Ok(begun)
}
