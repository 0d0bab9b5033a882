//! Tailoring (B3): versions of an organisation's own, where new journeys begin, and moving running ones.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

mod pair;

use domain::access::Viewer;
use domain::keys::{FieldKey, ProgrammeKey};
use domain::programmes::ContentHash;
use domain::programmes::tailoring::{DraftChange, Typed};
use domain::records::AnswerValue;
use operations::meetings::record_held;
use operations::programmes::{
    MoveRefusal, RemoveRefusal, TailorRefusal, Wanted, adopt, catch_up, follow_source, looked_after_here,
    move_journeys, preview, remove_version, run_here, stop, tailor,
};
use operations::records::{Entry, paper, save};
use operations::{Actor, Context, Failure};
use pair::{Pair, pair};
use testkit::{both_engines, world};

fn key() -> ProgrammeKey {
    world::programme().key.clone()
}

/// The halfway meeting so many days after the middle, and one question more on the monthly form.
fn wanted(days: &str) -> Wanted {
    let text = |value: &str| Typed::Text(value.to_owned());
    let change = |table: &'static str, keys: Vec<(&'static str, Typed)>| DraftChange {
        table,
        keys: keys.into_iter().map(|(key, value)| (key, value, format!("field-{key}"))).collect(),
    };
    Wanted {
        why: "Halfway reviews fell into the holidays.".to_owned(),
        consulted: "Four people who finished last year.".to_owned(),
        changes: vec![
            change(
                "changes",
                vec![("expectation", text("mid-point-meeting")), ("offset", Typed::Number(days.to_owned()))],
            ),
            change("changes", vec![("form", text("monthly-meeting")), ("heading", text("Asked here"))]),
            change(
                "changes.fields",
                vec![("key", text("commute")), ("label", text("How is the journey to work?")), ("kind", text("text"))],
            ),
        ],
    }
}

async fn made(ctx: &Context, pair: &Pair, days: &str) -> ContentHash {
    tailor(ctx, Actor::Person(pair.lead), pair.organisation, &key(), &wanted(days)).await.unwrap()
}

async fn version_of(ctx: &Context, pair: &Pair) -> String {
    world::texts(ctx, "SELECT version_hash AS text FROM journeys WHERE id = $1", pair.journey).await.remove(0)
}

async fn runs(ctx: &Context, pair: &Pair) -> Option<ContentHash> {
    let reader = ctx.db.reader();
    store::journeys::adopted_version(reader, pair.organisation, &key(), ctx.today()).await.unwrap()
}

both_engines! {
    async fn req_B3_new_journeys_begin_in_the_organisations_newest_and_running_ones_stay(ctx: Context) {
        let pair = pair(&ctx).await;
        let before = version_of(&ctx, &pair).await;
        let first = made(&ctx, &pair, "40").await;
        let second = made(&ctx, &pair, "45").await;
        assert_eq!(runs(&ctx, &pair).await, Some(second.clone()));
        assert_eq!(version_of(&ctx, &pair).await, before, "a running journey stays");
        let kept = store::programmes::of_organisation(ctx.db.reader(), pair.organisation, &key()).await.unwrap();
        let listed: Vec<_> = kept.iter().map(|own| (own.number, own.version.clone())).collect();
        assert_eq!(listed, [(2, second.clone()), (1, first)]);
        assert_eq!(kept[0].made_by.as_deref(), Some("Lena Lead"));
        let own = ctx.programmes.version(&second).expect("at hand at once");
        assert_eq!(own.version, "2024.1.2");
        assert!(ctx.programmes.newest(&key()).unwrap().tailored.is_none(), "nobody else's newest");
    }

    async fn req_B3_a_definition_that_is_wrong_is_refused_whole_and_beside_its_fields(ctx: Context) {
        let pair = pair(&ctx).await;
        let before = runs(&ctx, &pair).await;
        let mut wrong = wanted("soon");
        wrong.consulted = String::new();
        let refused = tailor(&ctx, Actor::Person(pair.lead), pair.organisation, &key(), &wrong).await;
        let Err(Failure::Refused(TailorRefusal::Wrong(problems))) = refused else { panic!("{refused:?}") };
        let fields: Vec<&str> = problems.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["consulted", "field-offset"]);
        assert_eq!(runs(&ctx, &pair).await, before);
        assert_eq!(world::count(&ctx, "SELECT count(*) AS n FROM tailored_versions").await, 0);
    }

    async fn req_B3_moving_shows_first_and_changes_the_dates(ctx: Context) {
        let pair = pair(&ctx).await;
        store::write!(ctx.db, |tx| { operations::journeys::refresh(tx, &ctx, pair.journey).await }).unwrap();
        let to = made(&ctx, &pair, "45").await;
        let seen = preview(&ctx, pair.organisation, &key(), &to, 0..10).await.unwrap();
        assert_eq!(seen.departures[0].1.len(), 2, "{seen:?}");
        let [journey] = seen.journeys.as_slice() else { panic!("{seen:?}") };
        let [change] = journey.changes.as_slice() else { panic!("{journey:?}") };
        let later = change.due_now.map(|on| domain::calendar::plus_days(on, 15));
        assert_eq!((change.what.as_str(), change.due_then), ("A halfway meeting", later));
        let actor = Actor::Person(pair.lead);
        let moved = move_journeys(&ctx, actor, pair.organisation, &key(), &to, &[pair.journey]).await.unwrap();
        assert_eq!((moved, version_of(&ctx, &pair).await), (1, to.to_string()));
        let rows = store::occurrences::of_journey(ctx.db.reader(), pair.journey).await.unwrap();
        let halfway = rows.iter().find(|row| row.expectation.as_str() == "mid-point-meeting").unwrap();
        assert_eq!(Some(halfway.due_on), change.due_then);
        let events = store::events::list_for(ctx.db.reader(), "journeys", pair.journey).await.unwrap();
        assert!(events.iter().any(|event| event.kind == "journeys.move-version"), "{events:?}");
        let again = move_journeys(&ctx, actor, pair.organisation, &key(), &to, &[pair.journey]).await;
        assert!(matches!(again, Err(Failure::Refused(MoveRefusal::Nobody))), "{again:?}");
    }

    async fn req_F2_what_is_removed_from_a_form_leaves_no_answer_behind(ctx: Context) {
        let pair = pair(&ctx).await;
        let actor = Actor::Person(pair.lead);
        let own = made(&ctx, &pair, "45").await;
        move_journeys(&ctx, actor, pair.organisation, &key(), &own, &[pair.journey]).await.unwrap();
        let monthly = world::programme().meeting_kinds.iter().find(|kind| kind.form.as_str() == "monthly-meeting");
        let held = pair::held(&ctx);
        let meeting = record_held(&ctx, pair.rhys, pair.journey, &monthly.unwrap().key, held).await.unwrap();
        let asked: FieldKey = "commute".parse().unwrap();
        let value = Some(AnswerValue::Text("Two buses".to_owned()));
        save(&ctx, pair.amara, meeting, "p", &[Entry { field: asked.clone(), base: 0, value }]).await.unwrap();

        follow_source(&ctx, actor, pair.organisation, &key()).await.unwrap();
        let source = runs(&ctx, &pair).await.unwrap();
        move_journeys(&ctx, actor, pair.organisation, &key(), &source, &[pair.journey]).await.unwrap();
        let viewer = Viewer { person: pair.rhys, today: ctx.today() };
        let found = store::meetings::visible_to(ctx.db.reader(), &ctx.programmes, viewer, meeting).await.unwrap();
        let (seen, circle) = found.unwrap();
        assert!(circle.programme.form(&"monthly-meeting".parse().unwrap()).unwrap().field(&asked).is_none());
        let paper = paper(&ctx, ctx.db.reader(), &circle, &seen).await.unwrap().unwrap();
        assert!(paper.form.field(&asked).is_some(), "the record keeps the form it was begun on");
        assert_eq!(paper.values[&asked], AnswerValue::Text("Two buses".to_owned()));
        assert!(paper.text.contains("How is the journey to work?"), "{}", paper.text);
        let rest = Some(AnswerValue::Text("Three buses".to_owned()));
        save(&ctx, pair.amara, meeting, "p", &[Entry { field: asked, base: 1, value: rest }]).await.unwrap();
    }

    async fn req_B3_a_version_in_use_is_not_removed_and_never_edited(ctx: Context) {
        let pair = pair(&ctx).await;
        let (first, second) = (made(&ctx, &pair, "40").await, made(&ctx, &pair, "45").await);
        let actor = Actor::Person(pair.lead);
        let newest = remove_version(&ctx, actor, pair.organisation, &key(), &second).await;
        assert!(matches!(newest, Err(Failure::Refused(RemoveRefusal::InUse))), "new journeys begin in it");
        move_journeys(&ctx, actor, pair.organisation, &key(), &first, &[pair.journey]).await.unwrap();
        let used = remove_version(&ctx, actor, pair.organisation, &key(), &first).await;
        assert!(matches!(used, Err(Failure::Refused(RemoveRefusal::InUse))), "a journey runs in it");
        follow_source(&ctx, actor, pair.organisation, &key()).await.unwrap();
        remove_version(&ctx, actor, pair.organisation, &key(), &second).await.unwrap();
        let hashes = store::programmes::hashes(ctx.db.reader()).await.unwrap();
        assert!(hashes.contains(&second), "what is kept under its hash stays readable");
    }

    async fn req_B3_stopping_ends_the_offer_and_leaves_running_journeys(ctx: Context) {
        let pair = pair(&ctx).await;
        let own = made(&ctx, &pair, "45").await;
        let actor = Actor::Person(pair.lead);
        stop(&ctx, actor, pair.organisation, &key()).await.unwrap();
        assert_eq!(runs(&ctx, &pair).await, None);
        let kept = looked_after_here(&ctx, ctx.db.reader(), pair.organisation).await.unwrap();
        assert_eq!(kept.iter().map(|programme| programme.hash.clone()).collect::<Vec<_>>(), std::slice::from_ref(&own));
        assert!(run_here(&ctx, ctx.db.reader(), pair.organisation).await.unwrap().is_empty());
        assert_eq!(world::count(&ctx, "SELECT count(*) AS n FROM journeys WHERE ended_on IS NULL").await, 1);
        let refused = tailor(&ctx, actor, pair.organisation, &key(), &wanted("50")).await;
        assert!(matches!(refused, Err(Failure::NotFound)), "{refused:?}");
        adopt(&ctx, actor, pair.organisation, &key()).await.unwrap();
        assert_eq!(runs(&ctx, &pair).await, Some(own), "its own version again, on the same day");
    }

    async fn req_B3_a_version_made_on_one_node_is_found_by_another(ctx: Context) {
        let pair = pair(&ctx).await;
        let other = ctx.clone().with_programmes(domain::programmes::shipped().clone());
        let made = made(&ctx, &pair, "45").await;
        assert!(other.programmes.version(&made).is_none());
        assert!(other.programmes.take_missed());
        assert_eq!(catch_up(&other).await.unwrap(), 1);
        assert!(other.programmes.version(&made).is_some());
        assert_eq!(catch_up(&other).await.unwrap(), 0);
    }
}
