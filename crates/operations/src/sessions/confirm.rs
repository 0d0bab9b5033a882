//! Showing once more who one is, before something grave such as signing.
//!
//! A person confirms by a link in their mail, which begins a new session; in a demo by a button. A passkey joins here.

use domain::ids::SessionId;
use domain::signatures::Confirmation;
use store::Fault;
use store::sessions::Session;

use crate::Context;

/// Notes that the person of this session has just proved who they are.
///
/// # Errors
/// The database failed.
pub async fn confirm(ctx: &Context, session: SessionId) -> Result<(), Fault> {
    let now = ctx.now();
    store::write!(ctx.db, |tx| { store::sessions::confirm(tx, session, now).await })
}

/// When and how the person of a session last proved who they are.
pub fn confirmation(session: &Session) -> Confirmation {
    Confirmation { confirmed_at: session.confirmed_at, method: session.method.clone() }
}
