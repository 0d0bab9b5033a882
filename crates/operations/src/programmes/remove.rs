//! Takes a version of an organisation's own off its list, unless something uses it.

use domain::ids::OrganisationId;
use domain::keys::ProgrammeKey;
use domain::programmes::ContentHash;
use store::events::Event;

use crate::error::{Failure, refuse};
use crate::{Actor, Context, Outcome};

/// Why a version stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RemoveRefusal {
    #[error("journeys are or were in this version, or new ones begin in it")]
    InUse,
}

/// Takes a version off the list. What anybody ever signed or answered under it can still be read.
///
/// # Errors
/// Something uses it, or it is not on the list.
pub async fn remove_version(
    ctx: &Context,
    actor: Actor,
    organisation: OrganisationId,
    key: &ProgrammeKey,
    version: &ContentHash,
) -> Outcome<(), RemoveRefusal> {
    store::write!(ctx.db, |tx| {
        let listed = store::programmes::of_organisation(tx, organisation, key).await?;
        let listed = listed.iter().find(|own| own.version == *version).ok_or(Failure::NotFound)?;
        if !store::programmes::remove(tx, organisation, version).await? {
            return refuse(RemoveRefusal::InUse);
        }
        let event = Event::new(ctx.new_id(), ctx.now(), actor.person(), "programmes.remove-version", organisation)
            .at(organisation)
            .saying(format!("Took version {} of its own off the list", listed.number));
        store::events::record(tx, &event).await?;
        Ok(())
    })
}
