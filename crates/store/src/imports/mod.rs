//! What a staff import reads and writes, in statements over many rows at once: a file of a hundred thousand rows is
//! some thousand statements and not half a million.

mod adoption;
mod extras;
mod mappings;
mod people;
mod posts;
mod uploads;

use crate::bulk;
use crate::db::{Fault, Tx};

pub use adoption::has_chosen_programmes;
pub use extras::{
    Candidate, NewDoubt, absences_of, insert_absences, insert_doubts, insert_trainings, namesakes_of_new, note_missing,
    open_posts, remove_absences, trainings_of,
};
pub use mappings::{keep_mapping, mapping_named, mappings};
pub use people::{
    KnownEmployment, KnownPerson, NewAddress, NewEmployment, addresses_of, employments, holders_of_numbers,
    insert_addresses, insert_employments, insert_people, insert_registrations, owners_of_addresses, people,
    registrations_of, remove_addresses, set_expiry, update_people,
};
pub use posts::{
    KnownPost, PostRow, StartCorrection, insert_posts, insert_start_corrections, posts_with_numbers, update_posts,
};
pub use uploads::{Upload, keep_upload, upload};

/// How many rows of a file are looked at together.
pub const BATCH: usize = 2000;

/// Tells the database, once, that an import is going to fill its tables.
///
/// # Errors
/// The database failed.
pub async fn begin(tx: &Tx) -> Result<(), Fault> {
    bulk::before_filling(tx).await
}
