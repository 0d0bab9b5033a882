//! What an organisation itself thinks of a standard, with its evidence, beside the figure and never in it (L1).

use domain::ids::{JudgementId, OrganisationId, PersonId};
use domain::keys::StandardSetKey;
use domain::standards::Judgement;
use jiff::Timestamp;
use sea_orm::QueryResult;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Row, params};

/// A judgement as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    pub id: JudgementId,
    pub set: StandardSetKey,
    pub number: String,
    pub judgement: Judgement,
    pub comment: String,
    pub evidence: String,
    pub judged_at: Timestamp,
    pub judged_by: Option<PersonId>,
    pub judged_by_name: String,
}

const JUDGED: &str = "SELECT d.*, COALESCE(p.known_as, p.given_name) AS first_name, p.family_name
    FROM judgements d LEFT JOIN people p ON p.id = d.judged_by";

fn read(row: &QueryResult) -> Result<Judged, Fault> {
    let name = (row.text_maybe("first_name")?, row.text_maybe("family_name")?);
    Ok(Judged {
        id: row.id("id")?,
        set: row.parsed("standard_set")?,
        number: row.text("number")?,
        judgement: Judgement::of(&row.text("judgement")?)
            .ok_or_else(|| Fault::Corrupt("the word of a judgement".to_owned()))?,
        comment: row.text("comment")?,
        evidence: row.text("evidence")?,
        judged_at: row.at("judged_at")?,
        judged_by: row.id_maybe("judged_by")?,
        judged_by_name: if let (Some(first), Some(family)) = name {
            format!("{first} {family}")
        } else {
            String::new()
        },
    })
}

/// The judgements of a set that stand today, by number.
///
/// # Errors
/// The database failed.
pub async fn judgements(
    connection: &impl Connection,
    organisation: OrganisationId,
    set: &StandardSetKey,
) -> Result<Vec<Judged>, Fault> {
    let text = format!(
        "{JUDGED} WHERE d.organisation_id = $1 AND d.standard_set = $2 AND NOT EXISTS (SELECT 1 FROM judgements n
             WHERE n.organisation_id = d.organisation_id AND n.standard_set = d.standard_set AND n.number = d.number
             AND (n.judged_at > d.judged_at OR (n.judged_at = d.judged_at AND n.id > d.id)))
         ORDER BY d.number"
    );
    let rows = sql::all(connection, text, params![organisation, set]).await?;
    rows.iter().map(read).collect()
}

/// All judgements of a standard, the newest first.
///
/// # Errors
/// The database failed.
pub async fn history(
    connection: &impl Connection,
    organisation: OrganisationId,
    set: &StandardSetKey,
    number: &str,
) -> Result<Vec<Judged>, Fault> {
    let text = format!(
        "{JUDGED} WHERE d.organisation_id = $1 AND d.standard_set = $2 AND d.number = $3
         ORDER BY d.judged_at DESC, d.id DESC LIMIT 20"
    );
    let rows = sql::all(connection, text, params![organisation, set, number]).await?;
    rows.iter().map(read).collect()
}

/// Keeps a judgement.
///
/// # Errors
/// The database failed.
pub async fn judge(tx: &Tx, organisation: OrganisationId, judged: &Judged) -> Result<(), Fault> {
    sql::change(
        tx,
        "INSERT INTO judgements (id, organisation_id, standard_set, number, judgement, comment, evidence, judged_at,
             judged_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            judged.id,
            organisation,
            judged.set,
            judged.number,
            judged.judgement.as_str(),
            judged.comment,
            judged.evidence,
            judged.judged_at,
            judged.judged_by,
        ],
    )
    .await?;
    Ok(())
}

/// The sets that an organisation chose beside those of its programmes, by key.
///
/// # Errors
/// The database failed.
pub async fn chosen(connection: &impl Connection, organisation: OrganisationId) -> Result<Vec<StandardSetKey>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT standard_set FROM chosen_sets WHERE organisation_id = $1 ORDER BY standard_set",
        params![organisation],
    )
    .await?;
    rows.iter().map(|row| row.parsed("standard_set")).collect()
}

/// Keeps which sets an organisation chose: exactly these.
///
/// # Errors
/// The database failed.
pub async fn choose(
    tx: &Tx,
    organisation: OrganisationId,
    sets: &[StandardSetKey],
    by: Option<PersonId>,
    now: Timestamp,
) -> Result<(), Fault> {
    sql::change(tx, "DELETE FROM chosen_sets WHERE organisation_id = $1", params![organisation]).await?;
    if sets.is_empty() {
        return Ok(());
    }
    let text = format!(
        "INSERT INTO chosen_sets (organisation_id, standard_set, chosen_at, chosen_by) VALUES {}",
        sql::rows_of(sets.len(), 4)
    );
    let values = sets.iter().flat_map(|set| params![organisation, set, now, by]);
    sql::change(tx, text, values.collect::<Vec<_>>()).await?;
    Ok(())
}
