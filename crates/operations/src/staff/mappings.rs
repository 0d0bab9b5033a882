//! Mappings of columns, kept under a name for each organisation.

use domain::ids::OrganisationId;
use domain::staff_file::Mapping;
use store::{Connection, Fault};

use crate::Context;

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
