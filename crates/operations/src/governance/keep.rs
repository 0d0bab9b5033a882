//! Entering a document: approved, looked over, by whom it is looked after, what it says.

use std::collections::BTreeSet;

use domain::governance::{Kept, Owner};
use domain::ids::OrganisationId;
use domain::keys::{GovernanceKey, ProgrammeKey, StatementKey};
use jiff::civil::Date;
use store::events::Event;
use store::governance::Entry;

use super::programme_here;
use crate::error::refuse;
use crate::{Actor, Context, Failure, Outcome};

/// The longest note or place, in characters.
const LONGEST: usize = 2000;

/// Whether the text is another one since it was last entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// It was looked over and stays: who accepted it has still accepted it.
    Same,
    /// It is another text: those it is about are asked again.
    New,
}

/// A document as somebody enters it.
#[derive(Debug, Clone)]
pub struct Entering<'a> {
    pub approved_on: Option<Date>,
    pub reviewed_on: Option<Date>,
    pub review_due_on: Option<Date>,
    /// The address of whoever looks after it; empty for nobody.
    pub owner_email: &'a str,
    pub link: &'a str,
    pub kept_at: &'a str,
    pub states: BTreeSet<StatementKey>,
    pub note: &'a str,
    pub text: Text,
}

/// Why a document is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeepRefusal {
    #[error("nobody is known by this address")]
    UnknownOwner,
    #[error("more than one person is listed under this address")]
    AmbiguousOwner,
    #[error("this is not an address of a page")]
    NotALink,
    #[error("the day of approval lies in the future")]
    ApprovedInFuture,
    #[error("the day of the review lies in the future")]
    ReviewedInFuture,
    #[error("the next review lies before the last")]
    DueBeforeReview,
    #[error("the text is too long")]
    TooLong,
}

/// Keeps a document as it is today; what it was before stays readable.
///
/// # Errors
/// The organisation does not run the programme, the programme has no such document, or something entered is wrong.
pub async fn keep(
    ctx: &Context,
    actor: Actor,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    document: &GovernanceKey,
    entering: &Entering<'_>,
) -> Outcome<(), KeepRefusal> {
    if let Some(refusal) = wrong(entering, ctx.today()) {
        return refuse(refusal);
    }
    store::write!(ctx.db, |tx| {
        let programme = programme_here(ctx, tx, organisation, programme).await?;
        let document = programme.governance.iter().find(|one| one.key == *document).ok_or(Failure::NotFound)?;
        let email = entering.owner_email.trim().to_lowercase();
        let owner = match store::sessions::people_at(tx, &email).await?[..] {
            _ if email.is_empty() => None,
            [person] => Some(person),
            [] => return refuse(KeepRefusal::UnknownOwner),
            _ => return refuse(KeepRefusal::AmbiguousOwner),
        };
        let today = ctx.today();
        let before = store::governance::entries(tx, organisation, &programme.key, &document.key, today).await?;
        let last = before.first();
        let edition = last.map_or(1, |last| last.edition + i32::from(entering.text == Text::New));
        let known = document.states.iter().map(|statement| &statement.key);
        let entry = Entry {
            id: ctx.new_id(),
            organisation,
            programme: programme.key.clone(),
            document: document.key.clone(),
            number: last.map_or(1, |last| last.number + 1),
            edition,
            kept: Kept {
                approved_on: entering.approved_on,
                reviewed_on: entering.reviewed_on.or(entering.approved_on),
                review_due_on: entering.review_due_on,
                owner: Owner::Nobody,
                states: known.filter(|key| entering.states.contains(key)).cloned().collect(),
            },
            owner,
            owner_name: String::new(),
            link: entering.link.trim().to_owned(),
            kept_at: entering.kept_at.trim().to_owned(),
            note: entering.note.trim().to_owned(),
            entered_at: ctx.now(),
            entered_by: actor.person(),
            entered_by_name: String::new(),
        };
        store::governance::insert(tx, &entry).await?;
        let event = Event::new(ctx.new_id(), ctx.now(), actor.person(), "governance.keep", entry.id);
        let sentence = format!("Entered “{}” in the governance file", document.name);
        store::events::record(tx, &event.at(organisation).saying(sentence)).await?;
        Ok(())
    })
}

fn wrong(entering: &Entering<'_>, today: Date) -> Option<KeepRefusal> {
    let link = entering.link.trim();
    let is_link = link.is_empty() || link.starts_with("https://") || link.starts_with("http://");
    let texts = [entering.link, entering.kept_at, entering.note];
    let seen = [entering.reviewed_on, entering.approved_on].into_iter().flatten().max();
    if entering.approved_on.is_some_and(|on| on > today) {
        Some(KeepRefusal::ApprovedInFuture)
    } else if entering.reviewed_on.is_some_and(|on| on > today) {
        Some(KeepRefusal::ReviewedInFuture)
    } else if let (Some(seen), Some(due)) = (seen, entering.review_due_on)
        && due < seen
    {
        Some(KeepRefusal::DueBeforeReview)
    } else if !is_link {
        Some(KeepRefusal::NotALink)
    } else if texts.iter().any(|text| text.chars().count() > LONGEST) {
        Some(KeepRefusal::TooLong)
    } else {
        None
    }
}
