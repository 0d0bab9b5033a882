//! The sheet that says what is in a copy, each with its hash, and by whose key it is sealed.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The sheet's own name in the archive.
pub const MANIFEST: &str = "manifest.json";
/// The name of the signature over the sheet, byte by byte.
pub const SEAL: &str = "manifest.sig";

/// What is in a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Manifest {
    pub format: u32,
    pub made_at: Timestamp,
    pub made_by: String,
    pub made_at_address: String,
    /// The Ed25519 key (RFC 8032) whose signature over this sheet lies beside it, in hexadecimal.
    pub key: String,
    /// Everything else in the archive, by name.
    pub files: Vec<Kept>,
}

/// A file of a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Kept {
    pub name: String,
    pub bytes: u64,
    pub sha256: String,
}

/// The name of a file in an archive is none that we write.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not the name of a file of a portfolio")]
pub struct NotAName(pub String);

/// Is it a name that a copy may hold: a plain file, or one in `files/`? No way up, no other folder, no drive.
pub fn is_a_name(name: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty()
            && part.len() <= 200
            && !part.starts_with('.')
            && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
    };
    match name.split_once('/') {
        Some(("files", rest)) => plain(rest),
        Some(_) => false,
        None => plain(name),
    }
}

/// The SHA-256 of some bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn req_G5_a_name_in_a_copy_leads_nowhere_else() {
        for name in ["portfolio.json", "manifest.sig", "files/0198c0de-0000.pdf"] {
            assert!(is_a_name(name), "{name}");
        }
        let elsewhere = [
            "",
            "/etc/passwd",
            "../x",
            "files/../x",
            "files/..",
            "files/a/b",
            "other/x",
            "c:\\x",
            ".hidden",
            "files/",
            "a\0b",
        ];
        for name in elsewhere {
            assert!(!is_a_name(name), "{name:?}");
        }
    }
}
