//! Records of completion: issued with the end, for their owner at any time, and checked by whoever holds number and name.

use domain::ids::PersonId;
use domain::programmes::capitalised;
use jiff::{SignedDuration, Timestamp};
use store::completions::Completion;
use store::endings::EndingRow;
use store::{Fault, Tx};

use crate::Context;
use crate::endings::Course;
use crate::sessions::hash;

/// The letters of a number: none that is mistaken for another when it is read out or typed.
const LETTERS: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many letters a number has: of so many that nobody finds one by trying.
const LENGTH: usize = 12;

/// Issues the record of a journey that is complete, in the transaction of its end and before its people are let go.
pub(crate) async fn issue(ctx: &Context, tx: &Tx, course: &Course, ending: &EndingRow) -> Result<(), Fault> {
    let (subject, programme) = (&course.subject, &course.programme);
    let (meetings, minutes) = store::completions::time_met(tx, subject.journey).await?;
    let names: Vec<&str> = course.supporters.iter().map(|(_, name)| name.as_str()).collect();
    let confirmed_by = match course.by {
        _ if ending.asked_as == domain::endings::By::Lead => known_name(tx, ending.asked_by).await?,
        _ => {
            let two = std::iter::once(subject.name.as_str()).chain(names.iter().copied());
            two.collect::<Vec<_>>().join(", ")
        }
    };
    let completion = Completion {
        id: ctx.new_id(),
        journey: subject.journey,
        ending: ending.id,
        person: subject.person,
        number: number_of(&ctx.new_secret()),
        name: subject.name.clone(),
        supporters: names.join(", "),
        programme: capitalised(programme.words.say("programme")),
        organisation: domain::text::organisation_name(&subject.organisation_name),
        started_on: subject.starts_on,
        ended_on: ending.ends_on,
        meetings,
        minutes,
        confirmed_by,
        issued_at: ctx.now(),
        revoked_at: None,
    };
    store::completions::insert(tx, &completion).await
}

async fn known_name(tx: &Tx, person: PersonId) -> Result<String, Fault> {
    let known = store::candidacies::recipients(tx, &[person]).await?;
    Ok(known.get(&person).map(|known| known.full_name.clone()).unwrap_or_default())
}

/// A number out of a secret: “7QK4-M2XP-9TBC”.
fn number_of(secret: &str) -> String {
    let mut number = String::with_capacity(LENGTH + 2);
    for (place, pair) in secret.as_bytes().chunks(2).take(LENGTH).enumerate() {
        if place > 0 && place % 4 == 0 {
            number.push('-');
        }
        let byte = std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok()).unwrap_or(0);
        number.push(char::from(LETTERS[usize::from(byte) % LETTERS.len()]));
    }
    number
}

/// A number as somebody types it: without regard to case, blanks and strokes.
fn typed(number: &str) -> String {
    let letters: Vec<char> =
        number.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join("-")
}

/// Too many have been checked in a short while from one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooMany;

const WINDOW: SignedDuration = SignedDuration::from_mins(15);
const PER_ORIGIN: i32 = 20;
const PER_NUMBER: i32 = 10;

/// The record with a number and a name, if there is one and it holds. Says the same of a number that does not exist and of
/// one that is another's.
///
/// # Errors
/// The database failed.
pub async fn check(
    ctx: &Context,
    number: &str,
    name: &str,
    origin: &str,
) -> Result<Result<Option<Completion>, TooMany>, Fault> {
    let number = typed(number);
    let since = window(ctx.now());
    store::write!(ctx.db, |tx| {
        let ours = store::sessions::count_use(tx, &format!("check-from:{origin}"), since).await?;
        let its = store::sessions::count_use(tx, &format!("check:{}", hash(&number)), since).await?;
        if ours > PER_ORIGIN || its > PER_NUMBER {
            return Ok(Err(TooMany));
        }
        Ok(Ok(store::completions::checked(tx, &number, name).await?))
    })
}

fn window(now: Timestamp) -> Timestamp {
    let seconds = now.as_second() - now.as_second().rem_euclid(WINDOW.as_secs());
    Timestamp::from_second(seconds).expect("a moment before now is in range")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_however_it_is_typed() {
        let number = number_of(&"00ff1e3a5b7c9d2f4e6a8b0c".repeat(2));
        assert_eq!(number.len(), LENGTH + 2);
        assert_eq!(typed(&number.to_lowercase().replace('-', " ")), number);
        assert_eq!(typed(&number.replace('-', "")), number);
    }
}
