//! What a person takes along and what they bring (G3, G5): everything of theirs, nothing that is confidential to others,
//! whole or not at all.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

mod pair;

use domain::ids::PersonId;
use domain::keys::FieldKey;
use domain::takeaway::{Block, Book};
use operations::records::sheet;
use operations::takeaway::{TakeInRefusal, Taken, Unreadable, ask, book, own_key, take_in, unpack};
use operations::{Context, Failure, documents, jobs, records};
use pair::{held_meeting, pair};
use testkit::{both_engines, world};

/// A word of each, that can be looked for.
const OWN: &str = "Lapwing";
const SHARED: &str = "Kingfisher";
const CONFIDENTIAL: &str = "Nightjar";

async fn made(ctx: &Context, person: PersonId) -> store::takeaway::Takeaway {
    let job = ask(ctx, person).await.unwrap();
    assert!(jobs::work_once(ctx).await.unwrap());
    let job = jobs::find(ctx, job).await.unwrap().unwrap();
    assert_eq!(job.state, store::jobs::JobState::Done, "{job:?}");
    let ready = store::takeaway::ready(ctx.db.reader(), person).await.unwrap().unwrap();
    store::takeaway::find(ctx.db.reader(), person, ready.id).await.unwrap().unwrap()
}

fn contents(book: &Book) -> String {
    serde_json::to_string(book).unwrap()
}

/// Answers the first long question of a record with a word.
async fn write(ctx: &Context, by: PersonId, which: impl Into<records::Which>, word: &str) {
    let which = which.into();
    let sheet = sheet(ctx, ctx.db.reader(), by, which).await.unwrap().expect("theirs to write");
    let field = sheet.paper.form.fields().find(|field| matches!(field.kind, domain::forms::FieldKind::LongText { .. }));
    let field: FieldKey = field.expect("a long question").key.clone();
    planted(ctx, sheet.paper.record.id, &field, by, word).await;
}

/// Puts an answer straight into the table: who may write what is not what these tests are about.
async fn planted(ctx: &Context, record: domain::ids::RecordId, field: &FieldKey, by: PersonId, word: &str) {
    world::insert(
        ctx,
        "answers",
        &[
            ("record_id", domain::ids::Id::uuid(record).into()),
            ("field", field.as_str().into()),
            ("revision", 90.into()),
            ("value", serde_json::json!(word).into()),
            ("state", "standing".into()),
            ("page", "test".into()),
            ("author_id", domain::ids::Id::uuid(by).into()),
            ("saved_at", store::convert::to_db_time(ctx.now()).into()),
        ],
    )
    .await;
}

both_engines! {
    async fn req_G3_a_portfolio_holds_what_is_theirs_and_nothing_confidential_to_others(ctx: Context) {
        let pair = pair(&ctx).await;
        let meeting = held_meeting(&ctx, &pair).await;
        write(&ctx, pair.amara, meeting, SHARED).await;
        // Each writes for themselves, on every form that the programme gives them for that.
        let mut own = 0;
        for kind in &world::programme().documents {
            for (person, word) in [(pair.amara, OWN), (pair.rhys, CONFIDENTIAL)] {
                let Ok(record) = documents::begin(&ctx, person, pair.journey, &kind.key).await else { continue };
                let begun = sheet(&ctx, ctx.db.reader(), person, record).await.unwrap().unwrap();
                let owned = begun.subject.document().unwrap().place.owner.is_some();
                if owned {
                    write(&ctx, person, record, word).await;
                    own += 1;
                }
            }
        }
        assert!(own > 0, "somebody wrote something for themselves");
        let (hers, _) = book(&ctx, ctx.db.reader(), pair.amara).await.unwrap();
        let text = contents(&hers);
        assert!(text.contains(SHARED), "what both wrote is hers to take");
        assert!(text.contains(OWN), "what she wrote for herself");
        assert!(!text.contains(CONFIDENTIAL), "what he wrote for himself stays");
        let (his, _) = book(&ctx, ctx.db.reader(), pair.rhys).await.unwrap();
        let text = contents(&his);
        assert!(!text.contains(SHARED) && !text.contains(OWN), "her journey is not his to take");
        for nobody in [pair.lead, pair.manager, pair.contact, pair.stranger] {
            let (theirs, _) = book(&ctx, ctx.db.reader(), nobody).await.unwrap();
            let text = contents(&theirs);
            assert!(![OWN, SHARED, CONFIDENTIAL].iter().any(|word| text.contains(word)), "{text}");
        }
    }

    async fn req_G5_a_copy_is_checked_elsewhere_and_taken_in_once(ctx: Context) {
        let pair = pair(&ctx).await;
        held_meeting(&ctx, &pair).await;
        let takeaway = made(&ctx, pair.amara).await;
        assert!(takeaway.pdf.starts_with(b"%PDF-"));
        let unpacked = unpack(&takeaway.archive).unwrap();
        assert_eq!(unpacked.manifest.key, own_key(&ctx).await.unwrap());
        assert_eq!(unpacked.book.section("meetings").unwrap().parts.len(), 1);
        let taken = take_in(&ctx, pair.amara, &takeaway.archive).await.unwrap();
        assert!(matches!(taken, Taken::In(_)));
        assert_eq!(take_in(&ctx, pair.amara, &takeaway.archive).await.unwrap(), Taken::Already);
        let brought = store::takeaway::brought_by(ctx.db.reader(), pair.amara).await.unwrap();
        assert_eq!(brought.len(), 1);
        let read: Book = serde_json::from_value(brought[0].book.clone()).unwrap();
        assert_eq!(read, unpacked.book);
        assert!(store::takeaway::brought_by(ctx.db.reader(), pair.rhys).await.unwrap().is_empty(), "hers alone");
        // Somebody else's, and one that was changed, leave nothing behind.
        let refused = take_in(&ctx, pair.stranger, &takeaway.archive).await;
        assert!(matches!(refused, Err(Failure::Refused(TakeInRefusal::NotTheirs { .. }))), "{refused:?}");
        let mut changed = takeaway.archive.clone();
        let middle = changed.len() / 3;
        changed[middle] ^= 1;
        let refused = take_in(&ctx, pair.amara, &changed).await;
        assert!(matches!(refused, Err(Failure::Refused(TakeInRefusal::Unreadable(_)))), "{refused:?}");
        let refused = take_in(&ctx, pair.amara, b"nothing of the kind").await;
        assert!(matches!(refused, Err(Failure::Refused(TakeInRefusal::Unreadable(Unreadable::NotAnArchive)))));
        assert_eq!(world::count(&ctx, "SELECT count(*) AS n FROM brought_portfolios").await, 1);
    }

    async fn req_G3_a_portfolio_can_be_made_after_leaving_and_is_nobody_elses(ctx: Context) {
        let pair = pair(&ctx).await;
        held_meeting(&ctx, &pair).await;
        world::execute(&ctx, "UPDATE journeys SET ended_on = starts_on, ending = 'ended-early'", vec![]).await;
        world::execute(&ctx, "UPDATE posts SET finished_on = started_on", vec![]).await;
        let takeaway = made(&ctx, pair.amara).await;
        let book = unpack(&takeaway.archive).unwrap().book;
        assert_eq!(book.section("journeys").unwrap().parts.len(), 1);
        assert!(book.section("meetings").unwrap().parts[0].blocks.iter().any(|b| matches!(b, Block::Answer { .. })));
        assert!(store::takeaway::find(ctx.db.reader(), pair.rhys, takeaway.id).await.unwrap().is_none());
    }
}
