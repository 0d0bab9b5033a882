//! Documents of a journey on the pages, without script: rows, files, handing in, signing, who sees what.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

mod pair;

use pair::pair;
use testkit::{Page, TestApp, both_engines};

/// The path of a document from the page it is written on.
fn document(page: &Page) -> String {
    page.path.split("/record").next().unwrap().to_owned()
}

both_engines! {
    async fn req_F1_rows_are_added_and_removed_without_script_and_nothing_is_lost(app: TestApp) {
        let pair = pair(&app).await;
        let (amara, rhys) = (app.sign_in(pair.amara).await, app.sign_in(pair.rhys).await);
        let said = domain::plans::Details { what: "Run a list".to_owned(), ..Default::default() };
        let kind = domain::plans::ItemKind::Objective;
        operations::plans::add(&app.ctx, pair.amara, pair.journey, kind, &said).await.unwrap();
        let plan = amara.get(&format!("/journeys/{}/documents/development-plan", pair.journey)).await;
        assert!(plan.says("Signed by preceptee and preceptor"), "{}", plan.text());
        let page = plan.click("Open").await;
        assert!(page.says("You and Rhys Bevan"), "who can see this stands beside: {}", page.text());
        assert!(page.says("Run a list") && page.has_link("Open the plan to change it"), "{}", page.text());
        let page = page.form("Add another person who helps")
            .set("a-helpers-0-who", "Sunita").set("a-helpers-0-by-day", "31")
            .set("a-helpers-0-by-month", "2").set("a-helpers-0-by-year", "2027").submit().await;
        assert_eq!(page.status, 422, "there is no 31 February");
        assert!(page.errors().iter().any(|error| error.starts_with("Person who helps 1:")), "{:?}", page.errors());
        let form = page.form("Add another person who helps");
        assert_eq!(form.value("a-helpers-0-who").unwrap(), "Sunita");
        let page = form.set("a-helpers-0-by-day", "28").submit().await;
        assert_eq!(page.form("Save and go to signing").value("a-helpers-0-who").unwrap(), "Sunita");
        let page = page.form("Add another person who helps").set("a-helpers-1-who", "Tom").submit().await;
        assert_eq!(page.form("Add another person who helps").value("a-helpers-rows").unwrap(), "3");
        let page = page.form("Remove Person who helps 1").set("a-helpers-1-what", "The rota").submit().await;
        let form = page.form("Save and go to signing");
        assert_eq!(form.value("a-helpers-0-who").unwrap(), "Tom");
        assert_eq!(form.value("a-helpers-0-what").unwrap(), "The rota");
        let sign = form.submit().await;
        assert!(sign.says("Run a list") && sign.says("I have read this and agree"), "{}", sign.text());
        let waits = sign.form("Sign as Amara Okafor").submit().await;
        assert!(waits.says("Rhys Bevan is asked to sign"), "{}", waits.text());
        let his = rhys.get(&format!("/journeys/{}", pair.journey)).await;
        assert!(his.says("Waiting for your signature"), "{}", his.text());
    }

    async fn req_G1_ones_own_document_is_nobody_elses_until_it_is_handed_in(app: TestApp) {
        let pair = pair(&app).await;
        let (amara, rhys) = (app.sign_in(pair.amara).await, app.sign_in(pair.rhys).await);
        let (lead, stranger) = (app.sign_in(pair.lead).await, app.sign_in(pair.stranger).await);
        let page = amara.get(&format!("/journeys/{}/documents/self-assessment", pair.journey)).await;
        let page = page.form("Start writing").submit().await;
        assert!(page.says("Only you, unless you open it"), "{}", page.text());
        let at = document(&page);
        let missing = page.form("Save and hand in").fill("Notes for yourself", "Secret of mine").submit().await;
        assert_eq!(missing.status, 422);
        assert_eq!(rhys.get(&format!("{at}/signatures")).await.status, 404);
        assert!(!rhys.get(&format!("/journeys/{}", pair.journey)).await.has_link("Self-assessment"));
        let done = missing.form("Save and hand in")
            .set("a-at-home", "2").set("a-asking", "4")
            .fill("What are you good at", "Listening").fill("What would make you surer", "Feedback").submit().await;
        assert!(done.says("Handed in"), "{}", done.text());
        assert_eq!(rhys.get(&format!("{at}/signatures")).await.status, 404, "handing in opens nothing");
        let own = amara.get(&format!("/journeys/{}/confidence", pair.journey)).await;
        own.form("Save").set("opens", "sentences").submit().await;
        let read = rhys.get(&format!("{at}/signatures")).await;
        assert!(read.says("2 on a scale from 1 (everything is new) to 5 (quite at home)"), "{}", read.text());
        assert!(!read.says("Secret of mine") && read.says("is not shown here"), "{}", read.text());
        assert!(amara.get(&format!("{at}/signatures")).await.says("Secret of mine"));
        for outsider in [&lead, &stranger] {
            assert_eq!(outsider.get(&format!("{at}/signatures")).await.status, 404);
            assert_eq!(outsider.get(&format!("{at}/record")).await.status, 404);
        }
        assert_eq!(rhys.open(&format!("{at}/record")).await.path, format!("{at}/signatures"));
    }

    async fn req_F1_a_file_is_added_on_a_page_of_its_own_and_only_downloaded(app: TestApp) {
        let pair = pair(&app).await;
        let (amara, rhys) = (app.sign_in(pair.amara).await, app.sign_in(pair.rhys).await);
        let page = amara.get(&format!("/journeys/{}/documents/self-assessment", pair.journey)).await;
        let page = page.form("Start writing").submit().await;
        let at = document(&page);
        let page = page.form("Add a file").fill("Notes for yourself", "Kept too").submit().await;
        let wrong = page.form("Add a file").attach("Choose a file", "a.pdf", b"MZ\x90\x00\x03").submit().await;
        assert_eq!(wrong.status, 422);
        let page = wrong.form("Add a file").attach("Choose a file", "my visit.pdf", b"%PDF-1.7 x").submit().await;
        assert_eq!(page.form("Save and hand in").shown("Notes for yourself"), "Kept too");
        let link = page.link("my visit.pdf");
        let file = amara.open(&link).await;
        assert_eq!(file.header("content-type").unwrap(), "application/pdf");
        assert!(file.header("content-disposition").unwrap().starts_with("attachment"));
        assert_eq!(file.header("x-content-type-options").unwrap(), "nosniff");
        assert_eq!(rhys.get(&link).await.status, 404);
        assert!(link.starts_with(&at));
    }
}
