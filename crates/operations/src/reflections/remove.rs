//! Taking a reflection away for good, with its files and its shares.

use domain::evidence::Subject;
use domain::ids::{EvidenceId, PersonId, ReflectionId};
use store::events::Event;

use super::NOUN;
use crate::error::Failure;
use crate::{Context, Outcome, kept};

/// Removes a reflection of one's own. It cannot be brought back, and the page says so before.
///
/// # Errors
/// There is no such reflection of the person's.
pub async fn remove(ctx: &Context, by: PersonId, id: ReflectionId) -> Outcome<()> {
    let files: Vec<EvidenceId> = store::write!(ctx.db, |tx| {
        let files = store::evidence::of_subject(tx, Subject::Reflection, id).await?;
        if !store::reflections::remove(tx, by, id).await? {
            return Err(Failure::NotFound);
        }
        for file in &files {
            store::evidence::remove(tx, by, file.id).await?;
        }
        store::shares::end_all(tx, Subject::Reflection, id, ctx.now()).await?;
        let event = Event::new(ctx.new_id(), ctx.now(), Some(by), &format!("{NOUN}.remove"), id);
        store::events::record(tx, &event.saying("A reflection was removed by its writer.")).await?;
        Ok::<_, Failure<crate::error::Never>>(files.iter().map(|file| file.id).collect())
    })?;
    for file in files {
        kept::forget(ctx, file).await;
    }
    Ok(())
}
