//! The governance file and the content (L7, B5), what is counted from them (L1), and the organisation's own view.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use domain::calendar::plus_days;
use domain::ids::{OrganisationId, PersonId};
use domain::programmes::{Mix, ResourceKind};
use domain::standards::{Figure, Standard, set};
use operations::governance::{self, ContentRefusal, Entering, KeepRefusal, NewResource, Text};
use operations::{Actor, Context, Failure, reminders, standards};
use testkit::{Asking, TestApp, both_engines, crowd, world};

struct Trust {
    id: OrganisationId,
    code: String,
    lead: PersonId,
}

async fn trust(ctx: &Context) -> Trust {
    let id = world::organisation(ctx, "Northmoor NHS Foundation Trust").await;
    world::adopt(ctx, id, world::programme()).await;
    let lead = world::person(ctx, "Ruth", "Evans").await;
    world::appoint(ctx, lead, id, "lead").await;
    Trust { id, code: world::code(ctx, id).await, lead }
}

fn entering(ctx: &Context, approved_days: i32) -> Entering<'static> {
    Entering {
        approved_on: Some(plus_days(ctx.today(), -approved_days)),
        reviewed_on: None,
        review_due_on: None,
        owner_email: "ruth.evans@example.test",
        link: "https://intranet.example/policy",
        kept_at: "",
        states: ["equality", "reporting", "alignment"].iter().map(|key| key.parse().unwrap()).collect(),
        note: "",
        text: Text::Same,
    }
}

async fn keep(
    ctx: &Context,
    trust: &Trust,
    document: &str,
    entering: &Entering<'_>,
) -> Result<(), Failure<KeepRefusal>> {
    let programme = &world::programme().key;
    let document = document.parse().unwrap();
    governance::keep(ctx, Actor::Person(trust.lead), trust.id, programme, &document, entering).await
}

fn standard(number: &str) -> &'static Standard {
    set(&"nhse-ahp".parse().unwrap()).unwrap().standard(number).unwrap()
}

async fn figure(ctx: &Context, trust: &Trust, number: &str) -> Option<Figure> {
    let programmes = operations::programmes::run_here(ctx, ctx.db.reader(), trust.id).await.unwrap();
    let found = standards::look(ctx, ctx.db.reader(), trust.id, &programmes, standard(number), ctx.today()).await;
    found.unwrap().figure().copied()
}

both_engines! {
    async fn req_L1_the_wall_asks_a_few_questions_however_many_tiles_and_journeys(ctx: Context) {
        let crowd = crowd::gather(&ctx, 60).await;
        let set = set(&"nhse-ahp".parse().unwrap()).unwrap();
        let programmes = operations::programmes::run_here(&ctx, ctx.db.reader(), crowd.organisation).await.unwrap();
        let connection = Asking::of(ctx.db.reader());
        let wall = standards::wall(&ctx, &connection, crowd.organisation, &programmes, set, ctx.today()).await.unwrap();
        assert_eq!(wall.len(), 20);
        let figures = wall.iter().filter_map(|tile| tile.figure()).map(Figure::total).sum::<u32>();
        assert!(figures > 60, "{figures}");
        let asked = connection.count();
        // Six of them for protected time: journeys, pauses and sums, of those supported and of supporters.
        assert!(asked <= 18, "{asked} questions for one wall");
        assert_eq!(connection.walks().await, Vec::<String>::new());
    }

    async fn req_L7_the_policy_counts_as_far_as_it_is_in_force(ctx: Context) {
        let trust = trust(&ctx).await;
        let none = figure(&ctx, &trust, "1.1").await.unwrap();
        assert_eq!((none.met, none.not_met), (0, 0), "never entered is no data");
        keep(&ctx, &trust, "policy", &entering(&ctx, 30)).await.unwrap();
        let kept = figure(&ctx, &trust, "1.1").await.unwrap();
        assert_eq!(kept.not_met, 1, "nobody sponsors it: {kept:?}");
        let sponsor = world::person(&ctx, "Sam", "Okoro").await;
        world::appoint(&ctx, sponsor, trust.id, "executive-sponsor").await;
        let all = figure(&ctx, &trust, "1.1").await.unwrap();
        assert_eq!(all.met, all.total());
        keep(&ctx, &trust, "policy", &entering(&ctx, 400)).await.unwrap();
        assert_eq!(figure(&ctx, &trust, "1.1").await.unwrap().not_met, 1, "twelve months are over");
    }

    async fn what_is_entered_wrongly_is_refused(ctx: Context) {
        let trust = trust(&ctx).await;
        let refused = |change: fn(&mut Entering<'static>, &Context)| {
            let mut entering = entering(&ctx, 30);
            change(&mut entering, &ctx);
            entering
        };
        let cases = [
            (refused(|one, _| one.owner_email = "nobody@example.test"), KeepRefusal::UnknownOwner),
            (refused(|one, _| one.link = "javascript:alert(1)"), KeepRefusal::NotALink),
            (refused(|one, ctx| one.approved_on = Some(plus_days(ctx.today(), 1))), KeepRefusal::ApprovedInFuture),
            (refused(|one, ctx| one.review_due_on = Some(plus_days(ctx.today(), -40))), KeepRefusal::DueBeforeReview),
        ];
        for (entering, expected) in cases {
            match keep(&ctx, &trust, "policy", &entering).await {
                Err(Failure::Refused(refusal)) => assert_eq!(refusal, expected),
                other => panic!("{expected}: {other:?}"),
            }
        }
        assert!(matches!(keep(&ctx, &trust, "no-such", &entering(&ctx, 1)).await, Err(Failure::NotFound)));
    }

    async fn req_L7_a_descriptor_is_accepted_by_whom_it_is_about_until_its_text_changes(ctx: Context) {
        let trust = trust(&ctx).await;
        keep(&ctx, &trust, "lead-descriptor", &entering(&ctx, 30)).await.unwrap();
        keep(&ctx, &trust, "champion-descriptor", &entering(&ctx, 30)).await.unwrap();
        let programme = &world::programme().key;
        let mine = async || governance::about(&ctx, ctx.db.reader(), trust.lead).await.unwrap();
        let found = mine().await;
        assert_eq!(found.len(), 1, "only that of her own office");
        assert!(found[0].accepted.is_none());
        let accept = async |document: &str, edition: i32| {
            governance::accept(&ctx, trust.lead, trust.id, programme, &document.parse().unwrap(), edition).await
        };
        assert!(matches!(accept("champion-descriptor", 1).await, Err(Failure::NotFound)));
        assert!(matches!(accept("lead-descriptor", 2).await, Err(Failure::NotFound)));
        accept("lead-descriptor", 1).await.unwrap();
        assert!(mine().await[0].accepted.is_some());
        keep(&ctx, &trust, "lead-descriptor", &entering(&ctx, 20)).await.unwrap();
        assert!(mine().await[0].accepted.is_some(), "looked over, and the same text");
        keep(&ctx, &trust, "lead-descriptor", &Entering { text: Text::New, ..entering(&ctx, 10) }).await.unwrap();
        assert!(mine().await[0].accepted.is_none(), "another text");
        let stranger = world::person(&ctx, "Kim", "Lee").await;
        assert!(governance::about(&ctx, ctx.db.reader(), stranger).await.unwrap().is_empty());
    }

    async fn req_L7_those_who_keep_the_file_are_reminded_once_before_a_document_lapses(ctx: Context) {
        let trust = trust(&ctx).await;
        keep(&ctx, &trust, "policy", &entering(&ctx, 345)).await.unwrap();
        keep(&ctx, &trust, "lead-descriptor", &entering(&ctx, 30)).await.unwrap();
        assert_eq!(reminders::climb(&ctx).await.unwrap(), 1);
        assert_eq!(reminders::climb(&ctx).await.unwrap(), 0, "each rung once");
        let text = "SELECT body AS text FROM mails WHERE kind = 'governance.reminder' AND person_id = $1";
        let letters = world::texts(&ctx, text, trust.lead).await;
        assert_eq!(letters.len(), 1);
        assert!(letters[0].contains("is to be looked over by"), "{}", letters[0]);
        ctx.clock.move_to(domain::calendar::instant(plus_days(ctx.today(), 60), jiff::civil::time(9, 0, 0, 0)));
        assert_eq!(reminders::climb(&ctx).await.unwrap(), 1, "it has lapsed");
        keep(&ctx, &trust, "policy", &Entering { reviewed_on: Some(ctx.today()), ..entering(&ctx, 100) }).await.unwrap();
        assert_eq!(reminders::climb(&ctx).await.unwrap(), 0, "looked over");
    }

    async fn req_B5_themes_are_covered_by_what_is_mapped_and_looked_over(ctx: Context) {
        let trust = trust(&ctx).await;
        let programme = &world::programme().key;
        let actor = Actor::Person(trust.lead);
        let none = figure(&ctx, &trust, "5.1").await.unwrap();
        assert_eq!(none.no_data, none.total(), "nothing was ever entered");
        let new = |themes: &[&str]| NewResource {
            title: "A day together",
            kind: ResourceKind::Session,
            mix: Mix::MultiProfession,
            link: "",
            themes: themes.iter().map(|key| key.parse().unwrap()).collect(),
        };
        let refused = governance::add_resource(&ctx, actor, trust.id, programme, &new(&["no-such"])).await;
        assert!(matches!(refused, Err(Failure::Refused(ContentRefusal::NoTheme))));
        let added = governance::add_resource(&ctx, actor, trust.id, programme, &new(&["communication", "structures"])).await;
        assert_eq!(figure(&ctx, &trust, "5.1").await.unwrap().met, 0, "not looked over yet");
        governance::review_content(&ctx, actor, trust.id, programme, ctx.today(), "").await.unwrap();
        let covered = figure(&ctx, &trust, "5.1").await.unwrap();
        assert!(covered.met >= 2 && covered.not_met > 0, "{covered:?}");
        governance::remove_resource(&ctx, actor, trust.id, programme, added.unwrap()).await.unwrap();
        assert_eq!(figure(&ctx, &trust, "5.1").await.unwrap().met, covered.met - 2);
    }

    async fn req_A5_those_who_appoint_are_told_once_of_an_office_that_falls_vacant(ctx: Context) {
        let trust = trust(&ctx).await;
        let sponsor = world::person(&ctx, "Sam", "Okoro").await;
        world::appoint(&ctx, sponsor, trust.id, "executive-sponsor").await;
        assert_eq!(reminders::climb(&ctx).await.unwrap(), 0);
        let holders = store::access::all_holders(ctx.db.reader(), trust.id, ctx.today()).await.unwrap();
        let his = holders.iter().find(|held| held.person == sponsor).unwrap().appointment;
        operations::offices::stand_down(&ctx, Actor::Person(trust.lead), trust.id, his).await.unwrap();
        assert_eq!(reminders::climb(&ctx).await.unwrap(), 1);
        assert_eq!(reminders::climb(&ctx).await.unwrap(), 0, "once");
        let text = "SELECT body AS text FROM mails WHERE kind = 'governance.vacancy' AND person_id = $1";
        assert!(world::texts(&ctx, text, trust.lead).await[0].contains("executive sponsor"));
    }

    async fn req_A5_accountable_offices_are_held_or_vacant(ctx: Context) {
        let trust = trust(&ctx).await;
        let offices = figure(&ctx, &trust, "2.2").await.unwrap();
        assert_eq!((offices.met, offices.not_met), (1, 2), "the lead is there, the other two are not");
    }

    async fn req_L7_the_lead_enters_a_policy_and_the_standard_knows_it(app: TestApp) {
        let trust = trust(&app.ctx).await;
        let lead = app.sign_in(trust.lead).await;
        let file = lead.open(&format!("/organisations/{}/governance", trust.code)).await;
        assert!(file.says("Nothing is entered yet") && file.says("Preceptorship policy") && file.says("Vacant"));
        let page = file.click("Preceptorship policy").await;
        let wrong = page.form("Save").fill("Address of the document", "somewhere").submit_and_stay().await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.errors()[0].contains("https://"), "{:?}", wrong.errors());
        assert_eq!(wrong.form("Save").shown("Address of the document"), "somewhere", "nothing typed is lost");
        let saved = page
            .form("Save")
            .fill_date("When was it approved?", plus_days(app.ctx.today(), -10))
            .fill("Who looks after it?", "ruth.evans@example.test")
            .submit()
            .await;
        assert!(saved.says("Partly in place") && saved.says("Ruth Evans"), "{}", saved.text());
        let standard = lead.open(&format!("/organisations/{}/standards/nhse-ahp/1.1", trust.code)).await;
        assert!(standard.says("Missing:") && standard.says("Open the governance file"), "{}", standard.text());
        let champion = world::person(&app.ctx, "Cho", "Park").await;
        world::appoint(&app.ctx, champion, trust.id, "champion").await;
        let champion = app.sign_in(champion).await;
        assert!(champion.open(&format!("/organisations/{}/governance", trust.code)).await.says("Partly in place"));
        let path = format!("/organisations/{}/governance/{}/policy", trust.code, world::programme().key);
        assert_eq!(champion.get(&path).await.status, 404, "a champion looks and does not keep");
    }

    async fn req_L1_the_own_view_stands_beside_the_figure_and_never_changes_it(app: TestApp) {
        let trust = trust(&app.ctx).await;
        let before = figure(&app.ctx, &trust, "2.2").await;
        let lead = app.sign_in(trust.lead).await;
        let page = lead.open(&format!("/organisations/{}/standards/nhse-ahp/2.2", trust.code)).await;
        assert!(page.says("Nobody has written one yet"));
        let refused = page.form("Save the view").submit_and_stay().await;
        assert_eq!(refused.status, 422);
        let page = page.form("Save the view").choose("In place").fill("Evidence", "Minutes, item 4").submit().await;
        assert!(page.says("Minutes, item 4") && page.says("Ruth Evans"), "{}", page.text());
        assert_eq!(figure(&app.ctx, &trust, "2.2").await, before);
        let wall = lead.open(&format!("/organisations/{}/standards", trust.code)).await;
        assert!(wall.says("Own view: In place"));
    }

    async fn req_L9_several_sets_at_one_organisation_have_a_page_each(app: TestApp) {
        let trust = trust(&app.ctx).await;
        let lead = app.sign_in(trust.lead).await;
        let base = format!("/organisations/{}", trust.code);
        assert_eq!(lead.get(&format!("{base}/standards/example-overlay")).await.status, 404, "not chosen yet");
        let page = lead.open(&format!("{base}/standard-sets")).await;
        let chosen = page.form("Save the choice").choose("AHP preceptorship standards with an example region’s changes");
        let wall = chosen.submit().await;
        let overlay = wall.click("AHP preceptorship standards with an example").await;
        assert_eq!(overlay.texts(".app-tile").len(), 19);
        assert!(overlay.says("5.5 is dropped"), "{}", overlay.text());
        let offers = lead.open(&format!("{base}/standards/example-overlay/1.3")).await;
        assert!(offers.says("Offered within 28 days of the start (changed by this overlay)"), "{}", offers.text());
        let hcpc = lead.open(&format!("{base}/standards/hcpc")).await;
        assert_eq!(hcpc.texts(".app-tile").len(), 30);
        lead.open(&format!("{base}/standards/hcpc/2.a")).await;
    }

    async fn req_L7_a_person_reads_and_accepts_what_the_own_role_asks(app: TestApp) {
        let trust = trust(&app.ctx).await;
        keep(&app.ctx, &trust, "lead-descriptor", &entering(&app.ctx, 30)).await.unwrap();
        let lead = app.sign_in(trust.lead).await;
        let page = lead.open("/account").await.click("What your roles ask of you").await;
        assert!(page.says("What the lead does"));
        let page = page.form("I have read it and accept it").submit().await;
        assert!(page.says("Accepted on") && !page.has_button("I have read it"), "{}", page.text());
        let who = page.click("Who does what").await;
        assert!(who.says("Protects the time of both"), "{}", who.text());
        let file = lead.open(&format!("/organisations/{}/governance", trust.code)).await;
        assert!(file.says("1 of 1 in the role have accepted it"), "{}", file.text());
    }
}
