//! Signing for one's side. The last signature makes it hold.

use domain::exceptions::Change;
use domain::ids::{ExceptionId, PersonId};
use domain::signatures::{Confirmation, Fresh, TextHash};
use store::Tx;
use store::exceptions::{Exception, Signed, Standing};

use super::{Side, find, note, tell};
use crate::error::{Failure, Outcome, refuse};
use crate::{Context, journeys};

/// Why nobody signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignRefusal {
    #[error("confirm who you are first")]
    ConfirmFirst,
    #[error("it was settled meanwhile")]
    Settled,
    #[error("your side has signed already")]
    Signed,
    #[error("what you were shown is not what it says")]
    ShownOtherwise,
}

impl SignRefusal {
    /// The key of its sentence in the translation layer.
    pub fn key(self) -> &'static str {
        match self {
            Self::ConfirmFirst => "exception-confirm-first",
            Self::Settled => "exception-settled",
            Self::Signed => "exception-signed",
            Self::ShownOtherwise => "exception-shown-otherwise",
        }
    }
}

/// Signs the text that was shown, for one's own side.
///
/// # Errors
/// The person is on neither side, has not confirmed who they are for more than fifteen minutes, was shown something
/// else; or it is settled, or the side has signed.
pub async fn sign(
    ctx: &Context,
    by: PersonId,
    id: ExceptionId,
    shown: &TextHash,
    confirmation: Confirmation,
) -> Outcome<Standing, SignRefusal> {
    let Ok(fresh) = confirmation.fresh(ctx.now()) else { return refuse(SignRefusal::ConfirmFirst) };
    match attempt(ctx, by, id, shown, &fresh).await {
        // Two signatures of one side at one moment: the schema has kept the first, and a second look says so.
        Err(Failure::Fault(fault)) if fault.is_duplicate() => attempt(ctx, by, id, shown, &fresh).await,
        other => other,
    }
}

async fn attempt(
    ctx: &Context,
    by: PersonId,
    id: ExceptionId,
    shown: &TextHash,
    fresh: &Fresh,
) -> Outcome<Standing, SignRefusal> {
    store::write!(ctx.db, |tx| {
        let (exception, side) = find(ctx, tx, by, id).await?.ok_or(Failure::NotFound)?;
        if exception.standing != Standing::Proposed {
            return refuse(SignRefusal::Settled);
        }
        if *shown != exception.hash {
            return refuse(SignRefusal::ShownOtherwise);
        }
        let has_signed = |signed: &Signed| signed.party == side.party || signed.person == by;
        if exception.signatures.iter().any(has_signed) {
            return refuse(SignRefusal::Signed);
        }
        let signed = Signed {
            party: side.party.clone(),
            person: by,
            name: side.name_of(by).to_owned(),
            method: fresh.method().to_owned(),
            signed_at: ctx.now(),
        };
        store::exceptions::sign(tx, id, &exception.hash, &signed).await?;
        if exception.signatures.is_empty() {
            note(ctx, tx, &side, id, "sign", "One side signed what is to be otherwise").await?;
            let sentence = format!("{} asks you to agree to something. Read it, and sign or decline:", signed.name);
            tell(ctx, tx, &side, id, "Something to agree to", &sentence).await?;
            return Ok(Standing::Proposed);
        }
        agreed(ctx, tx, &side, &exception).await?;
        let sentence = format!("{} signed too. It holds from today:", signed.name);
        tell(ctx, tx, &side, id, "You have agreed", &sentence).await?;
        Ok(Standing::Agreed)
    })
}

async fn agreed(ctx: &Context, tx: &Tx, side: &Side, exception: &Exception) -> Result<(), store::Fault> {
    store::exceptions::settle(tx, exception.id, Standing::Agreed, ctx.now()).await?;
    if let Change::Ends { on } = exception.change {
        store::exceptions::move_end(tx, exception.journey, on).await?;
    }
    note(ctx, tx, side, exception.id, "agree", "Both sides signed what is to be otherwise").await?;
    journeys::refresh(tx, ctx, exception.journey).await?;
    Ok(())
}
