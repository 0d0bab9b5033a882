//! Home, a journey's page and an organisation's desk, as the people of a small story see them.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

#[path = "overview/story.rs"]
mod story;

use axum::http::StatusCode;
use domain::programmes::Power;
use jiff::civil::date;
use story::story;
use testkit::{TestApp, both_engines};

both_engines! {
    async fn req_Q7_a_newly_started_person_sees_what_is_next_first(app: TestApp) {
        let story = story(&app.ctx).await;
        let page = app.sign_in(story.bea).await.open("/").await;
        assert_eq!(page.heading(), "Good morning, Bea");
        assert!(page.says("The first meeting with your preceptor is due by Sunday 8 November 2026"), "{}", page.text());
        assert!(page.html().contains(&format!("/journeys/{}/meetings/new?kind=initial", story.beas)), "one tap to the form");
        assert!(page.says("Rhys Bevan"), "{}", page.text());
    }

    async fn req_F1_a_supporter_sees_all_they_walk_beside_in_one_list(app: TestApp) {
        let story = story(&app.ctx).await;
        let page = app.sign_in(story.rhys).await.open("/").await;
        assert!(page.says("Your preceptees"), "{}", page.text());
        assert!(page.says("Amara Okafor") && page.says("Bea Lindqvist"), "{}", page.text());
        assert!(page.says("The first meeting with Bea Lindqvist is due by"), "{}", page.text());
        assert!(page.says("Last met on 15 October 2026"), "{}", page.text());
    }

    async fn req_F1_what_is_late_says_since_when_and_the_way_back(app: TestApp) {
        let story = story(&app.ctx).await;
        let page = app.sign_in(story.late).await.open("/").await;
        assert!(page.says("The first meeting with your preceptor was due by Sunday 18 October 2026"), "{}", page.text());
        assert!(page.says("It still counts"), "{}", page.text());
        let quiet = app.sign_in(story.amara).await.open("/").await;
        assert!(!quiet.says("meeting with your preceptor was due"), "no meeting of hers is late: {}", quiet.text());
    }

    async fn req_F5_a_proposed_time_waits_for_the_other_and_asks_the_one_who_chooses(app: TestApp) {
        let story = story(&app.ctx).await;
        story::offer(&app.ctx, story.beas, story.rhys, story::kind(0), date(2026, 11, 5)).await;
        let chooser = app.sign_in(story.bea).await.open("/").await;
        assert!(chooser.says("Rhys Bevan proposes times for your first meeting"), "{}", chooser.text());
        assert!(!chooser.says("is due by Sunday 8 November"), "arranging it is under way: {}", chooser.text());
        let offerer = app.sign_in(story.rhys).await.open("/").await;
        assert!(offerer.says("Bea Lindqvist to choose a time for your first meeting"), "{}", offerer.text());
    }

    async fn req_Q1_somebody_without_relationships_is_told_what_will_be_here(app: TestApp) {
        let story = story(&app.ctx).await;
        let page = app.sign_in(story.stranger).await.open("/").await;
        assert!(page.says("Nobody walks beside you here yet"), "{}", page.text());
    }

    async fn req_B4_the_path_shows_every_step_as_a_link_and_as_a_table(app: TestApp) {
        let story = story(&app.ctx).await;
        let page = app.sign_in(story.amara).await.open(&format!("/journeys/{}", story.amaras)).await;
        assert_eq!(page.heading(), "Amara Okafor and Rhys Bevan");
        let stones = page.texts("a.app-path__stone title");
        assert!(stones.iter().any(|stone| stone == "First meeting. Held on 17 September 2026"), "{stones:?}");
        assert!(stones.iter().any(|stone| stone.contains("Monthly meeting. Due by 13 December 2026")), "{stones:?}");
        let rows = page.texts("table tbody tr");
        assert_eq!(rows.len(), stones.len(), "the table says the same as the picture");
        assert!(page.says("Month 2 of 12, until 13 September 2027"), "{}", page.text());
    }

    async fn req_C4_a_line_manager_sees_that_meetings_happen_and_nothing_more(app: TestApp) {
        let story = story(&app.ctx).await;
        let page = app.sign_in(story.manager).await.open(&format!("/journeys/{}", story.amaras)).await;
        assert!(page.says("Met 2 times, last on 15 October 2026"), "{}", page.text());
        assert!(page.texts("a.app-path__stone").is_empty(), "no path, no links to meetings");
        assert!(!page.html().contains("/meetings/"), "no way to a meeting");
    }

    async fn req_C4_a_lead_sees_the_path_but_cannot_open_a_meeting(app: TestApp) {
        let story = story(&app.ctx).await;
        let page = app.sign_in(story.lead).await.open(&format!("/journeys/{}", story.amaras)).await;
        assert!(!page.texts("a.app-path__stone").is_empty());
        assert!(!page.html().contains("href=\"/meetings/"), "{}", page.html());
        assert!(!page.html().contains("/meetings/new"), "a lead plans no meetings of others");
    }

    async fn req_C4_a_journey_is_not_found_by_anybody_else(app: TestApp) {
        let story = story(&app.ctx).await;
        for path in [format!("/journeys/{}", story.amaras), "/journeys/nonsense".to_owned()] {
            let page = app.sign_in(story.stranger).await.get(&path).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        }
        let other = app.sign_in(story.late).await.get(&format!("/journeys/{}", story.amaras)).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND, "somebody of another journey");
    }

    async fn req_Q7_the_lead_s_numbers_are_doors_to_the_same_people(app: TestApp) {
        let story = story(&app.ctx).await;
        assert!(story::lead_may(Power::SeeProgress) && story::lead_may(Power::SeeStandards));
        let visitor = app.sign_in(story.lead).await;
        let desk = visitor.open(&format!("/organisations/{}", story.code)).await;
        assert_eq!(desk.heading(), "Rotherfield University Hospitals NHS Trust");
        let numbers = desk.texts(".app-number__link");
        assert!(numbers.contains(&"2 First meeting at risk".to_owned()), "{numbers:?}");
        assert!(numbers.contains(&"2 Slipping".to_owned()), "{numbers:?}");
        let late = visitor.open(&format!("/organisations/{}/journeys?show=late", story.code)).await;
        // Amara has met twice and has written no agreement; Callum has not met anybody.
        assert_eq!(late.texts("tbody tr").len(), 2);
        assert!(late.says("Callum Reid") && late.says("Since 18 October 2026"), "{}", late.text());
        let at_risk = visitor.open(&format!("/organisations/{}/journeys?show=at-risk", story.code)).await;
        assert_eq!(at_risk.texts("tbody tr").len(), 2);
    }

    async fn req_L1_the_wall_says_in_words_what_its_bars_show(app: TestApp) {
        let story = story(&app.ctx).await;
        let visitor = app.sign_in(story.lead).await;
        let desk = visitor.open(&format!("/organisations/{}", story.code)).await;
        assert_eq!(desk.texts(".app-tile__number").len(), 20);
        assert!(desk.says("1 of 2 had their first meeting in the first week"), "{}", desk.text());
        let standard = visitor.open(&format!("/organisations/{}/standards/nhse-ahp/5.3", story.code)).await;
        assert_eq!(standard.heading(), "First meeting in the first week");
        assert!(standard.says("Callum Reid") && !standard.says("Amara Okafor"), "{}", standard.text());
        let unknown = visitor.get(&format!("/organisations/{}/standards/nhse-ahp/9.9", story.code)).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    }

    async fn req_Q7_a_long_list_has_pages_and_its_address_keeps_the_filters(app: TestApp) {
        let story = story(&app.ctx).await;
        story::year(&app.ctx, &story).await;
        let visitor = app.sign_in(story.lead).await;
        let path = format!("/organisations/{}/journeys", story.code);
        let all = visitor.open(&path).await;
        assert_eq!(all.texts("tbody tr").len(), 25);
        assert!(all.says("34 preceptorships"), "{}", all.text());
        let second = visitor.open(&format!("{path}?page=2")).await;
        assert_eq!(second.texts("tbody tr").len(), 9);
        let paramedics = visitor.open(&format!("{path}?profession=paramedic")).await;
        assert_eq!(paramedics.texts("tbody tr").len(), 7);
        let by_supporter = visitor.open(&format!("{path}?name=helper07")).await;
        assert_eq!(by_supporter.texts("tbody tr").len(), 1);
        let none = visitor.open(&format!("{path}?name=100%25")).await;
        assert!(none.says("Try fewer words"), "{}", none.text());
    }

    async fn req_C3_what_only_people_know_is_confirmed_by_whom_it_is_asked(app: TestApp) {
        let story = story(&app.ctx).await;
        let visitor = app.sign_in(story.bea).await;
        let path = format!("/journeys/{}/facts/starter-learning-done", story.beas);
        let tomorrow = visitor.open(&path).await.form("It is done").fill_date("When was it done?", date(2026, 11, 3)).submit().await;
        assert_eq!(tomorrow.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(tomorrow.says("3 November 2026 has not come yet"), "{}", tomorrow.text());
        let done = visitor.open(&path).await.form("It is done").submit().await;
        assert_eq!(done.heading(), "Bea Lindqvist and Rhys Bevan");
        let home = visitor.open("/").await;
        assert!(!home.says("learning for new starters"), "{}", home.text());
        let supporter = app.sign_in(story.rhys).await.get(&path).await;
        assert_eq!(supporter.status, StatusCode::NOT_FOUND, "it is not asked of the supporter");
    }

    async fn req_C3_a_line_manager_confirms_from_home_what_names_them(app: TestApp) {
        let story = story(&app.ctx).await;
        let manager = app.sign_in(story.manager).await;
        let home = manager.open("/").await;
        assert!(home.says("Your word that you know the principles of Bea Lindqvist’s preceptorship"), "{}", home.text());
        let path = format!("/journeys/{}/facts/principles-known", story.beas);
        let page = manager.open(&path).await;
        assert!(page.says("Preceptor Not yet"), "{}", page.text());
        page.form("It is done").submit().await;
        let home = manager.open("/").await;
        assert!(!home.says("principles of Bea Lindqvist"), "said once, it is not asked again: {}", home.text());
        assert!(manager.open(&path).await.says("You confirmed this for 2 November 2026"));
        let beas = app.sign_in(story.bea).await.open("/").await;
        assert!(beas.says("Your word that you know the principles"), "the others are still asked: {}", beas.text());
        for (person, status) in [(story.rhys, StatusCode::OK), (story.lead, StatusCode::NOT_FOUND)] {
            assert_eq!(app.sign_in(person).await.get(&path).await.status, status);
        }
        assert_eq!(app.sign_in(story.stranger).await.get(&path).await.status, StatusCode::NOT_FOUND);
    }

    async fn req_C3_needs_already_known_are_passed_on_only_by_consent(app: TestApp) {
        let story = story(&app.ctx).await;
        let path = format!("/journeys/{}/facts/needs-known", story.beas);
        let (bea, manager, rhys) =
            (app.sign_in(story.bea).await, app.sign_in(story.manager).await, app.sign_in(story.rhys).await);
        assert_eq!(manager.get(&path).await.status, StatusCode::NOT_FOUND, "nothing is asked without consent");
        let wrong = bea.open(&path).await.form("Save").submit().await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.says("Choose whether you agree"), "{}", wrong.text());
        let form = bea.open(&path).await.form("Save").choose("Yes, they may know");
        form.fill("What they should know", "Small rooms help.").submit().await;
        assert!(manager.open("/next").await.says("what Bea Lindqvist shared with you"));
        let told = rhys.open(&path).await;
        assert!(told.says("Small rooms help."), "{}", told.text());
        told.form("It is done").submit().await;
        assert_eq!(app.sign_in(story.lead).await.get(&path).await.status, StatusCode::NOT_FOUND);
        bea.open(&path).await.form("Save").choose("No").submit().await;
        assert_eq!(rhys.get(&path).await.status, StatusCode::NOT_FOUND, "taken back, nobody reads it");
        assert!(!manager.open("/").await.says("what Bea Lindqvist shared"));
        assert!(!bea.open("/").await.says("Your answer whether needs"));
    }

    async fn req_A5_a_desk_is_not_found_without_an_office_there(app: TestApp) {
        let story = story(&app.ctx).await;
        for path in ["", "/journeys", "/standards/nhse-ahp/5.3"] {
            let path = format!("/organisations/{}{path}", story.code);
            let page = app.sign_in(story.rhys).await.get(&path).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
}

/// Pages as files, for somebody who wants to look at them: `SHOTS=folder cargo test -p web --test overview shots`.
#[test]
fn shots_of_the_pages() {
    let Some(folder) = std::env::var_os("SHOTS").map(std::path::PathBuf::from) else { return };
    testkit::engines::run(testkit::TestEngine::Sqlite, async move |app: TestApp| {
        let story = story(&app.ctx).await;
        story::offer(&app.ctx, story.amaras, story.rhys, story::kind(1), date(2026, 11, 12)).await;
        let year = story::year(&app.ctx, &story).await;
        let desk = format!("/organisations/{}", story.code);
        let pages = [
            ("home-new", story.bea, "/".to_owned()),
            ("home-supporter", story.rhys, "/".to_owned()),
            ("home-lead", story.lead, "/".to_owned()),
            ("home-empty", story.stranger, "/".to_owned()),
            ("journey-new", story.bea, format!("/journeys/{}", story.beas)),
            ("journey-year", story.rhys, format!("/journeys/{year}")),
            ("journey-manager", story.manager, format!("/journeys/{}", story.amaras)),
            ("desk", story.lead, desk.clone()),
            ("journeys", story.lead, format!("{desk}/journeys")),
            ("standard", story.lead, format!("{desk}/standards/nhse-ahp/5.3")),
            ("standards", story.lead, format!("{desk}/standards")),
        ];
        for (name, person, path) in pages {
            let page = app.sign_in(person).await.open(&path).await;
            std::fs::write(folder.join(format!("{name}.html")), page.html()).expect("written");
        }
    });
}
