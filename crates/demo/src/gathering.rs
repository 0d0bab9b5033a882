//! What the people of the demo have gathered: hours had and lost, plans of them, reflections, things learnt, a file.

use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::{date_of, instant, plus_days, plus_months};
use domain::evidence::Subject;
use domain::ids::{Id, JourneyId, MeetingId, PersonId};
use domain::learning;
use domain::programmes::Party;
use domain::time::{Every, Kind, Line, Reason, What};
use jiff::Timestamp;
use jiff::civil::{Date, Weekday, time};
use operations::Context;
use operations::evidence::{New as NewFile, add};
use operations::learning::{New, keep};
use operations::reflections::{Entry, begin, save};
use operations::shares::{Shared, share};
use operations::time::{NewPlan, Promised, accounts, plan};
use store::demo::Life;
use store::time::TimeLine;

use crate::Problem;
use crate::cast::{self, Part};
use crate::dice::Dice;
use crate::telling::unexpected;

/// Held meetings of each journey: which, from when to when.
type Held = BTreeMap<JourneyId, Vec<(MeetingId, Timestamp, Timestamp)>>;

/// Lets people gather, up to a day.
///
/// # Errors
/// The database failed, or something was refused that the story needs.
pub async fn gather(ctx: &Context, today: Date) -> Result<(), Problem> {
    let lives = store::demo::lives(ctx.db.reader()).await?;
    let held: Held = store::demo::held(ctx.db.reader()).await?;
    let mut lines = Vec::new();
    for life in &lives {
        hours_of(ctx, life, held.get(&life.journey).map_or(&[], Vec::as_slice), today, &mut lines);
    }
    operations::history::keep_hours(ctx, &lines).await?;
    let of = |part: Part| lives.iter().find(|life| life.email == cast::playing(part).email);
    if let Some(hannah) = of(Part::MidWay) {
        midway(ctx, hannah, today).await?;
    }
    if let Some(callum) = of(Part::SomeWeeksIn) {
        some_weeks_in(ctx, callum, today).await?;
    }
    ctx.clock.move_to(instant(today, time(0, 5, 0, 0)));
    Ok(())
}

/// What the two of a journey entered of their hours: most count their meetings, some never enter a thing.
fn hours_of(
    ctx: &Context,
    life: &Life,
    held: &[(MeetingId, Timestamp, Timestamp)],
    today: Date,
    lines: &mut Vec<TimeLine>,
) {
    let Some(programme) = ctx.programmes.version(&life.version) else { return };
    let promised = |party: &Party| programme.time.iter().any(|promise| promise.party == *party);
    let plays = cast::CAST.iter().any(|member| member.email == life.email);
    for (party, person) in [(Party::Supportee, life.person), (Party::Role(life.role.clone()), life.supporter)] {
        let dice = &mut Dice::of(&life.email, if party == Party::Supportee { 11 } else { 12 });
        if !promised(&party) || !(plays || dice.in_hundred(82)) {
            continue;
        }
        let line = |on: Date, minutes: u32, what: What, meeting: Option<MeetingId>| TimeLine {
            id: ctx.new_id(),
            person,
            programme: programme.key.clone(),
            party: party.clone(),
            journey: Some(life.journey),
            line: Line { on, minutes, what },
            note: String::new(),
            meeting,
            learning: None,
            entered_at: instant(on, time(17, 20, 0, 0)),
        };
        // The latest meeting still waits to be counted.
        let counted = held.iter().take(held.len().saturating_sub(usize::from(plays)));
        for (meeting, from, to) in counted.filter(|_| plays || dice.in_hundred(88)) {
            let minutes = u32::try_from(to.duration_since(*from).as_secs() / 60).unwrap_or(60).max(5);
            lines.push(line(date_of(*from), minutes, What::Taken(Kind::Meeting), Some(*meeting)));
        }
        let until = life.ended_on.unwrap_or(today).min(today);
        for month in 0..12 {
            let on = plus_days(plus_months(life.starts_on, month), dice.between(2, 24));
            let away = life.away.is_some_and(|(from, back)| from <= on && back.is_none_or(|back| on <= back));
            if on >= until || away {
                continue;
            }
            if party == Party::Supportee {
                if dice.in_hundred(62) {
                    let kind = [Kind::Tasks, Kind::Tasks, Kind::Alongside, Kind::Learning][dice.below(4)];
                    lines.push(line(on, [30, 45, 60, 90, 120][dice.below(5)], What::Taken(kind), None));
                }
            } else if dice.in_hundred(30) {
                lines.push(line(on, [45, 60, 90][dice.below(3)], What::Taken(Kind::Development), None));
            }
            if dice.in_hundred(18) {
                let reason =
                    [Reason::Staffing, Reason::Staffing, Reason::Workload, Reason::CalledAway, Reason::RotaChanged]
                        [dice.below(5)];
                lines.push(line(on, [30, 60, 60][dice.below(3)], What::Lost(reason), None));
            }
        }
    }
}

async fn account(ctx: &Context, person: PersonId) -> Result<Option<Promised>, Problem> {
    let viewer = domain::access::Viewer { person, today: ctx.today() };
    Ok(accounts(ctx, ctx.db.reader(), viewer).await?.into_iter().next())
}

/// Writes a reflection some days ago.
async fn reflection(
    ctx: &Context,
    by: PersonId,
    at: Timestamp,
    model: &str,
    answers: &[(&str, &str)],
) -> Result<Shared, Problem> {
    ctx.clock.move_to(at);
    let id = begin(ctx, by, model).await.map_err(unexpected("beginning a reflection"))?;
    let entries: Vec<Entry> = answers
        .iter()
        .map(|(prompt, content)| Entry { prompt: (*prompt).to_owned(), base: 0, content: (*content).to_owned() })
        .collect();
    save(ctx, by, id, &entries, &[]).await.map_err(unexpected("writing a reflection"))?;
    Ok(Shared::Reflection(id))
}

/// A line of learning.
fn learnt(
    on: Date,
    minutes: u32,
    kind: learning::Kind,
    title: &str,
    theme: Option<&str>,
    taken: &str,
) -> learning::Line {
    learning::Line {
        on,
        minutes,
        kind,
        title: title.to_owned(),
        theme: theme.and_then(|theme| theme.parse().ok()),
        taken: taken.to_owned(),
    }
}

async fn note(
    ctx: &Context,
    by: PersonId,
    line: learning::Line,
    counts: Option<&Promised>,
) -> Result<domain::ids::LearningId, Problem> {
    ctx.clock.move_to(instant(line.on, time(18, 5, 0, 0)));
    let counts_in = counts.map(|one| one.account.which.clone());
    let new = New { of: None, journey: None, line, counts_in, said: Vec::new() };
    keep(ctx, by, &new).await.map_err(unexpected("noting something learnt"))
}

async fn planned(
    ctx: &Context,
    person: PersonId,
    minutes: u32,
    every: Every,
    from: Date,
    words: &str,
) -> Result<(), Problem> {
    let Some(one) = account(ctx, person).await? else { return Ok(()) };
    ctx.clock.move_to(instant(from, time(12, 10, 0, 0)));
    let new = NewPlan { which: one.account.which, minutes, every, from, note: words.to_owned() };
    plan(ctx, person, &new).await.map_err(unexpected("planning hours"))?;
    Ok(())
}

/// Half a year of gathering: one reflection shared, one private, things learnt, a file, hours in the job plan.
async fn midway(ctx: &Context, life: &Life, today: Date) -> Result<(), Problem> {
    let by = life.person;
    planned(ctx, by, 150, Every::Month, life.starts_on, "Second and fourth Tuesday afternoon, agreed with the ward")
        .await?;
    planned(ctx, life.supporter, 90, Every::Month, life.starts_on, "In the job plan since spring").await?;
    let at = |days: i32| instant(plus_days(today, -days), time(19, 40, 0, 0));
    let shared = reflection(
        ctx,
        by,
        at(23),
        "gibbs",
        &[
            ("title", "Saying no to a discharge"),
            ("description", "The bed manager wanted somebody home by four. The stairs assessment had not been done."),
            ("feelings", "Small at first, then oddly calm once I had said what was missing."),
            ("evaluation", "I gave a reason and a time. I did not offer a way in between."),
            (
                "analysis",
                "I knew the home, she knew the beds. Nobody was wrong; we had not looked at the same picture.",
            ),
            ("conclusion", "A clear “not yet, because” is kinder than a slow yes."),
            ("action", "Ask what is needed by when before I answer, and write it on the board."),
        ],
    )
    .await?;
    ctx.clock.move_to(at(22));
    let until = Some(plus_days(today, 60));
    let with = BTreeSet::from([life.supporter]);
    share(ctx, by, shared, &with, until).await.map_err(unexpected("sharing a reflection"))?;
    reflection(
        ctx,
        by,
        at(6),
        "what-so-what",
        &[
            ("title", "Tired on Thursday"),
            ("what", "Third late shift. I was short with a student."),
            ("so-what", "I know the signs by now, and I passed them by."),
            ("now-what", "Say it at the morning huddle. Eat before two."),
        ],
    )
    .await?;
    let one = account(ctx, by).await?;
    let workshop = learnt(
        plus_days(today, -48),
        360,
        learning::Kind::Workshop,
        "Difficult conversations, with actors",
        Some("communication"),
        "Name what you see, then wait. Waiting is the hard part.",
    );
    let workshop = note(ctx, by, workshop, None).await?;
    let shadowing = learnt(
        plus_days(today, -30),
        120,
        learning::Kind::Shadowing,
        "A morning in the hand clinic",
        Some("roles-of-others"),
        "How much is decided before anybody touches a splint.",
    );
    note(ctx, by, shadowing, one.as_ref()).await?;
    let advice = learnt(
        plus_days(today, -12),
        20,
        learning::Kind::Support,
        "Advice on a rota that does not fit",
        None,
        "Bring two suggestions, not one complaint.",
    );
    note(ctx, by, advice, None).await?;
    note(ctx, by, learnt(plus_days(today, -70), 45, learning::Kind::Mandatory, "Fire safety, yearly", None, ""), None)
        .await?;
    let file = NewFile {
        subject: Subject::Learning,
        subject_id: Some(workshop.uuid()),
        name: "what-i-wrote-down.txt",
        content: b"Say what you see.\nCount to five.\nAsk what would help now.\n",
        description: "My notes of the day",
        said: &[],
    };
    add(ctx, by, &file).await.map_err(unexpected("adding a file"))?;
    Ok(())
}

/// Some weeks in: a first reflection, hours every week, a little learnt. The supporter has one of their own.
async fn some_weeks_in(ctx: &Context, life: &Life, today: Date) -> Result<(), Problem> {
    let at = |days: i32| instant(plus_days(today, -days), time(20, 15, 0, 0));
    planned(ctx, life.person, 45, Every::On(Weekday::Wednesday), life.starts_on, "After the team meeting").await?;
    reflection(
        ctx,
        life.person,
        at(11),
        "era",
        &[
            ("title", "First weekend on call"),
            ("experience", "Four calls, and one I did not know what to do with."),
            ("reflection", "Asking early was right. I still felt I should have known."),
        ],
    )
    .await?;
    let reading = learnt(
        plus_days(today, -9),
        50,
        learning::Kind::Reading,
        "Guideline on early mobilising, with notes",
        None,
        "The first day matters more than the tenth.",
    );
    note(ctx, life.person, reading, account(ctx, life.person).await?.as_ref()).await?;
    reflection(
        ctx,
        life.supporter,
        at(15),
        "good-day",
        &[
            ("title", "What two preceptees teach me"),
            ("moment", "One of them asked why we do it this way, and I had no answer."),
            ("part", "I said so, and we looked it up together."),
            ("more", "Leave ten minutes at the end for the questions nobody planned."),
        ],
    )
    .await?;
    Ok(())
}
