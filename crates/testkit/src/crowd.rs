//! Many journeys at once, for benchmarks and races: organisations of two hundred journeys, each supporter with two.

use domain::calendar;
use domain::expectations::{Occurrence, Outcome, evaluate, simulate::simulate};
use domain::ids::{EmploymentId, Id, JourneyId, MeetingId, OrganisationId, PairingId, PersonId, PostId};
use jiff::civil::{Date, date, time};
use operations::Context;
use sea_orm::{ConnectionTrait, DatabaseBackend, Value};
use store::convert;

use crate::world;

/// How many journeys an organisation of the crowd has.
const OF_AN_ORGANISATION: usize = 200;
/// How many journeys are written at once.
const AT_ONCE: usize = 500;

/// How many days behind a journey of the crowd is.
const BEHIND_DAYS: i32 = 10;

/// Who to be in a crowd.
#[derive(Debug, Clone, Copy)]
pub struct Crowd {
    /// Supports two people.
    pub supporter: PersonId,
    /// Is supported.
    pub supportee: PersonId,
    /// The organisation of both.
    pub organisation: OrganisationId,
    pub journey: JourneyId,
}

/// Adds so many journeys in their third month, each with a supporter, its expectations and its meetings.
///
/// # Panics
/// The database refuses them.
pub async fn gather(ctx: &Context, journeys: usize) -> Crowd {
    gather_by(ctx, journeys, OF_AN_ORGANISATION).await
}

/// The same, all at one organisation.
///
/// # Panics
/// The database refuses them.
pub async fn gather_at_one_place(ctx: &Context, journeys: usize) -> Crowd {
    gather_by(ctx, journeys, journeys).await
}

async fn gather_by(ctx: &Context, journeys: usize, of_an_organisation: usize) -> Crowd {
    let mut last = None;
    let mut supporter = None;
    for first in (0..journeys).step_by(AT_ONCE) {
        let mut rows = Rows::default();
        for number in first..journeys.min(first + AT_ONCE) {
            if number % of_an_organisation == 0 {
                let organisation =
                    world::organisation(ctx, &format!("Crowd Trust {}", number / of_an_organisation)).await;
                world::adopt(ctx, organisation, world::programme()).await;
                last = Some(organisation);
                supporter = None;
            }
            let organisation = last.expect("the first number makes one");
            let second_of_pair = supporter.take();
            let by = second_of_pair.unwrap_or_else(|| rows.person(ctx, organisation, number, "Supporter").0);
            let crowd = rows.journey(ctx, organisation, number, by);
            supporter = if second_of_pair.is_none() { Some(by) } else { None };
            rows.last = Some(crowd);
        }
        rows.write(ctx).await;
        if let Some(crowd) = rows.last
            && first + AT_ONCE >= journeys
        {
            return crowd;
        }
    }
    panic!("a crowd has at least one journey")
}

/// Rows to be written table by table.
#[derive(Default)]
struct Rows {
    people: Vec<Value>,
    employments: Vec<Value>,
    posts: Vec<Value>,
    journeys: Vec<Value>,
    pairings: Vec<Value>,
    meetings: Vec<Value>,
    occurrences: Vec<Value>,
    /// The same for every journey of the crowd, worked out once.
    expected: Option<Vec<Occurrence<'static>>>,
    last: Option<Crowd>,
}

impl Rows {
    fn person(&mut self, ctx: &Context, organisation: OrganisationId, number: usize, kind: &str) -> (PersonId, PostId) {
        let (person, employment, post): (PersonId, EmploymentId, PostId) = (ctx.new_id(), ctx.new_id(), ctx.new_id());
        let now: Value = convert::to_db_time(ctx.now()).into();
        let (given, family) = (format!("{kind}{number}"), "Crowd");
        let search = domain::text::searchable(&format!("{given} {family}"));
        self.people.extend([
            person.uuid().into(),
            given.into(),
            family.into(),
            search.into(),
            now.clone(),
            now.clone(),
        ]);
        let code = employment.uuid().simple().to_string();
        let (person_value, organisation_value): (Value, Value) = (person.uuid().into(), organisation.uuid().into());
        self.employments.extend([
            employment.uuid().into(),
            person_value.clone(),
            organisation_value.clone(),
            code.clone().into(),
        ]);
        self.posts.extend([
            post.uuid().into(),
            employment.uuid().into(),
            person_value,
            organisation_value,
            code.into(),
            "Physiotherapist".into(),
            "Physiotherapist".into(),
            "physiotherapist".into(),
            day(starts_on()),
            now.clone(),
            now,
        ]);
        (person, post)
    }

    fn journey(&mut self, ctx: &Context, organisation: OrganisationId, number: usize, supporter: PersonId) -> Crowd {
        let (supportee, post) = self.person(ctx, organisation, number, "Supportee");
        let (journey, pairing): (JourneyId, PairingId) = (ctx.new_id(), ctx.new_id());
        let programme = world::programme();
        let now: Value = convert::to_db_time(ctx.now()).into();
        let next = calendar::instant(calendar::plus_days(ctx.today(), 4), time(14, 0, 0, 0));
        let last_met = calendar::plus_days(ctx.today(), -26);
        self.journeys.extend([
            journey.uuid().into(),
            supportee.uuid().into(),
            organisation.uuid().into(),
            post.uuid().into(),
            programme.key.as_str().into(),
            programme.hash.as_str().into(),
            "physiotherapist".into(),
            format!("supportee{number} crowd").into(),
            day(starts_on()),
            day(programme.planned_end(starts_on()).unwrap_or(date(2027, 9, 6))),
            2_i32.into(),
            day(last_met),
            convert::to_db_time(next).into(),
            now.clone(),
        ]);
        self.pairings.extend([
            pairing.uuid().into(),
            journey.uuid().into(),
            supporter.uuid().into(),
            programme.supporter.as_str().into(),
            day(starts_on()),
            now.clone(),
            "Named with the crowd.".into(),
        ]);
        let meeting: MeetingId = ctx.new_id();
        let kind = &programme.meeting_kinds[1].key;
        self.meetings.extend([
            meeting.uuid().into(),
            journey.uuid().into(),
            kind.as_str().into(),
            "agreed".into(),
            convert::to_db_time(next).into(),
            60_i32.into(),
            "in-person".into(),
            "Room 4".into(),
            0_i32.into(),
            1_i32.into(),
            supporter.uuid().into(),
            now.clone(),
            now,
        ]);
        self.expect(ctx, journey, organisation);
        Crowd { supporter, supportee, organisation, journey }
    }

    /// What the programme expects of a journey in which all was done on time until some days ago.
    fn expect(&mut self, ctx: &Context, journey: JourneyId, organisation: OrganisationId) {
        let programme = world::programme();
        let until = calendar::plus_days(ctx.today(), -BEHIND_DAYS);
        let work_out = || evaluate(programme, &simulate(programme, starts_on()).0, until);
        for one in self.expected.get_or_insert_with(work_out) {
            let (outcome, on) = match one.outcome {
                Outcome::Open => ("open", None),
                Outcome::Met { on } => ("met", Some(on)),
                Outcome::AgreedException { agreed_on } => ("agreed-exception", Some(agreed_on)),
                Outcome::Paused { since } => ("paused", Some(since)),
                Outcome::NotApplicable { .. } => continue,
            };
            self.occurrences.extend([
                journey.uuid().into(),
                one.expectation.key.as_str().into(),
                i32::try_from(one.number).expect("a journey has not so many").into(),
                programme.key.as_str().into(),
                organisation.uuid().into(),
                day(one.opens_on),
                day(one.due_on),
                outcome.into(),
                on.map(convert::to_db_date).into(),
                one.can_be_done.into(),
                "".into(),
            ]);
        }
    }

    async fn write(&mut self, ctx: &Context) {
        let tables: [(&str, &str, &mut Vec<Value>); 7] = [
            ("people", "id, given_name, family_name, name_search, created_at, updated_at", &mut self.people),
            ("employments", "id, person_id, organisation_id, employee_number", &mut self.employments),
            (
                "posts",
                "id, employment_id, person_id, organisation_id, assignment_number, job_title, job_role, profession, \
                 started_on, created_at, updated_at",
                &mut self.posts,
            ),
            (
                "journeys",
                "id, person_id, organisation_id, post_id, programme, version_hash, profession, name_search, starts_on, \
                 planned_end_on, meetings_held, last_met_on, next_meeting_at, created_at",
                &mut self.journeys,
            ),
            ("pairings", "id, journey_id, person_id, role, started_on, named_at, why", &mut self.pairings),
            (
                "meetings",
                "id, journey_id, kind, state, starts_at, minutes, way, place, calendar_sequence, version, created_by, \
                 created_at, updated_at",
                &mut self.meetings,
            ),
            (
                "occurrences",
                "journey_id, expectation, number, programme, organisation_id, opens_on, due_on, outcome, outcome_on, \
                 can_be_done, waits_for",
                &mut self.occurrences,
            ),
        ];
        for (table, columns, values) in tables {
            insert_many(ctx, table, columns, std::mem::take(values)).await;
        }
    }
}

/// Rows into a table, as many to a statement as both databases take.
async fn insert_many(ctx: &Context, table: &str, columns: &str, values: Vec<Value>) {
    const MOST_VALUES: usize = 30_000;
    let width = columns.split(',').count();
    for values in values.chunks(MOST_VALUES / width * width) {
        // To SQLite a numbered placeholder is a name to look for among all others; a bare one is the next.
        let named = ctx.db.reader().get_database_backend() == DatabaseBackend::Postgres;
        let place = |number: usize| if named { format!("${number}") } else { "?".to_owned() };
        let row = |at: usize| {
            let places: Vec<String> = (1..=width).map(|column| place(at * width + column)).collect();
            format!("({})", places.join(", "))
        };
        let rows: Vec<String> = (0..values.len() / width).map(row).collect();
        let text = format!("INSERT INTO {table} ({columns}) VALUES {}", rows.join(", "));
        world::execute(ctx, &text, values.to_vec()).await;
    }
}

fn starts_on() -> Date {
    date(2026, 9, 7)
}

fn day(on: Date) -> Value {
    convert::to_db_date(on).into()
}
