//! Standards from what happened (L1, L8): the figure, who sees whom, and that the database counts as the domain does.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use domain::calendar::{instant, plus_days};
use domain::ids::{Id, JourneyId, MeetingId, OrganisationId, PersonId};
use domain::standards::{Figure, part, period_to};
use jiff::civil::{Date, time};
use operations::{Context, journeys};
use store::convert::{to_db_date, to_db_time};
use store::standards::{Scope, figures, outcomes};
use store::{Fault, db};
use testkit::{TestApp, both_engines, world};

struct Trust {
    id: OrganisationId,
    code: String,
    supporter: PersonId,
}

async fn trust(ctx: &Context) -> Trust {
    let id = world::organisation(ctx, "Northmoor NHS Foundation Trust").await;
    world::adopt(ctx, id, world::programme()).await;
    let supporter = world::person(ctx, "Tom", "Reed").await;
    Trust { id, code: world::code(ctx, id).await, supporter }
}

async fn starter(ctx: &Context, trust: &Trust, name: &str, starts_on: Date) -> JourneyId {
    let person = world::person(ctx, name, "Obi").await;
    let post = world::Post::of(person, trust.id, starts_on).insert(ctx).await;
    let journey = world::journey(ctx, post, world::programme(), starts_on).await;
    world::pairing(ctx, journey, trust.supporter, &world::programme().supporter, starts_on).await;
    journey
}

/// A meeting in some state: held for so many minutes, or only agreed.
async fn meeting(ctx: &Context, trust: &Trust, journey: JourneyId, kind: &str, on: Date, minutes: Option<i64>) {
    let id: MeetingId = ctx.new_id();
    let from = instant(on, time(10, 0, 0, 0));
    let held = minutes.map(|minutes| from + jiff::SignedDuration::from_mins(minutes));
    let now = to_db_time(ctx.now());
    let columns: Vec<(&str, sea_orm::Value)> = vec![
        ("id", id.uuid().into()),
        ("journey_id", journey.uuid().into()),
        ("kind", kind.into()),
        ("state", if held.is_some() { "held" } else { "agreed" }.into()),
        ("starts_at", to_db_time(from).into()),
        ("held_from", held.map(|_| to_db_time(from)).into()),
        ("held_to", held.map(to_db_time).into()),
        ("calendar_sequence", 0.into()),
        ("version", 1.into()),
        ("created_by", trust.supporter.uuid().into()),
        ("created_at", now.into()),
        ("updated_at", now.into()),
    ];
    world::insert(ctx, "meetings", &columns).await;
}

/// A pause that is entered today.
async fn pause(ctx: &Context, journey: JourneyId, from: Date, to: Option<Date>) {
    let columns: Vec<(&str, sea_orm::Value)> = vec![
        ("id", ctx.new_id::<domain::ids::PauseId>().uuid().into()),
        ("journey_id", journey.uuid().into()),
        ("started_on", to_db_date(from).into()),
        ("finished_on", to.map(to_db_date).into()),
        ("origin", "agreed".into()),
        ("recorded_at", to_db_time(ctx.now()).into()),
    ];
    world::insert(ctx, "pauses", &columns).await;
}

async fn refresh(ctx: &Context, all: &[JourneyId]) {
    let done: Result<(), Fault> = store::write!(ctx.db, |tx| { journeys::refresh_many(tx, ctx, all).await });
    done.unwrap();
}

/// Three in the first week, one late, one planned of which nothing is known, one not yet due.
async fn six_starters(ctx: &Context, trust: &Trust) -> Vec<JourneyId> {
    let today = ctx.today();
    let start = plus_days(today, -40);
    let in_time = starter(ctx, trust, "Ada", start).await;
    meeting(ctx, trust, in_time, "initial", plus_days(start, 6), Some(60)).await;
    let late = starter(ctx, trust, "Ben", start).await;
    meeting(ctx, trust, late, "initial", plus_days(start, 7), Some(45)).await;
    let silent = starter(ctx, trust, "Cy", start).await;
    meeting(ctx, trust, silent, "initial", plus_days(start, 2), None).await;
    let new = starter(ctx, trust, "Di", plus_days(today, -1)).await;
    let mut all = vec![in_time, late, silent, new];
    for name in ["Eve", "Fay"] {
        let another = starter(ctx, trust, name, start).await;
        meeting(ctx, trust, another, "initial", start, Some(90)).await;
        all.push(another);
    }
    refresh(ctx, &all).await;
    all
}

async fn person_in(app: &TestApp, trust: &Trust, name: &str, office: &str) -> testkit::Visitor {
    let person = world::person(&app.ctx, name, "Evans").await;
    world::appoint(&app.ctx, person, trust.id, office).await;
    app.sign_in(person).await
}

fn scope(ctx: &Context, trust: &Trust, key: &str) -> Scope {
    Scope {
        organisation: trust.id,
        programme: world::programme().key.clone(),
        expectations: vec![key.parse().unwrap()],
        period: period_to(ctx.today()),
        today: ctx.today(),
    }
}

async fn both_ways(connection: &impl db::Connection, scope: &Scope) -> (Figure, Figure) {
    let mut by_database = Figure::default();
    for (_, figure) in figures(connection, scope).await.unwrap() {
        by_database.add_all(&figure);
    }
    let mut by_domain = Figure::default();
    for (outcome, due_on, unrecorded_on) in outcomes(connection, scope).await.unwrap() {
        if let Some(part) = part(outcome, due_on, unrecorded_on, scope.today) {
            by_domain.add(part);
        }
    }
    (by_database, by_domain)
}

both_engines! {
    async fn req_L8_the_database_counts_as_the_domain_does(ctx: Context) {
        let trust = trust(&ctx).await;
        let all = six_starters(&ctx, &trust).await;
        pause(&ctx, all[3], plus_days(ctx.today(), 40), None).await;
        refresh(&ctx, &all).await;
        for days in [0, 3, 8, 30, 90, 300, 400] {
            for key in ["first-meeting", "monthly-meeting", "meeting-length", "meeting-record", "final-meeting"] {
                let mut scope = scope(&ctx, &trust, key);
                scope.today = plus_days(ctx.today(), days);
                scope.period = period_to(scope.today);
                let (by_database, by_domain) = both_ways(ctx.db.reader(), &scope).await;
                assert_eq!(by_database, by_domain, "{key} after {days} days");
            }
        }
        let (first, _) = both_ways(ctx.db.reader(), &scope(&ctx, &trust, "first-meeting")).await;
        assert_eq!(first, Figure { met: 3, agreed_exception: 0, not_met: 1, not_yet_due: 1, no_data: 1 });
    }

    async fn req_L1_the_lead_sees_the_figure_and_who_is_behind_it(app: TestApp) {
        let trust = trust(&app.ctx).await;
        six_starters(&app.ctx, &trust).await;
        let lead = person_in(&app, &trust, "Ruth", "lead").await;
        let wall = lead.open(&format!("/organisations/{}/standards", trust.code)).await;
        let sentence = "3 of 4 had their first meeting in the first week";
        assert!(wall.says(sentence), "{}", wall.text());
        assert!(wall.says("1 did not") && wall.says("1 not yet due") && wall.says("1 not recorded"));
        assert_eq!(wall.texts(".app-tile").len(), 20);
        let page = wall.click("First meeting in the first week").await;
        assert!(page.says(sentence));
        assert!(page.says("Ben Obi") && !page.says("Ada Obi"), "those who did not are shown first");
        assert!(page.says("after the day"));
        let met = lead.open(&format!("/organisations/{}/standards/nhse-ahp/5.3?part=met", trust.code)).await;
        assert!(met.says("Ada Obi") && !met.says("Ben Obi"));
        let silent = lead.open(&format!("/organisations/{}/standards/nhse-ahp/5.3?part=no-data", trust.code)).await;
        assert!(silent.says("nobody has said yet what became of it"));
        let monthly = lead.open(&format!("/organisations/{}/standards/nhse-ahp/5.4", trust.code)).await;
        assert!(monthly.says("The longest time anybody was without such a meeting is 40 days"), "{}", monthly.text());
        for number in 1..=20 {
            let set = &domain::standards::sets()[0];
            let standard = &set.standards[number - 1].reference;
            lead.open(&format!("/organisations/{}/standards/{}/{}", trust.code, standard.set, standard.number)).await;
        }
    }

    async fn req_L1_paused_time_is_no_gap_and_pauses_entered_late_are_told(app: TestApp) {
        let trust = trust(&app.ctx).await;
        let today = app.ctx.today();
        let away = starter(&app.ctx, &trust, "Ada", plus_days(today, -50)).await;
        let there = starter(&app.ctx, &trust, "Ben", plus_days(today, -30)).await;
        refresh(&app.ctx, &[away, there]).await;
        let lead = person_in(&app, &trust, "Ruth", "lead").await;
        let monthly = format!("/organisations/{}/standards/nhse-ahp/5.4", trust.code);
        let page = lead.open(&monthly).await;
        assert!(page.says("without such a meeting is 50 days") && !page.says("days late"), "{}", page.text());
        pause(&app.ctx, away, plus_days(today, -40), Some(plus_days(today, -11))).await;
        pause(&app.ctx, there, plus_days(today, -14), Some(plus_days(today, -14))).await;
        refresh(&app.ctx, &[away, there]).await;
        let page = lead.open(&monthly).await;
        assert!(page.says("without such a meeting is 29 days"), "{}", page.text());
        assert!(page.says("One pause of these twelve months was entered more than 14 days late."), "{}", page.text());
    }

    async fn an_executive_sponsor_sees_numbers_and_no_names(app: TestApp) {
        let trust = trust(&app.ctx).await;
        six_starters(&app.ctx, &trust).await;
        let sponsor = person_in(&app, &trust, "Sam", "executive-sponsor").await;
        let path = format!("/organisations/{}/standards/nhse-ahp/5.3", trust.code);
        let page = sponsor.open(&path).await;
        assert!(page.says("3 of 4 had their first meeting") && !page.says("Obi"));
        assert!(!sponsor.open(&format!("{path}?part=met")).await.says("Obi"));
        assert_eq!(sponsor.get(&format!("/organisations/{}/standards/nhse-ahp/9.9", trust.code)).await.status, 404);
        let stranger = world::person(&app.ctx, "Kim", "Lee").await;
        assert_eq!(app.sign_in(stranger).await.get(&path).await.status, 404);
    }
}
