//! Taking in a portfolio from elsewhere: checked, all or nothing, and kept to the byte (G5).

use domain::ids::{BroughtId, PersonId};
use domain::takeaway::{Book, sha256};
use domain::text::searchable;
use store::events::Event;
use store::takeaway::Brought;

use super::NOUN;
use super::archive::{Unreadable, unpack};
use crate::Context;
use crate::error::{Failure, Outcome, refuse};

/// Why a portfolio was not taken in; nothing of it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TakeInRefusal {
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error("it is the portfolio of {name}, whom nothing here says to be the same person")]
    NotTheirs { name: String },
}

impl TakeInRefusal {
    /// The key of its sentence in the translation layer.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Unreadable(Unreadable::NotAnArchive) => "bring-not-an-archive",
            Self::Unreadable(Unreadable::TooLarge) => "bring-too-large",
            Self::Unreadable(Unreadable::NoManifest) => "bring-no-manifest",
            Self::Unreadable(Unreadable::UnknownFormat) => "bring-unknown-format",
            Self::Unreadable(Unreadable::Changed(_)) => "bring-changed",
            Self::Unreadable(Unreadable::SealBroken) => "bring-seal-broken",
            Self::NotTheirs { .. } => "bring-not-theirs",
        }
    }
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    In(BroughtId),
    /// Exactly this was brought before.
    Already,
}

/// Takes an archive in for a person: one's own, or at a command.
///
/// # Errors
/// It is not what it says, or somebody else's.
pub async fn take_in(ctx: &Context, person: PersonId, archive: &[u8]) -> Outcome<Taken, TakeInRefusal> {
    let unpacked = match unpack(archive) {
        Ok(unpacked) => unpacked,
        Err(problem) => return refuse(problem.into()),
    };
    let book = serde_json::to_value(&unpacked.book).map_err(|error| store::Fault::Corrupt(error.to_string()))?;
    store::write!(ctx.db, |tx| {
        let owner = store::takeaway::owner(tx, person).await?;
        if !is_theirs(&unpacked.book, &owner) {
            return refuse(TakeInRefusal::NotTheirs { name: unpacked.book.owner.name.clone() });
        }
        let brought = Brought {
            id: ctx.new_id(),
            digest: sha256(archive),
            made_by: unpacked.manifest.made_at_address.clone(),
            made_at: unpacked.manifest.made_at,
            public_key: unpacked.manifest.key.clone(),
            known_as: None,
            book: book.clone(),
            brought_at: ctx.now(),
        };
        if !store::takeaway::take_in(tx, person, &brought, archive).await? {
            return Ok(Taken::Already);
        }
        let event = Event::new(ctx.new_id(), ctx.now(), Some(person), &format!("{NOUN}.take-in"), person);
        store::events::record(tx, &event.saying("Brought a portfolio from elsewhere")).await?;
        Ok(Taken::In(brought.id))
    })
}

/// Forgets a portfolio that a person brought; they have it still, and can bring it again.
///
/// # Errors
/// It is not theirs, or not there.
pub async fn forget(ctx: &Context, person: PersonId, id: BroughtId) -> Outcome<()> {
    store::write!(ctx.db, |tx| {
        if !store::takeaway::forget_brought(tx, person, id).await? {
            return Err(Failure::NotFound);
        }
        let event = Event::new(ctx.new_id(), ctx.now(), Some(person), &format!("{NOUN}.forget"), person);
        store::events::record(tx, &event.saying("Took a portfolio from elsewhere out again")).await?;
        Ok(())
    })
}

/// Does anything that both sides know say that it is the same person? The name may have changed, the number may not.
fn is_theirs(book: &Book, owner: &store::takeaway::Owner) -> bool {
    let name = searchable(&book.owner.name);
    let by_name = owner.names.iter().any(|known| searchable(known) == name);
    let by_number = owner.registrations.iter().any(|(number, _)| {
        book.owner.registrations.iter().any(|one| one.split(',').next().map(str::trim) == Some(number.as_str()))
    });
    let by_address = owner.addresses.iter().any(|address| book.owner.addresses.contains(&sha256(address.as_bytes())));
    by_name || by_number || by_address
}
