//! The accounts of one person.

use std::collections::BTreeMap;

use domain::calendar::Period;
use domain::ids::{JourneyId, PersonId};
use domain::programmes::{ContentHash, FULL_TIME, Party};
use domain::time::Walk;

use super::{Account, OwnWalk, Which, period};
use crate::db::{Connection, Fault};
use crate::overview::name_of;
use crate::sql::{self, Row, params};

/// All accounts of a person: of journeys in which they are or were supported, then of roles in which they support or
/// supported others. Whether hours are promised at all is the programme's to say.
///
/// # Errors
/// The database failed.
pub async fn accounts_of(connection: &impl Connection, person: PersonId) -> Result<Vec<Account>, Fault> {
    let name = name_of("n");
    let text = format!(
        "SELECT 'supportee' AS party, j.id AS id, j.organisation_id, j.programme, j.version_hash, j.starts_on AS started_on,
             j.ended_on AS finished_on, p.wte_thousandths AS share, {name} AS supportee_name
         FROM journeys j JOIN posts p ON p.id = j.post_id JOIN people n ON n.id = j.person_id
         WHERE j.person_id = $1 AND (j.ending IS NULL OR j.ending <> 'withdrawn')
         UNION ALL
         SELECT r.role, j.id, j.organisation_id, j.programme, j.version_hash,
             CASE WHEN r.started_on > j.starts_on THEN r.started_on ELSE j.starts_on END,
             COALESCE(r.finished_on, j.ended_on),
             (SELECT MAX(p.wte_thousandths) FROM posts p WHERE p.person_id = $1 AND p.finished_on IS NULL), {name}
         FROM pairings r JOIN journeys j ON j.id = r.journey_id JOIN people n ON n.id = j.person_id
         WHERE r.person_id = $1 AND (j.ending IS NULL OR j.ending <> 'withdrawn')
         ORDER BY started_on, id, party"
    );
    let rows = sql::all(connection, text, params![person]).await?;
    let pauses = pauses_of(connection, person).await?;
    let mut found: Vec<Account> = Vec::new();
    for row in &rows {
        let (journey, programme) = (row.id::<JourneyId>("id")?, row.parsed("programme")?);
        let which = match row.parsed::<Party>("party")? {
            Party::Supportee => Which::Supported { programme, journey },
            Party::Role(role) => Which::Supporting { programme, role },
        };
        let (started_on, finished_on) = (row.on("started_on")?, row.on_maybe("finished_on")?);
        // Over before it began: never was.
        if finished_on.is_some_and(|end| end < started_on) {
            continue;
        }
        let walk = OwnWalk {
            journey,
            organisation: row.id("organisation_id")?,
            supportee_name: row.text("supportee_name")?,
            version: ContentHash::from_stored(&row.text("version_hash")?),
            walk: Walk {
                period: period(started_on, finished_on),
                pauses: pauses.get(&journey).cloned().unwrap_or_default(),
            },
        };
        let share = row.int_maybe("share")?.and_then(|share| u32::try_from(share).ok()).unwrap_or(FULL_TIME);
        match found.iter_mut().find(|account| account.which == which) {
            Some(account) => account.walks.push(walk),
            None => found.push(Account { which, share, walks: vec![walk] }),
        }
    }
    found.sort_by(|left, right| left.which.cmp(&right.which));
    Ok(found)
}

async fn pauses_of(connection: &impl Connection, person: PersonId) -> Result<BTreeMap<JourneyId, Vec<Period>>, Fault> {
    let rows = sql::all(
        connection,
        "SELECT journey_id, started_on, finished_on FROM pauses WHERE journey_id IN
             (SELECT id FROM journeys WHERE person_id = $1 UNION SELECT journey_id FROM pairings WHERE person_id = $1)
         ORDER BY journey_id, started_on",
        params![person],
    )
    .await?;
    let mut found: BTreeMap<JourneyId, Vec<Period>> = BTreeMap::new();
    for row in &rows {
        let pause = period(row.on("started_on")?, row.on_maybe("finished_on")?);
        found.entry(row.id("journey_id")?).or_default().push(pause);
    }
    Ok(found)
}

/// Whom an account of a supporter is about, so that a line can name one of them: journeys that have not ended.
pub fn journeys_supported(account: &Account, on: jiff::civil::Date) -> Vec<(JourneyId, String)> {
    let goes_on = |walk: &&OwnWalk| walk.walk.period.finished_on.is_none_or(|end| end >= on);
    account.walks.iter().filter(goes_on).map(|walk| (walk.journey, walk.supportee_name.clone())).collect()
}
