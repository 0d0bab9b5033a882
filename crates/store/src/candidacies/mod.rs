//! Candidacies: found, kept and moved on. `recognising` reads posts in bulk, `list` is what a lead sees, `links` opens
//! offers from letters.

mod links;
mod list;
mod people;
mod recognising;

pub use links::{OfferLink, find_by_secret_hash, keep_link};
pub use list::{
    Choices, Filter, Line, PER_PAGE, Page, PerState, choices, count_per_state, find_line, lines_of, list, request_times,
};
pub use people::{OwnPost, Recipient, organisation, own_posts, recipients};
pub use recognising::{
    Held, JoiningPost, Known, follow_posts, insert_all, joining_posts, known, left_before_start,
    organisations_with_programmes,
};

use domain::candidacies::{Candidacy, State};
use domain::ids::{CandidacyId, OrganisationId, PersonId, PostId};
use domain::keys::ProgrammeKey;
use sea_orm::QueryResult;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// A candidacy by its id. Who may see it is for the caller to ask.
///
/// # Errors
/// The database failed.
pub async fn find(connection: &impl Connection, id: CandidacyId) -> Result<Option<Candidacy>, Fault> {
    let row = sql::first(connection, "SELECT * FROM candidacies WHERE id = $1", params![id]).await?;
    row.as_ref().map(read).transpose()
}

/// The candidacies among these ids that belong to an organisation.
///
/// # Errors
/// The database failed.
pub async fn list_at(
    connection: &impl Connection,
    organisation: OrganisationId,
    ids: &[CandidacyId],
) -> Result<Vec<Candidacy>, Fault> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!(
        "SELECT * FROM candidacies WHERE organisation_id = $1 AND id IN ({}) ORDER BY starts_on, id",
        sql::list_after(1, ids.len())
    );
    let values = params![organisation].into_iter().chain(ids.iter().map(sql::Bound::bind));
    sql::all(connection, text, values.collect::<Vec<_>>()).await?.iter().map(read).collect()
}

/// A person's candidacies, the newest post first.
///
/// # Errors
/// The database failed.
pub async fn list_for_person(connection: &impl Connection, person: PersonId) -> Result<Vec<Candidacy>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT * FROM candidacies WHERE person_id = $1 ORDER BY starts_on DESC, id",
        params![person],
    )
    .await?;
    rows.iter().map(read).collect()
}

/// The candidacy of a post and a programme: there is never more than one.
///
/// # Errors
/// The database failed.
pub async fn find_for_post(
    connection: &impl Connection,
    post: PostId,
    programme: &ProgrammeKey,
) -> Result<Option<Candidacy>, Fault> {
    let row = sql::first(
        connection,
        "SELECT * FROM candidacies WHERE post_id = $1 AND programme = $2",
        params![post, programme],
    )
    .await?;
    row.as_ref().map(read).transpose()
}

/// Everybody who waits for a supporter in a programme of an organisation, those who wait longest first.
///
/// # Errors
/// The database failed.
pub async fn list_waiting_for_match(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
) -> Result<Vec<Candidacy>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT * FROM candidacies WHERE organisation_id = $1 AND programme = $2 AND state = 'accepted'
         ORDER BY state_since, starts_on, id",
        params![organisation, programme],
    )
    .await?;
    rows.iter().map(read).collect()
}

/// Every offer in the country that has no answer yet, oldest first: whose ladder of reminders may have a next rung.
///
/// # Errors
/// The database failed.
pub async fn list_unanswered_offers(connection: &impl Connection) -> Result<Vec<Candidacy>, Fault> {
    let rows =
        sql::all(connection, "SELECT * FROM candidacies WHERE state = 'offered' ORDER BY offered_at, id", params![])
            .await?;
    rows.iter().map(read).collect()
}

/// Keeps a candidacy as it stands after an action, if nobody else moved it on meanwhile; false when somebody did.
///
/// # Errors
/// The database failed.
pub async fn update(tx: &Tx, was: State, candidacy: &Candidacy) -> Result<bool, Fault> {
    let changed = sql::change(
        tx,
        "UPDATE candidacies SET state = $3, state_since = $4, state_reason = $5, before = $6, requested_at = $7,
         request_answered_at = $8, offered_at = $9, seen_at = $10, answered_at = $11 WHERE id = $1 AND state = $2",
        params![
            candidacy.id,
            was.as_str(),
            candidacy.state.as_str(),
            candidacy.state_since,
            candidacy.state_reason,
            candidacy.before.map(State::as_str),
            candidacy.requested_at,
            candidacy.request_answered_at,
            candidacy.offered_at,
            candidacy.seen_at,
            candidacy.answered_at,
        ],
    )
    .await?;
    Ok(changed == 1)
}

/// Lets a candidacy count from another first day, since a lead began it anew.
///
/// # Errors
/// The database failed.
pub async fn restart(tx: &Tx, id: CandidacyId, starts_on: jiff::civil::Date) -> Result<(), Fault> {
    let text = "UPDATE candidacies SET starts_on = $2, origin = 'lead' WHERE id = $1";
    sql::change(tx, text, params![id, starts_on]).await?;
    Ok(())
}

pub(super) fn read(row: &QueryResult) -> Result<Candidacy, Fault> {
    Ok(Candidacy {
        id: row.id("id")?,
        person: row.id("person_id")?,
        organisation: row.id("organisation_id")?,
        post: row.id("post_id")?,
        programme: row.parsed("programme")?,
        profession: row.parsed_maybe("profession")?,
        transition: row.parsed_maybe("transition")?,
        starts_on: row.on("starts_on")?,
        state: row.parsed("state")?,
        state_since: row.at("state_since")?,
        state_reason: row.text_maybe("state_reason")?,
        before: row.parsed_maybe("before")?,
        origin: row.parsed("origin")?,
        recognised_at: row.at("recognised_at")?,
        requested_at: row.at_maybe("requested_at")?,
        request_answered_at: row.at_maybe("request_answered_at")?,
        offered_at: row.at_maybe("offered_at")?,
        seen_at: row.at_maybe("seen_at")?,
        answered_at: row.at_maybe("answered_at")?,
    })
}
