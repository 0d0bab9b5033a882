//! Whether a letter is still right when it is about to leave: what it says may have been taken back, and access ends
//! with the relationship on every way out. Each room adds its own question here.

use domain::candidacies::State;
use domain::ids::{CandidacyId, Id, JourneyId, MeetingId, OutsiderId};
use store::Fault;
use store::mail::Letter;

use crate::{Context, candidacies, governance, outsiders, reminders, sessions, shares};

/// Why a letter is not to be sent; `None` when it is still right.
pub(super) async fn no_longer_right(ctx: &Context, letter: &Letter) -> Result<Option<&'static str>, Fault> {
    if !is_still_theirs(ctx, letter).await? {
        return Ok(Some("the address is no longer this person's alone"));
    }
    if letter.kind == "sessions.link" && letter.created_at + sessions::LINK_LIFE < ctx.now() {
        return Ok(Some("the link in it has run out"));
    }
    match &letter.about {
        Some((noun, id)) if noun == candidacies::NOUN => about_candidacy(ctx, letter, Id::from_uuid(*id)).await,
        Some((noun, id)) if noun == "meetings" => about_meeting(ctx, letter, Id::from_uuid(*id)).await,
        Some((noun, id)) if noun == outsiders::NOUN => about_outsider(ctx, letter, Id::from_uuid(*id)).await,
        Some((noun, id)) if noun == "journeys" => about_journey(ctx, letter, Id::from_uuid(*id)).await,
        Some((noun, id)) if noun == governance::NOUN => {
            let right = governance::is_still_right(ctx, Id::from_uuid(*id), letter.person).await?;
            Ok((!right).then_some("it was looked over meanwhile, or the person left the office"))
        }
        Some((noun, id)) if noun == governance::vacancies::NOUN => {
            let right = governance::vacancies::is_still_right(ctx, Id::from_uuid(*id), letter.person).await?;
            Ok((!right).then_some("the person left the office"))
        }
        Some((noun, id)) if noun == reminders::NOUN => {
            reminders::no_longer_right(ctx, Id::from_uuid(*id), letter.person).await
        }
        Some((noun, id)) if noun == shares::NOUN => {
            let holds = shares::holds(ctx, Id::from_uuid(*id), letter.person).await?;
            Ok((!holds).then_some("it was taken back meanwhile"))
        }
        _ => Ok(None),
    }
}

async fn is_still_theirs(ctx: &Context, letter: &Letter) -> Result<bool, Fault> {
    let Some(person) = letter.person else { return Ok(true) };
    let holders = store::sessions::people_at(ctx.db.reader(), &letter.recipient).await?;
    Ok(holders == [person])
}

/// Whoever has nothing to do with the journey any more is told nothing more about its meetings, but that one is
/// cancelled: it stands in their calendar.
async fn about_meeting(ctx: &Context, letter: &Letter, id: MeetingId) -> Result<Option<&'static str>, Fault> {
    if letter.kind == "meetings.cancel" {
        return Ok(None);
    }
    match store::meetings::find(ctx.db.reader(), id).await? {
        Some(meeting) => {
            let mut why = about_journey(ctx, letter, meeting.journey).await?;
            if why.is_some() {
                for journey in store::meetings::further_journeys(ctx.db.reader(), id).await? {
                    why = why.and(about_journey(ctx, letter, journey).await?);
                }
            }
            Ok(why)
        }
        None => Ok(Some("what it is about is gone")),
    }
}

/// A link that was taken back, or took the place of an older one, is not sent.
async fn about_outsider(ctx: &Context, letter: &Letter, id: OutsiderId) -> Result<Option<&'static str>, Fault> {
    let Some(outsider) = store::outsiders::find(ctx.db.reader(), id).await? else {
        return Ok(Some("what it is about is gone"));
    };
    let right = outsider.withdrawn_at.is_none() && outsider.invited_at <= letter.created_at;
    Ok((!right).then_some("it was taken back, or a fresh link was sent"))
}

async fn about_journey(ctx: &Context, letter: &Letter, id: JourneyId) -> Result<Option<&'static str>, Fault> {
    let Some(person) = letter.person else { return Ok(None) };
    let standing = store::access::standing(ctx.db.reader(), person, id, ctx.today()).await?;
    Ok(standing.is_empty().then_some("the person has nothing to do with it any more"))
}

async fn about_candidacy(ctx: &Context, letter: &Letter, id: CandidacyId) -> Result<Option<&'static str>, Fault> {
    let Some(candidacy) = store::candidacies::find(ctx.db.reader(), id).await? else {
        return Ok(Some("what it is about is gone"));
    };
    let state = candidacy.state;
    let right = match letter.kind.as_str() {
        // A letter older than the offer that stands is of an offer that was taken back.
        "candidacies.offer" | "candidacies.reminder" => {
            state == State::Offered && candidacy.offered_at.is_some_and(|offered_at| offered_at <= letter.created_at)
        }
        "candidacies.requested" => state == State::Requested,
        "candidacies.answered" => matches!(state, State::Accepted | State::Refused | State::Matched),
        "candidacies.set-aside" => state == State::SetAside,
        _ => true,
    };
    Ok((!right).then_some("it was answered or taken back meanwhile"))
}
