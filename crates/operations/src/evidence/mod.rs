//! Files that people keep with what they gather: added and removed by their owner alone (G2).

use domain::evidence::{DESCRIPTION_LETTERS, Subject, media_type};
use domain::ids::{EvidenceId, Id, LearningId, PersonId, ReflectionId};
use domain::patient_details::{NhsNumber, unsettled};
use store::events::Event;
use store::evidence::Evidence;
use store::{Fault, Tx};
use uuid::Uuid;

use crate::error::{Failure, refuse};
use crate::{Context, Outcome, kept};

/// The noun under which events speak of them.
pub const NOUN: &str = "evidence";

/// A file as somebody adds it.
#[derive(Debug, Clone)]
pub struct New<'a> {
    pub subject: Subject,
    /// None: the portfolio itself.
    pub subject_id: Option<Uuid>,
    pub name: &'a str,
    pub content: &'a [u8],
    pub description: &'a str,
    /// Digits of numbers that are no NHS numbers, as the writer says.
    pub said: &'a [String],
}

/// Why a file is not kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddRefusal {
    #[error("choose a file")]
    Empty,
    #[error("the file is larger than {most_megabytes} MB")]
    TooLarge { most_megabytes: u64 },
    #[error("the file is of a kind that is not taken here")]
    WrongType,
    #[error("you keep as much as there is room for")]
    Full,
    #[error("the description is too long")]
    TooLong,
    #[error("a number looks like an NHS number")]
    NhsNumbers(Vec<NhsNumber>),
}

impl AddRefusal {
    /// The key of its sentence in the translation layer.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Empty => "file-refused-empty",
            Self::TooLarge { .. } => "file-refused-too-large",
            Self::WrongType => "evidence-refused-wrong-type",
            Self::Full => "evidence-refused-full",
            Self::TooLong => "evidence-refused-too-long",
            Self::NhsNumbers(_) => "guard-found",
        }
    }
}

/// Keeps a file with something of one's own.
///
/// # Errors
/// What it belongs to is not the person's own; or the refusal says why it is not kept.
pub async fn add(ctx: &Context, by: PersonId, new: &New<'_>) -> Outcome<EvidenceId, AddRefusal> {
    let media_type = match checked(ctx, new) {
        Ok(media_type) => media_type,
        Err(refusal) => return refuse(refusal),
    };
    let Some(ready) = kept::ready(new.name, media_type, new.content) else { return refuse(AddRefusal::WrongType) };
    let id: EvidenceId = ctx.new_id();
    let size = i64::try_from(ready.content.len()).unwrap_or(i64::MAX);
    let stored = kept::put(ctx, id, ready.content).await?;
    let done = store::write!(ctx.db, |tx| {
        if !is_own(tx, by, new).await? {
            return Err(Failure::NotFound);
        }
        let most = i64::try_from(ctx.keeping.most_bytes_each).unwrap_or(i64::MAX);
        if store::evidence::kept_by(tx, by).await? + size > most {
            return refuse(AddRefusal::Full);
        }
        let evidence = Evidence {
            id,
            owner: by,
            subject: new.subject,
            subject_id: new.subject_id,
            name: ready.name.clone(),
            description: new.description.trim().to_owned(),
            media_type: media_type.to_owned(),
            size,
            fingerprint: ready.fingerprint.clone(),
            added_at: ctx.now(),
        };
        store::evidence::insert(tx, &evidence, stored.clone()).await?;
        let event = Event::new(ctx.new_id(), ctx.now(), Some(by), &format!("{NOUN}.add"), id);
        store::events::record(tx, &event.saying("A file was added to a portfolio.")).await?;
        Ok(id)
    });
    if done.is_err() {
        kept::forget(ctx, id).await;
    }
    done
}

fn checked(ctx: &Context, new: &New<'_>) -> Result<&'static str, AddRefusal> {
    if new.content.is_empty() {
        return Err(AddRefusal::Empty);
    }
    let most = ctx.keeping.most_bytes;
    if new.content.len() as u64 > most {
        return Err(AddRefusal::TooLarge { most_megabytes: most / 1_000_000 });
    }
    if new.description.chars().count() > DESCRIPTION_LETTERS {
        return Err(AddRefusal::TooLong);
    }
    let media_type = media_type(new.content).ok_or(AddRefusal::WrongType)?;
    // The name of a file is where such numbers hide most.
    let numbers = unsettled(&format!("{}\n{}", new.description, new.name), "", new.said);
    if numbers.is_empty() { Ok(media_type) } else { Err(AddRefusal::NhsNumbers(numbers)) }
}

/// Is what a file is to belong to the person's own? Objectives come with the room of plans, which asks itself.
async fn is_own(tx: &Tx, by: PersonId, new: &New<'_>) -> Result<bool, Fault> {
    Ok(match (new.subject, new.subject_id) {
        (Subject::Portfolio, None) => true,
        (Subject::Reflection, Some(id)) => {
            let found = store::reflections::find(tx, ReflectionId::from_uuid(id)).await?;
            found.is_some_and(|one| one.owner == by)
        }
        (Subject::Learning, Some(id)) => {
            let found = store::learning::find(tx, LearningId::from_uuid(id)).await?;
            found.is_some_and(|one| one.owner == by)
        }
        _ => false,
    })
}

/// Takes a file of one's own away for good.
///
/// # Errors
/// There is no such file of the person's.
pub async fn remove(ctx: &Context, by: PersonId, id: EvidenceId) -> Outcome<()> {
    store::write!(ctx.db, |tx| {
        if !store::evidence::remove(tx, by, id).await? {
            return Err(Failure::NotFound);
        }
        let event = Event::new(ctx.new_id(), ctx.now(), Some(by), &format!("{NOUN}.remove"), id);
        store::events::record(tx, &event.saying("A file was removed from a portfolio by its owner.")).await?;
        Ok::<_, Failure<crate::error::Never>>(())
    })?;
    kept::forget(ctx, id).await;
    Ok(())
}

/// The content of a file that somebody may read: ask [`store::evidence::visible_to`] first.
///
/// # Errors
/// The database or the folder failed.
pub async fn content(ctx: &Context, id: EvidenceId) -> Result<Vec<u8>, Fault> {
    kept::get(ctx, id, store::evidence::content(ctx.db.reader(), id).await?).await
}
