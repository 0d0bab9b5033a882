//! Files as answers: checked by what they hold, kept as they are.

use domain::forms::{Field, FieldKind, FileType};
use domain::ids::{FileId, PersonId};
use domain::keys::FieldKey;
use domain::records::{AnswerValue, KeptFile};
use store::records::FileRow;

use super::save::{Entry, SaveRefusal, save, save_on};
use super::subject::{Which, load};
use crate::error::{Failure, refuse};
use crate::{Context, Outcome, kept};

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FileRefusal {
    #[error("choose a file")]
    Empty,
    #[error("the file is larger than {most_megabytes} MB")]
    TooLarge { most_megabytes: u64 },
    #[error("the file is of a kind that is not taken here")]
    WrongType,
    #[error("everyone has signed; add an amendment instead")]
    Closed,
    #[error("this question is for somebody else to answer")]
    NotYours,
}

impl FileRefusal {
    /// The key of the message that a page shows.
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "file-refused-empty",
            Self::TooLarge { .. } => "file-refused-too-large",
            Self::WrongType => "file-refused-wrong-type",
            Self::Closed => "record-refused-closed",
            Self::NotYours => "record-refused-not-yours",
        }
    }
}

impl From<SaveRefusal> for FileRefusal {
    fn from(refusal: SaveRefusal) -> Self {
        match refusal {
            SaveRefusal::Closed => Self::Closed,
            SaveRefusal::NotYours => Self::NotYours,
        }
    }
}

/// Keeps a file and lets it be the field's answer, in place of what stood on the page (`base`).
///
/// # Errors
/// The person may not answer, or the file is empty, too large or of another kind than the form takes.
pub async fn add_file(
    ctx: &Context,
    by: PersonId,
    which: impl Into<Which>,
    field: &FieldKey,
    (page, base): (&str, i32),
    (name, content): (&str, &[u8]),
) -> Outcome<(), FileRefusal> {
    let which = which.into();
    let media = FileType::of(content).map_or("", |(_, media)| media);
    let Some(ready) = kept::ready(name, media, content) else { return refuse(FileRefusal::WrongType) };
    let id: FileId = ctx.new_id();
    let (name, fingerprint, bytes) = (ready.name, ready.fingerprint, ready.content.len() as u64);
    let stored = kept::put(ctx, id, ready.content).await?;
    store::write!(ctx.db, |tx| {
        let sheet = load(ctx, tx, by, which).await?;
        let field = sheet.paper.form.field(field).ok_or(Failure::NotFound)?;
        let media_type = match checked(field, content) {
            Ok(media_type) => media_type,
            Err(refusal) => return refuse(refusal),
        };
        let row = FileRow {
            id,
            record: sheet.paper.record.id,
            field: field.key.clone(),
            name: name.clone(),
            media_type: media_type.to_owned(),
            fingerprint: fingerprint.clone(),
            content: stored.clone(),
            bytes,
            added_by: by,
            added_at: ctx.now(),
        };
        store::records::insert_file(tx, &row).await?;
        let kept = KeptFile { id, name: name.clone(), bytes, fingerprint: fingerprint.clone() };
        let entry = Entry { field: field.key.clone(), base, value: Some(AnswerValue::File(kept)) };
        answered(save_on(ctx, tx, &sheet, page, &[entry]).await)
    })
}

/// Takes a file away as the field's answer; what was signed before keeps its own.
///
/// # Errors
/// The person may not answer.
pub async fn remove_file(
    ctx: &Context,
    by: PersonId,
    which: impl Into<Which>,
    field: &FieldKey,
    (page, base): (&str, i32),
) -> Outcome<(), FileRefusal> {
    let entry = Entry { field: field.clone(), base, value: None };
    answered(save(ctx, by, which, page, &[entry]).await)
}

fn answered(outcome: Outcome<super::SaveOutcome, SaveRefusal>) -> Outcome<(), FileRefusal> {
    match outcome {
        Ok(_) => Ok(()),
        Err(Failure::Refused(refusal)) => refuse(refusal.into()),
        Err(Failure::NotFound) => Err(Failure::NotFound),
        Err(Failure::Fault(fault)) => Err(Failure::Fault(fault)),
    }
}

/// The media type of a file that the field takes.
fn checked(field: &Field, content: &[u8]) -> Result<&'static str, FileRefusal> {
    let FieldKind::File { types, most_bytes } = &field.kind else { return Err(FileRefusal::NotYours) };
    if content.is_empty() {
        return Err(FileRefusal::Empty);
    }
    if content.len() as u64 > *most_bytes {
        return Err(FileRefusal::TooLarge { most_megabytes: most_bytes / 1_000_000 });
    }
    match FileType::of(content) {
        Some((kind, media_type)) if types.contains(&kind) => Ok(media_type),
        _ => Err(FileRefusal::WrongType),
    }
}
