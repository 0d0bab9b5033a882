//! What somebody is asked as the line manager of others: they are in no journey themselves (C3).

use domain::calendar::weekday_date;
use domain::programmes::{Onlooker, Requirement};
use jiff::civil::Date;
use store::overview::ManagersPart;

use super::next::{Next, Urgency};
use crate::journeys;
use crate::words::Words;

/// A line for each thing to confirm.
pub(super) fn next(w: Words, parts: &[ManagersPart], today: Date) -> Vec<Next> {
    parts.iter().filter_map(|part| one(w, part, today)).collect()
}

fn one(w: Words, part: &ManagersPart, today: Date) -> Option<Next> {
    let expectation = part.programme.expectation(&part.expectation)?;
    let Requirement::FactConfirmed { fact, .. } = &expectation.met_by else { return None };
    let supporter = part.programme.words.role(&part.programme.supporter);
    let what = expectation.ask(&Onlooker::LineManager, &part.supportee_name, supporter)?;
    let (urgency, key) = if part.due_on < today { (Urgency::Late, "next-late") } else { (Urgency::Due, "next-due") };
    Some(Next {
        urgency,
        on: part.due_on,
        sentence: w.with(key, [("what", what.as_str()), ("date", weekday_date(part.due_on).as_str())]),
        detail: String::new(),
        verb: w.say("next-confirm"),
        href: journeys::confirm(part.journey, fact),
        about: part.programme.words.capital("programme"),
    })
}
