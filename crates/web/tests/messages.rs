//! Messages and leave as people use them: written, looked at before they go, answered; asked for and approved.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use axum::http::Method;
use domain::ids::{JourneyId, PersonId};
use domain::programmes::{Programme, shipped};
use jiff::civil::date;
use testkit::{TestApp, both_engines, world};

struct Trio {
    journey: JourneyId,
    trainee: PersonId,
    clinical: PersonId,
    research: PersonId,
    placement: PersonId,
}

fn programme() -> &'static Programme {
    shipped().newest(&"doctoral-tutor-pair".parse().unwrap()).unwrap()
}

async fn trio(app: &TestApp) -> Trio {
    let ctx = &app.ctx;
    let organisation = world::organisation(ctx, "University of Eastmarch").await;
    world::adopt(ctx, organisation, programme()).await;
    let trainee = world::person(ctx, "Kwame", "Mensah").await;
    let clinical = world::person(ctx, "Adam", "Birch").await;
    let research = world::person(ctx, "Helen", "Marsh").await;
    let placement = world::person(ctx, "Petra", "Place").await;
    let since = date(2026, 9, 1);
    let post = world::Post::of(trainee, organisation, since).insert(ctx).await;
    let journey = world::journey(ctx, post, programme(), since).await;
    for (person, role) in
        [(clinical, "clinical-tutor"), (research, "research-tutor"), (placement, "placement-supervisor")]
    {
        world::pairing(ctx, journey, person, &role.parse().unwrap(), since).await;
    }
    Trio { journey, trainee, clinical, research, placement }
}

both_engines! {
    async fn req_P4_one_sees_who_receives_it_before_it_is_sent_and_the_answer_closes_it(app: TestApp) {
        let trio = trio(&app).await;
        let trainee = app.sign_in(trio.trainee).await;
        let list = trainee.open(&format!("/journeys/{}", trio.journey)).await.click("Messages").await;
        assert!(list.says("Nobody has written anything here yet"), "{}", list.text());
        let form = list.click("Write a message").await;
        assert!(form.says("absence line"), "the urgent way stands before the box: {}", form.text());
        let empty = form.form("Go on and see who receives it").submit_and_stay().await;
        assert_eq!(empty.status, 422);
        let errors = empty.errors().join(" ");
        assert!(errors.contains("Choose whether it is routine") && errors.contains("Write your message"), "{errors}");
        let check = empty
            .form("Go on and see who receives it")
            .choose("Beyond routine")
            .fill("What is it about?", "The spring")
            .fill("Your message", "Could we talk?")
            .submit()
            .await;
        assert!(check.says("Adam Birch, clinical tutor") && check.says("Helen Marsh, research tutor"), "{}", check.text());
        assert!(check.says("Copied in, because it goes beyond routine"));
        let thread = check.form("Send").submit().await;
        assert!(thread.says("Could we talk?") && thread.says("An answer is asked of Adam Birch by"), "{}", thread.text());

        let tutor = app.sign_in(trio.clinical).await;
        assert!(tutor.open("/").await.says("Kwame Mensah asks you for an answer by"));
        let page = tutor.open(&thread.path).await;
        let check = page.form("Go on and see who receives it").fill("Your message", "On Monday at ten.").submit().await;
        let answered = check.form("Send").submit().await;
        assert!(answered.says("Adam Birch answered on"), "{}", answered.text());
        assert!(!tutor.open("/").await.says("asks you for an answer"));
        assert!(trainee.open("/").await.says("Adam Birch wrote to you"));
        let other = app.sign_in(trio.placement).await;
        for path in [thread.path.clone(), format!("/journeys/{}/messages", trio.journey)] {
            assert_eq!(other.send(Method::GET, &path, None).await.status, 404);
        }
    }

    async fn req_P5_leave_is_asked_for_without_a_reason_and_answered(app: TestApp) {
        let trio = trio(&app).await;
        let trainee = app.sign_in(trio.trainee).await;
        let form = trainee.open(&format!("/journeys/{}/leave/new", trio.journey)).await;
        assert!(form.says("Adam Birch decides on it"), "{}", form.text());
        let empty = form.form("Ask for this leave").submit_and_stay().await;
        assert_eq!(empty.status, 422);
        let asked = empty
            .form("Ask for this leave")
            .choose("Annual leave")
            .fill_date("First day of leave", date(2027, 2, 1))
            .fill_date("Last day of leave", date(2027, 2, 5))
            .submit()
            .await;
        assert!(asked.says("5 working days") && asked.says("Waits for an answer"), "{}", asked.text());
        let tutor = app.sign_in(trio.clinical).await;
        assert!(tutor.open("/").await.says("Kwame Mensah asks for leave from 1 February 2027"));
        let page = tutor.open(&asked.path).await;
        let silent = page.form("Do not approve").submit_and_stay().await;
        assert!(silent.errors()[0].contains("Say in a word why not"), "{:?}", silent.errors());
        let approved = page.form("Approve").submit().await;
        assert!(approved.says("Adam Birch approved it on"), "{}", approved.text());
        let research = app.sign_in(trio.research).await;
        let days = research.open(&format!("/journeys/{}/leave", trio.journey)).await;
        assert!(days.says("Monday 1 February 2027 to 5 February 2027") && !days.says("Annual"), "{}", days.text());
        assert_eq!(research.send(Method::GET, &asked.path, None).await.status, 404);
        let other = app.sign_in(trio.placement).await;
        let list = format!("/journeys/{}/leave", trio.journey);
        assert_eq!(other.send(Method::GET, &list, None).await.status, 404);
    }

    async fn req_P4_people_say_when_they_work_and_are_away(app: TestApp) {
        let trio = trio(&app).await;
        let tutor = app.sign_in(trio.clinical).await;
        let page = tutor.open("/working-time").await;
        let page = page.form("Save the days").choose("Tuesday").choose("Thursday").submit().await;
        let wrong = page
            .form("Add these days")
            .fill_date("First day away", date(2027, 2, 5))
            .fill_date("Last day away", date(2027, 2, 1))
            .submit_and_stay()
            .await;
        assert_eq!(wrong.status, 422);
        let away = wrong.form("Add these days").fill_date("Last day away", date(2027, 2, 12)).submit().await;
        assert!(away.says("Friday 5 February 2027 to 12 February 2027"), "{}", away.text());
        let back = away.form("Take out : Friday 5 February 2027 to 12 February 2027").submit().await;
        assert!(back.says("Nothing so far"), "{}", back.text());
    }
}
