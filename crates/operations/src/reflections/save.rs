//! Saving what was written: while one types, or with a button. A number that looks like an NHS number is pointed out
//! before it is kept.

use domain::ids::{PersonId, ReflectionId};
use domain::patient_details::{NhsNumber, unsettled};
use domain::reflections::{self, Wrong};
use domain::text::searchable;
use store::reflections::TITLE;

use crate::error::{Failure, refuse};
use crate::{Context, Outcome};

/// A text for a prompt, or the title, in place of the one that was on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub prompt: String,
    pub base: i32,
    pub content: String,
}

/// Why nothing was kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SaveRefusal {
    #[error("what was written for {prompt} is too long")]
    Wrong { prompt: String, wrong: Wrong },
    /// To be looked at again; whoever says it is something else can save it.
    #[error("a number looks like an NHS number")]
    NhsNumbers(Vec<(String, NhsNumber)>),
    /// Another window wrote there since; nothing typed is lost, and nothing written over.
    #[error("another text was saved for {0} meanwhile")]
    ChangedMeanwhile(String),
}

/// The revisions that stand now, by prompt.
pub type Saved = Vec<(String, i32)>;

/// Keeps what was written. `said`: digits of numbers of which the writer says that they are no NHS numbers.
///
/// # Errors
/// It is not the writer's own reflection; or the refusal says why nothing was kept.
pub async fn save(
    ctx: &Context,
    by: PersonId,
    id: ReflectionId,
    entries: &[Entry],
    said: &[String],
) -> Outcome<Saved, SaveRefusal> {
    store::write!(ctx.db, |tx| {
        let found = store::reflections::find(tx, id).await?.filter(|one| one.owner == by);
        let found = found.ok_or(Failure::NotFound)?;
        let model = reflections::model(&found.model);
        let mut saved = Saved::new();
        let mut numbers = Vec::new();
        for entry in entries {
            let prompt = model.and_then(|model| model.prompts.iter().find(|prompt| prompt.key == entry.prompt));
            if prompt.is_none() && entry.prompt != TITLE {
                return Err(Failure::NotFound);
            }
            if let Err(wrong) = reflections::check(prompt, &entry.content) {
                return refuse(SaveRefusal::Wrong { prompt: entry.prompt.clone(), wrong });
            }
            let (before, _) = found.answer(&entry.prompt);
            let seen = unsettled(&entry.content, before, said);
            numbers.extend(seen.into_iter().map(|number| (entry.prompt.clone(), number)));
        }
        if !numbers.is_empty() {
            return refuse(SaveRefusal::NhsNumbers(numbers));
        }
        for entry in entries {
            let (before, revision) = found.answer(&entry.prompt);
            if before == entry.content {
                saved.push((entry.prompt.clone(), revision));
                continue;
            }
            let content = entry.content.as_str();
            let kept = store::reflections::save(tx, id, &entry.prompt, entry.base, content, ctx.now()).await?;
            match kept {
                Some(revision) => saved.push((entry.prompt.clone(), revision)),
                None => return refuse(SaveRefusal::ChangedMeanwhile(entry.prompt.clone())),
            }
        }
        if let Some(now) = store::reflections::find(tx, id).await? {
            let (title, _) = now.answer(TITLE);
            store::reflections::touch(tx, id, title.trim(), &searchable(&now.text()), ctx.now()).await?;
        }
        Ok(saved)
    })
}
