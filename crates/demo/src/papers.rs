//! What people write outside meetings: agreements, plans, self-assessments and feedback, as the story has them.

use std::collections::BTreeMap;

use domain::calendar::{date_of, instant, plus_days, plus_months};
use domain::ids::PersonId;
use domain::keys::{DocumentKey, FieldKey};
use domain::plans::{Item, ItemKind};
use domain::programmes::Party;
use domain::records::AnswerValue;
use jiff::civil::{Date, time};
use jiff::{SignedDuration, Timestamp};
use operations::history::{PastDocument, PastItem};
use operations::plans::lines_of;
use store::demo::Life;
use store::records::DocumentPlace;

use crate::dice::Dice;
use crate::life::signatories;
use crate::plans;
use crate::prose;
use crate::prose::pieces;
use crate::workers::working_day;

type Answers = Vec<(FieldKey, AnswerValue, PersonId)>;

/// The programme whose people write these.
pub const PROGRAMME: &str = "ahp-preceptorship-england";

/// Everything that is written in a journey up to a day; `items` is what stands in its plan.
pub fn papers(life: &Life, items: &[PastItem], today: Date) -> Vec<PastDocument> {
    let number = life.email.bytes().map(u64::from).sum::<u64>() + u64::from(life.starts_on.day().unsigned_abs());
    let dice = &mut Dice::of("papers", number * 31 + life.email.len() as u64);
    let until = life.ended_on.map_or(today, |ended_on| ended_on.min(today));
    let away = |on: Date| life.away.is_some_and(|(from, back)| from <= on && back.is_none_or(|back| on <= back));
    let mut found = Vec::new();
    let start = life.starts_on;
    let middle = plus_days(plus_months(start, 6), dice.between(-12, 24));
    let end = life.planned_end_on.map(|end| plus_days(end, -dice.between(2, 24)));
    let agreed_on = plus_days(start, dice.between(3, 20));
    let first = agreement(life, agreed_on, dice);
    // Some renew it once they know how it goes; somebody of the cast has.
    let is_cast = crate::cast::CAST.iter().any(|member| member.email == life.email);
    let renews = dice.in_hundred(20) || is_cast;
    found.extend(first.clone());
    found.extend(first.filter(|_| renews).map(|first| renewed(life, first, plus_days(agreed_on, 120), dice)));
    found.extend(plan(life, plus_days(plans::begun_on(life), 1), items, dice));
    let moments = [(Some(plus_days(start, dice.between(2, 26))), 0), (Some(middle), 1), (end, 2)];
    for (on, moment) in moments {
        let Some(on) = on else { continue };
        let dice = &mut Dice::of("moment", number + moment);
        if dice.in_hundred(92) {
            found.push(self_assessment(life, on, moment, dice));
        }
        let later = plus_days(on, dice.between(0, 5));
        if moment > 0 && dice.in_hundred(90) {
            found.push(feedback(life, later, moment, Party::Supportee, dice));
        }
        if moment > 0 && dice.in_hundred(80) {
            found.push(feedback(life, later, moment, Party::Role(life.role.clone()), dice));
        }
    }
    let begins = instant(until, time(0, 0, 0, 0));
    found.retain(|paper| paper.written_at >= life.named_at && !away(date_of(paper.written_at)));
    let mut kept: Vec<PastDocument> = found.into_iter().filter_map(|paper| as_of(paper, begins)).collect();
    kept.sort_by_key(|paper| paper.written_at);
    number_them(&mut kept);
    kept
}

/// A paper as it stands at a moment; none when it is of later.
fn as_of(mut paper: PastDocument, now: Timestamp) -> Option<PastDocument> {
    paper.signed.retain(|(_, at)| *at < now);
    if paper.submitted_at.is_some_and(|at| at >= now) {
        paper.submitted_at = None;
    }
    (paper.written_at < now).then_some(paper)
}

/// Papers of one kind and one writer are numbered as they come.
fn number_them(papers: &mut [PastDocument]) {
    let mut last: BTreeMap<(DocumentKey, Option<PersonId>), i32> = BTreeMap::new();
    for paper in papers {
        let owner = paper.place.owner.as_ref().map(|(person, _)| *person);
        let number = last.entry((paper.place.key.clone(), owner)).or_default();
        *number += 1;
        paper.place.number = *number;
    }
}

fn key<T: std::str::FromStr>(text: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    text.parse().expect("a valid key")
}

fn text(field: &str, words: &str, by: PersonId) -> (FieldKey, AnswerValue, PersonId) {
    (key(field), AnswerValue::Text(words.to_owned()), by)
}

fn at(on: Date, dice: &mut Dice) -> Timestamp {
    instant(working_day(on), time(9, 5, 0, 0)) + SignedDuration::from_mins(i64::from(dice.between(0, 400)))
}

/// A paper that both write and sign, or one of them hands in.
fn paper(life: &Life, document: &str, on: Date, writer: &Party, answers: Answers, dice: &mut Dice) -> PastDocument {
    let (written_by, name) = match writer {
        Party::Supportee => (life.person, life.name.clone()),
        Party::Role(_) => (life.supporter, life.supporter_name.clone()),
    };
    PastDocument {
        journey: life.journey,
        organisation: life.organisation,
        version: life.version.clone(),
        place: DocumentPlace { key: key(document), owner: None, number: 1 },
        supportee: life.name.clone(),
        writer: name,
        signatories: Vec::new(),
        written_by,
        written_at: at(on, dice),
        answers,
        submitted_at: None,
        signed: Vec::new(),
    }
}

/// Both sign, one some days after the other; now and then the second takes long.
fn signed_by_both(life: &Life, paper: &mut PastDocument, dice: &mut Dice) {
    paper.signatories = signatories(life);
    let after = |days: i32| paper.written_at + SignedDuration::from_hours(24 * i64::from(days));
    let first = (life.person, after(dice.between(0, 2)) + SignedDuration::from_mins(30));
    let slow = if dice.in_hundred(12) { dice.between(14, 40) } else { dice.between(2, 5) };
    let second = (life.supporter, after(slow) + SignedDuration::from_mins(45));
    paper.signed = vec![first, second];
}

fn agreement(life: &Life, on: Date, dice: &mut Dice) -> Option<PastDocument> {
    if !dice.in_hundred(95) {
        return None;
    }
    let (me, other) = (life.person, life.supporter);
    let rhythm = ["monthly", "more-at-first", "more-often"][dice.weighted(&[55, 38, 7])];
    let mut between: Vec<String> = vec!["in-person".to_owned()];
    between.extend(
        [("telephone", 40), ("video", 30), ("message", 80)]
            .iter()
            .filter(|(_, often)| dice.in_hundred(*often))
            .map(|(way, _)| (*way).to_owned()),
    );
    let answers = vec![
        text("hopes", *dice.pick(prose::HOPES), me),
        text("tailored-to", *dice.pick(pieces::TAILORED), me),
        (key("rhythm"), AnswerValue::Choice(rhythm.to_owned()), other),
        text("where", *dice.pick(pieces::WHERE), other),
        (key("between"), AnswerValue::Choices(between), other),
        text("preceptee-promises", *dice.pick(pieces::PROMISES_OF_ONE), me),
        text("preceptor-promises", *dice.pick(pieces::PROMISES_OF_OTHER), other),
        text("confidence-limits", *dice.pick(pieces::LIMITS), other),
        text("if-it-does-not-work", *dice.pick(pieces::IF_NOT), me),
    ];
    let mut made = paper(life, "agreement", on, &Party::Supportee, answers, dice);
    signed_by_both(life, &mut made, dice);
    Some(made)
}

/// The next version of an agreement: they meet otherwise, and the rest stands.
fn renewed(life: &Life, first: PastDocument, on: Date, dice: &mut Dice) -> PastDocument {
    let mut next = first;
    next.written_at = at(on, dice);
    for (field, value, by) in &mut next.answers {
        if field.as_str() == "rhythm" {
            *value = AnswerValue::Choice("more-at-first".to_owned());
            *by = life.supporter;
        }
        if let (true, AnswerValue::Text(text)) = (field.as_str() == "where", &mut *value) {
            text.push_str(" Since the move to the new building we meet there, and walk one round before we sit down.");
        }
    }
    signed_by_both(life, &mut next, dice);
    next
}

/// The plan as both sign it: what stands in it that day.
fn plan(life: &Life, on: Date, items: &[PastItem], dice: &mut Dice) -> Option<PastDocument> {
    if items.is_empty() {
        return None;
    }
    let me = life.person;
    let shape = plans::shape(life)?;
    let there = items.iter().filter(|item| date_of(item.kept.added_at) < on);
    let standing: Vec<Item> = there.map(|item| plans::as_set_down(&item.kept.item)).collect();
    let said = |field: &str, kind| Some((key(field), lines_of(&shape, &standing, kind)?, me));
    let frameworks = ["regulator", "profession", "career", "organisation"];
    let looks_to: Vec<String> = frameworks.iter().filter(|_| dice.in_hundred(55)).map(|f| (*f).to_owned()).collect();
    let mut answers = vec![
        text("experience", *dice.pick(pieces::EXPERIENCE), me),
        text("long-term-goals", *dice.pick(prose::GOALS), me),
    ];
    answers.extend(said("plan-strengths", ItemKind::Strength));
    answers.extend(said("plan-needs", ItemKind::Need));
    answers.extend(said("objectives", ItemKind::Objective));
    if !looks_to.is_empty() {
        answers.push((key("frameworks"), AnswerValue::Choices(looks_to), me));
    }
    let mut made = paper(life, "development-plan", on, &Party::Supportee, answers, dice);
    if dice.in_hundred(85) {
        signed_by_both(life, &mut made, dice);
    }
    Some(made)
}

/// `moment`: 0 at the beginning, 1 halfway, 2 at the end.
fn self_assessment(life: &Life, on: Date, moment: u64, dice: &mut Dice) -> PastDocument {
    let me = life.person;
    let step = i32::try_from(moment).unwrap_or(0);
    let scale =
        |dice: &mut Dice| AnswerValue::Scale(u32::try_from((2 + step + dice.between(-1, 1)).clamp(1, 5)).unwrap_or(3));
    let answers = vec![
        (key("at-home"), scale(dice), me),
        (key("asking"), scale(dice), me),
        (key("own-practice"), scale(dice), me),
        text("own-practice-note", *dice.pick(pieces::OWN_PRACTICE), me),
        (key("talking"), scale(dice), me),
        text("talking-note", *dice.pick(pieces::TALKING), me),
        (key("team"), scale(dice), me),
        text("team-note", *dice.pick(pieces::TEAM), me),
        (key("time"), scale(dice), me),
        text("time-note", *dice.pick(pieces::TIME), me),
        text("wellbeing", *dice.pick(pieces::WELLBEING), me),
        text("own-strengths", *dice.pick(pieces::OWN_STRENGTHS), me),
        text("own-needs", *dice.pick(pieces::OWN_NEEDS), me),
        text("changes-wanted", *dice.pick(pieces::CHANGES), me),
        text("own-notes", *dice.pick(pieces::NOTES), me),
    ];
    own(life, "self-assessment", on, Party::Supportee, answers, dice)
}

fn feedback(life: &Life, on: Date, moment: u64, writer: Party, dice: &mut Dice) -> PastDocument {
    let by = if writer == Party::Supportee { life.person } else { life.supporter };
    let mut helped: Vec<String> = vec!["meetings".to_owned()];
    helped
        .extend(["plan", "time", "people", "learning"].iter().filter(|_| dice.in_hundred(45)).map(|h| (*h).to_owned()));
    let answers = vec![
        (key("moment"), AnswerValue::Choice(if moment == 1 { "halfway" } else { "end" }.to_owned()), by),
        text("works-well", *dice.pick(pieces::WORKS_WELL), by),
        text("challenges", *dice.pick(pieces::CHALLENGES), by),
        (key("helped"), AnswerValue::Choices(helped), by),
        (key("worth-it"), AnswerValue::Scale(u32::try_from(dice.between(3, 5)).unwrap_or(4)), by),
        text("suggestions", *dice.pick(pieces::SUGGESTIONS), by),
        text("onward", *dice.pick(pieces::ONWARD), by),
    ];
    own(life, "feedback", on, writer, answers, dice)
}

/// Somebody's own, handed in most of the time.
fn own(life: &Life, document: &str, on: Date, writer: Party, answers: Answers, dice: &mut Dice) -> PastDocument {
    let mut made = paper(life, document, on, &writer, answers, dice);
    made.place.owner = Some((made.written_by, writer));
    if dice.in_hundred(96) {
        made.submitted_at = Some(made.written_at + SignedDuration::from_mins(i64::from(dice.between(20, 3000))));
    }
    made
}
