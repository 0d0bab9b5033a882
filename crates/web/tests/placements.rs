//! Assessments, placements and choosing a mentor, as people use them.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use axum::http::Method;
use domain::ids::{JourneyId, PersonId};
use domain::meetings::HeldTime;
use domain::programmes::{Programme, shipped};
use jiff::SignedDuration;
use jiff::civil::date;
use testkit::{TestApp, both_engines, world};

struct People {
    journey: JourneyId,
    trainee: PersonId,
    clinical: PersonId,
    placement: PersonId,
    director: PersonId,
}

fn programme(key: &str) -> &'static Programme {
    shipped().newest(&key.parse().unwrap()).unwrap()
}

async fn people(app: &TestApp) -> People {
    let ctx = &app.ctx;
    let organisation = world::organisation(ctx, "University of Eastmarch").await;
    let programme = programme("doctoral-tutor-pair");
    world::adopt(ctx, organisation, programme).await;
    let trainee = world::person(ctx, "Kwame", "Mensah").await;
    let clinical = world::person(ctx, "Adam", "Birch").await;
    let placement = world::person(ctx, "Petra", "Place").await;
    let director = world::person(ctx, "Naomi", "Feld").await;
    world::appoint(ctx, director, organisation, "doctoral-tutor-pair/clinical-director").await;
    let since = date(2026, 9, 1);
    let post = world::Post::of(trainee, organisation, since).insert(ctx).await;
    let journey = world::journey(ctx, post, programme, since).await;
    for (person, role) in [(clinical, "clinical-tutor"), (placement, "placement-supervisor")] {
        world::pairing(ctx, journey, person, &role.parse().unwrap(), since).await;
    }
    People { journey, trainee, clinical, placement, director }
}

both_engines! {
    async fn req_P5_a_trainee_says_what_is_not_to_be_raised_and_the_tutor_has_it_beside_the_visit(app: TestApp) {
        let people = people(&app).await;
        let trainee = app.sign_in(people.trainee).await;
        let form = trainee.open(&format!("/journeys/{}", people.journey)).await.click("Placements").await;
        let form = form.click("Enter a placement").await;
        let empty = form.form("Save this placement").submit_and_stay().await;
        assert_eq!(empty.status, 422);
        let page = empty
            .form("Save this placement")
            .fill("Where is it?", "Older adults, Kingsbridge")
            .fill("Who supervises you there?", "Ines Pohl")
            .fill_date("First day", date(2026, 10, 1))
            .submit()
            .await;
        let page = page
            .form("Keep this between us")
            .fill("What would you rather not have raised with whoever supervises you there?", "The travelling.")
            .submit()
            .await;
        assert!(page.says("You and Adam Birch. Never whoever supervises there"), "{}", page.text());
        let now = app.ctx.now();
        let time = HeldTime::new(now - SignedDuration::from_hours(2), now - SignedDuration::from_hours(1)).unwrap();
        let kind = "placement-visit".parse().unwrap();
        let visit = operations::meetings::record_held(&app.ctx, people.clinical, people.journey, &kind, time).await;
        let visit = format!("/meetings/{}", visit.unwrap());
        let tutor = app.sign_in(people.clinical).await;
        assert!(tutor.open(&visit).await.says("The travelling."));
        assert!(tutor.open(&format!("{visit}/record")).await.says("The travelling."), "and beside the record");
        let supervisor = app.sign_in(people.placement).await;
        let seen = supervisor.send(Method::GET, &visit, None).await;
        assert!(!seen.text().contains("travelling"), "{}", seen.text());
        for path in [page.path.clone(), format!("/journeys/{}/placements", people.journey)] {
            assert_eq!(supervisor.send(Method::GET, &path, None).await.status, 404);
        }
    }

    async fn req_P3_an_outcome_is_entered_by_whom_the_programme_names_and_calls_a_review(app: TestApp) {
        let people = people(&app).await;
        let path = format!("/journeys/{}/assessments/first-placement-assignment", people.journey);
        let trainee = app.sign_in(people.trainee).await;
        assert!(!trainee.open(&path).await.has_button("Save this outcome"));
        let director = app.sign_in(people.director).await;
        let form = director.open(&path).await;
        let filled = form.form("Save this outcome").choose("Not passed").fill_date("On which day?", date(2036, 1, 1));
        let wrong = filled.submit_and_stay().await;
        assert!(wrong.errors()[0].contains("a day that has come"), "{:?}", wrong.errors());
        let list = wrong.form("Save this outcome").fill_date("On which day?", date(2026, 11, 1)).submit().await;
        assert!(list.says("Not passed, 1 November 2026. Entered by Naomi Feld."), "{}", list.text());
        assert!(list.says("It calls for help early"), "{}", list.text());
        let supervisor = app.sign_in(people.placement).await;
        assert_eq!(supervisor.send(Method::GET, &path, None).await.status, 404);
    }

    async fn req_O4_a_mentee_looks_asks_and_begins(app: TestApp) {
        let surgery = world::organisation(&app.ctx, "Harbour Surgery").await;
        world::adopt(&app.ctx, surgery, programme("mentoring")).await;
        let mia = world::person(&app.ctx, "Mia", "Shah").await;
        let mair = world::person(&app.ctx, "Mair", "Bowen").await;
        for person in [mia, mair] {
            world::Post::of(person, surgery, date(2025, 11, 2)).insert(&app.ctx).await;
        }
        let mentor = app.sign_in(mair).await;
        let form = mentor.open("/choosing").await.click("Be open to being asked yourself").await;
        form.form("Save")
            .choose("By people of Harbour Surgery")
            .choose("Thinking about your career")
            .fill("What do you like to support with?", "Careers that bend.")
            .submit()
            .await;
        let mentee = app.sign_in(mia).await;
        let page = mentee.open("/choosing?context=skills").await;
        assert!(page.says("Nobody fits this just now"), "{}", page.text());
        let form = mentee.open("/choosing?words=careers").await.click("Ask Mair Bowen").await;
        let empty = form.form("Ask").submit_and_stay().await;
        assert_eq!(empty.status, 422);
        let asked = empty
            .form("Ask")
            .choose("Thinking about your career")
            .fill("A few words to them", "May I learn from you?")
            .submit()
            .await;
        assert!(asked.says("Waits for an answer"), "{}", asked.text());
        assert!(mentor.open("/").await.says("Mia Shah asks for your support"));
        let journey = mentor.open(&asked.path).await.form("Yes, gladly").submit().await;
        assert!(journey.says("Mia Shah") && journey.path.starts_with("/journeys/"), "{}", journey.text());
        let stranger = world::person(&app.ctx, "Sam", "Stranger").await;
        let stranger = app.sign_in(stranger).await;
        assert_eq!(stranger.send(Method::GET, &asked.path, None).await.status, 404);
    }

    async fn req_O1_the_two_note_where_their_conversation_stands(app: TestApp) {
        let trust = world::organisation(&app.ctx, "Northmoor NHS Foundation Trust").await;
        let mentoring = programme("mentoring");
        world::adopt(&app.ctx, trust, mentoring).await;
        let mia = world::person(&app.ctx, "Mia", "Shah").await;
        let post = world::Post::of(mia, trust, date(2025, 11, 2)).insert(&app.ctx).await;
        let journey = world::journey(&app.ctx, post, mentoring, date(2026, 9, 1)).await;
        let visitor = app.sign_in(mia).await;
        let page = visitor.open(&format!("/journeys/{journey}/guides/four-movements/plan")).await;
        let guide = page.form("We are here").fill("A few words to take up next time", "The interview").submit().await;
        assert!(guide.says("Your conversation stands here:") && guide.says("The interview"), "{}", guide.text());
    }
}
