//! Whom somebody would like to be paired with, and whom not. Both sides may wish; a wish not to be paired rules the pair
//! out and is told to nobody.

use domain::ids::{OrganisationId, PersonId};
use domain::keys::FamilyKey;
use store::events::Event;
use store::supporters::Wish;

use super::NOUN;
use crate::Context;
use crate::error::{Outcome, refuse};

/// Why a wish was not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WishRefusal {
    #[error("nobody here has this address at work")]
    NobodyThere,
    #[error("that is yourself")]
    Oneself,
}

impl WishRefusal {
    /// The key of its sentence in the translation layer.
    pub fn key(self) -> &'static str {
        match self {
            Self::NobodyThere => "supporter-refusal-nobody-there",
            Self::Oneself => "supporter-refusal-oneself",
        }
    }
}

/// Keeps a wish about the colleague with this address at work.
///
/// # Errors
/// Nobody at the organisation has the address, or it is one's own.
pub async fn state_wish(
    ctx: &Context,
    person: PersonId,
    organisation: OrganisationId,
    family: &FamilyKey,
    email: &str,
    wish: Wish,
) -> Outcome<(), WishRefusal> {
    store::write!(ctx.db, |tx| {
        let Some(other) = store::supporters::find_colleague(tx, organisation, email).await? else {
            return refuse(WishRefusal::NobodyThere);
        };
        if other == person {
            return refuse(WishRefusal::Oneself);
        }
        store::supporters::keep_wish(tx, person, other, family, wish, ctx.now()).await?;
        // Neither who nor which way: events are read by others.
        let event = Event::new(ctx.new_id(), ctx.now(), Some(person), &format!("{NOUN}.wish"), person);
        store::events::record(tx, &event.at(organisation).saying("Said whom they would like to be paired with"))
            .await?;
        Ok(())
    })
}

/// Takes a wish back.
///
/// # Errors
/// The database failed.
pub async fn forget_wish(ctx: &Context, person: PersonId, family: &FamilyKey, other: PersonId) -> Outcome<()> {
    store::write!(ctx.db, |tx| {
        store::supporters::forget_wish(tx, person, other, family).await?;
        let event = Event::new(ctx.new_id(), ctx.now(), Some(person), &format!("{NOUN}.forget-wish"), person);
        store::events::record(tx, &event.saying("Took a wish about a pairing back")).await?;
        Ok(())
    })
}
