//! A supporter's own account of what they bring.

use domain::ids::{OrganisationId, PersonId};
use domain::keys::{FamilyKey, TransitionKey};
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::QueryResult;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// What a supporter says of themselves for one family of programmes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    pub person: PersonId,
    pub family: FamilyKey,
    pub organisation: OrganisationId,
    /// How many people at once at most; the programme's cap holds besides.
    pub at_once: u32,
    pub available_from: Option<Date>,
    pub available_until: Option<Date>,
    /// Transitions lived through.
    pub transitions: Vec<TransitionKey>,
    /// Transitions they like to support with.
    pub prefers: Vec<TransitionKey>,
    /// Places they also work at.
    pub sites: Vec<String>,
    /// What they like to support with, in their own words.
    pub likes: String,
}

/// What a person wrote, if they did.
///
/// # Errors
/// The database failed.
pub async fn find_profile(
    connection: &impl Connection,
    person: PersonId,
    family: &FamilyKey,
) -> Result<Option<Profile>, Fault> {
    let row = sql::first(
        connection,
        "SELECT * FROM supporter_profiles WHERE person_id = $1 AND family = $2",
        params![person, family],
    )
    .await?;
    row.as_ref().map(read).transpose()
}

pub(super) async fn list_at(
    connection: &impl Connection,
    organisation: OrganisationId,
    family: &FamilyKey,
    only: Option<PersonId>,
) -> Result<Vec<Profile>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT * FROM supporter_profiles WHERE family = $2 AND (person_id = $3 OR $3 IS NULL)
            AND person_id IN (SELECT person_id FROM posts WHERE organisation_id = $1) ORDER BY person_id",
        params![organisation, family, only],
    )
    .await?;
    rows.iter().map(read).collect()
}

/// Keeps a profile in place of the one before.
///
/// # Errors
/// The database failed.
pub async fn keep_profile(tx: &Tx, profile: &Profile, by: PersonId, at: Timestamp) -> Result<(), Fault> {
    let at_once = i32::try_from(profile.at_once).unwrap_or(i32::MAX);
    sql::change(
        tx,
        "INSERT INTO supporter_profiles (person_id, family, organisation_id, at_once, available_from, available_until,
            transitions, prefers, sites, likes, updated_at, updated_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         ON CONFLICT (person_id, family) DO UPDATE SET organisation_id = excluded.organisation_id,
            at_once = excluded.at_once, available_from = excluded.available_from,
            available_until = excluded.available_until, transitions = excluded.transitions,
            prefers = excluded.prefers, sites = excluded.sites, likes = excluded.likes,
            updated_at = excluded.updated_at, updated_by = excluded.updated_by",
        params![
            profile.person,
            profile.family,
            profile.organisation,
            at_once,
            profile.available_from,
            profile.available_until,
            serde_json::json!(profile.transitions),
            serde_json::json!(profile.prefers),
            serde_json::json!(profile.sites),
            profile.likes,
            at,
            by,
        ],
    )
    .await?;
    Ok(())
}

fn read(row: &QueryResult) -> Result<Profile, Fault> {
    Ok(Profile {
        person: row.id("person_id")?,
        family: row.parsed("family")?,
        organisation: row.id("organisation_id")?,
        at_once: u32::try_from(row.int("at_once")?).unwrap_or(0),
        available_from: row.on_maybe("available_from")?,
        available_until: row.on_maybe("available_until")?,
        transitions: list(row, "transitions")?,
        prefers: list(row, "prefers")?,
        sites: list(row, "sites")?,
        likes: row.text("likes")?,
    })
}

fn list<T: serde::de::DeserializeOwned>(row: &QueryResult, column: &str) -> Result<Vec<T>, Fault> {
    serde_json::from_value(row.json(column)?)
        .map_err(|error| Fault::Corrupt(format!("{column} of a supporter's profile: {error}")))
}
