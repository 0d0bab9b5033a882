//! What messages ask of somebody, as lines of their home: answers they owe, what is new, and what they wait for.

use domain::calendar::{long_date, weekday_date};
use domain::ids::JourneyId;
use domain::messages::writes;
use jiff::civil::Date;
use store::messages::{News, Owed};
use store::overview::Relationship;

use super::path_of;
use crate::home::next::{Next, Urgency, Waiting};
use crate::words::Words;

/// Does the programme let the viewer read messages of this journey?
fn reads(relationships: &[Relationship], journey: JourneyId) -> bool {
    relationships.iter().any(|one| one.journey == journey && writes(&one.programme, &one.mine))
}

/// What is to be answered or read.
pub fn next(w: Words, news: &News, relationships: &[Relationship], today: Date) -> Vec<Next> {
    let owed = news.owed.iter().filter(|one| reads(relationships, one.journey)).map(|one| owed(w, one, today));
    let unread = news.unread.iter().filter(|one| reads(relationships, one.journey)).map(|one| Next {
        urgency: Urgency::Due,
        on: one.due_on,
        sentence: w.with("next-message-new", [("name", one.author.as_str()), ("subject", one.subject.as_str())]),
        detail: String::new(),
        verb: w.say("next-message-read"),
        href: path_of(one.thread),
        about: String::new(),
    });
    owed.chain(unread).collect()
}

fn owed(w: Words, one: &Owed, today: Date) -> Next {
    let (urgency, key) =
        if one.due_on < today { (Urgency::Late, "next-message-late") } else { (Urgency::Due, "next-message-due") };
    let date = weekday_date(one.due_on);
    let values = [("name", one.author.as_str()), ("subject", one.subject.as_str()), ("date", date.as_str())];
    Next {
        urgency,
        on: one.due_on,
        sentence: w.with(key, values),
        detail: if urgency == Urgency::Late { w.say("next-message-late-way") } else { String::new() },
        verb: w.say("next-message-answer"),
        href: path_of(one.thread),
        about: String::new(),
    }
}

/// What others are to answer.
pub fn waiting(w: Words, news: &News, relationships: &[Relationship], today: Date) -> Vec<Waiting> {
    let waited = news.waited.iter().filter(|one| reads(relationships, one.journey));
    waited
        .map(|one| {
            let key = if one.due_on < today { "waiting-message-late" } else { "waiting-message" };
            let date = long_date(one.due_on);
            let values = [("name", one.from.as_str()), ("subject", one.subject.as_str()), ("date", date.as_str())];
            Waiting { sentence: w.with(key, values), href: path_of(one.thread) }
        })
        .collect()
}
