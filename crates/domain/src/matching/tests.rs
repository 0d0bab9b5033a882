//! Cohorts small enough to see the answer, and generated ones that must keep every hard rule.

#![expect(non_snake_case, reason = "tests name the requirement they prove")]

use std::collections::{BTreeSet, HashMap};

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::explain::{Remedy, StoppedBy};
use super::words::{About, Noun, Words};
use super::*;
use crate::calendar::plus_days;
use crate::ids::{CandidacyId, Id, OrganisationId, PersonId};
use crate::keys::{ProfessionKey, TransitionKey};

const TODAY: Date = date(2026, 11, 2);

fn id<I: Id>(number: u32) -> I {
    I::from_uuid(uuid::Uuid::from_u128(number.into()))
}

fn key<K: std::str::FromStr>(text: &str) -> K {
    text.parse().unwrap_or_else(|_| panic!("{text} is a key"))
}

fn rules() -> MatchingRules {
    MatchingRules {
        family: key("support"),
        role: key("guide"),
        at_once: 2,
        never: BTreeSet::from([Never::Oneself, Never::LineManager]),
        training: Some(TrainingRule { initial: key("foundation"), refresh_months: Some(24) }),
        weights: Weights {
            same_profession: 50,
            same_transition: 20,
            same_site: 15,
            same_department: 5,
            band_at_or_above: 5,
            wishes: 20,
            balance: 10,
        },
    }
}

fn seeker(number: u32, profession: &str, site: &str) -> Seeker {
    Seeker {
        candidacy: id(1000 + number),
        person: id(number),
        organisation: id::<OrganisationId>(1),
        profession: Some(key(profession)),
        transition: Some(key("newly-registered")),
        site: Some(site.to_owned()),
        department: None,
        band: Some(5),
        starts_on: date(2026, 12, 1),
        line_manager: None,
        wishes: Wishes::default(),
    }
}

fn offer(number: u32, profession: &str, site: &str) -> SupporterOffer {
    SupporterOffer {
        person: id(number),
        organisation: id::<OrganisationId>(1),
        profession: Some(key(profession)),
        trained_on: Some(date(2026, 1, 10)),
        transitions: vec![],
        likes: vec![],
        sites: vec![site.to_owned()],
        departments: vec![],
        band: None,
        supports: 0,
        limit: 2,
        available_from: None,
        available_until: None,
        wishes: Wishes::default(),
    }
}

fn run(seekers: &[Seeker], offers: &[SupporterOffer], wanted: &Wanted) -> Proposal {
    let rules = rules();
    propose(&Cohort { rules: &rules, seekers, offers, wanted, today: TODAY }).unwrap()
}

fn given(proposal: &Proposal) -> Vec<Option<PersonId>> {
    proposal.lines.iter().map(Line::supporter).collect()
}

fn name(person: PersonId) -> String {
    let names =
        HashMap::from([(1, "Sam Okoro"), (2, "Lin Hale"), (11, "Asha Patel"), (12, "Jo Reed"), (13, "Max Bell")]);
    let number = person.uuid().as_u128() as u32;
    names.get(&number).map_or_else(|| format!("Person {number}"), |&name| name.to_owned())
}

fn said(say: impl FnOnce(&Words<'_>)) {
    say(&Words {
        supporter: Noun { one: "guide".to_owned(), many: "guides".to_owned() },
        profession: &|key: &ProfessionKey| Noun { one: key.to_string(), many: format!("{key}s") },
        transition: &|key: &TransitionKey| key.as_str().replace('-', " "),
        person: &name,
    });
}

fn about(seeker: &Seeker) -> About<'_> {
    About { profession: seeker.profession.as_ref(), transition: seeker.transition.as_ref() }
}

fn reasons(proposal: &Proposal, line: usize) -> &Reasons {
    match &proposal.lines[line].outcome {
        Outcome::Matched(reasons) => reasons,
        other => panic!("line {line} is {other:?}"),
    }
}

fn obstacles(proposal: &Proposal, line: usize) -> &Obstacles {
    match &proposal.lines[line].outcome {
        Outcome::Unmatched(obstacles) => obstacles,
        other => panic!("line {line} is {other:?}"),
    }
}

#[test]
fn req_D3_nobody_supports_themselves_or_is_supported_by_their_line_manager() {
    let mut managed = seeker(1, "physiotherapist", "North");
    managed.line_manager = Some(id(11));
    let offers = [offer(11, "physiotherapist", "North"), offer(1, "physiotherapist", "North")];
    let proposal = run(&[managed], &offers, &Wanted::default());
    assert_eq!(given(&proposal), [None]);
    said(|words| {
        assert_eq!(
            words.obstacles(obstacles(&proposal, 0)),
            ["The only physiotherapist is the line manager."],
            "oneself is not counted among those who could"
        );
    });
}

#[test]
fn req_D3_training_must_be_in_date_on_the_day_it_is_needed() {
    let mut lapsing = offer(11, "physiotherapist", "North");
    lapsing.trained_on = Some(date(2024, 12, 1));
    let starter = seeker(1, "physiotherapist", "North");
    let proposal = run(std::slice::from_ref(&starter), &[lapsing.clone()], &Wanted::default());
    assert_eq!(given(&proposal), [None], "out of date from 1 December 2026, the first working day");
    assert_eq!(judge::barrier(&rules(), &starter, &lapsing, TODAY), Some(Barrier::Lapsed { on: date(2026, 12, 1) }));
    assert_eq!(obstacles(&proposal, 0).remedies[0], Remedy::RenewTraining { supporters: vec![id(11)] });
    lapsing.trained_on = Some(date(2024, 12, 2));
    assert_eq!(given(&run(&[starter], &[lapsing], &Wanted::default())), [Some(id(11))]);
}

#[test]
fn req_D2_every_supporter_who_is_full_is_said_to_be() {
    let mut full = [offer(11, "physiotherapist", "North"), offer(12, "physiotherapist", "South")];
    full.iter_mut().for_each(|offer| offer.supports = 2);
    let mut untrained = offer(13, "physiotherapist", "North");
    untrained.trained_on = None;
    let offers = [full[0].clone(), full[1].clone(), untrained];
    let proposal = run(&[seeker(1, "physiotherapist", "North")], &offers, &Wanted::default());
    said(|words| {
        assert_eq!(
            words.obstacles(obstacles(&proposal, 0)),
            ["Every physiotherapist trained for this already supports two people."]
        );
        assert_eq!(
            words.remedies(obstacles(&proposal, 0)),
            [
                "Let Asha Patel or Jo Reed take on one more, with a reason that shows in reports.",
                "Ask Max Bell to do the training.",
                "Train another physiotherapist as a guide.",
            ]
        );
    });
}

#[test]
fn req_D3_each_pair_says_why_and_what_stopped_better_ones() {
    // Both would suit Asha best; she has one place. Lin can only have somebody of another profession otherwise.
    let mut asha = offer(11, "physiotherapist", "North");
    asha.limit = 1;
    let offers = [asha, offer(12, "dietitian", "North")];
    let seekers = [seeker(1, "dietitian", "North"), seeker(2, "physiotherapist", "North")];
    let proposal = run(&seekers, &offers, &Wanted::default());
    assert_eq!(given(&proposal), [Some(id(12)), Some(id(11))]);
    said(|words| {
        assert_eq!(
            words.why(&about(&seekers[1]), reasons(&proposal, 1)),
            "Asha Patel is also a physiotherapist, works at the same site and supports nobody else yet."
        );
    });

    let seekers = [seeker(1, "physiotherapist", "North"), seeker(2, "physiotherapist", "South")];
    let proposal = run(&seekers, &offers, &Wanted::default());
    assert_eq!(given(&proposal), [Some(id(11)), Some(id(12))]);
    assert_eq!(reasons(&proposal, 1).better[0].stopped_by, StoppedBy::Taken { by: vec![id(1)] });
    said(|words| {
        assert_eq!(
            words.stopped(&about(&seekers[1]), reasons(&proposal, 1)),
            [
                "Asha Patel is also a physiotherapist, but has a place that goes to Sam Okoro: the whole cohort is better off."
            ]
        );
    });
}

#[test]
fn req_D3_work_is_spread_when_nothing_else_decides() {
    let offers = [offer(11, "physiotherapist", "North"), offer(12, "physiotherapist", "North")];
    let seekers = [seeker(1, "physiotherapist", "North"), seeker(2, "physiotherapist", "North")];
    let proposal = run(&seekers, &offers, &Wanted::default());
    let given: BTreeSet<_> = given(&proposal).into_iter().collect();
    assert_eq!(given, BTreeSet::from([Some(id(11)), Some(id(12))]));
}

#[test]
fn req_D3_wishes_of_both_weigh_and_a_wish_not_to_be_paired_rules_out() {
    let offers = [offer(11, "physiotherapist", "North"), offer(12, "physiotherapist", "North")];
    let mut wishing = seeker(1, "physiotherapist", "North");
    wishing.wishes.with = vec![id(12)];
    assert_eq!(given(&run(&[wishing.clone()], &offers, &Wanted::default())), [Some(id(12))]);
    let mut unwilling = offers[1].clone();
    unwilling.wishes.without = vec![id(1)];
    let proposal = run(&[wishing], &[offers[0].clone(), unwilling], &Wanted::default());
    assert_eq!(given(&proposal), [Some(id(11))]);
    assert!(reasons(&proposal, 0).better.is_empty(), "whose wish it was is not given away");
}

#[test]
fn req_D3_the_lead_fixes_rules_out_excludes_and_leaves_out() {
    let offers = [offer(11, "physiotherapist", "North"), offer(12, "dietitian", "South")];
    let seekers = [seeker(1, "physiotherapist", "North"), seeker(2, "dietitian", "South")];
    let candidacy = |at: usize| seekers[at].candidacy;
    assert_eq!(given(&run(&seekers, &offers, &Wanted::default())), [Some(id(11)), Some(id(12))]);

    let wanted = Wanted { fixed: vec![(candidacy(0), id(12))], ..Wanted::default() };
    let proposal = run(&seekers, &offers, &wanted);
    assert_eq!((given(&proposal), proposal.lines[0].fixed), (vec![Some(id(12)), Some(id(12))], true));
    let wanted = Wanted { ruled_out: vec![(candidacy(0), id(11))], ..Wanted::default() };
    assert_eq!(given(&run(&seekers, &offers, &wanted))[0], Some(id(12)));
    let wanted = Wanted { excluded: vec![candidacy(0)], ..Wanted::default() };
    assert_eq!(run(&seekers, &offers, &wanted).lines[0].outcome, Outcome::Excluded);
    let wanted = Wanted { left_out: vec![id(11)], ..Wanted::default() };
    assert_eq!(given(&run(&seekers, &offers, &wanted))[0], Some(id(12)));
}

#[test]
fn req_D3_a_fixed_pair_that_a_rule_now_forbids_is_let_go_and_said_so() {
    let offers = [offer(11, "physiotherapist", "North"), offer(12, "physiotherapist", "North")];
    let mut managed = seeker(1, "physiotherapist", "North");
    managed.line_manager = Some(id(11));
    let wanted = Wanted { fixed: vec![(managed.candidacy, id(11))], ..Wanted::default() };
    let proposal = run(&[managed], &offers, &wanted);
    assert_eq!(given(&proposal), [Some(id(12))]);
    assert_eq!(proposal.lines[0].let_go, Some((id(11), Barrier::LineManager)));
}

#[test]
fn req_D3_who_starts_sooner_comes_first_when_places_are_short() {
    let mut only = offer(11, "physiotherapist", "North");
    only.limit = 1;
    let mut sooner = seeker(1, "dietitian", "South");
    sooner.starts_on = date(2026, 11, 20);
    let later = seeker(2, "physiotherapist", "North");
    assert_eq!(given(&run(&[later, sooner], &[only], &Wanted::default())), [None, Some(id(11))]);
}

fn worlds() -> impl Strategy<Value = (Vec<Seeker>, Vec<SupporterOffer>)> {
    let trades = ["physiotherapist", "dietitian", "podiatrist"];
    let sites = ["North", "South"];
    let one = (0..3_usize, 0..2_usize, 0..60_i32, prop::option::of(20..30_u32)).prop_map(
        move |(trade, site, days, manager)| {
            let mut seeker = seeker(0, trades[trade], sites[site]);
            seeker.starts_on = plus_days(TODAY, days - 20);
            seeker.line_manager = manager.map(id);
            seeker
        },
    );
    let other =
        (0..3_usize, 0..2_usize, 0..=3_u32, 0..=2_u32, prop::option::of(0..1000_i32), prop::option::of(-30..60_i32));
    let other = other.prop_map(move |(trade, site, supports, limit, trained, from)| {
        let mut offer = offer(0, trades[trade], sites[site]);
        (offer.supports, offer.limit) = (supports, limit);
        offer.trained_on = trained.map(|days| plus_days(TODAY, -days));
        offer.available_from = from.map(|days| plus_days(TODAY, days));
        offer
    });
    (prop::collection::vec(one, 0..12), prop::collection::vec(other, 0..10)).prop_map(|(mut seekers, mut offers)| {
        for (number, seeker) in (1..).zip(&mut seekers) {
            (seeker.person, seeker.candidacy) = (id::<PersonId>(number), id::<CandidacyId>(1000 + number));
        }
        for (number, offer) in (20..).zip(&mut offers) {
            offer.person = id(number);
        }
        (seekers, offers)
    })
}

proptest! {
    #[test]
    fn req_D3_no_proposal_breaks_a_hard_rule_and_nobody_waits_beside_a_free_place((seekers, offers) in worlds()) {
        let proposal = run(&seekers, &offers, &Wanted::default());
        let rules = rules();
        let mut taken: HashMap<PersonId, u32> = HashMap::new();
        for (line, seeker) in proposal.lines.iter().zip(&seekers) {
            if let Some(supporter) = line.supporter() {
                let offer = offers.iter().find(|offer| offer.person == supporter).unwrap();
                prop_assert_eq!(judge::barrier(&rules, seeker, offer, TODAY), None);
                *taken.entry(supporter).or_default() += 1;
            }
        }
        for offer in &offers {
            let taken = taken.get(&offer.person).copied().unwrap_or(0);
            prop_assert!(taken <= offer.places_left());
            for (line, seeker) in proposal.lines.iter().zip(&seekers) {
                if line.supporter().is_none() && taken < offer.places_left() {
                    prop_assert!(judge::barrier(&rules, seeker, offer, TODAY).is_some());
                }
            }
        }
        for (line, seeker) in proposal.lines.iter().zip(&seekers) {
            said(|words| match &line.outcome {
                Outcome::Matched(reasons) => assert!(words.why(&about(seeker), reasons).ends_with('.')),
                Outcome::Unmatched(obstacles) => {
                    assert!(!words.obstacles(obstacles).is_empty() && !words.remedies(obstacles).is_empty());
                }
                Outcome::Excluded => panic!("nobody was excluded"),
            });
            let kept: Outcome = serde_json::from_str(&serde_json::to_string(&line.outcome).unwrap()).unwrap();
            prop_assert_eq!(&kept, &line.outcome, "reasons survive being stored");
        }
    }
}
