//! The accounts of an organisation: whether its promises are kept. It gives sums; what anybody entered in their own
//! words stays with them (H2, H3).

use std::collections::BTreeMap;

use domain::calendar::Period;
use domain::ids::{Id, JourneyId, OrganisationId, PersonId};
use domain::keys::ProgrammeKey;
use domain::programmes::{ContentHash, FULL_TIME, Party};
use domain::time::{Plan, Reason, Walk};
use sea_orm::{QueryResult, Value};
use uuid::Uuid;

use super::{lines, period};
use crate::db::{Connection, Fault};
use crate::overview::name_of;
use crate::sql::{self, Row, params};

/// Somebody's account at an organisation, with sums of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtOrganisation {
    pub person: PersonId,
    pub name: String,
    /// The journey, of somebody who is supported.
    pub journey: Option<JourneyId>,
    pub department: Option<String>,
    pub version: ContentHash,
    pub share: u32,
    pub walks: Vec<Walk>,
    /// Only once [`add_plans`] was asked for.
    pub plans: Vec<Plan>,
    /// Minutes taken; `None`: nothing was ever entered in the period, taken or lost.
    pub taken: Option<u32>,
    pub lost: BTreeMap<Reason, u32>,
}

/// Everybody of a party in a programme at an organisation whose journeys touch a period, by name. Those supported are of
/// the organisation of their journey, supporters of that of their post.
///
/// # Errors
/// The database failed.
pub async fn at_organisation(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    party: &Party,
    span: Period,
) -> Result<Vec<AtOrganisation>, Fault> {
    let last = span.finished_on.unwrap_or(span.started_on);
    let values = params![organisation, programme, party.as_str(), span.started_on, last].to_vec();
    let (mut found, walked) = walks(connection, party, values.clone()).await?;
    let pauses = pauses(connection, party, &values).await?;
    for (account, journeys) in found.values_mut().zip(&walked) {
        for (walk, journey) in account.walks.iter_mut().zip(journeys.1) {
            walk.pauses = pauses.get(journey).cloned().unwrap_or_default();
        }
    }
    add_sums(connection, party, values, &mut found).await?;
    let mut accounts: Vec<AtOrganisation> = found.into_values().collect();
    accounts.sort_by(|left, right| (&left.name, left.person).cmp(&(&right.name, right.person)));
    Ok(accounts)
}

/// By journey for those supported, by person for supporters.
type Accounts = BTreeMap<Uuid, AtOrganisation>;

fn key(party: &Party) -> &'static str {
    match party {
        Party::Supportee => "journey_id",
        Party::Role(_) => "person_id",
    }
}

/// Which rows of plans and lines belong here. `$1` organisation, `$2` programme, `$3` party.
fn belongs(party: &Party) -> &'static str {
    match party {
        Party::Supportee => {
            "t.programme = $2 AND t.party = $3 AND t.journey_id IN (SELECT id FROM journeys WHERE organisation_id = $1)"
        }
        Party::Role(_) => {
            "t.programme = $2 AND t.party = $3 AND t.person_id IN (SELECT person_id FROM posts WHERE organisation_id = $1)"
        }
    }
}

async fn walks(
    connection: &impl Connection,
    party: &Party,
    values: Vec<Value>,
) -> Result<(Accounts, BTreeMap<Uuid, Vec<JourneyId>>), Fault> {
    let name = name_of("n");
    let ran = "(j.ending IS NULL OR j.ending <> 'withdrawn') AND j.programme = $2 AND j.starts_on <= $5";
    let text = match party {
        Party::Supportee => format!(
            "SELECT j.id AS journey_id, j.person_id, {name} AS name, p.department, j.version_hash,
                 p.wte_thousandths AS share, j.starts_on AS started_on, j.ended_on AS finished_on
             FROM journeys j JOIN posts p ON p.id = j.post_id JOIN people n ON n.id = j.person_id
             WHERE j.organisation_id = $1 AND {ran} AND (j.ended_on IS NULL OR j.ended_on >= $4) AND $3 = 'supportee'
             ORDER BY j.starts_on, j.id"
        ),
        Party::Role(_) => format!(
            "SELECT j.id AS journey_id, r.person_id, {name} AS name, w.department, j.version_hash, w.share,
                 CASE WHEN r.started_on > j.starts_on THEN r.started_on ELSE j.starts_on END AS started_on,
                 COALESCE(r.finished_on, j.ended_on) AS finished_on
             FROM pairings r JOIN journeys j ON j.id = r.journey_id JOIN people n ON n.id = r.person_id
             JOIN (SELECT person_id, MAX(department) AS department, MAX(wte_thousandths) AS share FROM posts
                   WHERE organisation_id = $1 AND (finished_on IS NULL OR finished_on >= $4) GROUP BY person_id) w
                 ON w.person_id = r.person_id
             WHERE r.role = $3 AND {ran} AND r.started_on <= $5 AND (r.finished_on IS NULL OR r.finished_on >= $4)
             ORDER BY r.started_on, r.id"
        ),
    };
    let rows = sql::all(connection, text, values).await?;
    let (mut found, mut walked): (Accounts, BTreeMap<Uuid, Vec<JourneyId>>) = (BTreeMap::new(), BTreeMap::new());
    for row in &rows {
        let (started_on, finished_on) = (row.on("started_on")?, row.on_maybe("finished_on")?);
        if finished_on.is_some_and(|end| end < started_on) {
            continue;
        }
        let (journey, of) = (row.id::<JourneyId>("journey_id")?, of(row, party)?);
        let walk = Walk { period: period(started_on, finished_on), pauses: Vec::new() };
        walked.entry(of).or_default().push(journey);
        let account = match found.entry(of) {
            std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::btree_map::Entry::Vacant(empty) => empty.insert(account(row, party)?),
        };
        account.version = ContentHash::from_stored(&row.text("version_hash")?);
        account.walks.push(walk);
    }
    Ok((found, walked))
}

fn of(row: &QueryResult, party: &Party) -> Result<Uuid, Fault> {
    Ok(row.id::<JourneyId>(key(party))?.uuid())
}

fn account(row: &QueryResult, party: &Party) -> Result<AtOrganisation, Fault> {
    let journey = row.id("journey_id")?;
    Ok(AtOrganisation {
        person: row.id("person_id")?,
        name: row.text("name")?,
        journey: (*party == Party::Supportee).then_some(journey),
        department: row.text_maybe("department")?,
        version: ContentHash::from_stored(&row.text("version_hash")?),
        share: row.int_maybe("share")?.and_then(|share| u32::try_from(share).ok()).unwrap_or(FULL_TIME),
        walks: Vec::new(),
        plans: Vec::new(),
        taken: None,
        lost: BTreeMap::new(),
    })
}

async fn pauses(
    connection: &impl Connection,
    party: &Party,
    values: &[Value],
) -> Result<BTreeMap<JourneyId, Vec<Period>>, Fault> {
    // Supporters support elsewhere too.
    let (whose, values) = match party {
        Party::Supportee => {
            ("(SELECT id FROM journeys WHERE organisation_id = $1 AND programme = $2)", values[..2].to_vec())
        }
        Party::Role(_) => (
            "(SELECT r.journey_id FROM pairings r JOIN posts w ON w.person_id = r.person_id WHERE w.organisation_id = $1)",
            values[..1].to_vec(),
        ),
    };
    let text = format!(
        "SELECT journey_id, started_on, finished_on FROM pauses WHERE journey_id IN {whose}
         ORDER BY journey_id, started_on"
    );
    let mut found: BTreeMap<JourneyId, Vec<Period>> = BTreeMap::new();
    for row in &sql::all(connection, text, values).await? {
        let pause = period(row.on("started_on")?, row.on_maybe("finished_on")?);
        found.entry(row.id("journey_id")?).or_default().push(pause);
    }
    Ok(found)
}

/// Adds what each of these has in their job plan.
///
/// # Errors
/// The database failed.
pub async fn add_plans(
    connection: &impl Connection,
    organisation: OrganisationId,
    programme: &ProgrammeKey,
    party: &Party,
    accounts: &mut [AtOrganisation],
) -> Result<(), Fault> {
    let text = format!("SELECT t.* FROM time_plans t WHERE {} ORDER BY t.started_on, t.id", belongs(party));
    let values = params![organisation, programme, party.as_str()];
    let mut found: BTreeMap<Uuid, Vec<Plan>> = BTreeMap::new();
    for row in &sql::all(connection, text, values).await? {
        found.entry(of(row, party)?).or_default().push(lines::plan(row)?.plan);
    }
    for account in accounts {
        let key = account.journey.map_or(account.person.uuid(), Id::uuid);
        account.plans = found.remove(&key).unwrap_or_default();
    }
    Ok(())
}

async fn add_sums(
    connection: &impl Connection,
    party: &Party,
    values: Vec<Value>,
    found: &mut Accounts,
) -> Result<(), Fault> {
    let key = key(party);
    let text = format!(
        "SELECT t.{key}, t.reason, SUM(t.minutes) AS minutes FROM time_lines t
         WHERE {} AND t.spent_on >= $4 AND t.spent_on <= $5 GROUP BY t.{key}, t.reason ORDER BY t.{key}, t.reason",
        belongs(party)
    );
    for row in &sql::all(connection, text, values).await? {
        let Some(account) = found.get_mut(&of(row, party)?) else { continue };
        let minutes = u32::try_from(row.big("minutes")?).unwrap_or(0);
        let taken = account.taken.get_or_insert(0);
        match row.text_maybe("reason")? {
            None => *taken += minutes,
            Some(reason) => *account.lost.entry(Reason::of(&reason).unwrap_or(Reason::Other)).or_default() += minutes,
        }
    }
    Ok(())
}
