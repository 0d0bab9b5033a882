//! A person's own calendar feed (Q5): an address with a secret of its own, which calendar programs read without a
//! session. It holds the titles and times of one's own meetings and what is due, and ends when the person ends it or has
//! no part here any more.

use documents::feed::{Entry, Feed, When};
use domain::calendar::{instant, plus_days};
use domain::ids::PersonId;
use domain::programmes::{Onlooker, capitalised};
use jiff::{SignedDuration, Timestamp};
use store::Fault;
use store::events::Event;
use store::meetings::{About, reads};

use crate::Context;
use crate::sessions::hash;

const NOUN: &str = "feeds";

/// How far back meetings and late things stand in it, in days.
const BACK: i32 = 60;
/// How far ahead due dates stand in it, in days.
const AHEAD: i32 = 120;

/// Calendar programs look every few minutes at the most.
const WINDOW: SignedDuration = SignedDuration::from_mins(15);
const PER_FEED: i32 = 30;
const PER_ORIGIN: i32 = 60;

/// Makes a person's feed, in place of one that stood; gives its secret, which is not kept.
///
/// # Errors
/// The database failed.
pub async fn renew(ctx: &Context, person: PersonId) -> Result<String, Fault> {
    let secret = ctx.new_secret();
    let made: Result<(), Fault> = store::write!(ctx.db, |tx| {
        store::feeds::keep(tx, person, &hash(&secret), ctx.now()).await?;
        let event = Event::new(ctx.new_id(), ctx.now(), Some(person), &format!("{NOUN}.renew"), person);
        store::events::record(tx, &event.saying("Made a new address for their calendar feed")).await
    });
    made.map(|()| secret)
}

/// Ends a person's feed.
///
/// # Errors
/// The database failed.
pub async fn end(ctx: &Context, person: PersonId) -> Result<(), Fault> {
    store::write!(ctx.db, |tx| {
        if store::feeds::end(tx, person).await? {
            let event = Event::new(ctx.new_id(), ctx.now(), Some(person), &format!("{NOUN}.end"), person);
            store::events::record(tx, &event.saying("Ended their calendar feed")).await?;
        }
        Ok(())
    })
}

/// What a calendar program gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Read {
    /// The feed as text (RFC 5545).
    Found(String),
    /// Nobody's feed, or that of somebody who has no part here any more.
    Unknown,
    /// Read too often.
    TooMany,
}

/// Reads a feed by its secret. Readings are counted, those of unknown addresses by where they come from.
///
/// # Errors
/// The database failed.
pub async fn read(ctx: &Context, secret: &str, origin: &str) -> Result<Read, Fault> {
    let (hash, today) = (hash(secret), ctx.today());
    let found = store::feeds::person_of(ctx.db.reader(), &hash, today).await?;
    let (bucket, most) = match found {
        Some(_) => (format!("calendar:{hash}"), PER_FEED),
        None => (format!("calendar-from:{origin}"), PER_ORIGIN),
    };
    let used: Result<i32, Fault> =
        store::write!(ctx.db, |tx| { store::sessions::count_use(tx, &bucket, window(ctx.now())).await });
    match found {
        _ if used? > most => Ok(Read::TooMany),
        Some(person) => Ok(Read::Found(text(ctx, person).await?)),
        None => Ok(Read::Unknown),
    }
}

fn window(now: Timestamp) -> Timestamp {
    let seconds = now.as_second() - now.as_second().rem_euclid(WINDOW.as_secs());
    Timestamp::from_second(seconds).expect("a moment before now is in range")
}

async fn text(ctx: &Context, person: PersonId) -> Result<String, Fault> {
    let reader = ctx.db.reader();
    let today = ctx.today();
    let from = plus_days(today, -BACK);
    let midnight = |on| instant(on, jiff::civil::Time::midnight());
    let mut entries: Vec<Entry> = Vec::new();
    for meeting in store::feeds::meetings(reader, person, midnight(from), today).await? {
        let Some(programme) = ctx.programmes.version(&meeting.version) else { continue };
        // What the programme keeps from this person has no title for them either.
        let expected = programme.meeting_kind(&meeting.kind).is_some_and(|it| it.attended_by.contains(&meeting.party));
        if !expected || !reads(programme, &meeting.party, About::Kind(&meeting.kind)) {
            continue;
        }
        entries.push(Entry {
            uid: format!("meeting-{}@feed.alongside", meeting.id),
            sequence: meeting.sequence,
            stamped_at: meeting.updated_at,
            title: capitalised(programme.words.meeting(&meeting.kind)),
            page: format!("{}/meetings/{}", ctx.address, meeting.id),
            when: When::Time { starts_at: meeting.starts_at, minutes: meeting.minutes, is_agreed: meeting.is_agreed },
        });
    }
    for due in store::feeds::due(reader, person, (from, plus_days(today, AHEAD)), today).await? {
        let Some(programme) = ctx.programmes.version(&due.version) else { continue };
        let Some(expectation) = programme.expectation(&due.expectation) else { continue };
        let asked = expectation.asks.iter().any(|ask| ask.of == Onlooker::Party(due.party.clone()));
        if !asked || (expectation.lapses() && due.due_on < today) {
            continue;
        }
        entries.push(Entry {
            uid: format!("due-{}-{}-{}@feed.alongside", due.journey, due.expectation, due.number),
            sequence: 0,
            stamped_at: midnight(due.opens_on.min(today)),
            // What the programme expects, in its own words: these name nobody.
            title: expectation.what.clone(),
            page: format!("{}/journeys/{}", ctx.address, due.journey),
            when: When::Day(due.due_on),
        });
    }
    entries.dedup_by(|one, other| one.uid == other.uid);
    Ok(documents::feed::text(&Feed { name: "Alongside".to_owned(), entries }))
}
