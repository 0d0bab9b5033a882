//! The archive of open data: the book, the files in it and a sheet with the hash of each, sealed. What comes from
//! elsewhere is unpacked in memory and within bounds, and nothing of it ever becomes a path.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use domain::takeaway::{Book, FORMAT, Kept, MANIFEST, Manifest, SEAL, is_a_name, sha256};
use ring::signature::Ed25519KeyPair;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::KeptFile;
use super::seal::{is_sealed_by, public, sign};

/// The book's own name in the archive.
pub(super) const BOOK: &str = "portfolio.json";
/// What tells people who open the archive what it is.
const READ_ME: &str = "README.txt";

/// The largest archive, in bytes.
const MOST_PACKED: usize = 64 * 1024 * 1024;
/// What it may come to when it is unpacked, in bytes.
const MOST_UNPACKED: u64 = 256 * 1024 * 1024;
/// The largest book, in bytes.
const MOST_BOOK: u64 = 32 * 1024 * 1024;
/// How many files it may hold.
const MOST_FILES: usize = 2_000;

/// Why an archive is not read. All of it is checked before anything of it is used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("it is not an archive of a portfolio")]
    NotAnArchive,
    #[error("it is larger than a portfolio may be")]
    TooLarge,
    #[error("the sheet of its contents is missing or cannot be read")]
    NoManifest,
    #[error("it was written in a format that is not known here")]
    UnknownFormat,
    #[error("{0:?} is not what the sheet of its contents says")]
    Changed(String),
    #[error("its seal is broken: something was changed since it was made")]
    SealBroken,
}

/// A portfolio from an archive, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Unpacked {
    pub manifest: Manifest,
    pub book: Book,
}

/// Packs a book and its files and seals them.
pub(super) fn pack(book: &Book, files: &[KeptFile], key: &Ed25519KeyPair) -> Result<Vec<u8>, String> {
    let text = serde_json::to_vec_pretty(book).map_err(|error| error.to_string())?;
    let mut contents: Vec<(String, &[u8])> = vec![(BOOK.to_owned(), &text)];
    let read_me = read_me(book);
    contents.push((READ_ME.to_owned(), read_me.as_bytes()));
    for file in files {
        contents.push((format!("files/{}", file.name), &file.content));
    }
    let manifest = Manifest {
        format: FORMAT,
        made_at: book.made_at,
        made_by: book.made_by.clone(),
        made_at_address: book.made_at_address.clone(),
        key: public(key),
        files: contents
            .iter()
            .map(|(name, bytes)| Kept {
                name: name.clone(),
                bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
                sha256: sha256(bytes),
            })
            .collect(),
    };
    let sheet = serde_json::to_vec_pretty(&manifest).map_err(|error| error.to_string())?;
    let seal = sign(key, &sheet);
    contents.push((MANIFEST.to_owned(), &sheet));
    contents.push((SEAL.to_owned(), seal.as_bytes()));
    zip_of(&contents).map_err(|error| error.to_string())
}

/// The same contents give the same bytes: no date of the machine goes in.
fn zip_of(contents: &[(String, &[u8])]) -> zip::result::ZipResult<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, bytes) in contents {
        writer.start_file(name.as_str(), options)?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

fn read_me(book: &Book) -> String {
    format!(
        "Portfolio of {}\n\nportfolio.json holds everything as open data; files/ holds the files named in it. manifest.json \
         names each with its SHA-256, and manifest.sig is the Ed25519 signature over manifest.json by the key named \
         there. Any installation of Alongside takes the whole archive in.\n",
        book.owner.name
    )
}

/// Unpacks an archive and checks all of it: bounds, names, hashes and the seal.
///
/// # Errors
/// It is not what it says.
pub fn unpack(archive: &[u8]) -> Result<Unpacked, Unreadable> {
    let contents = contents_of(archive)?;
    let sheet = contents.get(MANIFEST).ok_or(Unreadable::NoManifest)?;
    let manifest: Manifest = serde_json::from_slice(sheet).map_err(|_| Unreadable::NoManifest)?;
    if manifest.format != FORMAT {
        return Err(Unreadable::UnknownFormat);
    }
    let seal = contents.get(SEAL).and_then(|seal| std::str::from_utf8(seal).ok()).ok_or(Unreadable::SealBroken)?;
    if !is_sealed_by(&manifest.key, sheet, seal) {
        return Err(Unreadable::SealBroken);
    }
    for kept in &manifest.files {
        let changed = || Unreadable::Changed(kept.name.clone());
        let bytes = contents.get(&kept.name).ok_or_else(changed)?;
        if u64::try_from(bytes.len()).ok() != Some(kept.bytes) || sha256(bytes) != kept.sha256 {
            return Err(changed());
        }
    }
    let named = |name: &String| manifest.files.iter().any(|kept| kept.name == *name);
    if let Some(stowaway) = contents.keys().find(|name| *name != MANIFEST && *name != SEAL && !named(name)) {
        return Err(Unreadable::Changed(stowaway.clone()));
    }
    let text = contents.get(BOOK).ok_or_else(|| Unreadable::Changed(BOOK.to_owned()))?;
    let book: Book = serde_json::from_slice(text).map_err(|_| Unreadable::UnknownFormat)?;
    if book.format != FORMAT || book.made_at != manifest.made_at {
        return Err(Unreadable::UnknownFormat);
    }
    Ok(Unpacked { manifest, book })
}

/// The files of an archive, by name, read no further than they may be large, whatever the archive says of itself.
fn contents_of(archive: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, Unreadable> {
    if archive.len() > MOST_PACKED {
        return Err(Unreadable::TooLarge);
    }
    let mut zip = ZipArchive::new(Cursor::new(archive)).map_err(|_| Unreadable::NotAnArchive)?;
    if zip.len() > MOST_FILES {
        return Err(Unreadable::TooLarge);
    }
    let mut contents = BTreeMap::new();
    let mut room = MOST_UNPACKED;
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).map_err(|_| Unreadable::NotAnArchive)?;
        let name = file.name().map_err(|_| Unreadable::NotAnArchive)?.into_owned();
        if !is_a_name(&name) || file.is_dir() || file.is_symlink() || file.encrypted() {
            return Err(Unreadable::Changed(name));
        }
        let most = if name.starts_with("files/") { room } else { room.min(MOST_BOOK) };
        let mut bytes = Vec::new();
        file.by_ref().take(most + 1).read_to_end(&mut bytes).map_err(|_| Unreadable::NotAnArchive)?;
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if length > most {
            return Err(Unreadable::TooLarge);
        }
        room -= length;
        if contents.insert(name.clone(), bytes).is_some() {
            return Err(Unreadable::Changed(name));
        }
    }
    Ok(contents)
}

#[cfg(test)]
mod tests {
    #![expect(non_snake_case, reason = "tests name the requirement they prove")]

    use super::*;
    use domain::takeaway::Owner;

    fn key() -> Ed25519KeyPair {
        Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap()
    }

    fn book() -> Book {
        Book {
            format: FORMAT,
            owner: Owner { name: "Amara Okafor".to_owned(), registrations: Vec::new(), addresses: Vec::new() },
            made_at: "2026-11-02T09:00:00Z".parse().unwrap(),
            made_by: "Alongside".to_owned(),
            made_at_address: "https://alongside.example".to_owned(),
            sections: Vec::new(),
        }
    }

    fn files() -> Vec<KeptFile> {
        vec![KeptFile { name: "0198.pdf".to_owned(), content: vec![1; 5_000] }]
    }

    /// The archive with other contents in place of some.
    fn with(changes: &[(&str, &[u8])]) -> Vec<u8> {
        let mut contents = contents_of(&pack(&book(), &files(), &key()).unwrap()).unwrap();
        for (name, bytes) in changes {
            contents.insert((*name).to_owned(), bytes.to_vec());
        }
        let listed: Vec<(String, &[u8])> =
            contents.iter().map(|(name, bytes)| (name.clone(), bytes.as_slice())).collect();
        zip_of(&listed).unwrap()
    }

    #[test]
    fn req_G5_what_is_packed_comes_out_again_to_the_letter() {
        let archive = pack(&book(), &files(), &key()).unwrap();
        assert_eq!(unpack(&archive).unwrap().book, book());
        assert_eq!(archive, pack(&book(), &files(), &key()).unwrap(), "the same bytes every time");
    }

    #[test]
    fn req_G5_whatever_is_changed_is_found() {
        let named = |name: &str| Err(Unreadable::Changed(name.to_owned()));
        assert_eq!(unpack(&with(&[("files/0198.pdf", &[2; 5_000])])), named("files/0198.pdf"));
        assert_eq!(unpack(&with(&[("portfolio.json", b"{}")])), named("portfolio.json"));
        assert_eq!(unpack(&with(&[("files/more.pdf", b"x")])), named("files/more.pdf"));
        assert_eq!(unpack(&with(&[("manifest.json", b"{}")])), Err(Unreadable::NoManifest));
        assert_eq!(unpack(&with(&[("manifest.sig", b"00")])), Err(Unreadable::SealBroken));
        // A sheet that was written anew for other contents has no seal of the key.
        let other = Ed25519KeyPair::from_seed_unchecked(&[8; 32]).unwrap();
        let forged =
            contents_of(&pack(&Book { made_by: "Elsewhere".to_owned(), ..book() }, &[], &other).unwrap()).unwrap();
        let sheet = String::from_utf8(forged[MANIFEST].clone()).unwrap().replace(&public(&other), &public(&key()));
        assert_eq!(unpack(&with(&[(MANIFEST, sheet.as_bytes()), (SEAL, &forged[SEAL])])), Err(Unreadable::SealBroken));
    }

    #[test]
    fn req_G5_an_archive_that_swells_or_climbs_out_is_refused() {
        assert_eq!(unpack(b"not an archive"), Err(Unreadable::NotAnArchive));
        let bomb = vec![0; usize::try_from(MOST_BOOK).unwrap() + 10];
        let packed = zip_of(&[(BOOK.to_owned(), &bomb[..])]).unwrap();
        assert!(packed.len() < 100_000, "it is small outside");
        assert_eq!(unpack(&packed), Err(Unreadable::TooLarge));
        for name in ["../portfolio.json", "/etc/passwd", "files/../../x", "files/a/b"] {
            let packed = zip_of(&[(name.to_owned(), b"x")]).unwrap();
            assert_eq!(unpack(&packed), Err(Unreadable::Changed(name.to_owned())));
        }
        let many: Vec<(String, &[u8])> = (0..=MOST_FILES).map(|n| (format!("files/{n}"), &b"x"[..])).collect();
        assert_eq!(unpack(&zip_of(&many).unwrap()), Err(Unreadable::TooLarge));
    }
}
