//! The programmes that shipped and every version that was ever used.

use domain::programmes::{Catalogue, ContentHash, Programme, compile, shipped, sources};
use store::{Db, Fault};

use crate::Context;

/// All versions that are stored or shipped; of each programme the shipped one is the newest.
///
/// # Errors
/// The database failed, or a stored version can no longer be read.
pub async fn at_hand(db: &Db) -> Result<Catalogue, Fault> {
    let mut programmes = Vec::new();
    for hash in store::programmes::hashes(db.reader()).await? {
        if shipped().find(&hash).is_none() {
            programmes.push(read(db, &hash).await?);
        }
    }
    let of_the_binary = sources().map(|files| compile(&files).expect("shipped programmes are compiled by a test"));
    Ok(Catalogue::of(programmes.into_iter().chain(of_the_binary)))
}

/// Brings in the versions that came up since, on this node or another; how many there were.
///
/// # Errors
/// The database failed, or a stored version cannot be read.
pub async fn catch_up(ctx: &Context) -> Result<usize, Fault> {
    let hashes = store::programmes::hashes(ctx.db.reader()).await?;
    let new: Vec<ContentHash> = hashes.into_iter().filter(|hash| ctx.programmes.find(hash).is_none()).collect();
    for hash in &new {
        ctx.programmes.add(read(&ctx.db, hash).await?);
    }
    Ok(new.len())
}

async fn read(db: &Db, hash: &ContentHash) -> Result<Programme, Fault> {
    let files = store::programmes::files(db.reader(), hash).await?.unwrap_or_default();
    compile(&files).map_err(|problems| {
        let first = problems.first().map(ToString::to_string).unwrap_or_default();
        Fault::Corrupt(format!("programme version {hash}: {first}"))
    })
}
