//! The programmes that shipped and every version that was ever used.

use domain::programmes::{Catalogue, compile, shipped, sources};
use store::{Db, Fault};

/// All versions that are stored or shipped; of each programme the shipped one is the newest.
///
/// # Errors
/// The database failed, or a stored version can no longer be read.
pub async fn at_hand(db: &Db) -> Result<Catalogue, Fault> {
    let mut programmes = Vec::new();
    for hash in store::programmes::hashes(db.reader()).await? {
        if shipped().version(&hash).is_some() {
            continue;
        }
        let files = store::programmes::files(db.reader(), &hash).await?.unwrap_or_default();
        let programme = compile(&files).map_err(|problems| {
            let first = problems.first().map(ToString::to_string).unwrap_or_default();
            Fault::Corrupt(format!("programme version {hash}: {first}"))
        })?;
        programmes.push(programme);
    }
    let of_the_binary = sources().map(|files| compile(&files).expect("shipped programmes are compiled by a test"));
    Ok(Catalogue::of(programmes.into_iter().chain(of_the_binary)))
}
