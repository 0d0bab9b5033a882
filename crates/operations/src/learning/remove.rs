//! Taking a line of learning away for good, with its files, its shares and the hours it counted as.

use domain::evidence::Subject;
use domain::ids::{EvidenceId, LearningId, PersonId};
use store::events::Event;

use super::NOUN;
use crate::error::{Failure, Never};
use crate::{Context, Outcome, kept};

/// Removes a line of one's own. It cannot be brought back, and the page says so before.
///
/// # Errors
/// There is no such line of the person's.
pub async fn remove(ctx: &Context, by: PersonId, id: LearningId) -> Outcome<()> {
    let files: Vec<EvidenceId> = store::write!(ctx.db, |tx| {
        let files = store::evidence::of_subject(tx, Subject::Learning, id).await?;
        store::time::remove_of_learning(tx, by, id).await?;
        if !store::learning::remove(tx, by, id).await? {
            return Err(Failure::NotFound);
        }
        for file in &files {
            store::evidence::remove(tx, by, file.id).await?;
        }
        store::shares::end_all(tx, Subject::Learning, id, ctx.now()).await?;
        let event = Event::new(ctx.new_id(), ctx.now(), Some(by), &format!("{NOUN}.remove"), id);
        store::events::record(tx, &event.saying("A line of learning was removed by its writer.")).await?;
        Ok::<_, Failure<Never>>(files.iter().map(|file| file.id).collect())
    })?;
    for file in files {
        kept::forget(ctx, file).await;
    }
    Ok(())
}
