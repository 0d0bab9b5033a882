//! The mail carrier: takes letters that wait, looks whether each is still right, and hands them to the mail server.
//!
//! A page never waits for the mail server: letters are rows, written with whatever gives rise to them. They are taken
//! with a lease and a fencing number, tried again when the server is away, and given up when it refuses for good. A
//! crash between the server's yes and ours sends a letter twice; its Message-ID is the same, so that mail programs can
//! tell.

mod message;
mod relevance;
mod transport;

use std::time::Duration;

use domain::ids::Id;
use jiff::SignedDuration;
use store::Fault;
use store::mail::{Settled, Taken};

use crate::Context;

pub use transport::{BadSettings, Transport};

/// A letter that has not been settled for so long is taken by another carrier.
const LEASE: SignedDuration = SignedDuration::from_mins(5);

/// How many letters a carrier takes at once.
const HANDFUL: i64 = 20;

/// How long to wait after each failed attempt before the next; after the last a letter is given up.
const PATIENCE: [SignedDuration; 7] = [
    SignedDuration::from_mins(1),
    SignedDuration::from_mins(5),
    SignedDuration::from_mins(15),
    SignedDuration::from_hours(1),
    SignedDuration::from_hours(4),
    SignedDuration::from_hours(12),
    SignedDuration::from_hours(24),
];

/// What a round of carrying came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Round {
    pub sent: usize,
    pub later: usize,
    pub failed: usize,
    pub withdrawn: usize,
}

/// Carries the letters whose time has come, until none is left or the server is away.
///
/// # Errors
/// The database failed.
pub async fn deliver(ctx: &Context, transport: &Transport) -> Result<Round, Fault> {
    let mut round = Round::default();
    if transport.is_none() {
        return Ok(round);
    }
    loop {
        let now = ctx.now();
        let taken: Result<Vec<Taken>, Fault> =
            store::write!(ctx.db, |tx| { store::mail::take(tx, now, LEASE, HANDFUL).await });
        let taken = taken?;
        if taken.is_empty() {
            return Ok(round);
        }
        for letter in &taken {
            let settled = carry(ctx, transport, letter).await?;
            match &settled {
                Settled::Sent => round.sent += 1,
                Settled::Later { .. } => round.later += 1,
                Settled::Failed { .. } => round.failed += 1,
                Settled::Withdrawn { .. } => round.withdrawn += 1,
            }
            let now = ctx.now();
            let ours: Result<bool, Fault> =
                store::write!(ctx.db, |tx| { store::mail::settle(tx, letter, &settled, now).await });
            if !ours? {
                tracing::warn!(letter = %letter.letter.id.uuid(), "another carrier has taken a letter over");
            }
        }
    }
}

/// Carries letters as they come, until the process ends.
pub async fn work(ctx: Context, transport: Transport) {
    if transport.is_none() {
        return;
    }
    loop {
        if let Err(fault) = deliver(&ctx, &transport).await {
            tracing::error!(%fault, "the outbox could not be read");
        }
        tokio::time::sleep(Duration::from_secs(5)).await;
    }
}

async fn carry(ctx: &Context, transport: &Transport, taken: &Taken) -> Result<Settled, Fault> {
    let letter = &taken.letter;
    if let Some(reason) = relevance::no_longer_right(ctx, letter).await? {
        return Ok(Settled::Withdrawn { reason: reason.to_owned() });
    }
    let problem = match transport.send(taken).await {
        Ok(()) => return Ok(Settled::Sent),
        Err(problem) => problem,
    };
    let id = letter.id.uuid();
    let attempt = usize::try_from(taken.attempts).unwrap_or(usize::MAX);
    match PATIENCE.get(attempt.saturating_sub(1)) {
        Some(wait) if !problem.is_final => {
            tracing::warn!(letter = %id, attempt, problem = %problem.what, "a letter could not be sent yet");
            Ok(Settled::Later { send_after: ctx.now() + *wait, problem: problem.what })
        }
        _ => {
            tracing::error!(letter = %id, attempt, problem = %problem.what, "a letter was given up");
            Ok(Settled::Failed { problem: problem.what })
        }
    }
}
