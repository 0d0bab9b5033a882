//! The installation's own key (Ed25519, RFC 8032), by which copies are sealed, so that another installation can check
//! them without asking this one; and the keys of others that are known here.

use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use store::{Fault, Tx};

use crate::Context;

/// The public half of the installation's key, in hexadecimal; made when it is first asked for.
///
/// # Errors
/// The database failed.
pub async fn own_key(ctx: &Context) -> Result<String, Fault> {
    store::write!(ctx.db, |tx| { Ok(public(&pair(ctx, tx).await?)) })
}

/// Lets the key of another installation be known here by a name.
///
/// # Errors
/// The database failed, or it is not a key.
pub async fn know_key(ctx: &Context, public_key: &str, name: &str) -> Result<bool, Fault> {
    let public_key = public_key.trim().to_lowercase();
    if bytes_of(&public_key).is_none_or(|bytes| bytes.len() != 32) || name.trim().is_empty() {
        return Ok(false);
    }
    store::write!(ctx.db, |tx| {
        store::takeaway::keep_known_key(tx, &public_key, name.trim(), ctx.now()).await?;
        Ok(true)
    })
}

/// The installation's key with its secret half.
pub(super) async fn pair(ctx: &Context, tx: &Tx) -> Result<Ed25519KeyPair, Fault> {
    let seed = match store::takeaway::own_key(tx).await? {
        Some((_, seed)) => seed,
        None => {
            let seed = bytes_of(&ctx.new_secret()).unwrap_or_default();
            let made = from_seed(&seed)?;
            store::takeaway::keep_own_key(tx, &public(&made), &seed, ctx.now()).await?;
            seed
        }
    };
    from_seed(&seed)
}

fn from_seed(seed: &[u8]) -> Result<Ed25519KeyPair, Fault> {
    Ed25519KeyPair::from_seed_unchecked(seed).map_err(|_| Fault::Corrupt("a sealing key that is none".to_owned()))
}

/// The public half, in hexadecimal.
pub(super) fn public(pair: &Ed25519KeyPair) -> String {
    hex(pair.public_key().as_ref())
}

/// The signature over some bytes, in hexadecimal.
pub(super) fn sign(pair: &Ed25519KeyPair, bytes: &[u8]) -> String {
    hex(pair.sign(bytes).as_ref())
}

/// Is it the signature of this key over these bytes?
pub(super) fn is_sealed_by(public_key: &str, bytes: &[u8], signature: &str) -> bool {
    let (Some(key), Some(signature)) = (bytes_of(public_key), bytes_of(signature.trim())) else { return false };
    UnparsedPublicKey::new(&ED25519, key).verify(bytes, &signature).is_ok()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    if !hex.is_ascii() || !hex.len().is_multiple_of(2) {
        return None;
    }
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    #![expect(non_snake_case, reason = "tests name the requirement they prove")]

    use super::*;

    #[test]
    fn req_G5_a_seal_holds_for_its_key_and_its_bytes_alone() {
        let (one, other) = (from_seed(&[7; 32]).unwrap(), from_seed(&[8; 32]).unwrap());
        let seal = sign(&one, b"a sheet");
        assert!(is_sealed_by(&public(&one), b"a sheet", &seal));
        assert!(!is_sealed_by(&public(&one), b"a sheeT", &seal));
        assert!(!is_sealed_by(&public(&other), b"a sheet", &seal));
        for broken in ["", "zz", "é", &seal[2..]] {
            assert!(!is_sealed_by(&public(&one), b"a sheet", broken), "{broken:?}");
        }
    }
}
