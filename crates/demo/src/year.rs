//! Lives the year: what was held is brought in as a whole, what is still open is done by the product's own operations.

use domain::calendar::{date_of, instant, plus_days};
use domain::ids::{MeetingId, PersonId};
use domain::meetings::{Absence, Length, Slot, Way};
use jiff::civil::{Date, time};
use jiff::{SignedDuration, Timestamp};
use operations::history::{self, Past};
use operations::journeys::{self, Then};
use operations::meetings::{self, Times};
use operations::{Context, records};
use store::demo::Life;

use crate::Problem;
use crate::cast::{self, Part};
use crate::dice::Dice;
use crate::life::{self, Fate, Planned};
use crate::papers;
use crate::plans;
use crate::telling::unexpected;
use crate::workers::working_day;

/// Something to do in a journey by an operation, at its own time.
struct Act<'a> {
    at: Timestamp,
    life: &'a Life,
    what: What,
}

enum What {
    /// Arranged, and then cancelled, missed or forgotten.
    Arranged(Planned),
    /// The supporter offers times; nobody has answered.
    Offered(Planned),
}

/// Lets every journey go its way up to a day.
///
/// # Errors
/// The database failed, or something was refused that the story needs.
pub async fn live(ctx: &Context, today: Date) -> Result<(), Problem> {
    let today_begins = instant(today, time(0, 5, 0, 0));
    let lives = store::demo::lives(ctx.db.reader()).await?;
    let mut past = Vec::new();
    let mut acts = Vec::new();
    for life in &lives {
        let held = life::meetings(life, today);
        for (number, planned) in held.iter().enumerate() {
            match planned.fate {
                Fate::Held { .. } => past.extend(life::past(life, planned, held.get(number + 1), today_begins)),
                // What fell through in a journey that is over is told no more.
                _ if life.ended_on.is_some() => {}
                _ => acts.extend(arranged(life, planned)),
            }
        }
        acts.extend(ahead(life, today));
    }
    ctx.clock.move_to(today_begins);
    let kept = history::keep(ctx, &past).await?;
    let writing = lives.iter().filter(|life| {
        ctx.programmes.version(&life.version).is_some_and(|programme| programme.key.as_str() == papers::PROGRAMME)
    });
    let (mut papers, mut items, mut shares) = (Vec::new(), Vec::new(), Vec::new());
    for life in writing {
        let plan = plans::items(ctx, life, today);
        papers.extend(papers::papers(life, &plan, today));
        items.extend(plan);
        shares.extend(plans::share(life, today));
    }
    history::keep_documents(ctx, &papers).await?;
    history::keep_plans(ctx, &items, &shares).await?;
    amend(ctx, &past, &kept).await?;
    learn(ctx, &lives, today).await?;
    acts.sort_by_key(|act| act.at);
    for act in &acts {
        ctx.clock.move_to(act.at);
        happen(ctx, act).await?;
    }
    ctx.clock.move_to(today_begins);
    journeys::recompute(ctx, Then::Mend).await.map_err(unexpected("working out what is expected"))?;
    Ok(())
}

/// Arranged six days before, or as soon as there was somebody to arrange it with.
fn arranged<'a>(life: &'a Life, planned: &Planned) -> Option<Act<'a>> {
    let earliest = life.named_at + SignedDuration::from_mins(30);
    let at = (planned.at - SignedDuration::from_hours(24 * 6)).max(earliest);
    (at < planned.at).then(|| Act { at, life, what: What::Arranged(planned.clone()) })
}

/// What is arranged or offered for the days ahead.
fn ahead(life: &Life, today: Date) -> Option<Act<'_>> {
    if life.ended_on.is_some() || life.away.is_some_and(|(_, until)| until.is_none_or(|until| today < until)) {
        return None;
    }
    let dice = &mut Dice::of("ahead", life.starts_on.day().unsigned_abs().into());
    let dice = &mut Dice::of(&life.email, dice.below(1000) as u64);
    let part = cast::CAST.iter().find(|member| member.email == life.email).map(|member| member.part);
    let begun = life.starts_on <= today;
    let day = if part == Some(Part::NewlyStarted) {
        plus_days(today, 1)
    } else if begun {
        plus_days(today, dice.between(1, 20))
    } else {
        plus_days(life.starts_on, dice.between(0, 5))
    };
    let kind = match domain::calendar::days_between(life.starts_on, day) {
        ..=24 => "initial",
        25..=165 => "interim",
        166..=205 => "mid-point",
        206..=330 => "interim",
        _ => "final",
    };
    let at = instant(working_day(day), time([9, 10, 13, 15][dice.below(4)], 30, 0, 0));
    let planned = Planned { kind, at, minutes: 60, way: Way::InPerson, place: "Small library", fate: Fate::Unrecorded };
    let yesterday = instant(plus_days(today, -1), time(15, 40, 0, 0));
    let when = (yesterday - SignedDuration::from_hours(24 * i64::from(dice.between(0, 3))))
        .max(life.named_at + SignedDuration::from_mins(30));
    let first_is_held = kind == "initial" && !life::meetings(life, today).is_empty();
    if when > instant(today, time(0, 0, 0, 0)) || first_is_held {
        return None;
    }
    let what = match part {
        Some(Part::NewlyStarted) => What::Offered(planned),
        Some(_) => return None,
        None if dice.in_hundred(if begun { 45 } else { 30 }) => What::Arranged(planned),
        None if dice.in_hundred(20) => What::Offered(planned),
        None => return None,
    };
    Some(Act { at: when, life, what })
}

async fn happen(ctx: &Context, act: &Act<'_>) -> Result<(), Problem> {
    let life = act.life;
    match &act.what {
        What::Offered(planned) => {
            let slots = offered(planned);
            propose(ctx, life, planned, Times::Offered(slots)).await?;
        }
        What::Arranged(planned) => {
            let meeting = propose(ctx, life, planned, Times::Together(life::slot(planned))).await?;
            match planned.fate {
                Fate::Cancelled => {
                    ctx.clock.move_to((planned.at - SignedDuration::from_hours(20)).max(act.at));
                    let reason = "Short-staffed today; we find another day.".parse().expect("a short reason");
                    meetings::cancel(ctx, life.supporter, meeting, reason).await.map_err(unexpected("cancelling"))?;
                }
                Fate::NotAttended => {
                    ctx.clock.move_to(planned.at + SignedDuration::from_hours(2));
                    let absence = Absence { person: life.person, note: "Called to the ward.".to_owned() };
                    let noted = meetings::not_attended(ctx, life.supporter, meeting, absence).await;
                    noted.map_err(unexpected("noting an absence"))?;
                }
                // Some of what is ahead has been moved once.
                Fate::Unrecorded if planned.at > ctx.now() + SignedDuration::from_hours(24 * 12) => {
                    ctx.clock.move_to(act.at + SignedDuration::from_hours(3));
                    let moved = Slot { starts_at: planned.at + SignedDuration::from_hours(1), ..life::slot(planned) };
                    let done = meetings::reschedule(ctx, life.person, meeting, Times::Together(moved)).await;
                    done.map_err(unexpected("moving a meeting"))?;
                }
                Fate::Held { .. } | Fate::Unrecorded => {}
            }
        }
    }
    Ok(())
}

/// A few closed records have an amendment beside them.
async fn amend(ctx: &Context, past: &[Past], kept: &[MeetingId]) -> Result<(), Problem> {
    let closed = past.iter().zip(kept).filter(|(past, _)| past.signed.len() == past.signatories.len());
    for (past, meeting) in closed.step_by(90) {
        let Some((person, signed_at)) = past.signed.first() else { continue };
        ctx.clock.move_to(*signed_at + SignedDuration::from_hours(24 * 13));
        let content = "The date of the shadowing was the 14th, not the 4th.";
        match records::amend(ctx, *person, *meeting, content).await {
            // Whoever left the journey meanwhile cannot amend any more.
            Ok(()) | Err(operations::Failure::NotFound) => {}
            Err(failure) => return Err(unexpected("amending")(failure)),
        }
    }
    Ok(())
}

/// Most confirm in their first weeks what only they can know: learning and induction done, principles known, and whether
/// needs already known may be passed on.
async fn learn(ctx: &Context, lives: &[Life], today: Date) -> Result<(), Problem> {
    for life in lives.iter().filter(|life| life.ended_on.is_none()) {
        let dice = &mut Dice::of(&life.email, 77);
        let named_on = plus_days(date_of(life.named_at), 1);
        let on = plus_days(life.starts_on, dice.between(5, 26)).max(named_on);
        if dice.in_hundred(88) {
            say(ctx, life, life.person, "starter-learning-done", on, today).await?;
        }
        // Before the first day, or as soon as there was somebody to support them.
        let before = |days: i32| plus_days(life.starts_on, -days).max(named_on);
        let told = before(dice.between(2, 9));
        for (person, likely) in [(Some(life.person), 94), (Some(life.supporter), 92), (life.manager, 86)] {
            if let Some(person) = person.filter(|_| dice.in_hundred(likely)) {
                say(ctx, life, person, "principles-known", told, today).await?;
            }
        }
        if dice.in_hundred(90) {
            pass_on(ctx, life, dice, told, today).await?;
        }
        let inducted = plus_days(life.starts_on, dice.between(6, 24)).max(named_on);
        if dice.in_hundred(91) {
            say(ctx, life, life.manager.unwrap_or(life.person), "local-induction-done", inducted, today).await?;
        }
    }
    Ok(())
}

/// Somebody says that something was done, where their programme asks it and the day has come.
async fn say(ctx: &Context, life: &Life, by: PersonId, fact: &str, on: Date, today: Date) -> Result<(), Problem> {
    let fact = fact.parse().expect("a valid key");
    let asks = ctx.programmes.version(&life.version).is_some_and(|programme| programme.fact(&fact).is_some());
    if !asks || on >= today {
        return Ok(());
    }
    ctx.clock.move_to(instant(on, time(16, 30, 0, 0)));
    let said = journeys::confirm(ctx, by, life.journey, &fact, on).await;
    said.map_err(unexpected("saying that something is done"))
}

/// The answer whether needs already known may be passed on; those who were told say that they know.
async fn pass_on(ctx: &Context, life: &Life, dice: &mut Dice, on: Date, today: Date) -> Result<(), Problem> {
    let fact = "needs-known".parse().expect("a valid key");
    let asks = ctx.programmes.version(&life.version).is_some_and(|programme| programme.fact(&fact).is_some());
    if !asks || on >= today {
        return Ok(());
    }
    let answer = match dice.below(4) {
        0 => journeys::ConsentAnswer::Refused,
        1 => journeys::ConsentAnswer::Given { content: String::new() },
        2 => {
            let content = "I hear better when people face me, and small rooms help.".to_owned();
            journeys::ConsentAnswer::Given { content }
        }
        _ => {
            let content = "My shifts start after nine, as agreed with human resources.".to_owned();
            journeys::ConsentAnswer::Given { content }
        }
    };
    let given = answer != journeys::ConsentAnswer::Refused;
    ctx.clock.move_to(instant(on, time(17, 0, 0, 0)));
    let said = journeys::consent(ctx, life.person, life.journey, &fact, answer).await;
    said.map_err(unexpected("saying what may be passed on"))?;
    for person in [Some(life.supporter), life.manager].into_iter().flatten().filter(|_| given) {
        if dice.in_hundred(90) {
            say(ctx, life, person, "needs-known", plus_days(on, 1), today).await?;
        }
    }
    Ok(())
}

/// Three times on days that follow one another.
fn offered(planned: &Planned) -> Vec<Slot> {
    let day = date_of(planned.at);
    let times = [(0, time(9, 30, 0, 0)), (0, time(14, 0, 0, 0)), (1, time(11, 0, 0, 0))];
    times
        .map(|(days, at)| Slot {
            starts_at: instant(working_day(plus_days(day, days)), at),
            length: Length::of_minutes(60).expect("an hour is a length"),
            ..life::slot(planned)
        })
        .to_vec()
}

async fn propose(ctx: &Context, life: &Life, planned: &Planned, times: Times) -> Result<MeetingId, Problem> {
    let kind = life::kind(planned.kind);
    let proposed = meetings::propose(ctx, life.supporter, life.journey, &kind, times).await;
    proposed.map_err(unexpected("arranging a meeting"))
}
