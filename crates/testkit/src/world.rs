//! Organisations, people, posts and journeys to test with, straight into the tables: what a test is not about needs no
//! story. What a test *is* about goes through the operations.

use domain::ids::Id;
use domain::ids::{AppointmentId, CandidacyId, EmploymentId, JourneyId, OrganisationId, PairingId, PersonId, PostId};
use domain::keys::{OfficeRef, ProfessionKey, RoleKey, TrainingKey, TransitionKey};
use domain::programmes::Programme;
use domain::text::searchable;
use jiff::civil::Date;
use operations::Context;
use sea_orm::{ConnectionTrait, Statement, Value};
use store::{Fault, convert};

/// An organisation of this name, open since long ago; its code is made from its id.
///
/// # Panics
/// The database refuses it.
pub async fn organisation(ctx: &Context, name: &str) -> OrganisationId {
    let id: OrganisationId = ctx.new_id();
    let uuid = id.uuid().simple().to_string().to_uppercase();
    let code = format!("Z{}", &uuid[uuid.len() - 8..]);
    insert(
        ctx,
        "organisations",
        &[
            ("id", id.uuid().into()),
            ("code", code.into()),
            ("name", name.into()),
            ("name_search", searchable(name).into()),
            ("sector", "nhs-trust".into()),
            ("opened_on", day(jiff::civil::date(2010, 4, 1))),
            ("created_at", now(ctx)),
        ],
    )
    .await;
    id
}

/// A person of this name, whom mail reaches at `given.family@example.test`.
///
/// # Panics
/// The database refuses it.
pub async fn person(ctx: &Context, given_name: &str, family_name: &str) -> PersonId {
    let id: PersonId = ctx.new_id();
    insert(
        ctx,
        "people",
        &[
            ("id", id.uuid().into()),
            ("given_name", given_name.into()),
            ("family_name", family_name.into()),
            ("name_search", searchable(&format!("{given_name} {family_name}")).into()),
            ("created_at", now(ctx)),
            ("updated_at", now(ctx)),
        ],
    )
    .await;
    let email = format!("{given_name}.{family_name}@example.test").to_lowercase().replace(' ', "-");
    insert(ctx, "addresses", &[("person_id", id.uuid().into()), ("email", email.into()), ("kind", "work".into())])
        .await;
    id
}

/// A post to be made; the rest is what most tests do not care about.
#[derive(Debug, Clone)]
pub struct Post {
    pub person: PersonId,
    pub organisation: OrganisationId,
    pub job_title: String,
    pub profession: Option<ProfessionKey>,
    pub transition: Option<TransitionKey>,
    pub band: Option<String>,
    pub site: Option<String>,
    pub started_on: Date,
    pub manager: Option<PersonId>,
}

impl Post {
    /// A physiotherapist's post since a day.
    ///
    /// # Panics
    /// Never.
    pub fn of(person: PersonId, organisation: OrganisationId, started_on: Date) -> Self {
        Self {
            person,
            organisation,
            job_title: "Physiotherapist".to_owned(),
            profession: Some("physiotherapist".parse().expect("a key")),
            transition: None,
            band: Some("5".to_owned()),
            site: Some("Main site".to_owned()),
            started_on,
            manager: None,
        }
    }

    /// Makes it, with an employment of its own.
    ///
    /// # Panics
    /// The database refuses it.
    pub async fn insert(self, ctx: &Context) -> PostId {
        let employment: EmploymentId = ctx.new_id();
        let id: PostId = ctx.new_id();
        let number = employment.uuid().simple().to_string();
        insert(
            ctx,
            "employments",
            &[
                ("id", employment.uuid().into()),
                ("person_id", self.person.uuid().into()),
                ("organisation_id", self.organisation.uuid().into()),
                ("employee_number", number.clone().into()),
            ],
        )
        .await;
        insert(
            ctx,
            "posts",
            &[
                ("id", id.uuid().into()),
                ("employment_id", employment.uuid().into()),
                ("person_id", self.person.uuid().into()),
                ("organisation_id", self.organisation.uuid().into()),
                ("assignment_number", number.into()),
                ("job_title", self.job_title.clone().into()),
                ("job_role", self.job_title.into()),
                ("profession", self.profession.map(String::from).into()),
                ("transition", self.transition.map(String::from).into()),
                ("band", self.band.into()),
                ("site", self.site.into()),
                ("started_on", day(self.started_on)),
                ("manager_person_id", self.manager.map(Id::uuid).into()),
                ("created_at", now(ctx)),
                ("updated_at", now(ctx)),
            ],
        )
        .await;
        id
    }
}

/// Puts a person into an office since the beginning of the year: the product's own, or one that the England programme
/// names.
///
/// # Panics
/// The office is not a key, or the database refuses it.
pub async fn appoint(ctx: &Context, person: PersonId, organisation: OrganisationId, office: &str) {
    let id: AppointmentId = ctx.new_id();
    let office: OfficeRef = office.parse().expect("an office");
    let of_england = office.programme.is_none() && office.office.as_str() != domain::access::ADMINISTRATOR;
    let office = if of_england { programme().office_ref(&office.office) } else { office };
    let since = jiff::civil::date(2026, 1, 1);
    let done: Result<(), Fault> =
        store::write!(ctx.db, |tx| { store::access::appoint(tx, id, person, organisation, &office, since).await });
    done.expect("an appointment");
}

/// The England programme, as it ships.
///
/// # Panics
/// It is not among those that ship.
pub fn programme() -> &'static Programme {
    let key = "ahp-preceptorship-england".parse().expect("a key");
    domain::programmes::shipped().newest(&key).expect("it ships")
}

/// The code in an organisation's addresses.
///
/// # Panics
/// There is no such organisation.
pub async fn code(ctx: &Context, organisation: OrganisationId) -> String {
    let reader = ctx.db.reader();
    let text = "SELECT code FROM organisations WHERE id = $1";
    let question = Statement::from_sql_and_values(reader.get_database_backend(), text, [organisation.uuid().into()]);
    let row = reader.query_one_raw(question).await.expect("the database answers").expect("the organisation");
    row.try_get("", "code").expect("a code")
}

/// Lets an organisation run the programme, in the version that ships.
///
/// # Panics
/// The database refuses it.
pub async fn adopt(ctx: &Context, organisation: OrganisationId, programme: &Programme) {
    keep_version(ctx, programme).await;
    insert(
        ctx,
        "adoptions",
        &[
            ("organisation_id", organisation.uuid().into()),
            ("programme", programme.key.as_str().into()),
            ("version_hash", programme.hash.as_str().into()),
            ("started_on", day(jiff::civil::date(2026, 1, 1))),
        ],
    )
    .await;
}

async fn keep_version(ctx: &Context, programme: &Programme) {
    let text =
        "INSERT INTO programme_versions (hash, programme, version, source, stored_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT DO NOTHING";
    let values: Vec<Value> = vec![
        programme.hash.as_str().into(),
        programme.key.as_str().into(),
        programme.version.clone().into(),
        serde_json::json!({}).into(),
        now(ctx),
    ];
    execute(ctx, text, values).await;
}

/// A journey of the person in that post, without a supporter yet.
///
/// # Panics
/// The database refuses it.
pub async fn journey(ctx: &Context, post: PostId, programme: &Programme, starts_on: Date) -> JourneyId {
    keep_version(ctx, programme).await;
    let id: JourneyId = ctx.new_id();
    let text = "INSERT INTO journeys (id, person_id, organisation_id, post_id, programme, version_hash, profession,
            transition, name_search, starts_on, planned_end_on, meetings_held, created_at)
        SELECT $1, post.person_id, post.organisation_id, post.id, $2, $3, post.profession, post.transition,
            people.name_search, $4, $5, 0, $6
        FROM posts post JOIN people ON people.id = post.person_id WHERE post.id = $7";
    let values = vec![
        id.uuid().into(),
        programme.key.as_str().into(),
        programme.hash.as_str().into(),
        day(starts_on),
        programme.planned_end(starts_on).map(convert::to_db_date).into(),
        now(ctx),
        post.uuid().into(),
    ];
    execute(ctx, text, values).await;
    id
}

/// Gives a journey somebody in a role from a day on, without taking a place of theirs.
///
/// # Panics
/// The database refuses it.
pub async fn pairing(ctx: &Context, journey: JourneyId, person: PersonId, role: &RoleKey, since: Date) -> PairingId {
    let id: PairingId = ctx.new_id();
    insert(
        ctx,
        "pairings",
        &[
            ("id", id.uuid().into()),
            ("journey_id", journey.uuid().into()),
            ("person_id", person.uuid().into()),
            ("role", role.as_str().into()),
            ("started_on", day(since)),
            ("named_at", now(ctx)),
            ("why", "Named for a test.".into()),
        ],
    )
    .await;
    id
}

/// A row into a table.
///
/// # Panics
/// The database refuses it.
pub async fn insert(ctx: &Context, table: &str, columns: &[(&str, Value)]) {
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let places: Vec<String> = (1..=columns.len()).map(|number| format!("${number}")).collect();
    let text = format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), places.join(", "));
    execute(ctx, &text, columns.iter().map(|(_, value)| value.clone()).collect()).await;
}

/// A statement, in a transaction of its own.
///
/// # Panics
/// The database refuses it.
pub async fn execute(ctx: &Context, text: &str, values: Vec<Value>) {
    let done: Result<(), Fault> = store::write!(ctx.db, |tx| {
        let statement = Statement::from_sql_and_values(tx.get_database_backend(), text, values.clone());
        tx.execute_raw(statement).await?;
        Ok(())
    });
    done.unwrap_or_else(|fault| panic!("{text}\n{fault}"));
}

/// A count: the first column, named `n`, of a query without placeholders.
///
/// # Panics
/// The database refuses it.
pub async fn count(ctx: &Context, query: &str) -> i64 {
    let reader = ctx.db.reader();
    let question = Statement::from_string(reader.get_database_backend(), query);
    let row = reader.query_one_raw(question).await.unwrap_or_else(|error| panic!("{query}\n{error}"));
    row.expect("a row").try_get("", "n").expect("a column n")
}

/// The texts of a query about one row (`$1`), in a column named `text`.
///
/// # Panics
/// The database refuses it.
pub async fn texts(ctx: &Context, query: &str, about: impl Id) -> Vec<String> {
    let reader = ctx.db.reader();
    let question = Statement::from_sql_and_values(reader.get_database_backend(), query, [about.uuid().into()]);
    let rows = reader.query_all_raw(question).await.unwrap_or_else(|error| panic!("{query}\n{error}"));
    rows.iter().map(|row| row.try_get("", "text").expect("a column text")).collect()
}

fn day(on: Date) -> Value {
    convert::to_db_date(on).into()
}

fn now(ctx: &Context) -> Value {
    convert::to_db_time(ctx.now()).into()
}

/// Somebody in a post who accepted the programme and waits for a supporter.
///
/// # Panics
/// The database refuses it.
pub async fn waiting(ctx: &Context, post: PostId, programme: &Programme) -> CandidacyId {
    let id: CandidacyId = ctx.new_id();
    let text = "INSERT INTO candidacies (id, person_id, organisation_id, post_id, programme, profession, transition,
            starts_on, state, state_since, origin, recognised_at, offered_at, answered_at, created_at)
        SELECT $1, person_id, organisation_id, id, $2, profession, transition, started_on, 'accepted', $3, 'import', $3,
            $3, $3, $3
        FROM posts WHERE id = $4";
    let values = vec![id.uuid().into(), programme.key.as_str().into(), now(ctx), post.uuid().into()];
    execute(ctx, text, values).await;
    id
}

/// Notes that a person did a course on a day.
///
/// # Panics
/// The database refuses it.
pub async fn trained(ctx: &Context, person: PersonId, training: &TrainingKey, completed_on: Date) {
    insert(
        ctx,
        "trainings",
        &[
            ("person_id", person.uuid().into()),
            ("training", training.as_str().into()),
            ("completed_on", day(completed_on)),
        ],
    )
    .await;
}
