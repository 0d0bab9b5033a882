//! Moves running journeys to another version of their programme (B3), on purpose and after looking what changes. Answers
//! keep the version they were given under; the planned end of each journey stays as it was agreed.

use std::collections::{BTreeMap, BTreeSet};

use domain::expectations::{Occurrence, evaluate};
use domain::ids::{JourneyId, OrganisationId};
use domain::keys::ProgrammeKey;
use domain::programmes::tailoring::{Departure, departures};
use domain::programmes::{ContentHash, Programme};
use jiff::civil::Date;
use store::events::Event;
use store::occurrences::Subject;
use store::{Connection, Fault};

use crate::error::{Failure, refuse};
use crate::{Actor, Context, Outcome};

/// How many journeys are moved in one statement.
const AT_ONCE: usize = 100;

/// Why journeys were not moved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoveRefusal {
    #[error("nothing was chosen that can be moved")]
    Nobody,
    /// Meetings or roles that these journeys have are not in that version.
    #[error("the version lacks what some of them have: {}", .lacks.join(", "))]
    Lacks { lacks: Vec<String> },
}

/// What would change for a journey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    pub journey: JourneyId,
    pub name: String,
    pub version: ContentHash,
    pub changes: Vec<DateChange>,
}

/// Something expected of a journey that would be due on another day. `None`: it is not expected in that version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateChange {
    pub what: String,
    pub due_now: Option<Date>,
    pub due_then: Option<Date>,
}

/// What would change for the running journeys of a programme if they moved to a version: for each what gets another
/// date, and for each version they are in now where the programme itself differs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overall {
    pub journeys: Vec<Preview>,
    pub departures: Vec<(ContentHash, Vec<Departure>)>,
}

/// Evaluates both versions for a part of the journeys: so many, after skipping so many.
///
/// # Errors
/// The version is not one of this programme, or the database failed.
pub async fn preview(
    ctx: &Context,
    organisation: OrganisationId,
    key: &ProgrammeKey,
    to: &ContentHash,
    part: std::ops::Range<usize>,
) -> Outcome<Overall> {
    let reader = ctx.db.reader();
    let target = ctx.programmes.version(to).filter(|programme| programme.key == *key).ok_or(Failure::NotFound)?;
    let running = store::programmes::running(reader, organisation, key, to).await?;
    let versions: BTreeSet<&ContentHash> = running.iter().map(|journey| &journey.version).collect();
    let mut overall = Overall::default();
    for version in versions {
        overall.departures.push((version.clone(), departures(at_hand(ctx, version)?, target)));
    }
    let shown: Vec<_> = running.iter().skip(part.start).take(part.len()).collect();
    let ids: Vec<JourneyId> = shown.iter().map(|journey| journey.journey).collect();
    let mut subjects: BTreeMap<JourneyId, Subject> = BTreeMap::new();
    for chunk in ids.chunks(AT_ONCE) {
        let found = store::occurrences::subjects(reader, chunk).await?;
        subjects.extend(found.into_iter().map(|subject| (subject.journey, subject)));
    }
    for journey in shown {
        let Some(subject) = subjects.get(&journey.journey) else { continue };
        overall.journeys.push(Preview {
            journey: journey.journey,
            name: journey.name.clone(),
            version: journey.version.clone(),
            changes: changes(ctx, subject, at_hand(ctx, &journey.version)?, target),
        });
    }
    Ok(overall)
}

fn at_hand<'c>(ctx: &'c Context, version: &ContentHash) -> Result<&'c Programme, Fault> {
    let found = ctx.programmes.version(version).map(AsRef::as_ref);
    found.ok_or_else(|| Fault::Corrupt(format!("programme version {version} is not at hand")))
}

/// What is due on another day by the other version; what lies behind is told too, since its figures would change.
fn changes(ctx: &Context, subject: &Subject, from: &Programme, to: &Programme) -> Vec<DateChange> {
    let today = ctx.today();
    let (now, then) = (evaluate(from, &subject.facts, today), evaluate(to, &subject.facts, today));
    let mut dates: BTreeMap<(String, u32), DateChange> = BTreeMap::new();
    for occurrence in &now {
        entry(&mut dates, occurrence).due_now = Some(occurrence.due_on);
    }
    for occurrence in &then {
        entry(&mut dates, occurrence).due_then = Some(occurrence.due_on);
    }
    let mut changes: Vec<DateChange> = dates.into_values().filter(|date| date.due_now != date.due_then).collect();
    changes.sort_by_key(|change| change.due_then.or(change.due_now));
    changes
}

fn entry<'d>(dates: &'d mut BTreeMap<(String, u32), DateChange>, occurrence: &Occurrence<'_>) -> &'d mut DateChange {
    let key = (occurrence.expectation.key.to_string(), occurrence.number);
    let what = occurrence.expectation.what.clone();
    dates.entry(key).or_insert_with(|| DateChange { what, due_now: None, due_then: None })
}

/// Moves these journeys, or none of them. Those that have ended or are in that version already stay as they are.
///
/// # Errors
/// The version is not one of this programme; nobody can be moved; or the version lacks a meeting or a role that one of
/// them has.
pub async fn move_journeys(
    ctx: &Context,
    actor: Actor,
    organisation: OrganisationId,
    key: &ProgrammeKey,
    to: &ContentHash,
    journeys: &[JourneyId],
) -> Outcome<usize, MoveRefusal> {
    let target = ctx.programmes.version(to).filter(|programme| programme.key == *key).ok_or(Failure::NotFound)?;
    store::write!(ctx.db, |tx| {
        let running = store::programmes::running(tx, organisation, key, to).await?;
        let moved: Vec<JourneyId> =
            running.iter().map(|journey| journey.journey).filter(|id| journeys.contains(id)).collect();
        if moved.is_empty() {
            return refuse(MoveRefusal::Nobody);
        }
        let lacks = lacking(tx, target, &moved).await?;
        if !lacks.is_empty() {
            return refuse(MoveRefusal::Lacks { lacks });
        }
        for chunk in moved.chunks(AT_ONCE) {
            store::programmes::move_to(tx, organisation, chunk, to).await?;
            crate::journeys::refresh_many(tx, ctx, chunk).await?;
        }
        for journey in &moved {
            let event = Event::new(ctx.new_id(), ctx.now(), actor.person(), "journeys.move-version", *journey)
                .at(organisation)
                .within(*journey)
                .saying(format!("Moved to version {} of {}", target.version, target.words.say("programme")));
            store::events::record(tx, &event).await?;
        }
        Ok(moved.len())
    })
}

/// Meetings and roles of these journeys that the version does not know.
async fn lacking(
    connection: &impl Connection,
    target: &Programme,
    journeys: &[JourneyId],
) -> Result<Vec<String>, Fault> {
    let mut lacks = BTreeSet::new();
    for chunk in journeys.chunks(AT_ONCE) {
        for subject in store::occurrences::subjects(connection, chunk).await? {
            let kinds = subject.facts.meetings.iter().map(|meeting| &meeting.kind);
            lacks.extend(kinds.filter(|kind| target.meeting_kind(kind).is_none()).map(ToString::to_string));
            let roles = subject.facts.roles.iter().map(|role| &role.role);
            lacks.extend(roles.filter(|role| target.role(role).is_none()).map(ToString::to_string));
        }
    }
    Ok(lacks.into_iter().collect())
}
