//! Sharing what one gathers with people of one's own journeys, for as long as one likes, and taking it back (G1).

use std::collections::BTreeSet;

use domain::access::Viewer;
use domain::evidence::Subject;
use domain::ids::{Id, LearningId, PersonId, ReflectionId, ShareId};
use jiff::civil::Date;
use store::events::Event;
use store::mail::Letter;
use store::shares::Share;
use store::{Fault, Tx};
use uuid::Uuid;

use crate::error::{Failure, refuse};
use crate::{Context, Outcome};

/// The noun under which events and letters speak of them.
pub const NOUN: &str = "shares";

/// What can be shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shared {
    Reflection(ReflectionId),
    Learning(LearningId),
}

impl Shared {
    /// As the store names it.
    pub fn key(self) -> (Subject, Uuid) {
        match self {
            Self::Reflection(id) => (Subject::Reflection, id.uuid()),
            Self::Learning(id) => (Subject::Learning, id.uuid()),
        }
    }

    /// Where it is read.
    pub fn path(self) -> String {
        match self {
            Self::Reflection(id) => format!("/reflections/{id}"),
            Self::Learning(id) => format!("/learning/{id}"),
        }
    }
}

/// Why nothing was shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ShareRefusal {
    #[error("choose whom to share it with")]
    Nobody,
    #[error("the last day has passed already")]
    Over,
    #[error("somebody chosen is no longer part of your journeys")]
    NotBeside,
    #[error("there is nothing in it yet")]
    Empty,
}

impl ShareRefusal {
    /// The key of its sentence in the translation layer.
    pub fn key(self) -> &'static str {
        match self {
            Self::Nobody => "share-refused-nobody",
            Self::Over => "share-refused-over",
            Self::NotBeside => "share-refused-not-beside",
            Self::Empty => "share-refused-empty",
        }
    }
}

/// Shares something of one's own with people of one's journeys, until a day or until it is taken back. They are told
/// that there is something, never what it says.
///
/// # Errors
/// It is not the person's own, or the refusal says why.
pub async fn share(
    ctx: &Context,
    by: PersonId,
    what: Shared,
    with: &BTreeSet<PersonId>,
    until_on: Option<Date>,
) -> Outcome<(), ShareRefusal> {
    let viewer = Viewer { person: by, today: ctx.today() };
    if with.is_empty() {
        return refuse(ShareRefusal::Nobody);
    }
    if until_on.is_some_and(|until| until < viewer.today) {
        return refuse(ShareRefusal::Over);
    }
    store::write!(ctx.db, |tx| {
        let (owner_name, is_empty) = own(tx, by, what).await?.ok_or(Failure::NotFound)?;
        if is_empty {
            return refuse(ShareRefusal::Empty);
        }
        let beside = store::shares::companions(tx, viewer).await?;
        let (subject, subject_id) = what.key();
        for person in with {
            let Some(companion) = beside.iter().find(|one| one.person == *person) else {
                return refuse(ShareRefusal::NotBeside);
            };
            let share = Share {
                id: ctx.new_id(),
                owner: by,
                with: *person,
                with_name: companion.name.clone(),
                subject,
                subject_id,
                until_on,
                shared_at: ctx.now(),
            };
            store::shares::insert(tx, &share).await?;
            tell(ctx, tx, &share, &owner_name, &what.path()).await?;
            let event = Event::new(ctx.new_id(), ctx.now(), Some(by), &format!("{NOUN}.share"), share.id);
            let sentence = format!("{owner_name} shared something of their own with {}.", companion.name);
            store::events::record(tx, &event.saying(sentence)).await?;
        }
        Ok(())
    })
}

/// Takes a share back: access ends at once.
///
/// # Errors
/// There is no such share of the person's that runs.
pub async fn take_back(ctx: &Context, by: PersonId, id: ShareId) -> Outcome<()> {
    store::write!(ctx.db, |tx| {
        if !store::shares::take_back(tx, by, id, ctx.now()).await? {
            return Err(Failure::NotFound);
        }
        let event = Event::new(ctx.new_id(), ctx.now(), Some(by), &format!("{NOUN}.take-back"), id);
        store::events::record(tx, &event.saying("Something shared was taken back.")).await?;
        Ok(())
    })
}

/// The owner's name and whether nothing is in it, when it is theirs.
async fn own(tx: &Tx, by: PersonId, what: Shared) -> Result<Option<(String, bool)>, Fault> {
    Ok(match what {
        Shared::Reflection(id) => {
            let found = store::reflections::find(tx, id).await?.filter(|one| one.owner == by);
            found.map(|one| (one.owner_name.clone(), one.is_empty()))
        }
        Shared::Learning(id) => {
            let found = store::learning::find(tx, id).await?.filter(|one| one.owner == by);
            found.map(|one| (one.owner_name, false))
        }
    })
}

async fn tell(ctx: &Context, tx: &Tx, share: &Share, owner: &str, path: &str) -> Result<(), Fault> {
    let known = store::candidacies::recipients(tx, &[share.with]).await?;
    let Some(to) = known.get(&share.with) else { return Ok(()) };
    let Some(address) = to.address(ctx.today(), ctx.today()) else { return Ok(()) };
    let letter = Letter {
        id: ctx.new_id(),
        person: Some(share.with),
        recipient: address.to_owned(),
        kind: format!("{NOUN}.told"),
        subject: format!("{owner} shared something with you"),
        body: format!(
            "Hello {}\n\n{owner} shared something of their own with you. You can read it here while they let you:\n\n{}{path}\n",
            to.first_name, ctx.address
        ),
        calendar: None,
        about: Some((NOUN.to_owned(), share.id.uuid())),
        created_at: ctx.now(),
        send_after: ctx.now(),
    };
    store::mail::queue(tx, &letter).await
}

/// Does a share that a letter speaks of still hold?
///
/// # Errors
/// The database failed.
pub(crate) async fn holds(ctx: &Context, id: ShareId, reader: Option<PersonId>) -> Result<bool, Fault> {
    let Some(person) = reader else { return Ok(false) };
    let viewer = Viewer { person, today: ctx.today() };
    let found = store::shares::with_reader(ctx.db.reader(), viewer).await?;
    Ok(found.iter().any(|share| share.id == id))
}
