//! A meeting of a group on the pages: planned for all at once, and nobody's who is not in it.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use domain::calendar::instant;
use domain::ids::{JourneyId, PersonId};
use jiff::civil::{date, time};
use testkit::{TestApp, both_engines, world};

/// Two people, and whoever supports both.
async fn group(app: &TestApp) -> (PersonId, Vec<PersonId>, Vec<JourneyId>) {
    let ctx = &app.ctx;
    let programme = domain::programmes::shipped().newest(&"clinical-supervision".parse().unwrap()).unwrap();
    let organisation = world::organisation(ctx, "Harbour Practice").await;
    world::adopt(ctx, organisation, programme).await;
    let gethin = world::person(ctx, "Gethin", "Lloyd").await;
    let (mut people, mut journeys) = (Vec::new(), Vec::new());
    for (given, family) in [("Owain", "Pugh"), ("Nia", "Rowlands")] {
        let person = world::person(ctx, given, family).await;
        let post = world::Post::of(person, organisation, date(2026, 10, 26)).insert(ctx).await;
        let journey = world::journey(ctx, post, programme, date(2026, 10, 26)).await;
        world::pairing(ctx, journey, gethin, &programme.supporter, date(2026, 10, 1)).await;
        people.push(person);
        journeys.push(journey);
    }
    (gethin, people, journeys)
}

both_engines! {
    async fn req_S1_a_group_is_planned_for_all_at_once_and_each_finds_it(app: TestApp) {
        let (gethin, people, journeys) = group(&app).await;
        let his = app.sign_in(gethin).await;
        let list = his.get(&format!("/journeys/{}/meetings", journeys[0])).await;
        let page = list.click("Plan a meeting of a group").await;
        let alone = page.form("Plan it").fill_date("Which day?", date(2026, 11, 5)).fill("Start", "12pm")
            .choose("In person").submit().await;
        assert_eq!(alone.status, 422);
        assert!(alone.says("Choose at least two people"), "{}", alone.text());
        let planned = alone.form("Plan it").choose("Nia Rowlands").submit().await;
        assert!(planned.says("in everybody’s calendar") && planned.says("Owain Pugh and Nia Rowlands"), "{}", planned.text());
        for (person, journey) in people.iter().zip(&journeys) {
            let theirs = app.sign_in(*person).await;
            let list = theirs.get(&format!("/journeys/{journey}/meetings")).await;
            assert!(!list.has_link("Plan a meeting of a group"), "whoever is supported plans none");
            let shown = list.click("Group supervision").await;
            assert_eq!(shown.status, 200);
            assert_eq!(theirs.get(&format!("/journeys/{journey}/meetings/group")).await.status, 404);
            let home = theirs.get("/").await;
            assert!(home.says("group supervision"), "{}", home.text());
        }
        let id = planned.path.split(['/', '?']).nth(2).unwrap().to_owned();
        app.ctx.clock.move_to(instant(date(2026, 11, 5), time(15, 0, 0, 0)));
        let his = app.sign_in(gethin).await;
        let record = his.get(&format!("/meetings/{id}/record")).await;
        assert!(record.says("Who was there?"), "{}", record.text());
        let held = record.form("Save and go to signing").fill("Ended at", "1:30pm").untick("Nia Rowlands")
            .set("then", "stay").submit().await;
        assert!(held.says("12pm to 1:30pm") || held.says("midday to 1:30pm"), "{}", held.text());
        let readers = his.get(&format!("/meetings/{id}/record/readers")).await;
        assert!(readers.says("Owain Pugh") && !readers.says("Nia Rowlands"), "{}", readers.text());
        let absent = app.sign_in(people[1]).await;
        assert_eq!(absent.get(&format!("/meetings/{id}/record")).await.status, 404);
        let other = app.sign_in(people[1]).await;
        assert_eq!(other.get(&format!("/journeys/{}/meetings", journeys[0])).await.status, 404, "the journeys stay apart");
    }
}
