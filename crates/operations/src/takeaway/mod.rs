//! What a person takes along, and what they bring (G3, G5): the whole portfolio as one book, made into a PDF and an archive
//! of open data that anybody can check, and taken in again elsewhere.

mod archive;
mod make;
mod seal;
mod sections;
mod take_in;

use domain::ids::PersonId;
use domain::takeaway::{Book, FORMAT, Owner, sha256};
use store::{Connection, Fault};

use crate::Context;

pub use archive::{Unpacked, Unreadable, unpack};
pub use make::{ask, work};
pub use seal::{know_key, own_key};
pub use sections::KeptFile;
pub use take_in::{TakeInRefusal, Taken, forget, take_in};

/// The noun of events.
pub(crate) const NOUN: &str = "takeaway";

/// A person's whole portfolio as it stands now, with the files in it. Everything in it is what the person may read on
/// pages, found by the same rules: what is confidential to others stays behind.
///
/// # Errors
/// The database failed.
pub async fn book(
    ctx: &Context,
    connection: &impl Connection,
    person: PersonId,
) -> Result<(Book, Vec<KeptFile>), Fault> {
    let owner = store::takeaway::owner(connection, person).await?;
    let found = sections::all(ctx, connection, person).await?;
    let mut files = Vec::new();
    let mut sections = Vec::new();
    for one in found {
        sections.push(one.section);
        files.extend(one.files);
    }
    let regulator = |key: &str| {
        let found = domain::people::regulators().iter().find(|one| one.key.as_str() == key);
        found.map_or_else(|| key.to_uppercase(), |one| one.name.clone())
    };
    let book = Book {
        format: FORMAT,
        owner: Owner {
            name: owner.name,
            registrations: owner
                .registrations
                .iter()
                .map(|(number, of)| format!("{number}, {}", regulator(of)))
                .collect(),
            addresses: owner.addresses.iter().map(|address| sha256(address.as_bytes())).collect(),
        },
        made_at: ctx.now(),
        made_by: "Alongside".to_owned(),
        made_at_address: ctx.address.to_string(),
        sections,
    };
    Ok((book, files))
}
