//! Signing in and out.

mod begin;
mod confirm;
mod request_link;
mod use_link;

use domain::ids::{PersonId, SessionId};
use jiff::SignedDuration;
use sha2::{Digest, Sha256};
use store::Fault;
use store::sessions::Session;

use crate::Context;
use crate::access::{self, Desk};

pub use begin::{Begun, begin};
pub use confirm::{confirm, confirmation};
pub use request_link::{LinkRequest, TooMany, request_link};
pub use use_link::{look_at_link, use_link};

/// A session that nobody has used for so long is over.
pub const IDLE: SignedDuration = SignedDuration::from_mins(60);
/// A session is over after so long in any case: a working day.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(12);
/// A sign-in link works for so long.
pub const LINK_LIFE: SignedDuration = SignedDuration::from_mins(30);
/// Use is noted no oftener than this, so that reading a page does not write each time.
const NOTED_EVERY: SignedDuration = SignedDuration::from_mins(5);
/// A confirmation of who one is holds for so long.
pub const CONFIRMED_FOR: SignedDuration = SignedDuration::from_mins(15);

/// The hash under which a secret is stored.
pub fn hash(secret: &str) -> String {
    Sha256::digest(secret.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The session of a cookie's secret, if it still holds, with the desks its person may sit at today; notes now and then
/// that it is in use.
///
/// # Errors
/// The database failed.
pub async fn resume(ctx: &Context, secret: &str) -> Result<Option<(Session, Vec<Desk>)>, Fault> {
    let now = ctx.now();
    let found = store::sessions::find(ctx.db.reader(), &hash(secret), now, IDLE, ctx.today()).await?;
    let Some((session, offices)) = found else { return Ok(None) };
    if now.duration_since(session.seen_at) >= NOTED_EVERY {
        let noted: Result<(), Fault> =
            store::write!(ctx.db, |tx| { store::sessions::touch(tx, session.id, now).await });
        noted?;
    }
    Ok(Some((session, access::desks_of(ctx, offices))))
}

/// Ends a session.
///
/// # Errors
/// The database failed.
pub async fn end(ctx: &Context, session: SessionId) -> Result<(), Fault> {
    store::write!(ctx.db, |tx| { store::sessions::delete(tx, session).await })
}

/// Ends all sessions of a person.
///
/// # Errors
/// The database failed.
pub async fn end_all_of(ctx: &Context, person: PersonId) -> Result<(), Fault> {
    store::write!(ctx.db, |tx| { store::sessions::delete_all_of(tx, person).await })
}

/// Did the person prove who they are recently enough for something grave, such as signing?
pub fn is_fresh(ctx: &Context, session: &Session) -> bool {
    ctx.now().duration_since(session.confirmed_at) <= CONFIRMED_FOR
}

/// Removes what has run out.
///
/// # Errors
/// The database failed.
pub async fn sweep(ctx: &Context) -> Result<(), Fault> {
    let now = ctx.now();
    store::write!(ctx.db, |tx| { store::sessions::sweep(tx, now).await })
}
