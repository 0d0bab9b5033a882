//! Sending: first one sees exactly who will receive it and by when whoever is asked will answer; then it is sent to exactly
//! those (P4).

use domain::ids::{MessageId, PersonId, ThreadId};
use domain::messages::{Answered, Body, Matter, Receiver, Subject, TextProblem, Why};
use jiff::civil::Date;
use store::messages::{self, Asked, Closing, Draft, NewMessage};
use store::{Connection, Tx, events};

use super::letters::tell;
use super::{NOUN, Writer, expected_by, thread, writer};
use crate::Context;
use crate::error::{Failure, Outcome, refuse};

/// A message as it is about to be sent.
#[derive(Debug, Clone)]
pub struct Sending {
    pub draft: Draft,
    /// Of a new thread; a reply has its thread's.
    pub subject: String,
    pub body: String,
    /// Empty: not said, where the programme tells matters apart.
    pub matter: Option<Matter>,
    pub to: Vec<PersonId>,
    /// Whether those addressed are asked for an answer.
    pub answer: Wanted,
}

/// Whether an answer is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    Yes,
    No,
}

/// What is wrong with one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SendProblem {
    Subject(TextProblem),
    Body(TextProblem),
    MatterMissing,
    NobodyAddressed,
}

/// Why it is not sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendRefusal {
    #[error("something is missing or too long")]
    Problems(Vec<SendProblem>),
    /// Others would receive it than those whom the writer was shown.
    #[error("others would receive it than the writer was shown")]
    OthersNow,
}

/// A message that can be sent, as its writer is shown it.
#[derive(Debug, Clone)]
pub struct Checked {
    pub writer: Writer,
    pub subject: String,
    pub body: Body,
    pub matter: Matter,
    /// Exactly who receives it, with the day by which each is asked to answer.
    pub receivers: Vec<(Receiver, Option<Date>)>,
    /// New threads have none yet.
    pub thread: Option<ThreadId>,
    answer: Wanted,
}

/// Looks whether it can be sent, and to whom it goes; sends nothing.
///
/// # Errors
/// The person may not write there; or something is missing.
pub async fn check(
    ctx: &Context,
    connection: &impl Connection,
    author: PersonId,
    sending: &Sending,
) -> Outcome<Checked, SendRefusal> {
    let (writer, known) = match sending.draft {
        Draft::New(journey) => (writer(ctx, connection, author, journey).await?, None),
        Draft::Reply(id) => match thread(ctx, connection, author, id).await? {
            Some((thread, writer)) => (Some(writer), Some(thread)),
            None => (None, None),
        },
    };
    let writer = writer.filter(Writer::can_write).ok_or(Failure::NotFound)?;
    let mut problems = Vec::new();
    let subject = match &known {
        Some(thread) => Some(thread.subject.clone()),
        None => match sending.subject.parse::<Subject>() {
            Ok(subject) => Some(subject.as_str().to_owned()),
            Err(problem) => {
                problems.push(SendProblem::Subject(problem));
                None
            }
        },
    };
    let to: Vec<PersonId> =
        writer.others().map(|one| one.person).filter(|person| sending.to.contains(person)).collect();
    if to.is_empty() {
        problems.push(SendProblem::NobodyAddressed);
    }
    let told_apart = !writer.programme.responding.copied.is_empty();
    let matter = if told_apart { sending.matter } else { Some(Matter::Routine) };
    if matter.is_none() {
        problems.push(SendProblem::MatterMissing);
    }
    let body = sending.body.parse::<Body>();
    if let Err(problem) = body {
        problems.push(SendProblem::Body(problem));
    }
    let (Some(subject), Some(matter), Ok(body), true) = (subject, matter, body, problems.is_empty()) else {
        return refuse(SendRefusal::Problems(problems));
    };
    let mut receivers = Vec::new();
    for receiver in writer.receivers(&to, matter) {
        let asked = receiver.why == Why::Addressed && sending.answer == Wanted::Yes;
        let due =
            if asked { expected_by(ctx, connection, &writer, (receiver.person, &receiver.party)).await? } else { None };
        receivers.push((receiver, due));
    }
    let thread = known.map(|thread| thread.id);
    Ok(Checked { writer, subject, body, matter, receivers, thread, answer: sending.answer })
}

/// Sends what the writer has looked at to exactly those whom they were shown. A reply answers what the writer was asked
/// for in its thread.
///
/// # Errors
/// The person may not write there; something is missing; or others would receive it than those in `shown`.
pub async fn send(
    ctx: &Context,
    author: PersonId,
    sending: &Sending,
    shown: &[PersonId],
) -> Outcome<ThreadId, SendRefusal> {
    let now = ctx.now();
    store::write!(ctx.db, |tx| {
        let checked = check(ctx, tx, author, sending).await?;
        let mut now_people: Vec<PersonId> = checked.receivers.iter().map(|(receiver, _)| receiver.person).collect();
        let mut then = shown.to_vec();
        now_people.sort_unstable();
        then.sort_unstable();
        if now_people != then {
            return refuse(SendRefusal::OthersNow);
        }
        let thread = match checked.thread {
            Some(thread) => thread,
            None => {
                let thread: ThreadId = ctx.new_id();
                let subject: Subject = checked.subject.parse().map_err(|_| Failure::NotFound)?;
                messages::begin(tx, thread, checked.writer.journey, &subject, (author, now)).await?;
                thread
            }
        };
        let id = put(ctx, tx, &checked, thread, now).await?;
        let closing = Closing { way: Answered::Here, by: author, at: now };
        messages::close_all(tx, thread, author, closing).await?;
        messages::note_read(tx, thread, author, now).await?;
        messages::throw_away(tx, author, sending.draft).await?;
        tell(ctx, tx, &checked, thread).await?;
        let sentence = match checked.thread {
            Some(_) => "Answered in a thread of messages",
            None => "Wrote a message",
        };
        let event = events::Event::new(ctx.new_id(), now, Some(author), &format!("{NOUN}.send"), id);
        let event = event.at(checked.writer.organisation).within(checked.writer.journey).saying(sentence);
        events::record(tx, &event).await?;
        Ok(thread)
    })
}

async fn put(
    ctx: &Context,
    tx: &Tx,
    checked: &Checked,
    thread: ThreadId,
    now: jiff::Timestamp,
) -> Result<MessageId, store::Fault> {
    let id: MessageId = ctx.new_id();
    let message = NewMessage {
        id,
        thread,
        author: checked.writer.person,
        party: &checked.writer.party,
        matter: checked.matter,
        body: &checked.body,
        sent_at: now,
    };
    let receivers: Vec<Receiver> = checked.receivers.iter().map(|(receiver, _)| receiver.clone()).collect();
    messages::send(tx, &message, &receivers).await?;
    for (receiver, due_on) in &checked.receivers {
        if let Some(due_on) = due_on.filter(|_| checked.answer == Wanted::Yes) {
            messages::ask(tx, id, Asked { person: receiver.person, due_on }).await?;
        }
    }
    Ok(id)
}
