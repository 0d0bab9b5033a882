//! Links in letters that open one offer and nothing else (C3). Only the hash of their secret is kept.

use domain::ids::CandidacyId;
use jiff::Timestamp;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// A link that opens an offer until it expires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferLink {
    pub secret_hash: String,
    pub candidacy: CandidacyId,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
}

/// Keeps a link.
///
/// # Errors
/// The database failed.
pub async fn keep_link(tx: &Tx, link: &OfferLink) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO offer_links (secret_hash, candidacy_id, created_at, expires_at) VALUES ($1, $2, $3, $4)",
        params![link.secret_hash, link.candidacy, link.created_at, link.expires_at],
    )
    .await?;
    Ok(())
}

/// The offer that a link opens, while it has not expired.
///
/// # Errors
/// The database failed.
pub async fn find_by_secret_hash(
    connection: &impl Connection,
    secret_hash: &str,
    now: Timestamp,
) -> Result<Option<CandidacyId>, Fault> {
    let row = sql::first(
        connection,
        "SELECT candidacy_id FROM offer_links WHERE secret_hash = $1 AND expires_at > $2",
        params![secret_hash, now],
    )
    .await?;
    row.map(|row| row.id("candidacy_id")).transpose()
}
