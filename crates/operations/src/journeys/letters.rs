//! The letters of a journey's beginning: to the person supported, the supporter and the line manager (C3). They say who
//! and where, and nothing that anybody wrote.

use domain::calendar::long_date;
use domain::candidacies::Candidacy;
use domain::ids::{Id, JourneyId, PersonId};
use domain::programmes::{Gives, Onlooker, Programme};
use jiff::civil::Date;
use store::candidacies::Recipient;
use store::journeys::NewJourney;
use store::mail::Letter;
use store::{Fault, Tx};

use super::NOUN;
use crate::Context;

/// Tells everybody that a journey has its supporter.
pub(super) async fn begun(
    ctx: &Context,
    tx: &Tx,
    programme: &Programme,
    candidacy: &Candidacy,
    journey: &NewJourney,
    supporter: PersonId,
) -> Result<(), Fault> {
    // A manager learns of it where the programme lets them see how it goes, and nowhere else.
    let progress = "progress".parse().expect("written here, and a key");
    let may_know = programme.sharing.gives(&Onlooker::LineManager, &progress) != Gives::Nothing;
    let manager = store::journeys::line_manager(tx, candidacy.post).await?;
    let manager = manager.filter(|manager| may_know && *manager != supporter);
    let people: Vec<PersonId> = [candidacy.person, supporter].into_iter().chain(manager).collect();
    let known = store::candidacies::recipients(tx, &people).await?;
    let nobody = Recipient::default();
    let of = |person: PersonId| known.get(&person).unwrap_or(&nobody);
    let (person, helper) = (of(candidacy.person), of(supporter));
    let words = &programme.words;
    let today = ctx.today();
    let starts = if today < candidacy.starts_on { "starts" } else { "started" };
    let start = long_date(candidacy.starts_on);
    let where_to = format!("{}/journeys/{}", ctx.address, journey.id);

    let body = format!(
        "Hello {first}\n\n{helper} is your {word} for {programme}. {known} been told too, and how you meet is for the \
         two of you to agree.\n\nThis is where it begins, with what comes next and who can see what:\n\n{where_to}\n",
        first = person.first_name,
        helper = helper.full_name,
        word = words.say("supporter"),
        programme = words.say("programme"),
        known = format_args!("{} has", helper.first_name),
    );
    let subject = format!("{} is your {}", helper.full_name, words.say("supporter"));
    let address = person.address(candidacy.starts_on, today);
    send(ctx, tx, journey.id, candidacy.person, address, ("journeys.begun", &subject), body).await?;

    let body = format!(
        "Hello {first}\n\n{person} is your {word} in {programme}, and {starts} on {start}. The best beginning is a time \
         for {meeting}: propose one before somebody else fills the week.\n\n{where_to}\n",
        first = helper.first_name,
        person = person.full_name,
        word = words.say("supportee"),
        programme = words.say("programme"),
        meeting = first_meeting(programme),
    );
    let subject = format!("You support {}", person.full_name);
    let address = helper.address(today, today);
    send(ctx, tx, journey.id, supporter, address, ("journeys.begun", &subject), body).await?;

    let Some(manager) = manager else { return Ok(()) };
    let body = format!(
        "Hello {first}\n\n{person}, whom you manage and who {starts} on {start}, takes part in {programme}. {helper} is \
         the {word}.\n\n{purpose}\n\nWhat the two write stays between them. What they need from you is the time they \
         were promised.\n{asked}",
        asked = asked_of_manager(ctx, programme, journey.id),
        first = of(manager).first_name,
        person = person.full_name,
        programme = words.say("programme"),
        helper = helper.full_name,
        word = words.say("supporter"),
        purpose = programme.purpose.trim(),
    );
    let subject = format!("{} has {}", person.full_name, words.with_article("supporter"));
    let address = of(manager).address(today, today);
    send(ctx, tx, journey.id, manager, address, ("journeys.begun", &subject), body).await
}

/// What the line manager is asked to confirm, each with the page that does it. What needs a consent is asked later.
fn asked_of_manager(ctx: &Context, programme: &Programme, journey: JourneyId) -> String {
    let asked = programme.facts.iter().filter(|fact| {
        fact.consent.is_none()
            && fact.may_be_confirmed_by(&Onlooker::LineManager)
            && programme.expectations.iter().any(|one| {
                one.asks.iter().any(|ask| ask.of == Onlooker::LineManager)
                    && one.met_by.facts().any(|key| *key == fact.key)
            })
    });
    let lines: Vec<String> =
        asked.map(|fact| format!("{}\n{}/journeys/{journey}/facts/{}\n", fact.name, ctx.address, fact.key)).collect();
    if lines.is_empty() { String::new() } else { format!("\nPlease confirm, when it is so:\n\n{}", lines.join("\n")) }
}

/// “the first meeting”: the first kind of meeting that the programme plans.
fn first_meeting(programme: &Programme) -> &str {
    let planned = programme.meeting_kinds.first();
    planned.map_or("a first meeting", |kind| programme.words.meeting_with_article(&kind.key))
}

/// Tells somebody in a further role, and the person supported.
pub(super) async fn named(
    ctx: &Context,
    tx: &Tx,
    programme: &Programme,
    role: &domain::keys::RoleKey,
    (journey, supportee, starts_on): (JourneyId, PersonId, Date),
    contact: PersonId,
) -> Result<(), Fault> {
    let known = store::candidacies::recipients(tx, &[supportee, contact]).await?;
    let nobody = Recipient::default();
    let of = |person: PersonId| known.get(&person).unwrap_or(&nobody);
    let (person, contact_is) = (of(supportee), of(contact));
    let word = programme.words.role(role);
    let today = ctx.today();
    let where_to = format!("{}/journeys/{}", ctx.address, journey);
    // What the programme says of the role, in its own words.
    let what = programme.guidance(role.as_str()).map(|text| format!(" {}", text.trim())).unwrap_or_default();
    let body = format!(
        "Hello {}\n\n{} is your {word} from now on.{what}\n\n{where_to}\n",
        person.first_name, contact_is.full_name,
    );
    let subject = format!("{} is your {word}", contact_is.full_name);
    let address = person.address(starts_on, today);
    send(ctx, tx, journey, supportee, address, ("journeys.named", &subject), body).await?;
    let body = format!(
        "Hello {}\n\nYou are the {word} of {}.{what}\n\n{where_to}\n",
        contact_is.first_name, person.full_name,
    );
    let subject = format!("You are the {word} of {}", person.full_name);
    let address = contact_is.address(today, today);
    send(ctx, tx, journey, contact, address, ("journeys.named", &subject), body).await
}

async fn send(
    ctx: &Context,
    tx: &Tx,
    journey: JourneyId,
    person: PersonId,
    address: Option<&str>,
    (kind, subject): (&str, &str),
    body: String,
) -> Result<(), Fault> {
    let Some(address) = address else { return Ok(()) };
    let letter = Letter {
        id: ctx.new_id(),
        person: Some(person),
        recipient: address.to_owned(),
        kind: kind.to_owned(),
        subject: subject.to_owned(),
        body,
        calendar: None,
        about: Some((NOUN.to_owned(), journey.uuid())),
        created_at: ctx.now(),
        send_after: ctx.now(),
    };
    store::mail::queue(tx, &letter).await
}
