//! How files are kept, whoever added them to what: with a safe name, without what a camera adds, in the database or in a
//! folder (G2).

use std::path::PathBuf;

use domain::evidence;
use domain::ids::Id;
use sha2::{Digest, Sha256};
use store::Fault;

use crate::Context;

/// Where files go, and how large they may be. Chosen by the installation's settings.
#[derive(Debug, Clone)]
pub struct Keeping {
    /// `None`: in the database.
    pub folder: Option<PathBuf>,
    /// Of one file, in bytes.
    pub most_bytes: u64,
    /// Of all files that one person keeps as evidence, in bytes.
    pub most_bytes_each: u64,
}

impl Default for Keeping {
    fn default() -> Self {
        Self { folder: None, most_bytes: 10_000_000, most_bytes_each: 500_000_000 }
    }
}

/// A file ready to be kept.
#[derive(Debug, Clone)]
pub struct Ready {
    pub name: String,
    /// The SHA-256 of the content as it is kept, in hexadecimal.
    pub fingerprint: String,
    pub content: Vec<u8>,
}

/// Makes a file ready: pictures lose their metadata. `None`: it is a picture that cannot be followed to its end.
pub fn ready(name: &str, media_type: &str, content: &[u8]) -> Option<Ready> {
    let content = evidence::cleaned(content, media_type)?.into_owned();
    let fingerprint = Sha256::digest(&content).iter().map(|byte| format!("{byte:02x}")).collect();
    Some(Ready { name: safe_name(name), fingerprint, content })
}

/// Puts the content into the folder, if there is one; returns what goes into the database. Done before the transaction:
/// a file that nothing names does no harm, one that is missing would.
///
/// # Errors
/// The folder cannot be written to.
pub async fn put(ctx: &Context, id: impl Id, content: Vec<u8>) -> Result<Option<Vec<u8>>, Fault> {
    let Some(path) = path_of(ctx, id) else { return Ok(Some(content)) };
    if let Some(folder) = path.parent() {
        tokio::fs::create_dir_all(folder).await?;
    }
    tokio::fs::write(path, content).await?;
    Ok(None)
}

/// The content of a file, from wherever it lies.
///
/// # Errors
/// It lies in a folder and cannot be read there.
pub async fn get(ctx: &Context, id: impl Id, stored: Option<Vec<u8>>) -> Result<Vec<u8>, Fault> {
    match (stored, path_of(ctx, id)) {
        (Some(content), _) => Ok(content),
        (None, Some(path)) => Ok(tokio::fs::read(path).await?),
        (None, None) => Err(Fault::Corrupt("a file lies in a folder, and no folder is set".to_owned())),
    }
}

/// Takes the content out of the folder, after nothing names it any more. One that is not there is no error.
pub async fn forget(ctx: &Context, id: impl Id) {
    let Some(path) = path_of(ctx, id) else { return };
    if let Err(error) = tokio::fs::remove_file(path).await
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::error!(%error, "a file that somebody removed could not be deleted");
    }
}

fn path_of(ctx: &Context, id: impl Id) -> Option<PathBuf> {
    ctx.keeping.folder.as_ref().map(|folder| folder.join(id.uuid().simple().to_string()))
}

/// The last part of a file's name, without what no header or page should carry.
fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept = last.chars().filter(|c| !c.is_control() && !matches!(c, '"' | '<' | '>' | ';')).take(120);
    let kept: String = kept.collect();
    let kept = kept.trim();
    if kept.is_empty() { "file".to_owned() } else { kept.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_its_last_part_and_carries_nothing_odd() {
        assert_eq!(safe_name("C:\\papers\\my plan.pdf"), "my plan.pdf");
        assert_eq!(safe_name("../../etc/passwd"), "passwd");
        assert_eq!(safe_name("a\"\r\n;b.txt"), "ab.txt");
        assert_eq!(safe_name("//"), "file");
    }
}
