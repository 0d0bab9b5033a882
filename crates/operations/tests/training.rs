//! What belongs to a training: assessments and what a fail calls, placements and what is not to be raised there (P3, P5).

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use domain::calendar::plus_days;
use domain::ids::{JourneyId, PersonId};
use domain::programmes::shipped;
use jiff::civil::date;
use operations::assessments::{self, AssessmentRefusal, standing_outcomes};
use operations::placements::{self, KeepRefusal, Said};
use operations::{Context, Failure};
use testkit::{both_engines, world};

struct People {
    journey: JourneyId,
    trainee: PersonId,
    clinical: PersonId,
    placement: PersonId,
    director: PersonId,
}

async fn people(ctx: &Context) -> People {
    let organisation = world::organisation(ctx, "University of Eastmarch").await;
    let programme = shipped().newest(&"doctoral-tutor-pair".parse().unwrap()).unwrap();
    world::adopt(ctx, organisation, programme).await;
    let trainee = world::person(ctx, "Kwame", "Mensah").await;
    let clinical = world::person(ctx, "Adam", "Birch").await;
    let placement = world::person(ctx, "Petra", "Place").await;
    let director = world::person(ctx, "Naomi", "Feld").await;
    world::appoint(ctx, director, organisation, "doctoral-tutor-pair/clinical-director").await;
    let since = date(2026, 9, 1);
    let post = world::Post::of(trainee, organisation, since).insert(ctx).await;
    let journey = world::journey(ctx, post, programme, since).await;
    for (person, role) in [(clinical, "clinical-tutor"), (placement, "placement-supervisor")] {
        world::pairing(ctx, journey, person, &role.parse().unwrap(), since).await;
    }
    People { journey, trainee, clinical, placement, director }
}

async fn reviews(ctx: &Context, people: &People) -> usize {
    let query =
        "SELECT expectation AS text FROM occurrences WHERE expectation = 'review-after-failure' AND journey_id = $1";
    world::texts(ctx, query, people.journey).await.len()
}

fn said(people: &People, ctx: &Context) -> Said {
    let _ = people;
    Said {
        name: "Older adults, Kingsbridge".to_owned(),
        host_name: "Ines Pohl".to_owned(),
        started_on: plus_days(ctx.today(), -20),
        finished_on: Some(plus_days(ctx.today(), 120)),
        offers: vec!["assessment".parse().unwrap(), "nonsense".parse().unwrap()],
        also_offers: "A teaching hour each week.".to_owned(),
        agreed_on: None,
    }
}

both_engines! {
    async fn req_P3_a_failed_assessment_that_counts_calls_a_review_and_a_correction_takes_it_back(ctx: Context) {
        let people = people(&ctx).await;
        let key = "first-placement-assignment".parse().unwrap();
        let failed = "not-passed".parse().unwrap();
        let on = plus_days(ctx.today(), -3);
        let enter = |by, attempt, outcome| assessments::enter(&ctx, by, people.journey, &key, attempt, (outcome, on));
        for nobody in [people.trainee, people.clinical, people.placement] {
            assert!(matches!(enter(nobody, 1, &failed).await, Err(Failure::NotFound)), "the university reports it");
        }
        assert_eq!(reviews(&ctx, &people).await, 0);
        enter(people.director, 1, &failed).await.unwrap();
        assert_eq!(reviews(&ctx, &people).await, 1, "four weeks after the day of the fail");
        let passed = "passed".parse().unwrap();
        enter(people.director, 1, &passed).await.unwrap();
        assert_eq!(reviews(&ctx, &people).await, 0, "it was a mistake");
        let entered = store::assessments::outcomes(ctx.db.reader(), people.journey).await.unwrap();
        assert_eq!((entered.len(), standing_outcomes(&entered, &key).len()), (2, 1), "the old one stays readable");
        let third = enter(people.director, 3, &passed).await;
        assert!(matches!(third, Err(Failure::Refused(AssessmentRefusal::NoSuchAttempt))));
        assert!(assessments::view(&ctx, ctx.db.reader(), people.placement, people.journey).await.unwrap().is_none());
    }

    async fn req_P5_what_is_not_to_be_raised_reaches_tutors_before_the_visit_and_never_the_placement(ctx: Context) {
        let people = people(&ctx).await;
        let said = said(&people, &ctx);
        let refused = placements::enter(&ctx, people.placement, people.journey, &said).await;
        assert!(matches!(refused, Err(Failure::NotFound)));
        let id = placements::enter(&ctx, people.trainee, people.journey, &said).await.unwrap();
        let kept = store::placements::find(ctx.db.reader(), id).await.unwrap().unwrap();
        assert_eq!(kept.offers.len(), 1, "only what the programme names");
        let began = "SELECT fact AS text FROM facts WHERE fact = 'placement-begun' AND journey_id = $1";
        assert_eq!(world::texts(&ctx, began, people.journey).await.len(), 1, "its first day is a fact");
        let silence = placements::ask_silence(&ctx, people.trainee, id, "That I look for another flat.").await.unwrap();
        let visit = "placement-visit".parse().unwrap();
        let before = |who| placements::before_visit(&ctx, ctx.db.reader(), who, people.journey, (&visit, ctx.today()));
        assert_eq!(before(people.clinical).await.unwrap().len(), 1);
        assert_eq!(before(people.placement).await.unwrap().len(), 0);
        assert_eq!(before(people.director).await.unwrap().len(), 0, "the director sees where trainees are, no more");
        assert!(placements::find(&ctx, ctx.db.reader(), people.placement, id).await.unwrap().is_none());
        let own = placements::say_raised(&ctx, people.trainee, (id, silence), "x").await;
        assert!(matches!(own, Err(Failure::NotFound)));
        placements::say_raised(&ctx, people.clinical, (id, silence), "That you may move.").await.unwrap();
        let letter = &store::mail::newest(ctx.db.reader(), 1).await.unwrap()[0];
        assert_eq!(letter.recipient, "kwame.mensah@example.test");
        assert!(!letter.body.contains("flat") && !letter.body.contains("move"), "{}", letter.body);
    }

    async fn two_who_change_a_placement_at_once_do_not_overwrite_one_another(ctx: Context) {
        let people = people(&ctx).await;
        let mut said = said(&people, &ctx);
        let id = placements::enter(&ctx, people.clinical, people.journey, &said).await.unwrap();
        said.agreed_on = Some(ctx.today());
        placements::change(&ctx, people.clinical, id, 1, &said).await.unwrap();
        let late = placements::change(&ctx, people.trainee, id, 1, &said).await;
        assert!(matches!(late, Err(Failure::Refused(KeepRefusal::ChangedMeanwhile))));
    }
}
