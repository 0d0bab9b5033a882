//! An organisation takes up a programme (B3): from today its people are recognised, offered and matched for it.

use domain::calendar::plus_days;
use domain::ids::OrganisationId;
use domain::keys::ProgrammeKey;
use domain::programmes::{self, ContentHash, Programme, SourceFile};
use store::events::Event;
use store::{Connection, Fault, Tx};

use crate::error::{Failure, refuse};
use crate::{Actor, Context, Outcome};

/// Why a programme was not taken up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AdoptRefusal {
    #[error("there is no programme of this name")]
    Unknown,
}

/// Lets an organisation run the newest version of a programme from today: its own if it has tailored it, otherwise the
/// source's. Running journeys stay on the version in which they began. Doing it again changes nothing.
///
/// # Errors
/// There is no such programme.
pub async fn adopt(
    ctx: &Context,
    actor: Actor,
    organisation: OrganisationId,
    key: &ProgrammeKey,
) -> Outcome<(), AdoptRefusal> {
    let Some(source) = ctx.programmes.newest(key) else { return refuse(AdoptRefusal::Unknown) };
    store::write!(ctx.db, |tx| {
        let own = store::programmes::of_organisation(tx, organisation, key).await?;
        let own = own.first().and_then(|own| ctx.programmes.version(&own.version));
        let own = own.filter(|own| own.tailored.as_ref().is_some_and(|tailored| tailored.of == source.hash));
        take_up(tx, ctx, actor, organisation, own.unwrap_or(source)).await?;
        crate::candidacies::recognise_all(tx, ctx, organisation).await?;
        Ok(())
    })
}

/// Lets an organisation go back to the source's newest version, or on to it; versions of its own are kept.
///
/// # Errors
/// There is no such programme.
pub async fn follow_source(
    ctx: &Context,
    actor: Actor,
    organisation: OrganisationId,
    key: &ProgrammeKey,
) -> Outcome<(), AdoptRefusal> {
    let Some(source) = ctx.programmes.newest(key) else { return refuse(AdoptRefusal::Unknown) };
    store::write!(ctx.db, |tx| {
        take_up(tx, ctx, actor, organisation, source).await?;
        Ok(())
    })
}

/// An organisation stops running a programme: nobody new is recognised, offered or matched. Running journeys go on.
///
/// # Errors
/// It does not run it.
pub async fn stop(ctx: &Context, actor: Actor, organisation: OrganisationId, key: &ProgrammeKey) -> Outcome<()> {
    store::write!(ctx.db, |tx| {
        if !store::programmes::stop(tx, organisation, key, plus_days(ctx.today(), -1)).await? {
            return Err(Failure::NotFound);
        }
        let word = ctx.programmes.newest(key).map_or(key.as_str(), |programme| programme.words.say("programme"));
        let event = Event::new(ctx.new_id(), ctx.now(), actor.person(), "programmes.stop", organisation)
            .at(organisation)
            .saying(format!("Stopped offering {word}; running journeys go on"));
        store::events::record(tx, &event).await?;
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
    let files = files_of(tx, &programme.hash).await?;
    store::programmes::keep_version(tx, programme, &as_json(files), ctx.now()).await?;
    store::programmes::adopt(tx, organisation, programme, today, plus_days(today, -1)).await?;
    let event = Event::new(ctx.new_id(), ctx.now(), actor.person(), "programmes.adopt", organisation)
        .at(organisation)
        .saying(format!("Took up {} in version {}", programme.words.say("programme"), programme.version));
    store::events::record(tx, &event).await
}

/// The files of a version: those that ship, or those that are kept.
pub(super) async fn files_of(connection: &impl Connection, hash: &ContentHash) -> Result<Vec<SourceFile>, Fault> {
    if programmes::shipped().find(hash).is_some() {
        let shipped = programmes::sources().find(|files| programmes::compile(files).is_ok_and(|it| it.hash == *hash));
        return Ok(shipped.unwrap_or_default());
    }
    Ok(store::programmes::files(connection, hash).await?.unwrap_or_default())
}

/// Files by name.
pub(super) fn as_json(files: Vec<SourceFile>) -> serde_json::Value {
    serde_json::Value::Object(files.into_iter().map(|file| (file.name, file.text.into())).collect())
}
