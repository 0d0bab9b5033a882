//! Asking for a sign-in link. The answer never tells whether an address is known.

use domain::ids::PersonId;
use jiff::{SignedDuration, Timestamp};
use store::mail::Letter;
use store::{Fault, Tx};

use super::{LINK_LIFE, hash};
use crate::Context;

/// What was asked for.
#[derive(Debug, Clone)]
pub struct LinkRequest<'a> {
    /// As typed.
    pub email: &'a str,
    /// Where the request came from, for the limit; an address of the network.
    pub origin: &'a str,
    /// A page of this site to go on to.
    pub return_to: Option<&'a str>,
}

/// Too many requests in a short while, from one place or for one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooMany;

const WINDOW: SignedDuration = SignedDuration::from_mins(15);
const PER_ADDRESS: i32 = 5;
const PER_ORIGIN: i32 = 40;

/// Sends a sign-in link if exactly one person is known by the address; says the same in every case.
///
/// # Errors
/// The database failed.
pub async fn request_link(ctx: &Context, request: &LinkRequest<'_>) -> Result<Result<(), TooMany>, Fault> {
    let email = request.email.trim().to_lowercase();
    let now = ctx.now();
    let secret = ctx.new_secret();
    store::write!(ctx.db, |tx| {
        let mine = store::sessions::count_use(tx, &format!("sign-in:{}", hash(&email)), window(now)).await?;
        let ours = store::sessions::count_use(tx, &format!("sign-in-from:{}", request.origin), window(now)).await?;
        if mine > PER_ADDRESS || ours > PER_ORIGIN {
            return Ok(Err(TooMany));
        }
        if let [person] = store::sessions::people_at(tx, &email).await?[..] {
            send(ctx, tx, person, &email, &secret, request).await?;
        }
        Ok(Ok(()))
    })
}

fn window(now: Timestamp) -> Timestamp {
    let seconds = now.as_second() - now.as_second().rem_euclid(WINDOW.as_secs());
    Timestamp::from_second(seconds).expect("a moment before now is in range")
}

async fn send(
    ctx: &Context,
    tx: &Tx,
    person: PersonId,
    email: &str,
    secret: &str,
    request: &LinkRequest<'_>,
) -> Result<(), Fault> {
    let now = ctx.now();
    store::sessions::insert_link(tx, &hash(secret), person, email, request.return_to, now, now + LINK_LIFE).await?;
    let body = format!(
        "Hello\n\nUse this link to sign in to Alongside. It works once, within 30 minutes:\n\n{}/sign-in/link/{secret}\n\n\
         If you did not ask for it, you need do nothing: without the link nobody can sign in as you.\n",
        ctx.address
    );
    let letter = Letter {
        id: ctx.new_id(),
        person: Some(person),
        recipient: email.to_owned(),
        kind: "sessions.link".to_owned(),
        subject: "Your link to sign in".to_owned(),
        body,
        calendar: None,
        about: None,
        created_at: now,
        send_after: now,
    };
    store::mail::queue(tx, &letter).await
}
