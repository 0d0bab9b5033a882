//! A staff file through the pages, from the hand of the person who looks after an organisation's people.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use domain::ids::OrganisationId;
use operations::files::HandedIn;
use operations::{Actor, Context, organisations};
use testkit::{Page, TestApp, Visitor, both_engines, world};

const ETR: &[u8] = include_bytes!("../../operations/tests/fixtures/etr.csv");
const STAFF: &str = include_str!("../../operations/tests/fixtures/staff.csv");
const WITH_ERRORS: &str = include_str!("../../operations/tests/fixtures/staff_with_errors.csv");

/// The rows of one organisation.
fn rows_of(file: &str, code: &str) -> String {
    let rows = file.lines().enumerate().filter(|(at, line)| *at == 0 || line.contains(&format!(",{code},")));
    rows.map(|(_, line)| line).collect::<Vec<_>>().join("\n")
}

/// Is the number that a line begins with nowhere else in the file?
fn manages_nobody(file: &str, line: &str) -> bool {
    let number = line.split(',').next().expect("a first cell");
    file.matches(&format!(",{number},")).count() == 0
}

async fn organisation(ctx: &Context, code: &str) -> OrganisationId {
    let known = store::access::organisation_by_code(ctx.db.reader(), code).await.expect("the database answers");
    known.expect("it was imported").0
}

/// Somebody who looks after the people of Westmarch, at their browser.
async fn administrator(app: &TestApp) -> Visitor {
    organisations::import(&app.ctx, Actor::System, HandedIn::held("etr.csv", ETR)).await.expect("the file is right");
    let person = world::person(&app.ctx, "Ada", "Lovell").await;
    world::appoint(&app.ctx, person, organisation(&app.ctx, "X4H7K").await, "administrator").await;
    app.sign_in(person).await
}

async fn hand_in(visitor: &Visitor, file: &str) -> Page {
    let page = visitor.open("/organisations/X4H7K/import").await;
    page.form("Read the file").attach("The staff file", "staff.csv", file.as_bytes()).submit().await
}

/// Sends the form of a page that starts a job, lets the job be done and follows to its result.
async fn done(app: &TestApp, visitor: &Visitor, started: Page) -> Page {
    assert!(started.path.starts_with("/jobs/"), "{}\n{}", started.path, started.text());
    assert!(operations::jobs::work_once(&app.ctx).await.expect("the job is done"));
    let page = visitor.open(&started.path).await;
    if page.path.starts_with("/jobs/") { page.click("See what came of it").await } else { page }
}

both_engines! {
    async fn req_A4_a_file_is_mapped_previewed_and_imported(app: TestApp) {
        let visitor = administrator(&app).await;
        let columns = hand_in(&visitor, &rows_of(STAFF, "X4H7K")).await;
        assert_eq!(columns.heading(), "What the columns tell");
        assert!(columns.says("text separated by commas, UTF-8"));
        assert!(columns.says("The first rows as they will be understood"));
        let preview = done(&app, &visitor, columns.form("Show what would happen").fill("Keep these columns under a name", "ESR").submit().await).await;
        assert_eq!(preview.heading(), "This would happen");
        let before = world::count(&app.ctx, "SELECT count(*) AS n FROM posts").await;
        assert_eq!(before, 0, "a preview changes nothing");
        let result = done(&app, &visitor, preview.form("Import").submit().await).await;
        assert_eq!(result.heading(), "The file is in");
        assert!(world::count(&app.ctx, "SELECT count(*) AS n FROM posts").await > 100);
        let again = hand_in(&visitor, &rows_of(STAFF, "X4H7K")).await;
        assert!(again.says("Use the columns kept as"));
    }

    async fn req_A4_bad_rows_are_listed_taken_away_and_left_out_by_choice(app: TestApp) {
        let visitor = administrator(&app).await;
        let columns = hand_in(&visitor, &rows_of(WITH_ERRORS, "X4H7K")).await;
        let refused = done(&app, &visitor, columns.form("Show what would happen").submit().await).await;
        assert_eq!(refused.heading(), "Nothing was imported");
        assert!(refused.says("31/02/2026"));
        let list = visitor.open(&refused.link("Take these rows away as a file")).await.html();
        assert!(list.contains("Employee Number") && list.contains("31/02/2026"), "{list}");
        let preview = done(&app, &visitor, refused.form("rows out").submit().await).await;
        assert_eq!(preview.heading(), "This would happen");
        let result = done(&app, &visitor, preview.form("Import").submit().await).await;
        assert_eq!(result.heading(), "The file is in");
    }

    async fn req_A4_rows_of_another_organisation_are_refused(app: TestApp) {
        let visitor = administrator(&app).await;
        let columns = hand_in(&visitor, STAFF).await;
        let refused = done(&app, &visitor, columns.form("Show what would happen").submit().await).await;
        assert_eq!(refused.heading(), "Nothing was imported");
        assert!(refused.says("you may not import staff of X6C2M"));
    }

    async fn req_A7_a_pair_in_doubt_is_merged_and_the_merge_undone(app: TestApp) {
        let visitor = administrator(&app).await;
        let columns = hand_in(&visitor, &rows_of(STAFF, "X4H7K")).await;
        let preview = done(&app, &visitor, columns.form("Show what would happen").submit().await).await;
        let result = done(&app, &visitor, preview.form("Import").submit().await).await;
        let doubts = result.click("may be one person").await;
        assert_eq!(doubts.heading(), "Who may be one person");
        let merged = doubts.form("They are one person").submit().await;
        assert!(merged.says("Merged on 2 November 2026."));
        let apart = merged.form("They are two people after all").submit().await;
        assert!(apart.says("Two people, as decided on 2 November 2026."));
    }

    async fn req_A7_who_is_missing_is_ended_by_a_person_with_a_last_day(app: TestApp) {
        let visitor = administrator(&app).await;
        let file = rows_of(STAFF, "X4H7K");
        let columns = hand_in(&visitor, &file).await;
        let preview = done(&app, &visitor, columns.form("Show what would happen").submit().await).await;
        done(&app, &visitor, preview.form("Import").submit().await).await;
        let lines: Vec<&str> = file.lines().collect();
        let missing = lines.iter().rposition(|line| manages_nobody(&file, line)).expect("somebody who manages nobody");
        let columns = hand_in(&visitor, &[&lines[..missing], &lines[missing + 1..]].concat().join("\n")).await;
        let form = columns.form("Show what would happen").choose("Yes, everybody of the organisations in it");
        let preview = done(&app, &visitor, form.submit().await).await;
        let result = done(&app, &visitor, preview.form("Import").submit().await).await;
        let leavers = result.click("may have left").await;
        let problem = leavers.form("Has left").submit().await;
        assert!(problem.says("Enter the last day"), "a day is needed");
        let left = problem.form("Has left").fill_date("Last day of", testkit::today()).submit().await;
        assert!(left.says("Nobody is missing from the last complete file."));
    }

    async fn whoever_has_no_such_office_finds_no_import(app: TestApp) {
        administrator(&app).await;
        let other = world::person(&app.ctx, "Olu", "Other").await;
        let page = app.sign_in(other).await.get("/organisations/X4H7K/import").await;
        assert_eq!(page.status.as_u16(), 404);
    }

    async fn what_is_no_staff_file_is_refused_on_the_page(app: TestApp) {
        let visitor = administrator(&app).await;
        let page = hand_in(&visitor, "%PDF-1.7").await;
        assert!(page.says("This is not a table"));
        let odd = hand_in(&visitor, "a,b,c\n1,2,3\n").await;
        assert!(odd.says("No row with known headings"), "{}", odd.text());
    }
}
