//! Governance offices of an organisation (requirement A5): who leads, who answers for it, who looks after the data.

mod appoint;
mod stand_down;

use domain::access::ADMINISTRATOR;
use domain::ids::OrganisationId;
use domain::keys::OfficeRef;
use store::{Connection, Fault};

use crate::Context;
use crate::programmes::run_here;

pub use appoint::{AppointRefusal, appoint};
pub use stand_down::{StandDownRefusal, stand_down};

/// An office that can be held at an organisation, and what it is called there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    pub reference: OfficeRef,
    /// The word of the office: “programme lead”.
    pub word: String,
    /// The word of the programme, or nothing for the product's own.
    pub programme_word: String,
}

/// The offices that can be held at an organisation: the administrator's, and those of the programmes it runs.
///
/// # Errors
/// The database failed.
pub async fn to_be_held(
    ctx: &Context,
    connection: &impl Connection,
    organisation: OrganisationId,
) -> Result<Vec<Office>, Fault> {
    let adopted = run_here(ctx, connection, organisation).await?;
    let own = Office { reference: administrator(), word: ADMINISTRATOR.to_owned(), programme_word: String::new() };
    let stated = adopted.iter().flat_map(|programme| {
        programme.offices.iter().map(|office| Office {
            reference: OfficeRef { programme: Some(programme.key.clone()), office: office.key.clone() },
            word: programme.words.office(&office.key).to_owned(),
            programme_word: programme.words.say("programme").to_owned(),
        })
    });
    Ok(std::iter::once(own).chain(stated).collect())
}

/// The office that the product itself knows.
pub fn administrator() -> OfficeRef {
    OfficeRef { programme: None, office: ADMINISTRATOR.parse().expect("the word is a key") }
}
