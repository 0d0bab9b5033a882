//! The facts of journeys, many at once in a handful of statements.

use std::collections::HashMap;

use domain::calendar::{self, Period};
use domain::expectations::{
    ConfirmedFact, Employer, JourneyFacts, MeetingFact, MeetingState, PartySignature, Pause, RoleFact, Work,
};
use domain::ids::{Id, JourneyId, MeetingId, OrganisationId, PairingId, PersonId};
use domain::keys::ProgrammeKey;
use domain::people;
use domain::programmes::{ContentHash, FULL_TIME};
use domain::working_days::Nation;
use jiff::Timestamp;
use sea_orm::{QueryResult, Value};

use super::rows::{Counters, counters};
use crate::db::{Connection, Fault};
use crate::meetings::{COUNTS, of_journeys};
use crate::sql::{self, Row};

/// A journey with all that its expectations are worked out from.
#[derive(Debug, Clone)]
pub struct Subject {
    pub journey: JourneyId,
    pub organisation: OrganisationId,
    pub programme: ProgrammeKey,
    /// The version of its programme.
    pub version: ContentHash,
    pub facts: JourneyFacts,
    /// The earliest agreed meeting of which nothing more is known.
    pub next_meeting_at: Option<Timestamp>,
    /// The counters as they are stored.
    pub counters: Counters,
}

/// The facts of these journeys, by id; those that are not there are left out.
///
/// # Errors
/// The database failed.
pub async fn subjects(connection: &impl Connection, journeys: &[JourneyId]) -> Result<Vec<Subject>, Fault> {
    if journeys.is_empty() {
        return Ok(Vec::new());
    }
    let these = format!("IN ({})", sql::list_after(0, journeys.len()));
    let ids: Vec<Value> = journeys.iter().map(|journey| Value::Uuid(Some(journey.uuid()))).collect();
    let rows = sql::all(
        connection,
        format!(
            "SELECT j.id, j.organisation_id, j.programme, j.version_hash, j.profession, j.transition, j.context,
                 j.starts_on, j.planned_end_on, j.ended_on, j.ending, j.next_due_on, j.late_since, j.meetings_held,
                 j.last_met_on, j.next_meeting_at, p.started_on AS post_started_on,
                 p.manager_person_id, p.wte_thousandths, p.weekly_minutes,
                 n.code AS nation_code, n.name AS nation_name
             FROM journeys j JOIN posts p ON p.id = j.post_id
             LEFT JOIN groupings n ON n.id = (
                 SELECT m.grouping_id FROM grouping_members m JOIN groupings g ON g.id = m.grouping_id
                 WHERE m.organisation_id = j.organisation_id AND g.kind = 'nation' AND m.finished_on IS NULL
                 ORDER BY m.started_on DESC, g.code LIMIT 1)
             WHERE j.id {these} ORDER BY j.id"
        ),
        ids.clone(),
    )
    .await?;
    let mut subjects = rows.iter().map(subject).collect::<Result<Vec<_>, Fault>>()?;
    let place: Places = subjects.iter().enumerate().map(|(i, one)| (one.journey, i)).collect();
    add_roles(connection, &these, &ids, &mut subjects, &place).await?;
    add_meetings(connection, &these, &ids, &mut subjects, &place).await?;
    add_attendances(connection, &these, &ids, &mut subjects, &place).await?;
    add_confirmed(connection, &these, &ids, &mut subjects, &place).await?;
    add_consents(connection, &these, &ids, &mut subjects, &place).await?;
    add_pauses(connection, &these, &ids, &mut subjects, &place).await?;
    super::documents::add(connection, &these, &ids, &mut subjects, &place).await?;
    add_exceptions(connection, &these, &ids, &mut subjects, &place).await?;
    Ok(subjects)
}

/// Gives each row to the journey it is about (`journey_id`), in the order of the statement.
async fn each(
    connection: &impl Connection,
    (text, ids): (String, &[Value]),
    (subjects, place): (&mut [Subject], &Places),
    mut add: impl FnMut(&mut Subject, &QueryResult) -> Result<(), Fault>,
) -> Result<(), Fault> {
    for row in &sql::all(connection, text, ids.to_vec()).await? {
        if let Some(i) = place.get(&row.id("journey_id")?) {
            add(&mut subjects[*i], row)?;
        }
    }
    Ok(())
}

/// The facts of the next journeys after one, in the order of their ids: for going through all of them.
///
/// # Errors
/// The database failed.
pub async fn subjects_after(
    connection: &impl Connection,
    after: Option<JourneyId>,
    most: u32,
) -> Result<Vec<Subject>, Fault> {
    let rows = match after {
        None => sql::all(connection, format!("SELECT id FROM journeys ORDER BY id LIMIT {most}"), []).await?,
        Some(after) => {
            let text = format!("SELECT id FROM journeys WHERE id > $1 ORDER BY id LIMIT {most}");
            sql::all(connection, text, sql::params![after]).await?
        }
    };
    let ids = rows.iter().map(|row| row.id("id")).collect::<Result<Vec<JourneyId>, Fault>>()?;
    subjects(connection, &ids).await
}

fn subject(row: &QueryResult) -> Result<Subject, Fault> {
    let organisation = row.id("organisation_id")?;
    let starts_on = row.on("starts_on")?;
    let mut facts = JourneyFacts::starting(starts_on, row.on_maybe("planned_end_on")?);
    let ended_on = row.on_maybe("ended_on")?;
    match row.text_maybe("ending")?.as_deref() {
        Some("withdrawn") => facts.withdrawn_on = ended_on,
        _ => facts.finished_on = ended_on,
    }
    facts.profession = row.parsed_maybe("profession")?;
    facts.registered =
        facts.profession.as_ref().and_then(people::profession).is_some_and(|profession| profession.register.is_some());
    facts.managed = row.id_maybe::<PersonId>("manager_person_id")?.is_some();
    facts.transition = row.parsed_maybe("transition")?;
    facts.context = row.parsed_maybe("context")?;
    if let (Some(code), Some(name)) = (row.text_maybe("nation_code")?, row.text_maybe("nation_name")?) {
        facts.nation = Nation::named(&code, &name).unwrap_or_default();
    }
    if let Some(thousandths) = share_of_full_time(row)? {
        let since = row.on("post_started_on")?.min(starts_on);
        facts.work = vec![Work { period: Period::since(since), thousandths }];
    }
    facts.employers = vec![Employer { organisation, period: Period::since(starts_on) }];
    Ok(Subject {
        journey: row.id("id")?,
        organisation,
        programme: row.parsed("programme")?,
        version: ContentHash::from_stored(&row.text("version_hash")?),
        facts,
        next_meeting_at: None,
        counters: counters(row)?,
    })
}

pub(super) type Places = HashMap<JourneyId, usize>;

/// Who holds a role, with their profession (of the latest post that names one) and their trainings.
async fn add_roles(
    connection: &impl Connection,
    these: &str,
    ids: &[Value],
    subjects: &mut [Subject],
    place: &Places,
) -> Result<(), Fault> {
    let text = format!(
        "SELECT p.id, p.journey_id, p.person_id, p.role, p.started_on, p.finished_on, p.named_at,
             t.training, t.completed_on,
             (SELECT o.profession FROM posts o WHERE o.person_id = p.person_id AND o.profession IS NOT NULL
              ORDER BY o.started_on DESC, o.id LIMIT 1) AS profession
         FROM pairings p LEFT JOIN trainings t ON t.person_id = p.person_id
         WHERE p.journey_id {these} ORDER BY p.journey_id, p.id, t.training, t.completed_on"
    );
    let mut last: Option<PairingId> = None;
    each(connection, (text, ids), (subjects, place), |subject, row| {
        let pairing = row.id("id")?;
        if last.replace(pairing) != Some(pairing) {
            subject.facts.roles.push(RoleFact {
                role: row.parsed("role")?,
                person: row.id("person_id")?,
                profession: row.parsed_maybe("profession")?,
                assigned_on: calendar::date_of(row.at("named_at")?),
                period: period(row)?,
                trained: Vec::new(),
            });
        }
        if let (Some(training), Some(on), Some(role)) =
            (row.parsed_maybe("training")?, row.on_maybe("completed_on")?, subject.facts.roles.last_mut())
        {
            role.trained.push((training, on));
        }
        Ok(())
    })
    .await
}

/// Meetings with the signatures that stand under their records.
async fn add_meetings(
    connection: &impl Connection,
    these: &str,
    ids: &[Value],
    subjects: &mut [Subject],
    place: &Places,
) -> Result<(), Fault> {
    let text = format!(
        "SELECT m.id, t.of_journey AS journey_id, m.kind, m.state, m.starts_at, m.held_from, m.held_to, s.party,
             s.signed_at
         FROM {of} t JOIN meetings m ON m.id = t.meeting_id
         LEFT JOIN records r ON r.meeting_id = m.id
         LEFT JOIN signatures s ON s.record_id = r.id AND s.voided_at IS NULL
         WHERE {COUNTS} ORDER BY t.of_journey, m.id, s.party",
        of = of_journeys(these)
    );
    let mut last: Option<(JourneyId, MeetingId)> = None;
    each(connection, (text, ids), (subjects, place), |subject, row| {
        let id = row.id("id")?;
        if last.replace((subject.journey, id)) != Some((subject.journey, id)) {
            let state = state_of(row)?;
            if let (MeetingState::Planned { .. }, Some(at)) = (state, row.at_maybe("starts_at")?) {
                subject.next_meeting_at = Some(subject.next_meeting_at.map_or(at, |known| known.min(at)));
            }
            let kind = row.parsed("kind")?;
            subject.facts.meetings.push(MeetingFact { id, kind, state, signatures: Vec::new(), attended: Vec::new() });
        }
        if let (Some(party), Some(at), Some(meeting)) =
            (row.parsed_maybe("party")?, row.at_maybe("signed_at")?, subject.facts.meetings.last_mut())
        {
            meeting.signatures.push(PartySignature { party, on: calendar::date_of(at) });
        }
        Ok(())
    })
    .await
}

/// Who attended the meetings, as entered.
async fn add_attendances(
    connection: &impl Connection,
    these: &str,
    ids: &[Value],
    subjects: &mut [Subject],
    place: &Places,
) -> Result<(), Fault> {
    let text = format!(
        "SELECT DISTINCT t.of_journey AS journey_id, a.meeting_id, a.party
         FROM {of} t JOIN meeting_attendances a ON a.meeting_id = t.meeting_id
         ORDER BY 1, 2, 3",
        of = of_journeys(these)
    );
    each(connection, (text, ids), (subjects, place), |subject, row| {
        let id: MeetingId = row.id("meeting_id")?;
        if let Some(meeting) = subject.facts.meetings.iter_mut().find(|meeting| meeting.id == id) {
            meeting.attended.push(row.parsed("party")?);
        }
        Ok(())
    })
    .await
}

/// A meeting that is only proposed is nothing yet that could be kept or missed.
fn state_of(row: &QueryResult) -> Result<MeetingState, Fault> {
    let starts_on = row.at_maybe("starts_at")?.map(calendar::date_of);
    Ok(match (row.text("state")?.as_str(), starts_on, row.at_maybe("held_from")?, row.at_maybe("held_to")?) {
        ("held", _, Some(from), Some(to)) => MeetingState::Held {
            on: calendar::date_of(from),
            minutes: u32::try_from((to.as_second() - from.as_second()) / 60).ok(),
        },
        ("agreed", Some(on), _, _) => MeetingState::Planned { on },
        ("not-attended", Some(on), _, _) => MeetingState::NotAttended { on },
        _ => MeetingState::Cancelled,
    })
}

async fn add_confirmed(
    connection: &impl Connection,
    these: &str,
    ids: &[Value],
    subjects: &mut [Subject],
    place: &Places,
) -> Result<(), Fault> {
    let text = format!(
        "SELECT DISTINCT journey_id, fact, happened_on, confirmed_as FROM facts WHERE journey_id {these}
         ORDER BY journey_id, fact, happened_on, confirmed_as"
    );
    each(connection, (text, ids), (subjects, place), |subject, row| {
        let (fact, by) = (row.parsed("fact")?, row.parsed("confirmed_as")?);
        subject.facts.confirmed.push(ConfirmedFact { fact, on: row.on("happened_on")?, by });
        Ok(())
    })
    .await
}

/// Consents that stand: of several answers the latest counts.
async fn add_consents(
    connection: &impl Connection,
    these: &str,
    ids: &[Value],
    subjects: &mut [Subject],
    place: &Places,
) -> Result<(), Fault> {
    let text = format!(
        "SELECT c.journey_id, c.fact FROM fact_consents c WHERE c.journey_id {these} AND c.is_given
             AND NOT EXISTS (SELECT 1 FROM fact_consents l WHERE l.journey_id = c.journey_id AND l.fact = c.fact
                 AND (l.answered_at > c.answered_at OR (l.answered_at = c.answered_at AND l.id > c.id)))
         ORDER BY c.journey_id, c.fact"
    );
    each(connection, (text, ids), (subjects, place), |subject, row| {
        subject.facts.consented.push(row.parsed("fact")?);
        Ok(())
    })
    .await
}

async fn add_pauses(
    connection: &impl Connection,
    these: &str,
    ids: &[Value],
    subjects: &mut [Subject],
    place: &Places,
) -> Result<(), Fault> {
    let text = format!(
        "SELECT journey_id, started_on, finished_on, recorded_at FROM pauses WHERE journey_id {these}
         ORDER BY journey_id, started_on"
    );
    each(connection, (text, ids), (subjects, place), |subject, row| {
        let entered_on = calendar::date_of(row.at("recorded_at")?);
        subject.facts.pauses.push(Pause { period: period(row)?, entered_on });
        Ok(())
    })
    .await
}

/// What both sides signed, from the day of the last signature.
async fn add_exceptions(
    connection: &impl Connection,
    these: &str,
    ids: &[Value],
    subjects: &mut [Subject],
    place: &Places,
) -> Result<(), Fault> {
    let text = format!(
        "SELECT e.journey_id, e.kind, e.expectation, e.covers_from, e.covers_until, e.minutes, e.new_on, e.settled_at
         FROM exceptions e WHERE e.state = 'agreed' AND e.journey_id {these} ORDER BY e.journey_id, e.settled_at, e.id"
    );
    each(connection, (text, ids), (subjects, place), |subject, row| {
        let agreed_on = row.at_maybe("settled_at")?.map(calendar::date_of);
        let change = crate::exceptions::change(row)?;
        let exception = agreed_on.and_then(|on| change.as_exception(subject.facts.started_on, on));
        subject.facts.exceptions.extend(exception);
        Ok(())
    })
    .await
}

fn period(row: &QueryResult) -> Result<Period, Fault> {
    Ok(Period { started_on: row.on("started_on")?, finished_on: row.on_maybe("finished_on")? })
}

/// How much of full time a post is, in thousandths, as the staff file says; `None`: it does not say.
pub(crate) fn share_of_full_time(row: &QueryResult) -> Result<Option<u32>, Fault> {
    let share = row.int_maybe("wte_thousandths")?.filter(|share| *share > 0);
    let minutes = row.int_maybe("weekly_minutes")?.filter(|minutes| *minutes > 0);
    let share = share.or_else(|| minutes.map(|minutes| minutes.saturating_mul(1000) / FULL_WEEK_MINUTES));
    Ok(share.and_then(|share| u32::try_from(share).ok()).map(|share| share.clamp(1, FULL_TIME)))
}

/// A full week of work in the health service: thirty-seven and a half hours.
const FULL_WEEK_MINUTES: i32 = 2250;
