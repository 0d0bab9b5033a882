//! Matching: a cohort is proposed, changed and accepted, and the cap holds however many assign at once (D1, D2, D3, D5).

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use domain::ids::{CandidacyId, OrganisationId, PersonId};
use domain::matching::{Barrier, Outcome as Fate};
use jiff::civil::{Date, date};
use operations::matching::{self, Assignment, Change, Refusal};
use operations::{Context, Failure, jobs, journeys, supporters};
use store::matching::{Line, Mark, Run};
use testkit::{both_engines, world};

struct Trust {
    id: OrganisationId,
    lead: PersonId,
}

async fn trust(ctx: &Context) -> Trust {
    let id = world::organisation(ctx, "Northmoor NHS Foundation Trust").await;
    world::adopt(ctx, id, world::programme()).await;
    let lead = world::person(ctx, "Ruth", "Evans").await;
    world::appoint(ctx, lead, id, "lead").await;
    Trust { id, lead }
}

/// Somebody of a profession who did the training.
async fn supporter(ctx: &Context, trust: &Trust, name: &str, profession: &str) -> PersonId {
    let person = world::person(ctx, name, "Patel").await;
    let mut post = world::Post::of(person, trust.id, date(2019, 4, 1));
    post.profession = Some(profession.parse().unwrap());
    post.band = Some("6".to_owned());
    post.insert(ctx).await;
    let training = world::programme().matching.training.as_ref().unwrap();
    world::trained(ctx, person, &training.initial, date(2026, 3, 1)).await;
    person
}

/// Somebody who waits.
async fn starter(ctx: &Context, trust: &Trust, name: &str, profession: &str, starts_on: Date) -> CandidacyId {
    let person = world::person(ctx, name, "Obi").await;
    let mut post = world::Post::of(person, trust.id, starts_on);
    post.profession = Some(profession.parse().unwrap());
    post.transition = Some("newly-registered".parse().unwrap());
    let post = post.insert(ctx).await;
    world::waiting(ctx, post, world::programme()).await
}

const SOON: Date = date(2026, 11, 16);

async fn propose(ctx: &Context, trust: &Trust) -> (Run, Vec<Line>) {
    matching::propose(ctx, trust.lead, trust.id, &world::programme().key).await.unwrap();
    assert!(jobs::work_once(ctx).await.unwrap());
    look(ctx, trust).await
}

async fn look(ctx: &Context, trust: &Trust) -> (Run, Vec<Line>) {
    let reader = ctx.db.reader();
    let run = store::matching::current(reader, trust.id, &world::programme().key).await.unwrap().unwrap();
    let lines = store::matching::lines(reader, run.id).await.unwrap();
    (run, lines)
}

fn given(lines: &[Line], candidacy: CandidacyId) -> Option<PersonId> {
    lines.iter().find(|line| line.candidacy == candidacy).unwrap().supporter
}

async fn places_taken(ctx: &Context) -> i64 {
    world::count(ctx, "SELECT count(*) AS n FROM slots").await
}

fn refusal<T: std::fmt::Debug>(outcome: Result<T, Failure<Refusal>>) -> Refusal {
    match outcome {
        Err(Failure::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

both_engines! {
    async fn req_D3_a_lead_matches_a_cohort_and_everybody_is_told(ctx: Context) {
        let trust = trust(&ctx).await;
        let asha = supporter(&ctx, &trust, "Asha", "physiotherapist").await;
        let jo = supporter(&ctx, &trust, "Jo", "dietitian").await;
        let sam = starter(&ctx, &trust, "Sam", "physiotherapist", SOON).await;
        let lin = starter(&ctx, &trust, "Lin", "dietitian", SOON).await;

        let (run, lines) = propose(&ctx, &trust).await;
        assert_eq!((given(&lines, sam), given(&lines, lin)), (Some(asha), Some(jo)));
        let summary = run.summary.clone().unwrap();
        assert_eq!((summary.matched, summary.waiting), (2, 0));
        assert_eq!(summary.capacity.iter().map(|(_, capacity)| capacity.left).sum::<u32>(), 2);

        let accepted = matching::accept(&ctx, trust.lead, run.id).await.unwrap();
        assert_eq!(accepted.journeys.len(), 2);
        assert_eq!(places_taken(&ctx).await, 2);
        let before_day_one = "SELECT count(*) AS n FROM pairings g JOIN journeys j ON j.id = g.journey_id
            WHERE g.started_on < j.starts_on AND g.role = 'preceptor' AND g.why LIKE '%is also a%'";
        assert_eq!(world::count(&ctx, before_day_one).await, 2);
        let named = "SELECT count(*) AS n FROM occurrences WHERE expectation = 'preceptor-named' AND outcome = 'met'";
        assert_eq!(world::count(&ctx, named).await, 2, "what is expected is known from the first minute");
        for person in [asha, jo, lines[0].person, lines[1].person] {
            assert_eq!(store::mail::list_for(ctx.db.reader(), person).await.unwrap().len(), 1, "each is told once");
        }
        let again = matching::propose(&ctx, trust.lead, trust.id, &world::programme().key).await;
        assert_eq!(refusal(again), Refusal::NobodyWaits);
    }

    async fn req_D3_somebody_without_the_office_finds_no_matching(ctx: Context) {
        let trust = trust(&ctx).await;
        let asha = supporter(&ctx, &trust, "Asha", "physiotherapist").await;
        let sam = starter(&ctx, &trust, "Sam", "physiotherapist", SOON).await;
        let (run, _) = propose(&ctx, &trust).await;
        let stranger = world::person(&ctx, "Kit", "Moor").await;
        let programme = &world::programme().key;
        assert!(matches!(matching::propose(&ctx, stranger, trust.id, programme).await, Err(Failure::NotFound)));
        assert!(matches!(matching::accept(&ctx, stranger, run.id).await, Err(Failure::NotFound)));
        assert!(matches!(matching::discard(&ctx, stranger, run.id).await, Err(Failure::NotFound)));
        let change = Change::Exclude { candidacy: sam };
        assert!(matches!(matching::adjust(&ctx, stranger, run.id, change).await, Err(Failure::NotFound)));
        let assignment = Assignment { candidacy: sam, supporter: asha, reason: "" };
        assert!(matches!(matching::assign(&ctx, stranger, &assignment).await, Err(Failure::NotFound)));
    }

    async fn req_D3_the_lead_changes_a_proposal_and_runs_it_again(ctx: Context) {
        let trust = trust(&ctx).await;
        let asha = supporter(&ctx, &trust, "Asha", "physiotherapist").await;
        let jo = supporter(&ctx, &trust, "Jo", "dietitian").await;
        let sam = starter(&ctx, &trust, "Sam", "physiotherapist", SOON).await;
        let lin = starter(&ctx, &trust, "Lin", "dietitian", SOON).await;
        let (run, _) = propose(&ctx, &trust).await;
        let change = async |change| matching::adjust(&ctx, trust.lead, run.id, change).await.unwrap();

        change(Change::Fix { candidacy: lin, supporter: jo }).await;
        assert_eq!(look(&ctx, &trust).await.0.changed_at, None, "keeping a pair as it is changes nothing");
        change(Change::RuleOut { candidacy: sam, supporter: asha }).await;
        assert_eq!(refusal(matching::accept(&ctx, trust.lead, run.id).await), Refusal::Changed);
        let (run_again, lines) = propose(&ctx, &trust).await;
        assert_eq!(run_again.id, run.id, "one open run at a time");
        assert_eq!((given(&lines, sam), given(&lines, lin)), (Some(jo), Some(jo)));

        change(Change::Exclude { candidacy: sam }).await;
        change(Change::LeaveOut { supporter: jo }).await;
        let (_, lines) = propose(&ctx, &trust).await;
        let of = |candidacy| lines.iter().find(|line| line.candidacy == candidacy).unwrap();
        assert_eq!((of(sam).mark, of(sam).supporter), (Mark::Excluded, None));
        assert_eq!((of(lin).supporter, of(lin).let_go), (Some(asha), Some((jo, Barrier::LeftOut))));

        matching::accept(&ctx, trust.lead, run.id).await.unwrap();
        let sam = store::candidacies::find(ctx.db.reader(), sam).await.unwrap().unwrap();
        assert_eq!(sam.state, domain::candidacies::State::Accepted, "who was left waiting still waits");
    }

    async fn req_D3_a_proposal_that_the_world_has_overtaken_is_not_accepted(ctx: Context) {
        let trust = trust(&ctx).await;
        let asha = supporter(&ctx, &trust, "Asha", "physiotherapist").await;
        starter(&ctx, &trust, "Sam", "physiotherapist", SOON).await;
        let (run, _) = propose(&ctx, &trust).await;
        world::execute(&ctx, "DELETE FROM trainings", vec![]).await;
        let stale = vec!["Asha Patel does not support anybody here any more.".to_owned()];
        assert_eq!(refusal(matching::accept(&ctx, trust.lead, run.id).await), Refusal::Stale(stale));
        let training = world::programme().matching.training.as_ref().unwrap();
        world::trained(&ctx, asha, &training.initial, date(2020, 1, 1)).await;
        let stale = "Asha Patel cannot support Sam Obi: Asha Patel has training that is out of date from 1 January 2022.";
        assert_eq!(refusal(matching::accept(&ctx, trust.lead, run.id).await), Refusal::Stale(vec![stale.to_owned()]));
        assert_eq!(places_taken(&ctx).await, 0, "all or nothing");
    }

    async fn req_D3_an_unmatched_person_is_told_what_stands_in_the_way(ctx: Context) {
        let trust = trust(&ctx).await;
        supporter(&ctx, &trust, "Asha", "physiotherapist").await;
        for name in ["Sam", "Lin", "Max"] {
            starter(&ctx, &trust, name, "physiotherapist", SOON).await;
        }
        let (run, lines) = propose(&ctx, &trust).await;
        assert_eq!(run.summary.unwrap().waiting, 1);
        let Fate::Unmatched(obstacles) = &lines[0].outcome else { panic!("unmatched people come first") };
        let teller = matching::Teller::new(world::programme(), std::collections::HashMap::new());
        let said = teller.obstacles(obstacles);
        assert_eq!(said, ["Every place of the only physiotherapist goes to others in this matching."]);
    }

    async fn req_D2_the_cap_holds_while_many_assign_at_once(ctx: Context) {
        let trust = trust(&ctx).await;
        let asha = supporter(&ctx, &trust, "Asha", "physiotherapist").await;
        let mut waiting = Vec::new();
        for number in 0..(8 * testkit::exam_factor()) {
            waiting.push(starter(&ctx, &trust, &format!("Sam{number}"), "physiotherapist", SOON).await);
        }
        let tries = waiting.iter().map(|&candidacy| {
            let (ctx, lead) = (ctx.clone(), trust.lead);
            tokio::spawn(async move {
                let assignment = Assignment { candidacy, supporter: asha, reason: "" };
                matching::assign(&ctx, lead, &assignment).await
            })
        });
        let tries: Vec<_> = tries.collect();
        let mut given = 0;
        for outcome in tries {
            match outcome.await.unwrap() {
                Ok(_) => given += 1,
                Err(Failure::Refused(Refusal::ReasonMissing | Refusal::Rule(Barrier::Full { .. }))) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
        assert_eq!((given, places_taken(&ctx).await), (2, 2), "two at once, however many try");
        assert_eq!(world::count(&ctx, "SELECT count(*) AS n FROM journeys").await, 2, "nothing is left half done");

        let left = store::matching::waiting(
            ctx.db.reader(),
            trust.id,
            &world::programme().key,
            &world::programme().matching.family,
        );
        let candidacy = left.await.unwrap()[0].seeker.candidacy;
        let assignment = Assignment { candidacy, supporter: asha, reason: "Nobody else at this site, agreed with Asha" };
        matching::assign(&ctx, trust.lead, &assignment).await.unwrap();
        let recorded = "SELECT count(*) AS n FROM slots s JOIN slot_overrides o ON o.id = s.override_id
            WHERE s.number = 3 AND s.cap = 2 AND o.reason LIKE 'Nobody else%'";
        assert_eq!(world::count(&ctx, recorded).await, 1, "one more, with its reason");
    }

    async fn req_D2_the_schema_itself_refuses_a_place_above_the_cap(ctx: Context) {
        let trust = trust(&ctx).await;
        let asha = supporter(&ctx, &trust, "Asha", "physiotherapist").await;
        let sam = starter(&ctx, &trust, "Sam", "physiotherapist", SOON).await;
        let assignment = Assignment { candidacy: sam, supporter: asha, reason: "" };
        matching::assign(&ctx, trust.lead, &assignment).await.unwrap();
        let above: Result<(), store::Fault> = store::write!(ctx.db, |tx| {
            let pairing = store::journeys::NewPairing {
                id: ctx.new_id(),
                journey: ctx.new_id(),
                person: asha,
                role: "preceptor".parse().unwrap(),
                started_on: SOON,
                named_at: ctx.now(),
                why: String::new(),
            };
            store::journeys::take_slot(tx, &pairing, &world::programme().matching.family, 3, 2, None).await?;
            Ok(())
        });
        assert!(above.is_err());
    }

    async fn req_D1_a_supporter_says_what_they_bring_and_it_counts(ctx: Context) {
        let trust = trust(&ctx).await;
        let asha = supporter(&ctx, &trust, "Asha", "physiotherapist").await;
        let sam = starter(&ctx, &trust, "Sam", "physiotherapist", SOON).await;
        let mut said = supporters::Said {
            at_once: 2,
            available_from: Some(date(2027, 1, 1)),
            available_until: None,
            transitions: vec!["newly-registered".parse().unwrap()],
            prefers: vec![],
            sites: vec!["East wing".to_owned()],
            likes: "Confidence on the wards".to_owned(),
        };
        let save = async |said: &supporters::Said, by| {
            supporters::save_profile(&ctx, by, trust.id, world::programme(), said).await
        };
        save(&said, asha).await.unwrap();
        assert!(matches!(save(&said, trust.lead).await, Err(Failure::NotFound)), "only supporters have a profile");
        let (run, lines) = propose(&ctx, &trust).await;
        assert_eq!(given(&lines, sam), None, "not there on the first working day");
        let fix = Change::Fix { candidacy: sam, supporter: asha };
        let barrier = Barrier::NotYetAvailable { from: date(2027, 1, 1) };
        assert_eq!(refusal(matching::adjust(&ctx, trust.lead, run.id, fix).await), Refusal::Rule(barrier));
        said.available_from = None;
        save(&said, asha).await.unwrap();
        let (_, lines) = propose(&ctx, &trust).await;
        assert_eq!(given(&lines, sam), Some(asha));
        said.at_once = 3;
        assert!(matches!(save(&said, asha).await, Err(Failure::Refused(supporters::ProfileRefusal::TooMany { cap: 2 }))));
    }

    async fn req_D5_a_supporter_of_another_profession_calls_for_a_contact(ctx: Context) {
        let trust = trust(&ctx).await;
        let jo = supporter(&ctx, &trust, "Jo", "dietitian").await;
        let sam = starter(&ctx, &trust, "Sam", "physiotherapist", SOON).await;
        let lin = starter(&ctx, &trust, "Lin", "dietitian", SOON).await;
        for candidacy in [sam, lin] {
            let assignment = Assignment { candidacy, supporter: jo, reason: "" };
            matching::assign(&ctx, trust.lead, &assignment).await.unwrap();
        }
        let programme = world::programme();
        let needs = journeys::needs_contact(ctx.db.reader(), trust.id, programme).await.unwrap();
        let [need] = &needs[..] else { panic!("{needs:?}") };
        assert_eq!((need.name.as_str(), need.supporter_name.as_str()), ("Sam Obi", "Jo Patel"));
        let name = async |contact| {
            journeys::name_contact(&ctx, trust.lead, trust.id, programme, need.journey, contact).await
        };
        assert!(matches!(name(jo).await, Err(Failure::Refused(journeys::ContactRefusal::OtherProfession))));
        assert!(matches!(name(need.person).await, Err(Failure::Refused(journeys::ContactRefusal::Never))));
        let asha = supporter(&ctx, &trust, "Asha", "physiotherapist").await;
        name(asha).await.unwrap();
        assert!(journeys::needs_contact(ctx.db.reader(), trust.id, programme).await.unwrap().is_empty());
        assert_eq!(store::mail::list_for(ctx.db.reader(), asha).await.unwrap().len(), 1);
    }
}
