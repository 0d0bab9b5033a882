//! An organisation takes up a programme (B3): from today its people are recognised, offered and matched for it.

use domain::calendar::plus_days;
use domain::ids::OrganisationId;
use domain::keys::ProgrammeKey;
use domain::programmes::{self, ContentHash, Programme};
use store::events::Event;
use store::{Fault, Tx};

use crate::error::refuse;
use crate::{Actor, Context, Outcome};

/// Why a programme was not taken up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AdoptRefusal {
    #[error("there is no programme of this name")]
    Unknown,
}

/// Lets an organisation run the newest version of a programme from today. Running journeys stay on the version in
/// which they began. Doing it again changes nothing.
///
/// # Errors
/// There is no such programme.
pub async fn adopt(
    ctx: &Context,
    actor: Actor,
    organisation: OrganisationId,
    key: &ProgrammeKey,
) -> Outcome<(), AdoptRefusal> {
    let Some(programme) = ctx.programmes.newest(key) else { return refuse(AdoptRefusal::Unknown) };
    store::write!(ctx.db, |tx| {
        take_up(tx, ctx, actor, organisation, programme).await?;
        crate::candidacies::recognise_all(tx, ctx, organisation).await?;
        Ok(())
    })
}

/// The same, in a transaction that does more.
pub(crate) async fn take_up(
    tx: &Tx,
    ctx: &Context,
    actor: Actor,
    organisation: OrganisationId,
    programme: &Programme,
) -> Result<(), Fault> {
    let today = ctx.today();
    let runs = store::journeys::adopted_version(tx, organisation, &programme.key, today).await?;
    if runs.as_ref() == Some(&programme.hash) {
        return Ok(());
    }
    store::programmes::keep_version(tx, programme, &files_of(&programme.hash), ctx.now()).await?;
    store::programmes::adopt(tx, organisation, programme, today, plus_days(today, -1)).await?;
    let event = Event::new(ctx.new_id(), ctx.now(), actor.person(), "programmes.adopt", organisation)
        .at(organisation)
        .saying(format!("Took up {} in version {}", programme.words.say("programme"), programme.version));
    store::events::record(tx, &event).await
}

/// The files of a shipped version by name; nothing for one that does not ship.
fn files_of(hash: &ContentHash) -> serde_json::Value {
    let shipped = programmes::sources().find(|files| programmes::compile(files).is_ok_and(|it| it.hash == *hash));
    let files = shipped.unwrap_or_default().into_iter().map(|file| (file.name, file.text.into()));
    serde_json::Value::Object(files.collect())
}
