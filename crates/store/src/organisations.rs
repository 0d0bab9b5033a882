//! Organisations, groupings of them as at a date, and who took over from whom (requirement A1). Nothing is deleted.

use domain::calendar::Period;
use domain::ids::{GroupingId, OrganisationId};
use domain::organisations::{Grouping, GroupingKind, Membership, Organisation, OrganisationCode};
use domain::text::searchable;
use domain::working_days::Nation;
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::QueryResult;

use crate::db::{Connection, Fault, Tx};
use crate::sql::{self, Bound, Row, params};

/// Rows of one statement; below the number of values that both engines take.
const CHUNK: usize = 500;

const COLUMNS: &str = "id, code, name, sector, town, postcode, opened_on, closed_on";

/// An organisation by its code.
///
/// # Errors
/// The database failed.
pub async fn find(connection: &impl Connection, code: &OrganisationCode) -> Result<Option<Organisation>, Fault> {
    Ok(with_codes(connection, std::slice::from_ref(code)).await?.pop())
}

/// The organisations among these codes that are known, by code.
///
/// # Errors
/// The database failed.
pub async fn with_codes(connection: &impl Connection, codes: &[OrganisationCode]) -> Result<Vec<Organisation>, Fault> {
    let mut known = Vec::new();
    for chunk in codes.chunks(CHUNK) {
        let list = sql::list_after(0, chunk.len());
        let text = format!("SELECT {COLUMNS} FROM organisations WHERE code IN ({list}) ORDER BY code");
        let rows = sql::all(connection, text, chunk.iter().map(|code| code.as_str().bind())).await?;
        for row in &rows {
            known.push(organisation(row)?);
        }
    }
    Ok(known)
}

/// All organisations, by name.
///
/// # Errors
/// The database failed.
pub async fn list(connection: &impl Connection) -> Result<Vec<Organisation>, Fault> {
    let text = format!("SELECT {COLUMNS} FROM organisations ORDER BY name, code");
    sql::all(connection, text, params![]).await?.iter().map(organisation).collect()
}

fn organisation(row: &QueryResult) -> Result<Organisation, Fault> {
    Ok(Organisation {
        id: row.id("id")?,
        code: row.parsed("code")?,
        name: row.text("name")?,
        sector: row.parsed("sector")?,
        town: row.text_maybe("town")?,
        postcode: row.text_maybe("postcode")?,
        opened_on: row.on_maybe("opened_on")?,
        closed_on: row.on_maybe("closed_on")?,
    })
}

/// Adds organisations, or brings those of the same id up to date.
///
/// # Errors
/// The database failed.
pub async fn keep(tx: &Tx, organisations: &[Organisation], now: Timestamp) -> Result<(), Fault> {
    for chunk in organisations.chunks(CHUNK) {
        let values = chunk.iter().flat_map(|it| {
            params![
                it.id,
                it.code.as_str(),
                it.name,
                searchable(&it.name),
                it.sector,
                it.town,
                it.postcode,
                it.opened_on,
                it.closed_on,
                now,
            ]
        });
        let text = format!(
            "INSERT INTO organisations (id, code, name, name_search, sector, town, postcode, opened_on, closed_on,
             created_at) VALUES {}
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_search = excluded.name_search,
             sector = excluded.sector, town = excluded.town, postcode = excluded.postcode,
             opened_on = excluded.opened_on, closed_on = excluded.closed_on",
            sql::rows_of(chunk.len(), 10)
        );
        sql::change(tx, text, values).await?;
    }
    Ok(())
}

/// All groupings, by kind and code; there are some hundreds in a nation.
///
/// # Errors
/// The database failed.
pub async fn groupings(connection: &impl Connection) -> Result<Vec<Grouping>, Fault> {
    let text = "SELECT id, kind, code, name, opened_on, closed_on FROM groupings ORDER BY kind, code";
    sql::all(connection, text, params![]).await?.iter().map(grouping).collect()
}

fn grouping(row: &QueryResult) -> Result<Grouping, Fault> {
    Ok(Grouping {
        id: row.id("id")?,
        kind: row.parsed("kind")?,
        code: row.text("code")?,
        name: row.text("name")?,
        opened_on: row.on_maybe("opened_on")?,
        closed_on: row.on_maybe("closed_on")?,
    })
}

/// Adds groupings, or brings those of the same id up to date.
///
/// # Errors
/// The database failed.
pub async fn keep_groupings(tx: &Tx, groupings: &[Grouping]) -> Result<(), Fault> {
    for chunk in groupings.chunks(CHUNK) {
        let values =
            chunk.iter().flat_map(|it| params![it.id, it.kind.as_str(), it.code, it.name, it.opened_on, it.closed_on]);
        let text = format!(
            "INSERT INTO groupings (id, kind, code, name, opened_on, closed_on) VALUES {}
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, opened_on = excluded.opened_on,
             closed_on = excluded.closed_on",
            sql::rows_of(chunk.len(), 6)
        );
        sql::change(tx, text, values).await?;
    }
    Ok(())
}

/// What the organisations belong to and belonged to, oldest first.
///
/// # Errors
/// The database failed.
pub async fn memberships(
    connection: &impl Connection,
    organisations: &[OrganisationId],
) -> Result<Vec<Membership>, Fault> {
    let mut found = Vec::new();
    for chunk in organisations.chunks(CHUNK) {
        let text = format!(
            "SELECT organisation_id, grouping_id, started_on, finished_on FROM grouping_members
             WHERE organisation_id IN ({}) ORDER BY organisation_id, started_on, grouping_id",
            sql::list_after(0, chunk.len())
        );
        for row in &sql::all(connection, text, chunk.iter().map(Bound::bind)).await? {
            found.push(Membership {
                organisation: row.id("organisation_id")?,
                grouping: row.id("grouping_id")?,
                period: Period { started_on: row.on("started_on")?, finished_on: row.on_maybe("finished_on")? },
            });
        }
    }
    Ok(found)
}

/// Adds memberships, or ends those that began on the same day.
///
/// # Errors
/// The database failed.
pub async fn keep_memberships(tx: &Tx, memberships: &[Membership]) -> Result<(), Fault> {
    for chunk in memberships.chunks(CHUNK) {
        let values = chunk
            .iter()
            .flat_map(|it| params![it.organisation, it.grouping, it.period.started_on, it.period.finished_on]);
        let text = format!(
            "INSERT INTO grouping_members (organisation_id, grouping_id, started_on, finished_on) VALUES {}
             ON CONFLICT (organisation_id, grouping_id, started_on) DO UPDATE SET finished_on = excluded.finished_on",
            sql::rows_of(chunk.len(), 4)
        );
        sql::change(tx, text, values).await?;
    }
    Ok(())
}

/// The grouping of a kind that an organisation belongs to on a day.
///
/// # Errors
/// The database failed.
pub async fn grouping_of(
    connection: &impl Connection,
    organisation: OrganisationId,
    kind: GroupingKind,
    on: Date,
) -> Result<Option<Grouping>, Fault> {
    let row = sql::first(
        connection,
        "SELECT g.id, g.kind, g.code, g.name, g.opened_on, g.closed_on FROM groupings g
         JOIN grouping_members m ON m.grouping_id = g.id
         WHERE m.organisation_id = $1 AND g.kind = $2 AND m.started_on <= $3
         AND (m.finished_on IS NULL OR m.finished_on >= $3) ORDER BY m.started_on DESC, g.code LIMIT 1",
        params![organisation, kind.as_str(), on],
    )
    .await?;
    row.as_ref().map(grouping).transpose()
}

/// The organisations that belong to a grouping on a day, by name.
///
/// # Errors
/// The database failed.
pub async fn members(connection: &impl Connection, grouping: GroupingId, on: Date) -> Result<Vec<Organisation>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT o.id, o.code, o.name, o.sector, o.town, o.postcode, o.opened_on, o.closed_on FROM organisations o
         JOIN grouping_members m ON m.organisation_id = o.id
         WHERE m.grouping_id = $1 AND m.started_on <= $2 AND (m.finished_on IS NULL OR m.finished_on >= $2)
         ORDER BY o.name, o.code",
        params![grouping, on],
    )
    .await?;
    rows.iter().map(organisation).collect()
}

/// A body that took over from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuccessionRow {
    pub predecessor: String,
    pub successor: String,
    pub effective_on: Date,
    /// Did it take only a part?
    pub partial: bool,
}

/// Keeps which system took over from which; those already known stay.
///
/// # Errors
/// The database failed.
pub async fn keep_successions(tx: &Tx, successions: &[SuccessionRow]) -> Result<(), Fault> {
    for chunk in successions.chunks(CHUNK) {
        let values =
            chunk.iter().flat_map(|it| params!["system", it.predecessor, it.successor, it.effective_on, it.partial]);
        let text = format!(
            "INSERT INTO successions (noun, predecessor_code, successor_code, effective_on, partial) VALUES {}
             ON CONFLICT DO NOTHING",
            sql::rows_of(chunk.len(), 5)
        );
        sql::change(tx, text, values).await?;
    }
    Ok(())
}

/// Which systems took over from which, oldest first.
///
/// # Errors
/// The database failed.
pub async fn successions(connection: &impl Connection) -> Result<Vec<SuccessionRow>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT predecessor_code, successor_code, effective_on, partial FROM successions WHERE noun = 'system'
         ORDER BY effective_on, predecessor_code, successor_code",
        params![],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(SuccessionRow {
                predecessor: row.text("predecessor_code")?,
                successor: row.text("successor_code")?,
                effective_on: row.on("effective_on")?,
                partial: row.flag("partial")?,
            })
        })
        .collect()
}

/// The nation that an organisation belongs to today; `None` when no grouping says.
///
/// # Errors
/// The database failed.
pub async fn nation(connection: &impl Connection, organisation: OrganisationId) -> Result<Option<Nation>, Fault> {
    let row = sql::first(
        connection,
        "SELECT g.code, g.name FROM grouping_members m JOIN groupings g ON g.id = m.grouping_id
         WHERE m.organisation_id = $1 AND g.kind = 'nation' AND m.finished_on IS NULL
         ORDER BY m.started_on DESC, g.code LIMIT 1",
        params![organisation],
    )
    .await?;
    row.map_or(Ok(None), |row| Ok(Nation::named(&row.text("code")?, &row.text("name")?)))
}
