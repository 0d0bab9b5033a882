//! What an organisation makes of a programme, for everything that stands before or beside a journey: offers, desks,
//! figures. Journeys keep the version they began with.

use std::sync::Arc;

use domain::ids::OrganisationId;
use domain::keys::ProgrammeKey;
use domain::programmes::Programme;
use store::{Connection, Fault};

use crate::Context;

/// The programmes that an organisation runs today, each in the version in which it begins new journeys, by key.
///
/// # Errors
/// The database failed.
pub async fn run_here(
    ctx: &Context,
    connection: &impl Connection,
    organisation: OrganisationId,
) -> Result<Vec<Arc<Programme>>, Fault> {
    let run = store::programmes::run_by(connection, organisation, ctx.today()).await?;
    Ok(run.iter().filter_map(|(key, version)| ctx.programmes.at_organisation(key, Some(version)).cloned()).collect())
}

/// The same, and those that it has stopped while journeys in them go on: somebody still looks after these.
///
/// # Errors
/// The database failed.
pub async fn looked_after_here(
    ctx: &Context,
    connection: &impl Connection,
    organisation: OrganisationId,
) -> Result<Vec<Arc<Programme>>, Fault> {
    let mut found = run_here(ctx, connection, organisation).await?;
    for (key, version) in store::programmes::last_run_by(connection, organisation).await? {
        if !found.iter().any(|programme| programme.key == key) {
            found.extend(ctx.programmes.at_organisation(&key, Some(&version)).cloned());
        }
    }
    Ok(found)
}

/// A programme as an organisation runs it today; as its source has it where the organisation no longer does.
///
/// # Errors
/// The database failed.
pub async fn here(
    ctx: &Context,
    connection: &impl Connection,
    organisation: OrganisationId,
    key: &ProgrammeKey,
) -> Result<Option<Arc<Programme>>, Fault> {
    let run = store::programmes::run_by(connection, organisation, ctx.today()).await?;
    let version = run.iter().find(|(other, _)| other == key).map(|(_, version)| version);
    Ok(ctx.programmes.at_organisation(key, version).cloned())
}
