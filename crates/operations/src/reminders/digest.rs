//! One letter with everything that waits for a person, over all relationships, at the time they chose.
//!
//! What is in it is looked at again when it is written and once more when it is carried: what was done meanwhile is left
//! out. A slot has one letter, whichever node writes it.

use std::collections::BTreeMap;

use domain::ids::{Id, JourneyId, MailId, NoticeId, OrganisationId, PersonId};
use domain::reminders::{Choice, How, Tone, tone};
use domain::working_days::{Nation, is_working_day};
use store::mail::Letter;
use store::reminders::{Line, Waiting, Which};
use store::{Connection, Fault, Tx};

use super::facts::{Facts, Open};
use super::{NOUN, letter};
use crate::Context;
use crate::sessions::hash;

/// Writes the letters whose time has come; returns how many.
///
/// # Errors
/// The database failed.
pub async fn send_waiting(ctx: &Context) -> Result<usize, Fault> {
    let (now, today) = (ctx.now(), ctx.today());
    let mut holidays: BTreeMap<OrganisationId, bool> = BTreeMap::new();
    let mut written = 0;
    for one in store::reminders::waiting(ctx.db.reader(), today).await? {
        let holiday = match one.organisation {
            Some(organisation) => match holidays.get(&organisation) {
                Some(known) => *known,
                None => {
                    let nation = store::organisations::nation(ctx.db.reader(), organisation).await?;
                    let found = is_bank_holiday(nation.unwrap_or_default(), today);
                    holidays.insert(organisation, found);
                    found
                }
            },
            None => false,
        };
        if one.choice.may_go(one.last_on, now, one.away || holiday) {
            let letter: Result<bool, Fault> = store::write!(ctx.db, |tx| { write_one(ctx, tx, &one).await });
            written += usize::from(letter?);
        }
    }
    Ok(written)
}

/// A day of the working week on which the nation does not work.
fn is_bank_holiday(nation: Nation, today: jiff::civil::Date) -> bool {
    today.weekday().to_monday_zero_offset() < 5 && !is_working_day(nation, today)
}

async fn write_one(ctx: &Context, tx: &Tx, one: &Waiting) -> Result<bool, Fault> {
    let today = ctx.today();
    let lines = store::reminders::lines(tx, Which::WaitingFor(one.person), today).await?;
    let (right, wrong) = sorted(ctx, tx, lines, &one.choice).await?;
    store::reminders::drop_notices(tx, &ids(&wrong), ctx.now()).await?;
    if right.is_empty() {
        return Ok(false);
    }
    let known = store::candidacies::recipients(tx, &[one.person]).await?;
    let Some(recipient) = known.get(&one.person) else { return Ok(false) };
    let (first, second) = match one.has_begun {
        true => (&recipient.work, &recipient.private),
        false => (&recipient.private, &recipient.work),
    };
    // Without an address the reminders wait: one may come.
    let Some(address) = first.as_deref().or(second.as_deref()) else { return Ok(false) };
    let mail: MailId = ctx.new_id();
    let secret = ctx.new_secret();
    let slot = match one.choice.how {
        How::Digest { .. } => today.to_string(),
        How::AtOnce => mail.to_string(),
    };
    if !store::reminders::begin_digest(tx, mail, one.person, &slot, today, &hash(&secret)).await? {
        return Ok(false);
    }
    let journeys: Vec<JourneyId> = right.iter().map(|line| line.journey).collect();
    let supporters = store::reminders::supporters_in(tx, &journeys, today).await?;
    let text = letter::text(ctx, &recipient.first_name, &right, &supporters, &secret);
    let letter = Letter {
        id: mail,
        person: Some(one.person),
        recipient: address.to_owned(),
        kind: format!("{NOUN}.digest"),
        subject: text.subject,
        body: text.body,
        calendar: None,
        about: Some((NOUN.to_owned(), mail.uuid())),
        created_at: ctx.now(),
        send_after: ctx.now(),
    };
    store::mail::queue(tx, &letter).await?;
    if let Some(way_out) = text.way_out {
        store::mail::offer_way_out(tx, mail, &way_out).await?;
    }
    store::reminders::into_letter(tx, mail, &ids(&right)).await?;
    Ok(true)
}

fn ids(lines: &[Line]) -> Vec<NoticeId> {
    lines.iter().map(|line| line.id).collect()
}

/// What is still to be said, and what is not.
async fn sorted(
    ctx: &Context,
    connection: &impl Connection,
    lines: Vec<Line>,
    choice: &Choice,
) -> Result<(Vec<Line>, Vec<Line>), Fault> {
    let today = ctx.today();
    let mut journeys: Vec<JourneyId> = lines.iter().map(|line| line.journey).collect();
    journeys.sort_unstable();
    journeys.dedup();
    let facts = Facts::of(connection, &journeys).await?;
    Ok(lines.into_iter().partition(|line| {
        let Some(programme) = ctx.programmes.version(&line.version) else { return false };
        let Some(expectation) = programme.expectation(&line.expectation) else { return false };
        let open = Open {
            journey: line.journey,
            opens_on: line.opens_on,
            due_on: line.due_on,
            can_be_done: line.can_be_done,
            waits_for: &line.waits_for,
            meeting: line.meeting,
        };
        line.stands
            && line.open
            && choice.takes(tone(&line.onlooker, line.due_on, today))
            && facts.concern(expectation, &line.onlooker, line.person, &open, today)
    }))
}

/// Why a letter with reminders is not to be carried. When some of it is still right, that waits for a letter of its own,
/// which is written with the next round.
pub(crate) async fn no_longer_right(
    ctx: &Context,
    mail: MailId,
    person: Option<PersonId>,
) -> Result<Option<&'static str>, Fault> {
    let Some(person) = person else { return Ok(Some("it is to nobody")) };
    let reader = ctx.db.reader();
    let lines = store::reminders::lines(reader, Which::In(mail), ctx.today()).await?;
    let choice = store::reminders::choice_of(reader, person).await?;
    let (right, wrong) = sorted(ctx, reader, lines, &choice).await?;
    if wrong.is_empty() && !right.is_empty() {
        return Ok(None);
    }
    let done: Result<(), Fault> = store::write!(ctx.db, |tx| {
        store::reminders::drop_notices(tx, &ids(&wrong), ctx.now()).await?;
        store::reminders::release(tx, mail).await
    });
    done?;
    Ok(Some(if right.is_empty() { "all of it was done meanwhile" } else { "some of it was done meanwhile" }))
}

/// Is any of it gentle, so that it can be turned off?
pub(super) fn has_gentle(ctx: &Context, lines: &[Line]) -> bool {
    lines.iter().any(|line| tone(&line.onlooker, line.due_on, ctx.today()) == Tone::Gentle)
}
