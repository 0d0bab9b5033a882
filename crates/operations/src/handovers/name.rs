//! Naming who comes, and from which day. The hard rules of the role hold, the cap too; what the one who goes held open
//! after that day is called off or cleared, and everybody concerned is told.

use domain::calendar::{instant, long_date, plus_days};
use domain::handovers::fits;
use domain::ids::{HandoverId, JourneyId, PersonId};
use domain::matching::judge::Barrier;
use domain::programmes::Role;
use jiff::civil::{Date, Time};
use store::events::Event;
use store::journeys::NewPairing;
use store::{Fault, Tx};

use super::carry::carry;
use super::{Change, NOUN, change_of};
use crate::Context;
use crate::endings::{Told, tell};
use crate::error::{Failure, Outcome, refuse};
use crate::journeys::{self, Allowance, ByHandRefusal, Refusal, Whom, barrier, person_at, take_place};
use crate::meetings::call_off;

/// Who comes, by work address, and from which day.
#[derive(Debug, Clone)]
pub struct Naming {
    pub email: String,
    pub on: Date,
    /// Why one more than the cap; needed only then.
    pub reason: String,
}

/// Why nobody was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameRefusal {
    #[error("nobody is known by this address")]
    Unknown,
    #[error("more than one person is listed under this address")]
    Ambiguous,
    #[error("the person holds no post here")]
    Outside,
    #[error("a rule of the role stands against it")]
    Rule(Barrier),
    #[error("one more needs a reason")]
    Full { supports: u32 },
    #[error("supports already")]
    Same,
    #[error("the day does not fit")]
    Day,
    #[error("another change is named already")]
    Named,
    #[error("nobody supports at present")]
    Nobody,
}

impl NameRefusal {
    /// The key of its sentence in the translation layer.
    pub fn key(self) -> &'static str {
        match self {
            Self::Unknown => "by-hand-unknown",
            Self::Ambiguous => "by-hand-ambiguous",
            Self::Outside => "by-hand-no-post",
            Self::Rule(_) => "by-hand-rule",
            Self::Full { .. } => "change-full",
            Self::Same => "change-same",
            Self::Day => "change-day-wrong",
            Self::Named => "change-named-already",
            Self::Nobody => "change-nobody",
        }
    }
}

/// Names another supporter for a running journey.
///
/// # Errors
/// Not the person's to do; the day does not fit; or a rule of the role stands against the one who comes.
pub async fn name_successor(
    ctx: &Context,
    lead: PersonId,
    journey: JourneyId,
    naming: &Naming,
) -> Outcome<HandoverId, NameRefusal> {
    store::write!(ctx.db, |tx| {
        let change = change_of(ctx, tx, lead, journey).await?.ok_or(Failure::NotFound)?;
        if !change.matches {
            return Err(Failure::NotFound);
        }
        let today = ctx.today();
        if !fits(naming.on, today) {
            return refuse(NameRefusal::Day);
        }
        if change.handovers.iter().any(|handover| handover.carried_at.is_none()) {
            return refuse(NameRefusal::Named);
        }
        let Some(going) = change.supporter.clone() else { return refuse(NameRefusal::Nobody) };
        let role = change.programme.supporter_role();
        let coming = who_comes(ctx, tx, &change, role, naming).await?;
        if coming == going.person {
            return refuse(NameRefusal::Same);
        }
        // Told to those who take part until then, so before the one who comes does.
        let why = format!("Somebody else supports from {} on.", long_date(naming.on));
        if let Ok(why) = why.parse() {
            let from = if naming.on <= today { ctx.now() } else { instant(naming.on, Time::midnight()) };
            call_off(ctx, tx, lead, journey, from, &why).await?;
        }
        store::handovers::end_place(tx, going.pairing, plus_days(naming.on, -1)).await?;
        let pairing = NewPairing {
            id: ctx.new_id(),
            journey,
            person: coming,
            role: role.key.clone(),
            started_on: naming.on,
            named_at: ctx.now(),
            why: "Took over from somebody else.".to_owned(),
        };
        store::journeys::insert_pairing(tx, &pairing).await?;
        let reason = naming.reason.trim();
        let allowance = if reason.is_empty() { Allowance::WithinCap } else { Allowance::OneMore { reason } };
        let cap = (role.at_once.unwrap_or(u32::MAX), allowance);
        let place = take_place(ctx, tx, lead, cap, &change.programme.matching.family, &pairing).await;
        place.map_err(full)?;
        let id = ctx.new_id();
        store::handovers::insert(tx, id, journey, (going.pairing, pairing.id), naming.on, lead, ctx.now()).await?;
        store::handovers::settle_requests(tx, journey, None, "changed", lead, ctx.now()).await?;
        keep(ctx, tx, &change, (id, lead), (going.person, coming), naming.on).await?;
        Ok(id)
    })
}

/// The person of the address, if the rules let them hold the role.
async fn who_comes(
    ctx: &Context,
    tx: &Tx,
    change: &Change,
    role: &Role,
    naming: &Naming,
) -> Outcome<PersonId, NameRefusal> {
    let person = person_at(tx, &naming.email, Whom::Supporter).await.map_err(|failure| match failure {
        Failure::Refused(ByHandRefusal::Ambiguous(_)) => Failure::Refused(NameRefusal::Ambiguous),
        Failure::Refused(_) => Failure::Refused(NameRefusal::Unknown),
        Failure::NotFound => Failure::NotFound,
        Failure::Fault(fault) => Failure::Fault(fault),
    })?;
    let subject = &change.subject;
    if !role.may_be_outside && !store::journeys::works_at(tx, subject.organisation, person, ctx.today()).await? {
        return refuse(NameRefusal::Outside);
    }
    match barrier(tx, role, subject.person, subject.line_manager, person, naming.on).await? {
        Some(barrier) => refuse(NameRefusal::Rule(barrier)),
        None => Ok(person),
    }
}

fn full(failure: Failure<Refusal>) -> Failure<NameRefusal> {
    match failure {
        Failure::Refused(Refusal::Full { supports }) => Failure::Refused(NameRefusal::Full { supports }),
        Failure::Refused(_) | Failure::NotFound => Failure::NotFound,
        Failure::Fault(fault) => Failure::Fault(fault),
    }
}

/// The event, the letters, and what is expected; and all that follows at once when the day is today.
async fn keep(
    ctx: &Context,
    tx: &Tx,
    change: &Change,
    (id, lead): (HandoverId, PersonId),
    (going, coming): (PersonId, PersonId),
    on: Date,
) -> Result<(), Fault> {
    let (subject, journey) = (&change.subject, change.subject.journey);
    let words = &change.programme.words;
    let sentence = format!("Was given another {} from {}", words.say("supporter"), long_date(on));
    let event = Event::new(ctx.new_id(), ctx.now(), Some(lead), &format!("{NOUN}.name"), id);
    store::events::record(tx, &event.at(subject.organisation).within(journey).saying(sentence)).await?;
    journeys::refresh(tx, ctx, journey).await?;
    let known = store::candidacies::recipients(tx, &[coming, going]).await?;
    let name = |person| known.get(&person).map(|known| known.full_name.clone()).unwrap_or_default();
    let (page, note) = (format!("/journeys/{journey}"), format!("/handovers/{id}"));
    let (word, day) = (words.say("supporter"), long_date(on));
    let title = format!("{} is your {word} from {day}", name(coming));
    let text = format!(
        "{} supports you from {day} on; {} does until then. Meetings that lay after that day are called off, to be \
         arranged anew. If a note is left for {}, you see it first and decide whether it is passed on.",
        name(coming),
        name(going),
        name(coming),
    );
    let told = Told { verb: "handed-over", subject: &title, text: &text, path: &note };
    tell(ctx, tx, subject, Some(lead), &[subject.person], told).await?;
    let title = format!("You support {} from {day}", subject.name);
    let text = format!(
        "You take over from {} as {word} of {}. From {day} on you see what the programme lets you see; until then nothing \
         opens. Propose a first time together soon.",
        name(going),
        subject.name,
    );
    tell(
        ctx,
        tx,
        subject,
        Some(lead),
        &[coming],
        Told { verb: "handed-over", subject: &title, text: &text, path: &page },
    )
    .await?;
    let title = format!("{} takes over from you", name(coming));
    let text = format!(
        "{} supports {} from {day} on. What you could see is closed to you from then. Sign what waits for you before; and \
         if there is something to hand on, write it here: {} sees it first.",
        name(coming),
        subject.name,
        subject.name,
    );
    tell(
        ctx,
        tx,
        subject,
        Some(lead),
        &[going],
        Told { verb: "handed-over", subject: &title, text: &text, path: &note },
    )
    .await?;
    if on <= ctx.today()
        && let Some(handover) = store::handovers::find(tx, id).await?
    {
        carry(ctx, tx, &handover).await?;
    }
    Ok(())
}
