//! What follows when a journey ends: meetings ahead are called off, places are free, nobody is reminded any more, what was
//! written stays with its owner, and everybody concerned is told.

use domain::calendar::long_date;
use domain::endings::How;
use domain::ids::PersonId;
use domain::programmes::{Power, capitalised};
use store::endings::EndingRow;
use store::events::Event;
use store::{Fault, Tx};

use super::Course;
use super::letters::{Told, concerned, leads, page_of, tell};
use crate::{Context, completions, journeys, meetings};

/// Ends a journey whose end stands, in the caller's transaction.
pub(super) async fn finish(ctx: &Context, tx: &Tx, course: &Course, ending: &EndingRow) -> Result<(), Fault> {
    let (subject, programme) = (&course.subject, &course.programme);
    let (journey, on) = (subject.journey, ending.ends_on);
    // Who is told is asked before anybody's time is over.
    let mut people = concerned(ctx, tx, subject, programme).await?;
    people.extend(leads(ctx, tx, subject, programme, Power::ManageCandidates).await?);
    people.sort_unstable();
    people.dedup();
    let words = &programme.words;
    let why = format!("The {} has ended.", words.say("journey"));
    if let Ok(why) = why.parse() {
        meetings::call_off(ctx, tx, course.viewer, journey, ctx.now(), &why).await?;
    }
    store::endings::keep_places(tx, ending.id, journey).await?;
    let kind = ending.how.kind().map(domain::endings::EarlyKind::as_str);
    store::journeys::end(tx, journey, on, ending.how.as_str(), kind).await?;
    store::endings::stop_open_pause(tx, journey, on).await?;
    store::covers::end_all(tx, journey, on).await?;
    store::handovers::settle_requests(tx, journey, None, "kept", course.viewer, ctx.now()).await?;
    if ending.how == How::Completed {
        completions::issue(ctx, tx, course, ending).await?;
    }
    let sentence = match ending.how {
        How::Completed => "Came to its end as planned",
        How::Early { .. } => "Ended before its time",
    };
    let event = Event::new(ctx.new_id(), ctx.now(), Some(course.viewer), &format!("{}.end", journeys::NOUN), journey);
    store::events::record(tx, &event.at(subject.organisation).within(journey).saying(sentence)).await?;
    journeys::refresh(tx, ctx, journey).await?;
    write_to(ctx, tx, course, ending, &people).await
}

async fn write_to(
    ctx: &Context,
    tx: &Tx,
    course: &Course,
    ending: &EndingRow,
    people: &[PersonId],
) -> Result<(), Fault> {
    let subject = &course.subject;
    let what = course.programme.words.say("journey");
    let ended = match ending.how {
        How::Completed => "is complete",
        How::Early { .. } => "has ended before its time",
    };
    let page = page_of(subject.journey);
    let (title, on) = (format!("{} {ended}", capitalised(what)), long_date(ending.ends_on));
    let own = format!(
        "Your {what} {ended}; its last day was {on}. Meetings that lay ahead are called off. What you wrote stays yours: \
         you can read it whenever you like.",
    );
    let told = Told { verb: "end", subject: &title, text: &own, path: &page };
    tell(ctx, tx, subject, Some(course.viewer), &[subject.person], told).await?;
    let others: Vec<PersonId> = people.iter().copied().filter(|person| *person != subject.person).collect();
    let text = format!(
        "The {what} of {name} {ended}; its last day was {on}. Meetings that lay ahead are called off, and the place it \
         took is free.",
        name = subject.name,
    );
    let told = Told { verb: "end", subject: &title, text: &text, path: "/" };
    tell(ctx, tx, subject, Some(course.viewer), &others, told).await
}
