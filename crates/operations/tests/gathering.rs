//! What a person gathers: private until shared, shared for as long as its owner likes, gone when taken back; files that
//! are what they hold; numbers of patients pointed out before they are kept.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

mod pair;

use std::collections::BTreeSet;

use domain::access::Viewer;
use domain::evidence::Subject;
use domain::ids::{Id, JourneyId, PersonId, ReflectionId};
use domain::learning::{Kind, Line, Wrong};
use jiff::civil::date;
use operations::evidence::{AddRefusal, New as NewFile, add};
use operations::learning::{KeepRefusal, New, keep};
use operations::reflections::{Entry, SaveRefusal, begin, remove, save};
use operations::shares::{ShareRefusal, Shared, share, take_back};
use operations::{Context, Failure};
use pair::pair;
use testkit::both_engines;

fn viewer(ctx: &Context, person: PersonId) -> Viewer {
    Viewer { person, today: ctx.today() }
}

fn entry(prompt: &str, base: i32, content: &str) -> Entry {
    Entry { prompt: prompt.to_owned(), base, content: content.to_owned() }
}

async fn written(ctx: &Context, by: PersonId) -> ReflectionId {
    let id = begin(ctx, by, "free").await.unwrap();
    save(ctx, by, id, &[entry("title", 0, "A hard day"), entry("text", 0, "I was slow.")], &[]).await.unwrap();
    id
}

async fn reads(ctx: &Context, who: PersonId, id: ReflectionId) -> bool {
    store::reflections::visible_to(ctx.db.reader(), viewer(ctx, who), id).await.unwrap().is_some()
}

both_engines! {
    async fn req_G1_a_reflection_is_private_until_it_is_shared_and_again_when_taken_back(ctx: Context) {
        let pair = pair(&ctx).await;
        let id = written(&ctx, pair.amara).await;
        for other in [pair.rhys, pair.lead, pair.manager, pair.stranger] {
            assert!(!reads(&ctx, other, id).await);
        }
        let with = BTreeSet::from([pair.rhys]);
        share(&ctx, pair.amara, Shared::Reflection(id), &with, None).await.unwrap();
        assert!(reads(&ctx, pair.rhys, id).await && !reads(&ctx, pair.contact, id).await);
        let refused = share(&ctx, pair.amara, Shared::Reflection(id), &BTreeSet::from([pair.stranger]), None).await;
        assert!(matches!(refused, Err(Failure::Refused(ShareRefusal::NotBeside))));
        let others = share(&ctx, pair.rhys, Shared::Reflection(id), &BTreeSet::from([pair.contact]), None).await;
        assert!(matches!(others, Err(Failure::NotFound)), "nobody passes on what was shared with them");
        let mine = store::shares::of_owner(ctx.db.reader(), viewer(&ctx, pair.amara), None).await.unwrap();
        assert!(matches!(take_back(&ctx, pair.rhys, mine[0].id).await, Err(Failure::NotFound)));
        take_back(&ctx, pair.amara, mine[0].id).await.unwrap();
        assert!(!reads(&ctx, pair.rhys, id).await);
    }

    async fn req_G1_sharing_ends_with_its_last_day_and_with_the_journey(ctx: Context) {
        let pair = pair(&ctx).await;
        let id = written(&ctx, pair.amara).await;
        let with = BTreeSet::from([pair.rhys]);
        let what = Shared::Reflection(id);
        let past = share(&ctx, pair.amara, what, &with, Some(date(2026, 11, 1))).await;
        assert!(matches!(past, Err(Failure::Refused(ShareRefusal::Over))));
        share(&ctx, pair.amara, what, &with, Some(date(2026, 11, 9))).await.unwrap();
        ctx.clock.move_to("2026-11-09T20:00:00Z".parse().unwrap());
        assert!(reads(&ctx, pair.rhys, id).await);
        ctx.clock.move_to("2026-11-10T09:00:00Z".parse().unwrap());
        assert!(!reads(&ctx, pair.rhys, id).await);
        share(&ctx, pair.amara, what, &with, None).await.unwrap();
        assert!(reads(&ctx, pair.rhys, id).await);
        let journey: JourneyId = pair.journey;
        let ended: Result<bool, store::Fault> = store::write!(ctx.db, |tx| {
            store::journeys::end(tx, journey, date(2026, 11, 10), "ended-early", None).await
        });
        assert!(ended.unwrap());
        ctx.clock.move_to("2026-11-11T09:00:00Z".parse().unwrap());
        assert!(!reads(&ctx, pair.rhys, id).await, "access ends with the relationship");
        assert!(reads(&ctx, pair.amara, id).await, "it stays its writer's own");
    }

    async fn req_G1_a_number_of_a_patient_is_pointed_out_before_it_is_kept(ctx: Context) {
        let pair = pair(&ctx).await;
        let id = begin(&ctx, pair.amara, "free").await.unwrap();
        let text = entry("text", 0, "He (943 476 5919) asked me to stay.");
        let refused = save(&ctx, pair.amara, id, std::slice::from_ref(&text), &[]).await;
        assert!(matches!(refused, Err(Failure::Refused(SaveRefusal::NhsNumbers(found))) if found.len() == 1));
        assert!(store::reflections::find(ctx.db.reader(), id).await.unwrap().unwrap().is_empty());
        save(&ctx, pair.amara, id, &[text], &["9434765919".to_owned()]).await.unwrap();
        save(&ctx, pair.amara, id, &[entry("text", 1, "943 476 5919 asked me.")], &[]).await.unwrap();
    }

    async fn req_F7_two_windows_never_write_over_one_another(ctx: Context) {
        let pair = pair(&ctx).await;
        let id = written(&ctx, pair.amara).await;
        let stale = save(&ctx, pair.amara, id, &[entry("text", 0, "Other words.")], &[]).await;
        assert!(matches!(stale, Err(Failure::Refused(SaveRefusal::ChangedMeanwhile(_)))));
        save(&ctx, pair.amara, id, &[entry("text", 1, "Other words.")], &[]).await.unwrap();
        assert!(matches!(save(&ctx, pair.rhys, id, &[entry("text", 2, "x")], &[]).await, Err(Failure::NotFound)));
    }

    async fn req_G2_a_file_goes_with_what_it_belongs_to_and_is_what_it_holds(ctx: Context) {
        let pair = pair(&ctx).await;
        let id = written(&ctx, pair.amara).await;
        let file = |content: &'static [u8]| NewFile {
            subject: Subject::Reflection,
            subject_id: Some(id.uuid()),
            name: "../poster.pdf",
            content,
            description: "A poster",
            said: &[],
        };
        let wrong = add(&ctx, pair.amara, &file(b"MZ\x90\x00")).await;
        assert!(matches!(wrong, Err(Failure::Refused(AddRefusal::WrongType))));
        assert!(matches!(add(&ctx, pair.rhys, &file(b"%PDF-1.7 x")).await, Err(Failure::NotFound)));
        let kept = add(&ctx, pair.amara, &file(b"%PDF-1.7 x")).await.unwrap();
        let seen = |who| store::evidence::visible_to(ctx.db.reader(), viewer(&ctx, who), kept);
        assert!(seen(pair.rhys).await.unwrap().is_none());
        share(&ctx, pair.amara, Shared::Reflection(id), &BTreeSet::from([pair.rhys]), None).await.unwrap();
        assert_eq!(seen(pair.rhys).await.unwrap().unwrap().name, "poster.pdf");
        assert_eq!(operations::evidence::content(&ctx, kept).await.unwrap(), b"%PDF-1.7 x");
        remove(&ctx, pair.amara, id).await.unwrap();
        assert!(seen(pair.amara).await.unwrap().is_none() && !reads(&ctx, pair.rhys, id).await);
    }

    async fn req_C4_learning_counts_as_protected_time_unless_it_is_mandatory(ctx: Context) {
        let pair = pair(&ctx).await;
        let accounts = operations::time::accounts(&ctx, ctx.db.reader(), viewer(&ctx, pair.amara)).await.unwrap();
        let line = |kind: Kind| Line {
            on: date(2026, 11, 2),
            minutes: 90,
            kind,
            title: "Splints".to_owned(),
            theme: None,
            taken: String::new(),
        };
        let new = |kind: Kind| New {
            of: None,
            journey: None,
            line: line(kind),
            counts_in: Some(accounts[0].account.which.clone()),
            said: Vec::new(),
        };
        let refused = keep(&ctx, pair.amara, &new(Kind::Mandatory)).await;
        assert!(matches!(refused, Err(Failure::Refused(KeepRefusal::Wrong(Wrong::Mandatory)))));
        let id = keep(&ctx, pair.amara, &new(Kind::Course)).await.unwrap();
        let minutes = |mine: &[store::time::TimeLine]| mine.iter().map(|line| line.line.minutes).sum::<u32>();
        let lines = store::time::lines_of(ctx.db.reader(), pair.amara).await.unwrap();
        assert_eq!(minutes(&lines), 90);
        let not = New { of: Some((id, 1)), counts_in: None, ..new(Kind::Course) };
        keep(&ctx, pair.amara, &not).await.unwrap();
        assert!(store::time::lines_of(ctx.db.reader(), pair.amara).await.unwrap().is_empty());
        let stale = keep(&ctx, pair.amara, &not).await;
        assert!(matches!(stale, Err(Failure::Refused(KeepRefusal::ChangedMeanwhile))));
    }

    async fn req_G2_files_may_lie_in_a_folder(ctx: Context) {
        let folder = std::env::temp_dir().join(format!("alongside-files-{}", ctx.new_id::<ReflectionId>()));
        let keeping = operations::kept::Keeping { folder: Some(folder.clone()), ..Default::default() };
        let ctx = ctx.keeping_files(keeping);
        let pair = pair(&ctx).await;
        let file = NewFile {
            subject: Subject::Portfolio,
            subject_id: None,
            name: "note.txt",
            content: b"Thank you",
            description: "",
            said: &[],
        };
        let kept = add(&ctx, pair.amara, &file).await.unwrap();
        assert!(store::evidence::content(ctx.db.reader(), kept).await.unwrap().is_none(), "not in the database");
        assert_eq!(operations::evidence::content(&ctx, kept).await.unwrap(), b"Thank you");
        operations::evidence::remove(&ctx, pair.amara, kept).await.unwrap();
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
