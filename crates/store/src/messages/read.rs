//! Threads as their people read them.

use domain::ids::{JourneyId, MessageId, PersonId, ThreadId};
use domain::messages::{Answered, Matter, Why};
use domain::programmes::Party;
use jiff::Timestamp;
use jiff::civil::Date;

use super::why_of;
use crate::db::{Connection, Fault};
use crate::overview::name_of;
use crate::sql::{self, Row, params};

/// A thread as a list shows it, counted over what the viewer wrote or received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThreadLine {
    pub thread: ThreadId,
    pub subject: String,
    pub messages: i64,
    pub last_at: Timestamp,
    pub last_author: String,
    /// Something in it is new to the viewer.
    pub is_new: bool,
    /// By when the viewer's own answer is due, the earliest.
    pub mine_due: Option<Date>,
    /// By when an answer is due that the viewer asked for, the earliest.
    pub theirs_due: Option<Date>,
}

/// The threads of a journey in which a person wrote or received something, the one that moved last first.
///
/// # Errors
/// The database failed.
pub async fn threads(
    connection: &impl Connection,
    viewer: PersonId,
    journey: JourneyId,
) -> Result<Vec<ThreadLine>, Fault> {
    let text = format!(
        "SELECT t.id, t.subject, m.sent_at, {author} AS author, c.person_id AS mine, c.read_at,
             a.due_on AS mine_due,
             (SELECT min(o.due_on) FROM message_answers o WHERE o.message_id = m.id AND m.author_id = $1
              AND o.answered_at IS NULL) AS theirs_due
         FROM message_threads t JOIN messages m ON m.thread_id = t.id JOIN people n ON n.id = m.author_id
         LEFT JOIN message_copies c ON c.message_id = m.id AND c.person_id = $1
         LEFT JOIN message_answers a ON a.message_id = m.id AND a.person_id = $1 AND a.answered_at IS NULL
         WHERE t.journey_id = $2 AND (m.author_id = $1 OR c.person_id IS NOT NULL)
         ORDER BY t.id, m.sent_at, m.id",
        author = name_of("n"),
    );
    let mut found: Vec<ThreadLine> = Vec::new();
    for row in &sql::all(connection, text, params![viewer, journey]).await? {
        let thread = row.id("id")?;
        let is_new = row.id_maybe::<PersonId>("mine")?.is_some() && row.at_maybe("read_at")?.is_none();
        let (mine, theirs) = (row.on_maybe("mine_due")?, row.on_maybe("theirs_due")?);
        if found.last().is_none_or(|last| last.thread != thread) {
            found.push(ThreadLine {
                thread,
                subject: row.text("subject")?,
                messages: 0,
                last_at: row.at("sent_at")?,
                last_author: String::new(),
                is_new: false,
                mine_due: None,
                theirs_due: None,
            });
        }
        let Some(line) = found.last_mut() else { continue };
        line.messages += 1;
        line.last_at = row.at("sent_at")?;
        line.last_author = row.text("author")?;
        line.is_new |= is_new;
        line.mine_due = line.mine_due.into_iter().chain(mine).min();
        line.theirs_due = line.theirs_due.into_iter().chain(theirs).min();
    }
    found.sort_by_key(|line| std::cmp::Reverse(line.last_at));
    Ok(found)
}

/// A thread, with the messages in it that the viewer wrote or received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    pub id: ThreadId,
    pub journey: JourneyId,
    pub subject: String,
    /// The oldest first.
    pub messages: Vec<Message>,
}

/// A message, with everybody who received it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub id: MessageId,
    pub author: PersonId,
    pub author_name: String,
    pub party: Party,
    pub matter: Matter,
    pub content: String,
    pub sent_at: Timestamp,
    pub copies: Vec<CopyLine>,
    pub answers: Vec<AnswerLine>,
    /// The viewer received it and has not said that they read it.
    pub is_new: bool,
}

/// Somebody who received a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyLine {
    pub person: PersonId,
    pub name: String,
    pub party: Party,
    pub why: Why,
}

/// An answer that a message asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerLine {
    pub person: PersonId,
    pub name: String,
    pub due_on: Date,
    /// How and when it was answered.
    pub answered: Option<(Answered, Timestamp)>,
}

/// A thread, if the viewer wrote or received anything in it. To anybody else there is none.
///
/// # Errors
/// The database failed.
pub async fn visible_thread(
    connection: &impl Connection,
    viewer: PersonId,
    thread: ThreadId,
) -> Result<Option<Thread>, Fault> {
    let text = format!(
        "SELECT t.journey_id, t.subject, m.id, m.author_id, m.author_party, m.matter, m.content, m.sent_at,
             {author} AS author, c.person_id, c.party, c.why, c.read_at, {reader} AS reader,
             a.due_on, a.answered_at, a.way
         FROM message_threads t JOIN messages m ON m.thread_id = t.id JOIN people n ON n.id = m.author_id
         JOIN message_copies c ON c.message_id = m.id JOIN people q ON q.id = c.person_id
         LEFT JOIN message_answers a ON a.message_id = m.id AND a.person_id = c.person_id
         WHERE t.id = $2 AND (m.author_id = $1 OR EXISTS (
             SELECT 1 FROM message_copies o WHERE o.message_id = m.id AND o.person_id = $1))
         ORDER BY m.sent_at, m.id, c.why, q.name_search, c.person_id",
        author = name_of("n"),
        reader = name_of("q"),
    );
    let mut found: Option<Thread> = None;
    for row in &sql::all(connection, text, params![viewer, thread]).await? {
        if found.is_none() {
            let (journey, subject) = (row.id("journey_id")?, row.text("subject")?);
            found = Some(Thread { id: thread, journey, subject, messages: Vec::new() });
        }
        let Some(thread) = found.as_mut() else { continue };
        let id = row.id("id")?;
        if thread.messages.last().is_none_or(|last| last.id != id) {
            thread.messages.push(message(row, id)?);
        }
        let Some(message) = thread.messages.last_mut() else { continue };
        let person: PersonId = row.id("person_id")?;
        let name = row.text("reader")?;
        if let Some(due_on) = row.on_maybe("due_on")? {
            let answered = answered(row)?;
            message.answers.push(AnswerLine { person, name: name.clone(), due_on, answered });
        }
        message.is_new |= person == viewer && row.at_maybe("read_at")?.is_none();
        message.copies.push(CopyLine { person, name, party: row.parsed("party")?, why: why_of(&row.text("why")?)? });
    }
    Ok(found)
}

fn message(row: &sea_orm::QueryResult, id: MessageId) -> Result<Message, Fault> {
    let matter = row.text("matter")?;
    Ok(Message {
        id,
        author: row.id("author_id")?,
        author_name: row.text("author")?,
        party: row.parsed("author_party")?,
        matter: Matter::named(&matter).ok_or_else(|| Fault::Corrupt(format!("a matter that is {matter}")))?,
        content: row.text("content")?,
        sent_at: row.at("sent_at")?,
        copies: Vec::new(),
        answers: Vec::new(),
        is_new: false,
    })
}

fn answered(row: &sea_orm::QueryResult) -> Result<Option<(Answered, Timestamp)>, Fault> {
    let (Some(at), Some(way)) = (row.at_maybe("answered_at")?, row.text_maybe("way")?) else { return Ok(None) };
    let way = Answered::named(&way).ok_or_else(|| Fault::Corrupt(format!("answered {way}")))?;
    Ok(Some((way, at)))
}
