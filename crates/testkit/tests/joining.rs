//! Joining: candidates are recognised, offered, answered and reminded; nobody is lost (C1, C2, C3, A6).

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

use domain::candidacies::{Candidacy, State};
use domain::ids::{CandidacyId, OrganisationId, PersonId, PostId};
use jiff::civil::{Date, date};
use operations::candidacies::{self, Answer, Answerer, Asking, By, Refusal};
use operations::{Context, Failure};
use store::Fault;
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

fn starter(person: PersonId, at: OrganisationId, starts_on: Date) -> world::Post {
    let transition = Some("newly-registered".parse().unwrap());
    world::Post { transition, ..world::Post::of(person, at, starts_on) }
}

async fn register(ctx: &Context, person: PersonId, number: &str) {
    use domain::ids::Id;
    let columns = [("person_id", person.uuid().into()), ("regulator", "hcpc".into()), ("number", number.into())];
    world::insert(ctx, "registrations", &columns).await;
}

/// A newly registered physiotherapist who starts on a day, known to the register.
async fn hire(ctx: &Context, trust: &Trust, name: &str, starts_on: Date) -> (PersonId, PostId) {
    let person = world::person(ctx, name, "Obi").await;
    register(ctx, person, &format!("PH{name}")).await;
    (person, starter(person, trust.id, starts_on).insert(ctx).await)
}

async fn read_file(ctx: &Context, trust: &Trust, posts: &[PostId]) -> usize {
    let new: Result<usize, Fault> =
        store::write!(ctx.db, |tx| { candidacies::recognise(tx, ctx, trust.id, posts).await });
    new.unwrap()
}

async fn only_one(ctx: &Context, person: PersonId) -> Candidacy {
    let found = store::candidacies::list_for_person(ctx.db.reader(), person).await.unwrap();
    let [one] = &found[..] else { panic!("{found:?}") };
    one.clone()
}

async fn counts(ctx: &Context, trust: &Trust) -> store::candidacies::PerState {
    store::candidacies::count_per_state(ctx.db.reader(), trust.id, &world::programme().key).await.unwrap()
}

fn days_later(ctx: &Context, days: i64) {
    ctx.clock.move_to(ctx.now() + jiff::SignedDuration::from_hours(24 * days));
}

/// A candidate who has been offered the programme, and the secret of the letter's link.
async fn offered(ctx: &Context, trust: &Trust) -> (Candidacy, String) {
    let (grace, post) = hire(ctx, trust, "Grace", date(2026, 11, 16)).await;
    read_file(ctx, trust, &[post]).await;
    let id = only_one(ctx, grace).await.id;
    let sent = candidacies::offer(ctx, trust.lead, trust.id, &[id]).await.unwrap();
    assert_eq!(sent.sent, 1);
    let letters = store::mail::list_for(ctx.db.reader(), grace).await.unwrap();
    (only_one(ctx, grace).await, secret_in(&letters[0].body))
}

fn secret_in(body: &str) -> String {
    let (_, rest) = body.split_once("/offers/").expect("a link to the offer");
    rest.split_whitespace().next().unwrap().to_owned()
}

async fn set_aside(ctx: &Context, trust: &Trust, id: CandidacyId) {
    candidacies::set_aside(ctx, trust.lead, trust.id, &[id], "No place before spring.").await.unwrap();
}

both_engines! {
    async fn req_C1_starters_in_a_staff_file_are_recognised_with_their_reason(ctx: Context) {
        let trust = trust(&ctx).await;
        let (grace, starter_post) = hire(&ctx, &trust, "Grace", date(2026, 11, 16)).await;
        let (_, old_post) = hire(&ctx, &trust, "Old", date(2020, 1, 6)).await;
        let nurse = world::person(&ctx, "Nia", "Rees").await;
        let nurse_post = world::Post {
            profession: Some("nurse".parse().unwrap()),
            ..starter(nurse, trust.id, date(2026, 11, 2))
        };
        let nurse_post = nurse_post.insert(&ctx).await;
        assert_eq!(read_file(&ctx, &trust, &[starter_post, old_post, nurse_post]).await, 1);
        let candidacy = only_one(&ctx, grace).await;
        assert_eq!(candidacy.state, State::Recognised);
        assert_eq!(candidacy.starts_on, date(2026, 11, 16));
        assert_eq!(candidacy.profession.unwrap().as_str(), "physiotherapist");
        assert_eq!(candidacy.transition.unwrap().as_str(), "newly-registered");
    }

    async fn req_A4_reading_the_same_file_again_recognises_nobody_new_and_brings_nobody_back(ctx: Context) {
        let trust = trust(&ctx).await;
        let (grace, post) = hire(&ctx, &trust, "Grace", date(2026, 11, 16)).await;
        assert_eq!(read_file(&ctx, &trust, &[post]).await, 1);
        let id = only_one(&ctx, grace).await.id;
        set_aside(&ctx, &trust, id).await;
        assert_eq!(read_file(&ctx, &trust, &[post]).await, 0);
        let candidacy = only_one(&ctx, grace).await;
        assert_eq!((candidacy.id, candidacy.state), (id, State::SetAside));
        assert_eq!(candidacy.state_reason.as_deref(), Some("No place before spring."));
    }

    async fn req_C1_a_person_with_two_posts_is_a_candidate_once(ctx: Context) {
        let trust = trust(&ctx).await;
        let (grace, first) = hire(&ctx, &trust, "Grace", date(2026, 11, 16)).await;
        let second = starter(grace, trust.id, date(2026, 11, 23)).insert(&ctx).await;
        assert_eq!(read_file(&ctx, &trust, &[second, first]).await, 1);
        assert_eq!(only_one(&ctx, grace).await.post, first);
        assert_eq!(read_file(&ctx, &trust, &[second, first]).await, 0);
    }

    async fn a_corrected_first_working_day_is_followed(ctx: Context) {
        let trust = trust(&ctx).await;
        let (grace, post) = hire(&ctx, &trust, "Grace", date(2026, 11, 16)).await;
        read_file(&ctx, &trust, &[post]).await;
        world::execute(&ctx, "UPDATE posts SET started_on = $1, profession = $2", vec![
            store::convert::to_db_date(date(2026, 12, 1)).into(),
            "dietitian".into(),
        ]).await;
        assert_eq!(read_file(&ctx, &trust, &[post]).await, 0);
        let candidacy = only_one(&ctx, grace).await;
        assert_eq!(candidacy.starts_on, date(2026, 12, 1));
        assert_eq!(candidacy.profession.unwrap().as_str(), "dietitian");
    }

    async fn req_C1_with_time_a_starter_comes_within_sight(ctx: Context) {
        let trust = trust(&ctx).await;
        let (grace, post) = hire(&ctx, &trust, "Grace", date(2027, 5, 10)).await;
        assert_eq!(read_file(&ctx, &trust, &[post]).await, 0, "more than 180 days ahead");
        assert_eq!(candidacies::look_again(&ctx).await.unwrap(), 0);
        days_later(&ctx, 9);
        assert_eq!(candidacies::look_again(&ctx).await.unwrap(), 1);
        assert_eq!(candidacies::look_again(&ctx).await.unwrap(), 0);
        assert_eq!(only_one(&ctx, grace).await.state, State::Recognised);
    }

    async fn req_C1_taking_up_a_programme_recognises_those_who_are_there(ctx: Context) {
        let id = world::organisation(&ctx, "Northmoor NHS Foundation Trust").await;
        let lead = world::person(&ctx, "Ruth", "Evans").await;
        let trust = Trust { id, lead };
        let (grace, post) = hire(&ctx, &trust, "Grace", date(2026, 11, 16)).await;
        assert_eq!(read_file(&ctx, &trust, &[post]).await, 0, "no programme yet");
        let key = &world::programme().key;
        operations::programmes::adopt(&ctx, operations::Actor::System, id, key).await.unwrap();
        assert_eq!(only_one(&ctx, grace).await.state, State::Recognised);
    }

    async fn req_C2_somebody_who_left_before_it_began_is_withdrawn_and_stays_counted(ctx: Context) {
        let trust = trust(&ctx).await;
        let (grace, post) = hire(&ctx, &trust, "Grace", date(2026, 10, 5)).await;
        read_file(&ctx, &trust, &[post]).await;
        world::execute(&ctx, "UPDATE posts SET finished_on = $1", vec![
            store::convert::to_db_date(date(2026, 10, 30)).into(),
        ]).await;
        read_file(&ctx, &trust, &[post]).await;
        let candidacy = only_one(&ctx, grace).await;
        assert_eq!(candidacy.state, State::Withdrawn);
        assert_eq!(candidacy.state_reason.as_deref(), Some("The post ended on 30 October 2026."));
        assert_eq!(counts(&ctx, &trust).await.values().sum::<i64>(), 1);
    }

    async fn req_C2_the_counts_per_state_add_up_to_everybody(ctx: Context) {
        let trust = trust(&ctx).await;
        let mut posts = Vec::new();
        let mut people = Vec::new();
        for number in 0..7 {
            let (person, post) = hire(&ctx, &trust, &format!("Nr{number}"), date(2026, 11, 9)).await;
            posts.push(post);
            people.push(person);
        }
        assert_eq!(read_file(&ctx, &trust, &posts).await, 7);
        let mut ids = Vec::new();
        for person in &people {
            ids.push(only_one(&ctx, *person).await.id);
        }
        candidacies::offer(&ctx, trust.lead, trust.id, &ids[..4]).await.unwrap();
        candidacies::accept(&ctx, Answerer::SignedIn(people[0], ids[0])).await.unwrap();
        candidacies::decline(&ctx, Answerer::SignedIn(people[1], ids[1]), "").await.unwrap();
        set_aside(&ctx, &trust, ids[5]).await;
        let counts = counts(&ctx, &trust).await;
        assert_eq!(counts.len(), State::ALL.len());
        assert_eq!(counts.values().sum::<i64>(), 7);
        let of = |state: State| counts[&state];
        assert_eq!((of(State::Offered), of(State::Accepted), of(State::Declined)), (2, 1, 1));
        assert_eq!((of(State::SetAside), of(State::Recognised)), (1, 2));
    }

    async fn req_C1_somebody_without_the_office_finds_no_candidates(ctx: Context) {
        let trust = trust(&ctx).await;
        let elsewhere = self::trust(&ctx).await;
        let (grace, post) = hire(&ctx, &trust, "Grace", date(2026, 11, 16)).await;
        read_file(&ctx, &trust, &[post]).await;
        let id = only_one(&ctx, grace).await.id;
        for (who, at) in [(grace, trust.id), (elsewhere.lead, trust.id), (elsewhere.lead, elsewhere.id)] {
            let offered = candidacies::offer(&ctx, who, at, &[id]).await;
            assert!(matches!(offered, Err(Failure::NotFound)), "{offered:?}");
            let aside = candidacies::set_aside(&ctx, who, at, &[id], "No.").await;
            assert!(matches!(aside, Err(Failure::NotFound)), "{aside:?}");
        }
        assert_eq!(only_one(&ctx, grace).await.state, State::Recognised);
    }

    async fn req_C2_starter_accepts_by_the_link_in_the_letter(ctx: Context) {
        let trust = trust(&ctx).await;
        let (candidacy, secret) = offered(&ctx, &trust).await;
        assert_eq!(candidacy.state, State::Offered);
        candidacies::see(&ctx, Answerer::Link(&secret)).await.unwrap();
        let seen = only_one(&ctx, candidacy.person).await;
        assert_eq!((seen.state, seen.seen_at), (State::Offered, Some(ctx.now())));
        let accepted = candidacies::accept(&ctx, Answerer::Link(&secret)).await.unwrap();
        assert_eq!(accepted.state, State::Accepted);
        let waiting = store::candidacies::list_waiting_for_match(ctx.db.reader(), trust.id, &candidacy.programme);
        assert_eq!(waiting.await.unwrap().len(), 1);
    }

    async fn req_C2_a_guessed_or_old_link_opens_nothing(ctx: Context) {
        let trust = trust(&ctx).await;
        let (candidacy, secret) = offered(&ctx, &trust).await;
        let guessed = candidacies::accept(&ctx, Answerer::Link("00")).await;
        assert!(matches!(guessed, Err(Failure::NotFound)));
        let kept = format!("SELECT count(*) AS n FROM offer_links WHERE secret_hash = '{secret}'");
        assert_eq!(world::count(&ctx, &kept).await, 0, "only the hash is kept");
        days_later(&ctx, 91);
        let old = candidacies::accept(&ctx, Answerer::Link(&secret)).await;
        assert!(matches!(old, Err(Failure::NotFound)));
        assert_eq!(only_one(&ctx, candidacy.person).await.state, State::Offered);
    }

    async fn req_C2_another_person_cannot_answer_the_offer(ctx: Context) {
        let trust = trust(&ctx).await;
        let (candidacy, _) = offered(&ctx, &trust).await;
        let other = world::person(&ctx, "Tom", "Hill").await;
        for somebody in [other, trust.lead] {
            let answered = candidacies::accept(&ctx, Answerer::SignedIn(somebody, candidacy.id)).await;
            assert!(matches!(answered, Err(Failure::NotFound)), "{answered:?}");
        }
    }

    async fn req_C3_before_day_one_the_letter_goes_to_the_private_address(ctx: Context) {
        use domain::ids::Id;
        let trust = trust(&ctx).await;
        let (grace, post) = hire(&ctx, &trust, "Grace", date(2026, 11, 16)).await;
        world::insert(&ctx, "addresses", &[
            ("person_id", grace.uuid().into()),
            ("email", "grace@home.example".into()),
            ("kind", "private".into()),
        ]).await;
        read_file(&ctx, &trust, &[post]).await;
        let id = only_one(&ctx, grace).await.id;
        candidacies::offer(&ctx, trust.lead, trust.id, &[id]).await.unwrap();
        let letters = store::mail::list_for(ctx.db.reader(), grace).await.unwrap();
        assert_eq!(letters[0].recipient, "grace@home.example");
        assert!(letters[0].subject.contains("AHP preceptorship"), "the programme's own word: {}", letters[0].subject);
    }

    async fn req_C2_somebody_without_an_address_of_their_own_is_named_and_stays(ctx: Context) {
        use domain::ids::Id;
        let trust = trust(&ctx).await;
        let (grace, post) = hire(&ctx, &trust, "Grace", date(2026, 11, 16)).await;
        let other = world::person(&ctx, "Tom", "Hill").await;
        world::insert(&ctx, "addresses", &[
            ("person_id", other.uuid().into()),
            ("email", "grace.obi@example.test".into()),
            ("kind", "work".into()),
        ]).await;
        read_file(&ctx, &trust, &[post]).await;
        let id = only_one(&ctx, grace).await.id;
        let offered = candidacies::offer(&ctx, trust.lead, trust.id, &[id]).await.unwrap();
        assert_eq!((offered.sent, &offered.without_address[..]), (0, &["Grace Obi".to_owned()][..]));
        assert_eq!(only_one(&ctx, grace).await.state, State::Recognised);
    }

    async fn req_Q2_the_ladder_reminds_each_once_and_stops_when_answered(ctx: Context) {
        let trust = trust(&ctx).await;
        let (candidacy, _) = offered(&ctx, &trust).await;
        let climb = async || operations::reminders::climb(&ctx).await.unwrap();
        let letters = async |person| store::mail::list_for(ctx.db.reader(), person).await.unwrap().len();
        assert_eq!(climb().await, 0, "nothing is due on the day of the offer");
        days_later(&ctx, 7);
        assert_eq!(climb().await, 1);
        assert_eq!(climb().await, 0, "a rung is climbed once");
        assert_eq!((letters(candidacy.person).await, letters(trust.lead).await), (2, 0));
        days_later(&ctx, 7);
        assert_eq!(climb().await, 2, "the person again, and the lead");
        assert_eq!((letters(candidacy.person).await, letters(trust.lead).await), (3, 1));
        let reminder = &store::mail::list_for(ctx.db.reader(), candidacy.person).await.unwrap()[0];
        candidacies::accept(&ctx, Answerer::Link(&secret_in(&reminder.body))).await.unwrap();
        days_later(&ctx, 30);
        assert_eq!(climb().await, 0, "it stops when answered");
    }

    async fn req_Q2_rungs_passed_while_nobody_climbed_are_not_made_up_for(ctx: Context) {
        let trust = trust(&ctx).await;
        offered(&ctx, &trust).await;
        days_later(&ctx, 40);
        assert_eq!(operations::reminders::climb(&ctx).await.unwrap(), 2, "one to the person, one to the lead");
    }

    async fn req_C2_anybody_may_ask_and_the_time_to_answer_is_kept(ctx: Context) {
        let trust = trust(&ctx).await;
        let (grace, post) = hire(&ctx, &trust, "Grace", date(2024, 1, 8)).await;
        let asking = Asking {
            post,
            programme: world::programme().key.clone(),
            transition: None,
            words: "I have moved to community work.".to_owned(),
        };
        let asked = candidacies::request(&ctx, grace, &asking).await.unwrap();
        assert_eq!(asked.state, State::Requested);
        let letters = store::mail::list_for(ctx.db.reader(), trust.lead).await.unwrap();
        assert!(letters[0].body.contains("Grace Obi has asked"), "{}", letters[0].body);
        assert!(!letters[0].body.contains("community work"), "what was written stays inside");
        let twice = candidacies::request(&ctx, grace, &asking).await;
        assert!(matches!(twice, Err(Failure::Refused(Refusal::AlreadyAsked))));
        days_later(&ctx, 3);
        let no = Answer::No { reason: " ".to_owned() };
        let without = candidacies::answer_request(&ctx, trust.lead, asked.id, &no).await;
        assert!(matches!(without, Err(Failure::Refused(Refusal::Step(_)))));
        candidacies::answer_request(&ctx, trust.lead, asked.id, &Answer::Yes).await.unwrap();
        let times = store::candidacies::request_times(ctx.db.reader(), trust.id, &asking.programme).await.unwrap();
        assert_eq!(times, [(testkit::now(), Some(ctx.now()))]);
    }

    async fn req_C2_nobody_asks_for_another_persons_post(ctx: Context) {
        let trust = trust(&ctx).await;
        let (_, post) = hire(&ctx, &trust, "Grace", date(2026, 11, 16)).await;
        let other = world::person(&ctx, "Tom", "Hill").await;
        let programme = world::programme().key.clone();
        let asking = Asking { post, programme, transition: None, words: String::new() };
        let asked = candidacies::request(&ctx, other, &asking).await;
        assert!(matches!(asked, Err(Failure::NotFound)));
    }

    async fn req_C2_of_two_answers_at_once_one_stands(ctx: Context) {
        let trust = trust(&ctx).await;
        let (candidacy, secret) = offered(&ctx, &trust).await;
        let ids = [candidacy.id];
        let (accepted, aside) = tokio::join!(
            candidacies::accept(&ctx, Answerer::Link(&secret)),
            candidacies::set_aside(&ctx, trust.lead, trust.id, &ids, "No place."),
        );
        let state = only_one(&ctx, candidacy.person).await.state;
        match (accepted.is_ok(), aside.is_ok()) {
            (_, true) => assert_eq!(state, State::SetAside),
            (true, false) => assert_eq!(state, State::Accepted),
            (false, false) => panic!("neither stands"),
        }
    }

    async fn req_C1_undoing_a_set_aside_tells_what_stood_before(ctx: Context) {
        let trust = trust(&ctx).await;
        let (candidacy, secret) = offered(&ctx, &trust).await;
        candidacies::accept(&ctx, Answerer::Link(&secret)).await.unwrap();
        set_aside(&ctx, &trust, candidacy.id).await;
        let back = candidacies::reinstate(&ctx, trust.lead, candidacy.id).await.unwrap();
        assert_eq!((back.state, back.before), (State::Accepted, None));
        let withdrawn = candidacies::withdraw(&ctx, By::Candidate(candidacy.person), candidacy.id, "").await.unwrap();
        assert_eq!(withdrawn.state, State::Withdrawn);
        let events = store::events::list_for(ctx.db.reader(), "candidacies", candidacy.id).await.unwrap();
        let kinds: Vec<&str> = events.iter().map(|event| event.kind.as_str()).collect();
        assert_eq!(kinds, [
            "candidacies.offer",
            "candidacies.accept",
            "candidacies.set-aside",
            "candidacies.reinstate",
            "candidacies.withdraw",
        ]);
    }
}
