//! Asking not to raise something at a placement; taking that back; and saying openly that it has to be raised after all, to
//! the one who asked, before anybody else hears of it (P5, J2).

use domain::ids::{Id, PersonId, PlacementId, SilenceId};
use store::candidacies::Recipient;
use store::mail::Letter;
use store::{Fault, Tx, placements};

use super::{NOUN, View, find, note};
use crate::Context;
use crate::error::{Failure, Outcome, refuse};

/// The longest text, in characters.
const MOST: usize = 2000;

/// Why it is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SilenceRefusal {
    #[error("nothing is written")]
    Empty,
    #[error("it is too long")]
    TooLong,
    #[error("it was taken back, or somebody has said so already")]
    Settled,
}

fn checked(text: &str) -> Result<String, SilenceRefusal> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(SilenceRefusal::Empty),
        length if length > MOST => Err(SilenceRefusal::TooLong),
        _ => Ok(text.to_owned()),
    }
}

/// Keeps what the person supported asks not to raise at a placement.
///
/// # Errors
/// It is not their own placement; or nothing is written.
pub async fn ask_silence(
    ctx: &Context,
    by: PersonId,
    placement: PlacementId,
    text: &str,
) -> Outcome<SilenceId, SilenceRefusal> {
    store::write!(ctx.db, |tx| {
        let found = find(ctx, tx, by, placement).await?;
        let may = |(_, view): &(_, View)| view.is_own() && view.knows_silences() && view.ended_on.is_none();
        let (_, view) = found.filter(may).ok_or(Failure::NotFound)?;
        let text = match checked(text) {
            Ok(text) => text,
            Err(refusal) => return refuse(refusal),
        };
        let id: SilenceId = ctx.new_id();
        placements::ask_silence(tx, id, placement, &text, (by, ctx.now())).await?;
        note(ctx, tx, &view, "confide", "Something was said in confidence").await?;
        Ok(id)
    })
}

/// Takes it back: nobody is shown it any more.
///
/// # Errors
/// It is not theirs; or it was taken back already.
pub async fn take_back(
    ctx: &Context,
    by: PersonId,
    (placement, id): (PlacementId, SilenceId),
) -> Outcome<(), SilenceRefusal> {
    store::write!(ctx.db, |tx| {
        let view = of_silence(ctx, tx, by, (placement, id)).await?;
        if !view.is_own() {
            return Err(Failure::NotFound);
        }
        if !placements::take_back(tx, id, ctx.now()).await? {
            return refuse(SilenceRefusal::Settled);
        }
        note(ctx, tx, &view, "confide-no-more", "Something that was said in confidence was taken back").await?;
        Ok(())
    })
}

/// Says to the one who asked that it has to be raised after all, and with which words.
///
/// # Errors
/// The person may not know of it; it was settled; or nothing is written.
pub async fn say_raised(
    ctx: &Context,
    by: PersonId,
    (placement, id): (PlacementId, SilenceId),
    words: &str,
) -> Outcome<(), SilenceRefusal> {
    store::write!(ctx.db, |tx| {
        let view = of_silence(ctx, tx, by, (placement, id)).await?;
        if view.is_own() {
            return Err(Failure::NotFound);
        }
        let words = match checked(words) {
            Ok(words) => words,
            Err(refusal) => return refuse(refusal),
        };
        if !placements::say_raised(tx, id, &words, (by, ctx.now())).await? {
            return refuse(SilenceRefusal::Settled);
        }
        note(ctx, tx, &view, "say-openly", "It was said openly what has to be raised").await?;
        tell(ctx, tx, &view, placement).await?;
        Ok(())
    })
}

async fn of_silence(
    ctx: &Context,
    tx: &Tx,
    by: PersonId,
    (placement, id): (PlacementId, SilenceId),
) -> Outcome<View, SilenceRefusal> {
    let found = find(ctx, tx, by, placement).await?.filter(|(_, view)| view.knows_silences());
    let (_, view) = found.ok_or(Failure::NotFound)?;
    let known = placements::silences(tx, view.journey).await?;
    if known.iter().any(|one| one.id == id && one.placement == placement) { Ok(view) } else { Err(Failure::NotFound) }
}

async fn tell(ctx: &Context, tx: &Tx, view: &View, placement: PlacementId) -> Result<(), Fault> {
    let known = store::candidacies::recipients(tx, &[view.supportee]).await?;
    let nobody = Recipient::default();
    let to = known.get(&view.supportee).unwrap_or(&nobody);
    let Some(address) = to.address(view.starts_on, ctx.today()) else { return Ok(()) };
    let letter = Letter {
        id: ctx.new_id(),
        person: Some(view.supportee),
        recipient: address.to_owned(),
        kind: format!("{NOUN}.said-openly"),
        subject: "Before it is raised: something for you to read".to_owned(),
        body: format!(
            "Hello {}\n\nThere is something that has to be raised at your placement after all. Read what will be said, \
             and talk about it, here:\n\n{}/placements/{placement}\n",
            to.first_name, ctx.address
        ),
        calendar: None,
        about: Some((crate::journeys::NOUN.to_owned(), view.journey.uuid())),
        created_at: ctx.now(),
        send_after: ctx.now(),
    };
    store::mail::queue(tx, &letter).await
}
