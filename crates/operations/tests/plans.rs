//! A plan as two people keep it: added to in a line, changed at once without loss, agreed, finished; what its document says.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

mod pair;

use domain::ids::{PersonId, PlanItemId};
use domain::plans::{Details, ItemKind, ItemState, Part, Settled, Wrong};
use domain::programmes::Party;
use domain::records::{AnswerValue, Stage};
use domain::signatures::{Confirmation, Shown};
use operations::plans::{AgreeRefusal, ChangeRefusal, Plan, add, agree, change, load, note, settle};
use operations::records::{Which, sheet, sign, stage_of};
use operations::{Context, Failure};
use pair::{Pair, pair};
use testkit::{both_engines, world};

fn said(what: &str) -> Details {
    Details { what: what.to_owned(), ..Details::default() }
}

async fn plan(ctx: &Context, who: PersonId, pair: &Pair) -> Option<Plan> {
    load(ctx, ctx.db.reader(), who, pair.journey).await.unwrap()
}

async fn objective(ctx: &Context, pair: &Pair, what: &str) -> PlanItemId {
    add(ctx, pair.amara, pair.journey, ItemKind::Objective, &said(what)).await.unwrap()
}

/// What the plan's newest document says of objectives, and how far it is.
async fn document(ctx: &Context, pair: &Pair) -> Vec<(i32, Stage, Vec<String>)> {
    let kind = world::programme().plan.as_ref().unwrap().document.clone();
    let mut found = Vec::new();
    for record in store::records::documents_of(ctx.db.reader(), pair.journey).await.unwrap() {
        let Some(place) = record.of.document().filter(|place| place.key == kind) else { continue };
        let sheet = sheet(ctx, ctx.db.reader(), pair.amara, Which::Document(record.id)).await.unwrap().unwrap();
        let said = sheet.paper.values.values().find_map(|value| match value {
            AnswerValue::Plan(lines) => Some(lines.clone()),
            _ => None,
        });
        found.push((place.number, stage_of(&record), said.unwrap_or_default()));
    }
    found
}

both_engines! {
    async fn req_E3_a_line_is_an_objective_and_meets_what_the_programme_expects(ctx: Context) {
        let pair = pair(&ctx).await;
        assert_eq!(document(&ctx, &pair).await.len(), 0);
        objective(&ctx, &pair, "Run a list").await;
        let documents = document(&ctx, &pair).await;
        assert_eq!(documents, [(1, Stage::Draft, vec!["Run a list".to_owned()])]);
        let met = "SELECT expectation AS text FROM occurrences WHERE outcome = 'met' AND journey_id = $1 ORDER BY 1";
        assert!(world::texts(&ctx, met, pair.journey).await.contains(&"first-objective".to_owned()));
        let empty = add(&ctx, pair.amara, pair.journey, ItemKind::Objective, &said("  ")).await;
        assert!(matches!(empty, Err(Failure::Refused(Wrong::Empty))));
    }

    async fn req_E3_two_who_change_one_objective_at_once_lose_nothing(ctx: Context) {
        let pair = pair(&ctx).await;
        let id = objective(&ctx, &pair, "Run a list").await;
        let success = Details { success: "They say so".into(), ..said("Run a list") };
        change(&ctx, pair.amara, id, 1, &success).await.unwrap();
        change(&ctx, pair.rhys, id, 1, &said("Run a clinic")).await.unwrap();
        let now = plan(&ctx, pair.amara, &pair).await.unwrap().item(id).unwrap().item.clone();
        assert_eq!((now.details.what.as_str(), now.details.success.as_str()), ("Run a clinic", "They say so"));
        let again = change(&ctx, pair.amara, id, 1, &said("Run two lists")).await;
        let Err(Failure::Refused(ChangeRefusal::Clash { clashes, version })) = again else { panic!("no clash") };
        assert_eq!((clashes[0].part, clashes[0].theirs.as_str(), version), (Part::What, "Run a clinic", 3));
        let changes = store::plans::changes_of(ctx.db.reader(), pair.journey).await.unwrap();
        let before: Vec<_> = changes.iter().map(|one| (one.version, one.changed.before.as_str(), one.by)).collect();
        assert_eq!(before, [(3, "Run a list", pair.rhys), (2, "", pair.amara), (1, "", pair.amara)]);
    }

    async fn req_E3_what_was_agreed_is_asked_again_when_it_changes(ctx: Context) {
        let pair = pair(&ctx).await;
        let id = objective(&ctx, &pair, "Run a list").await;
        let yet = async |ctx: &Context| {
            let plan = plan(ctx, pair.amara, &pair).await.unwrap();
            plan.yet_to_agree(&plan.item(id).unwrap().item).into_iter().cloned().collect::<Vec<Party>>()
        };
        let supporter = Party::Role(world::programme().supporter.clone());
        assert_eq!(yet(&ctx).await, std::slice::from_ref(&supporter));
        agree(&ctx, pair.rhys, id, 1).await.unwrap();
        assert!(yet(&ctx).await.is_empty());
        change(&ctx, pair.amara, id, 1, &said("Run two lists")).await.unwrap();
        assert_eq!(yet(&ctx).await, [supporter]);
        let stale = agree(&ctx, pair.rhys, id, 1).await;
        assert!(matches!(stale, Err(Failure::Refused(AgreeRefusal::Changed))));
    }

    async fn req_E3_a_change_after_signing_takes_the_signature_off_and_a_signed_plan_gets_a_next_version(ctx: Context) {
        let pair = pair(&ctx).await;
        let id = objective(&ctx, &pair, "Run a list").await;
        let sign_as = async |who: PersonId| {
            let kind = world::programme().plan.as_ref().unwrap().document.clone();
            let records = store::records::documents_of(ctx.db.reader(), pair.journey).await.unwrap();
            let last = records.iter().rfind(|r| r.of.document().is_some_and(|place| place.key == kind)).unwrap();
            let sheet = sheet(&ctx, ctx.db.reader(), who, Which::Document(last.id)).await.unwrap().unwrap();
            let shown = Shown { version: sheet.paper.record.version, text: sheet.paper.document.text.clone() };
            let confirmation = Confirmation { confirmed_at: ctx.now(), method: "link".into() };
            sign(&ctx, who, last.id, &shown, confirmation).await.unwrap()
        };
        sign_as(pair.amara).await;
        settle(&ctx, pair.amara, id, ItemState::Reached, "Three times", ctx.today()).await.unwrap();
        let signed = store::records::signers_of(ctx.db.reader(), pair.journey).await.unwrap();
        assert!(signed.is_empty(), "what was signed has changed");
        sign_as(pair.amara).await;
        sign_as(pair.rhys).await;
        objective(&ctx, &pair, "Teach a student").await;
        let documents = document(&ctx, &pair).await;
        assert_eq!(documents.len(), 2);
        assert_eq!((documents[0].1, documents[0].2.len()), (Stage::Closed, 1), "what was signed stays as it was");
        assert_eq!((documents[1].0, documents[1].1, documents[1].2.len()), (2, Stage::Draft, 2));
    }

    async fn req_E3_an_objective_is_let_go_with_why_and_taken_up_again(ctx: Context) {
        let pair = pair(&ctx).await;
        let id = objective(&ctx, &pair, "Run a list").await;
        let today = ctx.today();
        let why = settle(&ctx, pair.rhys, id, ItemState::Dropped, " ", today).await;
        assert!(matches!(why, Err(Failure::Refused(Settled::WhyMissing))));
        settle(&ctx, pair.rhys, id, ItemState::Dropped, "The clinic closed", today).await.unwrap();
        note(&ctx, pair.amara, id, "A pity", today).await.unwrap();
        settle(&ctx, pair.amara, id, ItemState::Open, "", today).await.unwrap();
        let plan = plan(&ctx, pair.amara, &pair).await.unwrap();
        let item = &plan.item(id).unwrap().item;
        assert_eq!((item.state, item.outcome.as_str(), item.settled_on), (ItemState::Open, "", None));
        assert_eq!(plan.notes_on(id).count(), 1);
    }

    async fn req_J4_a_plan_is_nobody_elses(ctx: Context) {
        let pair = pair(&ctx).await;
        let id = objective(&ctx, &pair, "Run a list").await;
        for outsider in [pair.stranger, pair.lead, pair.manager] {
            assert!(plan(&ctx, outsider, &pair).await.is_none());
            assert!(matches!(change(&ctx, outsider, id, 1, &said("x")).await, Err(Failure::NotFound)));
            assert!(matches!(note(&ctx, outsider, id, "x", ctx.today()).await, Err(Failure::NotFound)));
            let added = add(&ctx, outsider, pair.journey, ItemKind::Need, &said("x")).await;
            assert!(matches!(added, Err(Failure::NotFound)));
        }
    }
}
