//! Opening the link: once, into a short session that is bound to the record. A link that does not work says nothing of
//! why, and lets its holder ask for a fresh one.

use jiff::{SignedDuration, Timestamp};
use store::outsiders::Outsider;

use super::{NOUN, VISIT, Visit, note, visit};
use crate::error::Failure;
use crate::records::write_to;
use crate::sessions::{TooMany, hash};
use crate::{Context, Outcome};

const WINDOW: SignedDuration = SignedDuration::from_mins(15);
const PER_ORIGIN: i32 = 30;

/// A session that was begun: the secret goes into the cookie and is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    pub secret: String,
}

/// Would this link open? Only looked at, so that a mail scanner that follows links does not use it up.
///
/// # Errors
/// The database failed.
pub async fn link_works(ctx: &Context, secret: &str) -> Result<bool, store::Fault> {
    let reader = ctx.db.reader();
    let Some(outsider) = store::outsiders::by_link(reader, &hash(secret)).await? else { return Ok(false) };
    if !is_usable(&outsider, ctx.now()) {
        return Ok(false);
    }
    match visit::<std::convert::Infallible>(ctx, reader, outsider).await {
        Ok(_) => Ok(true),
        Err(Failure::NotFound) => Ok(false),
        Err(Failure::Fault(fault)) => Err(fault),
        Err(Failure::Refused(never)) => match never {},
    }
}

fn is_usable(outsider: &Outsider, now: Timestamp) -> bool {
    outsider.opened_at.is_none() && outsider.withdrawn_at.is_none() && now < outsider.expires_at
}

/// Uses the link up; nothing when it does not work, for whatever reason.
///
/// # Errors
/// Too many links were tried from one place.
pub async fn open(ctx: &Context, secret: &str, origin: &str) -> Outcome<Option<Opened>, TooMany> {
    let now = ctx.now();
    let opened = Opened { secret: ctx.new_secret() };
    let csrf = ctx.new_secret();
    count(ctx, origin).await?;
    store::write!(ctx.db, |tx| {
        let Some(outsider) = store::outsiders::by_link(tx, &hash(secret)).await? else { return Ok(None) };
        if !is_usable(&outsider, now) {
            return Ok(None);
        }
        let visit = match visit::<TooMany>(ctx, tx, outsider).await {
            Ok(visit) => visit,
            Err(Failure::NotFound) => return Ok(None),
            Err(other) => return Err(other),
        };
        let session = hash(&opened.secret);
        if !store::outsiders::open(tx, &hash(secret), (&session, &csrf), (now, now + VISIT)).await? {
            return Ok(None);
        }
        let what = visit.sheet.subject.called(&visit.sheet.circle);
        let sentence = format!("{} opened the {what} by the link.", visit.outsider.name);
        note(ctx, tx, &visit.sheet, ("outsiders.open", None), &sentence).await?;
        Ok(Some(opened.clone()))
    })
}

/// Counts an attempt, kept even where the attempt comes to nothing.
async fn count(ctx: &Context, origin: &str) -> Outcome<(), TooMany> {
    let now = ctx.now();
    let start = now.as_second() - now.as_second().rem_euclid(WINDOW.as_secs());
    let window = Timestamp::from_second(start).expect("a moment before now is in range");
    let bucket = format!("outside-from:{origin}");
    let used: Result<i32, store::Fault> =
        store::write!(ctx.db, |tx| { store::sessions::count_use(tx, &bucket, window).await });
    if used? > PER_ORIGIN { Err(Failure::Refused(TooMany)) } else { Ok(()) }
}

/// The record of a session that still holds, with what its forms carry.
///
/// # Errors
/// The database failed.
pub async fn resume(ctx: &Context, secret: &str) -> Result<Option<(Visit, String)>, store::Fault> {
    let reader = ctx.db.reader();
    let found = store::outsiders::by_session(reader, &hash(secret), ctx.now()).await?;
    let Some((outsider, csrf)) = found else { return Ok(None) };
    match visit::<std::convert::Infallible>(ctx, reader, outsider).await {
        Ok(visit) => Ok(Some((visit, csrf))),
        Err(Failure::NotFound) => Ok(None),
        Err(Failure::Fault(fault)) => Err(fault),
        Err(Failure::Refused(never)) => match never {},
    }
}

/// Ends the session.
///
/// # Errors
/// The database failed.
pub async fn leave(ctx: &Context, visit: &Visit) -> Result<(), store::Fault> {
    let id = visit.outsider.id;
    store::write!(ctx.db, |tx| { store::outsiders::end_session(tx, id).await })
}

/// Asks whoever sent the link for a fresh one. The answer is the same whether or not it was a link of ours.
///
/// # Errors
/// Too many were asked for from one place.
pub async fn ask_again(ctx: &Context, secret: &str, origin: &str) -> Outcome<(), TooMany> {
    count(ctx, origin).await?;
    store::write!(ctx.db, |tx| {
        let Some(outsider) = store::outsiders::by_link(tx, &hash(secret)).await? else { return Ok(()) };
        if is_usable(&outsider, ctx.now()) || !store::outsiders::ask_again(tx, outsider.id, ctx.now()).await? {
            return Ok(());
        }
        let visit = match visit::<TooMany>(ctx, tx, outsider).await {
            Ok(visit) => visit,
            Err(Failure::NotFound) => return Ok(()),
            Err(other) => return Err(other),
        };
        let (sheet, outsider) = (&visit.sheet, &visit.outsider);
        let sentence = format!("Somebody with the link of {} asked for a fresh one.", outsider.name);
        note(ctx, tx, sheet, ("outsiders.ask-again", None), &sentence).await?;
        let text = format!(
            "{sentence} If that is right, send one from the page of the record; if you did not expect it, ask {} first.",
            outsider.name
        );
        let about = (sheet.which, &sheet.subject);
        write_to(ctx, tx, &sheet.circle, about, outsider.invited_by, NOUN, "a fresh link is asked for", &text).await?;
        Ok(())
    })
}
