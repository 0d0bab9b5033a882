//! Governance offices of an organisation (requirement A5): who leads, who answers for it, who looks after the data.

mod appoint;
mod stand_down;

use domain::access::ADMINISTRATOR;
use domain::ids::OrganisationId;
use domain::keys::OfficeKey;
use store::{Connection, Fault};

use crate::Context;

pub use appoint::{AppointRefusal, appoint};
pub use stand_down::{StandDownRefusal, stand_down};

/// The offices that can be held at an organisation: the administrator's, and those of the programmes it runs.
///
/// # Errors
/// The database failed.
pub async fn to_be_held(
    ctx: &Context,
    connection: &impl Connection,
    organisation: OrganisationId,
) -> Result<Vec<(OfficeKey, String)>, Fault> {
    let adopted = store::access::adopted(connection, organisation, ctx.today()).await?;
    let mut offices = vec![(administrator(), ADMINISTRATOR.to_owned())];
    for programme in adopted.iter().filter_map(|key| ctx.programmes.newest(key)) {
        for office in &programme.offices {
            let word = programme.words.office(&office.key).to_owned();
            if !offices.iter().any(|(key, _)| *key == office.key) {
                offices.push((office.key.clone(), word));
            }
        }
    }
    Ok(offices)
}

/// The key of the office that the product itself knows.
pub fn administrator() -> OfficeKey {
    ADMINISTRATOR.parse().expect("the word is a key")
}
