//! Mappings of columns, kept under a name for each organisation.

use std::sync::Arc;

use domain::ids::OrganisationId;
use domain::staff_file::Mapping;
use store::{Connection, Fault};

use super::check::check;
use super::open::open;
use super::stream::Source;
use super::{Listener, Refused, Request};
use crate::Context;
use crate::error::{Failure, Outcome};

/// The mappings of an organisation by name, the most recently kept first.
///
/// # Errors
/// The database failed.
pub async fn mappings_of(
    connection: &impl Connection,
    organisation: OrganisationId,
) -> Result<Vec<(String, Mapping)>, Fault> {
    store::imports::mappings(connection, organisation).await
}

/// The mapping of this name, whichever organisation keeps it; the most recent when several do.
///
/// # Errors
/// The database failed.
pub async fn mapping_named(connection: &impl Connection, name: &str) -> Result<Option<Mapping>, Fault> {
    store::imports::mapping_named(connection, name).await
}

/// Keeps a mapping under a name; an earlier one of the name is replaced.
///
/// # Errors
/// The database failed.
pub async fn save_mapping(
    ctx: &Context,
    organisations: &[OrganisationId],
    name: &str,
    mapping: &Mapping,
) -> Result<(), Fault> {
    store::write!(ctx.db, |tx| {
        for organisation in organisations {
            store::imports::keep_mapping(tx, *organisation, name, mapping, ctx.now()).await?;
        }
        Ok(())
    })
}

/// Keeps the mapping by which a file was imported, for each of the organisations in it.
///
/// # Errors
/// The database failed.
pub async fn keep_mapping_of(ctx: &Context, request: &Request, name: &str) -> Outcome<(), Refused> {
    let opened = open(request.file.clone(), &request.mapping).map_err(Failure::Refused)?;
    let layout = opened.layout().map_err(Failure::Refused)?.clone();
    let mapping = layout.mapping();
    let source = Source { table: opened.table, layout: Arc::new(layout), organisation: request.organisation.clone() };
    let checked = check(ctx.db.reader(), &source, request.may.as_ref(), Listener::Nobody).await?;
    let organisations: Vec<OrganisationId> = checked.organisations.into_values().collect();
    Ok(save_mapping(ctx, &organisations, name, &mapping).await?)
}
