//! What messages ask of a person, over all their journeys.

use domain::access::Viewer;
use domain::ids::{JourneyId, ThreadId};
use jiff::civil::Date;

use crate::db::{Connection, Fault};
use crate::overview::name_of;
use crate::sql::{self, Row, params};

/// An answer that the person owes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    pub thread: ThreadId,
    pub journey: JourneyId,
    pub subject: String,
    pub author: String,
    pub due_on: Date,
}

/// An answer that the person waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waited {
    pub thread: ThreadId,
    pub journey: JourneyId,
    pub subject: String,
    pub from: String,
    pub due_on: Date,
}

/// What messages ask of somebody. Unread ones that want no answer are in `unread`, with who wrote and since when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct News {
    pub owed: Vec<Owed>,
    pub waited: Vec<Waited>,
    pub unread: Vec<Owed>,
}

/// What messages ask of a person in the journeys they belong to today, the earliest first.
///
/// # Errors
/// The database failed.
pub async fn home(connection: &impl Connection, viewer: Viewer) -> Result<News, Fault> {
    // One statement for the three of them: each trip costs a home page more than what it brings.
    let text = format!(
        "WITH here AS (SELECT id FROM journeys WHERE person_id = $1
             UNION SELECT journey_id FROM pairings WHERE person_id = $1 AND (finished_on IS NULL OR finished_on >= $2))
         SELECT 'owed' AS what, t.id, t.journey_id, t.subject, {author} AS name, a.due_on, m.sent_at
         FROM message_answers a JOIN messages m ON m.id = a.message_id JOIN message_threads t ON t.id = m.thread_id
         JOIN people n ON n.id = m.author_id
         WHERE a.person_id = $1 AND a.answered_at IS NULL AND t.journey_id IN (SELECT id FROM here)
         UNION ALL
         SELECT 'waited', t.id, t.journey_id, t.subject, {asked}, a.due_on, m.sent_at
         FROM messages m JOIN message_answers a ON a.message_id = m.id JOIN message_threads t ON t.id = m.thread_id
         JOIN people q ON q.id = a.person_id
         WHERE m.author_id = $1 AND a.answered_at IS NULL AND t.journey_id IN (SELECT id FROM here)
         UNION ALL
         SELECT 'unread', t.id, t.journey_id, t.subject, {author}, NULL, m.sent_at
         FROM message_copies c JOIN messages m ON m.id = c.message_id JOIN message_threads t ON t.id = m.thread_id
         JOIN people n ON n.id = m.author_id
         WHERE c.person_id = $1 AND c.read_at IS NULL AND t.journey_id IN (SELECT id FROM here)
             AND NOT EXISTS (SELECT 1 FROM message_answers o JOIN messages p ON p.id = o.message_id
                 WHERE p.thread_id = t.id AND o.person_id = $1 AND o.answered_at IS NULL)
         ORDER BY 6, 7, 2",
        author = name_of("n"),
        asked = name_of("q"),
    );
    let mut news = News::default();
    for row in &sql::all(connection, text, params![viewer.person, viewer.today]).await? {
        let (thread, journey, subject, name) =
            (row.id("id")?, row.id("journey_id")?, row.text("subject")?, row.text("name")?);
        match (row.text("what")?.as_str(), row.on_maybe("due_on")?) {
            ("owed", Some(due_on)) => news.owed.push(Owed { thread, journey, subject, author: name, due_on }),
            ("waited", Some(due_on)) => news.waited.push(Waited { thread, journey, subject, from: name, due_on }),
            _ => {
                let due_on = domain::calendar::date_of(row.at("sent_at")?);
                if !news.unread.iter().any(|known| known.thread == thread) {
                    news.unread.push(Owed { thread, journey, subject, author: name, due_on });
                }
            }
        }
    }
    Ok(news)
}
