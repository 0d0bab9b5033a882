//! The demo's world: the same every time for a day, true to its own rules, and with something on each home page.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use jiff::civil::{Date, date};
use operations::Context;
use operations::journeys::{self, Then};
use store::Db;
use testkit::TestApp;

const TODAY: Date = date(2026, 11, 21);

async fn made(folder: &std::path::Path) -> String {
    let address = format!("sqlite:{}", folder.join("demo.db").display());
    let db = Db::open_to_make(&address).await.unwrap();
    let made = demo::make(&db, TODAY).await.unwrap();
    assert!((250..400).contains(&made.journeys), "{made}");
    db.close().await.unwrap();
    address
}

#[tokio::test]
async fn the_demo_is_the_same_every_time_and_true_to_its_own_rules() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let address = made(one.path()).await;
    made(other.path()).await;
    let bytes = |folder: &tempfile::TempDir| std::fs::read(folder.path().join("demo.db")).unwrap();
    assert!(bytes(&one) == bytes(&other), "two worlds of the same day differ");

    let later = domain::calendar::instant(TODAY, jiff::civil::time(9, 0, 0, 0));
    let ctx = Context::held(Db::open(&address).await.unwrap(), later);
    let differences = journeys::recompute(&ctx, Then::Report).await.unwrap();
    assert!(differences.is_empty(), "{:?}", &differences[..differences.len().min(3)]);

    let app = TestApp::with_context(ctx);
    for (key, email) in web::demo::SIX {
        let person = store::sessions::people_at(app.ctx.db.reader(), email).await.unwrap();
        let [person] = person[..] else { panic!("{email} is one person") };
        let home = app.sign_in(person).await.open("/").await;
        let to_do = home.texts("main a").len();
        assert!(to_do > 0, "{key} has nothing on the home page: {}", home.text());
    }
}
