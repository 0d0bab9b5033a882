//! Recognition in bulk: however long the staff file, the number of statements stays small.

use domain::candidacies::{Candidacy, Joining, Registration, State};
use domain::ids::{OrganisationId, PersonId, PostId};
use domain::keys::ProgrammeKey;
use jiff::civil::Date;

use super::read;
use crate::bulk;
use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Bound, Row, params};

/// A post that began, or will, and what is known of its holder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoiningPost {
    pub post: PostId,
    pub person: PersonId,
    pub joining: Joining,
}

/// A candidacy whose post has ended, with the day on which it did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    pub candidacy: Candidacy,
    pub ended_on: Date,
}

/// The organisations that run any programme on a day.
///
/// # Errors
/// The database failed.
pub async fn organisations_with_programmes(
    connection: &impl Connection,
    on: Date,
) -> Result<Vec<OrganisationId>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT DISTINCT organisation_id FROM adoptions WHERE started_on <= $1
         AND (finished_on IS NULL OR finished_on >= $1) ORDER BY organisation_id",
        params![on],
    )
    .await?;
    rows.iter().map(|row| row.id("organisation_id")).collect()
}

/// A candidacy in short: whose, for which post and programme, while that post has not ended.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Known {
    pub person: PersonId,
    pub post: PostId,
    pub programme: ProgrammeKey,
}

/// All candidacies of an organisation for posts that have not ended before a day.
///
/// # Errors
/// The database failed.
pub async fn known(
    connection: &impl Connection,
    organisation: OrganisationId,
    today: Date,
) -> Result<Vec<Known>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT c.person_id, c.post_id, c.programme FROM candidacies c JOIN posts p ON p.id = c.post_id
         WHERE c.organisation_id = $1 AND (p.finished_on IS NULL OR p.finished_on >= $2) ORDER BY c.id",
        params![organisation, today],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Known { person: row.id("person_id")?, post: row.id("post_id")?, programme: row.parsed("programme")? })
        })
        .collect()
}

/// The posts of an organisation that begin between two days, both included; of posts that begin on one day, the larger
/// first.
///
/// # Errors
/// The database failed.
pub async fn joining_posts(
    connection: &impl Connection,
    organisation: OrganisationId,
    from: Date,
    until: Date,
) -> Result<Vec<JoiningPost>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT p.id, p.person_id, p.job_role, p.profession, p.transition, p.started_on, p.finished_on,
                EXISTS (SELECT 1 FROM registrations r WHERE r.person_id = p.person_id) AS registered
         FROM posts p WHERE p.organisation_id = $1 AND p.started_on BETWEEN $2 AND $3
         ORDER BY p.started_on, coalesce(p.wte_thousandths, 0) DESC, p.id",
        params![organisation, from, until],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(JoiningPost {
                post: row.id("id")?,
                person: row.id("person_id")?,
                joining: Joining {
                    starts_on: row.on("started_on")?,
                    finishes_on: row.on_maybe("finished_on")?,
                    profession: row.parsed_maybe("profession")?,
                    transition: row.parsed_maybe("transition")?,
                    job_role: row.text("job_role")?,
                    registration: if row.flag("registered")? { Registration::Known } else { Registration::NotKnown },
                },
            })
        })
        .collect()
}

/// Keeps new candidacies; a post that is known for its programme stays as it stands. Returns how many were new.
///
/// # Errors
/// The database failed.
pub async fn insert_all(tx: &Tx, candidacies: &[Candidacy]) -> Result<usize, Fault> {
    let columns = [
        "id",
        "person_id",
        "organisation_id",
        "post_id",
        "programme",
        "profession",
        "transition",
        "starts_on",
        "state",
        "state_since",
        "state_reason",
        "before",
        "origin",
        "recognised_at",
        "requested_at",
        "created_at",
    ];
    let rows = candidacies.iter().map(|candidacy| {
        params![
            candidacy.id,
            candidacy.person,
            candidacy.organisation,
            candidacy.post,
            candidacy.programme,
            candidacy.profession,
            candidacy.transition,
            candidacy.starts_on,
            candidacy.state.as_str(),
            candidacy.state_since,
            candidacy.state_reason,
            candidacy.before.map(State::as_str),
            candidacy.origin.as_str(),
            candidacy.recognised_at,
            candidacy.requested_at,
            candidacy.recognised_at,
        ]
    });
    let kept =
        bulk::insert(tx, "candidacies", columns, rows.collect(), "ON CONFLICT (post_id, programme) DO NOTHING").await?;
    Ok(usize::try_from(kept).unwrap_or(usize::MAX))
}

/// Lets the candidacies of an organisation follow what was corrected in their posts: the first working day (but for
/// those who asked for themselves within a post held for longer: theirs begins with the asking), the profession, the transition (one that is only known from the person's own request stays), and whose post it is.
/// Returns how many changed.
///
/// # Errors
/// The database failed.
pub async fn follow_posts(tx: &Tx, organisation: OrganisationId) -> Result<u64, Fault> {
    sql::change(
        tx,
        "UPDATE candidacies SET
             starts_on = (SELECT CASE WHEN candidacies.origin = 'request' AND candidacies.starts_on > p.started_on
                                 THEN candidacies.starts_on ELSE p.started_on END
                          FROM posts p WHERE p.id = candidacies.post_id),
             profession = (SELECT p.profession FROM posts p WHERE p.id = candidacies.post_id),
             transition = (SELECT coalesce(p.transition, candidacies.transition) FROM posts p
                           WHERE p.id = candidacies.post_id),
             person_id = (SELECT p.person_id FROM posts p WHERE p.id = candidacies.post_id)
         WHERE organisation_id = $1 AND EXISTS (
             SELECT 1 FROM posts p WHERE p.id = candidacies.post_id AND (
                 (p.started_on <> candidacies.starts_on
                     AND NOT (candidacies.origin = 'request' AND candidacies.starts_on > p.started_on))
                 OR p.person_id <> candidacies.person_id
                 OR coalesce(p.profession, '') <> coalesce(candidacies.profession, '')
                 OR coalesce(p.transition, candidacies.transition, '') <> coalesce(candidacies.transition, '')))",
        params![organisation],
    )
    .await
}

/// Candidacies still open whose post has ended before a day: those people left before anything began.
///
/// # Errors
/// The database failed.
pub async fn left_before_start(
    connection: &impl Connection,
    organisation: OrganisationId,
    today: Date,
) -> Result<Vec<Held>, Fault> {
    let open: Vec<&str> = State::ALL.into_iter().filter(|state| state.is_open()).map(State::as_str).collect();
    let text = format!(
        "SELECT c.*, p.finished_on FROM candidacies c JOIN posts p ON p.id = c.post_id
         WHERE c.organisation_id = $1 AND p.finished_on < $2 AND c.state IN ({}) ORDER BY c.id",
        sql::list_after(2, open.len())
    );
    let values = params![organisation, today].into_iter().chain(open.iter().map(Bound::bind));
    let rows = sql::all(connection, text, values.collect::<Vec<_>>()).await?;
    rows.iter().map(|row| Ok(Held { candidacy: read(row)?, ended_on: row.on("finished_on")? })).collect()
}
